package webchat

import (
	"net/http"
	"net/url"
	"slices"

	"golang.org/x/text/language"

	"sayso/conversation"
)

// speeches are the languages that the pages may be in: English, and those that a named person has reviewed.
type speeches struct {
	all     []*speech // English first
	matcher language.Matcher
}

func newSpeeches(words conversation.Words, reviewed map[string]conversation.Words) (speeches, error) {
	codes := make([]string, 0, len(reviewed))
	for code := range reviewed {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	var (
		s    speeches
		tags []language.Tag
	)
	for _, code := range append([]string{inEnglish}, codes...) {
		one := reviewed[code]
		if code == inEnglish {
			one = words
		}
		speech, err := newSpeech(code, one)
		if err != nil {
			return s, err
		}
		s.all, tags = append(s.all, speech), append(tags, speech.tag)
	}
	s.matcher = language.NewMatcher(tags)
	return s, nil
}

// named is the language of a code, nil where there is none.
func (s speeches) named(code string) *speech {
	for _, one := range s.all {
		if one.code == code {
			return one
		}
	}
	return nil
}

// english is what is spoken where nothing else is.
func (s speeches) english() *speech { return s.all[0] }

// look is how a page is shown: what the address asks for, and else what the browser does. An address says no
// more than a language and a layout, so nothing needs to be kept on the phone.
type look struct {
	speech *speech
	chosen bool // by the address
	easy   bool
}

func (s speeches) lookOf(r *http.Request) look {
	asked := r.URL.Query()
	l := look{speech: s.named(asked.Get("lang")), easy: asked.Get("easy") == "1"}
	if l.chosen = l.speech != nil; l.chosen {
		return l
	}
	l.speech = s.english()
	if tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language")); err == nil {
		if _, n, sure := s.matcher.Match(tags...); sure >= language.High {
			l.speech = s.all[n]
		}
	}
	return l
}

// query is what an address of ours ends with, so that the next page looks the same.
func (l look) query() string {
	asked := url.Values{}
	if l.chosen {
		asked.Set("lang", l.speech.code)
	}
	if l.easy {
		asked.Set("easy", "1")
	}
	if len(asked) == 0 {
		return ""
	}
	return "?" + asked.Encode()
}

// choice is one entry of the picker: a language under its own name.
type choice struct {
	Code, Dir, Name, Query string
	Here                   bool
}

// choices are nothing where there is nothing to choose.
func (s speeches) choices(now look) []choice {
	if len(s.all) < 2 {
		return nil
	}
	var all []choice
	for _, one := range s.all {
		all = append(all, choice{
			Code: one.code, Dir: one.words.Sentence("direction"), Name: one.words.Sentence("language"),
			Query: look{speech: one, chosen: true, easy: now.easy}.query(), Here: one == now.speech,
		})
	}
	return all
}
