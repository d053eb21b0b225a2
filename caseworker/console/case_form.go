package console

import (
	"slices"
	"strconv"
	"time"

	"sayso/caseworker"
	"sayso/conversation"
)

// formPart is a case's page as one of its forms sees it.
type formPart struct {
	casePage
	Name   string
	ticked []string // kinds that start ticked
}

// Form is the page for the form of this name.
func (p casePage) Form(name string) formPart { return formPart{casePage: p, Name: name} }

// KindsForm is Form where kinds of issue can be ticked.
func (p casePage) KindsForm(name string, kinds []string) formPart {
	return formPart{casePage: p, Name: name, ticked: kinds}
}

// Ticked reports whether a kind of issue is ticked.
func (f formPart) Ticked(kind string) bool {
	return f.Chosen(f.Name, "kinds", kind, slices.Contains(f.ticked, kind))
}

// ReferralForm names the form about one referral.
func (casePage) ReferralForm(number int) string { return "referral-" + strconv.Itoa(number) }

// MeantForm names the form about one of the names of which nobody has said who it is.
func (casePage) MeantForm(w whoIsMeant) string { return "meant-" + strconv.Itoa(w.Number) }

// Typed is what was typed into a field of a form that was refused, or else what it starts with.
func (p casePage) Typed(form, field, otherwise string) string {
	if p.Refused == nil || p.Refused.Form != form {
		return otherwise
	}
	return p.Refused.typed.Get(field)
}

// Chosen reports whether one of many values was ticked in a form that was refused, or else whether
// it starts ticked.
func (p casePage) Chosen(form, field, value string, otherwise bool) bool {
	if p.Refused == nil || p.Refused.Form != form {
		return otherwise
	}
	return slices.Contains(p.Refused.typed[field], value)
}

// In reports whether a form is the one that was refused: it stays open then.
func (p casePage) In(form string) bool { return p.Refused != nil && p.Refused.Form == form }

// Seen is the last line of each conversation on this page, as the forms carry it.
func (p casePage) Seen() []string {
	var seen []string
	for _, t := range p.Conversations {
		seen = append(seen, t.ID+" "+strconv.Itoa(last(t)))
	}
	return seen
}

// SeenOf is Seen of one conversation.
func (p casePage) SeenOf(t caseworker.ViewTalk) string { return t.ID + " " + strconv.Itoa(last(t)) }

// Nobody reports whether there is nobody to whom anything may be written.
func (p casePage) Nobody() bool {
	return !slices.ContainsFunc(p.Conversations, func(t caseworker.ViewTalk) bool { return t.CannotWrite == nil })
}

// Texts reports whether what is written in a conversation goes to a phone, and so is counted in texts.
func (p casePage) Texts(t caseworker.ViewTalk) bool {
	return slices.ContainsFunc(t.Contacts, func(c conversation.Contact) bool { return c.Channel == conversation.SMS })
}

// OpenAlerts are those that no human has acknowledged.
func (p casePage) OpenAlerts() []caseworker.ViewAlert {
	return slices.DeleteFunc(slices.Clone(p.Alerts), func(a caseworker.ViewAlert) bool { return a.Acknowledged != nil })
}

// shownReasons is how many reasons for haste stand above the buttons: with more, what is to be done
// would be off a phone's screen.
const shownReasons = 3

// reason is one reason for haste.
type reason struct {
	caseworker.ViewUrgent
	Whose string // who told of it, where there are several
}

// FirstReasons are the newest reasons for haste, FurtherReasons those before them.
func (p casePage) FirstReasons() []reason {
	return p.reasons(p.UrgentBecause[max(0, len(p.UrgentBecause)-shownReasons):])
}

// FurtherReasons are the reasons for haste that FirstReasons leaves out.
func (p casePage) FurtherReasons() []reason {
	return p.reasons(p.UrgentBecause[:max(0, len(p.UrgentBecause)-shownReasons)])
}

