package console

import (
	"bytes"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"strings"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/register"
)

//go:embed templates/*.html
var templates embed.FS

// pages are the templates, each with the frame around it.
type pages map[string]*template.Template

// frame is what every page shows around its own part.
type frame struct {
	Title     string
	Council   string
	Who       caseworker.Staff // nobody on the sign-in page
	NotSigned bool
	Alarms    []alarmLine
	Unwatched bool // the alarms could not be read
	Main      any
}

// alarmLine is an alarm with its age.
type alarmLine struct {
	Alarm
	Age string
}

// readPages reads all templates at once, so that one that is broken stops the start. A page whose
// parts fill more than one file has them beside it: case.html, case_visits.html.
func readPages(zone *time.Location) (pages, error) {
	words := template.FuncMap{
		"say": say, "delivery": delivery, "notArrived": notArrived, "visitState": visitState, "sorted": sorted, "cannotWrite": cannotWrite, "instead": caseworker.WhatInstead,
		"route": byRoute, "wrote": wrote, "homeOf": homeOf, "asked": asked, "did": did, "date": shortDate, "language": language,
		"at":    func(t time.Time) string { return t.In(zone).Format("Mon 2 Jan, 15:04") },
		"clock": func(t time.Time) string { return t.In(zone).Format("15:04") },
		"day":   func(t time.Time) string { return t.In(zone).Format("Monday 2 January") },
		"stamp": func(t time.Time) string { return t.In(zone).Format("Mon 2 Jan 2006, 15:04:05") },
		"iso":   func(t time.Time) string { return t.In(zone).Format(time.RFC3339) },
		"ymd":   func(t time.Time) string { return t.In(zone).Format(time.DateOnly) },
		"first": func(name string) string { first, _, _ := strings.Cut(name, " "); return first },
		"value": deref,
		"join":  joined,
		"lower": strings.ToLower,
	}
	read := pages{}
	for _, name := range []string{"sign_in", "code", "prove", "second_step", "queue", "case", "problem", "alarms", "enter", "report", "audit", "erased", "changes_due"} {
		t, err := template.New("frame.html").Funcs(words).ParseFS(templates, "templates/frame.html", "templates/parts.html", "templates/"+name+"*.html")
		if err != nil {
			return nil, fmt.Errorf("console page %s: %w", name, err)
		}
		read[name] = t
	}
	return read, nil
}

// render writes a page, or nothing of it where it fails.
func (c *Console) render(w http.ResponseWriter, r *http.Request, status int, name, title string, who caseworker.Staff, main any) {
	f := frame{Title: title, Council: c.config.Council, Who: who, NotSigned: c.notSigned(), Main: main}
	if who.May(caseworker.MayList) { // an alarm names a case
		alarms, err := c.alarmsFor(r.Context(), who)
		if err != nil {
			c.Log.Error("alarms cannot be shown to staff", "error", err)
			f.Unwatched = true
		}
		for _, a := range alarms {
			f.Alarms = append(f.Alarms, alarmLine{a, age(a.Since, c.Now())})
		}
	}
	var page bytes.Buffer
	if err := c.pages[name].ExecuteTemplate(&page, "frame.html", f); err != nil {
		c.Log.Error("a staff page cannot be written", "page", name, "error", err)
		http.Error(w, "Something went wrong.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	page.WriteTo(w)
}

// problemPage is one sentence about what went wrong.
type problemPage struct{ Words string }

func (c *Console) problem(w http.ResponseWriter, r *http.Request, who caseworker.Staff, status int, words string) {
	c.render(w, r, status, "problem", "Not done", who, problemPage{words})
}

// fail tells people what they may know and the log the rest. The two are found together by a
// number that is on both.
func (c *Console) fail(w http.ResponseWriter, r *http.Request, who caseworker.Staff, err error) {
	var refusal caseworker.Refusal
	switch {
	case errors.As(err, &refusal):
		c.problem(w, r, who, statusOf(refusal), refusal.Words)
	case errors.Is(err, register.ErrNoCase):
		c.problem(w, r, who, http.StatusNotFound, "There is no such case.")
	default:
		ref, _ := c.random() // without randomness the time in the log must do
		c.Log.Error("a staff page failed", "ref", ref, "route", r.Pattern, "staff", who, "error", err)
		c.problem(w, r, who, http.StatusInternalServerError, "Something went wrong, and it is ours to mend (ref "+ref+"). Go back: what you typed should still be there. Then try again.")
	}
}

// random gives 16 letters and figures that nobody can guess.
func (c *Console) random() (string, error) {
	b := make([]byte, 8)
	if _, err := io.ReadFull(c.Fresh, b); err != nil {
		return "", fmt.Errorf("randomness for a page: %w", err)
	}
	return hex.EncodeToString(b), nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func (c *Console) nothingHere(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	c.problem(w, r, who, http.StatusNotFound, "There is no such page.")
}
