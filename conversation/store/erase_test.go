package store_test

import (
	"context"
	"errors"
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

// erased erases a conversation whatever was said in it.
func erased(t testing.TB, s *store.Store, id string) conversation.Erased {
	t.Helper()
	e, err := s.Erase(context.Background(), id, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// mentions lists the keys of which the name or the content names a conversation.
func (d deployment) mentions(t testing.TB, id string) (keys []string) {
	t.Helper()
	ctx := context.Background()
	all, err := d.redis.Keys(ctx, "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range all {
		var content any
		switch kind := d.redis.Type(ctx, key).Val(); kind {
		case "hash":
			content = d.redis.HGetAll(ctx, key).Val()
		case "list":
			content = d.redis.LRange(ctx, key, 0, -1).Val()
		case "zset":
			content = d.redis.ZRange(ctx, key, 0, -1).Val()
		case "stream":
			content = d.redis.XRange(ctx, key, "-", "+").Val()
		case "string":
			content = d.redis.Get(ctx, key).Val()
		default:
			t.Fatalf("key %s is a %s, which this test does not read", key, kind)
		}
		if strings.Contains(key+fmt.Sprint(content), id) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// TestNothingIsLeftOfWhatWasErased: lines, alarms, an alert, a text that waits for its hour and one that was parked.
func TestNothingIsLeftOfWhatWasErased(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, d := start(t)
	id := receive(t, s, phone(1), "SM1", "my words").Conversation
	receive(t, s, phone(1), "SM2", "danger")
	receive(t, s, phone(1), "SM3", "wait")
	other := receive(t, s, phone(2), "SM4", "somebody else's").Conversation
	w := &world{
		send: func(_ int, t conversation.Text) error {
			if t.Body == "my words" {
				return conversation.Later{After: time.Hour, Cause: errors.New("429")}
			}
			return nil
		},
		alert: func(int, conversation.RaiseAlert) error { return errors.New("refused") },
	}
	stop := run(t, s, w.doers())
	until(t, "an alert is parked", func() bool {
		all, err := s.Undone(ctx)
		return err == nil && slices.ContainsFunc(all, func(a store.Alarm) bool { return a.Kind == store.AlarmParked })
	})
	stop()
	e := erased(t, s, id)
	if e.Heard != 3 || e.TextsIn != 3 || e.Conversation != id || e.At.IsZero() {
		t.Errorf("left: %+v", e)
	}
	for _, key := range d.mentions(t, id) {
		if key != d.found(t, "*:conversation:"+id) && !strings.HasSuffix(key, ":routed") && !strings.Contains(key, "once") {
			t.Errorf("%s still names it", key)
		}
	}
	aof := func() string { return d.redis.Info(ctx, "persistence").Val() }
	if err := s.Rewrite(ctx); err != nil {
		t.Error(err)
	}
	until(t, "the append-only file is written anew", func() bool {
		return strings.Contains(aof(), "aof_rewrite_in_progress:0") && strings.Contains(aof(), "aof_last_bgrewrite_status:ok")
	})
	if got, err := d.redis.HKeys(ctx, d.found(t, "*:conversation:"+id)).Result(); err != nil || !slices.Equal(got, []string{"erased"}) {
		t.Errorf("in its place stand %v, %v", got, err)
	}
	if all, err := s.Undone(ctx); err != nil || slices.ContainsFunc(all, func(a store.Alarm) bool { return a.Conversation == id }) {
		t.Errorf("undone: %+v, %v", all, err)
	}
	_, err := s.State(ctx, id)
	wantErr(t, err, conversation.ErrNoTalk)
	_, err = s.Kept(ctx, id)
	wantErr(t, err, conversation.ErrNoTalk)
	_, err = s.Apply(ctx, id, "late", conversation.StaffSaid{Text: "hello"})
	wantErr(t, err, conversation.ErrNoTalk)
	if err := s.Delivered(ctx, id+"/1/3", conversation.Fate{Status: "delivered", Taken: "SM-x"}); err != nil {
		t.Errorf("a late callback: %v", err)
	}
	if got := transcript(t, s, other); len(got) != 2 {
		t.Errorf("of another conversation %d lines are left", len(got))
	}
	if again := erased(t, s, id); again.Heard != e.Heard || !again.At.Equal(e.At) || !slices.Equal(again.Messages, e.Messages) {
		t.Errorf("asked again it says %+v, not %+v", again, e)
	}
}

func TestWhatWasErasedIsNotBroughtBackByARetry(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, _ := start(t)
	id := receive(t, s, phone(1), "SM1", "my words").Conversation
	erased(t, s, id)
	if again := receive(t, s, phone(1), "SM1", "my words"); !again.Again || again.Conversation != id {
		t.Errorf("the network's second try: %+v", again)
	}
	_, err := s.Find(ctx, phone(1))
	wantErr(t, err, conversation.ErrNoTalk)
	anew := receive(t, s, phone(1), "SM2", "hello again")
	if anew.Conversation == id || anew.Again {
		t.Fatalf("a new text: %+v", anew)
	}
	if again := receive(t, s, phone(1), "SM1", "my words"); !again.Again || again.Conversation != id {
		t.Errorf("a try of the old text after a new one: %+v", again)
	}
	if got := transcript(t, s, anew.Conversation); got[0].Text != "hello again" || len(got) != 2 {
		t.Errorf("the new talk: %+v", got)
	}
}

// TestAMessageThatWasOnlyRoutedTakesTheDoor: nobody had heard it when its talk was erased, and whoever wrote it can be answered.
func TestAMessageThatWasOnlyRoutedTakesTheDoor(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	id := receive(t, s, phone(1), "SM1", "my words").Conversation
	erased(t, s, id)
	if err := d.redis.HSet(context.Background(), d.found(t, "*:address:phone1:routed"), "SM2", id).Err(); err != nil {
		t.Fatal(err)
	}
	got := receive(t, s, phone(1), "SM2", "are you there")
	if now, err := s.Find(context.Background(), phone(1)); err != nil || got.Again || now != got.Conversation || now == id {
		t.Errorf("taken in %+v, and the door speaks for %s (%v)", got, now, err)
	}
}

func TestAChatThatWasErasedIsOverAndItsCodeOpensNothing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, d := roam(t)
	id := receive(t, s, chat(1), "a", "quiet").Conversation
	opens := code(t, s, chat(1), "c")
	wake, stop := s.Listen(id)
	defer stop()
	erased(t, s, id)
	run(t, s, (&world{}).doers())
	erased(t, s, id) // a page that shows it hears of it on every node
	select {
	case <-wake:
	case <-time.After(30 * time.Second):
		t.Error("nobody told the page that shows it")
	}
	_, err := s.Receive(ctx, chat(1), "b", conversation.Said{Channel: conversation.Chat, Text: "more"})
	wantErr(t, err, conversation.ErrGone)
	_, err = s.Join(ctx, phone(1), "SM1", opens)
	wantErr(t, err, conversation.ErrWrongCode)
	if keys, err := d.redis.Keys(ctx, "*:code:*").Result(); err != nil || len(keys) > 0 {
		t.Errorf("codes that are left: %v, %v", keys, err)
	}
}

// TestWhatWasSaidSinceIsNotErased: whoever decided it had not read it, and it may be a cry for help.
func TestWhatWasSaidSinceIsNotErased(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, _ := start(t)
	read := receive(t, s, phone(1), "SM1", "hello")
	receive(t, s, phone(1), "SM2", "danger")
	_, err := s.Erase(ctx, read.Conversation, read.Seq)
	wantErr(t, err, conversation.ErrHeardSince)
	if got := transcript(t, s, read.Conversation); len(got) != 4 {
		t.Errorf("%d lines are left", len(got))
	}
}

// TestAWordIsErasedWholeOrStays: messages come while it is decided, and none is lost half-way.
func TestAWordIsErasedWholeOrStays(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, d := start(t)
	other := d.node(t)
	const talks = 20
	for n := range talks {
		first := receive(t, s, phone(n), "SM1", "quiet")
		var both sync.WaitGroup
		var second conversation.Receipt
		var refused error
		both.Go(func() { _, refused = s.Erase(ctx, first.Conversation, first.Seq) })
		both.Go(func() { second = receive(t, other, phone(n), "SM2", "are you there") })
		both.Wait()
		lines := transcript(t, s, second.Conversation)
		heard := slices.ContainsFunc(lines, func(l conversation.Line) bool { return l.Text == "are you there" && l.From == conversation.FromPerson })
		if !heard || (refused == nil) == (second.Conversation == first.Conversation) {
			t.Errorf("talk %d: erased %v, and the new text is in %+v with %d lines", n, refused == nil, second, len(lines))
		}
	}
}

// TestWhatWaitedForAnErasedTalkIsNotSent: the loop has it in its hands already.
func TestWhatWaitedForAnErasedTalkIsNotSent(t *testing.T) {
	t.Parallel()
	s, d := slowly(t, nil)
	w := &world{}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "one").Conversation
	receive(t, s, phone(1), "SM2", "two")
	w.waits(t, "phone1", "one")
	if e := erased(t, s, id); e.TextsOut > 1 {
		t.Errorf("it says %d texts went out", e.TextsOut)
	}
	receive(t, s, phone(1), "SM3", "anew")
	w.waits(t, "phone1", "one", "anew")
	if got := d.mentions(t, id); len(got) != 3 {
		t.Errorf("named by %v: its tombstone, its messages and where they were routed should be all", got)
	}
	if all, err := s.Undone(context.Background()); err != nil || len(all) > 0 {
		t.Errorf("undone: %+v, %v", all, err)
	}
}

// TestARestoredBackupDoesNotBringItBack, nor does a sweep of what came after the backup was made.
func TestARestoredBackupDoesNotBringItBack(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	var listed []conversation.Erased
	write := func(e conversation.Erased) error { listed = append(listed, e); return nil }
	d := deployment{redistest.Client(t, redistest.Start(t)), keyset(t)}
	s := d.slow(t, func(c *store.Config) { c.Erased = write })
	id := receive(t, s, phone(1), "SM1", "before the backup").Conversation
	backup := map[string]string{}
	for _, key := range d.redis.Keys(ctx, "*").Val() {
		backup[key] = d.redis.Dump(ctx, key).Val()
	}
	receive(t, s, phone(1), "SM2", "after the backup")
	erased(t, s, id)
	for name, kept := range map[string]map[string]string{"a backup of before": backup, "an empty Redis": {}} {
		t.Run(name, func(t *testing.T) {
			d := deployment{redistest.Client(t, redistest.Start(t)), d.keyset}
			for key, value := range kept {
				if err := d.redis.Restore(ctx, key, 0, value).Err(); err != nil {
					t.Fatal(err)
				}
			}
			s := d.slow(t, nil)
			for range 2 {
				for _, e := range listed {
					if err := s.EraseAgain(ctx, e); err != nil {
						t.Fatal(err)
					}
				}
			}
			for _, sid := range []string{"SM1", "SM2"} { // the sweep finds them in the network's list
				if got := receive(t, s, phone(1), sid, "words"); !got.Again || got.Conversation != id {
					t.Errorf("%s is taken anew: %+v", sid, got)
				}
			}
			_, err := s.State(ctx, id)
			wantErr(t, err, conversation.ErrNoTalk)
			if got := receive(t, s, phone(1), "SM3", "new"); got.Again || got.Conversation == id {
				t.Errorf("a new text: %+v", got)
			}
		})
	}
}

// TestTheListIsWrittenBeforeItIsSaidToBeErased: where it cannot be, erasing is tried again.
func TestTheListIsWrittenBeforeItIsSaidToBeErased(t *testing.T) {
	t.Parallel()
	full := errors.New("no space left on device")
	answer := full
	d := deployment{redistest.Client(t, redistest.Start(t)), keyset(t)}
	s := d.slow(t, func(c *store.Config) { c.Erased = func(conversation.Erased) error { return answer } })
	id := receive(t, s, phone(1), "SM1", "words").Conversation
	_, err := s.Erase(context.Background(), id, 1)
	wantErr(t, err, full)
	answer = nil
	erased(t, s, id)
}
