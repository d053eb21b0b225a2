package store_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"sayso/conversation"
	"sayso/conversation/store"
)

// Whether it is safe to write there was asked of the one phone, not of the other.
func TestATalkHasOneDoorOnEachChannel(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	ctx := context.Background()
	id := receive(t, s, phone(1), "SM1", "waiting for the first phone").Conversation
	receive(t, s, phone(1), "SM2", "code")
	w := &world{send: func(n int, _ conversation.Text) error {
		if n == 1 {
			return conversation.Later{After: 50 * time.Millisecond, Cause: errors.New("429")}
		}
		return nil
	}}
	given := codeMade(t, s, d, id, w)
	other := elsewhere(t, s, id)
	join(t, s, other, "SM3", given)
	until(t, "all is done", func() bool { return d.idle(t) })
	if got := strings.Join(w.bodies(other.Address), " / "); got != "you are back" {
		t.Errorf("the other phone was sent %q", got)
	}
	if _, err := s.Find(ctx, phone(1)); !errors.Is(err, conversation.ErrNoTalk) {
		t.Errorf("the first phone's talk: %v", err)
	}
	if got := receive(t, s, phone(1), "SM4", "quiet"); got.Conversation == id {
		t.Error("the first phone still speaks in the talk")
	}
	// And back again, by the code.
	if got := join(t, s, phone(1), "SM5", given); got.Conversation != id {
		t.Errorf("joined %+v", got)
	}
	until(t, "all is done", func() bool { return d.idle(t) })
	if door, err := s.Door(ctx, id, conversation.SMS); err != nil || door.Address != "phone1" || find(t, s, phone(1)) != id {
		t.Errorf("door %+v, %v", door, err)
	}

	receive(t, s, chat(1), "a", "quiet")
	join(t, s, chat(1), "b", given)
	join(t, s, chat(2), "a", given)
	until(t, "the chat that was left open is shut", func() bool {
		_, err := s.Find(ctx, chat(1))
		return errors.Is(err, conversation.ErrGone) && d.idle(t)
	})
}

func TestWhoeverLeavesShutsTheDoorThatTheyAreAt(t *testing.T) {
	t.Parallel()
	s, _ := roam(t)
	receive(t, s, chat(1), "a", "quiet")
	id := join(t, s, chat(2), "hello", code(t, s, chat(1), "c")).Conversation
	receive(t, s, chat(1), "b", "bye")
	if _, err := s.Find(context.Background(), chat(1)); !errors.Is(err, conversation.ErrGone) {
		t.Errorf("the one that was left: %v", err)
	}
	if got := receive(t, s, chat(2), "b", "quiet"); got.Conversation != id {
		t.Errorf("the other: %+v", got)
	}
}

// codeMade runs the store and gives the code that a talk was sent by text.
func codeMade(t testing.TB, s *store.Store, d deployment, id string, w *world) (code string) {
	t.Helper()
	run(t, s, w.doers())
	until(t, "the code is sent", func() bool {
		for _, body := range w.bodies("phone1") {
			if given, is := strings.CutPrefix(body, "your code is "); is {
				code = strings.TrimSuffix(given, ", keep it")
			}
		}
		return code != "" && d.idle(t)
	})
	return code
}

func TestTwoDoorsThatJoinAtOnceAreInOneTalk(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	other := d.roamers(t, quick())
	id := receive(t, s, chat(1), "a", "quiet").Conversation
	given := code(t, s, chat(1), "c")
	var both sync.WaitGroup
	for i, node := range []*store.Store{s, other} {
		both.Go(func() {
			if got, err := node.Join(context.Background(), phone(i), "SM1", given); err != nil || got.Conversation != id {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
	both.Wait()
	run(t, s, (&world{}).doers())
	run(t, other, (&world{}).doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	if got := happenings(t, s, id); strings.Count(got, "Joined") != 2 || strings.Contains(got, "Parted") {
		t.Errorf("it heard %q", got)
	}
	door, err := s.Door(context.Background(), id, conversation.SMS)
	if err != nil || find(t, s, door) != id {
		t.Errorf("door %+v, %v", door, err)
	}
}

func TestOneDoorThatJoinsTwoTalksAtOnceIsInOne(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	other := d.roamers(t, quick())
	var ids, codes [2]string
	for i := range ids {
		ids[i] = receive(t, s, chat(i), "a", "quiet").Conversation
		codes[i] = code(t, s, chat(i), "c")
	}
	var both sync.WaitGroup
	for i, node := range []*store.Store{s, other} {
		both.Go(func() {
			if _, err := node.Join(context.Background(), phone(1), []string{"SM1", "SM2"}[i], codes[i]); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	run(t, s, (&world{}).doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	for i, id := range ids {
		parted := strings.Contains(happenings(t, s, id), "Parted")
		if here := find(t, s, phone(1)) == id; here == parted {
			t.Errorf("talk %d has the door: %v; it heard %q", i, here, happenings(t, s, id))
		}
	}
}