func (p casePage) reasons(urgent []caseworker.ViewUrgent) (all []reason) {
	for _, u := range urgent {
		r := reason{ViewUrgent: u}
		if p.Many() {
			r.Whose = p.Whose(u.Conversation)
		}
		all = append(all, r)
	}
	return all
}

// The visit as far as the text that tells of it has room.
func (casePage) LongestPlace() int { return caseworker.LongestPlace }
func (casePage) LongestWith() int  { return caseworker.LongestWith }

// The lists that the forms offer.
func (casePage) Categories() []string           { return caseworker.Categories() }
func (casePage) Outcomes() []caseworker.Outcome { return caseworker.Outcomes() }
func (casePage) Kinds() []string                { return caseworker.Kinds() }
func (casePage) Grounds() []string              { return caseworker.Grounds() }
func (casePage) Tiers() []string                { return []string{"R1", "R3", "R2", "planned_change", "none"} }
func (casePage) StageNames() []string           { return []string{"1", "2", "3", "ombudsman"} }
func (casePage) SortedWords() []string          { return []string{"yes", "partly", "no", "formal"} }
func (casePage) Decisions() []string            { return []string{"pending", "accepted", "refused"} }

func last(t caseworker.ViewTalk) int {
	if len(t.Transcript) == 0 {
		return 0
	}
	return t.Transcript[len(t.Transcript)-1].Seq
}

// Picked reports whether an outcome is the chosen one of a list.
func (p casePage) Picked(form, field string, one caseworker.Outcome, now *caseworker.Outcome) bool {
	was := ""
	if now != nil {
		was = string(*now)
	}
	return p.Typed(form, field, was) == string(one)
}

// CategoryNow is what counts: as confirmed, or else as proposed.
func (p casePage) CategoryNow() string { return categoryNow(p.View) }

// Open reports whether the case is not closed.
func (p casePage) Open() bool { return p.State != caseworker.ClosedState }

// Extended is the new date that somebody has not been told of yet, for the form that tells them.
func (p casePage) Extended() string {
	if p.Stage.ExtendedDue == nil || !slices.ContainsFunc(p.Conversations, func(t caseworker.ViewTalk) bool { return t.Untold }) {
		return ""
	}
	return p.Stage.ExtendedDue.String()
}

// At is which of the conversations on the page this is.
func (p casePage) At(id string) int {
	return slices.IndexFunc(p.Conversations, func(t caseworker.ViewTalk) bool { return t.ID == id })
}

// line is a message on the page.
type line struct {
	Conversation string
	Seq          int
}

// Line is where a message stands on the page.
func (casePage) Line(conversation string, seq int) line { return line{conversation, seq} }

// Lines are the messages that an issue's words stand in.
func (p casePage) Lines(i caseworker.ViewIssue) (lines []line) {
	for _, part := range i.Parts {
		if l := p.Line(deref(i.Conversation), part.Seq); !slices.Contains(lines, l) {
			lines = append(lines, l)
		}
	}
	return lines
}

// ChangedSince reports whether anything that was read back to somebody was changed after an instant.
func (p casePage) ChangedSince(id string, at time.Time) bool {
	return slices.ContainsFunc(p.Issues, func(i caseworker.ViewIssue) bool {
		return deref(i.Conversation) == id && slices.ContainsFunc(i.Versions, func(v caseworker.ViewSaid) bool { return v.At.After(at) })
	}) || slices.ContainsFunc(p.Conversations, func(t caseworker.ViewTalk) bool {
		return t.ID == id && slices.ContainsFunc(t.Earlier, func(e caseworker.ViewEarlier) bool { return e.Until.After(at) })
	})
}

// LastOf is the last line of a conversation on this page.
func (casePage) LastOf(t caseworker.ViewTalk) int { return last(t) }

// Backwards is the history with the newest first.
func (p casePage) Backwards() []caseworker.Done {
	h := slices.Clone(p.History)
	slices.Reverse(h)
	return h
}
