package conversation

import (
	"strings"
	"time"
)

// Why says why words of ours did not arrive.
type Why string

// Why not.
const (
	WhyNoNumber  Why = "no_number" // there is no such number, or none that takes texts
	WhyOff       Why = "phone_off" // off, or out of reach for too long
	WhyFiltered  Why = "filtered"  // a network took it for unwanted
	WhyRefused   Why = "refused"   // the network will not carry it there, and says no more
	WhyOptedOut  Why = "opted_out" // they have asked the network for no more of our texts
	WhyOvertaken Why = "overtaken" // a question of ours that could not go at once, and they wrote meanwhile
	WhyAgain     Why = "again"     // not the last word: it is tried again
	WhyStuck     Why = "stuck"     // refused again and again: it waits for whoever runs Sayso
)

// NotArrived is words of ours that did not arrive.
type NotArrived struct {
	Effect string `json:"effect"` // as in the transcript
	Why    Why    `json:"why"`
}

// mostNotArrived is of how many of the last it is kept why.
const mostNotArrived = 50

// undelivered keeps what became of words of ours, for the case: a human must use another way.
func (n *turn) undelivered(w Undelivered) {
	n.changed = true
	switch {
	case w.Held:
		n.s.Blocked = lastOf(append(n.s.Blocked, Blocked{Effect: w.Effect, Reason: "someone_else"}), 50)
		return
	case w.Refused != "":
		n.s.Blocked = lastOf(append(n.s.Blocked, Blocked{Effect: w.Effect, Reason: w.Refused}), 50)
		return
	case w.OptedOut:
		n.setContact(SMS, func(c *Contact) { c.CanText = false })
		n.s.NotArrived = lastOf(append(n.s.NotArrived, NotArrived{Effect: w.Effect, Why: WhyOptedOut}), mostNotArrived)
		return
	case w.Why == WhyNoNumber:
		n.setContact(SMS, func(c *Contact) { c.NoNumber = true })
	}
	n.s.NotArrived = lastOf(append(n.s.NotArrived, NotArrived{Effect: w.Effect, Why: w.Why}), mostNotArrived)
	n.s.Unreached = n.s.Unreached || w.Why != WhyOvertaken && w.Why != WhyAgain
	if w.Ask != "" && n.s.Put[w.Ask] > 0 {
		n.s.Put[w.Ask]-- // nobody has seen it
	}
	if strings.HasPrefix(w.Sentence, withLimits) {
		n.s.Limits = false // nor have they been told the limits of privacy
	}
}

// Overtook reports whether they have written since words of ours were put in line, and another question stands now,
// so that it would only confuse them: a question of ours, or a reminder. What staff say or ask through us always goes.
// again says that the words are tried again, much later: then any words of ours are overtaken, as the talk has gone on.
func (s State) Overtook(say Say, at time.Time, again bool) bool {
	staffs := say.From != FromSayso || say.Ask == AskVisitOK || say.Ask == AskSorted
	switch {
	case staffs || !s.HeardAt.After(at):
		return false
	case again:
		return true
	}
	return say.Lane == LaneReminder || say.Lane != LaneSafety && say.Ask != "" && s.Pending.Seq != say.Seq
}

// Late says of words that could not go at once until when they must wait now, as nobody asked for them at this hour, and
// why they may not go any more; zero and "" let them go. again says that they are tried again, much later: then
// they must not surprise anybody either. In an answer that is only late we take them to be still there.
func (t Talk) Late(s State, say Say, now time.Time, again bool) (until time.Time, refused string) {
	n := &turn{Talk: t, s: s, at: now, present: !again}
	name := say.Sentence
	if say.From == FromCaseworker {
		name = "staff"
	}
	if refused = n.refusal(name, say.Channel); refused != "" {
		return time.Time{}, refused
	}
	if say.From == FromSayso && say.Effect == "" && say.Lane != LaneSafety && n.isMuted() {
		return time.Time{}, "muted" // it was said before
	}
	if n.present = false; say.Lane != LaneSafety && !n.theyAreThere() {
		until = t.Quiet.Until(now, t.Zone)
	}
	return until, ""
}

// reached: they have written, or somebody of ours writes anew, so what did not arrive before is no longer what
// must be seen to.
func (n *turn) reached() { n.s.Unreached = false }
