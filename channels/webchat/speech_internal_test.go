package webchat

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/conversation"
)

// every gives all the languages that are compiled in, English too.
func every(t *testing.T) map[string]*speech {
	t.Helper()
	all := map[string]*speech{}
	words := Languages()
	words[inEnglish] = English()
	for code, w := range words {
		s, err := newSpeech(code, w)
		if err != nil {
			t.Fatal(err)
		}
		all[code] = s
	}
	return all
}

func TestNoShippedLanguageOfThePagesIsReviewedByUs(t *testing.T) {
	t.Parallel()
	for code, s := range every(t) {
		if by, on := s.words.Reviewed(); by != "" || on != "" {
			t.Errorf("%s: reviewed by %q on %q; nobody here has", code, by, on)
		}
	}
}

// A digit lost in translation would ring nobody. That links lead to the same place, newSpeech sees to.
func TestEveryLanguageOfThePagesGivesTheSameNumbersToCall(t *testing.T) {
	t.Parallel()
	numbers := regexp.MustCompile(`\d[\d ]*\d`)
	all := every(t)
	for code, s := range all {
		for _, name := range s.words.Names() {
			theirs := numbers.FindAllString(all[inEnglish].words.Sentence(name), -1)
			if ours := numbers.FindAllString(s.words.Sentence(name), -1); theirs != nil && !slices.Equal(ours, theirs) {
				t.Errorf("%s: %s gives %v, want %v", code, name, ours, theirs)
			}
		}
	}
}

// byGo are the words that Go asks for itself, those of a list by its beginning.
var byGo = regexp.MustCompile(`^(language|direction|reviewed_by|reviewed_on|broken|days|day_to_day|time_to_time|open_on|and|am|pm|((hours|minutes|problem|form|who|embed)\..*))$`)

func TestNoWordsOfThePagesAreNeverShown(t *testing.T) {
	t.Parallel()
	entries, err := files.ReadDir("pages")
	if err != nil {
		t.Fatal(err)
	}
	var used strings.Builder
	for _, e := range entries {
		b, err := files.ReadFile("pages/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		used.Write(b)
	}
	variant := regexp.MustCompile(`(\.(one|other)|_\d)$`)
	for _, name := range English().Names() {
		short, ofScript := strings.CutPrefix(variant.ReplaceAllString(name, ""), "script.")
		quote := `"`
		if ofScript {
			quote = `'`
		}
		if !byGo.MatchString(name) && !strings.Contains(used.String(), quote+short+quote) {
			t.Errorf("%s is shown nowhere", name)
		}
	}
}

func TestEachLanguageCountsInItsOwnForms(t *testing.T) {
	t.Parallel()
	all := every(t)
	for _, c := range []struct {
		code string
		n    int
		want string
	}{
		{"en", 1, "1 minute"}, {"en", 2, "2 minutes"}, {"en", 90, "90 minutes"},
		{"cy", 1, "1 funud"}, {"cy", 3, "3 munud"},
		{"ar", 3, "3 دقائق"}, {"ar", 11, "11 دقيقة"}, {"ar", 100, "100 دقيقة"},
	} {
		if got := all[c.code].counted("minutes", c.n); got != c.want {
			t.Errorf("%s: got %q, want %q", c.code, got, c.want)
		}
	}
	if got := all["en"].spoken(2 * time.Hour); got != "2 hours" {
		t.Errorf("got %q", got)
	}
}

func TestOpeningHoursAreSaidAsPeopleSayThem(t *testing.T) {
	t.Parallel()
	h := func(day time.Weekday, from, until float64) Hours {
		return Hours{day, time.Duration(from * float64(time.Hour)), time.Duration(until * float64(time.Hour))}
	}
	week := []Hours{h(1, 9, 17), h(2, 9, 17), h(3, 9, 17), h(4, 9, 17), h(5, 9, 16.5)}
	all := every(t)
	for _, c := range []struct {
		code string
		week []Hours
		want string
	}{
		{"en", week, "Monday to Thursday, 9am to 5pm, and Friday, 9am to 4.30pm"},
		{"en", []Hours{h(1, 8.5, 12), h(3, 9, 17)}, "Monday, 8.30am to 12pm, and Wednesday, 9am to 5pm"},
		{"en", []Hours{h(2, 9, 17)}, "Tuesday, 9am to 5pm"},
		{"en", nil, ""},
		{"cy", week, "dydd Llun i dydd Iau, 9 yb i 5 yh, a dydd Gwener, 9 yb i 4.30 yh"},
	} {
		if got := all[c.code].opening(c.week); got != c.want {
			t.Errorf("%s: got %q, want %q", c.code, got, c.want)
		}
	}
}

func TestWordsOfThePagesThatCannotStandInAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, want string }{
		{"title: Negeseuon\n", "", `no words for "title"`},
		{"title: Negeseuon\n", "title: Negeseuon\nheading: Mwy\n", `"heading" is none of the pages' words`},
		{"(tel:08001111)", "(tel:08001112)", `[tel:08001112], want [tel:08001111]`},
		{"from: Gan {council}.", "from: Gan y cyngor.", `"from" has the blanks and links []`},
		{"minutes.few: {n} munud\n", "", `no words for "minutes.few"`},
		{"direction: ltr", "direction: left", `"direction" is ltr or rtl`},
		{"title: Negeseuon", "title:", `"title" says nothing`},
	} {
		w, err := conversation.ReadWords(strings.NewReader(strings.Replace(welsh, c.from, c.to, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := newSpeech("cy", w); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestANumberToCallIsNotTurnedRound(t *testing.T) {
	t.Parallel()
	s := every(t)["ar"]
	got := string(s.markup("home.childline", filled{}))
	if want := `<a href="tel:08001111"><strong><bdi dir="ltr">0800 1111</bdi></strong></a>`; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s in it", got, want)
	}
	got = string(s.markup("home.council", filled{blanks: map[string]string{"phone": `01632 960000"><b>`, "council": "A & B"}}))
	if strings.Contains(got, "<b>") || !strings.Contains(got, `<bdi lang="en">A &amp; B</bdi>`) {
		t.Errorf("got %s", got)
	}
}
