package store_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
	"sayso/conversation/store"
)

// failing is a network that takes a text and cannot bring it, so many times.
func failing(t testing.TB, s **store.Store, times, again int) *world {
	w := &world{}
	w.send = func(n int, x conversation.Text) error {
		f := conversation.Fate{Taken: idOf(x), Try: x.Try, Status: "sent"}
		tell(t, *s, x.Effect, f)
		if n <= times {
			f.Status, f.Why, f.Again = "failed", conversation.WhyOff, again
			tell(t, *s, x.Effect, f)
		}
		f.Try-- // of the one before, late
		x.Try--
		f.Taken = idOf(x)
		f.Status = "sent"
		tell(t, *s, x.Effect, f)
		return nil
	}
	return w
}

func again(c *store.Config) {
	c.Again = []time.Duration{80 * time.Millisecond, 90 * time.Millisecond, 100 * time.Millisecond}
}

func TestAPhoneThatWasOffIsTriedAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		said         string
		fails, again int
		texts        int
		delivery     string
		told         int // once that it is tried again, and once that it will not arrive
	}{
		{"it is on by then", "hello", 2, 3, 3, "sent", 1},
		{"it stays off", "hello", 9, 3, 4, "failed", 2},
		{"once is enough", "hello", 9, 1, 2, "failed", 2},
		{"it is in vain", "hello", 9, 0, 1, "failed", 1},
		{"words about danger are of the hour", "danger", 9, 3, 3, "failed", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, d := slowly(t, again)
			w := failing(t, &s, c.fails, c.again)
			run(t, s, w.doers())
			begin := time.Now()
			id := receive(t, s, phone(1), "SM1", c.said).Conversation
			until(t, "it has its end", func() bool {
				n, _, _, _ := w.counted()
				return n >= c.texts && d.idle(t) && deliveries(t, transcript(t, s, id)) == c.delivery
			})
			if n, _, _, _ := w.counted(); n != c.texts {
				t.Errorf("sent %d times, want %d", n, c.texts)
			}
			if took := time.Since(begin); took < time.Duration(c.texts-1)*80*time.Millisecond {
				t.Errorf("%d tries within %v", c.texts, took)
			}
			if got := transcript(t, s, id)[1].Times; got != c.texts {
				t.Errorf("the network is said to have taken it %d times, want %d", got, c.texts)
			}
			if got := happenings(t, s, id); strings.Count(got, "Undelivered") != c.told {
				t.Errorf("told %q, want it %d times", got, c.told)
			}
		})
	}
}

// away lets commands about some keys fail for as long as it is on.
type away struct {
	on  atomic.Bool
	key string // what the keys end with
}

func (*away) DialHook(next redis.DialHook) redis.DialHook { return next }
func (*away) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}
func (a *away) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		for _, arg := range cmd.Args() {
			if key, is := arg.(string); is && a.on.Load() && strings.HasSuffix(key, a.key) {
				cmd.SetErr(errors.New("away"))
				return cmd.Err()
			}
		}
		return next(ctx, cmd)
	}
}

// TestThatItIsTriedAgainIsToldBeforeItIsWrittenDown: a node that dies in between leaves both to the next look.
func TestThatItIsTriedAgainIsToldBeforeItIsWrittenDown(t *testing.T) {
	t.Parallel()
	s, d := slowly(t, func(c *store.Config) { c.Again = []time.Duration{time.Hour} })
	run(t, s, (&world{}).doers())
	id := receive(t, s, phone(1), "SM1", "hello").Conversation
	until(t, "it is taken", func() bool { return transcript(t, s, id)[1].Times == 1 })
	effect := transcript(t, s, id)[1].Effect

	dies := &away{key: ":once"}
	client := redis.NewClient(d.redis.(*redis.Client).Options())
	t.Cleanup(func() { client.Close() })
	client.AddHook(dies)
	other := deployment{client, d.keyset}.slow(t, func(c *store.Config) { c.Again = []time.Duration{time.Hour} })
	dies.on.Store(true)
	failed := conversation.Fate{Taken: "SM-" + effect, Try: 1, Status: "failed", Why: conversation.WhyOff, Again: 1}
	if err := other.Delivered(t.Context(), effect, failed); err == nil {
		t.Fatal("it was noted")
	}
	if got := happenings(t, s, id); got != "" {
		t.Fatalf("told %q", got)
	}
	tell(t, s, effect, failed)
	if got := happenings(t, s, id); got != "Undelivered" || s.Counts().Again != 1 {
		t.Errorf("told %q, counts %+v", got, s.Counts())
	}
}

func TestWhatIsTriedAgainHoldsUpNothing(t *testing.T) {
	t.Parallel()
	s, d := slowly(t, func(c *store.Config) { c.Again = []time.Duration{time.Second} })
	w := failing(t, &s, 1, 1)
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "one").Conversation
	w.waits(t, "phone1", "one")
	if _, err := s.Apply(context.Background(), id, "staff", conversation.StaffSaid{Text: "two"}); err != nil {
		t.Fatal(err)
	}
	w.waits(t, "phone1", "one", "two")
	if got := transcript(t, s, id)[1].Delivery; got != "waiting" {
		t.Errorf("it waits to be tried again, and is %s", got)
	}
	w.waits(t, "phone1", "one", "two", "one")
	until(t, "it has left", func() bool { return d.idle(t) })
	if c := s.Counts(); c.Again != 1 {
		t.Errorf("counts %+v", c)
	}
}

func TestWhatMayNotGoByThenIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	s, d := slowly(t, func(c *store.Config) {
		again(c)
		c.Late = func(_ conversation.State, _ conversation.Say, _ time.Time, again bool) (time.Time, string) {
			return time.Time{}, map[bool]string{true: "unsafe_contact"}[again]
		}
	})
	w := failing(t, &s, 1, 3)
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "hello").Conversation
	until(t, "it has its end", func() bool { return d.idle(t) && happenings(t, s, id) == "Undelivered Undelivered" })
	if got := deliveries(t, transcript(t, s, id)); got != "failed" || len(w.bodies("phone1")) != 1 {
		t.Errorf("delivery %s, sent %q", got, w.bodies("phone1"))
	}
}
