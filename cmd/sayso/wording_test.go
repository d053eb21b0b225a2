package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sayso/cmd/sayso/config"
)

func TestALanguageIsOffUntilItsReviewerIsNamed(t *testing.T) {
	t.Parallel()
	unsigned, err := ofTalk.readLanguages(nil)
	if err != nil || len(unsigned.reviewed) > 0 || !slices.Equal(unsigned.off, []string{"cy"}) {
		t.Errorf("nobody named: %v spoken, %v off, %v", unsigned.signed, unsigned.off, err)
	}
	signed, err := ofTalk.readLanguages(map[string]config.Language{"cy": {ReviewedBy: "A. Reviewer", ReviewedOn: "2026-11-21"}})
	if err != nil || signed.signed["cy"] != "A. Reviewer, 2026-11-21" || len(signed.off) > 0 {
		t.Errorf("named: %v spoken, %v off, %v", signed.signed, signed.off, err)
	}
}

// welsh writes the built-in Welsh wording to a file, with some of it replaced.
func welsh(t *testing.T, from, to string) string {
	t.Helper()
	raw, err := os.ReadFile("../../conversation/words/welsh.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), from) {
		t.Fatalf("the Welsh wording has no %q", from)
	}
	file := filepath.Join(t.TempDir(), "welsh.txt")
	if err := os.WriteFile(file, []byte(strings.Replace(string(raw), from, to, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestACouncilsOwnFileMaySignItself(t *testing.T) {
	t.Parallel()
	own := welsh(t, "reviewed_by:\nreviewed_on:\n", "reviewed_by: A. Reviewer\nreviewed_on: 2026-11-21\n")
	got, err := ofTalk.readLanguages(map[string]config.Language{"cy": {WordsFile: own}})
	if err != nil || got.signed["cy"] != "A. Reviewer, 2026-11-21" {
		t.Errorf("got %v, %v", got.signed, err)
	}
}

func TestAWordingThatCannotStandInStopsTheStart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		code, file, want string
	}{
		{"cy", welsh(t, "\nno_rush: Iawn. Does dim brys.", ""), `no sentence "no_rush"`},
		{"cy", welsh(t, "\ngot_it_named: Diolch. Bydd {worker} yn gweld hwn.", "\ngot_it_named: Diolch."), `"got_it_named" fills in [] by sms, want [{worker}]`},
		{"cy", welsh(t, "reviewed_by:\nreviewed_on:\n", "reviewed_by: A. Reviewer\nreviewed_on: yesterday\n"), "reviewed_on: want a day"},
		{"pl", "", "no wording is built in for it: name a words_file"},
	} {
		_, err := ofTalk.readLanguages(map[string]config.Language{c.code: {WordsFile: c.file}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestCheckTellsWhichLanguagesAreSpoken(t *testing.T) {
	t.Parallel()
	c := config.Default()
	c.Council.TextName = "London Borough of Exampl"
	var out bytes.Buffer
	checkLanguages(&list{out: &out}, c)
	if got, want := out.String(), "note   languages      cy is off: nobody has reviewed its words; name who has, and the day, under conversation.languages.cy\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	out.Reset()
	c.Conversation.Languages = map[string]config.Language{"cy": {ReviewedBy: "A. Reviewer", ReviewedOn: "2026-11-21"}}
	checkLanguages(&list{out: &out}, c)
	if got, want := out.String(), "ok     languages      cy is spoken, every sentence is one text; reviewed by A. Reviewer, 2026-11-21\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
