package store

import (
	"context"
	"errors"
	"strconv"

	"sayso/conversation"
)

// ask finds out whether a text has gone: by its callback, then by the network's list. By the time that it is asked
// (Config.SendTimeout and SettleAfter after the text was marked) the call that may have sent it is over, and the list
// shows it.
func (w *worker) ask(ctx context.Context, _ doer, batch []*entry) result {
	r := result{batch: batch, verdict: unsettled}
	e := batch[0]
	status, err := w.store.redis.HGet(ctx, w.store.keys.delivery(e.conversation), e.effect).Result()
	if err != nil && !absent(err) {
		r.cause = errOurs{err}
		return r
	}
	t, _, _, err := w.text(ctx, e)
	if errors.Is(err, errNoConversation) {
		r.verdict = done // it was erased, and nobody asks any more
		return r
	}
	if err != nil {
		r.cause = err
		return r
	}
	if status == "sent" || status == "delivered" || status == "failed" {
		r.verdict = done
		w.doers.Took(t)
		return r
	}
	if t.Taken, err = w.store.redis.LRange(ctx, w.store.keys.taken(e.conversation), 0, -1).Result(); err != nil {
		r.cause = errOurs{err}
		return r
	}
	r.taken, err = w.doers.Settle(ctx, t)
	switch {
	case err != nil:
		r.cause = err
	case r.taken != "":
		r.verdict = accepted
		w.doers.Took(t)
	default:
		r.verdict = unsent
	}
	return r
}

// settle takes in what came of a call. After the lease was lost only what was done still counts; the
// next holder finds the rest as it stands in Redis.
func (w *worker) settle(r result) {
	for _, e := range r.batch {
		delete(w.flying, e.id)
	}
	first := r.batch[0]
	w.report(r, first)
	q := w.backlog.entries[first.id]
	if q != nil {
		q.busy = false
	}
	switch r.verdict {
	case done:
		w.finish(r.batch, r.status)
	case accepted:
		w.hold(q, first, r.taken)
	case putOff:
		w.notes.putOff = append(w.notes.putOff, first.id, strconv.FormatInt(r.until, 10))
		w.backlog.remove(first.id)
	case unsettled:
		w.stillUnknown(q, r.cause)
	case nobody:
		if q != nil {
			q.entries[0].told = true
		}
	case later, unsent, ours, refused:
		w.notYet(q, r)
	}
	if q != nil {
		w.backlog.arrange(q)
	}
}

// finish notes what is done. Redis is told even if the lease is lost: it was done.
func (w *worker) finish(batch []*entry, status string) {
	for _, e := range batch {
		w.notes.done = append(w.notes.done, e.id, e.conversation, e.effect, status)
		w.backlog.remove(e.id)
		w.store.counts.done.Add(1)
	}
}

// hold notes that the network has a text. Until it has left (it says so, or is asked after Config.SentWithin) the next
// one waits, so that they arrive in order. Words about danger hold up nothing.
func (w *worker) hold(q *queue, e *entry, sid string) {
	w.notes.taken = append(w.notes.taken, e.id, e.conversation, e.effect, sid)
	w.store.counts.done.Add(1)
	if q == nil || q.doer == dangers {
		w.backlog.remove(e.id)
		return
	}
	e.held, e.sending, q.unsettled, q.asked = true, w.now, false, 0
}

// letNextGo ends a wait for a text that does not leave: the next one has waited long enough.
func (w *worker) letNextGo(q *queue) {
	e := q.entries[0]
	w.notes.done = append(w.notes.done, e.id, e.conversation, e.effect, "")
	w.backlog.release(e.id)
}

// notYet notes that nothing was done: it waits, or is parked after the last refusal.
func (w *worker) notYet(q *queue, r result) {
	if q == nil {
		return
	}
	var wait int64
	for _, e := range q.entries[:min(len(r.batch), len(q.entries))] {
		if r.verdict != refused {
			if e.sending != 0 {
				w.notes.unmarked = append(w.notes.unmarked, e.id)
			}
			e.sending = 0
			continue
		}
		e.sending = 0
		e.refused++
		w.notes.refused = append(w.notes.refused, e.id, strconv.Itoa(e.refused))
		wait = (w.store.config.RetryAfter << (e.refused - 1)).Milliseconds()
	}
	q.unsettled, q.asked = false, 0
	if r.verdict == refused && q.entries[0].refused >= refusals {
		for _, e := range r.batch {
			w.notes.parked = append(w.notes.parked, e.id)
			w.backlog.remove(e.id)
			w.store.counts.parked.Add(1)
		}
		return
	}
	if r.verdict == ours {
		wait = w.store.config.RetryAfter.Milliseconds()
	}
	if wait > 0 {
		w.backlog.wait(q, w.now+wait)
	}
}

// stillUnknown asks again later, and in the end decides without knowing: a word about danger rather
// twice than never, any other is shown to staff as unknown.
func (w *worker) stillUnknown(q *queue, cause error) {
	if q == nil {
		return
	}
	var mine errOurs
	if errors.As(cause, &mine) {
		// The network was not even asked, so this says nothing of what it knows.
		w.backlog.wait(q, w.now+w.store.config.RetryAfter.Milliseconds())
		return
	}
	if q.asked++; q.asked == 1 {
		q.since = w.now
	}
	if w.now-q.since < w.store.config.SettleFor.Milliseconds() {
		pause := min(w.store.config.RetryAfter<<min(q.asked-1, 5), longestBreak)
		w.backlog.wait(q, w.now+pause.Milliseconds())
		return
	}
	e := q.entries[0]
	q.unsettled, q.asked = false, 0
	if e.lane == conversation.LaneSafety {
		w.notes.unmarked = append(w.notes.unmarked, e.id)
		e.sending = 0
		w.store.counts.resent.Add(1)
		w.store.log.Warn("a text about danger is sent again, since nobody knows whether it went", "conversation", e.conversation, "effect", e.effect)
		return
	}
	w.store.log.Warn("nobody knows whether a text went", "conversation", e.conversation, "effect", e.effect)
	w.finish([]*entry{e}, "unknown")
}

// report logs and counts what did not go well.
func (w *worker) report(r result, e *entry) {
	about := []any{"conversation", e.conversation, "effect", e.effect, "kind", e.kind, "cause", r.cause}
	log, counts := w.store.log, &w.store.counts
	switch r.verdict {
	case later:
		counts.later.Add(1)
		log.Warn("a provider cannot take an effect now", append(about, "after", r.after)...)
	case unknown:
		counts.unknown.Add(1)
		log.Warn("a text may have gone; it will be asked for", about...)
	case refused:
		counts.refused.Add(1)
		log.Error("an effect was refused", append(about, "times", e.refused+1, "parked_at", refusals)...)
	case ours:
		log.Error("an effect could not be prepared", about...)
	case nobody:
		log.Error("an alert has reached nobody yet, and the person was told so", about...)
	case unsettled:
		log.Warn("nobody knows yet whether a text has gone", about...)
	}
}
