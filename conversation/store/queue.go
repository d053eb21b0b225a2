package store

import (
	"slices"
	"strconv"
	"strings"

	"sayso/conversation"
)

// doer names one of the Doers, and the line and the gate before it.
type doer int

const (
	texts doer = iota
	files
	alerts
	// dangers are the texts of the safety lane. The same doer sends them, but they have a line and a
	// gate of their own: what holds up the others, such as the pace of our number, must not hold them.
	dangers
	// errands are what the store itself does: conversations that begin, part or come back, and codes.
	errands
	// fates are the questions to the network what became of a text.
	fates
	doers
)

// doerOf says who does an effect of this kind and lane; false for a kind that only a newer program
// knows. Words about danger do not wait behind other words of the same conversation either: those may
// be stuck, because nobody knows whether they went.
func doerOf(kind string, lane conversation.Lane) (doer, bool) {
	switch kind {
	case "Say":
		if lane == conversation.LaneSafety {
			return dangers, true
		}
		return texts, true
	case "OpenCase", "AddToCase":
		return files, true
	case "RaiseAlert":
		return alerts, true
	case "Anew", "GiveCode", "parted", "moved", "shut":
		return errands, true
	}
	return 0, false
}

// line is where what one doer has to do stands, before a gate of its own. Texts have one for each of our senders, as the one for
// WhatsApp may be full, or refused by the network, and the number not.
type line struct {
	doer    doer
	channel string // of texts: what stands before the address of whom they go to; "" for plain texts
}

func (e *entry) line(d doer) line {
	channel, _, named := strings.Cut(e.address, ":")
	if !named || d != texts && d != dangers {
		channel = ""
	}
	return line{d, channel}
}

// queue holds what one doer has to do for one conversation, in order. Different doers do not wait
// for each other: an alert must not wait for a text.
type queue struct {
	of           queueOf
	conversation string
	doer         doer
	entries      []*entry
	busy         bool  // a call for its first is under way
	until        int64 // ms; its first must wait so long: it was refused, or may have been sent
	unsettled    bool  // its first may have been sent: it is asked for, not sent
	asked        int   // how often the network was asked for it in vain,
	since        int64 // and since when, ms
	listed       int   // 1 + lane in which it stands in line; 0 where it does not
	line         line  // in which it stands, or stood last
}

// lane is the most urgent of its entries': what is ahead of a danger is as urgent.
func (q *queue) lane() int {
	best := len(lanes) - 1
	for _, e := range q.entries {
		if i := slices.Index(lanes, e.lane); i >= 0 && i < best {
			best = i
		}
	}
	return best
}

// lanes, most urgent first.
var lanes = []conversation.Lane{conversation.LaneSafety, conversation.LaneAnswer, conversation.LaneReminder}

// backlog is what one loop knows of its partition's outbox: a copy in memory, thrown away with the lease.
type backlog struct {
	settleAfter int64             // ms after it was marked that a text's outcome is asked for
	heldFor     int64             // ms that the next text waits at most for the one before it to leave
	entries     map[string]*queue // by entry
	going       map[string]string // entry by effect, of texts that may be on their way
	queues      map[queueOf]*queue
	inLine      map[line]*[3][]*queue // ready to be done, first come first served
	waiting     []*queue              // for their time
	last        string                // the last entry read
}

type queueOf struct {
	conversation string
	doer         doer
	late         string // what was put off: alone where it is tried again, else all until the same time, in order
}

func newBacklog(c Config) *backlog {
	return &backlog{
		settleAfter: (c.SendTimeout + c.SettleAfter).Milliseconds(), heldFor: 2 * c.SentWithin.Milliseconds(),
		entries: map[string]*queue{}, going: map[string]string{}, queues: map[queueOf]*queue{}, inLine: map[line]*[3][]*queue{},
	}
}

// add takes in an entry that was read. flying says that a call for it, begun before, is under way.
func (b *backlog) add(e entry, flying bool) {
	b.last = e.id
	if b.entries[e.id] != nil {
		return
	}
	d, known := doerOf(e.kind, e.lane)
	if !known {
		// A newer program wrote it, and will do it once it holds the lease.
		b.entries[e.id] = &queue{busy: true}
		return
	}
	of := queueOf{conversation: e.conversation, doer: d}
	if e.after != 0 {
		of.late = strconv.FormatInt(e.after, 10)
		if e.try > 1 {
			of.late = e.id
		}
	}
	q := b.queues[of]
	if q == nil {
		q = &queue{of: of, conversation: e.conversation, doer: d}
		b.queues[of] = q
	}
	b.entries[e.id] = q
	q.entries = append(q.entries, &e)
	q.busy = q.busy || flying
	if e.sending != 0 {
		b.going[e.effect] = e.id
	}
	if e.after != 0 && e.sending == 0 && !q.busy && len(q.entries) == 1 {
		b.wait(q, e.after)
		return
	}
	b.arrange(q)
}

