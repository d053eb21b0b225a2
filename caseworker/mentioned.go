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

// spelt is somebody's name in all the ways in which it could be written as one word, to be compared with many words.
type spelt struct {
	parts []string
	ways  map[string]bool
}

// deskWords are no part of a name: a rota calls desks and teams beside people.
var deskWords = strings.Fields("duty desk team emergency out of hours office line phone on call rota manager service services safeguarding hub edt ooh")

// spell takes a name apart: "Karen Ann Mills" is karen, kaz, mills, karenmills, kmills, karenm, km, kam, and the m of "Mrs M".
func spell(name string) spelt {
	s := spelt{ways: map[string]bool{}}
	for _, part := range nameParts(name) {
		if !slices.Contains(deskWords, part) {
			s.parts = append(s.parts, part)
		}
	}
	if len(s.parts) == 0 {
		return s
	}
	for n, part := range s.parts {
		s.ways[part] = true
		for _, line := range linesOf[part] {
			for _, other := range shortNames[line] {
				s.ways[other] = true
			}
		}
		for to := n + 2; to <= len(s.parts); to++ {
			s.ways[strings.Join(s.parts[n:to], "")] = true // "smithjones"
		}
	}
	first, last := s.parts[0], s.parts[len(s.parts)-1]
	for _, way := range []string{first + last, first[:1] + last, first + last[:1], first[:1] + last[:1], last[:1], initials(s.parts)} {
		s.ways[way] = true
	}
	return s
}

// mentions reports whether somebody has a name that was only mentioned: it is one of theirs, the beginning of one, or
// used for it, or their initials. A name is never cut to fit theirs: "Another" is no Ann.
func (s spelt) mentions(name string) bool {
	parts := nameParts(name)
	if len(parts) == 1 {
		return s.is(parts[0])
	}
	if len(parts) == 2 && s.ways[parts[0]+parts[1]] {
		return true // "K.B."
	}
	return slices.ContainsFunc(parts, func(part string) bool { return len(part) > 1 && s.is(part) })
}

// is reports whether one word could be meant for the name.
func (s spelt) is(word string) bool {
	return s.ways[word] || slices.ContainsFunc(s.parts, func(own string) bool {
		return misspelt(word, own) || len(word) >= 3 && strings.HasPrefix(own, word) || withParticle(word, own)
	})
}

// particles stand before a name and are written with it or apart from it, or left out.
var particles = strings.Fields("o mc mac al el de di du van von st ab ap le la")

// withParticle: "brien" and O'Brien, "hassan" and Alhassan.
func withParticle(part, own string) bool {
	const least = 4 // letters
	before, is := strings.CutSuffix(own, part)
	return is && len(part) >= least && slices.Contains(particles, before)
}

// initials are the first letters of a name: "jt" of Jo Todd.
func initials(parts []string) string {
	var letters []byte
	for _, part := range parts {
		letters = append(letters, part[0])
	}
	return string(letters)
}
