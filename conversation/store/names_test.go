package store_test

import (
	"context"
	"fmt"
	"testing"

	"sayso/conversation"
)

// TestADeploymentOfBeforeStillKnowsWhatItTook: its long names stand, whatever newer nodes would write.
func TestADeploymentOfBeforeStillKnowsWhatItTook(t *testing.T) {
	t.Parallel()
	const sid = "SM0123456789abcdef0123456789abcdef"
	for name, before := range map[string]bool{"it began before": true, "it begins now": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			one, d := start(t)
			door := conversation.Door{Channel: conversation.SMS, Address: "abcdefghabcdefghabcdefghabcdefgh", Sealed: []byte("sealed number")}
			if before { // as an older program left it
				if err := d.redis.HDel(ctx, "sayso:deployment", "names").Err(); err != nil {
					t.Fatal(err)
				}
				one = d.node(t)
			}
			said := conversation.Said{Channel: conversation.SMS, Text: "hello"}
			first, err := one.Receive(ctx, door, sid, said)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // nodes that start later
				again, err := d.node(t).Receive(ctx, door, sid, said)
				if err != nil || !again.Again || again.Conversation != first.Conversation || again.Seq != first.Seq {
					t.Errorf("the same message again: %+v, %v; want %+v", again, err, first)
				}
			}
			key := d.once(t, first.Conversation)
			fields, err := d.redis.HKeys(ctx, key).Result()
			want := "m/abcdefgh/" + sid
			if before {
				want = "message/" + door.Address + "/" + sid
			}
			if err != nil || len(fields) != 1 || fields[0] != want {
				t.Errorf("remembered under %v, %v; want %s", fields, err, want)
			}
		})
	}
}

// TestWhatAMessageCostsToRemember holds what docs/running.md says of it: bytes for each text of a long talk.
func TestWhatAMessageCostsToRemember(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, d := start(t)
	door := conversation.Door{Channel: conversation.SMS, Address: "abcdefghabcdefghabcdefghabcdefgh", Sealed: []byte("sealed number")}
	const texts = 200
	var talk string
	for n := range texts {
		receipt, err := s.Receive(ctx, door, sidOf(n), conversation.Said{Channel: conversation.SMS, Text: "hello"})
		if err != nil {
			t.Fatal(err)
		}
		talk = receipt.Conversation
	}
	bytes := 0
	for _, key := range []string{d.once(t, talk), d.found(t, "*address:"+door.Address+":routed")} {
		if ttl := d.redis.TTL(ctx, key).Val(); ttl != -1 {
			t.Errorf("%s goes in %s: a request that somebody recorded would be taken again", key, ttl)
		}
		n, err := d.redis.MemoryUsage(ctx, key).Result()
		if err != nil {
			t.Fatal(err)
		}
		bytes += int(n)
	}
	if each := bytes / texts; each > 140 {
		t.Errorf("%d bytes for each message, want 140 at most", each)
	} else {
		t.Logf("%d bytes for each message", each)
	}
}

// once is the key of what a conversation has taken.
func (d deployment) once(t *testing.T, id string) string {
	t.Helper()
	return d.found(t, "*conversation:"+id+":once")
}

// found is the only key of a pattern.
func (d deployment) found(t *testing.T, pattern string) string {
	t.Helper()
	keys, err := d.redis.Keys(context.Background(), pattern).Result()
	if err != nil || len(keys) != 1 {
		t.Fatalf("%s: %v, %v", pattern, keys, err)
	}
	return keys[0]
}

// sidOf is an id as Twilio makes them.
func sidOf(n int) string { return fmt.Sprintf("SM%032x", n) }
