package console

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sayso/caseworker"
)

// How the form answers "who is meant?".
const (
	isPeople = "people" // these accounts
	isTeam   = "team"   // somebody of a team
	isNobody = "nobody" // nobody on the staff
)

func meant(f form) caseworker.Act {
	a := caseworker.SayWho{Name: f.text("name"), Reason: f.text("reason"), DrawsOn: f.drawsOn()}
	people := append(slices.Clone(f.many("email")), strings.Fields(f.text("emails"))...)
	is := f.text("is")
	switch {
	case is == isPeople && len(people) == 0, (is == isTeam || is == isNobody) && len(people) > 0, is == isTeam && f.text("team") == "":
		a.Emails = []string{""} // it is not clear what is meant, which must not let anybody in
	case is == isTeam:
		a.Team = f.text("team")
	default:
		a.Emails = people
	}
	return a
}

// whoIsMeant is a name or a word for a job that was complained of, with whom the case is kept from for it.
type whoIsMeant struct {
	Name    string
	Team    string // of which no more is said
	Could   []couldBeMeant
	Teams   []string // of those who could be meant
	Number  int
	Mention bool // it only stands in what was told; nobody was seen to complain of them
	You     bool // whoever looks could be meant, and sees the case because nobody else is left
}

// couldBeMeant is somebody on the staff from whom a case is kept, and why.
type couldBeMeant struct {
	caseworker.Staff
	Why string
}

// saidMeant is what a human said of somebody that was complained of.
type saidMeant struct {
	caseworker.Meant
	Who []string // their names, or an address that no account has
}

// whoIsMeant brings together, for the page, who is kept out and what has been said.
func (c *Console) whoIsMeant(ctx context.Context, you caseworker.Staff, v caseworker.View) (asked []whoIsMeant, said []saidMeant, err error) {
	if len(v.WhoIsMeant)+len(v.Mentioned)+len(v.Meant) == 0 {
		return nil, nil, nil
	}
	all, err := c.Accounts.Everybody(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("look who is meant: %w", err)
	}
	for n, name := range append(slices.Clone(v.WhoIsMeant), v.Mentioned...) {
		w := whoIsMeant{Name: name, Number: n, Team: v.Kept.Teams[name], Mention: n >= len(v.WhoIsMeant)}
		alone := caseworker.Keeping{Named: []string{name}, Teams: v.Kept.Teams}
		if w.Mention {
			alone.Named, alone.Mentioned = nil, alone.Named
		}
		for _, who := range all {
			near := alone.Near(who)
			if near == caseworker.NotMeant {
				continue
			}
			w.You = w.You || who.ID == you.ID
			w.Could = append(w.Could, couldBeMeant{who, whyMeant(who, near)})
			if who.Team != "" && !slices.Contains(w.Teams, who.Team) {
				w.Teams = append(w.Teams, who.Team)
			}
		}
		if w.Mention && len(w.Could) == 0 {
			continue // a brother, a friend, a town: nobody here has such a name
		}
		asked = append(asked, w)
	}
	for _, m := range v.Meant {
		if m.Team != "" {
			continue // it is still asked who
		}
		s := saidMeant{Meant: m}
		for _, email := range m.Emails {
			s.Who = append(s.Who, nameOf(email, all))
		}
		said = append(said, s)
	}
	return asked, said, nil
}

func nameOf(email string, all []caseworker.Staff) string {
	for _, who := range all {
		if strings.EqualFold(who.Email, email) {
			return who.Name
		}
	}
	return email + " (no account has this address: look if it is right)"
}

func whyMeant(who caseworker.Staff, near caseworker.Nearness) string {
	switch {
	case near == caseworker.ByName:
		return "the name could be theirs"
	case who.Job == "":
		return "their account does not say their job"
	case who.Team == "":
		return strings.ToLower(say(string(who.Job)))
	}
	return strings.ToLower(say(string(who.Job))) + ", " + who.Team
}
