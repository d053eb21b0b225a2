package store_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"testing"

	"sayso/conversation"
	"sayso/conversation/store"
)

func TestWhatAnotherPersonSaysBeginsATalkOfTheirOwn(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	his := receive(t, s, phone(1), "SM1", "he reads my letters").Conversation
	before, err := s.State(context.Background(), his)
	if err != nil {
		t.Fatal(err)
	}
	first := receive(t, s, phone(1), "SM2", "stranger: this is his mum")
	hers := first.Conversation
	if hers == his || first.Seq != 1 || first.Again || find(t, s, phone(1)) != hers {
		t.Fatalf("his %s, hers %+v", his, first)
	}
	if after, err := s.State(context.Background(), his); err != nil || after.Turn != before.Turn {
		t.Errorf("his talk took turn %d, %v", after.Turn, err)
	}
	wantTexts(t, s, his, "person: he reads my letters / sayso: he reads my letters")
	again := receive(t, s, phone(1), "SM2", "stranger: this is his mum")
	if want := (conversation.Receipt{Conversation: hers, Seq: 1, Again: true}); again != want {
		t.Errorf("again %+v, want %+v", again, want)
	}
	if got := receive(t, s, phone(1), "SM3", "hello"); got.Conversation != hers {
		t.Errorf("what she says next goes to %s", got.Conversation)
	}
	run(t, s, (&world{}).doers())
	until(t, "his talk hears of it", func() bool { return d.idle(t) })
	if got := happenings(t, s, his); got != "Parted Undelivered" && got != "Undelivered Parted" {
		t.Errorf("his talk heard %q", got)
	}
	if got := happenings(t, s, hers); got != "" {
		t.Errorf("hers heard %q", got)
	}
}

func TestTheDangerOfAnotherPersonIsCommittedWithTheirTalk(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	his := receive(t, s, phone(1), "SM1", "quiet").Conversation
	hers := receive(t, s, phone(1), "SM2", "stranger danger").Conversation
	n, err := d.redis.ZCard(context.Background(), fmt.Sprintf("sayso:{p%s}:alerts", hers[:2])).Result()
	if err != nil || n != 1 {
		t.Errorf("%d alerts open, %v", n, err)
	}
	w := &world{}
	run(t, s, w.doers())
	until(t, "it is delivered", func() bool { return d.idle(t) && happenings(t, s, hers) == "AlertDelivered" })
	if _, _, _, alerts := w.counted(); alerts != 1 || happenings(t, s, his) != "Parted" {
		t.Errorf("%d alerts; his talk heard %q", alerts, happenings(t, s, his))
	}
}

