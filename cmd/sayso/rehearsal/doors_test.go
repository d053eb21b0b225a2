package rehearsal_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/rehearsal"
	"sayso/conversation"
)

// has fails unless these lines stand in a scene as it was played, in this order.
func has(t *testing.T, played rehearsal.Played, want ...string) {
	t.Helper()
	rest := played.Text
	for _, line := range want {
		_, after, found := strings.Cut(rest, line)
		if !found {
			t.Fatalf("%q is missing, or stands too early:\n%s", line, played.Text)
		}
		rest = after
	}
}

func play(t *testing.T, text string) rehearsal.Played {
	t.Helper()
	played, err := playText(example(t), text)
	if err != nil {
		t.Fatal(err)
	}
	return played
}

func TestWhereTwoTalkEachLineSaysWhoHearsIt(t *testing.T) {
	t.Parallel()
	played := play(t, top+`By text. Monday 9 March 2026, 16:00.

Young person: my worker never rings me back

Mum (same phone): this is his mum now

Caseworker Sam to Young person: Can we meet?

(for Mum: Sam claims the case)
-- what the caseworker sees --
`)
	has(t, played, "\nService:      Hi,", "[Somebody else writes from this phone", "[For Mum: A case opens.]", "\nService to Mum: Hi,",
		"[For Young person: The case shows: not sent", "KQMV-AXAA, with Young person:", "somebody else writes from there now", "KQMV-AXAB, with Mum:")
	if _, err := playText(example(t), strings.Replace(played.Text, "(for Mum: Sam", "(Sam", 1)); err == nil || !strings.Contains(err.Error(), "say who is meant") {
		t.Errorf("it is not asked in whose confidence staff act: %v", err)
	}
}

func TestACodeLeadsToTheTalkFromAnywhere(t *testing.T) {
	t.Parallel()
	has(t, play(t, top+`In the chat. Monday 9 March 2026, 10:00.

Young person: my worker never rings me back

(the button: get a code)

Young person (by text): OTTER maple, cloud kite

Mum (a new chat): hello
-- what the caseworker sees --
`), "[The chat shows them their code: otter maple cloud kite]", "\nService (by text): Hi again.",
		"\nService to Mum (a new chat): Hi,", "Safe to reply by text: unknown\nSafe to reply by chat: unknown", "KQMV-AXAB, with Mum:")
}

// TestADoorLeadsWhereTheStoreWouldLeadIt: who leaves a phone with their code leaves no talk behind it.
func TestADoorLeadsWhereTheStoreWouldLeadIt(t *testing.T) {
	t.Parallel()
	phone, other := rehearsal.Door{Channel: conversation.SMS}, rehearsal.Door{Channel: conversation.SMS, Name: "another phone"}
	var told []string
	d := rehearsal.Open(example(t), time.Date(2026, 3, 9, 10, 0, 0, 0, time.UTC), func(_ int, e conversation.Effect) error {
		told = append(told, conversation.KindOf(e))
		return nil
	})
	say := func(at rehearsal.Door, text string) {
		t.Helper()
		if err := d.Speak(at, conversation.Said{Channel: conversation.SMS, Text: text}); err != nil {
			t.Fatal(err)
		}
		if err := d.Settle(); err != nil {
			t.Fatal(err)
		}
	}
	say(phone, "my worker never rings me back")
	old := d.MakeCode(0)
	code := d.MakeCode(0)
	say(other, code)
	if talk, ok := d.Behind(other); !ok || talk != 0 || d.Talks() != 1 {
		t.Errorf("the code leads to talk %d of %d, %v", talk, d.Talks(), ok)
	}
	say(phone, "hello")
	if talk, ok := d.Behind(phone); !ok || talk != 1 {
		t.Errorf("the phone that was left leads to talk %d, %v; want one of its own", talk, ok)
	}
	say(phone, old)
	if talk, _ := d.Behind(phone); talk != 1 {
		t.Errorf("a code that another one has replaced leads to talk %d", talk)
	}
	told = nil
	if say(other, code); len(told) > 0 {
		t.Errorf("a code through the door that it has led to before: %v", told)
	}
	if changes := d.Changes(0); len(changes) == 0 || !slices.Contains(rehearsal.AllChanges(), changes[0]) {
		t.Errorf("the first talk went through %v", changes)
	}
}

// TestVisitsAreMovedUntilTheyAreOver: what is booked after that is another visit.
func TestVisitsAreMovedUntilTheyAreOver(t *testing.T) {
	t.Parallel()
	played := play(t, top+`By text. Monday 9 March 2026, 10:00.

Young person: my worker never rings me back

Young person: no

Young person: 1

Young person: 1

(Sam books a visit: Tuesday 10 March 2026, 16:00, the library)

(Sam books a visit: Wednesday 11 March 2026, 16:00, the library)

Young person: 1

(3 days pass)

(the visit is done)

Young person: 3

(Sam books a visit: Tuesday 17 March 2026, 16:00, the library)

Young person: 2
`)
	var visits []string
	for _, v := range played.Cases[0].Facts.VisitAnswers {
		visits = append(visits, v.Visit)
	}
	if want := []string{"v1", "v2"}; !slices.Equal(visits, want) || len(played.Cases[0].Facts.VisitsSorted) != 1 {
		t.Errorf("answers to visits %v, want %v; sorted %v", visits, want, played.Cases[0].Facts.VisitsSorted)
	}
}
