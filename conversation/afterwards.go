package conversation

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation/meaning"
)

// afterHandOver thanks for what came outside any question, at most once an hour.
func (n *turn) afterHandOver() bool {
	if n.s.Stage != HandedOver {
		return false
	}
	if n.s.Danger.Told && n.s.Pending.Ask == "" && !n.s.settled(AskSafeNow) && n.ask(AskSafeNow, "safe_now", LaneSafety, nil) {
		return true // a new worry was told
	}
	n.thank()
	return true
}

// asksAfterwards answers what is asked outside any question: how it goes on, from what is known; all else
// by saying who will see it. A question is never met with silence.
func (n *turn) asksAfterwards(t thought) bool {
	if n.s.Contact(n.s.Last).SafeToReply == No || n.s.LetGo || n.s.Reopened {
		return false
	}
	waits := n.reader().Waits(t.text)
	if !waits && !n.reader().Asks(t.text) {
		return false
	}
	if waits || n.reader().AsksOn(t.text) {
		n.status()
		return true
	}
	n.s.Thanked = time.Time{}
	n.thank()
	return true
}

// thank says that it will be read; by whom is not promised where few may see what is said of a worker.
func (n *turn) thank() {
	if n.silent {
		return
	}
	switch {
	case n.s.Contact(n.s.Last).SafeToReply == No: // one neutral line an hour, or they think that nobody is there
		if n.at.Sub(n.s.Thanked) >= time.Hour {
			n.s.Thanked = n.at
			n.say("not_safe", LaneAnswer, nil)
		}
	case n.s.Reopened:
		n.s.Reopened, n.s.Thanked = false, n.at
		n.say("reopened", LaneAnswer, nil)
	case n.at.Sub(n.s.Thanked) < n.thanksLast() && !n.s.Thanked.IsZero():
	case n.s.Caseworker != "" && !n.s.Danger.Professional && n.say("got_it_named", LaneAnswer, nil):
		n.s.Thanked = n.at
	default:
		n.s.Thanked = n.at
		n.say(n.orLate("got_it"), LaneAnswer, nil)
	}
	if n.s.Contact(n.s.Last).SafeToReply == Unknown && !n.s.settled(AskContactSafe) && n.s.Pending.Ask == "" && !n.s.LetGo && !n.s.Interpret {
		n.ask(AskContactSafe, "contact_safe", LaneAnswer, nil) // or no caseworker could ever write to them
	}
}

// thanksLast is how long a thank you stands for what follows it: an hour for "ok ta", ten minutes for
// what says something.
func (n *turn) thanksLast() time.Duration {
	if len(strings.Fields(n.reading.Text)) > 3 {
		return 10 * time.Minute
	}
	return time.Hour
}

// goOn takes the talk up where they left it, when they had gone quiet, the question is still on their
// screen, and nobody has taken the case on.
func (n *turn) goOn() {
	if n.s.Pending.Ask != "" && (!n.s.Doubted || n.askedSince(n.s.Pending.Ask)) && n.mayGoOn() {
		n.listenAgain()
	}
}

// mayGoOn: they had gone quiet before all was asked, and nobody has taken the case on.
func (n *turn) mayGoOn() bool {
	return n.s.WentQuiet && n.s.Stage == HandedOver && n.s.Caseworker == "" && n.s.Contact(n.s.Last).SafeToReply != No
}

func (n *turn) listenAgain() {
	n.s.Stage, n.s.WentQuiet, n.changed = Listening, false, true
	n.quietTimers()
}

// longAway notes that they come back after a long silence, from them and from us.
func (n *turn) longAway() bool {
	last := n.s.HeardAt
	if n.s.StaffAt.After(last) {
		last = n.s.StaffAt
	}
	return n.ComeBackAfter > 0 && n.s.Stage == HandedOver && !n.s.LetGo &&
		!n.s.HeardAt.IsZero() && n.at.Sub(last) >= n.ComeBackAfter
}

// comeBack asks, after a long silence, if this is about the same or something new. What was written
// is held meanwhile; it has been screened, and a person reads it either way. A number may have a new owner by
// then, so until it is answered nobody is told what was said here, who has it, or when they come.
func (n *turn) comeBack(burst []Piece) bool {
	away := n.s.Away
	if n.s.Away = false; !n.s.Doubted {
		return false
	}
	if n.wasUnsafe(n.s.Last) && !n.s.settled(AskContactSafe) {
		return false // whether it is safe here is asked before anything else
	}
	t := of(burst)
	r := n.read(t.text)
	switch asked := n.s.Pending.Ask; {
	case asked == AskContactSafe && n.callsUnsafe(t):
		return false
	case asked == AskContactSafe: // whoever holds the phone now may say that it is safe; it is asked anew, when it is known who they are
		n.s.Pending = Asked{}
	}
	switch asked := n.s.Pending.Ask; {
	case asked == AskSameNew || n.askedSince(asked):
		return false
	case n.answersOfSafety(asked, t):
		n.s.Away = away // that is heard, and what comes next may be something new
		return false
	case wantsToKnow(r):
	case r.Wants == "tell_new":
	case !away:
		return false
	case r.Wish != nil || n.answersWithoutQuestion(r.Wants):
		n.s.Away = asksOfUs(r)
		return false
	case asked == AskVisitOK && (n.reader().Answer(string(AskVisitOK), t.text).Value != "" || n.reader().Answer(string(AskVisitWhen), t.text).Value != ""):
		return false
	}
	ofVisit := n.s.Pending.Ask == AskVisitOK
	n.s.Put[AskSameNew] = 0
	if !n.ask(AskSameNew, "same_new", LaneAnswer, nil) {
		return false
	}
	if !ofVisit {
		n.s.Before = Asked{} // nobody answers that now
	}
	n.s.Held = append(n.s.Held, burst...)
	n.s.HandOverAt = n.at.Add(n.HandOverAfter)
	return true
}

