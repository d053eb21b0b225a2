package conversation

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// longName is 24 characters, the most that texts may call a council.
const longName = "London Borough of Exampl"

// named are the same blanks with a name that adds nothing to how hard a sentence is.
func named() map[string]string {
	blanks := English().atLongest(longName)
	blanks["worker"], blanks["child"] = "Priya", "the young person"
	blanks["place"] = "the Example Family Centre"
	blanks["code"] = "plum"
	return blanks
}

// sentences gives every sentence as it is heard on a channel.
func sentences(w Words, c Channel, blanks map[string]string) map[string]string {
	out := map[string]string{}
	for _, name := range w.Names() {
		if strings.HasPrefix(name, "choices.") || strings.HasPrefix(name, "reviewed_") || strings.HasPrefix(name, "line.") || strings.HasPrefix(name, "filled.") {
			continue
		}
		_, out[name] = w.say(name, audience{channel: c}, blanks)
	}
	return out
}

func TestEverySentenceIsOneTextMessage(t *testing.T) {
	t.Parallel()
	for _, name := range English().TooLong(longName) {
		t.Errorf("%s: %q", name, sentences(English(), SMS, English().atLongest(longName))[name])
	}
}

func TestEverySentenceCanBeReadByANineYearOld(t *testing.T) {
	t.Parallel()
	banned := regexp.MustCompile(`(?i)\b(representations?|adjudicat\w+|procedures?|investigat\w+|placements?|contact(s|ed|ing)?|lac|regarding|submit\w*|upheld|invalid|errors?|complaints?|safeguarding|disclos\w+)\b`)
	never := regexp.MustCompile(`(?i)\b(why did(n't| not)? you|why (have|were)(n't)? you|are you sure|is (it|this|that) true|calm down|we promise|i promise|did (he|she|they) (hit|hurt|touch))\b`)
	for _, channel := range []Channel{SMS, Chat} {
		for name, text := range sentences(English(), channel, named()) {
			if grade := readingGrade(text); grade > 4.0 {
				t.Errorf("%s reads at grade %.1f: %q", name, grade, text)
			}
			if word := banned.FindString(text); word != "" {
				t.Errorf("%s says %q: %q", name, word, text)
			}
			if words := never.FindString(text); words != "" {
				t.Errorf("%s says %q, which is never said: %q", name, words, text)
			}
			asked := strings.NewReplacer("In danger?", "", "In danger now?", "", "Can't speak?", "", "19 or over?", "", "Want to talk to someone now?", "", "Need help now?", "").Replace(text)
			if strings.Count(asked, "?") > 1 || strings.ContainsAny(text, "{}[]|<>") {
				t.Errorf("%s asks too much or has a blank left: %q", name, text)
			}
		}
	}
}

func TestNoSentenceInvitesAWordThatTheNetworkTakes(t *testing.T) {
	t.Parallel()
	const taken = `(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|help|start|unstop|info)`
	invites := regexp.MustCompile(`\b` + strings.ToUpper(taken) + `\b|(?i)\b(reply|text|say|send|write|type|answer)\W+(us|back|just|with|only|the word|\d,?)?\W*` + taken + `\b`)
	for text, want := range map[string]bool{
		"Reply STOP.": true, "Just say end when you are done.": true, "Text us 'stop' to leave it.": true, "Reply 1, or cancel.": false, "We will not stop.": false, "Say it in the end.": false, "Text quit": true,
	} {
		if got := invites.MatchString(text); got != want {
			t.Errorf("%q invites: %v", text, got)
		}
	}
	for _, w := range []Words{English(), Languages()["cy"]} {
		for name, text := range sentences(w, SMS, w.atLongest(longName)) {
			if word := invites.FindString(text); word != "" {
				t.Errorf("%s has %s in it: %q", name, word, text)
			}
		}
	}
}

func TestEverySentenceIsOneThatTheCodeSays(t *testing.T) {
	t.Parallel()
	w := English()
	for _, name := range slices.Concat(anywhere, whileTheyWrite) {
		if _, text := w.find(name, audience{}); text == "" {
			t.Errorf("no sentence %q in words/english.txt", name)
		}
	}
	for _, a := range AllAsks() {
		if a == AskWhereNow {
			continue // asked in danger only, by the sentences "danger_where"
		}
		if _, text := w.find(string(a), audience{}); text == "" {
			t.Errorf("no sentence for the question %q", a)
		}
	}
}

func TestAWordsFileSaysWhatIsWrongWithIt(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"welcome Hi":                 `line 1: want "name: sentence"`,
		"  more":                     "line 1: goes on with a sentence, but there is none above it",
		"name: a\n# note\nname: b\n": `line 3: "name" is there twice`,
	} {
		if _, err := ReadWords(strings.NewReader(file)); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
}

// readingGrade is the Flesch-Kincaid grade. Numbers count as one word of one syllable.
func readingGrade(text string) float64 {
	words, sentences, syllables := 0, 0, 0
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".?!:", r) }) {
		said := 0
		for _, word := range strings.Fields(part) {
			if word = strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); word != "" {
				said, syllables = said+1, syllables+syllablesOf(strings.ToLower(word))
			}
		}
		if words += said; said > 0 {
			sentences++
		}
	}
	if words == 0 {
		return 0
	}
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59
}

var vowels = regexp.MustCompile(`[aeiouy]+`)

func syllablesOf(word string) int {
	n := len(vowels.FindAllString(word, -1))
	if strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") && n > 1 {
		n--
	}
	return max(n, 1)
}
