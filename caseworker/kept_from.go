package caseworker

import (
	"slices"
	"strings"

	"sayso/conversation"
)

// Keeping says from whom on the staff a case is kept: they cannot find it, see it, be called to it,
// take it or make its visit.
type Keeping struct {
	Emails []string `json:"emails,omitempty"` // a human said that they are meant
	Named  []string `json:"named,omitempty"`  // complained of; nobody has said who that is
	Pool   []string `json:"pool,omitempty"`   // an allegation about a professional: only these and managers
}

// Meant is a named human's word on who somebody is that was complained of.
type Meant struct {
	Name   string   `json:"name"`             // as they were named
	Emails []string `json:"emails,omitempty"` // of their accounts; none where they are nobody here
	Stamp
	Why     string   `json:"why,omitempty"`
	DrawsOn []string `json:"draws_on,omitempty"`
}

// SayWho says who on the staff is meant by a name. Until then it is everybody whose name it could be.
type SayWho struct {
	Name    string   `json:"name"`
	Emails  []string `json:"emails"` // none: nobody on the staff
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
	}
	said := Meant{Name: a.Name, Emails: a.Emails, Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Why: a.Reason, DrawsOn: a.DrawsOn}
	same := func(m Meant) bool { return strings.EqualFold(m.Name, a.Name) }
	if at := slices.IndexFunc(t.Meant, same); at >= 0 {
		t.Meant[at] = said
	} else {
		t.Meant = append(t.Meant, said)
	}
	t.letGo(t.m.Facts)
	return nil
}

// letGo takes the case out of the hands of an owner who is, or could be, complained of in it.
func (t *turn) letGo(facts []conversation.Facts) {
	o := t.Owner
	if o == nil || !t.Keeping(facts, Rules{}).Meant(Staff{Email: o.Email, Name: o.Name}) {
		return
	}
	t.Acts++
	t.Owner, t.Released = nil, true
	t.tellAll(conversation.CaseReleased{})
}

// Keeping is from whom the case is kept as it stands.
func (c Case) Keeping(facts []conversation.Facts, rules Rules) (k Keeping) {
	for _, m := range c.Meant {
		k.Emails = append(k.Emails, m.Emails...)
	}
	for _, f := range facts {
		for _, name := range append(slices.Clone(f.Named), f.Avoid) {
			said := slices.ContainsFunc(c.Meant, func(m Meant) bool { return strings.EqualFold(m.Name, name) })
			if !said && len(nameIn(name)) > 0 && !slices.Contains(k.Named, name) {
				k.Named = append(k.Named, name)
			}
		}
	}
	if professional(facts) {
		k.Pool = rules.Allegations
	}
	return k
}

// From reports whether the case is kept from somebody. A machine is nobody who could be complained
// of: what it shows to whom is the council's to see to.
func (k Keeping) From(who Staff) bool {
	if who.Machine {
		return false
	}
	if k.Meant(who) {
		return true
	}
	inPool := func(email string) bool { return strings.EqualFold(email, who.Email) }
	return len(k.Pool) > 0 && !who.May(MayConfirmR1) && !slices.ContainsFunc(k.Pool, inPool)
}

// Meant reports whether somebody is meant, or could be, by a name that was complained of.
func (k Keeping) Meant(who Staff) bool {
	if who.Email != "" && slices.ContainsFunc(k.Emails, func(email string) bool { return strings.EqualFold(email, who.Email) }) {
		return true
	}
	return slices.ContainsFunc(k.Named, func(name string) bool { return couldBe(name, who.Name) })
}

// couldBe reports whether a member of staff could be meant: every part of the name is one of theirs,
// or a short form of it.
func couldBe(named, full string) bool {
	theirs := strings.FieldsFunc(strings.ToLower(full), notALetter)
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
	for _, part := range strings.FieldsFunc(strings.ToLower(named), notALetter) {
		part = strings.TrimSuffix(part, "'s")
		if part = strings.ReplaceAll(part, "'", ""); part != "" && !slices.Contains(noNames, part) {
			parts = append(parts, part)
		}
	}
	if len(parts) > 3 {
		return nil
	}
	return parts
}

func notALetter(r rune) bool {
	return r != '\'' && r != '’' && (r < 'a' || r > 'z') && (r < 'à' || r > 'ÿ')
}
