package meaning

// What the one who wrote before says, when they have their phone again.
const (
	Again   = "again"    // "its me again, mum took my phone", "that was my mum not me"
	OfPhone = "of_phone" // "mum took my phone": on a phone that another wrote from, it shows who writes now
	Denied  = "denied"   // "my mate had my phone", "i never sent that": what was written before was another's
)

// returnWords is how long a message may be of which that is read.
const returnWords = 25

// returns reads rules/phone.txt, [returns ...]. "Its me again" may be said by whoever wrote last, so it counts
// only where a phone is told of beside it.
func (m message) returns() string {
	if len(m.words) > returnWords {
		return ""
	}
	greets, phone, denied := false, false, false
	for _, h := range m.of("returns") {
		switch {
		case m.in("hers", h.from-1): // "his dad took my phone"
		case h.rule.about[1] == "plain":
			return Again
		case h.rule.about[1] == "greets":
			greets = true
		case h.rule.about[1] == "denies":
			denied = denied || !m.reported(h.from)
		default:
			phone = true
		}
	}
	switch {
	case greets && phone:
		return Again
	case denied:
		return Denied
	case phone:
		return OfPhone
	}
	return ""
}
