package conversation

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed words/english.txt
var english string

// Words is what the service says in one language, by name. It is read from a file that a
// complaints manager can edit; nothing else holds a sentence that a young person sees.
type Words struct{ sentences map[string]string }

// English is the wording that is compiled in.
func English() Words {
	w, err := ReadWords(strings.NewReader(english))
	if err != nil {
		panic("words/english.txt: " + err.Error()) // the build's own file; every test would fail
	}
	return w
}

// ReadWords reads a words file. The error names the line and what would be right.
func ReadWords(r io.Reader) (Words, error) {
	w := Words{sentences: map[string]string{}}
	lines := bufio.NewScanner(r)
	last := ""
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
			continue
		case line[0] == ' ' || line[0] == '\t':
			if last == "" {
				return Words{}, fmt.Errorf("line %d: goes on with a sentence, but there is none above it", n)
			}
			w.sentences[last] += " " + strings.TrimSpace(line)
			continue
		}
		name, sentence, found := strings.Cut(line, ":")
		if !found {
			return Words{}, fmt.Errorf("line %d: want \"name: sentence\"", n)
		}
		if _, twice := w.sentences[name]; twice {
			return Words{}, fmt.Errorf("line %d: %q is there twice", n, name)
		}
		w.sentences[name], last = strings.TrimSpace(sentence), name
	}
	return w, lines.Err()
}

// Names lists every sentence, sorted.
func (w Words) Names() []string {
	names := make([]string, 0, len(w.sentences))
	for name := range w.sentences {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// Missing lists the sentences of other that w lacks.
func (w Words) Missing(other Words) []string {
	var missing []string
	for _, name := range other.Names() {
		if _, ok := w.sentences[name]; !ok {
			missing = append(missing, name)
		}
	}
	return missing
}

// Sentence is what stands under a name, nothing filled in; "" where nothing does.
func (w Words) Sentence(name string) string { return w.sentences[name] }

// Reviewed says who signed this wording and when; "" where nobody did.
func (w Words) Reviewed() (by, on string) {
	return w.sentences["reviewed_by"], w.sentences["reviewed_on"]
}

// TooLong lists the sentences that take more than one text with this council's name and everything
// else that is filled in at its longest. The read-back is not among them: it may take four.
func (w Words) TooLong(council string) []string {
	var long []string
	for _, name := range w.Names() {
		_, text := w.say(name, audience{channel: SMS}, w.atLongest(council))
		if n, plain := Segments(text); (n > 1 || !plain) && !strings.HasPrefix(name, "choices.") && !strings.HasPrefix(name, "filled.") {
			long = append(long, name)
		}
	}
	return long
}

// atLongest are the blanks as long as they get (mostFilled).
func (w Words) atLongest(council string) map[string]string {
	day := w.longestOf("days") + " 30 " + w.longestOf("months")
	clock := "10.30" + w.longestOf("half_days")
	name := "Bartholomew-Jameson-Smythe"
	return map[string]string{
		"council": council, "child": shorten(name, mostFilled["child"]), "worker": shorten(name, mostFilled["worker"]), "reference": "KQMV-AXAA",
		"read_by": clock + " " + day, "when": day + " " + w.sentences["filled.at"] + " " + clock,
		"place": shorten("the Example Family and Community Centre", mostFilled["place"]), "day": day, "letter": "B",
		"code": "blackbird cornflake goldfish waterfall", "lines": `A: "my worker never rings"`, "text": "Can I come and see you?",
	}
}

// longestOf is the longest word of a list in the words file.
func (w Words) longestOf(list string) string {
	longest := ""
	for _, word := range strings.Split(w.sentences["filled."+list], ",") {
		if word = strings.TrimSpace(word); utf8.RuneCountInString(word) > utf8.RuneCountInString(longest) {
			longest = word
		}
	}
	return longest
}

// audience is who listens; it picks the variant of a sentence.
type audience struct {
	channel Channel
	behalf  bool // speaks for a young person
	adult   bool // and is plainly a grown-up
	older   bool // speaks for themselves, and is 19 or over
	late    bool // has been promised that a person reads this by a time that has passed
}

// find gives the sentence's full name and its text, taking the variant that fits best.
func (w Words) find(name string, a audience) (string, string) {
	var try []string
	if a.adult {
		try = append(try, name+".adult")
	}
	if a.behalf {
		try = append(try, name+".behalf")
	}
	if a.older {
		try = append(try, name+".older")
	}
	for _, full := range append(try, name) {
		if text, ok := w.sentences[full]; ok {
			return full, text
		}
	}
	return name, ""
}

// say renders a sentence: the channel's half of [by text|in the chat], its <promise>, then the blanks.
func (w Words) say(name string, a audience, blanks map[string]string) (full, text string) {
	full, text = w.find(name, a)
	text = promise(half(text, a.channel), a.late)
	pairs := make([]string, 0, 2*len(blanks))
	for blank, value := range blanks {
		pairs = append(pairs, "{"+blank+"}", value)
	}
	return full, capital(strings.TrimSpace(strings.NewReplacer(pairs...).Replace(text)))
}

// FromStaff is what a colleague's words look like by text, with their name before them.
func (w Words) FromStaff(worker, text string) string {
	_, whole := w.say("staff", audience{channel: SMS}, map[string]string{"worker": worker, "text": text})
	return whole
}

// capital begins a sentence as sentences begin, where a blank stands first ("the young person").
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// has says whether there is a sentence of this name, whoever listens.
func (w Words) has(name string) bool {
	_, ok := w.sentences[name]
	return ok
}

// half resolves every [by text|in the chat].
func half(text string, c Channel) string {
	return inside(text, "[", "]", func(both string) string {
		sms, chat, _ := strings.Cut(both, "|")
		if c == Chat {
			return chat
		}
		return sms
	})
}

// promise keeps what stands in every <...>, or, where one was broken, leaves it out.
func promise(text string, broken bool) string {
	return inside(text, "<", ">", func(promised string) string {
		if broken {
			return ""
		}
		return promised
	})
}

// inside puts in the place of every bracket what is said for what stands in it.
func inside(text, opens, closes string, said func(string) string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, opens)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		within, after, _ := strings.Cut(rest, closes)
		b.WriteString(said(within))
		text = after
	}
}

// choices are the buttons of a question: "1 Yes, 2 No" in the words file.
func (w Words) choices(a Ask) []Choice {
	var out []Choice
	for _, one := range strings.Split(w.sentences["choices."+string(a)], ",") {
		if say, label, ok := strings.Cut(strings.TrimSpace(one), " "); ok {
			out = append(out, Choice{Say: say, Label: label})
		}
	}
	return out
}
