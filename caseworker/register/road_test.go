package register_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"sayso/caseworker"
	"sayso/conversation"
)

func TestWhatStaffDidIsToldInOrderAndAStuckConversationHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.talks.begin("03-ty", "WXYZ-2345", "they moved me")
	o.file(o.talks.change("03-ty", func(*conversation.State) {}))
	var stuck atomic.Bool
	stuck.Store(true)
	calls := 0
	o.talks.failing = func(conv string) error {
		if conv != jade {
			return nil
		}
		if calls++; stuck.Load() || calls%3 == 0 { // also once it is back, now and then
			return errors.New("its partition is away")
		}
		return nil
	}
	for n := range 5 {
		o.do(priya, caseworker.Message{Text: fmt.Sprint("Hello ", n)})
	}
	if _, err := o.Do(o.ctx, "WXYZ-2345", priya, caseworker.Message{Text: "Hello Ty"}); err != nil {
		t.Fatal(err)
	}
	o.run()
	o.talks.learns(o.ctx, "03-ty", 1)
	if n, since, err := o.Behind(o.ctx); err != nil || n < 5 || since.IsZero() {
		t.Errorf("behind by %d since %v (%v), want the five of the stuck one", n, since, err)
	}
	stuck.Store(false)
	for n, what := range o.talks.learns(o.ctx, jade, 5) {
		if said := what.(conversation.StaffSaid); said.Text != fmt.Sprint("Hello ", n) || said.Name != "Priya" {
			t.Errorf("%d: learnt %+v", n, said)
		}
	}
	o.until("the road is empty", func() bool { n, _, err := o.Behind(o.ctx); return err == nil && n == 0 })
}

func TestACrashBetweenTellingAndForgettingTellsOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.Message{Text: "Hello"})
	killed := make(chan struct{})
	o.talks.after = sync.OnceFunc(func() { // the conversation has it; Redis dies before the road is cleared
		o.redis.Kill()
		close(killed)
	})
	stop := o.run()
	<-killed
	stop()
	if err := o.redis.Again(o.ctx); err != nil {
		t.Fatal(err)
	}
	o.again()
	o.run()
	o.until("the road is empty", func() bool { n, _, err := o.Behind(o.ctx); return err == nil && n == 0 })
	if got := o.talks.learns(o.ctx, jade, 1); len(got) != 1 {
		t.Errorf("learnt %+v, want one message", got)
	}
}

func TestTwoNodesTellOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.run()
	o.again()
	stop := o.run()
	for n := range 20 {
		o.do(priya, caseworker.Message{Text: fmt.Sprint(n)})
		if n == 10 {
			stop() // whichever of them held the lease
		}
	}
	for n, what := range o.talks.learns(o.ctx, jade, 20) {
		if said := what.(conversation.StaffSaid); said.Text != fmt.Sprint(n) {
			t.Errorf("%d: learnt %q", n, said.Text)
		}
	}
}
