package main

import "sayso/conversation"

// person answers by the question that is on their screen.
type person map[conversation.Ask]string

// finish has somebody on a phone answer until the talk is handed over.
func (d *deployment) finish(phone, talk string, p person) {
	d.t.Helper()
	d.finishBy(talk, p, func(_ int, answer string) { d.text(phone, answer) })
}

// finishBy is finish by whatever they write with; seq is the question's line.
func (d *deployment) finishBy(talk string, p person, write func(seq int, answer string)) {
	d.t.Helper()
	d.answerUntil("", talk, p, write)
}

// answerUntil answers what is asked, and ends with the answer to one question or when the talk is
// handed over.
func (d *deployment) answerUntil(end conversation.Ask, talk string, p person, write func(seq int, answer string)) {
	d.t.Helper()
	answered := 0
	for range 40 {
		var s conversation.State
		d.eventually("a question, or the end", func() bool {
			var err error
			if s, err = d.node.store.State(within(d.t), talk); err != nil {
				d.t.Fatal(err)
			}
			return s.Stage == conversation.HandedOver || s.Pending.Ask != "" && s.Pending.Seq > answered && len(s.Burst) == 0
		})
		if s.Stage == conversation.HandedOver {
			return
		}
		answer, ok := p[s.Pending.Ask]
		if !ok {
			d.t.Fatalf("nobody said how to answer %q", s.Pending.Ask)
		}
		answered = s.Pending.Seq
		write(answered, answer)
		if s.Pending.Ask == end {
			return
		}
	}
	d.t.Fatal("the talk never ends")
}
