package conversation

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestTenThousandMessagesKeepTheStateSmall: the transcript holds every word, the state only what the
// next turn needs. What a turn costs follows the state's size, so that does not grow either.
func TestTenThousandMessagesKeepTheStateSmall(t *testing.T) {
	t.Parallel()
	talk := talkForTests()
	s := State{ID: "00-x"}
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	says := []string{
		"my worker never rings me back %d", "they moved me again %d and i want to go home", "actually it was %d", "no", "start again",
		"who sees this", "he hit me %d times", "go back", "my name is Kai%c", "she is 12", "B: not %d", "new", "i want it formal", "1",
	}
	size, most, lines := 0, 0, 0
	for i := range 10_000 {
		at = at.Add(20 * time.Second)
		if i%1000 == 999 {
			at = at.Add(40 * time.Hour)
		}
		s.Turn++
		var effects []Effect
		for _, what := range []Happening{Said{Channel: SMS, Text: fmt.Sprintf(says[i%len(says)], 'a'+i%26)}, Woke{}} {
			if _, woke := what.(Woke); woke && s.AnswerAt.IsZero() {
				continue
			}
			var more []Effect
			s, more = talk.Step(s, Event{At: at, Fresh: fmt.Sprintf("%026d", i), What: what})
			effects, at = append(effects, more...), at.Add(9*time.Second)
		}
		for _, e := range effects {
			if _, ok := e.(Heard); ok {
				lines++
			}
		}
		if i%100 == 99 {
			b, err := json.Marshal(s)
			if err != nil {
				t.Fatal(err)
			}
			if size = len(b); i < 2000 {
				most = max(most, size)
			}
		}
	}
	if lines != 10_000 {
		t.Errorf("%d of 10,000 messages were written down", lines)
	}
	if size > 2*most {
		t.Errorf("after 10,000 messages the state has %d bytes, in the first 2,000 at most %d", size, most)
	}
}

// TestWhatWaitsForTheMorningIsBounded: each word of a caseworker goes out in the morning, or the case says that it
// was not sent.
func TestWhatWaitsForTheMorningIsBounded(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"Hello", strings.Repeat("\u00e9\u4e2d", 750)} {
		p := askedFor(t, AskWanted)
		p.at = time.Date(2026, 3, 9, 23, 0, 0, 0, time.UTC)
		went, refused, most := 0, 0, 0
		count := func(effects []Effect) {
			for _, e := range effects {
				switch e := e.(type) {
				case Say:
					went++
				case Blocked:
					if refused++; e.Reason != "too_many_waiting" || e.Effect == "" {
						t.Errorf("refused as %q (%q)", e.Reason, e.Effect)
					}
				}
			}
		}
		const sent = 1200
		for i := range sent {
			var effects []Effect
			p.s, effects = p.talk.Step(p.s, Event{At: p.at, Fresh: strings.Repeat("b", 26), What: StaffSaid{Effect: fmt.Sprint("e", i), Name: "Priya", Text: words}})
			count(effects)
			b, err := json.Marshal(p.s)
			if err != nil {
				t.Fatal(err)
			}
			most = max(most, len(b))
			if full := p.s.Facts().WaitFull; full != (refused > 0) && refused > 0 {
				t.Fatalf("after %d messages the case says full: %v, and %d were refused", i+1, full, refused)
			}
		}
		if most > 60_000 {
			t.Errorf("the state has %d bytes", most)
		}
		if !p.s.Facts().WaitFull || refused == 0 || went != 0 {
			t.Errorf("%d refused, %d went at night, full: %v", refused, went, p.s.Facts().WaitFull)
		}
		var effects []Effect
		p.s, effects = p.talk.Step(p.s, Event{At: p.s.Wake(), Fresh: strings.Repeat("b", 26), What: Woke{}})
		count(effects)
		if went+refused != sent || p.s.Facts().WaitFull {
			t.Errorf("%d went in the morning and %d were refused, of %d", went, refused, sent)
		}
	}
}
