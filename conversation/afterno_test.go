package conversation

import (
	"strings"
	"testing"
	"time"
)

// A no that is taken back is no matter; what comes after it is.
func TestANoThatIsTakenBackIsNoMatter(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"no thats it. oh wait they also lost my phone":             "oh wait they also lost my phone",
		"nope thats all. oh and they lost my phone":                "they lost my phone",
		"nah thats everything. actually they cancelled my contact": "actually they cancelled my contact",
		"no thats it, oh wait my bike got nicked":                  "oh wait my bike got nicked",
		"thats it. they never listen":                              "they never listen",
		"no one listens. they lost my phone":                       "no one listens. they lost my phone",
		"no food in the house. the heating is broke":               "no food in the house. the heating is broke",
		"no thats it thanks":                                       "", "no thats all. thanks for asking": "", "nope. thats it": "",
	} {
		p := inTheMiddle(t, "self", AskAnythingElse)
		before := len(p.s.Issues)
		p.happens(time.Minute, text(words))
		var all []string
		for _, i := range p.s.Issues[before:] {
			all = append(all, i.Words)
		}
		if got := strings.Join(all, " | "); got != want {
			t.Errorf("%q is kept as %q, want %q", words, got, want)
		}
	}
}

// Who asks only if they may tell has told nothing yet.
func TestWhoAsksIfTheyMayTellIsAskedWhatHasHappened(t *testing.T) {
	t.Parallel()
	for words, nothing := range map[string]bool{
		"hello am i alowed to tell you something": true, "um hello is this the plase for telling": true, "is it ok to tell you stuff here": true,
		"is this the right place to tell someone about things": true, "do i tell you here": true, "can i tell you something": true,
		"am i allowed to see my sister": false, "is this the place they said id be moved to": false, "can i tell you about my sw she never rings": false,
	} {
		p := newTalking(t)
		said, _ := p.happens(0, text(words))
		if got := strings.Contains(strings.Join(said, " "), "limits_concern"); got != nothing {
			t.Errorf("%q: said %v", words, said)
		}
		if p.happens(time.Minute, text("they lost my bike")); nothing && len(p.s.Issues) != 1 {
			t.Errorf("%q: %d matters are kept", words, len(p.s.Issues))
		}
	}
}

// A greeting is no part of a matter.
func TestAGreetingAgainIsNoPartOfAMatter(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"hi again. my room has mould now": "my room has mould now", "its me again, they lost my bike": "they lost my bike",
		"they moved me again": "they moved me again",
	} {
		p := newTalking(t)
		if p.happens(0, text(words)); len(p.s.Issues) != 1 || p.s.Issues[0].Words != want {
			t.Errorf("%q is kept as %+v", words, p.s.Issues)
		}
	}
}

// A name in answer to the read-back puts theirs right; any day is a time.
func TestANameAtTheReadBackIsTheirs(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"Megan actually": "Megan", "its Megan": "Megan", "yes": "Meg", "Megan is my social worker and she never comes": "Meg", "thanks": "Meg"} {
		p := askedFor(t, AskName)
		p.happens(time.Minute, text("Meg"))
		if p.s.Pending.Ask != AskConfirm {
			t.Fatalf("%q is asked", p.s.Pending.Ask)
		}
		if p.happens(time.Minute, text(words)); p.s.words(AskName) != want {
			t.Errorf("%q: they are called %q, want %q", words, p.s.words(AskName), want)
		}
	}
	for words, want := range map[string]string{"at mine any day": "any day", "school whenever": "whenever", "my nans anytime": "anytime"} {
		p := inTheMiddle(t, "self", AskVisitWhere)
		if p.happens(time.Minute, text(words)); p.s.words(AskVisitWhen) != want {
			t.Errorf("%q: when is %q", words, p.s.words(AskVisitWhen))
		}
	}
	for words, want := range map[string]string{"Josh 13": "Josh", "josh hes 13": "Josh"} {
		p := inTheMiddle(t, "behalf", AskChildName)
		if p.happens(time.Minute, text(words)); p.s.words(AskChildName) != want || p.s.value(AskChildAge) != "13" {
			t.Errorf("%q: %q, %q", words, p.s.words(AskChildName), p.s.value(AskChildAge))
		}
	}
}
