package caseworker

import (
	"slices"
	"strings"

	"sayso/conversation"
)

// keepMentioned adds those who are only named in what was told, but for whoever told it, whom it is about, and whom a
// human has placed.
func (c Case) keepMentioned(k *Keeping, facts []conversation.Facts) {
	var names, own []string
	for _, f := range facts {
		names, own = append(names, f.Mentioned...), append(own, f.Name, f.ChildName)
	}
	if e := c.Entered; e != nil {
		names, own = append(names, e.Mentioned...), append(own, e.SubmittedBy.Name)
		for _, y := range e.YoungPeople {
			own = append(own, y.Name)
		}
	}
	own = strings.Fields(strings.Join(own, " "))
	for _, name := range names {
		same := func(other string) bool { return strings.EqualFold(other, name) }
		if slices.ContainsFunc(own, same) || slices.ContainsFunc(k.Named, same) || slices.ContainsFunc(k.Mentioned, same) {
			continue
		}
		if at := slices.IndexFunc(c.Meant, func(m Meant) bool { return same(m.Name) }); at >= 0 && !k.ofTeam(name, c.Meant[at].Team) {
			continue
		}
		k.Mentioned = append(k.Mentioned, name)
	}
}

// ofTeam notes that no more is known of a name than its team, and reports whether so much is.
func (k *Keeping) ofTeam(name, team string) bool {
	if team == "" {
		return false
	}
	if k.Teams == nil {
		k.Teams = map[string]string{}
	}
	k.Teams[name] = team
	return true
}

// mentions reports whether somebody has a name that was only mentioned: it is one of theirs, the beginning of one, or
// used for it, or their initials. A name is never cut to fit theirs: "Another" is no Ann.
func mentions(name string, who Staff) bool {
	theirs := nameParts(who.Name)
	if short := strings.Join(nameParts(name), ""); len(short) > 1 && short == initials(theirs) {
		return true
	}
	return slices.ContainsFunc(nameParts(name), func(part string) bool {
		return slices.ContainsFunc(theirs, func(own string) bool {
			return own == part || usedForOneAnother(part, own) || misspelt(part, own) || len(part) >= 3 && strings.HasPrefix(own, part)
		})
	})
}

// initials are the first letters of a name: "jt" of Jo Todd.
func initials(parts []string) string {
	var letters []byte
	for _, part := range parts {
		letters = append(letters, part[0])
	}
	return string(letters)
}
