package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
	"sayso/conversation/store"
	"sayso/conversation/store/redistest"
)

// slowly starts a store whose texts leave when the network says so.
func slowly(t testing.TB, change func(*store.Config)) (*store.Store, deployment) {
	t.Helper()
	d := deployment{redistest.Client(t, redistest.Start(t)), keyset(t)}
	return d.slow(t, change), d
}

func (d deployment) slow(t testing.TB, change func(*store.Config)) *store.Store {
	t.Helper()
	c := quick()
	c.SentWithin = time.Minute
	if change != nil {
		change(&c)
	}
	return open(t, d.redis, d.keyset, parrot, c)
}

func tell(t testing.TB, s *store.Store, effect string, f conversation.Fate) {
	t.Helper()
	if err := s.Delivered(context.Background(), effect, f); err != nil {
		t.Fatal(err)
	}
}

func (w *world) waits(t testing.TB, address string, want ...string) {
	t.Helper()
	until(t, fmt.Sprintf("%s was sent %q", address, want), func() bool { return slices.Equal(w.bodies(address), want) })
}

// still looks for a while that nothing more goes to a phone: that nothing comes can only be waited for.
func (w *world) still(t testing.TB, address string, want ...string) {
	t.Helper()
	for range 15 {
		time.Sleep(10 * time.Millisecond)
		if got := w.bodies(address); !slices.Equal(got, want) {
			t.Fatalf("%s was sent %q, want %q only", address, got, want)
		}
	}
}

func TestTheNextTextWaitsUntilTheOneBeforeItHasLeft(t *testing.T) {
	t.Parallel()
	s, d := slowly(t, nil)
	w := &world{}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "one").Conversation
	for n, words := range []string{"two", "three", "danger"} {
		receive(t, s, phone(1), fmt.Sprint("SM", n+2), words)
	}
	receive(t, s, phone(2), "SM9", "another")
	const danger = "we are telling a worker now"
	until(t, "the first, words about danger, and who else waits", func() bool { return len(w.bodies("phone1")) == 2 && len(w.bodies("phone2")) == 1 })
	w.still(t, "phone1", w.bodies("phone1")...)
	if got := w.bodies("phone1"); !slices.Contains(got, "one") || !slices.Contains(got, danger) {
		t.Fatalf("sent %q: only words about danger may overtake", got)
	}
	effects := map[string]string{}
	for _, l := range transcript(t, s, id) {
		if l.Effect != "" {
			effects[l.Text] = l.Effect
		}
		if l.Effect != "" && l.Delivery != "waiting" {
			t.Errorf("%q is %s, and has not left", l.Text, l.Delivery)
		}
	}
	tell(t, s, effects["one"], conversation.Fate{Status: "sent", Taken: "SM-" + effects["one"]})
	until(t, "the second goes", func() bool { return slices.Contains(w.bodies("phone1"), "two") })
	// Also one that fails lets the next one go; of a third node nothing but Redis knows.
	tell(t, d.slow(t, nil), effects["two"], conversation.Fate{Status: "failed", Taken: "SM-" + effects["two"], Why: conversation.WhyRefused})
	until(t, "the third goes", func() bool { return slices.Contains(w.bodies("phone1"), "three") })
	tell(t, s, effects["three"], conversation.Fate{Status: "delivered"})
	tell(t, s, effects[danger], conversation.Fate{Status: "sent"})
	if got := deliveries(t, transcript(t, s, id)); got != "sent failed delivered sent" {
		t.Errorf("deliveries %s", got)
	}
}

func TestATextThatHasNotLeftIsNotSentAgainByTheNextNode(t *testing.T) {
	t.Parallel()
	s, d := slowly(t, nil)
	w := &world{}
	stop := run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "one").Conversation
	receive(t, s, phone(1), "SM2", "two")
	w.waits(t, "phone1", "one")
	stop()
	next := d.slow(t, nil)
	run(t, next, w.doers())
	w.still(t, "phone1", "one")
	tell(t, next, transcript(t, next, id)[1].Effect, conversation.Fate{Status: "sent"})
	w.waits(t, "phone1", "one", "two")
}

func TestWhereNoCallbackComesTheNetworkIsAsked(t *testing.T) {
	t.Parallel()
	s, d := slowly(t, func(c *store.Config) {
		c.SentWithin, c.Looks = 30*time.Millisecond, []time.Duration{100 * time.Millisecond, 200 * time.Millisecond, 400 * time.Millisecond, 5 * time.Second}
	})
	var mu sync.Mutex
	asked := map[string]int{}
	w := &world{fate: func(taken string) (conversation.Fate, error) {
		mu.Lock()
		defer mu.Unlock()
		asked[taken]++
		switch asked[taken] {
		case 1:
			return conversation.Fate{Status: "waiting"}, nil
		case 2:
			return conversation.Fate{}, conversation.Later{Cause: context.DeadlineExceeded}
		}
		return conversation.Fate{Status: "failed", Why: conversation.WhyOff}, nil
	}}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "one").Conversation
	receive(t, s, phone(1), "SM2", "two")
	w.waits(t, "phone1", "one", "two") // the first has not left, but it has waited long enough
	until(t, "it is known what became of both", func() bool { return deliveries(t, transcript(t, s, id)) == "failed failed" })
	if got := happenings(t, s, id); got != "Undelivered Undelivered" {
		t.Errorf("the conversation was told %q", got)
	}
	for p := range quick().Partitions {
		for _, key := range []string{"going", "looks"} {
			if n, err := d.redis.Exists(context.Background(), fmt.Sprintf("sayso:{p%02d}:%s", p, key)).Result(); err != nil || n != 0 {
				t.Errorf("%s is still kept: %v", key, err)
			}
		}
	}
}

