package staff

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
)

// ErrWrong says that e-mail address and password do not belong together, or that the account is
// disabled. It never says which.
var ErrWrong = errors.New("the e-mail address or the password is wrong")

// SlowDown says that too many tries came from this address for this account. Nobody else is held up.
type SlowDown struct{ After time.Duration }

func (s SlowDown) Error() string { return fmt.Sprintf("try again in %s", s.After.Round(time.Second)) }

// How tries are slowed down: three are free; then each waits twice as long as the one before, from
// one second to a minute. A try that came too early is not counted.
const (
	freeTries  = 3
	firstPause = time.Second
	lastPause  = time.Minute
	triesLast  = time.Hour
)

// try counts one attempt to sign in, before the password is looked at, so that many at once are
// counted too. It counts the same attempt once, however often it is sent.
//
// KEYS tries. ARGV attempt, now, free tries, first pause, last pause, how long tries are kept (ms).
// Result: 0 where the attempt may go on, or how many ms it is too early.
var try = redis.NewScript(`
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
local now, pause = tonumber(ARGV[2]), tonumber(ARGV[4])
local n = redis.call('ZCARD', KEYS[1])
if n >= tonumber(ARGV[3]) then
  for _ = tonumber(ARGV[3]) + 1, n do pause = math.min(pause * 2, tonumber(ARGV[5])) end
  local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
  local wait = tonumber(last[2]) + pause - now
  if wait > 0 then return wait end
end
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
return 0`)

// SignIn checks an e-mail address and a password that came from a network address, and begins a
// session: always a new one, whatever cookie came along. It gives the cookie's value.
// ErrWrong or SlowDown where it does not let them in.
func (a *Accounts) SignIn(ctx context.Context, email, password, from string) (cookie string, who caseworker.Staff, err error) {
	email = strings.ToLower(strings.TrimSpace(email))
	tries := a.keys.tries(a.hash(email), a.seals.Hash("staff address", from))
	attempt, err := a.random()
	if err != nil {
		return "", who, err
	}
	wait, err := try.Run(ctx, a.db, []string{tries}, attempt, a.now().UnixMilli(), freeTries,
		firstPause.Milliseconds(), lastPause.Milliseconds(), triesLast.Milliseconds()).Int64()
	if err != nil {
		return "", who, fmt.Errorf("count a try to sign in: %w", err)
	}
	if wait > 0 {
		return "", who, SlowDown{After: time.Duration(wait) * time.Millisecond}
	}
	account, err := a.byEmail(ctx, email)
	if err != nil {
		return "", who, err
	}
	if utf8.RuneCountInString(password) > longest {
		password = "" // nobody's password, at the usual cost
	}
	ok, err := a.hasher.matches(ctx, password, account.password)
	if err != nil {
		return "", who, err
	}
	if !ok || account.disabled {
		return "", who, ErrWrong
	}
	cookie, err = a.begin(ctx, account)
	if err != nil {
		return "", who, err
	}
	if err := a.db.Del(ctx, tries).Err(); err != nil {
		return "", who, fmt.Errorf("forget tries to sign in: %w", err)
	}
	return cookie, account.staff, nil
}

// byEmail gives the account, or an empty one whose password matches nothing.
func (a *Accounts) byEmail(ctx context.Context, email string) (record, error) {
	id, err := a.find(ctx, email)
	if errors.Is(err, ErrNoAccount) {
		return record{}, nil
	}
	if err != nil {
		return record{}, err
	}
	return a.record(ctx, id)
}
