package store

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
)

// verdict is what came of a call.
type verdict int

const (
	done      verdict = iota
	accepted          // the network has a text; whether it leaves will be seen
	putOff            // a text that nobody asked for at this hour
	later             // the provider's fault: its gate shuts, the effect waits
	unknown           // a text may have gone: it is asked for later
	refused           // the effect's own fault
	ours              // our own Redis could not be read: it is tried again
	unsent            // asked for: it had not gone
	unsettled         // asked for: nobody knows
	nobody            // the person was told that their alert has reached nobody yet
)

// refusals is how often an effect may be refused before it is parked for a human.
const refusals = 5

// result is what came of one call for the first entries of a queue.
type result struct {
	batch   []*entry
	verdict verdict
	status  string // of a text, where it is done; "" leaves it
	taken   string // the network's id of a text that is done, where it gave one
	until   int64  // of a text that is put off, ms
	after   time.Duration
	cause   error
}

// errOurs marks what failed because our own Redis could not be asked.
type errOurs struct{ error }

func (e errOurs) Unwrap() error { return e.error }

// begin makes a call for the first entries of a queue, beside the loop, of SendTimeout at most.
func (w *worker) begin(ctx context.Context, q *queue, call func(context.Context, doer, []*entry) result) {
	q.busy = true
	n := 1
	if q.doer == files {
		n = len(q.entries) // facts are brought as they now stand, so all that wait for them are done at once
	}
	batch := slices.Clone(q.entries[:n])
	for _, e := range batch {
		w.flying[e.id] = true
	}
	line := q.doer
	go func() {
		ctx, cancel := context.WithTimeout(ctx, w.store.config.SendTimeout)
		defer cancel()
		w.results <- call(ctx, line, batch)
	}()
}

// sendPicked sends the texts that the round has marked.
func (w *worker) sendPicked(ctx context.Context, deadline time.Time, t told) {
	picked := w.picked
	w.picked = nil
	for _, q := range picked {
		e := q.entries[0]
		if t.gone[e.id] {
			// Another node had still been busy with it, and has done it.
			w.gates.of(q.line).cancel()
			q.busy = false
			w.backlog.remove(e.id)
			w.backlog.arrange(q)
			continue
		}
		e.sending = t.now
		w.backlog.going[e.effect] = e.id
		w.begin(ctx, q, func(ctx context.Context, d doer, batch []*entry) result {
			ctx, cancel := context.WithDeadline(ctx, deadline)
			defer cancel()
			return w.do(ctx, d, batch)
		})
	}
}

// do makes one call of a doer and tells the gate how the provider is.
func (w *worker) do(ctx context.Context, d doer, batch []*entry) result {
	r := result{batch: batch}
	switch first := batch[0]; d {
	case texts, dangers:
		r = w.send(ctx, first)
	case files:
		r.cause = w.file(ctx, first)
	case alerts:
		r.cause = w.alert(ctx, first)
	case errands:
		r.cause = w.errand(ctx, first)
	}
	if r.verdict == done {
		r.verdict, r.after = judge(d, r.cause)
	}
	if r.verdict == refused && batch[0].refused+1 >= refusals {
		if err := w.givenUp(ctx, d, batch[0]); err != nil {
			r.cause = errors.Join(r.cause, err)
			r.verdict, r.after = judge(d, r.cause)
		}
	}
	if gate := w.gates.of(batch[0].line(d)); r.verdict == ours {
		gate.cancel()
	} else {
		gate.leave(slices.Contains([]verdict{done, accepted, putOff, refused}, r.verdict), r.after)
	}
	return r
}

// judge says whose fault an error is.
func judge(d doer, err error) (verdict, time.Duration) {
	var (
		mine errOurs
		wait conversation.Later
	)
	switch {
	case err == nil, errors.Is(err, errNoConversation): // it was erased, and nobody waits for it
		return done, 0
	case errors.As(err, &mine):
		return ours, 0
	case errors.As(err, &wait):
		return later, wait.After
	case (d == texts || d == dangers) && (errors.Is(err, conversation.ErrOutcomeUnknown) || away(err)):
		return unknown, 0
	case away(err):
		return later, 0 // what is safe to be done twice need not be asked for
	}
	return refused, 0
}

