package store

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"
)

// worker is the loop that works one partition for as long as it holds its lease: one script a round
// keeps the lease, tells what was done and reads what is to do; the doing runs beside it.
type worker struct {
	store     *Store
	doers     Doers
	gates     *gates
	partition int
	holder    string // names this loop in the lease

	hint    chan struct{} // there is work
	free    chan struct{} // a gate that was shut has opened
	results chan result
	woken   chan string // conversations
	looked  chan string // effects
	left    left

	backlog *backlog
	held    bool            // the last round held the lease
	picked  []*queue        // texts that go out once the next round has marked them
	flying  map[string]bool // entries for which a call is under way; outlives the lease
	waking  map[string]bool // conversations
	looking map[string]bool // effects
	notes   notes
	now     int64 // ms, of the last round
	began   int64 // ms, when the outbox was last read from its start
}

// Run works the outbox and the alarms of every partition whose lease this node gets, and passes on
// wake-ups, until ctx ends; then it lets what is under way come to its end (Config.SendTimeout at
// most) and gives up its leases. One Store runs once.
func (s *Store) Run(ctx context.Context, d Doers) error {
	if err := d.check(); err != nil {
		return fmt.Errorf("run store: %w", err)
	}
	var (
		workers []*worker
		running sync.WaitGroup
	)
	free := func() {
		for _, w := range workers {
			nudge(w.free)
		}
	}
	gates := &gates{all: map[line]*gate{}, make: func(d doer) *gate {
		workers := s.config.Workers
		if d == files {
			// Bringing cases up to date must not take the machine from taking texts in: a case that is
			// told a little later loses nothing, and who is in danger does not wait for it.
			workers = max(workers/8, 1)
		}
		return &gate{workers: workers, first: s.config.BreakFor, free: free}
	}}
	defer gates.close()
	for p := range s.config.Partitions {
		workers = append(workers, newWorker(s, d, gates, p))
	}
	s.hub.serve(workers)
	defer s.hub.serve(nil)
	for _, w := range workers {
		running.Go(func() { w.run(ctx) })
	}
	running.Go(func() { s.hear(ctx) })
	running.Wait()
	return nil
}

func newWorker(s *Store, d Doers, gates *gates, partition int) *worker {
	return &worker{
		store: s, doers: d, gates: gates, partition: partition, holder: s.node + "/" + strconv.Itoa(partition),
		hint: make(chan struct{}, 1), free: make(chan struct{}, 1), results: make(chan result), woken: make(chan string), looked: make(chan string),
		backlog: newBacklog(s.config), flying: map[string]bool{}, waking: map[string]bool{}, looking: map[string]bool{},
	}
}

func (w *worker) run(ctx context.Context) {
	// What is under way when ctx ends is brought to its end.
	work, stop := context.WithoutCancel(ctx), ctx.Done()
	ending, failing := false, false
	for {
		breath := time.NewTimer(betweenRounds)
		pause, err := w.look(work, ending)
		switch {
		case err != nil && !failing:
			w.store.log.Error("a partition cannot be worked", "partition", w.partition, "cause", err)
		case err == nil && failing:
			w.store.log.Info("a partition is worked again", "partition", w.partition)
		}
		failing = err != nil
		if ending && len(w.flying)+len(w.waking)+len(w.looking) == 0 && (err != nil || w.notes.empty()) {
			w.release(work)
			return
		}
		if w.wait(work, stop, pause) {
			stop, ending = nil, true
		}
		w.rest(breath)
	}
}

// betweenRounds keeps a busy partition from making a round for each single thing that happens: what
// happens within it shares one.
const betweenRounds = 10 * time.Millisecond

// rest takes in what comes of calls until the breath is over. After a quiet time it is over already.
func (w *worker) rest(breath *time.Timer) {
	for {
		select {
		case <-breath.C:
			return
		case r := <-w.results:
			w.settle(r)
		case c := <-w.woken:
			delete(w.waking, c)
		case effect := <-w.looked:
			delete(w.looking, effect)
		}
	}
}

// wait waits for a reason to look again, and takes in what has come of the calls meanwhile. It
// reports whether the reason is that the loop shall stop.
func (w *worker) wait(ctx context.Context, stop <-chan struct{}, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	hint := w.hint
	if !w.held {
		hint = nil // the node that holds the lease gets the wake-up too
	}
	for {
		select {
		case <-stop:
			return true
		case <-hint:
		case <-timer.C:
		case c := <-w.woken:
			delete(w.waking, c)
		case effect := <-w.looked:
			delete(w.looking, effect)
		case r := <-w.results:
			w.settle(r)
			for more := true; more; {
				select {
				case r := <-w.results:
					w.settle(r)
				default:
					more = false
				}
			}
		case <-w.free:
			if stop == nil {
				continue
			}
			w.beginReady(ctx)
			if w.pick(); len(w.picked) == 0 {
				continue // a round would change nothing
			}
		}
		return false
	}
}

