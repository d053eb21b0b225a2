package store

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"

	"sayso/conversation"
)

// Code makes a code for the conversation behind a door, by which its person can go on with it through
// another one. The same messageID gives the same code again; only the latest opens anything. Nothing
// of it stands in the transcript, and nowhere is it kept in clear. ErrNoTalk where nothing has been
// said through the door, ErrGone where it is shut.
func (s *Store) Code(ctx context.Context, door conversation.Door, messageID string) (string, error) {
	id, err := s.Find(ctx, door)
	if err != nil {
		return "", err
	}
	code, err := s.codeFor(ctx, id, s.onceOf(door, messageID))
	if err != nil {
		return "", fmt.Errorf("make a code for conversation %s: %w", id, err)
	}
	return code, nil
}

// giveCode makes the code that a turn asked for, and brings it.
func (s *Store) giveCode(ctx context.Context, e *entry) error {
	code, err := s.codeFor(ctx, e.conversation, e.effect)
	if err != nil {
		return fmt.Errorf("make a code for conversation %s: %w", e.conversation, err)
	}
	_, err = s.Apply(ctx, e.conversation, "code-made/"+e.effect, conversation.CodeMade{Code: code})
	return err
}

// codeFor makes the code of one asking. It follows from the keyset, so that it need not be kept.
func (s *Store) codeFor(ctx context.Context, id, asking string) (string, error) {
	bits, err := lower.DecodeString(s.keyset.Hash("a code for", id+"/"+asking))
	if err != nil {
		return "", err
	}
	code := conversation.CodeFrom(bits)
	hash := s.codeHash(code)
	got, err := s.scripts.code.Run(ctx, s.redis, []string{s.keys.conversation(id), s.keys.once(id)}, "code/"+asking, hash).StringSlice()
	switch {
	case err != nil:
		return "", errOurs{err}
	case len(got) != 2:
		return "", errNoConversation
	case got[0] != hash:
		return code, nil // asked for again after a newer one, which stays the one that opens
	}
	if err := s.redis.Set(ctx, s.keys.code(hash), id, 0).Err(); err != nil {
		return "", errOurs{err}
	}
	if got[1] != "" {
		if err := s.redis.Del(ctx, s.keys.code(got[1])).Err(); err != nil {
			return "", errOurs{err}
		}
	}
	return code, nil
}

var lower = base32.NewEncoding(letters).WithPadding(base32.NoPadding)

func (s *Store) codeHash(code string) string { return s.keyset.Hash("code", code) }

// Join lets a door go on with the conversation that a code was made for: the code, then Joined in that
// conversation, then the door, each of them safe to be done twice. The one that is left hears that it
// has parted. The same messageID gets its first receipt. Through a door that speaks for it already
// nothing happens. ErrWrongCode and ErrTooManyTries where the code opens nothing, ErrGone where the
// door is shut; the message itself has then been kept nowhere.
func (s *Store) Join(ctx context.Context, door conversation.Door, messageID, code string) (conversation.Receipt, error) {
	receipt, err := s.comeBack(ctx, door, messageID, code)
	if err != nil {
		return receipt, fmt.Errorf("join by %s message %s: %w", door.Channel, messageID, err)
	}
	return receipt, nil
}

func (s *Store) comeBack(ctx context.Context, door conversation.Door, messageID, code string) (conversation.Receipt, error) {
	once := s.onceOf(door, messageID)
	was, err := s.load(ctx, happened{door: &door, messageID: messageID, once: once})
	switch {
	case err != nil:
		return conversation.Receipt{}, errOurs{err}
	case was.taken:
		return conversation.Receipt{Conversation: was.id, Seq: was.seq, Again: true}, nil
	case was.way.gone:
		return conversation.Receipt{}, conversation.ErrGone
	}
	id, err := s.tryCode(ctx, door, code)
	if err != nil {
		return conversation.Receipt{}, err
	}
	if id == was.id && was.doors[door.Channel] == door.Address {
		return conversation.Receipt{Conversation: id}, nil
	}
	receipt, err := s.turn(ctx, happened{
		conversation: id, joins: &door, messageID: messageID, once: once, what: conversation.Joined{Channel: door.Channel},
	})
	if errors.Is(err, conversation.ErrNoTalk) {
		return conversation.Receipt{}, conversation.ErrWrongCode // erased this very moment
	}
	if err == nil {
		_, err = s.move(ctx, door, messageID, id)
	}
	return receipt, err
}

// move lets a door speak for a conversation, once for each message, and gives those that no longer
// speak there because of it. ErrGone where it is shut.
func (s *Store) move(ctx context.Context, door conversation.Door, messageID, id string) (left []string, err error) {
	row, err := s.scripts.move.Run(ctx, sendOnce{s.redis}, []string{s.keys.address(door.Address), s.keys.routed(door.Address)}, messageID, id).Slice()
	if err != nil {
		return nil, errOurs{err}
	}
	if len(row) != 2 {
		return nil, errOurs{fmt.Errorf("a move of %d values", len(row))}
	}
	if text(row[0]) != "" {
		return nil, conversation.ErrGone
	}
	left = strings.Fields(text(row[1]))
	s.stir(ctx, left)
	return left, nil
}

// tryCode gives the conversation that a code opens. The try is counted before it is made. What is
// wrong takes as many steps whatever is wrong with it, so that the time tells nothing.
func (s *Store) tryCode(ctx context.Context, door conversation.Door, written string) (id string, err error) {
	code, ok := conversation.CodeIn(written)
	if !ok {
		return "", conversation.ErrWrongCode
	}
	own, all := s.keys.tries(door.Address), s.keys.allTries(string(door.Channel))
	if err := s.countTry(ctx, own, 1, s.config.Tries); err != nil {
		return "", err
	}
	if err := s.countTry(ctx, all, 1, s.config.AllTries); err != nil {
		if errors.Is(err, conversation.ErrTooManyTries) {
			s.log.Warn("so many wrong codes came that none is tried by this channel for a while", "channel", door.Channel)
		}
		return "", err
	}
	hash := s.codeHash(code)
	id, err = s.redis.Get(ctx, s.keys.code(hash)).Result()
	if err != nil && !absent(err) {
		return "", errOurs{err}
	}
	looked := id
	if id == "" {
		looked = beginningOf(s.keys.partitionOfAddress(hash)) + hash[:idLetters] // no conversation
	}
	latest, err := s.redis.HGet(ctx, s.keys.conversation(looked), "code").Result()
	if err != nil && !absent(err) {
		return "", errOurs{err}
	}
	if id == "" || latest != hash {
		s.counts.wrongCodes.Add(1)
		return "", conversation.ErrWrongCode
	}
	for _, key := range []string{own, all} {
		if err := s.countTry(ctx, key, -1, 0); err != nil {
			return "", err
		}
	}
	return id, nil
}

// countTry counts a try, or takes one back that was no guess.
func (s *Store) countTry(ctx context.Context, key string, by, most int) error {
	n, err := s.scripts.try.Run(ctx, sendOnce{s.redis}, []string{key}, by, most, s.config.TriesFor.Milliseconds()).Int()
	if err != nil {
		return errOurs{err}
	}
	if n == 0 {
		s.counts.wrongCodes.Add(1)
		return conversation.ErrTooManyTries
	}
	return nil
}
