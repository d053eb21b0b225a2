package store_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
	"sayso/conversation/store"
	"sayso/conversation/store/redistest"
)

// roamer is a parrot whose people come and go. These are orders to it:
//
//	"stranger ..."   goes elsewhere, unless the talk began so; then it is said back
//	"new a|b|c"      begins anew with a, b and c
//	"code"           asks for a code, which comes as "your code is ..."
//
// It says "you are back" to whoever joins, and keeps in State.Change what it follows.
func roamer(s conversation.State, e conversation.Event) (conversation.State, []conversation.Effect) {
	began := s.Lines == 0
	what, said := e.What.(conversation.Said)
	if said && strings.HasPrefix(what.Text, "stranger") && !began && s.Category != "stranger" {
		return s, []conversation.Effect{conversation.Elsewhere{}}
	}
	order := strings.HasPrefix(what.Text, "new ") || what.Text == "code"
	if order {
		e.What = conversation.Said{Channel: what.Channel, Text: "quiet"}
	}
	s, effects := parrot(s, e)
	for i, effect := range effects {
		if heard, is := effect.(conversation.Heard); is && order {
			heard.Text = what.Text
			effects[i] = heard
		}
	}
	say := func(c conversation.Channel, text, hide string) {
		s.Lines++
		effects = append(effects, conversation.Say{
			Seq: s.Lines, From: conversation.FromSayso, Text: text, Hide: hide, Channel: c, Lane: conversation.LaneAnswer,
		})
	}
	switch w := e.What.(type) {
	case conversation.Said:
		if began && strings.HasPrefix(what.Text, "stranger") {
			s.Category = "stranger"
		}
		if w.Follows != "" {
			s.Change = "follows " + w.Follows
		}
		if texts, anew := strings.CutPrefix(what.Text, "new "); anew {
			effects = append(effects, conversation.Anew{Channel: w.Channel, Follows: s.Reference, Texts: strings.Split(texts, "|")})
		}
		if what.Text == "code" {
			effects = append(effects, conversation.GiveCode{})
		}
		if what.Text == "stranger danger" {
			alert := conversation.Alert{ID: e.Fresh[8:16], Tier: conversation.R1, Raised: e.At}
			s.Alerts = append(slices.Clone(s.Alerts), alert)
			effects = append(effects, conversation.RaiseAlert{Alert: alert.ID, Reference: s.Reference, Tier: alert.Tier})
		}
	case conversation.Joined:
		s.Last = w.Channel
		say(w.Channel, "you are back", "")
	case conversation.CodeMade:
		say(s.Last, "your code is "+w.Code+", keep it", w.Code)
	}
	return s, effects
}

// roam opens a store of roamers, not yet running.
func roam(t testing.TB) (*store.Store, deployment) {
	t.Helper()
	d := deployment{redistest.Client(t, redistest.Start(t)), keyset(t)}
	return d.roamers(t, quick()), d
}

// roamers opens one more such store on the same Redis.
func (d deployment) roamers(t testing.TB, c store.Config) *store.Store {
	t.Helper()
	return open(t, d.redis, d.keyset, roamer, c)
}

func chat(n int) conversation.Door {
	return conversation.Door{Channel: conversation.Chat, Address: fmt.Sprintf("chat%d", n)}
}

// find gives the conversation that a door speaks for.
func find(t testing.TB, s *store.Store, door conversation.Door) string {
	t.Helper()
	id, err := s.Find(context.Background(), door)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// texts lists what a transcript says, each line with who it is from.
func texts(t testing.TB, s *store.Store, id string) string {
	t.Helper()
	var all []string
	for _, l := range transcript(t, s, id) {
		all = append(all, l.From+": "+l.Text)
	}
	return strings.Join(all, " / ")
}

func wantTexts(t testing.TB, s *store.Store, id, want string) {
	t.Helper()
	if got := texts(t, s, id); got != want {
		t.Errorf("conversation %s says %q, want %q", id, got, want)
	}
}

// everybody lists all conversations.
func everybody(t testing.TB, s *store.Store) (ids []string) {
	t.Helper()
	if err := s.Each(context.Background(), func(id string) error { ids = append(ids, id); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	return ids
}

// repeat has everything that waits in an outbox done twice.
func (d deployment) repeat(t testing.TB) {
	t.Helper()
	ctx := context.Background()
	for p := range quick().Partitions {
		key := fmt.Sprintf("sayso:{p%02d}:outbox", p)
		entries, err := d.redis.XRange(ctx, key, "-", "+").Result()
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if err := d.redis.XAdd(ctx, &redis.XAddArgs{Stream: key, Values: e.Values}).Err(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// elsewhere gives a phone of another partition than the conversation's.
func elsewhere(t testing.TB, s *store.Store, id string) conversation.Door {
	t.Helper()
	for n := 100; ; n++ {
		probe := receive(t, s, phone(n), "probe", "quiet").Conversation
		if probe[:2] != id[:2] {
			return phone(n)
		}
	}
}

// breaks fails one of the commands that are sent once: the nth from when it is set, which Redis never gets.
type breaks struct{ in *atomic.Int64 }

func (breaks) DialHook(next redis.DialHook) redis.DialHook { return next }
func (breaks) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}
func (b breaks) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		if cmd.NoRetry() && b.in.Add(-1) == 0 {
			cmd.SetErr(io.EOF)
			return io.EOF
		}
		return next(ctx, cmd)
	}
}

func wantErr(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

// comeAndGo has one person go from door to door, and others come to where they were, so that every
// script is sent and every errand made between partitions. Somebody must run the store.
func comeAndGo(t testing.TB, s *store.Store) {
	t.Helper()
	ctx := context.Background()
	his := receive(t, s, chat(900), "a", "quiet").Conversation
	given, err := s.Code(ctx, chat(900), "c")
	if err != nil {
		t.Fatal(err)
	}
	first := elsewhere(t, s, his)
	for i, door := range []conversation.Door{first, phone(900), phone(901), chat(901)} {
		if got, err := s.Join(ctx, door, fmt.Sprintf("code%d", i), given); err != nil || got.Conversation != his {
			t.Errorf("door %d: %+v, %v", i, got, err)
		}
		if got := receive(t, s, door, "next", "hello"); got.Conversation != his {
			t.Errorf("what is said next goes to %s, not to %s", got.Conversation, his)
		}
	}
	if _, err := s.Join(ctx, first, "wrong", "otter otter otter otter"); !errors.Is(err, conversation.ErrWrongCode) {
		t.Errorf("a wrong code: %v", err)
	}
	hers := receive(t, s, phone(901), "hers", "stranger").Conversation
	receive(t, s, phone(901), "new", "new one|two")
	receive(t, s, chat(901), "left", "bye")
	until(t, "her new talk has begun, and his is left", func() bool {
		anew, err := s.Find(ctx, phone(901))
		_, left := s.Find(ctx, chat(901))
		return err == nil && anew != hers && errors.Is(left, conversation.ErrGone) && strings.Contains(happenings(t, s, his), "Parted")
	})
}