func TestANetworkThatNeverSaysIsNotAskedForEver(t *testing.T) {
	t.Parallel()
	s, d := slowly(t, func(c *store.Config) {
		c.SentWithin, c.Looks = 10*time.Millisecond, []time.Duration{20 * time.Millisecond, 60 * time.Millisecond}
	})
	w := &world{fate: func(string) (conversation.Fate, error) { return conversation.Fate{Status: "waiting"}, nil }}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "one").Conversation
	until(t, "staff see that nobody knows", func() bool { return deliveries(t, transcript(t, s, id)) == "unknown" })
	if n, err := d.redis.Exists(context.Background(), "sayso:{p"+id[:2]+"}:looks").Result(); err != nil || n != 0 {
		t.Errorf("it is still asked for: %v", err)
	}
}

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

func TestWhatLeavesLateWaitsForTheMorning(t *testing.T) {
	t.Parallel()
	dawn := sync.OnceValue(func() time.Time { return time.Now().Add(400 * time.Millisecond) }) // after it was first asked for
	s, d := slowly(t, func(c *store.Config) {
		c.Late = func(_ conversation.State, say conversation.Say, now time.Time, _ bool) (time.Time, string) {
			if say.Text == "night" && now.Before(dawn()) {
				return dawn(), ""
			}
			return time.Time{}, ""
		}
	})
	id := receive(t, s, phone(1), "SM1", "night").Conversation
	receive(t, s, phone(1), "SM2", "answer")
	w := &world{send: func(_ int, x conversation.Text) error {
		tell(t, s, x.Effect, conversation.Fate{Status: "sent", Taken: idOf(x)})
		if x.Body == "night" && time.Now().Before(dawn()) {
			t.Error("it rang at night")
		}
		if x.Body == "night" && x.Since.UnixMilli() != dawn().UnixMilli() {
			t.Errorf("it could go from %v on, and counts as waiting since %v", dawn(), x.Since)
		}
		return nil
	}}
	run(t, s, w.doers())
	w.waits(t, "phone1", "answer", "night")
	until(t, "all has left", func() bool { return d.idle(t) && deliveries(t, transcript(t, s, id)) == "sent sent" })
}

// TestWhatWaitsForTheMorningKeepsItsOrder: several words that were all put off until then.
func TestWhatWaitsForTheMorningKeepsItsOrder(t *testing.T) {
	t.Parallel()
	morning := time.Now().Add(600 * time.Millisecond)
	s, _ := slowly(t, func(c *store.Config) {
		c.Late = func(_ conversation.State, _ conversation.Say, now time.Time, _ bool) (time.Time, string) {
			if now.Before(morning) {
				return morning, ""
			}
			return time.Time{}, ""
		}
	})
	receive(t, s, phone(1), "SM1", "one")
	receive(t, s, phone(1), "SM2", "two")
	receive(t, s, phone(1), "SM3", "three")
	var mu sync.Mutex
	var left []string
	w := &world{send: func(_ int, x conversation.Text) error {
		mu.Lock()
		defer mu.Unlock()
		left = append(left, x.Effect)
		return nil
	}}
	run(t, s, w.doers())
	for n, want := range [][]string{{"one"}, {"one", "two"}, {"one", "two", "three"}} {
		w.waits(t, "phone1", want...)
		w.still(t, "phone1", want...) // it has not left, so the next one waits
		mu.Lock()
		effect := left[n]
		mu.Unlock()
		tell(t, s, effect, conversation.Fate{Status: "sent", Taken: "SM-" + effect})
	}
}

func TestWhatCannotBeSoTellsTheConversationNothing(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "hello").Conversation
	until(t, "it has left", func() bool { return d.idle(t) })
	tell(t, s, transcript(t, s, id)[1].Effect, conversation.Fate{Status: "delivered"})
	for _, effect := range []string{transcript(t, s, id)[1].Effect, id + "/1/9"} {
		tell(t, s, effect, conversation.Fate{Status: "failed", OptedOut: true, Why: conversation.WhyRefused})
	}
	if got := happenings(t, s, id); strings.Contains(got, "Undelivered") {
		t.Errorf("a failure after the delivery, or of a text that never was, told %q", got)
	}
}
