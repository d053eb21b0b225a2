package register

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	json "github.com/go-json-experiment/json/v1"

	"sayso/caseworker"
)

func (r *Register) certify(ctx context.Context, name string, c caseworker.Certificate) error {
	sealed, err := r.sealJSON(c, certificateOf(name))
	if err == nil {
		err = r.db.HSet(ctx, r.keys.certificates(), name, sealed).Err()
	}
	if err != nil {
		return fmt.Errorf("certify that %s was erased: %w", name, err)
	}
	return nil
}

func certificateOf(name string) string { return "certificate/" + name }

func (r *Register) sealJSON(v any, what string) (string, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("encode %s: %w", what, err)
	}
	sealed, err := r.seals.Seal(plain, what)
	return string(sealed), err
}

// Certificates are those of all that was erased, the latest first. A look at them is a line of the audit.
func (r *Register) Certificates(ctx context.Context, by caseworker.Staff) ([]caseworker.Certificate, error) {
	line := r.line(by, "certificates", "")
	if !by.May(caseworker.MaySeeErased) {
		return nil, r.mayNot(ctx, line, caseworker.MaySeeErased)
	}
	kept, err := r.db.HGetAll(ctx, r.keys.certificates()).Result()
	if err != nil {
		return nil, fmt.Errorf("read certificates: %w", err)
	}
	all := make([]caseworker.Certificate, 0, len(kept))
	for name, sealed := range kept {
		var c caseworker.Certificate
		if err := r.openJSON(sealed, certificateOf(name), &c); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b caseworker.Certificate) int {
		return cmp.Or(b.At.Compare(a.At), strings.Compare(a.Reference, b.Reference))
	})
	line.count = len(all)
	return all, r.looked(ctx, line)
}

func (r *Register) talliesOfErased(ctx context.Context) ([]caseworker.Tally, error) {
	kept, err := r.db.HVals(ctx, r.keys.tallies()).Result()
	if err != nil {
		return nil, fmt.Errorf("read the tallies of what was erased: %w", err)
	}
	all := make([]caseworker.Tally, len(kept))
	for n, sealed := range kept {
		if err := r.openJSON(sealed, "tally", &all[n]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (r *Register) openJSON(sealed, what string, into any) error {
	plain, err := r.seals.Open([]byte(sealed), what)
	if err == nil && json.Unmarshal(plain, into) != nil {
		err = fmt.Errorf("decode %s", strings.Split(what, "/")[0])
	}
	return err
}
