package caseworker

import (
	"strings"
	"testing"

	"sayso/conversation"
)

func TestAMessageGoesBySafeContactsOnly(t *testing.T) {
	t.Parallel()
	contact := func(safe string, can bool) conversation.Contact {
		return conversation.Contact{Channel: conversation.SMS, SafeToReply: safe, CanText: can}
	}
	for _, row := range []struct {
		name     string
		contacts []conversation.Contact
		blocked  string
	}{
		{"safe", []conversation.Contact{contact(conversation.Yes, true)}, ""},
		{"not safe", []conversation.Contact{contact(conversation.No, true)}, "unsafe_contact"},
		{"nobody knows", []conversation.Contact{contact(conversation.Unknown, true)}, "contact_unknown"},
		{"never asked", nil, "contact_unknown"},
		{"safe, but the phone refuses us", []conversation.Contact{contact(conversation.Yes, false)}, "opted_out"},
		{"neither", []conversation.Contact{contact(conversation.No, false)}, "opted_out"},
	} {
		f := jade()
		f.Contacts = row.contacts
		d := newDesk(t, f)
		if row.blocked != "" {
			if got := d.refuses("blocked", priya, Message{Text: "Hello"}); got.Reason != row.blocked {
				t.Errorf("%s: blocked as %q, want %q", row.name, got.Reason, row.blocked)
			}
			continue
		}
		d.do(priya, Message{Text: "  Hello, I am coming. "})
		d.told(conversation.StaffSaid{Effect: "07-jade/staff-ABCD-2345-1", Name: "Priya", Text: "Hello, I am coming."})
		if d.said.Effect != "07-jade/staff-ABCD-2345-1" {
			t.Errorf("answered %+v, want the effect", d.said)
		}
	}
}

func TestNothingIsTakenWhileTooMuchWaitsForTheMorning(t *testing.T) {
	t.Parallel()
	f := jade()
	f.Contacts = []conversation.Contact{{Channel: conversation.SMS, SafeToReply: conversation.Yes, CanText: true}}
	f.WaitFull = true
	if got := newDesk(t, f).refuses("blocked", priya, Message{Text: "Hello"}); got.Reason != "too_many_waiting" {
		t.Errorf("blocked as %q, want too_many_waiting", got.Reason)
	}
}

func TestAPhoneThatSomebodyElseUsesBlocksNoOtherWay(t *testing.T) {
	t.Parallel()
	lost := conversation.Contact{Channel: conversation.SMS, SafeToReply: conversation.No, CanText: true, SomeoneElse: true}
	chat := func(safe string) conversation.Contact {
		return conversation.Contact{Channel: conversation.Chat, SafeToReply: safe, CanText: true}
	}
	for _, row := range []struct {
		contacts []conversation.Contact
		blocked  string
	}{
		{[]conversation.Contact{lost}, "someone_else"},
		{[]conversation.Contact{lost, chat(conversation.Unknown)}, "contact_unknown"}, // joined with their code
		{[]conversation.Contact{lost, chat(conversation.No)}, "unsafe_contact"},
		{[]conversation.Contact{lost, chat(conversation.Yes)}, ""},
		{[]conversation.Contact{{Channel: conversation.SMS, SafeToReply: conversation.Yes}, chat(conversation.Unknown)}, "contact_unknown"},
	} {
		f := jade()
		f.Contacts = row.contacts
		if got := blocked(f); got != row.blocked {
			t.Errorf("%+v: blocked as %q, want %q", row.contacts, got, row.blocked)
		}
	}
	f := jade()
	f.Contacts = []conversation.Contact{lost, chat(conversation.Unknown)}
	if got := newDesk(t, f).refuses("blocked", priya, Message{Text: "Hello"}); !strings.Contains(got.Words, "Sayso asks them") {
		t.Errorf("refused with %q, want what can be done", got.Words)
	}
}

func TestEveryMessageHasANameOfItsOwn(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	names := map[string]bool{}
	for range 3 {
		d.do(priya, Message{Text: "Hello"})
		names[d.said.Effect], names[d.tells[0].Once] = true, true
	}
	if len(names) != 6 {
		t.Errorf("got %v, want six different names", names)
	}
}

func TestAMessageNeedsTextThatFitsAPhone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.refuses("no_text", priya, Message{Text: " \n"})
	room := 1600 - len("Priya: ")
	if got := rules(t).Room(priya); got != room || rules(t).Before(priya) != "Priya: " {
		t.Errorf("room for %d after %q", got, rules(t).Before(priya))
	}
	d.refuses("too_long", priya, Message{Text: strings.Repeat("é", room+1)})
	d.do(priya, Message{Text: strings.Repeat("é", room)})
}

func TestReadingEndsTheWaitOfWhatWasSeenAndOnlyAPersonReads(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.refuses("not_allowed", system, Read{Seen: seenAll})
	d.refuses("nothing_seen", priya, Read{})
	d.refuses("no_such_conversation", priya, Read{Seen: map[string]int{"99-no": 3}})
	d.do(priya, Read{Seen: map[string]int{"07-jade": 2}})
	d.told(conversation.CaseRead{Seq: 2})
	if since, _ := d.c.unread(d.facts); since == nil {
		t.Error("line 3 has not been seen, so the case is still unread")
	}
	d.do(priya, Read{Seen: map[string]int{"07-jade": 900}})
	d.told(conversation.CaseRead{Seq: 4}) // nobody has seen what is not there yet
	if since, by := d.c.unread(d.facts); since != nil || by != nil {
		t.Errorf("unread since %v, by %v: want all read", since, by)
	}
	d.do(priya, Read{Seen: map[string]int{"07-jade": 1}})
	d.told()
}

func TestANumberIsShownOnlyForAReasonAndOnlyToAPerson(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.refuses("reason", priya, RevealContact{})
	d.refuses("not_allowed", system, RevealContact{Reason: "Integration."})
	d.do(priya, RevealContact{Reason: "She may be in danger."})
	if d.said.Reveal != "07-jade" || d.said.Number != "" {
		t.Errorf("answered %+v, want the conversation, and no number in the rules", d.said)
	}
}
