package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"runtime/debug"
	"strconv"
	"time"

	"sayso/conversation"
	"sayso/conversation/seal"
)

// attempts bounds how often a turn is taken anew after a lost race. On one node turns of one
// conversation queue up, so only other nodes and alarms are raced with.
const attempts = 64

var errRaces = errors.New("other turns were always first")

// happened is one thing that happened to a conversation, on its way into a turn.
type happened struct {
	conversation string             // known beforehand, or
	door         *conversation.Door // found by the door,
	messageID    string             // and the message's own name
	once         string             // once-key, "" for none
	what         conversation.Happening
}

// loaded is what a turn reads before it is taken.
type loaded struct {
	now     int64 // ms, by Redis's clock
	gone    bool
	pointer string // the conversation that the address now speaks for, "" for none
	id      string // the conversation of this turn, "" for a new one
	version int
	state   string // sealed
	key     string // wrapped
	at      int64  // ms, of the last turn
	doors   map[conversation.Channel]string
	lines   int
	taken   bool // the once-key has been taken
	seq     int  // and made this line
}

// turn takes one turn: read, Step, commit, and again from the start where somebody else was first.
func (s *Store) turn(ctx context.Context, h happened) (conversation.Receipt, error) {
	done, err := s.turns.wait(ctx, h)
	if err != nil {
		return conversation.Receipt{}, err
	}
	defer done()
	drawn, err := s.random.letters(freshLetters + 2*idLetters)
	if err != nil {
		return conversation.Receipt{}, err
	}
	fresh, command, newID := drawn[:freshLetters], drawn[freshLetters:freshLetters+idLetters], drawn[freshLetters+idLetters:]
	for range attempts {
		was, err := s.load(ctx, h)
		if err != nil {
			return conversation.Receipt{}, fmt.Errorf("read: %w", errOurs{err})
		}
		if was.taken {
			return conversation.Receipt{Conversation: was.id, Seq: was.seq, Again: true}, nil
		}
		if was.gone {
			return conversation.Receipt{}, conversation.ErrGone
		}
		if was.version == 0 {
			if h.door == nil {
				return conversation.Receipt{}, errNoConversation
			}
			was.id = fmt.Sprintf("%02d-%s", s.keys.partitionOfAddress(h.door.Address), newID)
		}
		c, err := s.prepare(h, was, fresh, command)
		if err != nil {
			return conversation.Receipt{}, fmt.Errorf("conversation %s: %w", was.id, err)
		}
		won, err := s.commit(ctx, c)
		if err != nil {
			return conversation.Receipt{}, fmt.Errorf("commit to conversation %s: %w", was.id, errOurs{err})
		}
		if won {
			s.counts.turns.Add(1)
			s.hub.wake(was.id, c.work(s.config.Poll))
			return conversation.Receipt{Conversation: was.id, Seq: c.seq}, nil
		}
		s.counts.races.Add(1)
	}
	return conversation.Receipt{}, errOurs{errRaces}
}

// prepare takes the turn in memory and seals what comes of it.
func (s *Store) prepare(h happened, was loaded, fresh, command string) (*commit, error) {
	var (
		key   *seal.Key
		state conversation.State
		err   error
	)
	c := &commit{happened: h, was: was, command: command}
	if was.version == 0 {
		c.newKey, key, err = s.keyset.NewKey(was.id)
	} else {
		key, err = s.keyset.Unwrap(was.id, []byte(was.key))
	}
	if err != nil {
		return nil, err
	}
	if was.version > 0 {
		if state, err = openState(key, was.state, was.version); err != nil {
			return nil, err
		}
	}
	c.at = max(was.now, was.at)
	at := time.UnixMilli(c.at).UTC()
	before := state.OpenAlerts()
	state.ID, state.Turn = was.id, was.version+1
	next, effects, err := s.safely(state, conversation.Event{At: at, Fresh: fresh, What: h.what})
	if err != nil {
		return nil, err
	}
	next.ID, next.Turn = was.id, was.version+1
	if err := c.take(key, effects, at); err != nil {
		return nil, err
	}
	// The list's length is the truth of how many lines there are; a state that disagreed would make
	// every later answer point to the wrong line.
	if lines := was.lines + len(c.lines); next.Lines != lines {
		s.log.Error("the turn counted the transcript's lines wrong", "conversation", was.id, "turn", next.Turn, "counted", next.Lines, "lines", lines)
		next.Lines = lines
	}
	c.alarm, c.unread = ms(next.Wake()), ms(next.ReadBy)
	if _, woke := h.what.(conversation.Woke); woke && c.alarm != 0 && c.alarm <= c.at {
		s.log.Error("a conversation woke and wants to wake at once again", "conversation", was.id, "turn", next.Turn)
		c.alarm = c.at + time.Second.Milliseconds()
	}
	c.alerts(before, next.OpenAlerts())
	c.state, err = sealState(key, next)
	return c, err
}

