package caseworker

import (
	"slices"
	"time"

	"sayso/conversation"
)

// formalAsked is since when somebody waits for the formal way: they asked for it, and nobody has
// begun a stage since. Only a person begins one.
func (c Case) formalAsked(facts []conversation.Facts) (since *time.Time) {
	if c.Closed != nil {
		return nil
	}
	for _, f := range facts {
		if f.Formal != nil && (c.stage() == "1" || f.Formal.At.After(c.begun())) {
			since = earlier(since, &f.Formal.At)
		}
	}
	return since
}

// interpreter reports whether one of those who told needs a person who speaks their language.
func interpreter(facts []conversation.Facts) bool {
	return slices.ContainsFunc(facts, func(f conversation.Facts) bool { return f.Interpreter })
}
