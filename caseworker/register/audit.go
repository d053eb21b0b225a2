package register

import (
	"context"
	"fmt"

	"sayso/caseworker"
	"sayso/conversation/seal"
)

// auditLine is who did what, when and why. It holds no word that was said and no name.
type auditLine struct {
	at        int64 // ms
	by        caseworker.Staff
	act       string
	reference string
	joined    string // the case that a join names
	refused   string // the refusal's code
	count     int    // of a list: how many cases were shown
	why       string // staff's reason
}

// line leaves out what cannot be a reference: whoever is turned away could write anything there, for ever.
func (r *Register) line(by caseworker.Staff, act, reference string) *auditLine {
	if !wellFormed(reference) {
		reference = ""
	}
	return &auditLine{at: r.now().UnixMilli(), by: by, act: act, reference: reference}
}

// signed is the line as the audit takes it. The reason is staff's own text and may tell anything, so it
// is sealed under the case's key; without a key it is left out.
func (r *Register) signed(l *auditLine, key *seal.Key) ([]any, error) {
	values, err := l.values(key)
	return r.trail.Signed(values...), err
}

func (l *auditLine) values(key *seal.Key) ([]any, error) {
	machine, why := "", ""
	if l.by.Machine {
		machine = "1"
	}
	if key != nil && l.why != "" {
		sealed, err := key.Seal([]byte(l.why), "audit")
		if err != nil {
			return nil, err
		}
		why = string(sealed)
	}
	return []any{
		"at", l.at, "by", l.by.ID, "role", string(l.by.Role), "machine", machine, "act", l.act,
		"reference", l.reference, "joined", l.joined, "refused", l.refused, "count", l.count, "why", why,
	}, nil
}

// looked writes the line of a look or a list. What cannot be written down is not shown.
func (r *Register) looked(ctx context.Context, l *auditLine) error {
	values, err := l.values(nil)
	if err != nil {
		return err
	}
	if err := r.trail.Write(ctx, r.db, l.reference, values...); err != nil {
		return fmt.Errorf("audit %s of %s: %w", l.act, l.reference, err)
	}
	return nil
}

// refuse writes down that an act was refused, and keeps the refusal as the request's answer.
func (r *Register) refuse(ctx context.Context, l *auditLine, key *seal.Key, keep *kept) (answered []byte, err error) {
	values, err := r.signed(l, key)
	if err != nil {
		return nil, err
	}
	once, answer := "", ""
	if keep != nil {
		once, answer = keep.key, string(keep.answer)
	}
	args := append([]any{answer, r.config.OnceFor.Milliseconds()}, values...)
	reply, err := r.scripts.refuse.Run(ctx, atMostOnce{r.db}, append(r.trail.Keys(l.reference), r.keys.once(once)), args...).StringSlice()
	if err != nil {
		return nil, fmt.Errorf("audit refusal of %s on %s: %w", l.act, l.reference, err)
	}
	if reply[0] == again {
		return []byte(reply[1]), nil
	}
	return nil, nil
}
