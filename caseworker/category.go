package caseworker

import (
	"slices"
	"strings"

	"sayso/conversation"
)

// Category is which of the four a case is, as a named human confirmed it.
type Category struct {
	Name string `json:"name"`
	Stamp
	Why string `json:"why,omitempty"`
}

// Categories lists them, the one with the most rights first. A contact is none of the four: a
// wrong number, a bare "hi".
func Categories() []string {
	return []string{"statutory_complaint", "representation", "customer_care_issue", "compliment", "contact"}
}

// SetCategory confirms what a case is, or changes it. Less than was proposed or confirmed takes a reason
// and somebody who may: the service never lowers it, and nobody silently.
type SetCategory struct {
	Version  int            `json:"version"`
	Seen     map[string]int `json:"seen"`
	Category string         `json:"category"`
	Reason   string         `json:"reason"`
	DrawsOn  []string       `json:"draws_on"`
}

func (a SetCategory) Terms() Terms {
	return Terms{
		Name: "category", Needs: MayJudge, Versioned: true, Version: a.Version,
		Concludes: true, Seen: a.Seen, Why: a.Reason, DrawsOn: a.DrawsOn,
	}
}

func (a SetCategory) do(t *turn) error {
	to := slices.Index(Categories(), a.Category)
	if to < 0 {
		return invalid("category", "There is no such category. Use "+strings.Join(Categories(), ", ")+".")
	}
	if to > slices.Index(Categories(), t.category(t.m.Facts)) {
		if !t.m.By.May(MayLowerCategory) {
			return MayNot(MayLowerCategory)
		}
		if strings.TrimSpace(a.Reason) == "" {
			return needsReason()
		}
	}
	t.Category = &Category{Name: a.Category, Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Why: a.Reason}
	return nil
}

// proposed is what the service takes a case for: the most that any of its conversations is. What
// staff took in is a complaint until somebody says otherwise.
func (c Case) proposed(facts []conversation.Facts) string {
	if c.Entered != nil {
		return Categories()[0]
	}
	best := -1
	for _, f := range facts {
		if at := slices.Index(Categories(), f.Category); at >= 0 && (best < 0 || at < best) {
			best = at
		}
	}
	if best < 0 {
		return Categories()[0]
	}
	return Categories()[best]
}

// category is what counts: as confirmed, or else as proposed.
func (c Case) category(facts []conversation.Facts) string {
	if c.Category != nil {
		return c.Category.Name
	}
	return c.proposed(facts)
}
