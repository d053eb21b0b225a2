package sms

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
)

// TestACodeThatWeDoNotKnowIsTheTextsFaultUntilOneTalkAfterAnotherMeetsIt: then texts wait, and it is an alarm, until one is taken
// or refused for a reason of its own.
func TestACodeThatWeDoNotKnowIsTheTextsFaultUntilOneTalkAfterAnotherMeetsIt(t *testing.T) {
	t.Parallel()
	var code atomic.Int64
	w := answering(t, func(rw http.ResponseWriter, _ *http.Request) {
		if code.Load() == 0 {
			rw.WriteHeader(http.StatusCreated)
			fmt.Fprint(rw, `{"sid":"SM1"}`)
			return
		}
		rw.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(rw, `{"code":%d}`, code.Load())
	})
	for n, c := range []struct {
		talk string
		code int64
		want string
	}{
		{"a", 99999, "refused"}, {"a", 99999, "refused"}, {"a", 99999, "refused"}, // always the same one: it is the text
		{"b", 99998, "refused"},
		{"a", 0, "sent"}, // so it was only theirs
		{"a", 99999, "refused"}, {"b", 99999, "refused"},
		{"c", 21211, "never 21211"}, // Twilio knows what to say of this one
		{"a", 99999, "refused"}, {"b", 99999, "refused"}, {"c", 99999, "later 0s"}, {"d", 99999, "later 0s"}, {"a", 99999, "later 0s"},
		{"d", 0, "sent"},
		{"a", 99999, "refused"}, {"b", 21617, "refused"}, {"c", 99999, "refused"}, {"d", 99999, "refused"}, // a text that is too long is nobody else's
	} {
		code.Store(c.code)
		x := w.text(t, kim, "Hi zebra")
		x.Conversation = c.talk
		err := w.send(t.Context(), x)
		if got := outcome(err); got != c.want {
			t.Errorf("%d: %s meets %d: got %s, want %s", n, c.talk, c.code, got, c.want)
		}
		if got := !w.Refusing().IsZero(); got != (c.want == "later 0s") {
			t.Errorf("%d: alarm %v", n, got)
		}
		quiet(t, err)
	}
}
