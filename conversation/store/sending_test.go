package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
)

// deliveries lists what became of the lines of ours.
func deliveries(t testing.TB, lines []conversation.Line) string {
	t.Helper()
	var all []string
	for _, l := range lines {
		if l.From != conversation.FromPerson {
			all = append(all, l.Delivery)
		}
	}
	return strings.Join(all, " ")
}

func TestWhatWaitsForOnePersonIsNotDeliveredToAnother(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	his := receive(t, s, phone(1), "SM1", "for him alone").Conversation
	receive(t, s, phone(1), "SM2", "danger")
	hers := receive(t, s, phone(1), "SM3", "stranger").Conversation
	w := &world{}
	run(t, s, w.doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	if got := w.bodies("phone1"); !slices.Equal(got, []string{"stranger"}) {
		t.Errorf("the phone was sent %q", got)
	}
	if got := deliveries(t, transcript(t, s, his)); got != "blocked blocked" {
		t.Errorf("his: %s", got)
	}
	if got := deliveries(t, transcript(t, s, hers)); got != "sent" {
		t.Errorf("hers: %s", got)
	}
	if got := happenings(t, s, his); strings.Count(got, "Undelivered") != 2 || strings.Count(got, "Parted") != 1 {
		t.Errorf("his talk heard %q", got)
	}
	if _, err := s.Apply(context.Background(), his, "staff", conversation.StaffSaid{Name: "Priya", Text: "are you there?"}); err != nil {
		t.Fatal(err)
	}
	until(t, "what staff say is blocked too", func() bool { return deliveries(t, transcript(t, s, his)) == "blocked blocked blocked" })
	if c := s.Counts(); c.Barred != 3 || len(w.bodies("phone1")) != 1 {
		t.Errorf("counts %+v", c)
	}
}

func TestWhoGoesOnWithSomethingNewStillHearsOfBoth(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	old := receive(t, s, phone(1), "SM1", "about the first matter").Conversation
	receive(t, s, phone(1), "SM2", "new another|matter")
	w := &world{}
	run(t, s, w.doers())
	until(t, "it has begun", func() bool { return d.idle(t) && find(t, s, phone(1)) != old })
	anew := find(t, s, phone(1))
	if _, err := s.Apply(context.Background(), old, "staff", conversation.StaffSaid{Text: "from Priya"}); err != nil {
		t.Fatal(err)
	}
	until(t, "all is sent", func() bool { return d.idle(t) })
	got := w.bodies("phone1")
	slices.Sort(got)
	if want := []string{"about the first matter", "another", "from Priya", "matter"}; !slices.Equal(got, want) {
		t.Errorf("the phone was sent %q, want %q", got, want)
	}
	// When somebody else comes, none of what was that person's goes there any more.
	receive(t, s, phone(1), "SM3", "stranger")
	for _, id := range []string{old, anew} {
		if _, err := s.Apply(context.Background(), id, "later", conversation.StaffSaid{Text: "not for her"}); err != nil {
			t.Fatal(err)
		}
	}
	until(t, "all is done", func() bool { return d.idle(t) })
	for _, id := range []string{old, anew} {
		if got := happenings(t, s, id); strings.Count(got, "Parted") != 1 || !strings.Contains(got, "Undelivered") {
			t.Errorf("%s heard %q", id, got)
		}
	}
	if slices.Contains(w.bodies("phone1"), "not for her") {
		t.Error("she was sent what was not for her")
	}
}

// The road of one text through Redis, beside the loop's rounds: what it says and whether it may still
// go there, read at once.
func BenchmarkSend(b *testing.B) {
	s, d := start(b)
	trips := &trips{}
	w := &world{}
	for i := range b.N {
		receive(b, s, phone(i%1000), fmt.Sprintf("SM%d", i), "hello")
	}
	d.redis.AddHook(trips)
	b.ResetTimer()
	run(b, s, w.doers())
	until(b, "all is sent", func() bool { texts, _, _, _ := w.counted(); return texts == b.N })
	b.ReportMetric(float64(trips.read.Load())/float64(b.N), "reads/text")
}

// trips counts commands, and those among them that read from conversations, alone or several at once.
type trips struct{ all, read atomic.Int64 }

func (*trips) DialHook(next redis.DialHook) redis.DialHook { return next }
func (h *trips) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		h.all.Add(1)
		if cmd.Name() == "hmget" {
			h.read.Add(1)
		}
		return next(ctx, cmd)
	}
}
func (h *trips) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		if cmds[0].Name() == "hmget" {
			h.read.Add(1)
		}
		return next(ctx, cmds)
	}
}

// TestEachSenderOfOursHasALineOfItsOwn: one that is full, or refused by the network, holds up nobody else, in danger neither.
func TestEachSenderOfOursHasALineOfItsOwn(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{}
	w.send = func(_ int, x conversation.Text) error { // called with w locked
		if strings.HasPrefix(x.To.Address, "whatsapp:") {
			return conversation.Later{After: time.Hour, Cause: errors.New("full")}
		}
		return nil
	}
	run(t, s, w.doers())
	elsewhere := conversation.Door{Channel: conversation.SMS, Address: "whatsapp:phone1"}
	receive(t, s, elsewhere, "SM1", "one")
	until(t, "the line is shut", func() bool { return len(w.bodies(elsewhere.Address)) == 1 })
	receive(t, s, elsewhere, "SM2", "danger")
	until(t, "that of danger too", func() bool { return len(w.bodies(elsewhere.Address)) == 2 })
	for n := range 5 {
		receive(t, s, phone(n), fmt.Sprint("SM1", n), "hello")
		receive(t, s, phone(n), fmt.Sprint("SM2", n), "danger")
	}
	until(t, "all others go", func() bool {
		for n := range 5 {
			if len(w.bodies(fmt.Sprint("phone", n))) != 2 {
				return false
			}
		}
		return true
	})
	if got := len(w.bodies(elsewhere.Address)); got != 2 || d.idle(t) {
		t.Errorf("through the line that is full %d calls were made", got)
	}
}
