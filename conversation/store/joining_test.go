package store_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"sayso/conversation"
	"sayso/conversation/store"
	"sayso/conversation/store/redistest"
)

// code makes a code for whoever speaks through a door.
func code(t testing.TB, s *store.Store, door conversation.Door, id string) string {
	t.Helper()
	c, err := s.Code(context.Background(), door, id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func join(t testing.TB, s *store.Store, door conversation.Door, id, code string) conversation.Receipt {
	t.Helper()
	got, err := s.Join(context.Background(), door, id, code)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// wrong is a code that nobody has.
const wrong = "otter otter otter otter"

func TestTheSameAskingGetsTheSameCodeAndOnlyTheLatestOpens(t *testing.T) {
	t.Parallel()
	s, _ := roam(t)
	ctx := context.Background()
	id := receive(t, s, chat(1), "a", "quiet").Conversation
	first := code(t, s, chat(1), "c1")
	if _, ok := conversation.CodeIn(first); !ok || code(t, s, chat(1), "c1") != first {
		t.Fatalf("code %q", first)
	}
	second := code(t, s, chat(1), "c2")
	if second == first || code(t, s, chat(1), "c1") != first {
		t.Errorf("first %q, second %q", first, second)
	}
	_, err := s.Join(ctx, phone(1), "SM1", first)
	wantErr(t, err, conversation.ErrWrongCode)
	if got := join(t, s, phone(1), "SM2", strings.ToUpper(strings.ReplaceAll(second, " ", "-"))); got.Conversation != id {
		t.Errorf("joined %+v", got)
	}
	wantTexts(t, s, id, "person: quiet / sayso: you are back")
}

func TestACodeIsMadeOnlyForATalk(t *testing.T) {
	t.Parallel()
	s, _ := roam(t)
	_, err := s.Code(context.Background(), chat(1), "c")
	wantErr(t, err, conversation.ErrNoTalk)
	receive(t, s, chat(1), "a", "bye")
	_, err = s.Code(context.Background(), chat(1), "c")
	wantErr(t, err, conversation.ErrGone)
}

func TestNoCodeIsKeptInClear(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	ctx := context.Background()
	receive(t, s, phone(1), "SM1", "code")
	w := &world{}
	run(t, s, w.doers())
	until(t, "the code is sent", func() bool { return len(w.bodies("phone1")) == 1 && d.idle(t) })
	given := strings.TrimSuffix(strings.TrimPrefix(w.bodies("phone1")[0], "your code is "), ", keep it")
	if _, ok := conversation.CodeIn(given); !ok {
		t.Fatalf("sent %q", w.bodies("phone1"))
	}
	wantTexts(t, s, find(t, s, phone(1)), "person: code / sayso: your code is ****, keep it")
	keys, err := d.redis.Keys(ctx, "*").Result()
	if err != nil || len(keys) < 8 {
		t.Fatalf("keys %v, %v", keys, err)
	}
	words := strings.Fields(given)
	for _, key := range keys {
		kept, err := d.redis.Dump(ctx, key).Result()
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range d.redis.HKeys(ctx, key).Val() { // "number" is a word of a code, too
			kept = strings.ReplaceAll(kept, field, "")
		}
		for _, name := range []string{"fields", "entry"} { // of the record of a text that goes (fate.lua)
			kept = strings.ReplaceAll(kept, name, "")
		}
		for _, word := range words {
			if strings.Contains(key, word) || len(word) > 4 && strings.Contains(kept, word) {
				t.Errorf("%s shows %q", key, word)
			}
		}
	}
}

func TestACodeGivenByTextIsTheSameHoweverOftenItIsMade(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	id := receive(t, s, phone(1), "SM1", "code").Conversation
	d.repeat(t)
	w := &world{}
	run(t, s, w.doers())
	until(t, "the code is sent", func() bool { return len(w.bodies("phone1")) == 1 && d.idle(t) })
	given := strings.TrimSuffix(strings.TrimPrefix(w.bodies("phone1")[0], "your code is "), ", keep it")
	if happenings(t, s, id) != "CodeMade" {
		t.Errorf("it heard %q", happenings(t, s, id))
	}
	if got := join(t, s, chat(1), "hello", given); got.Conversation != id {
		t.Errorf("joined %+v", got)
	}
}

func TestATalkGoesOnThroughAnotherDoor(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	his := receive(t, s, chat(1), "a", "quiet").Conversation
	door := elsewhere(t, s, his) // which has a talk of its own
	left := find(t, s, door)
	given := code(t, s, chat(1), "c")
	first := join(t, s, door, "SM1", given)
	if first.Conversation != his || first.Again || find(t, s, door) != his || find(t, s, chat(1)) != his {
		t.Fatalf("joined %+v", first)
	}
	code(t, s, chat(1), "c2") // the retry finds its receipt though the code opens nothing now
	if again := join(t, s, door, "SM1", given); !again.Again || again.Conversation != his {
		t.Errorf("again %+v", again)
	}
	w := &world{}
	run(t, s, w.doers())
	if got := receive(t, s, door, "SM2", "by text"); got.Conversation != his {
		t.Errorf("by text: %+v", got)
	}
	if got := receive(t, s, chat(1), "b", "in the chat"); got.Conversation != his {
		t.Errorf("in the chat: %+v", got)
	}
	until(t, "all is done", func() bool { return d.idle(t) })
	wantTexts(t, s, his, "person: quiet / sayso: you are back / person: by text / sayso: by text / person: in the chat / sayso: in the chat")
	if got := strings.Join(w.bodies(door.Address), " / "); got != "you are back / by text" {
		t.Errorf("the phone was sent %q", got)
	}
	if got := happenings(t, s, left); got != "Parted" {
		t.Errorf("the talk that was left heard %q", got)
	}
	if door, err := s.Door(context.Background(), his, conversation.SMS); err != nil || string(door.Sealed) != "sealed number" {
		t.Errorf("door %+v, %v", door, err)
	}
}

func TestJoiningTheTalkThatOneIsInDoesNothing(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	id := receive(t, s, chat(1), "a", "quiet").Conversation
	if got := join(t, s, chat(1), "hello", code(t, s, chat(1), "c")); got != (conversation.Receipt{Conversation: id}) {
		t.Errorf("joined %+v", got)
	}
	run(t, s, (&world{}).doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	wantTexts(t, s, id, "person: quiet")
}

func TestACodeTextedFromSomebodyElsesPhoneEndsTheirTalkThere(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	his := receive(t, s, chat(1), "a", "quiet").Conversation
	hers := receive(t, s, phone(1), "SM1", "for her alone").Conversation
	join(t, s, phone(1), "SM2", code(t, s, chat(1), "c"))
	w := &world{}
	run(t, s, w.doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	if got := strings.Join(w.bodies("phone1"), " / "); got != "you are back" {
		t.Errorf("the phone was sent %q", got)
	}
	if got := happenings(t, s, hers); !strings.Contains(got, "Parted") || !strings.Contains(got, "Undelivered") {
		t.Errorf("her talk heard %q", got)
	}
	wantTexts(t, s, hers, "person: for her alone / sayso: for her alone")
	wantTexts(t, s, his, "person: quiet / sayso: you are back")
}

// Whatever breaks off between the three steps, the loop or the retry brings it to its end.
func TestAJoinThatBreaksOffIsFinished(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	d := deployment{redistest.Client(t, server), keyset(t)}
	s := d.roamers(t, quick())
	run(t, s, (&world{}).doers())
	b := breaks{&atomic.Int64{}}
	own := redistest.Client(t, server)
	own.AddHook(b)
	ours := open(t, own, d.keyset, roamer, quick())
	id := receive(t, s, chat(1), "a", "quiet").Conversation
	given := code(t, s, chat(1), "c")
	join(t, ours, phone(99), "SM0", given) // so that Redis knows every script, and each step is one command
	const steps = 6                        // two tries counted, and taken back; the commit; the door
	for n := range 2 * steps {
		step, retried := int64(n/2+1), n%2 == 1
		left := receive(t, s, phone(n), "SM0", "quiet").Conversation
		b.in.Store(step)
		if _, err := ours.Join(context.Background(), phone(n), "SM1", given); err == nil {
			t.Errorf("step %d did not break", step)
		}
		if retried {
			if got := join(t, ours, phone(n), "SM1", given); got.Conversation != id {
				t.Errorf("step %d: retried %+v", step, got)
			}
		}
		until(t, "all is done", func() bool { return d.idle(t) })
		here, heard := find(t, s, phone(n)), happenings(t, s, left)
		joined, untouched := here == id && heard == "Parted", here == left && heard == ""
		if !joined && (retried || step > 5 || !untouched) {
			t.Errorf("step %d, retried %v: the door speaks for %s of %s; the one that was left heard %q", step, retried, here, id, heard)
		}
	}
}
