package conversation

import (
	"slices"
	"time"

	"sayso/conversation/meaning"
)

// ofDanger are the sentences that are said to whoever is in danger. A grandmother who says that she will kill herself
// is asked if she is safe, not if the child is, and is told where she can turn.
var ofDanger = []string{
	"danger", "danger_not_passed", "danger_where", "danger_where_not_passed", "danger_wait", "danger_ok", "danger_unsure",
	"self_harm", "still_telling", "worker_knows", "alert_failed", "safe_now", "limits_safe_now", "welcome_danger",
}

// hearWhose notes whether who speaks for another is in danger themselves. It stays so for the hour after the call,
// whatever else is told meanwhile.
func (n *turn) hearWhose(text string, r meaning.Reading) {
	switch {
	case n.s.who() != OnBehalf:
	case n.reader().NotSafe(text) == "me", r.Risk != meaning.None && n.reader().HurtsThemselves(text):
		n.s.Danger.Own = true
	case r.Risk == meaning.None:
	case n.s.Danger.Own && !n.callIsFresh(time.Hour):
		n.s.Danger.Own = false
	}
}

// audienceOf is who listens to this sentence.
func (n *turn) audienceOf(name string) audience {
	a := n.audience()
	if n.s.Danger.Own && a.behalf && slices.Contains(ofDanger, name) {
		a.behalf, a.adult, a.older = false, false, a.adult
	}
	return a
}
