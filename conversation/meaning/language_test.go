package meaning

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFirstMessagesInEighteenLanguages reads testdata/languages.txt and prints what is right of
// each language, and how often it was sure.
func TestFirstMessagesInEighteenLanguages(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/languages.txt")
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	right, sure := map[string]*share{}, map[string]*share{}
	var all, wrongly share
	for line := range strings.Lines(string(raw)) {
		want, text, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || want == "#" {
			continue
		}
		if right[want] == nil {
			order = append(order, want)
			right[want], sure[want] = new(share), new(share)
		}
		got := Read(text)
		all.count(got.Language == want)
		right[want].count(got.Language == want)
		sure[want].count(got.LanguageSure && got.Language == want)
		wrongly.count(got.LanguageSure && got.Language != want)
		if got.Language != want {
			t.Logf("%s, read as %s (sure: %v): %s", want, got.Language, got.LanguageSure, text)
		}
	}
	for _, code := range order {
		t.Logf("%-3s right %5.1f  right and sure %5.1f", code, right[code].percent(), sure[code].percent())
		if right[code].percent() < 95 {
			t.Errorf("%s: %.1f in 100, want at least 95", code, right[code].percent())
		}
	}
	t.Logf("all %.1f of %d, sure of the wrong one %d", all.percent(), all.all, wrongly.of)
	if all.percent() < 99 || wrongly.of > 2 {
		t.Errorf("want at least 99 in 100, and at most 2 sure of the wrong one")
	}
}

// TestWhoWritesEnglishIsReadAsEnglish, slang and all: else they would be promised an interpreter.
func TestWhoWritesEnglishIsReadAsEnglish(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/messages/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no messages: %v", err)
	}
	var english, sure, others share
	for _, file := range files {
		for _, row := range readLines[labelledMessage](t, file) {
			got := Read(row.Text)
			right := got.Language == row.Lang
			if !right {
				t.Errorf("%s, read as %s (sure: %v): %s", row.Lang, got.Language, got.LanguageSure, row.Text)
			}
			if row.Lang != "en" {
				others.count(right)
				continue
			}
			english.count(right)
			sure.count(right && got.LanguageSure)
		}
	}
	t.Logf("English %d of %d, sure of %d; other languages %d of %d", english.of, english.all, sure.of, others.of, others.all)
	if sure.percent() < 95 {
		t.Errorf("sure of %.1f in 100 English messages, want at least 95", sure.percent())
	}
}

func TestAFewLettersAreNoLanguage(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "ok", "hi", "hello", "1", "2", "yes", "👍", "?", "...", "Jade", "Mohammed", "Ana", "Ola", "Siân", "hola", "salam", "bonjour", "bus bus bus bus",
		"help", "ok ok ok", "Kamil", "Minh Anh", "la la la", "\xff\xfe", "سلام", "Так", "नमस",
	} {
		if got := Read(text); got.LanguageSure {
			t.Errorf("%q is surely %s", text, got.Language)
		}
	}
	for _, text := range []string{"my sw never rings me back", "he hit me again last nite", "they r moving me friday"} {
		if got := Read(text); got.Language != "en" || !got.LanguageSure {
			t.Errorf("%q is %s (sure: %v), want surely English", text, got.Language, got.LanguageSure)
		}
	}
}

// Of whom they write for they say what that one speaks, in English: nobody needs to be promised anything.
func TestWhatSomebodyElseSpeaksIsNotTheirLanguage(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"she only speaks Somali": "", "She's in foster care in Leeds, she only speaks Somali": "", "the carers only speak English": "",
		"i only speak polish": "interpreter", "does anyone speak Polish": "interpreter", "is there anyone who speaks arabic": "interpreter", "can you write in urdu please": "interpreter",
	} {
		if got := Read(text).Wants; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
