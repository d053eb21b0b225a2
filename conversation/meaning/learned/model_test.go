package learned

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTheWeightsCompiledInCanBeOpenedAndAreSmall(t *testing.T) {
	t.Parallel()
	if _, err := Open(embedded); err != nil {
		t.Fatal(err)
	}
	if got, want := len(embedded), 4<<20; got > want {
		t.Errorf("weights.bin has %d bytes, want at most %d", got, want)
	}
}

func TestADamagedOrStrangeFileOfWeightsIsRefused(t *testing.T) {
	t.Parallel()
	whole := embedded
	for name, file := range map[string]string{
		"empty":     "",
		"cut short": whole[:len(whole)-1],
		"changed":   whole[:5000] + string(whole[5000]^1) + whole[5001:],
		"newer":     strings.Replace(whole, magic+"\x01", magic+"\x02", 1),
		"other":     strings.Repeat("x", len(whole)),
	} {
		if _, err := Open(file); err == nil {
			t.Errorf("%s: opened, want an error", name)
		}
	}
}

func TestWeightsGoThroughTheFileUnchanged(t *testing.T) {
	t.Parallel()
	w := &Weights{Seen: make([]byte, 1<<seenBits/8), Risk: make([]int8, ofRisk<<riskBits), Rest: make([]int8, ofRest<<restBits),
		Keys: []uint32{WordKey("scared")}, Taps: make([]int8, 2*taps)}
	w.Bias[outRisk] = -1
	w.TapScale[0], w.TapBias[0], w.Head[0] = .5, 2, 3
	w.Taps[taps+filters] = 4
	file, err := w.Encode()
	if err != nil {
		t.Fatal(err)
	}
	m, err := Open(string(file))
	if err != nil {
		t.Fatal(err)
	}
	z, _ := m.logits(split("scared"))
	if got, want := z[outRisk], float32(-1+3*.5*(2+4)); got != want {
		t.Errorf("risk of a word known: %v, want %v", got, want)
	}
	z, _ = m.logits(split("happy"))
	if got, want := z[outRisk], float32(-1+3*.5*2); got != want {
		t.Errorf("risk of a word not known: %v, want %v", got, want)
	}
}

func TestPlainDangerWeighsMoreThanPlainCalm(t *testing.T) {
	t.Parallel()
	m := Default()
	for _, p := range []struct{ danger, calm string }{
		{"i cant do this any more i want to die tonight", "i cant do this homework any more i want to watch telly tonight"},
		{"my foster dad comes in my room at night and touches me", "my foster dad comes to my football at night and cheers me"},
		{"he hit her again and she is bleeding", "he rang her again and she is pleased"},
		{"im outside on my own i ran off and a man in a car keeps following", "im outside the office on my own, is anyone in"},
	} {
		d, c := m.Read(p.danger), m.Read(p.calm)
		if d.Risk <= c.Risk || d.Risk < .5 {
			t.Errorf("risk of %q is %.2f, of %q is %.2f", p.danger, d.Risk, p.calm, c.Risk)
		}
	}
}

func TestTheReasonsAreStretchesOfTheMessage(t *testing.T) {
	t.Parallel()
	text := "hiya 👋 the café trip was good. but he punched me in the face again and im scared to go home"
	runes := []rune(text)
	r := Default().Read(text)
	if len(r.Because) == 0 || len(r.Because) > mostSpans {
		t.Fatalf("%d reasons, want one to %d", len(r.Because), mostSpans)
	}
	var said []string
	for i, s := range r.Because {
		if s.Start < 0 || s.End > len(runes) || s.Start >= s.End || s.Weight <= 0 {
			t.Fatalf("reason %+v does not lie in the message", s)
		}
		if i > 0 && s.Weight > r.Because[i-1].Weight {
			t.Errorf("reason %d weighs more than the one before it", i)
		}
		said = append(said, string(runes[s.Start:s.End]))
	}
	if all := strings.Join(said, " | "); !strings.Contains(all, "punched") && !strings.Contains(all, "scared") {
		t.Errorf("the reasons are %q", all)
	}
}

func TestTheSameWordsReadTheSameEveryTime(t *testing.T) {
	t.Parallel()
	m, err := Open(embedded)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "help", typical, strings.Repeat(typical, 10)} {
		if got, want := m.Read(text), Default().Read(text); !reflect.DeepEqual(got, want) {
			t.Errorf("two models of the same bytes differ on %q", text)
		}
	}
}

func TestCaseApostrophesAndDrawnOutLettersChangeNothing(t *testing.T) {
	t.Parallel()
	m := Default()
	want := m.Read("im sooo scared dont tell").Risk
	for _, text := range []string{"I'm SOOOOOO scared don't tell", "I’m soooo scared, don’t tell", "im\u00a0sooo scared\tdont tell"} {
		if got := m.Read(text).Risk; got != want {
			t.Errorf("%q is read as %v, want %v", text, got, want)
		}
	}
}

func TestEveryListIsSortedAndHoldsProbabilities(t *testing.T) {
	t.Parallel()
	r := Default().Read(typical)
	if len(r.Speaker) != 3 || len(r.Category) != 4 {
		t.Errorf("%d speakers and %d categories, want 3 and 4", len(r.Speaker), len(r.Category))
	}
	for _, list := range [][]Likely{r.Speaker, r.Category, r.Kinds, r.Harms} {
		if !slices.IsSortedFunc(list, func(a, b Likely) int {
			if a.P >= b.P {
				return -1
			}
			return 1
		}) {
			t.Errorf("%v is not sorted", list)
		}
		for _, l := range list {
			if l.P < 0 || l.P > 1 || l.Label == "" {
				t.Errorf("%+v is no label with a probability", l)
			}
		}
	}
}

func FuzzReadTakesAnyBytes(f *testing.F) {
	for _, text := range []string{"", " ", "\xff\xfe'", "'’'", "👩‍👧", "ß.İ.ﬁ", "a\u0301\u0301", "....", "?!?!", "نان", strings.Repeat("i.", 2000), strings.Repeat("𝕒", 40)} {
		f.Add(text)
	}
	m := Default()
	f.Fuzz(func(t *testing.T, text string) {
		r := m.Read(text)
		for _, p := range []float64{r.Risk, r.Immediate} {
			if !(p >= 0 && p <= 1) {
				t.Fatalf("%q: probability %v", text, p)
			}
		}
		runes := utf8.RuneCountInString(text)
		for _, s := range r.Because {
			if s.Start < 0 || s.Start >= s.End || s.End > runes {
				t.Fatalf("%q: reason %+v of %d runes", text, s, runes)
			}
		}
	})
}

const typical = "my sw never rings back n i havent seen my sister since june, they r moving me friday n im well scared"

func BenchmarkReadATypicalMessage(b *testing.B) {
	m := Default()
	b.ReportAllocs()
	for b.Loop() {
		m.Read(typical)
	}
}

func BenchmarkReadTheLongestText(b *testing.B) {
	m := Default()
	text := strings.Repeat(typical+" ", 17)[:1600]
	b.ReportAllocs()
	for b.Loop() {
		m.Read(text)
	}
}

func BenchmarkOpen(b *testing.B) {
	file, err := os.ReadFile("weights.bin")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Open(string(file)); err != nil {
			b.Fatal(err)
		}
	}
}
