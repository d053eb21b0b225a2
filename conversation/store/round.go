package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"sayso/conversation"
)

// entry is one effect that waits in the outbox.
type entry struct {
	id           string // of the stream
	conversation string
	kind         string // "Say"
	lane         conversation.Lane
	effect       string
	at           int64  // ms, of its turn
	address      string // of a text: that it was meant for
	payload      string
	sending      int64 // ms, since when it may be on its way; 0 where it is not
	refused      int
	told         bool             // of an alert: the person knows that nobody could be reached yet
	held         bool             // of a text: the network has it since sending, and it has not left; the next one waits
	try          int              // of a text: which try it is, from 1
	after        int64            // ms; of a text: it was put off until then
	why          conversation.Why // of a text that is tried again: why it did not arrive
}

// notes are what a loop has to tell Redis in its next round. They are kept until a round took them;
// telling them twice does no harm.
type notes struct {
	done     []string // entry, conversation, effect, status
	taken    []string // entry, conversation, effect, the network's id
	putOff   []string // entry, until ms
	unmarked []string // entry
	refused  []string // entry, times
	parked   []string // entry
}

func (n notes) empty() bool {
	return len(n.done)+len(n.taken)+len(n.putOff)+len(n.unmarked)+len(n.refused)+len(n.parked) == 0
}

// told is what a round answers.
type told struct {
	now     int64  // ms, by Redis's clock
	lease   string // kept, taken or other
	left    int64  // ms
	entries []entry
	alarms  []alarm
	gone    map[string]bool // marked or taken, and nothing is left to be done for it
	looks   []look
}

type alarm struct {
	conversation string
	at           int64 // ms
}

// look is a text that the network is to be asked for.
type look struct {
	effect, taken string
	try           int
}

const (
	entriesARound = 256
	alarmsARound  = 64
	looksARound   = 32
)

// round sends one round.lua: it tells the notes and marks the texts that are picked.
func (w *worker) round(ctx context.Context) (told, error) {
	n := w.notes
	var marked []string
	for _, q := range w.picked {
		marked = append(marked, q.entries[0].id)
	}
	s, k, p := w.store, w.store.keys, w.partition
	lease := s.config.Lease.Milliseconds()
	args := []any{
		w.holder, lease, lease * 2 / 3, w.cursor(), entriesARound, alarmsARound, k.conversations(p), k.wake(), s.node + " ",
		len(n.done) / 4, len(n.unmarked), len(n.refused) / 2, len(n.parked), len(marked), len(n.taken) / 4, len(n.putOff) / 2,
		s.config.SentWithin.Milliseconds(), s.config.Looks[0].Milliseconds(), looksARound,
	}
	for _, list := range [][]string{n.done, n.unmarked, n.refused, n.parked, marked, n.taken, n.putOff} {
		for _, v := range list {
			args = append(args, v)
		}
	}
	row, err := s.scripts.round.Run(ctx, sendOnce{s.redis}, []string{
		k.lease(p), k.outbox(p), k.sending(p), k.refused(p), k.urgent(p), k.alarms(p), k.parked(p), k.going(p), k.looks(p),
	}, args...).Slice()
	if err != nil {
		return told{}, err
	}
	if len(row) != 7 {
		return told{}, fmt.Errorf("a round of %d values", len(row))
	}
	t := told{now: number(row[0]), lease: text(row[1]), left: number(row[2]), gone: map[string]bool{}}
	for _, e := range list(row[3]) {
		if e := list(e); len(e) == 4 {
			read := entryFrom(text(e[0]), list(e[1]))
			var since string
			since, read.held = strings.CutPrefix(text(e[2]), "+")
			read.sending, read.refused = number(since), int(number(e[3]))
			t.entries = append(t.entries, read)
		}
	}
	alarms := list(row[4])
	for i := 0; i+1 < len(alarms); i += 2 {
		t.alarms = append(t.alarms, alarm{text(alarms[i]), number(alarms[i+1])})
	}
	for _, id := range list(row[5]) {
		t.gone[text(id)] = true
	}
	looks := list(row[6])
	for i := 0; i+2 < len(looks); i += 3 {
		t.looks = append(t.looks, look{text(looks[i]), text(looks[i+1]), int(number(looks[i+2]))})
	}
	return t, nil
}

func entryFrom(id string, fields []any) entry {
	e := entry{id: id, try: 1}
	for i := 0; i+1 < len(fields); i += 2 {
		v := text(fields[i+1])
		switch text(fields[i]) {
		case "c":
			e.conversation = v
		case "k":
			e.kind = v
		case "l":
			e.lane = conversation.Lane(v)
		case "e":
			e.effect = v
		case "at":
			e.at = number(v)
		case "a":
			e.address = v
		case "p":
			e.payload = v
		case "n":
			e.try = int(number(v))
		case "after":
			e.after = number(v)
		case "w":
			e.why = conversation.Why(v)
		}
	}
	return e
}

// since is from when on an entry could be done. A stream's entry begins its name with the time at which it was put there.
func (e *entry) since() time.Time {
	put, _, _ := strings.Cut(e.id, "-")
	return time.UnixMilli(max(number(put), e.after)).UTC()
}

// list reads a list from a script's answer.
func list(v any) []any {
	l, _ := v.([]any)
	return l
}
