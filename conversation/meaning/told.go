package meaning

// Told is an answer to a question that nobody had asked yet, or an earlier one put right. Offsets
// count runes and say where in the message it stands.
type Told struct {
	Ask   string // "child_age", "contact_safe" ...
	Reply Reply
	Start int
	End   int
}

// Introduction is someone saying who writes from now on: "this is his mum now".
type Introduction struct {
	Who          string // Self or Behalf
	Relationship string // on behalf: who they are to the young person, or ""
	Name         string // who they say they are ("its jade now"), or ""
	Now          bool   // they say themselves that they are somebody else than before
}
