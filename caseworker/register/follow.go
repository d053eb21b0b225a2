package register

import (
	"context"
	"fmt"
	"slices"

	"sayso/caseworker"
	"sayso/conversation"
)

// follow notes on an earlier case that its person told of something new. It is done before the new
// case is there, so that nothing can get lost between the two; a link to what is not there is not shown.
func (r *Register) follow(ctx context.Context, f conversation.Facts) error {
	if !wellFormed(f.Follows) {
		return nil
	}
	if err := r.db.SAdd(ctx, r.keys.followed(f.Follows), f.Reference).Err(); err != nil {
		return fmt.Errorf("note on case %s what followed: %w", f.Follows, err)
	}
	return nil
}

// link leaves of what a person told of before and later on the same phone what there are other cases
// of that are not kept from whoever looks: that there is one may be what must be kept from them.
func (r *Register) link(ctx context.Context, by caseworker.Staff, v *caseworker.View) error {
	for n := range v.Conversations {
		t := &v.Conversations[n]
		if t.WentOn {
			after, err := r.db.SMembers(ctx, r.keys.followed(t.Reference)).Result()
			if err != nil {
				return fmt.Errorf("read what followed case %s: %w", t.Reference, err)
			}
			slices.Sort(after)
			others, known, err := r.others(ctx, by, v, after)
			if err != nil {
				return err
			}
			t.FollowedBy, t.WentOn = others, known
		}
		if t.Follows != nil {
			before, _, err := r.others(ctx, by, v, []string{*t.Follows})
			if err != nil {
				return err
			}
			if len(before) == 0 {
				t.Follows = nil
			}
		}
	}
	return nil
}

// others gives those references that find a case other than this one, and one that they may see. known
// says whether they may know that anything was told: not where all of it is hidden from them.
func (r *Register) others(ctx context.Context, by caseworker.Staff, v *caseworker.View, references []string) (found []string, known bool, err error) {
	at, hidden, err := r.hidden(ctx, by, references)
	if err != nil {
		return nil, false, err
	}
	found, known = []string{}, len(references) == 0 && by.May(caseworker.MayConfirmR1)
	for n, reference := range references {
		if hidden[n] {
			continue
		}
		if known = true; at[n] != "" && at[n] != v.Reference {
			found = append(found, reference)
		}
	}
	return found, known, nil
}
