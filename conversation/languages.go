package conversation

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

//go:embed words/welsh.txt
var welsh string

// Languages are the wordings beside English that are compiled in, by ISO 639 code. None is reviewed,
// so none may be said before a council names who has read it (Talk.Languages holds only such).
func Languages() map[string]Words {
	w, err := ReadWords(strings.NewReader(welsh))
	if err != nil {
		panic("words/welsh.txt: " + err.Error()) // the build's own file; every test would fail
	}
	return map[string]Words{"cy": w}
}

var (
	blank  = regexp.MustCompile(`\{[a-z_]+\}`)
	halves = regexp.MustCompile(`\[[^\]|]*\|[^\]|]*\]`)
)

// Differs says in plain words how w could not stand in for another wording: sentences that it lacks
// or has beyond it, blanks that would not be filled in or would say less, choices that would be
// answered with other numbers. Nil where it could.
func (w Words) Differs(from Words) []string {
	var differs []string
	for _, name := range w.Missing(from) {
		differs = append(differs, fmt.Sprintf("no sentence %q", name))
	}
	for _, name := range w.Names() {
		theirs, ok := from.sentences[name]
		if !ok {
			differs = append(differs, fmt.Sprintf("%q is no sentence", name))
			continue
		}
		differs = append(differs, unlike(name, w.sentences[name], theirs)...)
	}
	for _, a := range AllAsks() {
		if ours, theirs := answeredWith(w.choices(a)), answeredWith(from.choices(a)); !slices.Equal(ours, theirs) {
			differs = append(differs, fmt.Sprintf("choices.%s is answered with %q, want %q", a, ours, theirs))
		}
	}
	return differs
}

// unlike compares what is filled into a sentence, by text and in the chat.
func unlike(name, ours, theirs string) []string {
	if name == "reviewed_by" || name == "reviewed_on" {
		return nil
	}
	if ours == "" && theirs != "" {
		return []string{fmt.Sprintf("%q says nothing", name)}
	}
	if strings.ContainsAny(halves.ReplaceAllString(ours, ""), "[|]") {
		return []string{fmt.Sprintf("%q has a bracket that is not written [by text|in the chat]", name)}
	}
	var differs []string
	for _, c := range []Channel{SMS, Chat} {
		a, b := blanks(half(ours, c)), blanks(half(theirs, c))
		if !slices.Equal(a, b) {
			differs = append(differs, fmt.Sprintf("%q fills in %v by %s, want %v", name, a, c, b))
		}
	}
	return differs
}

// blanks lists what is filled into a text, sorted.
func blanks(text string) []string {
	return slices.Sorted(slices.Values(blank.FindAllString(text, -1)))
}

func answeredWith(choices []Choice) []string {
	var all []string
	for _, c := range choices {
		all = append(all, c.Say)
	}
	return all
}
