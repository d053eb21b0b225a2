package conversation

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// onlooker stands beside one talk and sees only what passes to and fro. What it holds us to, it knows without
// the talk's own memory, so that a talk which forgets that a phone is not safe is found out too.
type onlooker struct {
	t       *rapid.T
	refused bool // the network takes none of our texts to them
	opened  bool // the case was begun
	case_   string
	asked   question         // the last thing said to them, where it was one
	unsafe  map[Channel]bool // they said so, in the plainest way there is
}

type question struct {
	ask     Ask
	channel Channel
	at      time.Time
}

func watch(t *rapid.T) *onlooker {
	return &onlooker{t: t, unsafe: map[Channel]bool{}}
}

// sees follows one turn. speaks tells which doors are this talk's.
func (o *onlooker) sees(before, after State, at time.Time, what Happening, effects []Effect, speaks func(Channel) bool) {
	switch w := what.(type) {
	case Said:
		switch strings.ToUpper(strings.TrimSpace(w.Text)) {
		case "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT":
			o.refused = o.refused || w.Channel == SMS
		case "START", "UNSTOP", "YES":
			o.refused = o.refused && w.Channel != SMS
		case "2":
			q := o.asked
			o.unsafe[w.Channel] = o.unsafe[w.Channel] || q.ask == AskContactSafe && q.channel == w.Channel && at.Sub(q.at) > 10*time.Second &&
				len(before.Burst) == 0 && len(w.Unseen) == 0 && (w.Channel == SMS || w.After >= before.Lines)
		default:
			if !slices.Contains(says2, strings.TrimSpace(w.Text)) {
				o.unsafe[w.Channel] = false // they may have said that it is safe after all, in words that we do not judge here
			}
		}
		o.asked = question{}
	case Undelivered:
		o.refused = o.refused || w.OptedOut
	case Joined:
		o.unsafe[w.Channel] = false // another phone, of which nothing is known
		o.refused = o.refused && w.Channel != SMS
	}
	for _, e := range effects {
		switch e := e.(type) {
		case Say:
			o.reads(e, after.Contact(e.Channel), speaks(e.Channel))
			o.asked = question{e.Ask, e.Channel, at}
		case OpenCase:
			if o.opened {
				o.t.Fatal("the case is opened twice")
			}
			o.opened, o.case_ = true, facts(o.t, after)
		case AddToCase:
			o.case_ = facts(o.t, after)
		}
	}
	told := o.opened && (after.Untold || facts(o.t, after) == o.case_)
	if after.Untold && (after.AnswerAt.IsZero() || after.AnswerAt.Sub(at) > time.Minute) {
		o.t.Fatalf("%T: the case is told of something when a burst is answered that nobody waits for", what)
	}
	if after.Reference != "" && !told {
		o.t.Fatalf("%T: the case was not told what is known now:\n%s\n%s", what, o.case_, facts(o.t, after))
	}
}

// says2 are messages that do not call a phone safe that they have just called unsafe.
var says2 = []string{"2", "no", "0", "", "idk", "nah"}

// reads looks at a message on its way out.
func (o *onlooker) reads(say Say, contact Contact, theirs bool) {
	told := marks.MatchString(say.Text) || strings.Contains(say.Text, "secret plan") || strings.Contains(say.Text, "library") || strings.Contains(say.Text, "Priya") || say.Hide != ""
	switch {
	case !theirs:
		o.t.Fatalf("%q goes out by a door through which somebody else speaks", say.Text)
	case o.refused && say.Channel == SMS:
		o.t.Fatalf("%q goes to a phone that has opted out", say.Text)
	case told && contact.SafeToReply != Yes:
		o.t.Fatalf("%q goes to a contact that is %s", say.Text, contact.SafeToReply)
	case (o.unsafe[say.Channel] || contact.SafeToReply == No) && !slices.Contains([]string{"not_safe", "neutral_danger", "new_chat"}, say.Sentence):
		o.t.Fatalf("%q goes to a phone of which they said that it is not safe", say.Text)
	}
}

func facts(t *rapid.T, s State) string {
	known := s.Facts()
	known.Turn = 0
	b, err := json.Marshal(known)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
