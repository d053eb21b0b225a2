package staff

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
)

// slow says how tries are slowed down: some are free; then each waits twice as long as the one before,
// from one second to the longest pause. A try that came too early is not counted.
type slow struct {
	free    int
	longest time.Duration
	kept    time.Duration // how long a try counts
}

const firstPause = time.Second

var (
	inOnePlace = slow{free: 3, longest: time.Minute, kept: time.Hour}
	// From wherever, for one name: as many addresses as a guesser may have, they share these.
	everywhere = slow{free: 20, longest: 15 * time.Minute, kept: 24 * time.Hour}
)

// knownFor is how long a browser stays known in which somebody has signed in.
const knownFor = 90 * 24 * time.Hour

// try counts one attempt to sign in, before the password is looked at, so that many at once are
// counted too. It counts the same attempt once, however often it is sent.
//
// KEYS of tries. ARGV attempt, now, first pause, then for each key free, longest pause, how long a try
// counts (ms). Result: 0 where the attempt may go on, or how many ms it is too early.
var try = redis.NewScript(`
local now, wait = tonumber(ARGV[2]), 0
for i, key in ipairs(KEYS) do
  if redis.call('ZSCORE', key, ARGV[1]) then return 0 end
  local free, longest, kept = tonumber(ARGV[3*i+1]), tonumber(ARGV[3*i+2]), tonumber(ARGV[3*i+3])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - kept)
  local n, pause = redis.call('ZCARD', key), tonumber(ARGV[3])
  if n >= free then
    for _ = free + 1, n do pause = math.min(pause * 2, longest) end
    local last = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')
    wait = math.max(wait, tonumber(last[2]) + pause - now)
  end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  redis.call('ZADD', key, now, ARGV[1])
  redis.call('PEXPIRE', key, ARGV[3*i+3])
end
return 0`)

// place is where somebody tries a name: a browser in which it has signed in before, or any other by
// its network address.
type place struct {
	name    string // the keyed hash of the e-mail address: a name without an account is slowed down alike
	tries   string // key of this place's own tries
	unknown bool   // another browser: it shares tries with all the others
}

// placeOf looks where a try comes from. What strangers try, here or elsewhere, never slows a known browser
// down: a pause that they could make would be a lock-out that they could make.
func (a *Accounts) placeOf(ctx context.Context, name string, t Attempt) (place, error) {
	seen, err := a.db.HGet(ctx, a.keys.browser(t.Browser), name).Result()
	if err != nil && !errors.Is(err, redis.Nil) {
		return place{}, fmt.Errorf("look whether a browser is known: %w", err)
	}
	if within(a.now(), seen, knownFor) {
		return place{name: name, tries: a.keys.tries(name, "browser:"+digest(t.Browser))}, nil
	}
	return place{name: name, tries: a.keys.tries(name, a.seals.Hash("staff address", t.From)), unknown: true}, nil
}

// count writes down one try, or gives SlowDown.
func (a *Accounts) count(ctx context.Context, p place) (attempt string, err error) {
	attempt, err = a.random()
	if err != nil {
		return "", err
	}
	keys, args := []string{p.tries}, []any{attempt, a.now().UnixMilli(), firstPause.Milliseconds()}
	args = append(args, inOnePlace.args()...)
	if p.unknown {
		keys, args = append(keys, a.keys.everywhere(p.name)), append(args, everywhere.args()...)
	}
	wait, err := try.Run(ctx, a.db, keys, args...).Int64()
	if err != nil {
		return "", fmt.Errorf("count a try to sign in: %w", err)
	}
	if wait > 0 {
		return "", SlowDown{After: time.Duration(wait) * time.Millisecond}
	}
	return attempt, nil
}

// forget wipes the slate of the place where somebody signed in, and takes their own tries from those
// that all unknown browsers share; the tries of others stay there.
func (a *Accounts) forget(ctx context.Context, p place, attempts ...any) error {
	_, err := a.db.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Del(ctx, p.tries)
		pipe.ZRem(ctx, a.keys.everywhere(p.name), attempts...)
		return nil
	})
	if err != nil {
		return fmt.Errorf("forget tries to sign in: %w", err)
	}
	return nil
}

// remember makes a browser known for one more name, under a new value of its cookie: whoever planted
// or copied the old one has nothing.
//
// KEYS browser by its old value, by its new one. ARGV name, now, how long it is known (ms). Result: nothing.
var remember = redis.NewScript(`
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('RENAME', KEYS[1], KEYS[2]) end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return redis.status_reply('OK')`)

// KnownFor is how long a browser keeps what Remember gives.
func (*Accounts) KnownFor() time.Duration { return knownFor }

// Remember makes the browser known in which somebody has just signed in, and gives its cookie's new value.
func (a *Accounts) Remember(ctx context.Context, browser string, who caseworker.Staff) (fresh string, err error) {
	fresh, err = a.random()
	if err != nil {
		return "", err
	}
	err = remember.Run(ctx, a.db, []string{a.keys.browser(browser), a.keys.browser(fresh)},
		a.hash(who.Email), a.now().UnixMilli(), knownFor.Milliseconds()).Err()
	if err != nil {
		return "", fmt.Errorf("remember a browser of %s: %w", who.ID, err)
	}
	return fresh, nil
}

func (s slow) args() []any {
	return []any{s.free, s.longest.Milliseconds(), s.kept.Milliseconds()}
}
