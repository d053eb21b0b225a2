package caseworker

import (
	"slices"
	"strings"

	"sayso/conversation"
)

// Keeping says from whom on the staff a case is kept: they cannot find it, see it, be called to it,
// take it or make its visit.
type Keeping struct {
	Emails    []string          `json:"emails,omitempty"`    // a human said that they are meant
	Named     []string          `json:"named,omitempty"`     // complained of, by a name or a word for a job; nobody has said who that is
	Known     []string          `json:"known,omitempty"`     // by which those of Emails were named
	Mentioned []string          `json:"mentioned,omitempty"` // only named in what was told; whoever has that name could be meant
	Teams     map[string]string `json:"teams,omitempty"`     // of those named, where a human has said no more than the team
	Pool      []string          `json:"pool,omitempty"`      // an allegation about a professional: only these and managers
}

// Nearness is how near somebody on the staff is to being who was complained of.
type Nearness int

// How near, the nearest last.
const (
	NotMeant  Nearness = iota
	NotTheirs          // not meant, but an allegation about a professional is for others to look after
	ByJob              // "my sw" could be them
	ByName             // "Dave" could be them
	BySaid             // a human said that it is them
)

// Meant is a named human's word on who somebody is that was complained of.
type Meant struct {
	Name   string   `json:"name"`             // as they were named
	Emails []string `json:"emails,omitempty"` // of their accounts; none where they are nobody here
	Team   string   `json:"team,omitempty"`   // no more is said than that they are of this team
	Stamp
	Why     string   `json:"why,omitempty"`
	DrawsOn []string `json:"draws_on,omitempty"`
}

// SayWho says who on the staff is meant by a name or a word for a job. Until then it is everybody whose
// name or job it could be.
type SayWho struct {
	Name    string   `json:"name"`
	Emails  []string `json:"emails"` // none: nobody on the staff
	Team    string   `json:"team"`   // instead of Emails: somebody of this team, and it must still be said who
	Reason  string   `json:"reason"`
	DrawsOn []string `json:"draws_on"`
}

func (a SayWho) Terms() Terms {
	return Terms{Name: "meant", Needs: MayJudge, Why: a.Reason, DrawsOn: a.DrawsOn, OnClosed: true}
}

func (a SayWho) do(t *turn) error {
	switch {
	case strings.TrimSpace(a.Name) == "":
		return invalid("name", "Say which name you mean.")
	case strings.TrimSpace(a.Reason) == "":
		return needsReason()
	case slices.ContainsFunc(a.Emails, func(email string) bool { return strings.TrimSpace(email) == "" }):
		return invalid("emails", "Say either who it is, or only their team, or that it is nobody on the staff.")
	case strings.TrimSpace(a.Team) != "" && len(a.Emails) > 0:
		return invalid("team", "Say who it is, or only their team.")
	}
	said := Meant{Name: a.Name, Emails: a.Emails, Team: strings.TrimSpace(a.Team), Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Why: a.Reason, DrawsOn: a.DrawsOn}
	same := func(m Meant) bool { return sameMeant(m.Name, a.Name) }
	if at := slices.IndexFunc(t.Meant, same); at >= 0 {
		t.Meant[at] = said
	} else {
		t.Meant = append(t.Meant, said)
	}
	if len(a.Emails) > 0 && t.Keeping(t.m.Facts, t.m.Rules).ForNobody(t.m.All) {
		return t.conflict("nobody_left", "Then nobody could see this case, nor what is due of it. Have an account made for somebody else first.")
	}
	t.letGo(t.m.Facts, t.m.Rules)
	t.lapse(t.m.Facts, t.m.At)
	return nil
}

// letGo takes the case out of the hands of an owner from whom it is kept: they are, or could be, complained of in it, or
// it has become an allegation that others look after.
func (t *turn) letGo(facts []conversation.Facts, rules Rules) {
	o := t.Owner
	if o == nil || !t.Keeping(facts, rules).From(o.staff()) {
		return
	}
	t.Acts++
	t.Owner, t.Released = nil, true
	t.tellAll(conversation.CaseReleased{})
}

