package staff

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
)

// ErrNotSignedIn says that a cookie or a token lets nobody in: unknown, ended, revoked, or of a
// disabled account.
var ErrNotSignedIn = errors.New("not signed in")

// Session is who sits at a screen, and how sure that is. It prints as its Staff does.
type Session struct {
	caseworker.Staff
	Proven     bool // they signed in a short while ago
	SecondStep bool // they have one
}

// begin makes a session.
func (a *Accounts) begin(ctx context.Context, account record) (cookie string, err error) {
	cookie, err = a.random()
	if err != nil {
		return "", err
	}
	key, now := a.keys.session(cookie), a.now().UnixMilli()
	_, err = a.db.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HSet(ctx, key, "account", account.staff.ID, "epoch", account.epoch, "began", now, "seen", now)
		p.PExpire(ctx, key, a.config.Idle)
		a.trail.Queue(ctx, p, "", a.line(account.staff.ID, "signed_in", account.staff.ID)...)
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("begin session of %s: %w", account.staff.ID, err)
	}
	return cookie, nil
}

// touch puts the end of an idle session off. It never makes one that has just been ended.
//
// KEYS session. ARGV now, idle (ms). Result: nothing.
var touch = redis.NewScript(`
if redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('HSET', KEYS[1], 'seen', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return redis.status_reply('OK')`)

// Session says whose cookie this is and keeps the session alive, or gives ErrNotSignedIn.
func (a *Accounts) Session(ctx context.Context, cookie string) (Session, error) {
	who, err := a.Peek(ctx, cookie)
	if err != nil {
		return Session{}, err
	}
	err = touch.Run(ctx, a.db, []string{a.keys.session(cookie)}, a.now().UnixMilli(), a.config.Idle.Milliseconds()).Err()
	if err != nil {
		return Session{}, fmt.Errorf("keep session of %s: %w", who.ID, err)
	}
	return who, nil
}

// Peek is Session without keeping it alive: for what a page asks by itself, so that a screen which
// nobody uses is signed out although it keeps itself up to date.
func (a *Accounts) Peek(ctx context.Context, cookie string) (Session, error) {
	s, err := a.db.HGetAll(ctx, a.keys.session(cookie)).Result()
	if err != nil {
		return Session{}, fmt.Errorf("read session: %w", err)
	}
	now := a.now()
	if len(s) == 0 || !within(now, s["seen"], a.config.Idle) || !within(now, s["began"], a.config.Absolute) {
		return Session{}, ErrNotSignedIn
	}
	account, err := a.current(ctx, s["account"], s["epoch"])
	return Session{Staff: account.staff, Proven: within(now, s["began"], a.config.Proof), SecondStep: account.second != ""}, err
}

// SignOut ends a session. A cookie that was none is no error.
func (a *Accounts) SignOut(ctx context.Context, cookie string) error {
	who, err := a.db.HGet(ctx, a.keys.session(cookie), "account").Result()
	if errors.Is(err, redis.Nil) {
		return nil
	}
	if err == nil {
		_, err = a.db.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.Del(ctx, a.keys.session(cookie))
			a.trail.Queue(ctx, p, "", a.line(who, "signed_out", who)...)
			return nil
		})
	}
	if err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	return nil
}

// current gives an account if what was begun under an epoch still holds, else ErrNotSignedIn.
func (a *Accounts) current(ctx context.Context, id, epoch string) (record, error) {
	account, err := a.record(ctx, id)
	if errors.Is(err, ErrNoAccount) {
		return record{}, ErrNotSignedIn
	}
	if err != nil {
		return record{}, err
	}
	if account.disabled || account.epoch != epoch {
		return record{}, ErrNotSignedIn
	}
	return account, nil
}

// within reports whether less than d has gone by since then (Unix milliseconds).
func within(now time.Time, then string, d time.Duration) bool {
	ms, err := strconv.ParseInt(then, 10, 64)
	return err == nil && now.Sub(time.UnixMilli(ms)) < d
}
