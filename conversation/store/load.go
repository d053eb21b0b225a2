package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"sayso/conversation"
)

// loaded is what a turn reads before it is taken.
type loaded struct {
	way     doorway
	now     int64  // ms, by Redis's clock
	id      string // the conversation of this turn, "" for a new one
	version int
	state   string // sealed
	key     string // wrapped
	at      int64  // ms, of the last turn
	doors   map[conversation.Channel]string
	lines   int
	taken   bool  // the once-key has been taken
	seq     int   // and made this line
	unseen  []int // lines of ours that are not on their phone; of a text only
}

// load reads what the turn needs, in one round trip; in two where the door speaks for a conversation
// of another slot.
func (s *Store) load(ctx context.Context, h happened) (loaded, error) {
	if h.door == nil {
		return s.loadKnown(ctx, h.conversation, h.once, "")
	}
	texts := ""
	if h.door.Channel == conversation.SMS {
		texts = "1"
	}
	p := s.keys.partitionOfAddress(h.door.Address)
	row, err := s.scripts.readDoor.Run(ctx, s.redis,
		[]string{s.keys.address(h.door.Address), s.keys.routed(h.door.Address)},
		s.keys.conversations(p), h.messageID, h.once, beginningOf(p), texts).Slice()
	if err != nil {
		return loaded{}, err
	}
	if len(row) < 5 {
		return loaded{}, fmt.Errorf("a read of %d values", len(row))
	}
	was := loaded{now: number(row[0])}
	way := doorway{gone: text(row[1]) != "", pointer: text(row[2]), before: text(row[3]), routed: text(row[4])}
	switch id := way.belongs(h); {
	case id == "":
	case partitionOf(id) == p:
		was, err = loadedFrom(id, append(row[:1:1], row[5:]...))
	default:
		was, err = s.loadKnown(ctx, id, h.once, texts)
	}
	was.way = way
	return was, err
}

func (s *Store) loadKnown(ctx context.Context, id, once, texts string) (loaded, error) {
	keys := []string{s.keys.conversation(id), s.keys.lines(id), s.keys.once(id), s.keys.delivery(id)}
	row, err := s.scripts.read.Run(ctx, s.redis, keys, once, texts).Slice()
	if err != nil {
		return loaded{}, err
	}
	return loadedFrom(id, row)
}

// loadedFrom reads the row that read.lua gives.
func loadedFrom(id string, row []any) (loaded, error) {
	if len(row) != 10 {
		return loaded{}, fmt.Errorf("a read of %d values", len(row))
	}
	return loaded{
		now: number(row[0]), id: id, version: int(number(row[1])), state: text(row[2]), key: text(row[3]), at: number(row[4]),
		doors: map[conversation.Channel]string{conversation.SMS: text(row[5]), conversation.Chat: text(row[6])},
		lines: int(number(row[7])), taken: row[8] != nil, seq: int(number(row[8])), unseen: numbers(text(row[9])),
	}, nil
}

// text and number read one value of a script's answer; a nil is "" and 0.
func text(v any) string {
	s, _ := v.(string)
	return s
}

func number(v any) int64 {
	if n, ok := v.(int64); ok {
		return n
	}
	n, _ := strconv.ParseInt(text(v), 10, 64)
	return n
}

// numbers reads whole numbers with a space between two.
func numbers(s string) []int {
	var all []int
	for _, field := range strings.Fields(s) {
		if n, err := strconv.Atoi(field); err == nil {
			all = append(all, n)
		}
	}
	return all
}

// ms is t in milliseconds, rounded up so that an alarm is never early; 0 for the zero time.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Add(time.Millisecond - time.Nanosecond).UnixMilli()
}
