package conversation

import (
	"slices"
	"testing"
	"time"
)

// What did not arrive is handed on with the reason, until they write, or somebody of ours writes anew.
func TestWhatDidNotArriveIsHandedOn(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		what      Undelivered
		cannot    string // why nothing more may be sent there
		arrived   []NotArrived
		unreached bool
	}{
		{Undelivered{Effect: "e", Why: WhyOff}, "", []NotArrived{{"e", WhyOff}}, true},
		{Undelivered{Effect: "e", Why: WhyAgain}, "", []NotArrived{{"e", WhyAgain}}, false},
		{Undelivered{Effect: "e", Why: WhyStuck}, "", []NotArrived{{"e", WhyStuck}}, true},
		{Undelivered{Effect: "e", Why: WhyNoNumber}, "no_number", []NotArrived{{"e", WhyNoNumber}}, true},
		{Undelivered{Effect: "e", OptedOut: true}, "opted_out", []NotArrived{{"e", WhyOptedOut}}, false},
		{Undelivered{Effect: "e", Held: true}, "", nil, false},
		{Undelivered{Effect: "e", Refused: "unsafe_contact"}, "", nil, false},
	} {
		p := askedFor(t, AskCarryOn)
		p.happens(time.Minute, row.what)
		turn := func() string { return (&turn{s: p.s}).refusal("staff", SMS) }
		f := p.s.Facts()
		if got := turn(); got != row.cannot || !slices.Equal(f.NotArrived, row.arrived) || f.Unreached != row.unreached {
			t.Errorf("%+v: refused %q, not arrived %v, unreached %v", row.what, got, f.NotArrived, f.Unreached)
		}
		p.happens(time.Minute, text("are you there"))
		if f = p.s.Facts(); f.Unreached || row.cannot == "no_number" && turn() != "" {
			t.Errorf("%+v: they have written, and it stands: unreached %v, refused %q", row.what, f.Unreached, turn())
		}
		p.happens(time.Minute, row.what)
		p.happens(time.Minute, StaffSaid{Effect: "f", Name: "Priya", Text: "Hello"})
		if p.s.Facts().Unreached {
			t.Errorf("%+v: a colleague has written anew, and it stands", row.what)
		}
	}
}
