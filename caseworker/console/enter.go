package console

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"sayso/caseworker"
)

// enterPage is the form for what came by phone, by letter, by e-mail or in person.
type enterPage struct {
	Now     time.Time
	Once    string
	Refused *caseworker.Refusal
	typed   url.Values // what was refused, so that nobody types twice
}

func (c *Console) showEnter(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	c.enterWith(w, r, who, http.StatusOK, enterPage{})
}

func (c *Console) enterWith(w http.ResponseWriter, r *http.Request, who caseworker.Staff, status int, p enterPage) {
	var err error
	if p.Once, err = c.random(); err != nil {
		c.fail(w, r, who, err)
		return
	}
	p.Now = c.Now()
	c.render(w, r, status, "enter", "Take in a complaint", who, p)
}

// enter takes it in, and leads to the new case.
func (c *Console) enter(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	if err := r.ParseForm(); err != nil {
		c.problem(w, r, who, http.StatusBadRequest, "This form could not be read. It may have been too long.")
		return
	}
	answer, err := c.Cases.Enter(r.Context(), once(r), who, c.entered(form{r}))
	var refusal caseworker.Refusal
	switch {
	case errors.As(err, &refusal):
		c.enterWith(w, r, who, statusOf(refusal), enterPage{Refused: &refusal, typed: r.PostForm})
	case err != nil:
		c.fail(w, r, who, err)
	default:
		http.Redirect(w, r, "/staff/cases/"+answer.Reference+"?done=enter", http.StatusSeeOther)
	}
}

func (c *Console) entered(f form) caseworker.EnterCase {
	act := caseworker.EnterCase{
		Channel: f.text("channel"), Received: f.at("day", "clock", c.config.Rules.Zone), Words: f.text("words"),
		SubmittedBy: caseworker.SubmittedBy{Who: f.text("who"), Name: f.text("name"), KeepFrom: f.text("keep_from")},
	}
	if act.SubmittedBy.Who == "on_behalf" {
		act.SubmittedBy.Relationship, act.SubmittedBy.YoungPersonKnows = f.chosen("relationship"), f.chosen("knows")
	}
	young := caseworker.Young{Name: f.text("young_name")}
	if young.Name == "" && act.SubmittedBy.Who == "young_person" {
		young.Name = act.SubmittedBy.Name
	}
	if age, err := strconv.Atoi(strings.TrimSpace(f.text("young_age"))); err == nil && age >= 0 {
		young.Age = &age
	}
	act.YoungPeople = []caseworker.Young{young}
	return act
}

// chosen is what was chosen from a list, or nil.
func (f form) chosen(name string) *string {
	if s := f.text(name); s != "" {
		return &s
	}
	return nil
}

// Typed is what was typed into a field of a form that was refused, or else what it starts with.
func (p enterPage) Typed(field, otherwise string) string {
	if p.Refused == nil {
		return otherwise
	}
	return p.typed.Get(field)
}

// Chosen reports whether one of many values was chosen in a form that was refused.
func (p enterPage) Chosen(field, value string) bool { return slices.Contains(p.typed[field], value) }

// The lists that the form offers.
func (enterPage) Doors() []string         { return caseworker.OtherDoors() }
func (enterPage) Speakers() []string      { return []string{"young_person", "on_behalf", "unknown"} }
func (enterPage) Relationships() []string { return caseworker.Relationships() }
func (enterPage) Knows() []string         { return []string{"yes", "no", "unsure"} }
