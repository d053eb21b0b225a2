package console

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"sayso/caseworker"
)

// form is what somebody typed and pressed. What cannot be read is left at its zero value: the rules
// of the act then say, in words for people, what is missing.
type form struct{ *http.Request }

// text is a field as typed, with the line ends that people mean.
func (f form) text(name string) string {
	return strings.ReplaceAll(f.PostFormValue(name), "\r\n", "\n")
}

// many are all values of a field, e.g. of ticked boxes.
func (f form) many(name string) []string {
	f.PostFormValue(name) // parses the form where nobody has yet
	return f.PostForm[name]
}

// version is the version of the case that the page showed.
func (f form) version() int {
	n, _ := strconv.Atoi(f.PostFormValue("version"))
	if n < 1 {
		return -1 // not 0, which would mean that it does not matter
	}
	return n
}

// seen is the last line of each conversation that the page showed: fields seen, "<conversation> <seq>".
func (f form) seen() map[string]int {
	seen := map[string]int{}
	for _, s := range f.many("seen") {
		id, n, _ := strings.Cut(s, " ")
		if seq, err := strconv.Atoi(n); err == nil {
			seen[id] = seq
		}
	}
	return seen
}

// drawsOn are the conversations that staff's own words draw on.
func (f form) drawsOn() []string { return f.many("draws_on") }

// at reads a day and a time of day on the clocks of a zone.
func (f form) at(day, clock string, zone *time.Location) time.Time {
	t, _ := time.ParseInLocation(time.DateOnly+" 15:04", f.PostFormValue(day)+" "+f.PostFormValue(clock), zone)
	return t
}

// date reads a day.
func (f form) date(name string) caseworker.Date {
	var d caseworker.Date
	if d.UnmarshalText([]byte(f.PostFormValue(name))) != nil {
		return caseworker.Date{}
	}
	return d
}
