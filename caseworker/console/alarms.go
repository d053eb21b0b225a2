package console

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"sayso/caseworker"
)

// alarms is a page of nothing but the alarms, which every page shows. A page that is open asks for
// it as time passes: looking at the whole case again would be one more look in the audit.
func (c *Console) alarms(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	c.render(w, r, http.StatusOK, "alarms", "Alarms", who, nil)
}

// alarmsFor are the alarms but those of cases that are kept from whoever looks. Where that cannot be
// told none is shown that names a case.
func (c *Console) alarmsFor(ctx context.Context, who caseworker.Staff) ([]Alarm, error) {
	all, err := c.Undone(ctx)
	var references []string
	for _, a := range all {
		if a.Reference != "" {
			references = append(references, a.Reference)
		}
	}
	hidden, unknown := c.Cases.HiddenFrom(ctx, who, references)
	shown := slices.DeleteFunc(slices.Clone(all), func(a Alarm) bool {
		return a.Reference != "" && (unknown != nil || hidden[a.Reference])
	})
	if unknown == nil && len(shown) < len(all) && who.May(caseworker.MayConfirmR1) {
		var nobodys *Alarm
		if nobodys, unknown = c.forNobody(ctx, all, references); nobodys != nil {
			shown = append(shown, *nobodys)
		}
	}
	return shown, errors.Join(err, unknown)
}

// forNobody is the one alarm that stands for those of cases that nobody here can see: it names none of them.
func (c *Console) forNobody(ctx context.Context, all []Alarm, references []string) (*Alarm, error) {
	nobodys, err := c.Cases.ForNobody(ctx, references)
	if err != nil {
		return nil, err
	}
	for _, a := range all { // the oldest first
		if nobodys[a.Reference] {
			return &Alarm{What: "Something is due on a case that is kept from everybody here. Have an account made for somebody else, who can see it", Since: a.Since}, nil
		}
	}
	return nil, nil
}