// callsUnsafe: it answers "is it OK to write to you here?" with no.
func (n *turn) callsUnsafe(t thought) bool {
	return n.replyTo(AskContactSafe, n.read(t.text), t).Value == No
}

// askedSince: they came back with words of danger, and were asked then.
func (n *turn) askedSince(asked Ask) bool {
	return (asked == AskSafeNow || asked == AskWhereNow) && n.at.Sub(n.s.Pending.At) < n.ComeBackAfter
}

// answersOfSafety: it says whether they are safe, or where they are, which was asked before the silence.
func (n *turn) answersOfSafety(asked Ask, t thought) bool {
	reply := n.reader().Answer(n.readAs(asked), t.text)
	switch asked {
	case AskSafeNow:
		r := n.read(t.text)
		return reply.Value == No || reply.Value != "" && r.Wish == nil && r.Wants == ""
	case AskWhereNow:
		_, place := n.reader().Place(t.text, n.s.who() == OnBehalf)
		return place || !inWords(reply.Value)
	}
	return false
}

// answersWithoutQuestion: what they want is answered where nothing is asked too. "Can i tell you something" and "hello"
// want no more than that we go on.
func (n *turn) answersWithoutQuestion(wants string) bool {
	switch wants {
	case "", "go_on", "is_back", "later", "skip", "not_formal", "tell_new":
		return false
	case "of_visit":
		return n.openVisit() != nil
	}
	return true
}

// asksOfUs: what they ask is who we are and how it goes here, so what they tell next may still be something new.
func asksOfUs(r meaning.Reading) bool {
	if r.Wish != nil {
		return slices.Contains([]string{"who_sees", "is_robot", "how_long", "help", "person"}, *r.Wish)
	}
	return slices.Contains([]string{"ask_us", "cost", "who_are_you", "trace", "why_ask", "what_advocate", "anonymous", "have_to", "no_trouble"}, r.Wants)
}

// wantsToKnow: what they ask for is answered from what was told before, or from what became of it.
func wantsToKnow(r meaning.Reading) bool {
	return r.Wish != nil && (*r.Wish == "status" || *r.Wish == "back") || r.Wants == "your_number" || r.Wants == "where_meet"
}

// sameOrNew goes on with what was told before, or begins a talk of its own for what is new.
func (n *turn) sameOrNew(reply meaning.Reply, t thought) bool {
	const few = 2 // words, which tell nothing: "ummm"
	if reply.Value == "" && n.s.Put[AskSameNew] == 1 && !n.read(t.text).TellsOfHarm() {
		if len(strings.Fields(t.text)) > few {
			n.s.Held = append(n.s.Held, t.pieces...)
		}
		return n.ask(AskSameNew, "same_new", LaneAnswer, nil) // once more; then it is taken as more of the same
	}
	visit := n.s.Before
	n.done(AskSameNew, t.text)
	n.s.HandOverAt = time.Time{}
	held := n.s.Held
	n.s.Held = nil
	if reply.Value == "same" {
		n.s.Doubted = false
		if v := n.openVisit(); v != nil && v.State == "booked" && visit.Ask == AskVisitOK && n.s.Pending.Ask == "" {
			n.s.Pending = visit // it still waits for its answer
		}
	}
	if reply.Value != "new" || n.read(t.text).Risk == meaning.Immediate { // danger stays where a human has just been called
		if r := n.read(t.text); reply.Value != "same" || len(strings.Fields(reply.Rest)) > 5 || r.Category == meaning.Complaint && slices.ContainsFunc(r.Kinds, notOther) {
			held = append(slices.Clone(held), t.pieces...) // it goes on with the story
		}
		if asked := of(held); len(held) > 0 && reply.Value == "same" && wantsToKnow(n.read(asked.text)) {
			return n.knows(n.read(asked.text), asked)
		}
		n.moreOf(held)
		if reply.Value == "same" && n.mayGoOn() {
			n.listenAgain() // with what had not been asked
			return false
		}
		return n.afterHandOver()
	}
	if len(strings.Fields(reply.Rest)) > 2 {
		held = append(slices.Clone(held), t.pieces...)
	}
	texts := make([]string, len(held))
	for i, p := range held {
		texts[i] = p.Text
	}
	n.effects = append(n.effects, Anew{Channel: n.s.Last, Follows: n.s.Reference, Texts: texts})
	// What is written from now on is about something else, and whoever writes it has not shown that
	// it is still them.
	n.setContact(n.s.Last, func(c *Contact) { c.SafeToReply = Unknown })
	n.s.WentOn = true
	return true
}

// knows tells them what they wanted to know.
func (n *turn) knows(r meaning.Reading, t thought) bool {
	n.volunteer(r, t)
	if r.Wish != nil {
		return n.wish(*r.Wish, "", meaning.Reply{}, t)
	}
	return n.want(r.Wants, "", meaning.Reply{}, t)
}

// moreOfTheSame takes what was held for more of what was told before.
func (n *turn) moreOfTheSame() {
	held := n.s.Held
	if n.s.Held = nil; len(held) > 0 {
		n.done(AskSameNew, "")
		n.moreOf(held)
	}
}

func (n *turn) moreOf(held []Piece) {
	if len(held) > 0 {
		t := of(held)
		r := n.read(t.text)
		n.volunteer(r, t)
		n.addMatters(r, t)
	}
}
