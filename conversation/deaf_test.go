package conversation

import (
	"slices"
	"testing"
	"time"
)

func TestWhoCannotCallHearsOfTextsTo999(t *testing.T) {
	t.Parallel()
	for _, talk := range [][]string{
		{"im deaf and my foster dad has a knife hes outside my door"},
		{"i am deaf and my worker never books an interpreter", "my foster dad has a knife hes outside my door"},
		{"my foster dad has a knife hes outside my door", "i cant call 999 im deaf"},
		{"my foster dad has a knife hes outside my door", "no", "i cant ring im deaf"},
		{"my foster dad has a knife hes outside my door", "no im deaf i cant ring them"},
	} {
		p := newTalking(t)
		var all, last []string
		for _, words := range talk {
			last, _ = p.happens(time.Minute, text(words))
			all = append(all, last...)
		}
		if !slices.Contains(all, "text_999") || len(last) == 0 {
			t.Errorf("%q: said %v", talk, all)
		}
		if where := p.s.words(AskWhereNow); where != "" {
			t.Errorf("%q: they are said to be at %q", talk, where)
		}
	}
	for _, talk := range [][]string{
		{"im deaf and my worker never books an interpreter", "no"}, {"my foster dad has a knife hes outside my door", "i cant talk hes here"},
		{"im deaf. dont text back he reads my phone. my foster dad has a knife hes outside my door"},
	} {
		p := newTalking(t)
		for _, words := range talk {
			if said, _ := p.happens(time.Minute, text(words)); slices.Contains(said, "text_999") {
				t.Errorf("%q: said %v", words, said)
			}
		}
	}
}
