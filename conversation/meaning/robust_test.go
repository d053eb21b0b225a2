package meaning

import (
	"testing"
	"unicode/utf8"
)

// mixtures are bytes that real phones and broken ones send.
var mixtures = []string{
	"", " ", "\x00", "\xff\xfe\xfd", "ok\xffok", "'", "''s", "'s", "👍🏾", "🤷‍♀️", "i", "1.", ".5", "5.5.5", "é́́", "İİİ", "ß's",
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
		if s.Start < end || s.End > runes || s.Start > s.End {
			t.Errorf("%q: an issue at %d..%d after %d, of %d runes", text, s.Start, s.End, end, runes)
		}
		end = s.End
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
