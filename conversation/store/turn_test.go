package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"sayso/conversation"
	"sayso/conversation/seal"
	"sayso/conversation/store"
)

func TestTwoFirstMessagesAtOnceMakeOneConversation(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	// A second node, so that the two do not wait for each other in one process.
	other := d.node(t)
	var (
		both     sync.WaitGroup
		receipts [2]conversation.Receipt
	)
	for i, node := range []*store.Store{s, other} {
		both.Go(func() {
			var err error
			if receipts[i], err = node.Receive(context.Background(), phone(1), fmt.Sprintf("SM%d", i), said("hello")); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if receipts[0].Conversation != receipts[1].Conversation {
		t.Fatalf("two conversations: %+v", receipts)
	}
	if lines := transcript(t, s, receipts[0].Conversation); len(lines) != 4 {
		t.Errorf("%d lines, want 4", len(lines))
	}
	if n, err := d.redis.Keys(context.Background(), "sayso:*:conversation:??-????????????????").Result(); err != nil || len(n) != 1 {
		t.Errorf("conversations kept: %v, %v", n, err)
	}
}

func TestManyMessagesAtOnceKeepAnOrderWithoutHoles(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	other := d.node(t)
	const many = 50
	var (
		all      sync.WaitGroup
		receipts [many]conversation.Receipt
	)
	for i := range many {
		node := []*store.Store{s, other}[i%2]
		all.Go(func() {
			var err error
			if receipts[i], err = node.Receive(context.Background(), phone(1), fmt.Sprintf("SM%d", i), said(fmt.Sprintf("message %d", i))); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	lines := transcript(t, s, receipts[0].Conversation)
	if len(lines) != 2*many {
		t.Fatalf("%d lines, want %d", len(lines), 2*many)
	}
	for i, receipt := range receipts {
		heard, answer := lines[receipt.Seq-1], lines[receipt.Seq]
		if want := fmt.Sprintf("message %d", i); heard.From != conversation.FromPerson || heard.Text != want || answer.Text != want {
			t.Errorf("message %d has line %+v, answer %+v", i, heard, answer)
		}
	}
	if !slices.IsSortedFunc(lines, func(a, b conversation.Line) int { return a.At.Compare(b.At) }) {
		t.Error("a line is earlier than the one before it")
	}
	state, err := s.State(context.Background(), receipts[0].Conversation)
	if err != nil || state.Turn != many || state.Lines != 2*many || state.ID != receipts[0].Conversation {
		t.Errorf("state %+v, %v", state, err)
	}
}

func TestAMessageSentAgainGetsItsFirstReceipt(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	first := receive(t, s, phone(1), "SM1", "one")
	receive(t, s, phone(1), "SM2", "two")
	again := receive(t, s, phone(1), "SM1", "one")
	if want := (conversation.Receipt{Conversation: first.Conversation, Seq: 1, Again: true}); again != want || first.Again {
		t.Errorf("first %+v, again %+v", first, again)
	}
	if n := len(transcript(t, s, first.Conversation)); n != 4 {
		t.Errorf("%d lines, want 4", n)
	}
}

func TestWhatStaffDidIsAppliedOnce(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	ctx := context.Background()
	id := receive(t, s, phone(1), "SM1", "quiet").Conversation
	act := conversation.StaffSaid{Effect: id + "/staff/7", Name: "Priya", Text: "hello, I am Priya"}
	first, err := s.Apply(ctx, id, "act-7", act)
	if err != nil || first.Seq != 2 || first.Again {
		t.Fatalf("%+v, %v", first, err)
	}
	again, err := s.Apply(ctx, id, "act-7", act)
	if err != nil || again.Seq != 2 || !again.Again {
		t.Fatalf("again: %+v, %v", again, err)
	}
	lines := transcript(t, s, id)
	if len(lines) != 2 || lines[1].Effect != act.Effect || lines[1].Delivery != "waiting" {
		t.Errorf("transcript %+v", lines)
	}
	// A name that does not say its conversation is made to, or a callback could not be followed.
	if _, err := s.Apply(ctx, id, "act-8", conversation.StaffSaid{Effect: "staff/8", Text: "more"}); err != nil {
		t.Fatal(err)
	}
	if got, want := transcript(t, s, id)[2].Effect, id+"/staff/8"; got != want {
		t.Errorf("effect %q, want %q", got, want)
	}
}

func TestAnUnknownConversationIsToldAsSuch(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	ctx := context.Background()
	for _, id := range []string{"", "x", "00-aaaaaaaaaaaaaaaa", "99-aaaaaaaaaaaaaaaa", "00-aaaaaaaaaaaaaaa:", "-1-aaaaaaaaaaaaaaaa"} {
		_, applied := s.Apply(ctx, id, "k", conversation.Woke{})
		_, read := s.Transcript(ctx, id, 0)
		_, state := s.State(ctx, id)
		_, door := s.Door(ctx, id, conversation.SMS)
		for _, err := range []error{applied, read, state, door} {
			if !errors.Is(err, conversation.ErrNoTalk) {
				t.Errorf("%q: %v", id, err)
			}
		}
	}
	if _, err := s.Find(ctx, phone(1)); !errors.Is(err, conversation.ErrNoTalk) {
		t.Errorf("Find: %v", err)
	}
}

func TestAShutDoorStaysShut(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	ctx := context.Background()
	chat := conversation.Door{Channel: conversation.Chat, Address: "token1"}
	first := receive(t, s, chat, "a", "hello")
	if id, err := s.Find(ctx, chat); err != nil || id != first.Conversation {
		t.Errorf("Find: %q, %v", id, err)
	}
	left := receive(t, s, chat, "b", "bye")
	if _, err := s.Receive(ctx, chat, "c", said("more")); !errors.Is(err, conversation.ErrGone) {
		t.Errorf("through a shut door: %v", err)
	}
	if again, err := s.Receive(ctx, chat, "b", said("bye")); err != nil || again.Seq != left.Seq || !again.Again {
		t.Errorf("the exit sent again: %+v, %v", again, err)
	}
	if _, err := s.Find(ctx, chat); !errors.Is(err, conversation.ErrGone) {
		t.Errorf("Find: %v", err)
	}
	unused := conversation.Door{Channel: conversation.Chat, Address: "token2"}
	for range 2 {
		if err := s.Shut(ctx, unused); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Receive(ctx, unused, "a", said("hello")); !errors.Is(err, conversation.ErrGone) {
		t.Errorf("through a door shut unused: %v", err)
	}
}

func TestADoorIsKeptAsItsChannelSealedIt(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	id := receive(t, s, phone(1), "SM1", "quiet").Conversation
	door, err := s.Door(context.Background(), id, conversation.SMS)
	if err != nil || door.Address != "phone1" || string(door.Sealed) != "sealed number" || door.Channel != conversation.SMS {
		t.Errorf("%+v, %v", door, err)
	}
	if _, err := s.Door(context.Background(), id, conversation.Chat); !errors.Is(err, conversation.ErrNoTalk) {
		t.Errorf("a door by chat: %v", err)
	}
}

func TestDeliveryOnlyMovesUp(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	ctx := context.Background()
	id := receive(t, s, phone(1), "SM1", "hello").Conversation
	effect := transcript(t, s, id)[1].Effect
	if !strings.HasPrefix(effect, id+"/1/") {
		t.Fatalf("effect %q", effect)
	}
	for _, step := range []struct{ status, want string }{
		{"unknown", "unknown"}, {"sent", "sent"}, {"unknown", "sent"}, {"delivered", "delivered"}, {"sent", "delivered"}, {"failed", "delivered"},
	} {
		if err := s.Delivered(ctx, effect, conversation.Fate{Status: step.status}); err != nil {
			t.Fatal(err)
		}
		if got := transcript(t, s, id)[1].Delivery; got != step.want {
			t.Errorf("after %s: %s, want %s", step.status, got, step.want)
		}
	}
	if err := s.Delivered(ctx, id+"/9/9", conversation.Fate{Status: "sent"}); err != nil {
		t.Errorf("an effect that is gone: %v", err)
	}
	if err := s.Delivered(ctx, effect, conversation.Fate{Status: "lost"}); err == nil {
		t.Error("an unknown status was taken")
	}
	if got := transcript(t, s, id)[0].Delivery; got != "" {
		t.Errorf("what was heard has a delivery: %q", got)
	}
}

func TestATurnThatBreaksOffHarmsNobodyElse(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	_, err := s.Receive(context.Background(), phone(1), "SM1", said("panic"))
	if err == nil || strings.Contains(err.Error(), "\"panic\"") {
		t.Errorf("error: %v", err)
	}
	receive(t, s, phone(1), "SM2", "hello")
}

func TestOnlyTheLinesAfterANumberAreRead(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	id := receive(t, s, phone(1), "SM1", "one").Conversation
	receive(t, s, phone(1), "SM2", "two")
	lines, err := s.Transcript(context.Background(), id, 2)
	if err != nil || len(lines) != 2 || lines[0].Seq != 3 || lines[0].Text != "two" || lines[1].Seq != 4 {
		t.Errorf("%+v, %v", lines, err)
	}
	if lines, err := s.Transcript(context.Background(), id, 99); err != nil || len(lines) != 0 {
		t.Errorf("%+v, %v", lines, err)
	}
}

func TestWhatIsSealedForAConversationOpensForItAlone(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	ctx := context.Background()
	one := receive(t, s, phone(1), "SM1", "quiet").Conversation
	two := receive(t, s, phone(2), "SM2", "quiet").Conversation
	keys := map[string]seal.Kept{}
	for _, id := range []string{one, two} {
		key, err := s.Kept(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		keys[id] = key
	}
	sealed, err := keys[one].Seal([]byte("her words"), "issue/1")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := keys[one].Open(sealed, "issue/1"); err != nil || string(got) != "her words" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := keys[two].Open(sealed, "issue/1"); err == nil {
		t.Error("it opened for another conversation")
	}
	if _, err := keys[one].Open(sealed, "issue/2"); err == nil {
		t.Error("it opened for another purpose")
	}
	if _, err := s.Kept(ctx, "00-nobody"); !errors.Is(err, conversation.ErrNoTalk) {
		t.Errorf("a key of nobody's: %v", err)
	}
}

func TestListenersAreWokenByTurnsOfAnyNode(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	other := d.node(t)
	run(t, s, (&world{}).doers())
	id := receive(t, s, phone(1), "SM1", "quiet").Conversation
	for name, node := range map[string]*store.Store{"its own": s, "another": other} {
		wake, stop := s.Listen(id)
		all, stopAll := s.ListenAll()
		// A subscription that is only just being made hears nothing yet, so it is said until it is heard.
		said := 0
		until(t, "a turn of "+name+" node wakes", func() bool {
			said++
			if _, err := node.Receive(context.Background(), phone(1), fmt.Sprintf("%s%d", name, said), conversation.Said{Channel: conversation.SMS, Text: "quiet"}); err != nil {
				t.Fatal(err)
			}
			select {
			case <-wake:
				return true
			default:
				return false
			}
		})
		until(t, "those who listen to all are woken", func() bool {
			select {
			case <-all:
				return true
			default:
				return false
			}
		})
		stop()
		stopAll()
	}
}
