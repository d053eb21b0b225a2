package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// What a watchdog finds.
const (
	AlarmUndone = "undone" // an effect of the safety lane that is not done
	AlarmParked = "parked" // an effect that was refused too often and waits for a human
	AlarmUnread = "unread" // a message that nobody has read in its time
	AlarmAlert  = "alert"  // an alert that nobody has acknowledged
)

// alarmsOfAKind bounds what is read of each kind from each partition.
const alarmsOfAKind = 1000

// Alarm is one thing that should have been done and was not. It holds no word and no name.
type Alarm struct {
	Kind         string
	Conversation string
	Reference    string    // of the case, "" where there is none
	Since        time.Time // when it was asked for; of unread, by when it should have been read. UTC
	Detail       string    // the effect's kind and name, or the alert's id
	ID           string    // of parked: what Unpark takes
}

// Undone looks over all partitions for what should have been done and was not: effects of the safety
// lane older than Config.UndoneAfter, parked ones, messages unread past their time, alerts not
// acknowledged for Config.AlertAfter. Where a partition cannot be read it gives what it found in the
// others, and the error.
func (s *Store) Undone(ctx context.Context) ([]Alarm, error) {
	var (
		all  []Alarm
		fail error
	)
	for p := range s.config.Partitions {
		found, err := s.undone(ctx, p)
		if err != nil {
			fail = errors.Join(fail, fmt.Errorf("look for what is undone in partition %d: %w", p, err))
		}
		all = append(all, found...)
	}
	references := map[string]string{}
	for i, a := range all {
		if _, known := references[a.Conversation]; !known {
			state, err := s.State(ctx, a.Conversation)
			if err != nil {
				fail = errors.Join(fail, err)
			}
			references[a.Conversation] = state.Reference
		}
		all[i].Reference = references[a.Conversation]
	}
	return all, fail
}

func (s *Store) undone(ctx context.Context, p int) (found []Alarm, err error) {
	k := s.keys
	row, err := s.scripts.undone.Run(ctx, s.redis,
		[]string{k.urgent(p), k.outbox(p), k.parked(p), k.unread(p), k.alerts(p)},
		s.config.UndoneAfter.Milliseconds(), s.config.AlertAfter.Milliseconds(), alarmsOfAKind).Slice()
	if err != nil {
		return nil, err
	}
	if len(row) != 4 {
		return nil, fmt.Errorf("an answer of %d values", len(row))
	}
	for i, kind := range []string{AlarmUndone, AlarmParked} {
		for _, e := range list(row[i]) {
			if e := list(e); len(e) == 2 {
				read := entryFrom(text(e[0]), list(e[1]))
				a := Alarm{Kind: kind, Conversation: read.conversation, Since: time.UnixMilli(read.at).UTC(), Detail: read.kind + " " + read.effect}
				if kind == AlarmParked {
					a.ID = fmt.Sprintf("%02d/%s", p, read.id)
				}
				found = append(found, a)
			}
		}
	}
	for i, kind := range []string{AlarmUnread, AlarmAlert} {
		scored := list(row[i+2])
		for j := 0; j+1 < len(scored); j += 2 {
			id, alert, _ := strings.Cut(text(scored[j]), "/")
			found = append(found, Alarm{Kind: kind, Conversation: id, Since: time.UnixMilli(number(scored[j+1])).UTC(), Detail: alert})
		}
	}
	return found, nil
}

// ErrNotParked says that nothing is parked under a name.
var ErrNotParked = errors.New("nothing is parked under this name")

// Unpark has a parked effect (Alarm.ID) tried anew, behind what its conversation still has to do.
func (s *Store) Unpark(ctx context.Context, id string) error {
	part, entry, _ := strings.Cut(id, "/")
	p, err := strconv.ParseUint(part, 10, 8)
	if err != nil || int(p) >= s.config.Partitions || strings.Trim(entry, "0123456789-") != "" || entry == "" {
		return fmt.Errorf("unpark %q: %w", id, ErrNotParked)
	}
	k := s.keys
	// The wake-up names no node, so that our own loop hears it as well.
	found, err := s.scripts.unpark.Run(ctx, sendOnce{s.redis}, []string{k.parked(int(p)), k.outbox(int(p)), k.urgent(int(p))},
		entry, k.wake(), "- ", k.conversations(int(p))).Int()
	if err != nil {
		return fmt.Errorf("unpark %s: %w", id, err)
	}
	if found == 0 {
		return fmt.Errorf("unpark %s: %w", id, ErrNotParked)
	}
	return nil
}
