package store_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
	"sayso/conversation/seal"
	"sayso/conversation/store"
	"sayso/conversation/store/redistest"
)

// parrot is a small talk for these tests. What is said to it is an order:
//
//	"quiet"     is only heard
//	"danger"    raises an alert and answers in the safety lane
//	"wait"      is answered by an alarm 30 ms later
//	"spin"      asks to be woken in the past, always
//	"bye"       shuts the door
//	"panic"     breaks the program
//	other words are said back by the channel they came by
//
// What happened to it otherwise stands in State.Issues, and the case hears of everything.
func parrot(s conversation.State, e conversation.Event) (conversation.State, []conversation.Effect) {
	var effects []conversation.Effect
	say := func(c conversation.Channel, lane conversation.Lane, text, effect string) {
		s.Lines++
		effects = append(effects, conversation.Say{Seq: s.Lines, From: conversation.FromSayso, Text: text, Channel: c, Lane: lane, Effect: effect})
	}
	switch what := e.What.(type) {
	case conversation.Said:
		s.Lines++
		s.LastHeard, s.Last = s.Lines, what.Channel
		effects = append(effects, conversation.Heard{Seq: s.Lines, Channel: what.Channel, Text: what.Text})
		if s.Reference == "" {
			s.Reference = e.Fresh[:8]
			effects = append(effects, conversation.OpenCase{Reference: s.Reference})
		}
		switch what.Text {
		case "quiet":
		case "danger":
			alert := conversation.Alert{ID: e.Fresh[8:16], Tier: conversation.R1, Raised: e.At}
			s.Alerts = append(append([]conversation.Alert(nil), s.Alerts...), alert)
			say(what.Channel, conversation.LaneSafety, "we are telling a worker now", "")
			effects = append(effects, conversation.RaiseAlert{Alert: alert.ID, Reference: s.Reference, Tier: alert.Tier})
		case "wait":
			s.AnswerAt = e.At.Add(30 * time.Millisecond)
		case "spin":
			s.AnswerAt, s.Change = e.At.Add(-time.Second), "spin"
		case "bye":
			effects = append(effects, conversation.ShutDoor{Channel: what.Channel})
		case "panic":
			panic(what.Text)
		default:
			say(what.Channel, conversation.LaneAnswer, what.Text, "")
		}
	case conversation.Woke:
		if !s.AnswerAt.IsZero() && !s.AnswerAt.After(e.At) && s.Change != "spin" {
			s.AnswerAt = time.Time{}
			say(s.Last, conversation.LaneAnswer, "you waited", "")
		}
	case conversation.StaffSaid:
		say(s.Last, conversation.LaneAnswer, what.Text, what.Effect)
	case conversation.AlertAcknowledged:
		alerts := append([]conversation.Alert(nil), s.Alerts...)
		for i := range alerts {
			if alerts[i].ID == what.Alert {
				alerts[i].Acknowledged = &e.At
			}
		}
		s.Alerts = alerts
	case conversation.CaseRead:
		s.ReadBy = time.Time{}
	case conversation.InHand:
		s.ReadBy = e.At.Add(-time.Minute) // a promise that is already broken
	}
	if _, said := e.What.(conversation.Said); !said {
		kind := conversation.KindOf(e.What)
		s.Issues = append(append([]conversation.Issue(nil), s.Issues...), conversation.Issue{Number: len(s.Issues) + 1, Words: kind})
		effects = append(effects, conversation.AddToCase{Reference: s.Reference})
	}
	return s, effects
}

func keyset(t testing.TB) *seal.Keyset {
	t.Helper()
	k, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// quick is a configuration whose waits are short.
func quick() store.Config {
	return store.Config{
		Partitions: 4, Lease: 300 * time.Millisecond, Poll: 40 * time.Millisecond,
		SendTimeout: 300 * time.Millisecond, SettleAfter: 30 * time.Millisecond, SettleFor: 100 * time.Millisecond,
		RetryAfter: 2 * time.Millisecond, BreakFor: 5 * time.Millisecond, SentWithin: 5 * time.Millisecond,
	}
}

func open(t testing.TB, r redis.UniversalClient, k *seal.Keyset, step store.Step, c store.Config) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), r, k, step, rand.Reader, c, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// deployment is what all nodes of one share.
type deployment struct {
	redis  redis.UniversalClient
	keyset *seal.Keyset
}

// start opens a store of parrots on a Redis of its own, and gives what more nodes of it need.
func start(t testing.TB) (*store.Store, deployment) {
	t.Helper()
	d := deployment{redistest.Client(t, redistest.Start(t)), keyset(t)}
	return d.node(t), d
}

// node opens one more store on the same Redis.
func (d deployment) node(t testing.TB) *store.Store {
	t.Helper()
	return open(t, d.redis, d.keyset, parrot, quick())
}

func phone(n int) conversation.Door {
	return conversation.Door{Channel: conversation.SMS, Address: fmt.Sprintf("phone%d", n), Sealed: []byte("sealed number")}
}

func said(text string) conversation.Said {
	return conversation.Said{Channel: conversation.SMS, Text: text}
}

// receive takes in one message and fails the test where it is not taken.
func receive(t testing.TB, s *store.Store, door conversation.Door, id, text string) conversation.Receipt {
	t.Helper()
	got, err := s.Receive(context.Background(), door, id, conversation.Said{Channel: door.Channel, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func transcript(t testing.TB, s *store.Store, id string) []conversation.Line {
	t.Helper()
	lines, err := s.Transcript(context.Background(), id, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range lines {
		if l.Seq != i+1 {
			t.Fatalf("line %d of the transcript is numbered %d", i+1, l.Seq)
		}
	}
	return lines
}

// happenings lists what happened to a parrot beside what was said to it.
func happenings(t testing.TB, s *store.Store, id string) string {
	t.Helper()
	state, err := s.State(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, i := range state.Issues {
		all = append(all, i.Words)
	}
	return strings.Join(all, " ")
}

// until waits for something to become true.
func until(t testing.TB, what string, is func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !is() {
		select {
		case <-ctx.Done():
			t.Fatalf("it never came about that %s", what)
		case <-tick.C:
		}
	}
}

// run runs a store until the test, or stop, ends it.
func run(t testing.TB, s *store.Store, d store.Doers) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, d) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return stop
}

// idle reports that nothing is left to do in any outbox.
func (d deployment) idle(t testing.TB) bool {
	t.Helper()
	for p := range quick().Partitions {
		n, err := d.redis.XLen(context.Background(), fmt.Sprintf("sayso:{p%02d}:outbox", p)).Result()
		if err != nil || n > 0 {
			return false
		}
		soon := fmt.Sprint(time.Now().Add(time.Second).UnixMilli())
		n, err = d.redis.ZCount(context.Background(), fmt.Sprintf("sayso:{p%02d}:looks", p), "-inf", soon).Result()
		if err != nil || n > 0 {
			return false // the network is about to be asked what became of a text
		}
	}
	return true
}
