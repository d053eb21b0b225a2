package meaning

import (
	"testing"
	"unicode/utf8"
)

// mixtures are bytes that real phones and broken ones send.
var mixtures = []string{
	"", " ", "\x00", "\xff\xfe\xfd", "ok\xffok", "'", "''s", "'s", "👍🏾", "🤷‍♀️", "i", "1.", ".5", "5.5.5", "é́́", "İİİ", "ß's",
	"wanna wanna gonna - gonna call me wanna", "not / not not, not kai not kie", "1) 2) (3) also also, and also 4.", "im his - Tia-Mae's - mum", "*\xff*", "“dont” tell „my mum\"",
	"school, tuesday after 3, not with dave there", "Hi - Margaret", "hi hi hi my name is, n also", "its his mum now / its not jade its her mum",
	"im Jade's nan / shes 12 \n they r moving her fri", "½ 9", "٣", "he hits me", "im \xf0\x28\x8c\x28 dead lol",
}

func checkSpans(t *testing.T, text string, r Reading) {
	t.Helper()
	runes := utf8.RuneCountInString(text)
	for _, s := range r.Because {
		if s.Start < 0 || s.End > runes || s.Start >= s.End {
			t.Errorf("%q: a reason at %d..%d of %d runes", text, s.Start, s.End, runes)
			continue
		}
		if utf8.ValidString(text) && string([]rune(text)[s.Start:s.End]) != s.Text {
			t.Errorf("%q: the reason %q does not stand at %d..%d", text, s.Text, s.Start, s.End)
		}
	}
	end := 0
	for _, s := range r.Issues {
		if s.Start < end || s.End > runes || s.Start >= s.End {
			t.Errorf("%q: an issue at %d..%d after %d, of %d runes", text, s.Start, s.End, end, runes)
		}
		end = s.End
	}
	begun := 0
	for _, told := range r.Told {
		if told.Start < begun || told.End > runes || told.Start >= told.End || told.Reply.Value == "" {
			t.Errorf("%q: %s is told at %d..%d after %d, of %d runes", text, told.Ask, told.Start, told.End, begun, runes)
		}
		begun = told.Start
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range mixtures {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkSpans(t, text, Read(text))
	})
}

func FuzzCorrected(f *testing.F) {
	for _, s := range append(mixtures, "sorry i meant no", "that's wrong, she's 13", "its kai not kie", "*tuesday") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rest, ok := Default().Corrected(text)
		if !ok && rest != "" {
			t.Errorf("%q corrects nothing, and gives %q", text, rest)
		}
		if utf8.ValidString(text) && !utf8.ValidString(rest) {
			t.Errorf("%q: %q is no text", text, rest)
		}
		if _, reply, ok := Default().PutsRight(text); ok && reply.Value == "" {
			t.Errorf("%q puts an answer right, and gives none", text)
		}
	})
}

func FuzzAnswer(f *testing.F) {
	for _, s := range mixtures {
		f.Add("name", s)
		f.Add("age", s)
		f.Add("when", s)
		f.Add("safe_now", s)
	}
	f.Fuzz(func(t *testing.T, ask, text string) {
		if r := Answer(ask, text); utf8.ValidString(text) && !utf8.ValidString(r.Value+r.Rest) {
			t.Errorf("%s %q: a reply that is not text: %q %q", ask, text, r.Value, r.Rest)
		}
	})
}
