package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
	"sayso/conversation/store"
	"sayso/conversation/store/redisd"
	"sayso/conversation/store/redistest"
)

func TestAKilledRedisLosesNothingThatWasAcknowledged(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	server := redistest.Start(t)
	d := deployment{redistest.Client(t, server), keyset(t)}
	s := d.node(t)
	w := &world{}
	run(t, s, w.doers())
	id, acknowledged := "", 0
	for kill := range 3 {
		for i := range 5 {
			until(t, "a message is taken", func() bool {
				got, err := s.Receive(ctx, phone(1), fmt.Sprintf("SM%d-%d", kill, i), said(fmt.Sprint(acknowledged)))
				id = got.Conversation
				return err == nil // it says so for a while after Redis is back
			})
			acknowledged++
		}
		if err := server.Kill(); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Receive(ctx, phone(1), "SM-while-away", said("x")); err == nil {
			t.Fatal("a message was acknowledged while Redis was away")
		}
		if err := server.Again(ctx); err != nil {
			t.Fatal(err)
		}
	}
	until(t, "all is sent", func() bool { return d.idle(t) })
	var heard int
	for _, l := range transcript(t, s, id) {
		if l.From == conversation.FromPerson {
			if want := fmt.Sprint(heard); l.Text != want {
				t.Errorf("heard %q, want %q", l.Text, want)
			}
			heard++
		}
	}
	if heard != acknowledged {
		t.Errorf("%d messages kept, %d acknowledged", heard, acknowledged)
	}
	seen := map[string]bool{}
	for _, body := range w.bodies("phone1") {
		seen[body] = true
	}
	if len(seen) != acknowledged {
		t.Errorf("%d answers sent, want %d", len(seen), acknowledged)
	}
}

// twice sends every script a second time, as a client library or a proxy may.
type twice struct{}

func (twice) DialHook(next redis.DialHook) redis.DialHook { return next }
func (twice) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}
func (twice) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		if cmd.Name() == "evalsha" {
			next(ctx, cmd)
		}
		return next(ctx, cmd)
	}
}

func TestACommandThatIsSentAgainDoesNothing(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	d.redis.AddHook(twice{})
	w := &world{}
	run(t, s, w.doers())
	id := receive(t, s, phone(1), "SM1", "danger").Conversation
	if _, err := s.Apply(context.Background(), id, "", conversation.CaseReleased{}); err != nil {
		t.Fatal(err)
	}
	until(t, "all is done", func() bool { return d.idle(t) && happenings(t, s, id) == "CaseReleased AlertDelivered" })
	if lines := transcript(t, s, id); len(lines) != 2 {
		t.Errorf("%d lines, want 2", len(lines))
	}
	if texts, _, _, alerts := w.counted(); texts != 1 || alerts != 1 {
		t.Errorf("%d texts, %d alerts", texts, alerts)
	}
	if c := s.Counts(); c.Races != 0 {
		t.Errorf("a repeated commit was taken for a lost race: %+v", c)
	}
}

// mute loses the answer to the next commit, which Redis has done.
type mute struct{ on chan bool }

func (mute) DialHook(next redis.DialHook) redis.DialHook { return next }
func (mute) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}
func (m mute) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if !cmd.NoRetry() || err != nil {
			return err
		}
		select {
		case <-m.on:
			cmd.SetErr(io.EOF)
			return io.EOF
		default:
			return nil
		}
	}
}

func TestAMessageWhoseAcknowledgementWasLostIsKeptOnce(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	receive(t, s, phone(2), "SM0", "hello") // so that Redis knows the scripts
	m := mute{make(chan bool, 1)}
	d.redis.AddHook(m)
	m.on <- true
	if _, err := s.Receive(context.Background(), phone(1), "SM1", said("hello")); !errors.Is(err, io.EOF) {
		t.Fatalf("error %v", err)
	}
	again := receive(t, s, phone(1), "SM1", "hello")
	if !again.Again || again.Seq != 1 || len(transcript(t, s, again.Conversation)) != 2 {
		t.Errorf("%+v", again)
	}
}

func TestNothingThatWasSaidCanBeReadWithoutTheKeyset(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	dir := t.TempDir()
	server, err := redisd.Start(ctx, redisd.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Stop() })
	r := redistest.Client(t, server)
	d := deployment{r, keyset(t)}
	s := d.node(t)
	const story = "my key worker reads my letters"
	id := receive(t, s, phone(1), "SM1", story).Conversation
	receive(t, s, phone(1), "SM2", "danger")
	state, err := s.State(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Save(ctx).Err(); err != nil {
		t.Fatal(err)
	}
	found := 0
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		kept, err := os.ReadFile(path)
		if bytes.Contains(kept, []byte(id)) {
			found++
		}
		for _, words := range []string{story, "letters", "telling a worker", "RaiseAlert\"", state.Reference} {
			if bytes.Contains(kept, []byte(words)) {
				t.Errorf("%s shows %q", filepath.Base(path), words)
			}
		}
		return err
	})
	if err != nil || found < 2 {
		t.Fatalf("searched %d files that hold the conversation, want the snapshot and the append-only file: %v", found, err)
	}
	if lines := transcript(t, s, id); lines[0].Text != story {
		t.Errorf("with the keyset: %q", lines[0].Text)
	}
}

func TestARedisThatHangsIsReportedInsteadOfWaitedFor(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	r, err := store.Connect([]string{server.URL()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	s := open(t, r, keyset(t), parrot, quick())
	if err := s.Ready(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := server.Pause(); err != nil {
		t.Fatal(err)
	}
	defer server.Resume()
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if _, err := s.Receive(ctx, phone(1), "SM1", said("hello")); err == nil {
		t.Error("a message was acknowledged by a Redis that hangs")
	}
	if err := s.Ready(ctx); err == nil {
		t.Error("ready without Redis")
	}
}

func TestAClusterKeepsEachPartitionInOneSlot(t *testing.T) {
	t.Parallel()
	r, nodes := redistest.Cluster(t)
	d := deployment{r, keyset(t)}
	s := d.node(t)
	w := &world{}
	stop := run(t, s, w.doers())
	seen := map[string]bool{}
	var ids []string
	for p := range 24 {
		id := receive(t, s, phone(p), fmt.Sprintf("SM%d", p), "danger").Conversation
		receive(t, s, phone(p), fmt.Sprintf("SM%d-2", p), "wait")
		seen[id[:2]] = true
		ids = append(ids, id)
	}
	for _, id := range ids {
		until(t, "it is woken and its alert delivered", func() bool { return len(transcript(t, s, id)) == 4 })
		if _, err := s.Door(context.Background(), id, conversation.SMS); err != nil {
			t.Error(err)
		}
	}
	if len(seen) != quick().Partitions {
		t.Errorf("partitions in use: %v", seen)
	}
	comeAndGo(t, d.roamers(t, quick()))
	until(t, "all is done", func() bool { return d.idle(t) })
	if _, err := s.Undone(context.Background()); err != nil {
		t.Error(err)
	}
	if err := s.SetSweptUntil(context.Background(), time.UnixMilli(1)); err != nil {
		t.Error(err)
	}
	stop()
	urls := []string{"redis+cluster://" + nodes[0], "redis+cluster://" + nodes[1]}
	again, err := store.Connect(urls)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { again.Close() })
	deployment{again, d.keyset}.node(t)
}
