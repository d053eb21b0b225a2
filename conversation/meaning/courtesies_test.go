package meaning_test

import (
	"testing"

	"sayso/conversation/meaning"
)

func TestCourtesiesAreNoAnswer(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ ask, text, value string }{
		{"safe_now", "no rush", ""}, {"safe_now", "no rush. 👍", "yes"}, {"contact_safe", "no rush. 👍", "yes"}, {"contact_safe", "no", "no"},
		{"contact_safe", "I dont want to cause bother. yeah go on then", "yes"},
		{"safe_now", "1. sorry bit of a rant", "yes"}, {"safe_now", "at work so slow replies. 3", "unsure"}, {"safe_now", "2. at work so slow replies", "no"},
		{"safe_now", "he hit me. 1", "unsure"}, {"child_knows", "shes sat next 2 me", "yes"}, {"child_knows", "hes only 2", "no"},
		{"avoid", "nope shambles if thats ok", "none"}, {"keep_from", "nope if tats ok", "none"},
		{"child_name", "his name is Alfie X", "Alfie"}, {"name", "Mr X", "Mr X"},
	} {
		if got := meaning.Answer(row.ask, row.text).Value; got != row.value {
			t.Errorf("%s: %q is %q, want %q", row.ask, row.text, got, row.value)
		}
	}
}

func TestWhatOnlyStandsBesideIsKnown(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"sorry was busy": true, "im back": true, "for gods sake": true, "sorry for long msg": true,
		"im back home with mum": false, "sorry was locked out again by staff": false, "he was busy": false, "karen": false, "x": false,
	} {
		if got := meaning.Default().Beside(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestABurstBreaksOff(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		first, next string
		want        bool
	}{
		{"to keep the same worker till", "im 18", true}, {"in front", "of me", true}, {"my house,", "after 4", true},
		{"yes", "but mum looks", false}, {"dont tell her", "please", false}, {"is it.", "of course", true}, {"school", "tuesday", false}, {"", "of", false},
	} {
		if got := meaning.BreaksOff(row.first, row.next); got != row.want {
			t.Errorf("%q ... %q: %v", row.first, row.next, got)
		}
	}
}
