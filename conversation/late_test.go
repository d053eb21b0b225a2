package conversation

import (
	"testing"
	"time"
)

// What could not go at once is looked at again when it can: at night only answers ring, and a phone that has turned out
// to be unsafe gets nothing of substance.
func TestWhatLeavesLateIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	noon, night := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC), time.Date(2026, 3, 2, 23, 0, 0, 0, time.UTC)
	morning := time.Date(2026, 3, 3, 8, 0, 0, 0, time.UTC)
	staff := Say{From: FromCaseworker, Text: "Can I come?", Lane: LaneAnswer, Channel: SMS}
	question := Say{From: FromSayso, Sentence: "anything_else", Ask: AskAnythingElse, Lane: LaneAnswer, Channel: SMS}
	danger := Say{From: FromSayso, Sentence: "danger", Lane: LaneSafety, Channel: SMS}
	nudge := Say{From: FromSayso, Sentence: "nudge", Lane: LaneReminder, Channel: SMS}
	for _, c := range []struct {
		name    string
		say     Say
		now     time.Time
		heard   time.Duration // before now
		contact Contact
		again   bool
		until   time.Time
		refused string
	}{
		{"by day", staff, noon, 5 * time.Hour, Contact{SafeToReply: Yes, CanText: true}, false, time.Time{}, ""},
		{"words of staff at night", staff, night, 5 * time.Hour, Contact{SafeToReply: Yes, CanText: true}, false, morning, ""},
		{"words of staff at night, and they are there", staff, night, 5 * time.Minute, Contact{SafeToReply: Yes, CanText: true}, false, time.Time{}, ""},
		{"a reminder at night", nudge, night, 5 * time.Hour, Contact{SafeToReply: Yes, CanText: true}, false, morning, ""},
		{"an answer soon after they wrote, at night", question, night, 5 * time.Minute, Contact{SafeToReply: Unknown, CanText: true}, false, time.Time{}, ""},
		{"an answer after a long outage, at night", question, night, 3 * time.Hour, Contact{SafeToReply: Unknown, CanText: true}, false, morning, ""},
		{"an answer after a long outage, by day", question, noon, 3 * time.Hour, Contact{SafeToReply: Unknown, CanText: true}, false, time.Time{}, ""},
		{"a second try much later where nobody was asked whether it is safe", question, noon, 3 * time.Hour, Contact{SafeToReply: Unknown, CanText: true}, true, time.Time{}, "contact_unknown"},
		{"a second try where it is safe", question, noon, 3 * time.Hour, Contact{SafeToReply: Yes, CanText: true}, true, time.Time{}, ""},
		{"a second try at night", question, night, 3 * time.Hour, Contact{SafeToReply: Yes, CanText: true}, true, morning, ""},
		{"it has turned out not to be safe", staff, noon, 3 * time.Hour, Contact{SafeToReply: No, CanText: true}, false, time.Time{}, "unsafe_contact"},
		{"they have stopped our texts", staff, noon, 3 * time.Hour, Contact{SafeToReply: Yes}, false, time.Time{}, "opted_out"},
		{"the number is somebody else's", staff, noon, 3 * time.Hour, Contact{SafeToReply: Yes, CanText: true, SomeoneElse: true}, false, time.Time{}, "someone_else"},
		{"words about danger at night", danger, night, 3 * time.Hour, Contact{SafeToReply: Yes, CanText: true}, false, time.Time{}, ""},
		{"words about danger where it is not safe", danger, night, 3 * time.Hour, Contact{SafeToReply: No, CanText: true}, false, time.Time{}, "unsafe_contact"},
	} {
		s := State{ID: "00-x", HeardAt: c.now.Add(-c.heard), Last: SMS, Contacts: map[Channel]Contact{SMS: c.contact}}
		if until, refused := talkForTests().Late(s, c.say, c.now, c.again); !until.Equal(c.until) || refused != c.refused {
			t.Errorf("%s: until %v, refused %q; want %v, %q", c.name, until, refused, c.until, c.refused)
		}
	}
}

// What is tried again much later is overtaken by whatever they have written since; what staff say goes all the same.
func TestWhatIsTriedAgainIsOvertakenByAnything(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	question := Say{Seq: 4, From: FromSayso, Ask: AskAnythingElse, Lane: LaneAnswer}
	told := Say{Seq: 4, From: FromSayso, Lane: LaneAnswer}
	danger := Say{Seq: 4, From: FromSayso, Lane: LaneSafety}
	staff := Say{Seq: 4, From: FromCaseworker, Lane: LaneAnswer}
	visit := Say{Seq: 4, From: FromSayso, Ask: AskVisitOK, Lane: LaneAnswer}
	for _, c := range []struct {
		name         string
		say          Say
		heard        time.Duration
		pending      int
		first, again bool
	}{
		{"a question, and nothing was written since", question, -time.Hour, 4, false, false},
		{"a question that still stands, and they have written", question, time.Hour, 4, false, true},
		{"a question, and another one stands", question, time.Hour, 6, true, true},
		{"what was told", told, time.Hour, 6, false, true},
		{"words about danger", danger, time.Hour, 6, false, true},
		{"words of staff", staff, time.Hour, 6, false, false},
		{"a visit", visit, time.Hour, 6, false, false},
	} {
		s := State{HeardAt: at.Add(c.heard), Pending: Asked{Ask: AskAnythingElse, Seq: c.pending}}
		if first, again := s.Overtook(c.say, at, false), s.Overtook(c.say, at, true); first != c.first || again != c.again {
			t.Errorf("%s: overtaken %v at first and %v again, want %v and %v", c.name, first, again, c.first, c.again)
		}
	}
}