// away reports whether an error says that the other side was not there, rather than that it refused:
// the network between, or the Redis of a case register whose own partitions are well.
func away(err error) bool {
	var cable net.Error
	if errors.As(err, &cable) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, redis.ErrPoolTimeout) {
		return true
	}
	for _, passing := range []string{"LOADING", "READONLY", "CLUSTERDOWN", "MASTERDOWN", "TRYAGAIN", "NOREPLICAS"} {
		if redis.HasErrorPrefix(err, passing) {
			return true
		}
	}
	return false
}

// file brings the facts as they now stand, which are at least those of the turn that asked for it.
func (w *worker) file(ctx context.Context, e *entry) error {
	state, err := w.store.state(ctx, e.conversation)
	if err != nil {
		return err
	}
	return w.doers.File(ctx, state.Facts())
}

// caseFirst is how long an alert waits for its case to be brought.
const caseFirst = 500 * time.Millisecond

func (w *worker) alert(ctx context.Context, e *entry) error {
	what, err := open[conversation.RaiseAlert](ctx, w.store, e)
	if err != nil {
		return err
	}
	what.Conversation = e.conversation
	// The case goes first: it knows best whom the alert must not reach. Where that fails somebody is called
	// all the same, for it is brought again by its own entry, and the child does not wait.
	filed, cancel := context.WithTimeout(ctx, caseFirst)
	if err := w.file(filed, e); err != nil {
		w.store.log.Warn("an alert goes out before its case", "alert", what.Alert, "cause", err)
	}
	cancel()
	if err := w.doers.Alert(ctx, what); err != nil {
		return err
	}
	return w.tell(ctx, e.conversation, "alert-delivered/"+what.Alert, conversation.AlertDelivered{Alert: what.Alert})
}

// nobodyReached tells the person that an alert has reached nobody, while it goes on being tried: they
// must not believe for longer that a worker is being told.
func (w *worker) nobodyReached(ctx context.Context, _ doer, batch []*entry) result {
	r := result{batch: batch, verdict: nobody}
	if r.cause = w.alertFailed(ctx, batch[0]); r.cause != nil {
		r.verdict, _ = judge(alerts, r.cause)
	}
	return r
}

// givenUp tells the conversation that what it asked for is parked for a human now.
func (w *worker) givenUp(ctx context.Context, d doer, e *entry) error {
	switch d {
	case alerts:
		return w.alertFailed(ctx, e)
	case texts, dangers:
		return w.tell(ctx, e.conversation, "stuck/"+e.effect+"/"+e.id, conversation.Undelivered{Effect: e.effect, Why: conversation.WhyStuck})
	}
	return nil
}

func (w *worker) alertFailed(ctx context.Context, e *entry) error {
	what, err := open[conversation.RaiseAlert](ctx, w.store, e)
	if err != nil {
		return err
	}
	return w.tell(ctx, e.conversation, "alert-failed/"+what.Alert, conversation.AlertFailed{Alert: what.Alert})
}

// tell brings what came of a call to the conversation, and tries until the call's time is over: to
// make the call again only for that would send or page twice.
func (w *worker) tell(ctx context.Context, id, onceKey string, what conversation.Happening) error {
	again := time.NewTicker(w.store.config.RetryAfter)
	defer again.Stop()
	for {
		_, err := w.store.Apply(ctx, id, onceKey, what)
		var mine errOurs
		if !errors.As(err, &mine) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-again.C:
		}
	}
}

// open opens an entry's effect.
func open[E conversation.Effect](ctx context.Context, s *Store, e *entry) (what E, err error) {
	got, err := s.fields(ctx, e.conversation, "key")
	if err != nil {
		return what, err
	}
	return openEffect[E](s, e, got[0])
}
