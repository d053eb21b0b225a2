package conversation

import (
	"slices"
	"testing"
	"time"
)

var announcing = []string{"something else", "theres another thing", "i've got something else to complain about", "can i tell you something else",
	"i want to make a new complaint", "ok ive got a different issue now", "something else happened", "id like to add something else"}

func TestAFurtherMatterThatIsAnnouncedIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, words := range announcing {
		for _, asked := range []Ask{AskAnythingElse, AskCarryOn, AskAdvocate, AskName, AskConfirm, ""} {
			p := askedFor(t, AskName)
			switch asked {
			case AskConfirm:
				p.happens(time.Minute, text("Tash"))
			case "":
				p.happens(time.Minute, text("Tash"))
				p.happens(time.Minute, text("1"))
				p.happens(time.Hour, Woke{})
			default:
				p = askedFor(t, asked)
			}
			before := len(p.s.Issues)
			if names, _ := p.tells(words); !slices.Equal(names, []string{"concern"}) || len(p.s.Issues) != before {
				t.Errorf("%q at %q: said %v, %d matters more; want concern", words, asked, names, len(p.s.Issues)-before)
				continue
			}
			p.tells("they lost my bag when i moved")
			if len(p.s.Issues) != before+1 {
				t.Errorf("%q at %q, then what is wrong: %d matters more", words, asked, len(p.s.Issues)-before)
			}
			if asked != "" && asked != AskAnythingElse && p.s.Pending.Ask != asked {
				t.Errorf("%q at %q, then what is wrong: %q is asked", words, asked, p.s.Pending.Ask)
			}
		}
	}
}

func TestWhatOnlySoundsLikeAFurtherMatterIsTheAnswer(t *testing.T) {
	t.Parallel()
	for words, asked := range map[string]Ask{
		"i want another social worker": AskWanted, "i want something different": AskWanted, "another placement": AskWanted,
	} {
		p := askedFor(t, asked)
		if p.tells(words); p.s.words(asked) == "" {
			t.Errorf("%q at %s is no answer", words, asked)
		}
	}
}