// safely steps; a panic in one conversation must not end all the others with the process.
func (s *Store) safely(state conversation.State, e conversation.Event) (next conversation.State, effects []conversation.Effect, err error) {
	defer func() {
		if r := recover(); r != nil {
			// The panic's own words may hold what was said; its stack does not.
			s.log.Error("a turn broke off", "conversation", state.ID, "turn", state.Turn, "stack", string(debug.Stack()))
			err = fmt.Errorf("the turn of a %s broke off in %T", conversation.KindOf(e.What), r)
		}
	}()
	next, effects = s.step(state, e)
	return next, effects, nil
}

func sealState(key *seal.Key, state conversation.State) ([]byte, error) {
	b, err := json.Marshal(state)
	if err != nil {
		return nil, fmt.Errorf("encode state: %w", err)
	}
	return key.Seal(b, "state/"+strconv.Itoa(state.Turn))
}

func openState(key *seal.Key, sealed string, version int) (conversation.State, error) {
	b, err := key.Open([]byte(sealed), "state/"+strconv.Itoa(version))
	if err != nil {
		return conversation.State{}, err
	}
	var state conversation.State
	if err := json.Unmarshal(b, &state); err != nil {
		// The decoder's error may quote what was said.
		return state, fmt.Errorf("decode state of turn %d: it is not a state", version)
	}
	return state, nil
}

// load reads what the turn needs, in one round trip.
func (s *Store) load(ctx context.Context, h happened) (loaded, error) {
	if h.door == nil {
		id := h.conversation
		row, err := s.scripts.read.Run(ctx, s.redis, []string{s.keys.conversation(id), s.keys.lines(id), s.keys.once(id)}, h.once).Slice()
		if err != nil {
			return loaded{}, err
		}
		return loadedFrom(id, row)
	}
	row, err := s.scripts.readDoor.Run(ctx, s.redis,
		[]string{s.keys.address(h.door.Address), s.keys.routed(h.door.Address)},
		s.keys.conversations(s.keys.partitionOfAddress(h.door.Address)), h.messageID, h.once).Slice()
	if err != nil {
		return loaded{}, err
	}
	if len(row) < 4 {
		return loaded{}, fmt.Errorf("a read of %d values", len(row))
	}
	id := text(row[3])
	was := loaded{now: number(row[0])}
	if id != "" {
		if was, err = loadedFrom(id, append(row[:1:1], row[4:]...)); err != nil {
			return loaded{}, err
		}
	}
	was.gone, was.pointer = text(row[1]) != "", text(row[2])
	return was, nil
}

// loadedFrom reads the row that read.lua gives.
func loadedFrom(id string, row []any) (loaded, error) {
	if len(row) != 9 {
		return loaded{}, fmt.Errorf("a read of %d values", len(row))
	}
	return loaded{
		now: number(row[0]), id: id, version: int(number(row[1])), state: text(row[2]), key: text(row[3]), at: number(row[4]),
		doors: map[conversation.Channel]string{conversation.SMS: text(row[5]), conversation.Chat: text(row[6])},
		lines: int(number(row[7])), taken: row[8] != nil, seq: int(number(row[8])),
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

// ms is t in milliseconds, rounded up so that an alarm is never early; 0 for the zero time.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Add(time.Millisecond - time.Nanosecond).UnixMilli()
}

// turns lets the turns of one conversation on this node wait for each other instead of racing.
type turns [256]chan struct{}

func newTurns() (t turns) {
	for i := range t {
		t[i] = make(chan struct{}, 1)
	}
	return t
}

func (t *turns) wait(ctx context.Context, h happened) (done func(), err error) {
	name := h.conversation
	if h.door != nil {
		name = h.door.Address
	}
	sum := fnv.New32a()
	io.WriteString(sum, name)
	lane := t[sum.Sum32()%uint32(len(t))]
	select {
	case lane <- struct{}{}:
		return func() { <-lane }, nil
	case <-ctx.Done():
		return nil, errOurs{ctx.Err()}
	}
}

// commit sends the commit; false says that somebody else was first.
func (s *Store) commit(ctx context.Context, c *commit) (bool, error) {
	names, args := c.script(s.keys, wakeUp{node: s.node, conversation: c.was.id, work: c.work(s.config.Poll)}.String())
	answer, err := s.scripts.commit.Run(ctx, sendOnce{s.redis}, names, args...).Text()
	return answer == "done", err
}
