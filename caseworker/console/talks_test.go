package console_test

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/conversation"
	"sayso/conversation/seal"
)

// talks are conversations held by the real core. They are kept in memory here: how a conversation
// survives a restart is another room's to show.
type talks struct {
	mu      sync.Mutex
	talk    conversation.Talk
	keys    *seal.Keyset
	now     func() time.Time
	states  map[string]conversation.State
	lines   map[string][]conversation.Line
	once    map[string]bool
	wrapped map[string][]byte // keys
	file    func(context.Context, conversation.Facts) error
	wake    func()              // the pages look again
	pass    func(time.Duration) // time goes by
}

func newTalks(t *testing.T, keys *seal.Keyset, hours caseworker.Hours, now func() time.Time) *talks {
	t.Helper()
	return &talks{
		talk: conversation.Talk{
			Words: conversation.English(), Council: "Example Council", Zone: hours.Zone, Paging: true,
			GatherText: 8 * time.Second, GatherChat: 2 * time.Second, CrossingText: 10 * time.Second,
			RemindAfter: 4 * time.Hour, HandOverAfter: 24 * time.Hour, Promise: hours.Promise, WithinAWorkingDay: hours.WithinAWorkingDay,
		},
		keys: keys, now: now, wake: func() {},
		states: map[string]conversation.State{}, lines: map[string][]conversation.Line{}, once: map[string]bool{}, wrapped: map[string][]byte{},
	}
}

// take takes one turn, keeps its lines and brings the case what it must know.
func (k *talks) take(ctx context.Context, id string, what conversation.Happening) error {
	k.mu.Lock()
	s := k.states[id]
	s.ID = id
	s, effects := k.talk.Step(s, conversation.Event{At: k.now(), Fresh: fresh(), What: what})
	s.Turn++
	k.states[id] = s
	tell := false
	for _, e := range effects {
		switch e := e.(type) {
		case conversation.Heard:
			k.lines[id] = append(k.lines[id], conversation.Line{Seq: e.Seq, From: conversation.FromPerson, At: k.now(), Channel: e.Channel, Text: e.Text})
		case conversation.Say:
			k.lines[id] = append(k.lines[id], conversation.Line{Seq: e.Seq, From: e.From, Name: e.Name, At: k.now(), Channel: e.Channel, Text: e.Text, Effect: e.Effect, Delivery: "delivered"})
		case conversation.OpenCase, conversation.AddToCase:
			tell = true
		}
	}
	k.mu.Unlock()
	if tell {
		if err := k.file(ctx, s.Facts()); err != nil {
			return err
		}
	}
	k.wake()
	return nil
}

// hear is a message of a person, and the reply that follows when the burst is over.
func (k *talks) hear(t *testing.T, id string, texts ...string) {
	t.Helper()
	k.pass(2 * k.talk.CrossingText) // they have read what was on their screen
	for _, text := range texts {
		if err := k.take(context.Background(), id, conversation.Said{Channel: conversation.SMS, Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	k.pass(k.talk.GatherText)
	if err := k.take(context.Background(), id, conversation.Woke{}); err != nil {
		t.Fatal(err)
	}
}

// reference is the case of a conversation.
func (k *talks) reference(id string) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.states[id].Reference
}

// Erase is the store's, for a page that shows what becomes of it.
func (k *talks) Erase(_ context.Context, id string, heard int) (conversation.Erased, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.states[id].LastHeard > heard {
		return conversation.Erased{}, conversation.ErrHeardSince
	}
	e := conversation.Erased{Conversation: id, At: k.now(), Heard: len(k.lines[id])}
	delete(k.states, id)
	delete(k.lines, id)
	delete(k.wrapped, id)
	return e, nil
}

func (k *talks) Rewrite(context.Context) error { return nil }

func (k *talks) State(_ context.Context, id string) (conversation.State, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	s, ok := k.states[id]
	if !ok {
		return s, conversation.ErrNoTalk
	}
	return s, nil
}

func (k *talks) Transcript(_ context.Context, id string, after int) ([]conversation.Line, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(k.lines[id]), func(l conversation.Line) bool { return l.Seq <= after }), nil
}

func (k *talks) Kept(_ context.Context, id string) (seal.Kept, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, talks := k.states[id]; !talks {
		return seal.Kept{}, conversation.ErrNoTalk // erased: the store makes no second key either
	}
	if k.wrapped[id] == nil {
		wrapped, key, err := k.keys.NewKey(id)
		if err != nil {
			return seal.Kept{}, err
		}
		k.wrapped[id] = wrapped
		return key.Kept(), nil
	}
	key, err := k.keys.Unwrap(id, k.wrapped[id])
	if err != nil {
		return seal.Kept{}, err
	}
	return key.Kept(), nil
}

func (k *talks) Apply(ctx context.Context, id, once string, what conversation.Happening) (conversation.Receipt, error) {
	k.mu.Lock()
	again := k.once[once]
	k.once[once] = true
	k.mu.Unlock()
	if again {
		return conversation.Receipt{Conversation: id, Again: true}, nil
	}
	return conversation.Receipt{Conversation: id}, k.take(ctx, id, what)
}

func fresh() string {
	b := make([]byte, 17)
	rand.Read(b)
	return strings.ToLower(base32.StdEncoding.EncodeToString(b))[:26]
}
