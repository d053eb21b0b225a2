package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	json "github.com/go-json-experiment/json/v1"
	"github.com/redis/go-redis/v9"

	"sayso/conversation"
)

// Erase destroys a conversation's key, and with it all that was sealed under it, wherever that lies; its lines, its
// number, its alarms and what waits for it go too. heard is the last line of theirs that whoever decided it had read:
// ErrHeardSince where they have said more, and then nothing is done. ErrNoTalk where there never was such a conversation.
// It may be asked for again: it gives the same answer, and finishes what was left undone.
func (s *Store) Erase(ctx context.Context, id string, heard int) (conversation.Erased, error) {
	e, err := s.erase(ctx, id, heard)
	if err == nil {
		err = s.finishErasing(ctx, e)
	}
	if err != nil {
		return conversation.Erased{}, fmt.Errorf("erase conversation %s: %w", id, err)
	}
	return e, nil
}

// EraseAgain erases what a restored backup, or a sweep after it, would bring back of a conversation that was erased. It
// does no harm where nothing did.
func (s *Store) EraseAgain(ctx context.Context, e conversation.Erased) error {
	err := s.known(e.Conversation)
	gone := false
	if err == nil {
		gone, err = s.redis.HExists(ctx, s.keys.conversation(e.Conversation), "erased").Result()
	}
	if gone {
		return nil // as at almost every start
	}
	if err == nil {
		err = s.letGo(ctx, e) // before the tombstone, which says that all is done
	}
	if err == nil {
		_, err = s.bury(ctx, e, "")
	}
	if err != nil {
		return fmt.Errorf("erase conversation %s again: %w", e.Conversation, err)
	}
	return nil
}

func (s *Store) erase(ctx context.Context, id string, heard int) (conversation.Erased, error) {
	if err := s.known(id); err != nil {
		return conversation.Erased{}, err
	}
	for range attempts {
		kept, err := s.redis.HGetAll(ctx, s.keys.conversation(id)).Result()
		if err != nil {
			return conversation.Erased{}, errOurs{err}
		}
		if tombstone := kept["erased"]; tombstone != "" {
			return s.openTombstone(ctx, id, tombstone)
		}
		e, err := s.whatWillBeLeft(ctx, id, kept, heard)
		if err != nil {
			return e, err
		}
		if won, err := s.bury(ctx, e, kept["version"]); err != nil {
			return e, err
		} else if won {
			if code := kept["code"]; code != "" { // who comes with it finds nothing, so a crash before this leaves it harmless
				err = s.redis.Del(ctx, s.keys.code(code)).Err()
			}
			return e, err
		}
	}
	return conversation.Erased{}, errOurs{errRaces}
}

func (s *Store) whatWillBeLeft(ctx context.Context, id string, kept map[string]string, heard int) (e conversation.Erased, err error) {
	if kept["key"] == "" {
		return e, errNoConversation
	}
	key, err := s.keyset.Unwrap(id, []byte(kept["key"]))
	if err != nil {
		return e, err
	}
	version, _ := strconv.Atoi(kept["version"])
	state, err := openState(key, kept["state"], version)
	if err != nil {
		return e, err
	}
	if state.LastHeard > heard {
		return e, conversation.ErrHeardSince
	}
	now, err := s.redis.Time(ctx).Result()
	if err != nil {
		return e, errOurs{err}
	}
	e = conversation.Erased{Conversation: id, At: now.UTC().Truncate(time.Millisecond), Doors: map[conversation.Channel]string{}}
	for _, channel := range []conversation.Channel{conversation.SMS, conversation.Chat} {
		if address := kept["address:"+string(channel)]; address != "" {
			e.Doors[channel] = address
		}
	}
	lines, err := s.transcript(ctx, id, 0)
	if err != nil {
		return e, err
	}
	for _, l := range lines {
		if l.From == conversation.FromPerson {
			if e.Heard++; l.Channel == conversation.SMS {
				e.TextsIn++
			}
		}
		e.TextsOut += l.Times
	}
	e.Messages, err = s.messagesOf(ctx, id)
	return e, err
}

