package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"sayso/conversation"
	"sayso/conversation/store"
	"sayso/conversation/store/redistest"
)

func unknownAtFirst(n int, _ conversation.Text) error {
	if n == 1 {
		return conversation.ErrOutcomeUnknown
	}
	return nil
}

func TestAnUnknownOutcomeIsAskedForBeforeAnythingIsSentAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		said         string
		settle       func(int, conversation.Text) (bool, error)
		texts        int
		askedAtLeast int
		delivery     string
	}{
		{"it had gone", "hello", func(int, conversation.Text) (bool, error) { return true, nil }, 1, 1, "sent"},
		{"it had not gone", "hello", func(int, conversation.Text) (bool, error) { return false, nil }, 2, 1, "sent"},
		{"nobody knows of an answer", "hello", func(int, conversation.Text) (bool, error) { return false, errors.New("503") }, 1, 2, "unknown"},
		{"nobody knows of words about danger", "danger", func(int, conversation.Text) (bool, error) { return false, errors.New("503") }, 2, 2, "sent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, d := start(t)
			w := &world{send: unknownAtFirst, settle: c.settle}
			run(t, s, w.doers())
			id := receive(t, s, phone(1), "SM1", c.said).Conversation
			until(t, "it is settled", func() bool { return d.idle(t) })
			texts, asked, _, _ := w.counted()
			if texts != c.texts || asked < c.askedAtLeast {
				t.Errorf("sent %d times, want %d; asked %d times, want at least %d", texts, c.texts, asked, c.askedAtLeast)
			}
			if got := transcript(t, s, id)[1].Delivery; got != c.delivery {
				t.Errorf("delivery %q, want %q", got, c.delivery)
			}
		})
	}
}

func TestACallbackSettlesAnUnknownOutcomeWithoutAsking(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{send: func(_ int, x conversation.Text) error {
		if err := s.Delivered(context.Background(), x.Effect, conversation.Fate{Status: "delivered"}); err != nil {
			t.Error(err)
		}
		return conversation.ErrOutcomeUnknown
	}}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "hello").Conversation
	until(t, "it is settled", func() bool { return d.idle(t) })
	if texts, asked, _, _ := w.counted(); texts != 1 || asked != 0 {
		t.Errorf("sent %d times, asked %d times", texts, asked)
	}
	if got := transcript(t, s, id)[1]; got.Delivery != "delivered" {
		t.Errorf("delivery %q", got.Delivery)
	}
	until(t, "what it cost is counted", func() bool { return len(w.counts()) == 1 })
}

// A node dies in the middle of a send: its lease runs out, what it had not begun moves at once, and
// what may have gone is asked for first.
func TestALeaseMovesWhenItsNodeDies(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	d := deployment{redistest.Client(t, server), keyset(t)}
	mortal := redistest.Client(t, server)
	dying := open(t, mortal, d.keyset, parrot, quick())

	stuck, died := make(chan struct{}), make(chan struct{})
	first := sync.OnceFunc(func() { close(stuck) })
	before := (&world{}).doers()
	before.Send = func(context.Context, conversation.Text) (string, error) {
		first()
		<-died // the process is gone: no answer ever arrives
		return "", errors.New("dead")
	}
	stopDying := run(t, dying, before)
	alive := d.node(t)
	var ids []string
	for p := range 6 {
		ids = append(ids, receive(t, alive, phone(p), fmt.Sprintf("SM%d", p), "hello").Conversation)
	}
	<-stuck
	mortal.Close()
	close(died)

	w := &world{settle: func(int, conversation.Text) (bool, error) { return false, nil }}
	run(t, alive, w.doers())
	until(t, "the living node has done all", func() bool { return d.idle(t) })
	stopDying()
	for p, id := range ids {
		if got := w.bodies(fmt.Sprintf("phone%d", p)); len(got) != 1 {
			t.Errorf("phone %d was sent %v", p, got)
		}
		if got := transcript(t, alive, id)[1].Delivery; got != "sent" {
			t.Errorf("phone %d: delivery %q", p, got)
		}
	}
	if _, asked, _, _ := w.counted(); asked == 0 {
		t.Error("what may have gone was not asked for")
	}
}

func TestANodeThatEndsInOrderGivesItsLeaseUp(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{}
	stop := run(t, s, w.doers())
	receive(t, s, phone(1), "SM1", "hello")
	until(t, "it is done", func() bool { return d.idle(t) })
	stop()
	held, err := d.redis.Keys(context.Background(), "sayso:*:lease").Result()
	if err != nil || len(held) != 0 {
		t.Errorf("leases %v, %v", held, err)
	}
}

func TestTwoNodesDoEachEffectOnce(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{}
	nodes := []*store.Store{s, d.node(t), d.node(t)}
	for _, n := range nodes {
		run(t, n, w.doers())
	}
	const many = 60
	for i := range many {
		receive(t, nodes[i%len(nodes)], phone(i%7), fmt.Sprintf("SM%d", i), fmt.Sprint(i))
	}
	until(t, "all is done", func() bool { return d.idle(t) })
	seen := map[string]bool{}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, x := range w.texts {
		if seen[x.Effect] {
			t.Errorf("%s was sent twice", x.Effect)
		}
		seen[x.Effect] = true
	}
	if len(seen) != many {
		t.Errorf("%d texts, want %d", len(seen), many)
	}
}
