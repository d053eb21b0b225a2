package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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

// danger is what the parrot answers to danger. It overtakes what waits to go to the same phone, so once it is there what
// has not come before it is held back.
const danger = "we are telling a worker now"

func TestTheNextTextWaitsUntilTheOneBeforeItHasLeft(t *testing.T) {
	t.Parallel()
	s, d := slowly(t, nil)
	w := &world{}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "one").Conversation
	receive(t, s, phone(1), "SM2", "two")
	receive(t, s, phone(1), "SM3", "three")
	receive(t, s, phone(2), "SM9", "another")
	until(t, "the first, and who else waits", func() bool { return len(w.bodies("phone1")) == 1 && len(w.bodies("phone2")) == 1 })
	receive(t, s, phone(1), "SM4", "danger")
	w.waits(t, "phone1", "one", danger)
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
	receive(t, next, phone(1), "SM3", "danger")
	w.waits(t, "phone1", "one", danger)
	tell(t, next, transcript(t, next, id)[1].Effect, conversation.Fate{Status: "sent"})
	w.waits(t, "phone1", "one", danger, "two")
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
	var came []string
	for n, next := range []string{"one", "two", "three"} {
		came = append(came, next)
		w.waits(t, "phone1", came...)
		receive(t, s, phone(1), fmt.Sprint("SM", n+4), "danger")
		came = append(came, danger) // and not the next one, since this one has not left
		w.waits(t, "phone1", came...)
		mu.Lock()
		effect := left[2*n]
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
