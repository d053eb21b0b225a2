package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sayso/conversation"
)

func TestWhatIsNewBeginsATalkOfItsOwnInOrderAndOnce(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	old := receive(t, s, phone(1), "SM1", "quiet").Conversation
	receive(t, s, phone(1), "SM2", "new one|two|three")
	d.repeat(t)
	run(t, s, (&world{}).doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	anew := find(t, s, phone(1))
	if anew == old {
		t.Fatal("the door still speaks for the old talk")
	}
	wantTexts(t, s, anew, "person: one / sayso: one / person: two / sayso: two / person: three / sayso: three")
	before, err := s.State(context.Background(), old)
	if err != nil {
		t.Fatal(err)
	}
	after, err := s.State(context.Background(), anew)
	if err != nil || after.Change != "follows "+before.Reference || before.Reference == "" {
		t.Errorf("it %s, want %s; %v", after.Change, before.Reference, err)
	}
	if got := receive(t, s, phone(1), "SM3", "quiet"); got.Conversation != anew {
		t.Errorf("what comes next goes to %s", got.Conversation)
	}
	if got := happenings(t, s, old); got != "" || len(everybody(t, s)) != 2 {
		t.Errorf("the old one heard %q; conversations %v", got, everybody(t, s))
	}
	if door, err := s.Door(context.Background(), anew, conversation.SMS); err != nil || door.Address != "phone1" || string(door.Sealed) != "sealed number" {
		t.Errorf("door %+v, %v", door, err)
	}
}

func TestWhatIsNewStealsNoDoorFromWhoeverCameMeanwhile(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	old := receive(t, s, phone(1), "SM1", "quiet").Conversation
	receive(t, s, phone(1), "SM2", "new one|two")
	hers := receive(t, s, phone(1), "SM3", "stranger").Conversation
	w := &world{}
	run(t, s, w.doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	if got := find(t, s, phone(1)); got != hers {
		t.Errorf("the door speaks for %s, want hers, %s", got, hers)
	}
	if got := w.bodies("phone1"); !slices.Equal(got, []string{"stranger"}) {
		t.Errorf("she was sent %q", got)
	}
	all := everybody(t, s)
	if len(all) != 3 {
		t.Fatalf("conversations %v", all)
	}
	for _, id := range all {
		if id == old || id == hers {
			continue
		}
		wantTexts(t, s, id, "person: one / sayso: one / person: two / sayso: two")
		if got := happenings(t, s, id); !strings.Contains(got, "Parted") {
			t.Errorf("the new one heard %q", got)
		}
	}
}

func TestTwoNewMattersOfOnePersonBothKeepTheirDoor(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	receive(t, s, phone(1), "SM1", "quiet")
	receive(t, s, phone(1), "SM2", "new one")
	receive(t, s, phone(1), "SM3", "new two")
	w := &world{}
	run(t, s, w.doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	if got := w.bodies("phone1"); len(got) != 2 || len(everybody(t, s)) != 3 {
		t.Errorf("the phone was sent %q", got)
	}
	wantTexts(t, s, find(t, s, phone(1)), "person: one / sayso: one")
}

func TestWhatIsNewIsKeptAlsoWhenTheChatWasLeft(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	old := receive(t, s, chat(1), "a", "quiet").Conversation
	receive(t, s, chat(1), "b", "new one|two")
	receive(t, s, chat(1), "c", "bye")
	run(t, s, (&world{}).doers())
	until(t, "all is done", func() bool { return d.idle(t) })
	if _, err := s.Find(context.Background(), chat(1)); err == nil {
		t.Error("the door is open again")
	}
	for _, id := range everybody(t, s) {
		if id != old {
			wantTexts(t, s, id, "person: one / sayso: one / person: two / sayso: two")
		}
	}
	if got := everybody(t, s); len(got) != 2 {
		t.Errorf("conversations %v", got)
	}
}
