package staff

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
)

// Between password and code somebody has a little time and a few codes. Then they begin again.
const (
	halfLasts = 5 * time.Minute
	halfTries = 5
)

// keepHalf remembers somebody whose password was right. What it gives is known to their page alone.
func (a *Accounts) keepHalf(ctx context.Context, account record, name, attempt string) (half string, err error) {
	half, err = a.random()
	if err != nil {
		return "", err
	}
	key := a.keys.half(half)
	_, err = a.db.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HSet(ctx, key, "account", account.staff.ID, "epoch", account.epoch, "name", name, "attempt", attempt, "began", a.now().UnixMilli(), "left", halfTries)
		p.PExpire(ctx, key, halfLasts)
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("keep half a sign-in of %s: %w", account.staff.ID, err)
	}
	return half, nil
}

// spend takes one of the codes that may be tried, before it is looked at, so that many at once are counted.
//
// KEYS half. Result: 1, or 0 where none is left.
var spend = redis.NewScript(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if redis.call('HINCRBY', KEYS[1], 'left', -1) >= 0 then return 1 end
redis.call('DEL', KEYS[1])
return 0`)

// FinishSignIn takes the code of an attempt, without its e-mail address and password, that CodeNeeded asked for and begins the session, as SignIn does.
// ErrNotSignedIn where they must begin again with the password; ErrWrong or SlowDown for the code.
func (a *Accounts) FinishSignIn(ctx context.Context, half string, t Attempt) (cookie string, who caseworker.Staff, err error) {
	key := a.keys.half(half)
	kept, err := a.db.HGetAll(ctx, key).Result()
	if err != nil {
		return "", who, fmt.Errorf("read half a sign-in: %w", err)
	}
	if len(kept) == 0 || !within(a.now(), kept["began"], halfLasts) {
		return "", who, ErrNotSignedIn
	}
	from, err := a.placeOf(ctx, kept["name"], t)
	if err != nil {
		return "", who, err
	}
	attempt, err := a.count(ctx, from)
	if err != nil {
		return "", who, err
	}
	left, err := spend.Run(ctx, a.db, []string{key}).Int()
	if err != nil {
		return "", who, fmt.Errorf("count a code: %w", err)
	}
	if left == 0 {
		return "", who, ErrNotSignedIn
	}
	account, err := a.current(ctx, kept["account"], kept["epoch"])
	if err != nil {
		return "", who, err
	}
	if err := a.secondStep(ctx, account, t.Code); err != nil {
		return "", who, err
	}
	if err := a.db.Del(ctx, key).Err(); err != nil {
		return "", who, fmt.Errorf("end half a sign-in of %s: %w", account.staff.ID, err)
	}
	return a.letIn(ctx, account, from, attempt, kept["attempt"])
}