// messagesOf are the names under which a conversation took its messages.
func (s *Store) messagesOf(ctx context.Context, id string) ([]string, error) {
	names, err := s.redis.HKeys(ctx, s.keys.once(id)).Result()
	if err != nil {
		return nil, errOurs{err}
	}
	names = slices.DeleteFunc(names, func(name string) bool {
		return !strings.HasPrefix(name, "m/") && !strings.HasPrefix(name, "message/")
	})
	slices.Sort(names)
	return names, nil
}

func (s *Store) openTombstone(ctx context.Context, id, tombstone string) (e conversation.Erased, err error) {
	if err := json.Unmarshal([]byte(tombstone), &e); err != nil {
		return e, fmt.Errorf("decode tombstone: %w", err)
	}
	e.Messages, err = s.messagesOf(ctx, id)
	return e, err
}

// bury puts the tombstone in the conversation's place; false where somebody was first.
func (s *Store) bury(ctx context.Context, e conversation.Erased, version string) (bool, error) {
	k, id, p := s.keys, e.Conversation, partitionOf(e.Conversation)
	without := e
	without.Messages = nil // they stand by name already
	tombstone, err := json.Marshal(without)
	if err != nil {
		return false, fmt.Errorf("encode tombstone: %w", err)
	}
	args := []any{id, version, string(tombstone)}
	for _, name := range e.Messages {
		args = append(args, name)
	}
	n, err := s.scripts.erase.Run(ctx, s.redis, []string{
		k.conversation(id), k.lines(id), k.once(id), k.delivery(id), k.times(id), k.taken(id), k.outbox(p), k.parked(p),
		k.sending(p), k.refused(p), k.urgent(p), k.going(p), k.looks(p), k.alarms(p), k.unread(p), k.alerts(p),
	}, args...).Int()
	if err != nil {
		return false, errOurs{err}
	}
	return n == 1, nil
}

// finishErasing does the rest, each part of which may be done twice: the doors, and the list that is kept elsewhere.
func (s *Store) finishErasing(ctx context.Context, e conversation.Erased) error {
	if err := s.letGo(ctx, e); err != nil {
		return err
	}
	if s.config.Erased != nil {
		if err := s.config.Erased(e); err != nil {
			return fmt.Errorf("write down what was erased: %w", err)
		}
	}
	return nil
}

// letGo takes it from the doors through which it spoke.
func (s *Store) letGo(ctx context.Context, e conversation.Erased) error {
	for _, channel := range slices.Sorted(maps.Keys(e.Doors)) {
		door := conversation.Door{Channel: channel, Address: e.Doors[channel]}
		args := []any{e.Conversation, string(channel)}
		for _, name := range e.Messages {
			if id, its := strings.CutPrefix(name, s.onceOf(door, "")); its {
				args = append(args, id)
			}
		}
		keys := []string{s.keys.address(door.Address), s.keys.routed(door.Address)}
		if err := s.scripts.letGo.Run(ctx, s.redis, keys, args...).Err(); err != nil {
			return errOurs{err}
		}
	}
	s.stir(ctx, []string{e.Conversation}) // a page that still shows it finds its door shut
	return nil
}

// Rewrite has every Redis write its append-only file anew, without what was erased until now. conversation.Later where
// one is under way, which may have passed what was erased last.
func (s *Store) Rewrite(ctx context.Context) error {
	one := func(ctx context.Context, r redis.UniversalClient) error {
		err := r.BgRewriteAOF(ctx).Err()
		switch {
		case redis.HasErrorPrefix(err, "NOPERM"), redis.HasErrorPrefix(err, "unknown command"):
			s.log.Warn("this Redis does not let its append-only file be written anew: what was erased stays in it, sealed and without a key, until Redis does so by itself")
			return nil
		case err != nil && strings.Contains(err.Error(), "in progress"):
			return conversation.Later{After: time.Second, Cause: err}
		case err != nil:
			return fmt.Errorf("have the append-only file written anew: %w", err)
		}
		return nil
	}
	if cluster, ok := s.redis.(*redis.ClusterClient); ok {
		return cluster.ForEachMaster(ctx, func(ctx context.Context, master *redis.Client) error { return one(ctx, master) })
	}
	return one(ctx, s.redis)
}
