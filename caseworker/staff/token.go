package staff

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
)

// tokenMark begins every API token, so that one that leaked can be found by a search.
const tokenMark = "sayso_"

// Token makes an API token for a person, with the role that they have now, for these permissions only; where
// none is named, for all that the role may but what needs proof. It is shown once: only its hash is kept.
func (a *Accounts) Token(ctx context.Context, email string, only ...caseworker.Permission) (string, error) {
	email, err := address(email)
	if err != nil {
		return "", err
	}
	account, err := a.enabled(ctx, email)
	if err != nil {
		return "", err
	}
	return a.handOut(ctx, account, only)
}

// MachineToken makes an API token for another system of the council, and its account with the first
// one. A machine keeps its role; another role needs another name. Whatever it does is never taken
// for a person's reading or acknowledging.
func (a *Accounts) MachineToken(ctx context.Context, name string, role caseworker.Role, only ...caseworker.Permission) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" || strings.Contains(name, "@") {
		return "", fmt.Errorf("token for a machine: give it a name, without @")
	}
	if _, err := caseworker.ReadRole(string(role)); err != nil {
		return "", fmt.Errorf("token for a machine: %w", err)
	}
	err := a.create(ctx, caseworker.Staff{Name: name, Role: role, Machine: true}, "")
	if err != nil && !errors.Is(err, ErrTaken) {
		return "", err
	}
	account, err := a.enabled(ctx, name)
	if err != nil {
		return "", err
	}
	if account.staff.Role != role {
		return "", fmt.Errorf("token for machine %s: it has the role %s; give another name for another role", account.staff.ID, account.staff.Role)
	}
	return a.handOut(ctx, account, only)
}

// Authenticate says whose API token this is, or gives ErrNotSignedIn. A token holds for the role it
// was made with, and ends when the account's role is another.
func (a *Accounts) Authenticate(ctx context.Context, token string) (caseworker.Staff, error) {
	kept, err := a.db.HGetAll(ctx, a.keys.token(token)).Result()
	if err != nil {
		return caseworker.Staff{}, fmt.Errorf("read token: %w", err)
	}
	ends, _ := strconv.ParseInt(kept["ends"], 10, 64) // 0 where there is none: it has ended
	if a.now().UnixMilli() >= ends {
		return caseworker.Staff{}, ErrNotSignedIn
	}
	account, err := a.current(ctx, kept["account"], kept["epoch"])
	if err != nil {
		return caseworker.Staff{}, err
	}
	if string(account.staff.Role) != kept["role"] {
		return caseworker.Staff{}, ErrNotSignedIn
	}
	who := account.staff
	if who.Scope = caseworker.Scope(kept["scope"]); who.Scope == "" {
		who.Scope = who.UsualScope() // it was made before tokens had one
	}
	return who, nil
}

// enabled gives the account of an e-mail address or a machine's name, if it may have tokens.
func (a *Accounts) enabled(ctx context.Context, handle string) (record, error) {
	id, err := a.find(ctx, handle)
	if err != nil {
		return record{}, err
	}
	account, err := a.record(ctx, id)
	if err != nil {
		return record{}, err
	}
	if account.disabled {
		return record{}, fmt.Errorf("token for %s: the account is disabled", id)
	}
	return account, nil
}

func (a *Accounts) handOut(ctx context.Context, account record, only []caseworker.Permission) (string, error) {
	scope := account.staff.UsualScope()
	if len(only) > 0 {
		var err error
		if scope, err = account.staff.ReadScope(only); err != nil {
			return "", fmt.Errorf("token for %s: %w", account.staff.ID, err)
		}
	}
	secret, err := a.random()
	if err != nil {
		return "", err
	}
	token := tokenMark + secret
	key := a.keys.token(token)
	_, err = a.db.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HSet(ctx, key, "account", account.staff.ID, "epoch", account.epoch, "role", string(account.staff.Role), "scope", string(scope),
			"ends", a.now().Add(a.config.TokenLife).UnixMilli())
		p.PExpire(ctx, key, a.config.TokenLife)
		a.trail.Queue(ctx, p, "", a.line("", "token_made", account.staff.ID)...)
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("keep token of %s: %w", account.staff.ID, err)
	}
	return token, nil
}
