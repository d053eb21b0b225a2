package caseworker

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestWhatCameByLetterAndWhatCameByTextAreTwoConfidences(t *testing.T) {
	t.Parallel()
	letter := &desk{t: t, c: Case{Reference: "WXYZ-2345"}, now: received.AddDate(0, 0, 2)}
	letter.do(sam, EnterCase{
		Channel: "letter", Received: received.AddDate(0, 0, -1), SubmittedBy: SubmittedBy{Who: "on_behalf", Name: "Bea"},
		YoungPeople: []Young{{Name: "Jade"}}, Words: "Nobody rings me.",
	})
	jades, _ := nanToo(t)
	jades.join(sam, letter)
	v := jades.view()
	if v.SubmittedBy.Name != "Bea" || v.Entered == nil || len(v.Issues) != 3 || v.Issues[2].Conversation != nil || jades.c.Row(jades.facts, rules(t), jades.now).Channel != "letter" {
		t.Errorf("got %+v", v)
	}
	for _, act := range []Act{library(), AddIssue{Words: "the food"}, Message{Text: "Hello"}, Note{Text: "She rang."}, RevealContact{Reason: "To ring.", DrawsOn: []string{EnteredHere}}} {
		jades.refuses("which_confidence", priya, act)
	}
	visit := library()
	visit.Conversation = EnteredHere
	jades.do(priya, visit)
	if jades.told(); jades.c.Visits[0].Conversation != "" {
		t.Errorf("got %+v, want a visit with whoever wrote the letter, and nobody told", jades.c.Visits[0])
	}
	jades.do(priya, Note{Text: "She rang.", DrawsOn: []string{EnteredHere}})
	jades.refuses("no_conversation", priya, Message{To: EnteredHere, Text: "Hello"})
	jades.refuses("two_entered", sam, jades.names(letter))
	newDesk(t).refuses("no_such_conversation", priya, Message{To: EnteredHere, Text: "Hello"})
}

func TestEachIsToldOfALongerTimeInTheirOwnConfidence(t *testing.T) {
	t.Parallel()
	d := newDesk(t, jade(), nan())
	longer := Extend{Until: day(t, "2026-12-10"), Reason: "Nan is ill.", DrawsOn: []string{"03-nan"}}
	d.refuses("which_confidence", priya, longer)
	for n, whose := range []string{"07-jade", "03-nan"} {
		longer.Conversation = whose
		d.do(priya, longer)
		if len(d.tells) != 1 || d.tells[0].Conversation != whose || d.view().Conversations[1].Untold != (n == 0) {
			t.Errorf("told %+v, want only %s", d.tells, whose)
		}
		d.refuses("until", priya, longer)
	}
	b, err := json.Marshal(d.tells)
	if err != nil || strings.Contains(string(b), "ill") {
		t.Errorf("told %s (%v), want no word of the reason", b, err)
	}
}
