package conversation

import (
	"testing"
	"time"
)

// A case is brought what was said once a burst, with its answer; what staff act on does not wait for that.
func TestACaseIsToldOnceABurst(t *testing.T) {
	t.Parallel()
	told := func(effects []Effect) (n int) {
		for _, e := range effects {
			switch e.(type) {
			case OpenCase, AddToCase:
				n++
			}
		}
		return n
	}
	for _, c := range []struct {
		name, text string
		atOnce     bool
	}{
		{"more words wait for the rest of the burst", "and the food is horrible", false},
		{"that the phone is not safe does not", "dont text me on this phone my dad reads it", true},
		{"a worry does not", "my dad hit me yesterday", true},
		{"STOP does not", "STOP", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			talk := talkForTests()
			at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
			say := func(s State, text string) (State, []Effect) {
				at = at.Add(time.Second)
				return talk.Step(s, Event{At: at, Fresh: "ABCDEFGH", What: Said{Channel: SMS, Text: text}})
			}
			s, effects := say(State{ID: "00-x"}, "my room is too cold")
			if told(effects) != 1 {
				t.Fatalf("the first message opens a case: %v", effects)
			}
			s, effects = say(s, c.text)
			if (told(effects) == 1) != c.atOnce || s.Untold == c.atOnce {
				t.Fatalf("told %d times at once; %v", told(effects), effects)
			}
			if c.atOnce {
				return
			}
			at = s.Wake()
			if s, effects = talk.Step(s, Event{At: at, Fresh: "ABCDEFGH", What: Woke{}}); told(effects) != 1 || s.Untold {
				t.Errorf("the answer brings it: %v", effects)
			}
		})
	}
}
