package caseworker

import (
	"strings"
	"time"
	"unicode/utf8"

	"sayso/conversation"
)

type (
	// Message says something to one of the people who spoke, through their conversation.
	Message struct {
		To   string `json:"to"` // the conversation; may be left out where there is one
		Text string `json:"text"`
	}
	// Read says that a person has been shown everything up to these lines.
	Read struct {
		Seen map[string]int `json:"seen"` // conversation -> sequence number
	}
	// Note keeps staff's own words on the case.
	Note struct {
		Text    string   `json:"text"`
		DrawsOn []string `json:"draws_on"`
	}
	// RevealContact shows a phone number, to keep someone safe.
	RevealContact struct {
		Conversation string   `json:"conversation"` // may be left out where there is one
		Reason       string   `json:"reason"`
		DrawsOn      []string `json:"draws_on"`
	}
)

// NoteKept is a note as it is kept.
type NoteKept struct {
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	Name    string    `json:"name"`
	Text    string    `json:"text"`
	DrawsOn []string  `json:"draws_on"`
}

func (a Message) Terms() Terms { return Terms{Name: "messages", Needs: MayWork, OnClosed: true} }

func (a Message) do(t *turn) error {
	f, err := t.speaker(a.To)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(a.Text)
	if text == "" || !utf8.ValidString(text) {
		return invalid("no_text", "Write something first.")
	}
	if units(t.m.Rules.byText(t.m.By, text)) > longestMessage {
		return invalid("too_long", "This is too long for a text. It can have 1,600 characters with your name before it. A smiley counts as two.")
	}
	if reason := blocked(f); reason != "" {
		return Refusal{Kind: Invalid, Code: "blocked", Reason: reason, Words: blockedWords[reason] + " " + WhatInstead(reason)}
	}
	effect := t.effect(f.Conversation)
	t.entry.Effect, t.answer.Effect = effect, effect
	t.tell(f.Conversation, conversation.StaffSaid{Effect: effect, Name: firstName(t.m.By), Text: text})
	return nil
}

var blockedWords = map[string]string{
	"opted_out":        "This phone refuses our texts.",
	"unsafe_contact":   "They said it is not safe to write to them here.",
	"contact_unknown":  "We do not know yet whether it is safe to write to them here.",
	"no_number":        "This number does not exist any more, or takes no texts.",
	"someone_else":     "Somebody else uses this phone now.",
	"too_many_waiting": "Many messages wait for the morning already.",
}

// WhatInstead says what can be done where nothing may be written to somebody, for each reason.
func WhatInstead(reason string) string {
	if reason == "contact_unknown" {
		return "Sayso asks them when they write to us; once they say yes, you can write. If somebody may not be safe, you can look at their phone number."
	}
	if reason == "too_many_waiting" {
		return "They go out when the quiet hours end. Write again then, or put it all into one message."
	}
	return "Reach them another way. With their code they can open this conversation again where it is safe."
}

// blocked says why nothing may be written to someone, or "". The conversation decides again when
// the words arrive there: it uses the contact last spoken on, or else another by which they may go.
// So one contact is enough, and where there is none the reason is the one that can soonest end.
func blocked(f conversation.Facts) string {
	found := map[string]bool{}
	for _, c := range f.Contacts {
		reason := refusedBy(c)
		switch {
		case reason == "" && f.WaitFull:
			return "too_many_waiting"
		case reason == "":
			return ""
		}
		found[reason] = true
	}
	for _, reason := range []string{"contact_unknown", "unsafe_contact", "opted_out", "no_number", "someone_else"} {
		if found[reason] {
			return reason
		}
	}
	return "contact_unknown"
}

// refusedBy is why nothing may go to one contact, by the conversation's own order of reasons.
func refusedBy(c conversation.Contact) string {
	switch {
	case c.SomeoneElse:
		return "someone_else"
	case !c.CanText:
		return "opted_out"
	case c.NoNumber:
		return "no_number"
	case c.SafeToReply == conversation.No:
		return "unsafe_contact"
	case c.SafeToReply == conversation.Yes:
		return ""
	}
	return "contact_unknown"
}

func (a Read) Terms() Terms {
	return Terms{Name: "read", Needs: MayAnswerAlert, OnClosed: true, Unlisted: true}
}

func (a Read) do(t *turn) error {
	if len(a.Seen) == 0 {
		return invalid("nothing_seen", "Say what was shown: the last line of each conversation.")
	}
	known := heard(t.m.Facts)
	for id := range a.Seen {
		if _, ok := known[id]; !ok {
			return noSuchConversation()
		}
	}
	for _, f := range t.m.Facts {
		// Nobody can have seen what is not there yet.
		seq := min(a.Seen[f.Conversation], f.LastSeq)
		if seq <= t.ReadTo[f.Conversation] {
			continue
		}
		if t.ReadTo == nil {
			t.ReadTo = map[string]int{}
		}
		t.ReadTo[f.Conversation] = seq
		t.tell(f.Conversation, conversation.CaseRead{Seq: seq})
	}
	return nil
}

// unread is since when a message waits for a reader, and by when it must have one.
func (c Case) unread(facts []conversation.Facts) (since, by *time.Time) {
	for _, f := range facts {
		if f.LastHeard <= c.ReadTo[f.Conversation] {
			continue
		}
		since, by = earlier(since, f.UnreadSince), earlier(by, f.ReadBy)
	}
	return since, by
}

func earlier(a, b *time.Time) *time.Time {
	if a == nil || (b != nil && b.Before(*a)) {
		return b
	}
	return a
}

func (a Note) Terms() Terms {
	return Terms{Name: "notes", Needs: MayNote, Why: a.Text, DrawsOn: a.DrawsOn, OnClosed: true}
}

func (a Note) do(t *turn) error {
	if strings.TrimSpace(a.Text) == "" {
		return invalid("no_text", "Write something first.")
	}
	t.Notes = append(t.Notes, NoteKept{At: t.m.At, By: mark(t.m.By), Name: t.m.By.Name, Text: a.Text, DrawsOn: a.DrawsOn})
	t.entry.Why = "" // the note itself stands among the notes
	return nil
}

func (a RevealContact) Terms() Terms {
	return Terms{Name: "reveal_contact", Needs: MayReveal, Why: a.Reason, DrawsOn: a.DrawsOn, OnClosed: true}
}

func (a RevealContact) do(t *turn) error {
	if strings.TrimSpace(a.Reason) == "" {
		return needsReason()
	}
	f, err := t.speaker(a.Conversation)
	if err != nil {
		return err
	}
	t.answer.Reveal, t.answer.Reference = f.Conversation, t.Reference
	return nil
}

func needsReason() Refusal { return invalid("reason", "Say why.") }
