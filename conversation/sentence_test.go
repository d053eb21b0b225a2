package conversation

import (
	"testing"
	"time"
)

// A sentence that a burst breaks off at a "to" is read whole before anybody is called: "someone to" ... "help me" is a yes to
// an advocate. "Help me" by itself is not.
func TestHelpMeThatEndsASentenceCallsNobody(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		before, words string
		calls         bool
	}{
		{"someone to", "help me", false}, {"i want somebody to", "help me talk", false}, {"", "help me", true}, {"hes here", "help me", true}, {"i need you to", "help me hes got a knife", true},
	} {
		p := reached(t, "self", AskAdvocate)
		if row.before != "" { // in one burst
			var said []string
			var alerts int
			p.at = p.at.Add(time.Minute)
			p.take(&said, &alerts, Event{At: p.at, Fresh: "abcdefghabcdefghijklmnopqr", What: text(row.before)})
		}
		p.happens(time.Second, text(row.words))
		if called := p.s.tier() == R1; called != row.calls {
			t.Errorf("%q, %q: called %v", row.before, row.words, called)
		}
	}
}
