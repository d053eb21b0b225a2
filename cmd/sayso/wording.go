package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"sayso/channels/webchat"
	"sayso/cmd/sayso/config"
	"sayso/conversation"
)

// wording is a kind of words files, and the languages that are compiled in.
type wording struct {
	key     string // of its languages in the configuration
	english func() conversation.Words
	others  func() map[string]conversation.Words
	differs func(code string, words conversation.Words) []string
}

// ofTalk is what the conversation says.
var ofTalk = wording{"conversation.languages", conversation.English, conversation.Languages,
	func(_ string, words conversation.Words) []string { return words.Differs(conversation.English()) }}

// ofPages is what the chat's pages say.
var ofPages = wording{"chat.languages", webchat.English, webchat.Languages, webchat.Differs}

// readWords reads the council's own wording; "" is the one that is compiled in. A file that lacks
// a sentence would leave a young person without an answer, so it is refused.
func (w wording) readWords(path string) (conversation.Words, error) {
	builtIn := w.english()
	if path == "" {
		return builtIn, nil
	}
	words, err := openWords(path)
	if err != nil {
		return builtIn, err
	}
	return words, w.standsIn(path, "en", words)
}

func openWords(path string) (conversation.Words, error) {
	f, err := os.Open(path)
	if err != nil {
		return conversation.Words{}, fmt.Errorf("wording: %w", err)
	}
	defer f.Close()
	words, err := conversation.ReadWords(f)
	if err != nil {
		return words, fmt.Errorf("wording %s: %w", path, err)
	}
	return words, nil
}

// standsIn refuses a wording that could not be said wherever the English one is.
func (w wording) standsIn(name, code string, words conversation.Words) error {
	if differs := w.differs(code, words); len(differs) > 0 {
		return fmt.Errorf("wording %s: %s", name, strings.Join(differs, "; "))
	}
	return nil
}

// languages are the wordings beside English, by code.
type languages struct {
	reviewed map[string]conversation.Words // a named person answers for them: these are spoken
	signed   map[string]string             // who, and when
	off      []string                      // nobody does: these are never spoken
}

// readLanguages reads the wordings that are compiled in, and the council's own files. Who reviewed
// one stands in the configuration or in the head of the file.
func (w wording) readLanguages(named map[string]config.Language) (languages, error) {
	all := languages{reviewed: map[string]conversation.Words{}, signed: map[string]string{}}
	builtIn := w.others()
	codes := slices.Collect(maps.Keys(builtIn))
	for code := range named {
		if _, ok := builtIn[code]; !ok {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	for _, code := range codes {
		language := named[code]
		words, ok := builtIn[code]
		switch {
		case language.WordsFile != "":
			var err error
			if words, err = openWords(language.WordsFile); err != nil {
				return languages{}, err
			}
			if err = w.standsIn(language.WordsFile, code, words); err != nil {
				return languages{}, err
			}
		case !ok:
			return languages{}, fmt.Errorf("%s.%s: no wording is built in for it: name a words_file", w.key, code)
		}
		by, on := language.ReviewedBy, language.ReviewedOn
		if by == "" {
			by, on = words.Reviewed()
		}
		if by == "" || on == "" {
			all.off = append(all.off, code)
			continue
		}
		if _, err := time.Parse(time.DateOnly, on); err != nil {
			return languages{}, fmt.Errorf("wording for %s: reviewed_on: want a day such as 2026-11-21", code)
		}
		all.reviewed[code], all.signed[code] = words, by+", "+on
	}
	return all, nil
}

// off says what keeps a language from being spoken.
func (w wording) off(code string) string {
	return fmt.Sprintf("%s is off: nobody has reviewed its words; name who has, and the day, under %s.%s", code, w.key, code)
}
