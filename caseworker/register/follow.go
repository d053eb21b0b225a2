package register

import (
	"context"
	"fmt"
	"slices"

	"github.com/redis/go-redis/v9"

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
// of. Whoever may view one case may view them all.
func (r *Register) link(ctx context.Context, v *caseworker.View) (err error) {
	for n := range v.Conversations {
		t := &v.Conversations[n]
		if t.WentOn {
			if t.FollowedBy, err = r.db.SMembers(ctx, r.keys.followed(t.Reference)).Result(); err != nil {
				return fmt.Errorf("read what followed case %s: %w", t.Reference, err)
			}
			slices.Sort(t.FollowedBy)
			if t.FollowedBy, err = r.others(ctx, v, t.FollowedBy); err != nil {
				return err
			}
		}
		if t.Follows != nil {
			before, err := r.others(ctx, v, []string{*t.Follows})
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

// others gives those references that find a case other than this one.
func (r *Register) others(ctx context.Context, v *caseworker.View, references []string) ([]string, error) {
	exist := make([]*redis.IntCmd, len(references))
	_, err := r.db.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for n, reference := range references {
			exist[n] = pipe.Exists(ctx, r.keys.entry(reference))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for cases: %w", err)
	}
	found := []string{}
	for n, reference := range references {
		if exist[n].Val() == 1 && reference != v.Reference && !slices.Contains(v.Aliases, reference) {
			found = append(found, reference)
		}
	}
	return found, nil
}
