package conversation

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"sayso/conversation/meaning"
)

// said takes in one message: write it down, screen it, note what the network makes of it, and
// wait for the rest of the thought.
func (n *turn) said(w Said) {
	seq := n.hear(w.Channel, w.Text, w.Late)
	reading := n.read(w.Text)
	if n.s.Language == "" {
		n.s.Language = reading.Language
	}
	n.volunteer(reading, seq) // first, so that a grown-up gets a grown-up's words
	if can, changes := networkWord(w.Text); changes && w.Channel == SMS {
		// The network blocks our texts from now on, or no longer. The word may also have been an
		// answer, so it stays one.
		n.setContact(SMS, func(c *Contact) { c.CanText = can })
	}
	n.s.Burst = append(n.s.Burst, Piece{Seq: seq, At: n.at, Text: w.Text, After: w.After, Channel: w.Channel})
	n.quietTimers()
	switch {
	case n.screen(seq, w.Text, reading):
	case n.plainlyEnds(w.Text) || burstSize(n.s.Burst) > longestBurst:
		n.answerBurst()
	default:
		n.s.AnswerAt = n.at.Add(n.gather(w.Channel))
	}
}

// read reads a message; the same one is looked at more than once in a turn.
func (n *turn) read(text string) meaning.Reading {
	if n.reading.Text != text || n.reading.Risk == "" {
		n.reading = meaning.Read(text)
	}
	return n.reading
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

// plainlyEnds: one digit or letter in answer to a question is the whole thought.
func (n *turn) plainlyEnds(text string) bool {
	return len(n.s.Burst) == 1 && n.s.Pending.Ask != "" && utf8.RuneCountInString(strings.TrimSpace(text)) == 1 &&
		!n.crosses(n.s.Burst[0])
}

// quietTimers starts again the clocks that run while they say nothing.
func (n *turn) quietTimers() {
	if n.s.Stage == HandedOver {
		n.s.RemindAt, n.s.HandOverAt = time.Time{}, time.Time{}
		return
	}
	if !n.s.Reminded {
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
		n.handOver("")
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
	burst := n.endBurst()
	if len(burst) == 0 {
		return
	}
	if n.takeIn(burst) {
		return // it has been answered
	}
	n.sayNext()
}

// crosses decides by what was on their screen: in the chat the message says so; a text that came
// while the question was on its way was not about it.
func (n *turn) crosses(p Piece) bool {
	asked := n.s.Pending
	if asked.Ask == "" || asked.Ask == n.s.Before.Ask {
		return false
	}
	if p.Channel == Chat && asked.Channel == Chat {
		return p.After < asked.Seq
	}
	if p.At.Sub(asked.At) >= n.CrossingText {
		return false
	}
	return !n.fitsOnly(asked.Ask, n.s.Before.Ask, p.Text)
}

// fitsOnly: the form of these words answers this question and could not answer the one before.
func (n *turn) fitsOnly(asked, before Ask, text string) bool {
	reply := meaning.Answer(string(asked), text)
	if inWords(reply.Value) {
		return false
	}
	if reply.OnlyHere || before == "" {
		return true
	}
	earlier := meaning.Answer(string(before), text).Value
	return earlier == "" || (inWords(earlier) && utf8.RuneCountInString(strings.TrimSpace(text)) <= 2)
}

// inWords: an answer that could as well go on with what was said before.
func inWords(value string) bool { return value == "" || value == "text" || value == "issue" }

// takeIn understands one burst: what crossed belongs to the question before, the rest to the one
// on the screen. It reports whether an answer has already been said.
func (n *turn) takeIn(burst []Piece) bool {
	var crossed, rest []Piece
	for _, p := range burst {
		if n.crosses(p) {
			crossed = append(crossed, p)
		} else {
			rest = append(rest, p)
		}
	}
	n.onlyCrossed = len(rest) == 0
	answered := false
	if len(crossed) > 0 {
		answered = n.understand(n.s.Before.Ask, crossed, true)
	}
	if len(rest) > 0 {
		answered = n.understand(n.s.Pending.Ask, rest, false) || answered
	}
	return answered
}

// understand reads one thought as the answer to a question, and for all else that it says.
func (n *turn) understand(a Ask, pieces []Piece, crossed bool) bool {
	text, seq := joined(pieces), pieces[0].Seq
	reading := n.read(text)
	first := !n.s.Greeted
	n.greet()
	reply := meaning.Answer(string(a), text)
	n.volunteer(reading, seq)
	if crossed && n.s.Pending.Ask == AskSafeNow && meaning.Answer(string(AskSafeNow), text).Value == No {
		// A "no" that crossed "are you safe?" may have meant just that.
		return n.answer(AskSafeNow, meaning.Reply{Value: No}, text, seq)
	}
	if reading.Wish != nil && !first && wishFirst(*reading.Wish, a, reply, text) {
		return n.wish(*reading.Wish, text, seq)
	}
	if reading.Wish != nil && reply.Value == "" && open(a) {
		reply = meaning.Reply{Value: "text", Rest: text} // it was no wish, so it is their words
	}
	if a == "" || crossed && (reply.Value == "" || n.s.Answers[a].Value == reply.Value) {
		n.addIssues(reading, text, seq)
		if crossed {
			// It says nothing to the question before; it may have been a quick answer to this one,
			// so this one is put again rather than guessed.
			n.again = !inWords(meaning.Answer(string(n.s.Pending.Ask), text).Value)
			return false
		}
		return !n.startsAfterAll() && n.afterHandOver()
	}
	return n.answer(a, reply, text, seq)
}

// startsAfterAll: what was let go as a wrong number or a bare "hi" has told us something after all.
func (n *turn) startsAfterAll() bool {
	if n.s.Stage != HandedOver || !n.s.LetGo || n.s.Category == "contact" || n.s.Caseworker != "" {
		return false
	}
	n.s.Stage, n.s.LetGo, n.changed = Listening, false, true
	n.quietTimers()
	return true
}

// wishFirst decides between a wish and an answer that the same words may be. A short reply to a
// question is its answer; words that tell a story ("contact to start again") are no command.
func wishFirst(wish string, a Ask, reply meaning.Reply, text string) bool {
	short := len(strings.Fields(text)) <= 3
	switch {
	case open(a) && (wish == "back" || wish == "start_again" || wish == "withdraw"):
		return short
	case reply.Value == "" && a != AskWanted:
		return true
	case wish == "help":
		return open(a)
	case open(a):
		// "Somebody to ring me" is what would make it better.
		return a != AskWanted || wish != "person" && wish != "status"
	}
	return !short
}

// greet introduces the service before anything is asked. The limits of privacy go with the first question.
func (n *turn) greet() {
	if n.s.Greeted {
		return
	}
	n.say("welcome", LaneAnswer, nil)
}

// open questions are answered in words; a lone word may well be the whole answer.
func open(a Ask) bool {
	return slices.Contains([]Ask{AskConcern, AskAnythingElse, AskWhereNow, AskChildName, AskKeepFrom, AskWanted,
		AskVisitWhere, AskVisitWhen, AskAvoid, AskName, AskChange, ""}, a)
}

func joined(pieces []Piece) string {
	texts := make([]string, len(pieces))
	for i, p := range pieces {
		texts[i] = p.Text
	}
	return strings.Join(texts, "\n")
}

// networkWord: the whole message is a word that the network takes for opting out, or in again.
func networkWord(text string) (can, changes bool) {
	switch strings.ToUpper(strings.TrimSpace(text)) {
	case "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT":
		return false, true
	case "START", "UNSTOP", "YES":
		return true, true
	}
	return false, false
}

func (n *turn) setContact(c Channel, change func(*Contact)) {
	contact := n.s.Contact(c)
	change(&contact)
	n.s.Contacts[c] = contact
	n.changed = true
}
