package store

import (
	"context"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"
)

// wakeUp says on the pub/sub channel that a conversation has changed. Nothing depends on it arriving.
type wakeUp struct {
	node         string
	conversation string
	work         bool   // its partition's loop has something to do
	left         string // the effect of a text that has left or has come to its end: the next one may go
}

func (w wakeUp) String() string {
	switch {
	case w.left != "":
		return w.node + " " + w.conversation + " " + w.left
	case w.work:
		return w.node + " " + w.conversation + " 1"
	}
	return w.node + " " + w.conversation + " 0"
}

// hub wakes those on this node who wait for a conversation to change.
type hub struct {
	mu    sync.Mutex
	of    map[string]map[chan struct{}]bool // by conversation; "" for all
	loops []*worker                         // by partition; none while the store does not run
}

// serve says which loops are to be woken.
func (h *hub) serve(loops []*worker) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.loops = loops
}

// Listen gives a channel that gets a wake-up when the conversation's transcript may have grown, or a
// delivery changed, on any node. Several may come as one. stop must be called. While the connection
// to Redis is away none come, and one when it is back: read the transcript first, then wait.
func (s *Store) Listen(id string) (wake <-chan struct{}, stop func()) { return s.hub.listen(id) }

// ListenAll is Listen for all conversations at once.
func (s *Store) ListenAll() (wake <-chan struct{}, stop func()) { return s.hub.listen("") }

func (h *hub) listen(id string) (<-chan struct{}, func()) {
	c := make(chan struct{}, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.of == nil {
		h.of = map[string]map[chan struct{}]bool{}
	}
	if h.of[id] == nil {
		h.of[id] = map[chan struct{}]bool{}
	}
	h.of[id][c] = true
	return c, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.of[id], c)
		if len(h.of[id]) == 0 {
			delete(h.of, id)
		}
	}
}

// wake wakes those who wait for one conversation, and its partition's loop where there is work.
func (h *hub) wake(id string, work bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.of[id] {
		nudge(c)
	}
	for c := range h.of[""] {
		nudge(c)
	}
	if work && h.loops != nil {
		nudge(h.loops[partitionOf(id)].hint)
	}
}

// left tells a partition's loop that a text has left.
func (h *hub) left(id, effect string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.loops != nil {
		h.loops[partitionOf(id)].left.add(effect)
	}
}

// wakeAll wakes everybody: what was published while we were away is not known.
func (h *hub) wakeAll() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, all := range h.of {
		for c := range all {
			nudge(c)
		}
	}
	for _, w := range h.loops {
		nudge(w.hint)
	}
}

// nudge leaves a wake-up unless one is there already.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// hear passes on the wake-ups of other nodes until ctx ends.
func (s *Store) hear(ctx context.Context) {
	sub := s.redis.Subscribe(ctx, s.keys.wake())
	defer sub.Close()
	heard := sub.ChannelWithSubscriptions()
	for {
		select {
		case <-ctx.Done():
			return
		case m, open := <-heard:
			if !open {
				return
			}
			switch m := m.(type) {
			case *redis.Subscription:
				s.hub.wakeAll()
			case *redis.Message:
				part := strings.Fields(m.Payload)
				if len(part) != 3 || part[0] == s.node || !s.keys.check(part[1]) {
					continue
				}
				if strings.HasPrefix(part[2], part[1]+"/") {
					s.hub.left(part[1], part[2])
				}
				s.hub.wake(part[1], part[2] != "0")
			}
		}
	}
}
