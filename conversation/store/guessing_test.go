package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sayso/conversation"
	"sayso/conversation/store"
)

func TestAfterFiveWrongCodesADoorTriesNoneForAWhile(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	ctx := context.Background()
	id := receive(t, s, chat(1), "a", "quiet").Conversation
	given := code(t, s, chat(1), "c")
	for i := range 5 {
		_, err := s.Join(ctx, phone(1), fmt.Sprintf("SM%d", i), wrong)
		wantErr(t, err, conversation.ErrWrongCode)
	}
	_, err := s.Join(ctx, phone(1), "SM6", given)
	wantErr(t, err, conversation.ErrTooManyTries)
	if got := join(t, s, phone(2), "SM6", given); got.Conversation != id {
		t.Errorf("another door: %+v", got)
	}
	counted, err := d.redis.Keys(ctx, "*:phone1:tries").Result()
	if err != nil || len(counted) != 1 || d.redis.TTL(ctx, counted[0]).Val() < 59*time.Minute {
		t.Fatalf("counted in %v, %v", counted, err)
	}
	if err := d.redis.PExpire(ctx, counted[0], 0).Err(); err != nil { // an hour later
		t.Fatal(err)
	}
	if got := join(t, s, phone(1), "SM6", given); got.Conversation != id {
		t.Errorf("an hour later: %+v", got)
	}
}

func TestManyGuessesAtOnceAreNoMoreThanOneAfterTheOther(t *testing.T) {
	t.Parallel()
	_, d := roam(t)
	c := quick()
	c.AllTries = 8
	s := d.roamers(t, c)
	var (
		all   sync.WaitGroup
		tried atomic.Int64
	)
	for i := range 40 {
		all.Go(func() {
			// Half of them through one door, half through a door of their own: tokens of chats cost nothing.
			door := chat(1)
			if i%2 == 0 {
				door = chat(100 + i)
			}
			_, err := s.Join(context.Background(), door, fmt.Sprintf("hello%d", i), wrong)
			switch {
			case errors.Is(err, conversation.ErrWrongCode):
				tried.Add(1)
			case !errors.Is(err, conversation.ErrTooManyTries):
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := tried.Load(); n != 8 {
		t.Errorf("%d were tried, want 8", n)
	}
	if got := s.Counts().Wrong; got != 40 {
		t.Errorf("counted %d", got)
	}
	// A flood of chats keeps no phone from coming back.
	receive(t, s, chat(2), "a", "quiet")
	join(t, s, phone(1), "SM1", code(t, s, chat(2), "c"))
}

func TestARightCodeIsNotCountedAsATry(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	receive(t, s, chat(1), "a", "quiet")
	receive(t, s, chat(2), "a", "quiet")
	one, two := code(t, s, chat(1), "c"), code(t, s, chat(2), "c")
	for i := range 8 {
		join(t, s, phone(1), fmt.Sprintf("SM%d", i), []string{one, two}[i%2])
	}
	keys, err := d.redis.Keys(context.Background(), "*tries*").Result()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		left, err := d.redis.Get(context.Background(), key).Result()
		ttl := d.redis.PTTL(context.Background(), key).Val()
		if err != nil || left != "0" || ttl <= 0 {
			t.Errorf("%s is %s for %s, %v", key, left, ttl, err)
		}
	}
}

func TestWhatIsNoCodeCostsNoTry(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	for i, text := range []string{"", "hello", "otter", "otter otter otter otter otter", "\x00", "07-aaaaaaaaaaaaaaaa"} {
		_, err := s.Join(context.Background(), chat(1), fmt.Sprintf("hello%d", i), text)
		wantErr(t, err, conversation.ErrWrongCode)
	}
	if keys, err := d.redis.Keys(context.Background(), "*tries*").Result(); err != nil || len(keys) != 0 {
		t.Errorf("counted: %v, %v", keys, err)
	}
}

func TestACodeOfATalkThatIsNoMoreIsAsWrongAsAnyOther(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	ctx := context.Background()
	id := receive(t, s, chat(1), "a", "quiet").Conversation
	given := code(t, s, chat(1), "c")
	for _, of := range []string{"", ":lines", ":once", ":delivery"} {
		if err := d.redis.Del(ctx, fmt.Sprintf("sayso:{p%s}:conversation:%s%s", id[:2], id, of)).Err(); err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Join(ctx, phone(1), "SM1", given)
	wantErr(t, err, conversation.ErrWrongCode)
	if _, err := s.Find(ctx, phone(1)); !errors.Is(err, conversation.ErrNoTalk) {
		t.Errorf("the phone: %v", err)
	}
	// Whoever still speaks through its door is not lost either.
	if got := receive(t, s, chat(1), "b", "hello"); got.Conversation == id || got.Seq != 1 || find(t, s, chat(1)) != got.Conversation {
		t.Errorf("through its door: %+v", got)
	}
}

func TestAChatThatWasLeftIsComeBackToByItsCodeOnly(t *testing.T) {
	t.Parallel()
	s, _ := roam(t)
	id := receive(t, s, chat(1), "a", "quiet").Conversation
	given := code(t, s, chat(1), "c")
	receive(t, s, chat(1), "b", "bye")
	_, err := s.Join(context.Background(), chat(1), "hello", given)
	wantErr(t, err, conversation.ErrGone)
	if got := join(t, s, chat(2), "hello", given); got.Conversation != id {
		t.Errorf("joined %+v", got)
	}
}

func TestAJoinedChatThatIsLeftIsShutAcrossPartitions(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	ctx := context.Background()
	id := receive(t, s, chat(1), "a", "quiet").Conversation
	given := code(t, s, chat(1), "c")
	door := elsewhere(t, s, id)
	door.Channel = conversation.Chat
	join(t, s, door, "hello", given)
	if got := receive(t, s, door, "b", "bye"); got.Conversation != id {
		t.Errorf("left %+v", got)
	}
	_, err := s.Find(ctx, door)
	wantErr(t, err, conversation.ErrGone)
	_, err = s.Receive(ctx, door, "c", said("more"))
	wantErr(t, err, conversation.ErrGone)
	run(t, s, (&world{}).doers())
	until(t, "all is done", func() bool { return d.idle(t) })
}

// A guesser learns nothing by the number of steps that a wrong code takes.
func TestEveryWrongCodeTakesTheSameSteps(t *testing.T) {
	t.Parallel()
	_, d := roam(t)
	steps := &trips{}
	s := d.roamers(t, store.Config{Partitions: quick().Partitions})
	receive(t, s, chat(1), "a", "quiet")
	old := code(t, s, chat(1), "c1")
	code(t, s, chat(1), "c2")
	if _, err := s.Join(context.Background(), phone(1), "SM0", wrong); err == nil {
		t.Fatal("it was right")
	}
	d.redis.AddHook(steps)
	var took []int64
	for i, text := range []string{wrong, old} {
		before := steps.all.Load()
		_, err := s.Join(context.Background(), phone(2), fmt.Sprintf("SM%d", i), text)
		wantErr(t, err, conversation.ErrWrongCode)
		took = append(took, steps.all.Load()-before)
	}
	if took[0] != took[1] {
		t.Errorf("one that never was takes %d steps, an old one %d", took[0], took[1])
	}
}