// Keeping is from whom the case is kept as it stands.
func (c Case) Keeping(facts []conversation.Facts, rules Rules) (k Keeping) {
	for _, m := range c.Meant {
		if k.Emails = append(k.Emails, m.Emails...); len(m.Emails) > 0 {
			k.Known = append(k.Known, m.Name)
		}
	}
	for _, f := range facts {
		for _, name := range append(slices.Clone(f.Named), f.Avoid, f.KeepFrom) {
			k.keep(name, c.Meant)
		}
	}
	if c.Entered != nil {
		for _, name := range append(slices.Clone(c.Entered.Named), c.Entered.SubmittedBy.KeepFrom) {
			k.keep(name, c.Meant)
		}
	}
	c.keepMentioned(&k, facts)
	if professional(facts) {
		k.Pool = rules.Allegations
	}
	return k
}

// keep adds a name, unless it names nobody, is known, or a human has said who it is.
func (k *Keeping) keep(name string, meant []Meant) {
	known := func(n string) bool { return sameMeant(n, name) }
	if jobs, _ := jobsIn(name); len(jobs) == 0 && len(nameIn(name)) == 0 || slices.ContainsFunc(k.Named, known) {
		return
	}
	if at := slices.IndexFunc(meant, func(m Meant) bool { return sameMeant(m.Name, name) }); at >= 0 && !k.ofTeam(name, meant[at].Team) {
		return
	}
	k.Named = append(k.Named, name)
}

// From reports whether the case is kept from somebody. A machine is nobody who could be complained
// of: what it shows to whom is the council's to see to. Whoever is called without an account is shown
// nothing, and was chosen before they were called.
func (k Keeping) From(who Staff) bool {
	if who.Machine || who.Role == RoleDuty && who.Email == "" {
		return false
	}
	return k.Near(who) != NotMeant || k.Outside(who)
}

// Outside reports whether it is an allegation about a professional that others look after: neither a manager
// nor one of the pool.
func (k Keeping) Outside(who Staff) bool {
	inPool := func(email string) bool { return strings.EqualFold(email, who.Email) }
	return len(k.Pool) > 0 && !who.May(MayConfirmR1) && !slices.ContainsFunc(k.Pool, inPool)
}

// FallsTo reports whether a case that is kept from a manager falls to them all the same: nobody else of
// all the staff is left who could say who is meant, and no human has said that it is they.
func (k Keeping) FallsTo(manager Staff, all []Staff) bool {
	left := func(s Staff) bool { return s.ID != manager.ID && s.May(MayJudge) && !s.Machine && !k.From(s) }
	return manager.May(MayConfirmR1) && k.Near(manager) < BySaid && !slices.ContainsFunc(all, left)
}

// ForNobody reports whether nobody of all the staff is left who could see the case and say who is meant.
func (k Keeping) ForNobody(all []Staff) bool {
	sees := func(s Staff) bool { return s.May(MayJudge) && !s.Machine && (!k.From(s) || k.FallsTo(s, all)) }
	return len(all) > 0 && !slices.ContainsFunc(all, sees)
}

// Near says how near somebody is to being meant by what was complained of.
func (k Keeping) Near(who Staff) (near Nearness) {
	if who.Email != "" && slices.ContainsFunc(k.Emails, func(email string) bool { return strings.EqualFold(email, who.Email) }) {
		return BySaid
	}
	for _, name := range k.Named {
		near = max(near, k.by(name, who))
	}
	if near >= ByName || len(k.Mentioned) == 0 {
		return near
	}
	theirs := spell(who.Name)
	for _, name := range k.Mentioned {
		near = max(near, k.byMention(name, who, theirs))
	}
	return near
}

