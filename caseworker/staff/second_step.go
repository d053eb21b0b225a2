package staff

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"

	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/caseworker/audit"
)

// What an app on a phone and we agree on, as every such app takes it: RFC 6238 with SHA-1, six figures
// and 30 seconds. A code of the half minute before and after is taken too, for clocks that are off.
const (
	codeLength = 6
	codePeriod = 30 // seconds
	clockOff   = 1  // periods
)

const recoveryCodes = 10

// ErrNothingOffered says that a second step is confirmed that was not begun, or by an older page.
var ErrNothingOffered = errors.New("no second step is being set up")

// Offer is a secret that is not used yet, for the owner's phone. It masks itself.
type Offer struct {
	Secret  string // to type
	Address string // the same as an otpauth: address, to draw
}

// Format writes nothing of it, whatever the verb.
func (Offer) Format(f fmt.State, _ rune) { fmt.Fprint(f, "[secret]") }

// OfferSecondStep makes a secret for somebody's phone. Nothing changes until they confirm it with a
// code of that phone; an offer made before is worth nothing any more.
func (a *Accounts) OfferSecondStep(ctx context.Context, who caseworker.Staff, issuer string) (Offer, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: who.Email, Rand: a.fresh})
	if err != nil {
		return Offer{}, fmt.Errorf("make a second step for %s: %w", who.ID, err)
	}
	sealed, err := a.seals.Seal([]byte(key.Secret()), secretAs(who.ID))
	if err != nil {
		return Offer{}, fmt.Errorf("make a second step for %s: %w", who.ID, err)
	}
	if err := a.db.HSet(ctx, a.keys.account(who.ID), "offered", sealed).Err(); err != nil {
		return Offer{}, fmt.Errorf("keep the second step offered to %s: %w", who.ID, err)
	}
	return Offer{Secret: key.Secret(), Address: key.URL()}, nil
}

// confirm puts what was offered in the place of what there was.
//
// KEYS account, recovery, then those of the audit. ARGV the offer, the period whose code confirmed it, how
// many recovery codes, their hashes, then the audit line. Result: 1, or 0 where another offer was made meanwhile.
var confirm = redis.NewScript(audit.Append + `
if redis.call('HGET', KEYS[1], 'offered') ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[1], 'offered')
redis.call('HSET', KEYS[1], 'second', ARGV[1], 'used', ARGV[2])
redis.call('DEL', KEYS[2])
redis.call('SADD', KEYS[2], unpack(ARGV, 4, 3 + ARGV[3]))
append(KEYS[3], KEYS[4], KEYS[5], { unpack(ARGV, 4 + ARGV[3]) })
return 1`)

// ConfirmSecondStep begins to ask for the second step that was offered, once its owner has typed a code
// of it, and gives ten recovery codes: they are shown once. ErrWrong where the code is not right.
func (a *Accounts) ConfirmSecondStep(ctx context.Context, who caseworker.Staff, code string) (recovery []string, err error) {
	sealed, err := a.db.HGet(ctx, a.keys.account(who.ID), "offered").Result()
	if errors.Is(err, redis.Nil) {
		return nil, ErrNothingOffered
	}
	if err != nil {
		return nil, fmt.Errorf("read the second step offered to %s: %w", who.ID, err)
	}
	period, right, err := a.periodOf(who.ID, sealed, typed(code))
	if err != nil {
		return nil, err
	}
	if !right {
		return nil, ErrWrong
	}
	args := []any{sealed, period, recoveryCodes}
	for range recoveryCodes {
		fresh, err := a.random()
		if err != nil {
			return nil, err
		}
		made := strings.Join([]string{fresh[:4], fresh[4:8], fresh[8:12], fresh[12:16]}, "-")
		recovery, args = append(recovery, made), append(args, a.recoveryHash(who.ID, typed(made)))
	}
	args = append(args, a.trail.Signed(a.line(who.ID, "set_up_second_step", who.ID)...)...)
	done, err := confirm.Run(ctx, a.db, append([]string{a.keys.account(who.ID), a.keys.recovery(who.ID)}, a.trail.Keys("")...), args...).Int()
	if err != nil {
		return nil, fmt.Errorf("confirm the second step of %s: %w", who.ID, err)
	}
	if done == 0 {
		return nil, ErrNothingOffered
	}
	return recovery, nil
}

