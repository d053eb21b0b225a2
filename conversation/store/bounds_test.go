package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"sayso/conversation"
	"sayso/conversation/store"
)

// work is what Redis did so far: commands, those of scripts too, and bytes that came and went.
func (d deployment) work(t testing.TB) (calls, bytes int64) {
	t.Helper()
	info, err := d.redis.Info(context.Background(), "commandstats", "stats").Result()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`cmdstat_([^:]+):calls=(\d+)`).FindAllStringSubmatch(info, -1) {
		if m[1] != "info" {
			n, _ := strconv.ParseInt(m[2], 10, 64)
			calls += n
		}
	}
	for _, m := range regexp.MustCompile(`total_net_(?:in|out)put_bytes:(\d+)`).FindAllStringSubmatch(info, -1) {
		n, _ := strconv.ParseInt(m[1], 10, 64)
		bytes += n
	}
	return calls, bytes
}

func TestATurnCostsTheSameHoweverMuchWasSaidBefore(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	n := 0
	say := func(many int) (id string) {
		for range many {
			n++
			id = receive(t, s, phone(1), fmt.Sprintf("SM%06d", n), "quiet").Conversation
		}
		return id
	}
	measured := func() (calls, bytes int64) {
		callsBefore, bytesBefore := d.work(t)
		say(20)
		calls, bytes = d.work(t)
		return calls - callsBefore, bytes - bytesBefore
	}
	say(20)
	earlyCalls, earlyBytes := measured()
	id := say(2000)
	lateCalls, lateBytes := measured()
	if lateCalls != earlyCalls {
		t.Errorf("20 turns are %d commands after 40 messages, %d after 2,000", earlyCalls, lateCalls)
	}
	// A number has more digits by then, and a sealed state a few bytes more.
	if lateBytes > earlyBytes+earlyBytes/20 {
		t.Errorf("20 turns are %d bytes after 40 messages, %d after 2,000", earlyBytes, lateBytes)
	}
	if lines := transcript(t, s, id); len(lines) != n {
		t.Errorf("%d lines of %d messages", len(lines), n)
	}
}

func TestWhatIsKnownOfOldTextsIsBounded(t *testing.T) {
	t.Parallel()
	s, d := start(t)
	w := &world{}
	run(t, s, w.doers())
	id := ""
	for i := range 130 {
		id = receive(t, s, phone(1), fmt.Sprintf("SM%d", i), "hello").Conversation
	}
	until(t, "all is sent", func() bool { return d.idle(t) })
	n, err := d.redis.LLen(context.Background(), fmt.Sprintf("sayso:{p%s}:conversation:%s:taken", id[:2], id)).Result()
	if err != nil || n != 100 {
		t.Errorf("%d ids of texts are kept, %v; want 100", n, err)
	}
	for _, left := range []string{"sending", "refused", "urgent"} {
		if n, err := d.redis.Exists(context.Background(), fmt.Sprintf("sayso:{p%s}:%s", id[:2], left)).Result(); err != nil || n != 0 {
			t.Errorf("%s is left behind, %v", left, err)
		}
	}
}

func TestTwoDevicesAtOnceInOneTalkLoseNothing(t *testing.T) {
	t.Parallel()
	s, d := roam(t)
	other := d.roamers(t, quick())
	id := receive(t, s, chat(1), "a", "quiet").Conversation
	door := elsewhere(t, s, id)
	join(t, s, door, "SM0", code(t, s, chat(1), "c"))
	const each = 40
	var all sync.WaitGroup
	for i := range each {
		for device, through := range []conversation.Door{chat(1), door} {
			node := []*store.Store{s, other}[(i+device)%2]
			all.Go(func() {
				got, err := node.Receive(context.Background(), through, fmt.Sprintf("say:%d", i),
					conversation.Said{Channel: through.Channel, Text: fmt.Sprintf("%s %d", through.Channel, i)})
				if err != nil || got.Conversation != id {
					t.Errorf("%+v, %v", got, err)
				}
			})
		}
	}
	all.Wait()
	heard := map[string]int{}
	for _, l := range transcript(t, s, id) {
		if l.From == conversation.FromPerson {
			heard[l.Text]++
		}
	}
	if len(heard) != 2*each+1 {
		t.Errorf("%d messages kept, want %d", len(heard), 2*each+1)
	}
	for text, n := range heard {
		if n != 1 {
			t.Errorf("%q is kept %d times", text, n)
		}
	}
}

// BenchmarkTurnAfter is one message in a talk of so many.
func BenchmarkTurnAfter(b *testing.B) {
	for _, many := range []int{10, 10_000} {
		b.Run(strconv.Itoa(many), func(b *testing.B) {
			s, _ := start(b)
			for i := range many {
				receive(b, s, phone(1), fmt.Sprintf("before%d", i), "quiet")
			}
			b.ResetTimer()
			for i := range b.N {
				receive(b, s, phone(1), fmt.Sprintf("SM%d", i), "quiet")
			}
		})
	}
}

func TestAnyBytesAtAllAreTakenOnceAndKept(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	texts := []string{
		"", "\x00", "\xff\xfe\x80", "stop", strings.Repeat("a", 5000), "\u202eevil", `{"kind":"Said"}`, "\n\r\t",
		"\xed\xa0\x80", "😀👩‍👩‍👧‍👦", "\u2028\u2029", "</script>", strings.Repeat("\xf0", 3000),
	}
	dice := rand.New(rand.NewPCG(7, 7))
	for range 400 {
		text := make([]byte, dice.IntN(200))
		for i := range text {
			text[i] = byte(dice.Uint32() >> (dice.IntN(2) * 25)) // of all bytes, and of the first 128
		}
		texts = append(texts, string(text))
	}
	for i, text := range texts {
		id := "SM" + text
		got := receive(t, s, phone(i), id, text)
		again := receive(t, s, phone(i), id, text)
		if want := (conversation.Receipt{Conversation: got.Conversation, Seq: 1, Again: true}); again != want || got.Again {
			t.Errorf("%q: first %+v, again %+v", text, got, again)
		}
		// What is not UTF-8 is kept as U+FFFD, byte by byte; channels see to it before.
		if kept := transcript(t, s, got.Conversation)[0].Text; kept != string([]rune(text)) {
			t.Errorf("%q is kept as %q", text, kept)
		}
	}
}
