package staff

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/caseworker/audit"
	"sayso/conversation/seal"
)

// line is a line of the audit: somebody, or "" for the command line, did something to an account.
func (a *Accounts) line(by, act, account string) []any {
	return []any{"at", a.now().UnixMilli(), "by", by, "act", act, "account", account}
}

// changed does what the command line asks of an account and writes it down, or neither.
func (a *Accounts) changed(ctx context.Context, id, act string, does func(redis.Pipeliner)) error {
	if _, err := a.db.TxPipelined(ctx, func(p redis.Pipeliner) error {
		does(p)
		a.trail.Queue(ctx, p, "", a.line("", act, id)...)
		return nil
	}); err != nil {
		return fmt.Errorf("%s %s: %w", act, id, err)
	}
	return nil
}

// turnedAway writes down that somebody was not let in, and gives ErrWrong. Names that nobody has are only
// counted: anybody could fill the audit with them, for ever. Both take one journey, so that the time that it
// takes does not tell which names there are.
func (a *Accounts) turnedAway(ctx context.Context, account record) error {
	var err error
	if id := account.staff.ID; id != "" {
		err = a.trail.Write(ctx, a.db, "", a.line("", "sign_in_refused", id)...)
	} else {
		err = a.db.Incr(ctx, a.keys.unknown()).Err()
	}
	if err != nil {
		return fmt.Errorf("write down that a sign-in was refused: %w", err)
	}
	return ErrWrong
}

// Written is a line of the accounts' audit as it is shown.
type Written struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	By      string    `json:"by"` // an account's id; "" for the command line, or for nobody known
	Act     string    `json:"act"`
	Account string    `json:"account"` // whose account it is about
}

// Audit shows what was done with accounts and who signed in, the latest first: at most n lines before an
// entry, or the last ones. That it was read is written down.
func (a *Accounts) Audit(ctx context.Context, by caseworker.Staff, before string, n int) ([]Written, error) {
	if !by.May(caseworker.MayAudit) {
		return nil, caseworker.MayNot(caseworker.MayAudit)
	}
	lines, err := a.trail.Before(ctx, a.db, before, int64(n))
	if err != nil {
		return nil, err
	}
	all := make([]Written, len(lines))
	for i, l := range lines {
		ms, _ := strconv.ParseInt(l.Fields["at"], 10, 64) // what is wrong in a line is for audit.Verify to tell
		all[i] = Written{ID: l.ID, At: time.UnixMilli(ms).UTC(), By: l.Fields["by"], Act: l.Fields["act"], Account: l.Fields["account"]}
	}
	return all, a.trail.Write(ctx, a.db, "", a.line(by.ID, "audit", by.ID)...)
}

// Trail is the audit of the accounts whose keys have this prefix.
func Trail(prefix string, seals *seal.Keyset) audit.Trail {
	return audit.Of(keys{prefix}.audit(), seals)
}
