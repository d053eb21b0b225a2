package conversation

// Why says why words of ours did not arrive.
type Why string

// Why not.
const (
	WhyNoNumber Why = "no_number" // there is no such number, or none that takes texts
	WhyOff      Why = "phone_off" // off, or out of reach for too long
	WhyFiltered Why = "filtered"  // a network took it for unwanted
	WhyRefused  Why = "refused"   // the network will not carry it there, and says no more
	WhyStuck    Why = "stuck"     // refused again and again: it waits for whoever runs Sayso
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
	case w.OptedOut:
		n.setContact(SMS, func(c *Contact) { c.CanText = false })
		return
	case w.Why == WhyNoNumber:
		n.setContact(SMS, func(c *Contact) { c.NoNumber = true })
	}
	n.s.NotArrived = lastOf(append(n.s.NotArrived, NotArrived{Effect: w.Effect, Why: w.Why}), mostNotArrived)
	n.s.Unreached = true
}

// reached: they have written, or somebody of ours writes anew, so what did not arrive before is no longer what
// must be seen to.
func (n *turn) reached() { n.s.Unreached = false }
