package staff

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/caseworker/audit"
)

// Account is one account as List gives it. It holds personal data and masks itself as its Staff does.
type Account struct {
	caseworker.Staff
	Disabled bool
}

// List gives all accounts, people by e-mail address first, then machines by name.
func (a *Accounts) List(ctx context.Context) ([]Account, error) {
	ids, err := a.db.SMembers(ctx, a.keys.accounts()).Result()
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	// In one journey: every call of the ladder waits for it.
	kept := make([]*redis.MapStringStringCmd, len(ids))
	if _, err := a.db.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for n, id := range ids {
			kept[n] = pipe.HGetAll(ctx, a.keys.account(id))
		}
		return nil
	}); err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	list := make([]Account, 0, len(ids))
	for n, id := range ids {
		r, err := a.opened(id, kept[n].Val())
		if err != nil {
			return nil, fmt.Errorf("list accounts: %w", err)
		}
		list = append(list, Account{Staff: r.staff, Disabled: r.disabled})
	}
	slices.SortFunc(list, func(x, y Account) int {
		if x.Machine != y.Machine {
			if y.Machine {
				return -1
			}
			return 1
		}
		return strings.Compare(x.Email+x.Name, y.Email+y.Name)
	})
	return list, nil
}

// Everybody gives all people who can sign in.
func (a *Accounts) Everybody(ctx context.Context) (all []caseworker.Staff, err error) {
	list, err := a.List(ctx)
	for _, account := range list {
		if !account.Machine && !account.Disabled {
			all = append(all, account.Staff)
		}
	}
	return all, err
}

// Find gives the person who signs in with this e-mail address, or ErrNoAccount; a disabled account
// is not found.
func (a *Accounts) Find(ctx context.Context, email string) (caseworker.Staff, error) {
	account, err := a.byEmail(ctx, strings.ToLower(strings.TrimSpace(email)))
	if err != nil {
		return caseworker.Staff{}, err
	}
	if account.staff.ID == "" || account.staff.Machine || account.disabled {
		return caseworker.Staff{}, ErrNoAccount
	}
	return account.staff, nil
}

// create opens an account in one step: its handle, its record and its place in the list.
//
// KEYS handle, account, accounts, then those of the audit. ARGV id, how many of the account's fields and
// values follow, these, then the audit line.
// Result: 1 where it is made or had been made by this very id, 0 where the handle is taken.
var create = redis.NewScript(audit.Append + `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[2], unpack(ARGV, 3, 2 + ARGV[2]))
redis.call('SADD', KEYS[3], ARGV[1])
append(KEYS[4], KEYS[5], KEYS[6], { unpack(ARGV, 3 + ARGV[2]) })
return 1`)

func (a *Accounts) create(ctx context.Context, s caseworker.Staff, password string) error {
	id, err := a.random()
	if err != nil {
		return err
	}
	epoch, err := a.random()
	if err != nil {
		return err
	}
	sealed, err := a.sealed(id, s)
	if err != nil {
		return fmt.Errorf("make account %s: %w", id, err)
	}
	fields := []any{"who", sealed, "role", string(s.Role), "epoch", epoch}
	if s.Machine {
		fields = append(fields, "machine", "1")
	} else {
		fields = append(fields, "password", password)
	}
	args := slices.Concat([]any{id, len(fields)}, fields, a.trail.Signed(a.line("", "account_made", id)...))
	made, err := create.Run(ctx, a.db, append([]string{a.keys.handle(a.hash(handleOf(s))), a.keys.account(id), a.keys.accounts()}, a.trail.Keys("")...), args...).Int()
	if err != nil {
		return fmt.Errorf("make account %s: %w", id, err)
	}
	if made == 0 {
		return ErrTaken
	}
	return nil
}

// identity is what is sealed of an account.
type identity struct {
	Email string         `json:"email,omitempty"`
	Name  string         `json:"name"`
	Job   caseworker.Job `json:"job,omitempty"`
	Team  string         `json:"team,omitempty"`
}

func (a *Accounts) sealed(id string, s caseworker.Staff) ([]byte, error) {
	who, err := json.Marshal(identity{Email: s.Email, Name: s.Name, Job: s.Job, Team: s.Team})
	if err != nil {
		return nil, err
	}
	return a.seals.Seal(who, sealedAs(id))
}

// record is an account as it is kept.
type record struct {
	staff    caseworker.Staff
	password string
	epoch    string
	second   string // sealed; "" where there is no second step
	disabled bool
}

func (a *Accounts) record(ctx context.Context, id string) (record, error) {
	fields, err := a.db.HGetAll(ctx, a.keys.account(id)).Result()
	if err != nil {
		return record{}, fmt.Errorf("account %s: %w", id, err)
	}
	return a.opened(id, fields)
}

func (a *Accounts) opened(id string, fields map[string]string) (record, error) {
	if len(fields) == 0 {
		return record{}, fmt.Errorf("account %s: %w", id, ErrNoAccount)
	}
	plain, err := a.seals.Open([]byte(fields["who"]), sealedAs(id))
	if err != nil {
		return record{}, fmt.Errorf("account %s: %w", id, err)
	}
	var who identity
	if err := json.Unmarshal(plain, &who); err != nil {
		return record{}, fmt.Errorf("account %s: %w", id, err)
	}
	return record{
		staff: caseworker.Staff{
			ID: id, Email: who.Email, Name: who.Name, Job: who.Job, Team: who.Team,
			Role: caseworker.Role(fields["role"]), Machine: fields["machine"] == "1",
		},
		password: fields["password"], epoch: fields["epoch"], second: fields["second"], disabled: fields["disabled"] == "1",
	}, nil
}

// find gives the account id behind an e-mail address or a machine's name.
func (a *Accounts) find(ctx context.Context, handle string) (string, error) {
	id, err := a.db.Get(ctx, a.keys.handle(a.hash(handle))).Result()
	if errors.Is(err, redis.Nil) {
		return "", ErrNoAccount
	}
	if err != nil {
		return "", fmt.Errorf("find account: %w", err)
	}
	return id, nil
}

func (a *Accounts) hash(handle string) string { return a.seals.Hash("staff", handle) }

func handleOf(s caseworker.Staff) string {
	if s.Machine {
		return s.Name
	}
	return s.Email
}

func sealedAs(id string) string { return "staff " + id }
