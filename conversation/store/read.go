package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	json "github.com/go-json-experiment/json/v1"

	"sayso/conversation"
	"sayso/conversation/seal"
)

// Transcript gives the lines whose Seq is greater than after, in order, with what became of each.
// ErrNoTalk for an unknown id.
func (s *Store) Transcript(ctx context.Context, id string, after int) ([]conversation.Line, error) {
	lines, err := s.transcript(ctx, id, max(after, 0))
	if err != nil {
		return nil, fmt.Errorf("read transcript of conversation %s: %w", id, err)
	}
	return lines, nil
}

func (s *Store) transcript(ctx context.Context, id string, after int) ([]conversation.Line, error) {
	if err := s.known(id); err != nil {
		return nil, err
	}
	got, err := s.scripts.transcript.Run(ctx, s.redis, []string{s.keys.conversation(id), s.keys.lines(id), s.keys.delivery(id), s.keys.times(id)}, after).Slice()
	if err != nil {
		return nil, err
	}
	if text(got[0]) == "" {
		return nil, errNoConversation
	}
	key, err := s.keyset.Unwrap(id, []byte(text(got[0])))
	if err != nil {
		return nil, err
	}
	lines := make([]conversation.Line, 0, len(got)/3)
	for i := 1; i+2 < len(got); i += 3 {
		line, err := openLine(key, text(got[i]), after+len(lines)+1)
		if err != nil {
			return nil, err
		}
		line.Delivery, line.Times = text(got[i+1]), int(number(got[i+2]))
		lines = append(lines, line)
	}
	return lines, nil
}

func openLine(key *seal.Key, kept string, seq int) (line conversation.Line, err error) {
	_, sealed, _ := strings.Cut(kept, "\n")
	b, err := key.Open([]byte(sealed), "line/"+strconv.Itoa(seq))
	if err != nil {
		return line, err
	}
	if json.Unmarshal(b, &line) != nil {
		// The decoder's error may quote what was said.
		return line, fmt.Errorf("decode line %d: it is not a line", seq)
	}
	return line, nil
}

// State gives a conversation's state as it now stands. ErrNoTalk for an unknown id.
func (s *Store) State(ctx context.Context, id string) (conversation.State, error) {
	state, err := s.state(ctx, id)
	if err != nil {
		return state, fmt.Errorf("read state of conversation %s: %w", id, err)
	}
	return state, nil
}

func (s *Store) state(ctx context.Context, id string) (conversation.State, error) {
	got, err := s.fields(ctx, id, "key", "version", "state")
	if err != nil {
		return conversation.State{}, err
	}
	key, err := s.keyset.Unwrap(id, []byte(got[0]))
	if err != nil {
		return conversation.State{}, err
	}
	return openState(key, got[2], int(number(got[1])))
}

// Door gives the door by which a conversation is reached on a channel, its number still sealed.
// ErrNoTalk where it has none there.
func (s *Store) Door(ctx context.Context, id string, channel conversation.Channel) (conversation.Door, error) {
	got, err := s.fields(ctx, id, "key", "address:"+string(channel), "number:"+string(channel))
	if err == nil && got[1] == "" {
		err = conversation.ErrNoTalk
	}
	if err != nil {
		return conversation.Door{}, fmt.Errorf("find %s door of conversation %s: %w", channel, id, err)
	}
	return doorOf(channel, got[1], got[2]), nil
}

func doorOf(channel conversation.Channel, address, number string) conversation.Door {
	door := conversation.Door{Channel: channel, Address: address}
	if number != "" {
		door.Sealed = []byte(number)
	}
	return door
}

// Kept is the key by which others keep something of a conversation. It is fetched for each act: a copy that is held
// for longer would outlive the erasing of its conversation. ErrNoTalk for an unknown id.
func (s *Store) Kept(ctx context.Context, id string) (seal.Kept, error) {
	got, err := s.fields(ctx, id, "key")
	if err != nil {
		return seal.Kept{}, fmt.Errorf("read key of conversation %s: %w", id, err)
	}
	key, err := s.keyset.Unwrap(id, []byte(got[0]))
	if err != nil {
		return seal.Kept{}, err
	}
	return key.Kept(), nil
}

// fields reads fields of a conversation's hash, the first of which every conversation has.
func (s *Store) fields(ctx context.Context, id string, names ...string) ([]string, error) {
	if err := s.known(id); err != nil {
		return nil, err
	}
	got, err := s.redis.HMGet(ctx, s.keys.conversation(id), names...).Result()
	if err != nil {
		return nil, errOurs{err}
	}
	if got[0] == nil {
		return nil, errNoConversation
	}
	values := make([]string, len(got))
	for i, v := range got {
		values[i] = text(v)
	}
	return values, nil
}
