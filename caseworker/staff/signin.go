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

// CodeNeeded says that the password is right and that the code of the second step is awaited, with what
// FinishSignIn needs to know who it was.
type CodeNeeded struct{ Half string }

func (CodeNeeded) Error() string { return "the code of the second step is needed" }

// Attempt is what somebody sends to sign in.
type Attempt struct {
	Email, Password string
	Code            string // of the second step, where it is asked for on the same page; else ""
	From            string // the network address
}

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

// SignIn checks an e-mail address and a password, and begins a session: always a new one, whatever
// cookie came along. It gives the cookie's value. CodeNeeded where the account has a second step and no
// code was sent; ErrWrong or SlowDown where it does not let them in.
func (a *Accounts) SignIn(ctx context.Context, t Attempt) (cookie string, who caseworker.Staff, err error) {
	email, password := strings.ToLower(strings.TrimSpace(t.Email)), t.Password
	name := a.hash(email)
	if err := a.count(ctx, name, t.From); err != nil {
		return "", who, err
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
	if account.second == "" {
		return a.letIn(ctx, account, name, t.From)
	}
	if t.Code == "" {
		half, err := a.keepHalf(ctx, account, name)
		if err != nil {
			return "", who, err
		}
		return "", who, CodeNeeded{half}
	}
	if err := a.secondStep(ctx, account, t.Code); err != nil {
		return "", who, err
	}
	return a.letIn(ctx, account, name, t.From)
}

// letIn begins the session of somebody who has shown all there is to show. Only then are their tries
// forgotten: whoever has the password alone would else guess codes without end.
func (a *Accounts) letIn(ctx context.Context, account record, name, from string) (cookie string, who caseworker.Staff, err error) {
	cookie, err = a.begin(ctx, account)
	if err != nil {
		return "", who, err
	}
	if err := a.db.Del(ctx, a.triesOf(name, from)).Err(); err != nil {
		return "", who, fmt.Errorf("forget tries to sign in: %w", err)
	}
	return cookie, account.staff, nil
}

// count writes down one try for a name from an address, or gives SlowDown.
func (a *Accounts) count(ctx context.Context, name, from string) error {
	attempt, err := a.random()
	if err != nil {
		return err
	}
	wait, err := try.Run(ctx, a.db, []string{a.triesOf(name, from)}, attempt, a.now().UnixMilli(), freeTries,
		firstPause.Milliseconds(), lastPause.Milliseconds(), triesLast.Milliseconds()).Int64()
	if err != nil {
		return fmt.Errorf("count a try to sign in: %w", err)
	}
	if wait > 0 {
		return SlowDown{After: time.Duration(wait) * time.Millisecond}
	}
	return nil
}

func (a *Accounts) triesOf(name, from string) string {
	return a.keys.tries(name, a.seals.Hash("staff address", from))
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
