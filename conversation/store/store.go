package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/redis/go-redis/v9"

	"sayso/conversation"
	"sayso/conversation/seal"
)

// Step takes one turn; conversation.Talk has it. It must be pure: after a lost race it is asked again.
type Step func(conversation.State, conversation.Event) (conversation.State, []conversation.Effect)

// Store keeps the conversations of one deployment. It is safe for concurrent use, and several nodes
// may have one each on the same Redis.
type Store struct {
	redis   redis.UniversalClient
	keyset  *seal.Keyset
	step    Step
	random  *random
	config  Config
	log     *slog.Logger
	keys    keys
	scripts scripts
	names   string // how messages are remembered: longNames, shortNames
	node    string // names this node in leases and wake-ups
	turns   turns
	hub     hub
	counts  counters
}

// Open readies a store. It refuses a Redis that may forget, a number of partitions or a keyset other
// than those of the deployment's first start, each in words that an operator can act on.
func Open(ctx context.Context, client redis.UniversalClient, keyset *seal.Keyset, step Step, fresh io.Reader, config Config, log *slog.Logger) (*Store, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{
		redis: client, keyset: keyset, step: step, random: &random{from: fresh}, config: config, log: log,
		keys: keys{prefix: config.Prefix, partitions: config.Partitions}, scripts: newScripts(),
		turns: newTurns(),
	}
	if s.node, err = s.random.letters(idLetters); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if err := s.refuseToForget(ctx); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if err := s.join(ctx); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	return s, nil
}

// Ready reports whether a message could be taken and kept now: it writes, since a Redis with a full
// disk or memory still answers to reading.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.redis.HSet(ctx, s.keys.deployment(), "ready", "1").Err(); err != nil {
		return fmt.Errorf("write to redis: %w", err)
	}
	return nil
}

// errNoConversation is for an id that no conversation of this deployment can have.
var errNoConversation = fmt.Errorf("no such conversation: %w", conversation.ErrNoTalk)

// known refuses ids that would make a key of another shape.
func (s *Store) known(id string) error {
	if !s.keys.check(id) {
		return errNoConversation
	}
	return nil
}

// absent reports that Redis has no such value, which is not a failure.
func absent(err error) bool { return errors.Is(err, redis.Nil) }
