package register

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"sayso/caseworker"
)

// ChangesDue are the cases, closed ones too, of which something that was agreed is still to change, the first day first.
// It is one line of the audit, as a page of the queue is.
func (r *Register) ChangesDue(ctx context.Context, by caseworker.Staff) ([]caseworker.Row, error) {
	line := r.line(by, "changes_due", "")
	if !by.May(caseworker.MayList) {
		return nil, r.mayNot(ctx, line, caseworker.MayList)
	}
	due, seen := []caseworker.Row{}, map[string]bool{}
	door, found := doorFor(r, by), r.db.HScan(ctx, r.keys.rows(), 0, "", stretch).Iterator()
	for found.Next(ctx) {
		reference := found.Val()
		if !found.Next(ctx) {
			break
		}
		row, err := r.openRow(reference, found.Val())
		if err != nil {
			return nil, err
		}
		if row.ChangeDue == nil || seen[reference] {
			continue // a hash that grows while it is read may give one twice
		}
		seen[reference] = true
		if shut, err := door.shut(ctx, row.Kept); err != nil {
			return nil, err
		} else if !shut {
			due = append(due, row.Row)
		}
	}
	if err := found.Err(); err != nil {
		return nil, fmt.Errorf("read rows: %w", err)
	}
	slices.SortFunc(due, func(a, b caseworker.Row) int {
		return cmp.Or(strings.Compare(a.ChangeDue.String(), b.ChangeDue.String()), strings.Compare(a.Reference, b.Reference))
	})
	line.count = len(due)
	return due, r.looked(ctx, line)
}