// look makes one round and begins what can be begun. It says how long nothing need be done.
func (w *worker) look(ctx context.Context, ending bool) (time.Duration, error) {
	// The time of a send runs from before the round, so that a node that was frozen in between does
	// not send what another has taken over.
	sending, cancel := context.WithTimeout(ctx, w.store.config.SendTimeout)
	defer cancel()
	deadline, _ := sending.Deadline()
	t, err := w.round(ctx)
	if err != nil {
		w.unpick()
		return w.store.config.Poll, err
	}
	for i := 0; i+3 < len(w.notes.taken); i += 4 {
		if id := w.notes.taken[i]; t.gone[id] {
			w.backlog.release(id)
		}
	}
	w.notes, w.now, w.held = notes{}, t.now, t.lease != "other"
	if t.lease != "kept" {
		w.unpick()
		w.backlog = newBacklog(w.store.config)
	}
	for _, effect := range w.left.all() {
		if id := w.backlog.going[effect]; id != "" {
			w.backlog.release(id)
		}
	}
	if !w.held {
		return min(time.Duration(t.left)*time.Millisecond+5*time.Millisecond, w.store.config.Poll), nil
	}
	w.sendPicked(ctx, deadline, t)
	for _, e := range t.entries {
		w.backlog.add(e, w.flying[e.id])
	}
	if ending {
		return w.store.config.Poll, nil
	}
	for _, q := range w.backlog.due(t.now) {
		switch {
		case q.entries[0].held:
			w.letNextGo(q)
		case q.unsettled:
			w.begin(ctx, q, w.ask)
		default:
			w.backlog.arrange(q)
		}
	}
	w.lookAfter(ctx, t.looks)
	for _, q := range w.backlog.overdue(t.now - w.store.config.AlertWithin.Milliseconds()) {
		w.begin(ctx, q, w.nobodyReached)
	}
	w.beginReady(ctx)
	w.wake(ctx, t)
	w.pick()
	if len(w.picked) > 0 || len(t.entries) == entriesARound {
		return 0, nil
	}
	return w.pause(t), nil
}

// pause is how long nothing of what is known falls due.
func (w *worker) pause(t told) time.Duration {
	next := t.now + w.store.config.Poll.Milliseconds()
	if at := w.backlog.soonest(); at != 0 {
		next = min(next, at)
	}
	for _, a := range t.alarms {
		if !w.waking[a.conversation] && a.at > t.now {
			next = min(next, a.at)
			break
		}
	}
	return time.Duration(max(next-t.now, 1)) * time.Millisecond
}

// cursor is the entry after which a round reads. Where nothing is known to be undone, and now and then where something
// waits for long, it reads from the start, which finds what a fail-over of Redis may have put before the last one read.
func (w *worker) cursor() string {
	if len(w.backlog.entries) == 0 || w.now-w.began > 20*w.store.config.Poll.Milliseconds() {
		w.began = w.now
		return "-"
	}
	return w.backlog.last
}

// pick chooses the texts that the next round marks.
func (w *worker) pick() {
	for _, d := range []doer{dangers, texts} {
		for _, in := range w.backlog.lines(d) {
			for q := w.backlog.next(in, w.gates.of(in).pass); q != nil; q = w.backlog.next(in, w.gates.of(in).pass) {
				w.picked = append(w.picked, q)
			}
		}
	}
}

// beginReady begins what needs no mark, as it does no harm twice.
func (w *worker) beginReady(ctx context.Context) {
	for _, d := range []doer{alerts, errands, files} {
		in := line{doer: d}
		for q := w.backlog.next(in, w.gates.of(in).pass); q != nil; q = w.backlog.next(in, w.gates.of(in).pass) {
			w.begin(ctx, q, w.do)
		}
	}
}

// unpick puts them back: they could not be marked.
func (w *worker) unpick() {
	for _, q := range w.picked {
		w.gates.of(q.line).cancel()
		q.busy = false
		w.backlog.arrange(q)
	}
	w.picked = nil
}

// release gives up the lease; where that fails it ends by itself.
func (w *worker) release(ctx context.Context) {
	k := w.store.keys
	if err := w.store.scripts.release.Run(ctx, w.store.redis, []string{k.lease(w.partition)}, w.holder).Err(); err != nil {
		w.store.log.Warn("a lease could not be given up", "partition", w.partition, "cause", err)
	}
}
