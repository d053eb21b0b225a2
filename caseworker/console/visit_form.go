package console

import (
	"time"

	"sayso/caseworker"
)

// visitForm is the form that books a visit or moves one, with what its fields start with.
type visitForm struct {
	formPart
	Day, From, Until, Place, With string
}

// BookForm is the form for a new visit.
func (p casePage) BookForm(with string) visitForm {
	return visitForm{formPart: p.Form("visit"), With: with}
}

// MoveForm is the form that moves a visit: it starts with the visit as it is.
func (p casePage) MoveForm(v caseworker.ViewVisit) visitForm {
	at, until := v.At.In(p.zone), v.Until.In(p.zone)
	return visitForm{
		formPart: p.Form("move-" + v.ID), Day: at.Format(time.DateOnly), From: at.Format("15:04"), Until: until.Format("15:04"),
		Place: v.Place, With: v.With,
	}
}

// With is whom a visit is with, as forms name them.
func (casePage) With(v caseworker.ViewVisit) string {
	if v.Conversation == nil {
		return caseworker.EnteredHere
	}
	return *v.Conversation
}

// Begun reports whether a visit's time has come: before that nobody can say how it went.
func (p casePage) Begun(v caseworker.ViewVisit) bool { return !p.Now.Before(v.At) }

// VisitStates are what can be recorded of a visit now.
func (p casePage) VisitStates(v caseworker.ViewVisit) []string {
	if p.Begun(v) {
		return []string{"done", "missed", "refused"}
	}
	return []string{"refused"}
}