// by says how near one name that was complained of brings somebody.
func (k Keeping) by(name string, who Staff) Nearness {
	jobs, _ := jobsIn(name)
	switch {
	case k.ofAnotherTeam(name, who):
		return NotMeant
	case couldBe(name, who.Name):
		return ByName
	case hasJob(who, jobs):
		return ByJob
	}
	return NotMeant
}

// byMention says how near a name that was only mentioned brings somebody.
func (k Keeping) byMention(name string, who Staff, theirs spelt) Nearness {
	if theirs.mentions(name) && !k.ofAnotherTeam(name, who) {
		return ByName
	}
	return NotMeant
}

// ofAnotherTeam: they are known to be of another team than was said of a name, and so are not meant by it.
func (k Keeping) ofAnotherTeam(name string, who Staff) bool {
	team := k.Teams[name]
	return team != "" && who.Team != "" && !strings.EqualFold(team, strings.TrimSpace(who.Team))
}

// Comes reports whether somebody who is to come to a visit, as staff wrote them down, could be meant: by
// a name, by the same word for a job, or as whom a human has said it is.
func (k Keeping) Comes(with string) bool {
	jobs, _ := jobsIn(with)
	named := slices.ContainsFunc(append(slices.Clone(k.Named), k.Known...), func(name string) bool {
		theirs, _ := jobsIn(name)
		return couldBe(name, with) || slices.ContainsFunc(jobs, func(job Job) bool { return slices.Contains(theirs, job) })
	})
	return named || slices.ContainsFunc(eachOf(with), func(one string) bool {
		theirs := spell(one)
		said := func(email string) bool {
			name, _, _ := strings.Cut(email, "@")
			return couldBe(one, name)
		}
		return slices.ContainsFunc(k.Mentioned, theirs.mentions) || slices.ContainsFunc(k.Emails, said)
	})
}

// eachOf are the names of those who come together: "Miss Bell and Priya" are bell, and priya.
func eachOf(with string) []string {
	all := []string{""}
	for _, part := range nameParts(strings.NewReplacer("&", " and ", "+", " and ", ",", " and ").Replace(with)) {
		switch {
		case part == "and" || part == "with":
			all = append(all, "")
		case !slices.Contains(noNames, part):
			all[len(all)-1] += " " + part
		}
	}
	return all
}

// CouldBeOne reports whether somebody of a rota could be an account by its name: each part of the shorter name
// is one of the other's.
func CouldBeOne(one, other string) bool { return couldBe(one, other) || couldBe(other, one) }

// couldBe reports whether a member of staff could be meant: every part of the name is one of theirs,
// or a short form of it.
func couldBe(named, full string) bool {
	theirs := nameParts(full)
	parts := nameIn(named)
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(part string) bool {
		return !slices.ContainsFunc(theirs, func(own string) bool { return sameName(part, own) })
	})
}

// noNames are what stands beside a name, or for somebody without one.
var noNames = strings.Fields(`a an and at been by can cant cannot dont doesnt her him his in is it me mr mrs ms miss dr my near never no nobody not of off on or our
	person she he sir that the their them they this to want who with worker workers social sw s w key kw carer carers foster fc staff manager support
	personal adviser advisor pa iro teacher tutor head home school lady man woman guy bloke new old from please only any anyone someone nothing none yes maybe idk
	send talk speak come mum dad nan grandad sister brother family child
	tell told about office stepdad stepmum stepbrother stepsister step uncle aunt auntie cousin boyfriend girlfriend ex partner`)

// nameIn are the parts of a name that tell one person from another. Of a whole sentence, as "anyone
// we must not send?" may be answered with, there are none.
func nameIn(named string) (parts []string) {
	named = strings.NewReplacer("'s ", " ", "’s ", " ").Replace(named + " ")
	for _, part := range nameParts(named) {
		if !slices.Contains(noNames, part) {
			parts = append(parts, part)
		}
	}
	if len(parts) > 3 {
		return nil
	}
	return parts
}
