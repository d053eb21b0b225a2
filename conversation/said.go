package conversation

import (
	"strings"
	"time"
	"unicode/utf8"

	"sayso/conversation/meaning"
)

// said takes in one message: write it down, screen it, note what the network makes of it, and
// wait for the rest of the thought.
func (n *turn) said(w Said) {
	if n.s.Follows == "" {
		n.s.Follows = w.Follows
	}
	seq := n.hear(w.Channel, w.Text, w.Late)
	reading := n.reader().Asked(string(n.s.Pending.Ask)).Begun().Read(w.Text)
	if whole := n.endsSentence(w.Text); whole != "" && n.reader().Asked(string(n.s.Pending.Ask)).Begun().Read(whole).Risk == meaning.None {
		reading.Risk, reading.Ruled, reading.Tier = meaning.None, meaning.None, "none" // "someone to", and then "help me"
	}
	n.s.Shared = n.s.Shared || w.Shared && (reading.Returns == "" || reading.Returns == meaning.Denied)
	piece := Piece{Seq: seq, At: n.at, Text: w.Text, After: w.After, Unseen: w.Unseen, Media: w.Media > 0, Channel: w.Channel}
	if !w.Written.IsZero() && w.Written.Before(n.at) {
		piece.At = w.Written // what it answers had been said by then
	}
	n.reached()
	n.setContact(w.Channel, func(c *Contact) { c.NoNumber = false })
	n.volunteer(reading, of([]Piece{piece})) // first, so that a grown-up gets a grown-up's words
	n.opts(w, piece.At)
	n.s.Burst = append(n.s.Burst, piece)
	n.hearMedia(seq, w.Media)
	n.quietTimers()
	switch {
	case n.screen(seq, w.Text, reading):
	case n.plainlyEnds(w.Text) || burstSize(n.s.Burst) > longestBurst:
		n.answerBurst()
	default:
		n.s.AnswerAt = n.at.Add(n.gather(w.Channel))
	}
}

// endsSentence is the sentence that a few words end, where the text before them in the burst breaks off at a "to"; else "".
func (n *turn) endsSentence(text string) string {
	const few = 3 // words
	if len(n.s.Burst) == 0 || len(strings.Fields(text)) > few {
		return ""
	}
	before := strings.TrimSpace(n.s.Burst[len(n.s.Burst)-1].Text)
	if !strings.HasSuffix(strings.ToLower(before), " to") {
		return ""
	}
	return before + " " + text
}

// read reads a message; the same one is looked at more than once in a turn.
func (n *turn) read(text string) meaning.Reading {
	if n.reading.Text != text || n.reading.Risk == "" {
		asked := n.s.Pending.Ask
		if asked == "" {
			asked = n.hears // "shes with me now" is read as the answer that it was
		}
		r := n.reader().Asked(string(asked))
		if n.s.who() == OnBehalf {
			r = r.OnBehalf()
		}
		n.reading = r.Read(text)
	}
	return n.reading
}

// reader reads their language beside English. It goes through each text once in a turn.
func (n *turn) reader() *meaning.Reader {
	if n.listens == nil || n.listensIn != n.s.Language {
		r := meaning.In(n.s.Language)
		if n.Thresholds != (meaning.Thresholds{}) {
			r = r.At(n.Thresholds)
		}
		n.listens, n.listensIn = r.Listening(), n.s.Language
	}
	return n.listens
}

// longestBurst bounds what a state holds of words not yet answered, in bytes.
const longestBurst = 16_000

func burstSize(burst []Piece) int {
	size := 0
	for _, p := range burst {
		size += len(p.Text) + 1
	}
	return size
}

// plainlyEnds: a digit, a letter, or a few words that are an answer and nothing else are the whole
// thought. "Yes" to "is it OK to text you here?" may be half of "yes but mum looks".
func (n *turn) plainlyEnds(text string) bool {
	asked := n.s.Pending.Ask
	if len(n.s.Burst) != 1 || asked == "" || n.crosses(n.s.Burst[0]) {
		return false
	}
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) == 1 {
		return true
	}
	reply := n.reader().Answer(string(asked), text)
	if asked == AskSafeNow && reply.Value == No {
		return true // nobody waits for the rest of that
	}
	return !open(asked) && asked != AskContactSafe && reply.Value != "" && reply.Rest == "" && len(strings.Fields(text)) <= 3
}

// quietTimers starts again the clocks that run while they say nothing.
func (n *turn) quietTimers() {
	if n.s.Stage == HandedOver {
		n.s.RemindAt = time.Time{}
		if len(n.s.Held) == 0 {
			n.s.HandOverAt = time.Time{}
		}
		return
	}
	if !n.s.Reminded && n.s.Stage != Confirming {
		n.s.RemindAt = n.at.Add(n.RemindAfter)
	}
	n.s.HandOverAt = n.at.Add(n.HandOverAfter)
}

// woke does what has fallen due, in the order in which a person would notice it.
func (n *turn) woke() {
	if due(n.s.AnswerAt, n.at) {
		n.answerBurst()
	}
	if due(n.s.WaitUntil, n.at) {
		n.sayWhatWaited()
	}
	if due(n.s.HandOverAt, n.at) {
		n.moreOfTheSame()
		n.quietly = true // the question stays: they may answer it in a day or two
		n.handOver("")
		n.s.HandOverAt = time.Time{}
	}
	if due(n.s.RemindAt, n.at) {
		n.remind()
	}
}

func due(alarm, at time.Time) bool { return !alarm.IsZero() && !alarm.After(at) }

// remind nudges once, by day, and only where a message from us is safe.
func (n *turn) remind() {
	n.s.RemindAt = time.Time{}
	if until := n.Quiet.Until(n.at, n.Zone); !until.IsZero() && n.s.Last == SMS {
		n.s.RemindAt = until
		return
	}
	n.s.Reminded = true
	n.say("nudge", LaneReminder, nil)
}

// endBurst takes the burst out of the state.
func (n *turn) endBurst() []Piece {
	burst := n.s.Burst
	n.s.Burst, n.s.AnswerAt = nil, time.Time{}
	return burst
}

// answerBurst understands the thought and says what comes next.
func (n *turn) answerBurst() {
	if whole, worse := n.tellsTogether(); worse && n.screen(n.s.Burst[len(n.s.Burst)-1].Seq, whole.Text, whole) {
		return
	}
	burst := n.endBurst()
	if len(burst) == 0 || n.comeBack(burst) {
		return
	}
	asked := n.s.Pending.Ask
	n.hears = asked
	said := n.takeIn(burst)
	n.answered = asked != "" && asked != AskSafeNow && asked != AskWhereNow && n.s.Pending.Ask != asked
	if !said {
		n.sayNext()
	}
}

func (n *turn) setContact(c Channel, change func(*Contact)) {
	contact := n.s.Contact(c)
	change(&contact)
	n.s.Contacts[c] = contact
	n.changed = true
}
