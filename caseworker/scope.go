package caseworker

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Scope is what a token may be used for, of all that its owner may: names of permissions, each between
// spaces. "" is everything, as for somebody who has signed in.
type Scope string

// ReadScope is a scope of these permissions, of which its owner must have each.
func (s Staff) ReadScope(only []Permission) (Scope, error) {
	var text strings.Builder
	text.WriteString(" ")
	for _, p := range only {
		if !s.May(p) {
			return "", fmt.Errorf("%s may not %q; the permissions are %s", s.Role, p, strings.Join(named(s.usual()), ", "))
		}
		text.WriteString(string(p) + " ")
	}
	return Scope(text.String()), nil
}

// UsualScope is all that somebody may, but what needs proof: it is in a token only where it is asked for by name,
// since nobody sits before a token who could be asked who they are.
func (s Staff) UsualScope() Scope { return Scope(" " + strings.Join(named(s.usual()), " ") + " ") }

func (s Staff) usual() []Permission {
	var all []Permission
	for _, p := range slices.Sorted(maps.Keys(allowed)) {
		if s.May(p) && !p.NeedsProof() {
			all = append(all, p)
		}
	}
	return all
}

func (s Scope) covers(p Permission) bool {
	return s == "" || strings.Contains(string(s), " "+string(p)+" ")
}

func named(all []Permission) []string {
	names := make([]string, len(all))
	for n, p := range all {
		names[n] = string(p)
	}
	return names
}