func TestOneMessageTakenTwiceAtOnceBeginsOneTalk(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	other := d.roamers(t, quick())
	for n := range 10 {
		his := receive(t, s, phone(n), "SM1", "quiet").Conversation
		var (
			both     sync.WaitGroup
			receipts [2]conversation.Receipt
		)
		for i, node := range []*store.Store{s, other} {
			both.Go(func() {
				var err error
				if receipts[i], err = node.Receive(context.Background(), phone(n), "SM2", said("stranger")); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		if receipts[0].Conversation != receipts[1].Conversation || receipts[0].Conversation == his || receipts[0].Again == receipts[1].Again {
			t.Errorf("phone %d: his %s, hers %+v", n, his, receipts)
		}
		wantTexts(t, s, receipts[0].Conversation, "person: stranger / sayso: stranger")
	}
	if got := everybody(t, s); len(got) != 20 {
		t.Errorf("%d conversations, want 20", len(got))
	}
}

func TestTwoMessagesOfAnotherPersonAtOnceAreOneTalk(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	other := d.roamers(t, quick())
	for n := range 10 {
		receive(t, s, phone(n), "SM1", "quiet")
		var both sync.WaitGroup
		for i, node := range []*store.Store{s, other} {
			both.Go(func() {
				if _, err := node.Receive(context.Background(), phone(n), fmt.Sprintf("SM%d", i+2), said("stranger")); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		wantTexts(t, s, find(t, s, phone(n)), "person: stranger / sayso: stranger / person: stranger / sayso: stranger")
	}
}

func TestATalkThatBeginsElsewhereSurvivesWhatIsLostOrDoneTwice(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	his := receive(t, s, phone(1), "SM1", "quiet").Conversation
	m := mute{make(chan bool, 1)}
	d.redis.AddHook(m)
	m.on <- true
	if _, err := s.Receive(context.Background(), phone(1), "SM2", said("stranger")); !errors.Is(err, io.EOF) {
		t.Fatalf("error %v", err)
	}
	again := receive(t, s, phone(1), "SM2", "stranger")
	if !again.Again || again.Conversation == his || len(everybody(t, s)) != 2 {
		t.Errorf("%+v, of %v", again, everybody(t, s))
	}
	d.repeat(t)
	run(t, s, (&world{}).doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	if got := happenings(t, s, his); got != "Parted" {
		t.Errorf("his talk heard %q", got)
	}
}

func TestATurnThatCannotGoElsewhereIsRefused(t *testing.T) {
	t.Parallel()
	before, d := start(t)
	id := receive(t, before, phone(1), "SM1", "quiet").Conversation
	wanders := func(st conversation.State, e conversation.Event) (conversation.State, []conversation.Effect) {
		if c, is := e.What.(conversation.Said); is && c.Text == "both" {
			return st, []conversation.Effect{conversation.Elsewhere{}, conversation.AddToCase{}}
		}
		return st, []conversation.Effect{conversation.Elsewhere{}}
	}
	s := open(t, d.redis, d.keyset, wanders, quick())
	ctx := context.Background()
	if _, err := s.Receive(ctx, phone(1), "SM2", said("for ever")); err == nil {
		t.Error("a talk began elsewhere of what began elsewhere")
	}
	if _, err := s.Receive(ctx, phone(1), "SM3", said("both")); err == nil {
		t.Error("a turn went elsewhere and stayed")
	}
	if _, err := s.Apply(ctx, id, "", conversation.Woke{}); err == nil {
		t.Error("what came through no door went elsewhere")
	}
	wantTexts(t, s, id, "person: quiet")
}

// A talk that was joined lies in another partition than the door through which it is spoken to.
func TestAnotherPersonOnAJoinedPhoneIsNoticedAcrossPartitions(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	ctx := context.Background()
	his := receive(t, s, chat(1), "a", "quiet").Conversation
	door := elsewhere(t, s, his)
	code, err := s.Code(ctx, chat(1), "c")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Join(ctx, door, "SM1", code); err != nil {
		t.Fatal(err)
	}
	if got := receive(t, s, door, "SM2", "hello"); got.Conversation != his || got.Seq != 3 {
		t.Errorf("through the joined phone: %+v", got)
	}
	hers := receive(t, s, door, "SM3", "stranger").Conversation
	// Her second text was found to belong to his talk just before her first one began hers.
	routed := fmt.Sprintf("sayso:{p%s}:address:%s:routed", hers[:2], door.Address)
	if err := d.redis.HSet(ctx, routed, "SM4", his).Err(); err != nil {
		t.Fatal(err)
	}
	if hers[:2] == his[:2] || find(t, s, door) != hers {
		t.Errorf("his %s, hers %s", his, hers)
	}
	if got := receive(t, s, door, "SM4", "stranger again"); got.Conversation != hers || got.Seq != 3 {
		t.Errorf("her second text: %+v", got)
	}
	if got := receive(t, s, door, "SM4", "stranger again"); !got.Again || got.Conversation != hers {
		t.Errorf("again: %+v", got)
	}
	run(t, s, (&world{}).doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	wantTexts(t, s, his, "person: quiet / sayso: you are back / person: hello / sayso: hello")
	wantTexts(t, s, hers, "person: stranger / sayso: stranger / person: stranger again / sayso: stranger again")
}
