package webchat

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"sayso/conversation"
)

var (
	//go:embed words/english.txt
	english string
	//go:embed words/welsh.txt
	welsh string
	//go:embed words/arabic.txt
	arabic string
)

// English is the wording of the pages that is compiled in.
func English() conversation.Words { return builtIn("english", english) }

// Languages are the wordings of the pages beside English that are compiled in, by ISO 639 code. None is
// reviewed, so none may be shown before a council names who has read it (Config.Languages holds only such).
func Languages() map[string]conversation.Words {
	return map[string]conversation.Words{"cy": builtIn("welsh", welsh), "ar": builtIn("arabic", arabic)}
}

func builtIn(name, file string) conversation.Words {
	w, err := conversation.ReadWords(strings.NewReader(file))
	if err != nil {
		panic("words/" + name + ".txt: " + err.Error()) // the build's own file; every test would fail
	}
	return w
}

// inEnglish is the language that the pages are always in.
const inEnglish = "en"

// speech is one language of the pages.
type speech struct {
	code   string
	tag    language.Tag
	words  conversation.Words
	script string // the words of the chat's script, as JSON
}

func newSpeech(code string, words conversation.Words) (*speech, error) {
	if differs := Differs(code, words); len(differs) > 0 {
		return nil, fmt.Errorf("words of the pages, %s: %s", code, strings.Join(differs, "; "))
	}
	s := &speech{code: code, tag: language.Make(code), words: words}
	ofScript := map[string]string{}
	for _, name := range []string{"who.you", "who.sayso", "who.worker", "help", "help_got"} { // the page says these too
		ofScript[strings.TrimPrefix(name, "who.")] = words.Sentence(name)
	}
	for _, name := range words.Names() {
		if short, is := strings.CutPrefix(name, "script."); is {
			ofScript[short] = words.Sentence(name)
		}
	}
	all, err := json.Marshal(ofScript)
	s.script = string(all)
	return s, err
}

func (s *speech) rtl() bool { return s.words.Sentence("direction") == "rtl" }

// counted says how many of something there are, in the language's own plural form: "1 hour", "2 awr".
func (s *speech) counted(name string, n int) string {
	form := s.words.Sentence(name + "." + forms[plural.Cardinal.MatchPlural(s.tag, n, 0, 0, 0, 0)])
	return strings.ReplaceAll(form, "{n}", strconv.Itoa(n))
}

// spoken gives a time as people say it: "1 hour", "30 minutes".
func (s *speech) spoken(d time.Duration) string {
	if d >= time.Hour && d%time.Hour == 0 {
		return s.counted("hours", int(d.Hours()))
	}
	return s.counted("minutes", int(d.Minutes()))
}

// problem is what a person is told of a problem's code.
func (s *speech) problem(code string) string { return s.words.Sentence("problem." + code) }

// clock gives the time of day as people say it: "3:04 pm".
func (s *speech) clock(at time.Time) string {
	half := "am"
	if at.Hour() >= 12 {
		half = "pm"
	}
	return at.Format("3:04 ") + s.words.Sentence(half)
}

var (
	linked   = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)
	starred  = regexp.MustCompile(`\*([^*]+)\*`)
	blank    = regexp.MustCompile(`\{[a-z_]+\}`)
	spaced   = regexp.MustCompile(`\d+(?: \d+)+`)
	sentence = regexp.MustCompile(`([.?!](?:</strong>|</a>)*) `)
	plain    = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// filled is what goes into the blanks of a page, and how a link on it goes on in the same language.
type filled struct {
	blanks map[string]string
	query  string
	easy   bool // each sentence on a line of its own
}

// markup renders words: *bold*, [a link](/there), and what is filled in. A number to call is never torn
// apart or turned round where the page runs from right to left.
func (s *speech) markup(name string, f filled) template.HTML {
	text := plain.Replace(s.words.Sentence(name))
	text = linked.ReplaceAllStringFunc(text, func(found string) string {
		parts := linked.FindStringSubmatch(found)
		return `<a` + f.target(parts[2]) + `>` + parts[1] + `</a>`
	})
	text = starred.ReplaceAllString(text, "<strong>$1</strong>")
	text = blank.ReplaceAllStringFunc(text, func(name string) string {
		value := html.EscapeString(f.blanks[name[1:len(name)-1]])
		switch {
		case s.code == inEnglish || name == "{opening}" || name == "{read_within}":
			return value
		case name == "{council}":
			return `<bdi lang="en">` + value + `</bdi>`
		}
		return `<bdi dir="ltr">` + value + `</bdi>`
	})
	if s.rtl() {
		text = spaced.ReplaceAllString(text, `<bdi dir="ltr">$0</bdi>`)
	}
	if f.easy {
		text = sentence.ReplaceAllString(text, "$1<br> ")
	}
	return template.HTML(text)
}

// target is where a link leads.
func (f filled) target(to string) string {
	to = blank.ReplaceAllStringFunc(to, func(name string) string { return f.blanks[name[1:len(name)-1]] })
	rel := ""
	switch {
	case strings.HasPrefix(to, "/"):
		to += f.query
	case strings.HasPrefix(to, "https:"):
		rel = ` rel="noreferrer"`
	}
	return ` href="` + html.EscapeString(to) + `"` + rel
}

// forms are the plural forms by name.
var forms = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}

// formsOf are the plural forms that a language has.
func formsOf(code string) []string {
	var all []string
	for n := range 200 {
		form := forms[plural.Cardinal.MatchPlural(language.Make(code), n, 0, 0, 0, 0)]
		if !slices.Contains(all, form) {
			all = append(all, form)
		}
	}
	if !slices.Contains(all, "other") {
		all = append(all, "other") // of fractions, which the browser may ask for
	}
	return all
}

// Differs says in plain words how a wording could not stand in for the English one: what it lacks or has
// beyond it, blanks that would not be filled in, links that lead elsewhere, numbers to call above all.
func Differs(code string, w conversation.Words) []string {
	if _, err := language.Parse(code); err != nil {
		return []string{fmt.Sprintf("%q is no language", code)}
	}
	var differs []string
	theirs, want := English(), map[string]string{} // the English name for each of theirs
	for _, name := range theirs.Names() {
		base, form, _ := cutLast(name)
		switch {
		case form == "other":
			for _, one := range formsOf(code) {
				want[base+"."+one] = name
			}
		case form != "one":
			want[name] = name
		}
	}
	for _, name := range w.Names() {
		from, ok := want[name]
		delete(want, name)
		ours, other := w.Sentence(name), theirs.Sentence(from)
		switch {
		case !ok:
			differs = append(differs, fmt.Sprintf("%q is none of the pages' words", name))
		case ours == "" && other != "":
			differs = append(differs, fmt.Sprintf("%q says nothing", name))
		case !slices.Equal(held(ours), held(other)):
			differs = append(differs, fmt.Sprintf("%q has the blanks and links %v, want %v", name, held(ours), held(other)))
		}
	}
	for name := range want {
		differs = append(differs, fmt.Sprintf("no words for %q", name))
	}
	slices.Sort(differs)
	if d := w.Sentence("direction"); d != "ltr" && d != "rtl" {
		differs = append(differs, `"direction" is ltr or rtl`)
	}
	return differs
}

func cutLast(name string) (base, last string, found bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return name, "", false
	}
	return name[:i], name[i+1:], true
}

// held are the blanks and the targets of links in a text, sorted.
func held(text string) []string {
	all := blank.FindAllString(text, -1)
	for _, l := range linked.FindAllStringSubmatch(text, -1) {
		all = append(all, l[2])
	}
	slices.Sort(all)
	return all
}
