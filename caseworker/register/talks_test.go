package register_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"sayso/conversation"
	"sayso/conversation/seal"
)

// talks is a street of conversations: each with its state, its lines, its key, and what it has
// learnt from staff. It outlives a Redis that is killed, so that tests can see what got through.
type talks struct {
	t       testing.TB
	seals   *seal.Keyset
	mu      sync.Mutex
	states  map[string]conversation.State
	lines   map[string][]conversation.Line
	keys    map[string]*seal.Key
	once    map[string]bool
	learnt  map[string][]conversation.Happening
	wake    chan struct{}
	failing func(conv string) error // asked before Apply; nil for all well
	after   func()                  // called after Apply has been done, before it answers

	erased    map[string]conversation.Erased
	rewritten int // how often it was asked for; the first time it cannot be
}

func newTalks(t testing.TB, seals *seal.Keyset) *talks {
	return &talks{
		t: t, seals: seals, states: map[string]conversation.State{}, lines: map[string][]conversation.Line{},
		keys: map[string]*seal.Key{}, once: map[string]bool{}, learnt: map[string][]conversation.Happening{},
		wake: make(chan struct{}, 1000), erased: map[string]conversation.Erased{},
	}
}

// begin is a young person who has texted one thing.
func (k *talks) begin(id, reference, words string) conversation.Facts {
	_, key, err := k.seals.NewKey(id)
	if err != nil {
		k.t.Fatal(err)
	}
	k.mu.Lock()
	k.keys[id] = key
	k.states[id] = conversation.State{
		ID: id, Reference: reference, Began: received, First: conversation.SMS, Last: conversation.SMS, Language: "en",
		Stage: conversation.HandedOver, Category: "statutory_complaint",
		Answers: map[conversation.Ask]conversation.Answer{
			conversation.AskAboutWho: {Value: "self"}, conversation.AskName: {Value: "name", Words: "Zebedee"},
		},
		Contacts: map[conversation.Channel]conversation.Contact{
			conversation.SMS: {Channel: conversation.SMS, SafeToReply: conversation.Yes, CanText: true},
		},
	}
	k.mu.Unlock()
	return k.say(id, words)
}

// say is one more message, and a matter of its own.
func (k *talks) say(id, words string) conversation.Facts {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.states[id]
	s.Turn++
	s.Lines++
	s.LastHeard, s.HeardAt = s.Lines, received
	if s.Unread.IsZero() {
		s.Unread, s.ReadBy = received, received.Add(hour)
	}
	s.Issues = append(slices.Clone(s.Issues), conversation.Issue{
		Number: len(s.Issues) + 1, Seq: s.Lines, Words: words, Kinds: []string{"communication"},
	})
	k.states[id] = s
	k.lines[id] = append(k.lines[id], conversation.Line{
		Seq: s.Lines, From: conversation.FromPerson, At: received, Channel: conversation.SMS, Text: words,
	})
	return s.Facts()
}

// change changes a conversation's state in a turn of its own.
func (k *talks) change(id string, how func(*conversation.State)) conversation.Facts {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.states[id]
	s.Turn++
	how(&s)
	k.states[id] = s
	return s.Facts()
}

// Erase is the store's: what was erased answers the same again.
func (k *talks) Erase(_ context.Context, id string, heard int) (conversation.Erased, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	e, was := k.erased[id]
	switch {
	case was:
		return e, nil
	case k.keys[id] == nil:
		return e, conversation.ErrNoTalk
	case k.states[id].LastHeard > heard:
		return e, conversation.ErrHeardSince
	}
	e = conversation.Erased{Conversation: id, At: received, Heard: len(k.lines[id]), Messages: []string{"m/x/SM1"}}
	k.erased[id] = e
	delete(k.states, id)
	delete(k.keys, id)
	delete(k.lines, id)
	return e, nil
}

func (k *talks) Rewrite(context.Context) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.rewritten++
	if k.rewritten == 1 {
		return conversation.Later{After: time.Second, Cause: errors.New("one is in progress")}
	}
	return nil
}

func (k *talks) State(_ context.Context, id string) (conversation.State, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if s, ok := k.states[id]; ok {
		return s, nil
	}
	return conversation.State{}, conversation.ErrNoTalk
}

func (k *talks) Transcript(_ context.Context, id string, after int) ([]conversation.Line, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.lines[id][after:]), nil
}

func (k *talks) Kept(_ context.Context, id string) (seal.Kept, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if key, ok := k.keys[id]; ok {
		return key.Kept(), nil
	}
	return seal.Kept{}, conversation.ErrNoTalk
}

func (k *talks) Apply(_ context.Context, id, onceKey string, what conversation.Happening) (conversation.Receipt, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.failing != nil {
		if err := k.failing(id); err != nil {
			return conversation.Receipt{}, err
		}
	}
	if _, ok := k.states[id]; !ok {
		return conversation.Receipt{}, conversation.ErrNoTalk
	}
	again := k.once[id+"\n"+onceKey]
	if !again {
		k.once[id+"\n"+onceKey] = true
		k.learnt[id] = append(k.learnt[id], what)
		k.wake <- struct{}{}
	}
	if k.after != nil {
		k.after()
	}
	return conversation.Receipt{Conversation: id, Again: again}, nil
}

// learns waits until a conversation has learnt so many things, and gives them.
func (k *talks) learns(ctx context.Context, id string, n int) []conversation.Happening {
	k.t.Helper()
	for {
		k.mu.Lock()
		learnt := slices.Clone(k.learnt[id])
		k.mu.Unlock()
		if len(learnt) >= n {
			return learnt
		}
		select {
		case <-k.wake:
		case <-ctx.Done():
			k.t.Fatalf("conversation %s has learnt %d things, want %d", id, len(learnt), n)
		}
	}
}