// arrange puts a queue where its first entry belongs: into line, or aside until it can be settled.
func (b *backlog) arrange(q *queue) {
	if q.busy || q.until != 0 || len(q.entries) == 0 {
		return
	}
	if first := q.entries[0]; first.held {
		b.wait(q, first.sending+b.heldFor)
		return
	} else if first.sending != 0 {
		q.unsettled = true
		b.wait(q, first.sending+b.settleAfter)
		return
	}
	lane, in := q.lane(), q.entries[0].line(q.doer)
	if q.listed != 0 && q.listed <= lane+1 && q.line == in {
		return
	}
	q.listed, q.line = lane+1, in
	if b.inLine[in] == nil {
		b.inLine[in] = &[3][]*queue{}
	}
	b.inLine[in][lane] = append(b.inLine[in][lane], q)
}

// next takes the most urgent ready queue out of a line, if pass lets it through.
func (b *backlog) next(in line, pass func() bool) *queue {
	all := b.inLine[in]
	if all == nil {
		return nil
	}
	for lane, ready := range all {
		for i, q := range ready {
			// It may have moved to a more urgent lane, or to another line.
			if q.listed != lane+1 || q.line != in || len(q.entries) == 0 {
				continue
			}
			if !pass() {
				all[lane] = ready[i:]
				return nil
			}
			all[lane] = ready[i+1:]
			q.listed, q.busy = 0, true
			return q
		}
		all[lane] = nil
	}
	return nil
}

// lines are those of a doer in which anything has ever stood.
func (b *backlog) lines(of doer) (all []line) {
	for in := range b.inLine {
		if in.doer == of {
			all = append(all, in)
		}
	}
	return all
}

// overdue takes out of line the alerts from before a time of which the person has not been told yet
// that nobody could be reached.
func (b *backlog) overdue(before int64) (late []*queue) {
	ready := b.inLine[line{doer: alerts}]
	if ready == nil {
		return nil
	}
	for _, q := range ready[0] {
		if first := q.entries[0]; q.listed == 1 && first.at < before && !first.told {
			q.listed, q.busy = 0, true
			late = append(late, q)
		}
	}
	return late
}

// wait sets a queue aside until a time.
func (b *backlog) wait(q *queue, until int64) {
	q.until, q.listed = max(until, 1), 0
	b.waiting = append(b.waiting, q)
}

// due gives the queues whose time has come.
func (b *backlog) due(now int64) (due []*queue) {
	b.waiting = slices.DeleteFunc(b.waiting, func(q *queue) bool {
		if q.until > now {
			return false
		}
		q.until = 0
		if len(q.entries) > 0 {
			due = append(due, q)
		}
		return true
	})
	return due
}

// soonest is when the next waiting queue's time comes; 0 where none waits.
func (b *backlog) soonest() (at int64) {
	for _, q := range b.waiting {
		if at == 0 || q.until < at {
			at = q.until
		}
	}
	return at
}

// remove takes an entry that is done or parked out of its queue.
func (b *backlog) remove(id string) {
	q := b.entries[id]
	if q == nil {
		return
	}
	delete(b.entries, id)
	q.entries = slices.DeleteFunc(q.entries, func(e *entry) bool {
		if e.id == id && b.going[e.effect] == id {
			delete(b.going, e.effect)
		}
		return e.id == id
	})
	if len(q.entries) == 0 {
		delete(b.queues, q.of)
	}
}

// release takes a text out of its queue of which it is known that nothing is left to be done, and lets the next one go.
// One whose outcome was unknown is first asked for, which no longer needs to wait.
func (b *backlog) release(id string) {
	q := b.entries[id]
	if q == nil || q.busy || q.entries[0].id != id {
		return // what comes of the call that is under way will say so
	}
	if q.unsettled {
		q.until = 1
		return
	}
	b.remove(id)
	b.waiting = slices.DeleteFunc(b.waiting, func(w *queue) bool { return w == q })
	q.until, q.asked = 0, 0
	b.arrange(q)
}
