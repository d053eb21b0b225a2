package caseworker

import (
	"testing"

	"sayso/conversation"
)

// TestALineIsSaidToBeTriedAgainOnlyWhileItIs: what was told of a try before stands no more once it has its end.
func TestALineIsSaidToBeTriedAgainOnlyWhileItIs(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		delivery string
		told     []conversation.Why
		want     string
	}{
		{"waiting", []conversation.Why{conversation.WhyAgain}, "again"},
		{"waiting", []conversation.Why{conversation.WhyStuck}, ""},
		{"failed", []conversation.Why{conversation.WhyAgain, conversation.WhyOff}, "phone_off"},
		{"failed", []conversation.Why{conversation.WhyAgain}, ""},  // they sent STOP meanwhile
		{"blocked", []conversation.Why{conversation.WhyAgain}, ""}, // somebody else has the phone by now
		{"delivered", []conversation.Why{conversation.WhyAgain}, ""},
	} {
		f := conversation.Facts{}
		for _, why := range row.told {
			f.NotArrived = append(f.NotArrived, conversation.NotArrived{Effect: "e", Why: why})
		}
		line := viewLines(f, []conversation.Line{{From: conversation.FromSayso, Effect: "e", Delivery: row.delivery, Channel: conversation.SMS}}, Rules{})[0]
		got := ""
		if line.Why != nil {
			got = *line.Why
		}
		if got != row.want {
			t.Errorf("%s, told %v: %q, want %q", row.delivery, row.told, got, row.want)
		}
	}
}
