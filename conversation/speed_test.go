package conversation

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkTalk is a whole talk by text as the core takes it: ten texts, and the ten answers to them.
func BenchmarkTalk(b *testing.B) {
	texts := []string{
		"my social worker never rings me back and its been weeks", "0", "1", "yes", "no thats it", "i want someone to ring me",
		"14", "after school", "at school", "send",
	}
	talk := talkForTests()
	talk.Step(State{}, Event{What: Said{Channel: SMS, Text: "hi"}}) // the rules are read at their first use
	b.ReportAllocs()
	for b.Loop() {
		at := time.Date(2026, 3, 3, 15, 0, 0, 0, time.UTC)
		var s State
		for i, text := range texts {
			for _, what := range []Happening{Said{Channel: SMS, Text: text}, Woke{}} {
				s.Turn++
				s, _ = talk.Step(s, Event{At: at, Fresh: fmt.Sprintf("%026d", i), What: what})
				at = at.Add(talk.CrossingText)
			}
		}
	}
}
