package rehearsal

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"sayso/conversation"
)

// act is one line that people wrote.
type act struct {
	line  int
	who   string // "Young person", "Mum (same phone)", "Caseworker Sam to Mum"; "" for a line in brackets
	name  string // who without where: "Mum"
	place string // "same phone", or "" for the scene's first door
	staff string // the first name of a caseworker, or ""
	to    string // whom the caseworker writes to; "" for the scene's only talk
	text  string
}

const column = 14 // where the words begin

var (
	indent      = strings.Repeat(" ", column)
	machineLine = regexp.MustCompile(`^Service( to [^:(]+)?( \([^:)]+\))?:`)
	personLabel = regexp.MustCompile(`^([^:()]+?)(?: \(([^()]+)\))?$`)
	staffLabel  = regexp.MustCompile(`^Caseworker (\w+)(?: to ([^:()]+))?$`)
)

// places are the words for where somebody writes, and the door that they name.
func places() map[string]Door {
	return map[string]Door{
		"by text": {Channel: conversation.SMS}, "same phone": {Channel: conversation.SMS},
		"in the chat": {Channel: conversation.Chat}, "same chat": {Channel: conversation.Chat},
		"another phone": {Channel: conversation.SMS, Name: "another phone"},
		"a new chat":    {Channel: conversation.Chat, Name: "a new chat"},
	}
}

// String gives the words for a door.
func (d Door) String() string {
	switch {
	case d.Name != "":
		return d.Name
	case d.Channel == conversation.Chat:
		return "in the chat"
	}
	return "by text"
}

// readAct reads a line that people wrote.
func readAct(line string) (act, error) {
	if inner, ok := bracketed(line); ok {
		return act{text: inner}, nil
	}
	who, text, found := strings.Cut(line, ":")
	a := act{who: who, text: strings.TrimSpace(text)}
	m := personLabel.FindStringSubmatch(who)
	switch {
	case !found || m == nil || strings.HasPrefix(line, " "):
		return act{}, errors.New(`want "Somebody: words" or "(what happens)"`)
	case a.text == "":
		return act{}, fmt.Errorf("%s says nothing", who)
	case machineLine.MatchString(line):
		return act{}, fmt.Errorf("%s: only the machine writes what the service says", who)
	}
	if staff := staffLabel.FindStringSubmatch(who); staff != nil {
		a.name, a.staff, a.to = who, staff[1], staff[2]
		return a, nil
	}
	if strings.HasPrefix(who, "Caseworker") {
		return act{}, fmt.Errorf(`%q is nobody; want "Caseworker Sam" or "Caseworker Sam to Mum"`, who)
	}
	a.name, a.place = m[1], m[2]
	if _, ok := places()[a.place]; !ok && a.place != "" {
		return act{}, fmt.Errorf("%q is no place; want (by text), (same phone), (another phone), (in the chat), (same chat) or (a new chat)", a.place)
	}
	return a, nil
}

// Typed is a line as somebody at a terminal types it: words of the speaker's, unless it says who speaks
// and where, or what happens.
func Typed(line, speaker string) string {
	line = strings.ToValidUTF8(line, "?")
	who, _, found := strings.Cut(line, ":")
	m := personLabel.FindStringSubmatch(who)
	if _, happens := bracketed(line); happens || found && (staffLabel.MatchString(who) || m != nil && m[2] != "") {
		return line
	}
	return speaker + ": " + line
}

// bracketed is what stands between round brackets, where they hold the whole line.
func bracketed(line string) (string, bool) {
	inner, begins := strings.CutPrefix(line, "(")
	inner, ends := strings.CutSuffix(inner, ")")
	return inner, begins && ends
}

// label pads whoever speaks, so that the words stand below each other.
func label(who string) string {
	if pad := column - len(who) - 1; pad > 0 {
		return who + ":" + strings.Repeat(" ", pad)
	}
	return who + ": "
}

// Kind is what a line of a played scene is.
type Kind string

// The kinds of lines.
const (
	Speaks  Kind = "speaks"  // a person outside the council
	Staff   Kind = "staff"   // a caseworker, to the conversation
	Says    Kind = "says"    // the service, to a person
	Happens Kind = "happens" // in round brackets
	Office  Kind = "office"  // in square brackets: what the office would notice
)

// Line is one line of a played scene.
type Line struct {
	Kind Kind
	Who  string // the label, for Speaks, Staff and Says
	Text string
	Gap  bool // an empty line stands above

	Language string // of what the service says, by ISO 639 code; else ""
}

// String is the line as it stands in the file.
func (l Line) String() string {
	switch l.Kind {
	case Happens:
		return "(" + l.Text + ")"
	case Office:
		return indent + "[" + l.Text + "]"
	}
	return label(l.Who) + strings.ReplaceAll(l.Text, "\n", "\n"+indent+"| ")
}