// SecondStep says whether somebody has one, and how many recovery codes are left for when the phone is lost.
func (a *Accounts) SecondStep(ctx context.Context, who caseworker.Staff) (on bool, left int, err error) {
	account, err := a.record(ctx, who.ID)
	if err != nil {
		return false, 0, err
	}
	n, err := a.db.SCard(ctx, a.keys.recovery(who.ID)).Result()
	if err != nil {
		return false, 0, fmt.Errorf("count recovery codes of %s: %w", who.ID, err)
	}
	return account.second != "", int(n), nil
}

// use takes a code of the phone once: the same one and any before it are worth nothing afterwards, so
// that who watched it being typed has nothing.
//
// KEYS account. ARGV the code's period. Result: 1, or 0 where it was used.
var use = redis.NewScript(`
if tonumber(redis.call('HGET', KEYS[1], 'used') or '0') >= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'used', ARGV[1])
return 1`)

// useRecovery takes a recovery code once, and writes it down.
//
// KEYS recovery, then those of the audit. ARGV the code's hash, then the audit line. Result: 1, or 0 where
// there is no such code.
var useRecovery = redis.NewScript(audit.Append + `
if redis.call('SREM', KEYS[1], ARGV[1]) == 0 then return 0 end
append(KEYS[2], KEYS[3], KEYS[4], { unpack(ARGV, 2) })
return 1`)

// secondStep checks and uses up a code, of the phone or one for recovery. ErrWrong where it is none.
func (a *Accounts) secondStep(ctx context.Context, account record, code string) error {
	id, code := account.staff.ID, typed(code)
	var taken int
	var err error
	if len(code) == codeLength {
		period, right, wrong := a.periodOf(id, account.second, code)
		if wrong != nil {
			return wrong
		}
		if !right {
			return a.turnedAway(ctx, account)
		}
		taken, err = use.Run(ctx, a.db, []string{a.keys.account(id)}, period).Int()
	} else {
		taken, err = useRecovery.Run(ctx, a.db, append([]string{a.keys.recovery(id)}, a.trail.Keys("")...),
			append([]any{a.recoveryHash(id, code)}, a.trail.Signed(a.line(id, "recovery_code", id)...)...)...).Int()
	}
	if err != nil {
		return fmt.Errorf("use a code of %s: %w", id, err)
	}
	if taken == 0 {
		return a.turnedAway(ctx, account)
	}
	return nil
}

// periodOf finds the period whose code this is.
func (a *Accounts) periodOf(id, sealed, code string) (period int64, right bool, err error) {
	secret, err := a.seals.Open([]byte(sealed), secretAs(id))
	if err != nil {
		return 0, false, fmt.Errorf("second step of %s: %w", id, err)
	}
	now := a.now().Unix() / codePeriod
	for p := now - clockOff; p <= now+clockOff; p++ {
		want, err := hotp.GenerateCode(string(secret), uint64(p))
		if err != nil {
			return 0, false, fmt.Errorf("second step of %s: %w", id, err)
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			period, right = p, true
		}
	}
	return period, right, nil
}

// ResetSecondStep takes the second step and all recovery codes from somebody who lost them, and ends
// their sessions and tokens. Who did it and why is written down with it, or it is not done.
func (a *Accounts) ResetSecondStep(ctx context.Context, email string, by caseworker.Staff, why string) error {
	email, err := address(email)
	if err != nil {
		return err
	}
	if !by.May(caseworker.MayResetSecond) {
		return caseworker.MayNot(caseworker.MayResetSecond)
	}
	if why = strings.TrimSpace(why); why == "" {
		return errNoReason
	}
	id, err := a.find(ctx, email)
	if err != nil {
		return err
	}
	if id == by.ID {
		return errOwnSecondStep
	}
	epoch, err := a.random()
	if err != nil {
		return err
	}
	sealed, err := a.seals.Seal([]byte(why), "staff audit "+id)
	if err != nil {
		return fmt.Errorf("reset the second step of %s: %w", id, err)
	}
	_, err = a.db.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HDel(ctx, a.keys.account(id), "second", "used", "offered")
		p.HSet(ctx, a.keys.account(id), "epoch", epoch)
		p.Del(ctx, a.keys.recovery(id))
		a.trail.Queue(ctx, p, "", append(a.line(by.ID, "reset_second_step", id), "why", sealed)...)
		return nil
	})
	if err != nil {
		return fmt.Errorf("reset the second step of %s: %w", id, err)
	}
	return nil
}

// typed is a code as people type it: spaces, hyphens and capitals do not count.
func typed(code string) string {
	return strings.NewReplacer(" ", "", "-", "").Replace(strings.ToLower(code))
}

func (a *Accounts) recoveryHash(id, code string) string {
	return a.seals.Hash("staff recovery code "+id, code)
}

func secretAs(id string) string { return "staff second step " + id }
