package alert

import "sync/atomic"

// counts is what this node has seen since it began.
type counts struct {
	raised, answered, ended, wrong atomic.Int64
	texts, calls, webhooks         tally
}

type tally struct{ taken, failed atomic.Int64 }

func (c *counts) add(route string, err error) {
	t := &c.texts
	switch route {
	case "call":
		t = &c.calls
	case "webhook":
		t = &c.webhooks
	}
	if err != nil {
		t.failed.Add(1)
	} else {
		t.taken.Add(1)
	}
}

// Counts is what this node has seen since it began, by event.
func (p *Pager) Counts() map[string]int64 {
	c := &p.counts
	return map[string]int64{
		"raised": c.raised.Load(), "acknowledged_by_phone": c.answered.Load(), "unanswered": c.ended.Load(),
		"wrong_code": c.wrong.Load(),
		"text_taken": c.texts.taken.Load(), "text_failed": c.texts.failed.Load(),
		"call_taken": c.calls.taken.Load(), "call_failed": c.calls.failed.Load(),
		"webhook_taken": c.webhooks.taken.Load(), "webhook_failed": c.webhooks.failed.Load(),
	}
}
