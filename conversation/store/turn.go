package store

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"runtime/debug"
	"strconv"
	"time"

	json "github.com/go-json-experiment/json/v1"

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
	joins        *conversation.Door // by which the known conversation speaks from now on
	parts        *conversation.Door // counts only while this is its door
	anew         string             // begins a further conversation of this one's person; "" goes on with the door's
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
	if h.door != nil {
		newID = beginningOf(s.keys.partitionOfAddress(h.door.Address)) + newID
	}
	for range attempts {
		was, err := s.load(ctx, h)
		if err != nil {
			return conversation.Receipt{}, fmt.Errorf("read: %w", errOurs{err})
		}
		switch {
		case was.taken:
			return conversation.Receipt{Conversation: was.id, Seq: was.seq, Again: true}, nil
		case was.way.gone && h.anew == "":
			return conversation.Receipt{}, conversation.ErrGone
		case was.version == 0 && h.door == nil:
			return conversation.Receipt{}, errNoConversation
		case h.parts != nil && was.doors[h.parts.Channel] != h.parts.Address:
			return conversation.Receipt{Conversation: was.id}, nil
		}
		c, err := s.prepare(h, was, newID, fresh, command)
		if err != nil {
			return conversation.Receipt{}, fmt.Errorf("conversation %s: %w", was.id, err)
		}
		won, err := s.commit(ctx, c)
		if err != nil {
			return conversation.Receipt{}, fmt.Errorf("commit to conversation %s: %w", c.was.id, errOurs{err})
		}
		if won {
			s.counts.turns.Add(1)
			s.committed(ctx, c)
			return conversation.Receipt{Conversation: c.was.id, Seq: c.seq}, nil
		}
		s.counts.races.Add(1)
	}
	return conversation.Receipt{}, errOurs{errRaces}
}

// prepare takes the turn in memory and seals what comes of it.
func (s *Store) prepare(h happened, was loaded, newID, fresh, command string) (*commit, error) {
	c := &commit{happened: h, was: was, command: command, at: max(was.now, was.at)}
	if was.version == 0 {
		c.begin(newID)
	}
	e := conversation.Event{At: time.UnixMilli(c.at).UTC(), Fresh: fresh, What: h.what}
	if said, is := e.What.(conversation.Said); is && len(was.unseen) > 0 {
		said.Unseen = was.unseen
		e.What = said
	}
	t, err := s.take(c.was, e)
	if err == nil && t.elsewhere() {
		if err = c.elsewhere(newID); err != nil || c.follow != "" {
			return c, err
		}
		if said, is := e.What.(conversation.Said); is {
			said.Shared, said.Unseen = true, nil
			e.What = said
		}
		if t, err = s.take(c.was, e); err == nil && t.elsewhere() {
			err = errBegun
		}
	}
	if err != nil {
		return nil, err
	}
	c.key, c.newKey = t.key, t.newKey
	if err := c.write(s.keys, t.effects, e.At); err != nil {
		return nil, err
	}
	// The list's length is the truth of how many lines there are; a state that disagreed would make
	// every later answer point to the wrong line.
	if lines := c.was.lines + len(c.lines); t.next.Lines != lines {
		s.log.Error("the turn counted the transcript's lines wrong", "conversation", c.was.id, "turn", t.next.Turn, "counted", t.next.Lines, "lines", lines)
		t.next.Lines = lines
	}
	c.alarm, c.unread = ms(t.next.Wake()), ms(t.next.ReadBy)
	if _, woke := h.what.(conversation.Woke); woke && c.alarm != 0 && c.alarm <= c.at {
		s.log.Error("a conversation woke and wants to wake at once again", "conversation", c.was.id, "turn", t.next.Turn)
		c.alarm = c.at + time.Second.Milliseconds()
	}
	c.alerts(t.before, t.next.OpenAlerts())
	c.state, err = sealState(t.key, t.next)
	return c, err
}

// taken is a turn as it was taken in memory.
type taken struct {
	key     *seal.Key
	newKey  []byte // wrapped; nil where the conversation has one
	before  []conversation.Alert
	next    conversation.State
	effects []conversation.Effect
}

// take opens the state and steps.
func (s *Store) take(was loaded, e conversation.Event) (t taken, err error) {
	if was.version == 0 {
		t.newKey, t.key, err = s.keyset.NewKey(was.id)
	} else {
		t.key, err = s.keyset.Unwrap(was.id, []byte(was.key))
	}
	if err != nil {
		return t, err
	}
	var state conversation.State
	if was.version > 0 {
		if state, err = openState(t.key, was.state, was.version); err != nil {
			return t, err
		}
	}
	t.before = state.OpenAlerts()
	state.ID, state.Turn = was.id, was.version+1
	t.next, t.effects, err = s.safely(state, e)
	t.next.ID, t.next.Turn = was.id, was.version+1
	return t, err
}

// elsewhere reports whether what was said is another person's.
func (t taken) elsewhere() bool {
	if len(t.effects) != 1 {
		return false
	}
	_, is := t.effects[0].(conversation.Elsewhere)
	return is
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
