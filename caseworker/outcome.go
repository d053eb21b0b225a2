package caseworker

// Outcome is what was found about one issue, and, derived, about a case.
type Outcome string

// The outcomes.
const (
	Upheld          Outcome = "upheld"
	PartiallyUpheld Outcome = "partially_upheld"
	NotUpheld       Outcome = "not_upheld"
	NoFinding       Outcome = "no_finding"
	Withdrawn       Outcome = "withdrawn"
	Transferred     Outcome = "transferred"
)

// Outcomes lists them.
func Outcomes() []Outcome {
	return []Outcome{Upheld, PartiallyUpheld, NotUpheld, NoFinding, Withdrawn, Transferred}
}

// Overall is the outcome of a case, derived from its issues' ("3 could be upheld and 2 not upheld"
// is partially upheld: Halton board, 27 January 2020). It is "" while one has none, or there is none.
//
// Withdrawn and transferred issues do not count; where nothing else is left, the case is
// transferred if any of it goes on elsewhere, else withdrawn. All upheld is upheld; any part
// upheld beside anything else is partially upheld; nothing upheld is not upheld, unless
// something could not be found out.
func Overall(issues []Outcome) Outcome {
	n := map[Outcome]int{}
	for _, o := range issues {
		if o == "" {
			return ""
		}
		n[o]++
	}
	counted := len(issues) - n[Withdrawn] - n[Transferred]
	switch {
	case len(issues) == 0:
		return ""
	case counted == 0 && n[Transferred] > 0:
		return Transferred
	case counted == 0:
		return Withdrawn
	case n[Upheld] == counted:
		return Upheld
	case n[Upheld]+n[PartiallyUpheld] > 0:
		return PartiallyUpheld
	case n[NoFinding] > 0:
		return NoFinding
	}
	return NotUpheld
}

func outcomes(issues []Issue) []Outcome {
	all := make([]Outcome, len(issues))
	for n, i := range issues {
		all[n] = i.Outcome
	}
	return all
}
