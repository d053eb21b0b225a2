package caseworker

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation"
)

// Entered is what staff took in from another door than text or chat, so that the report is whole.
type Entered struct {
	Channel     string      `json:"channel"`
	Received    time.Time   `json:"received"`
	SubmittedBy SubmittedBy `json:"submitted_by"`
	YoungPeople []Young     `json:"young_people"`
	Words       string      `json:"words"`
	Named       []string    `json:"named,omitempty"`     // who is complained of in them, by a name or a word for a job
	Mentioned   []string    `json:"mentioned,omitempty"` // whoever else is named in them
}

// SubmittedBy is who brought the complaint: the first contact counts.
type SubmittedBy struct {
	Who              string  `json:"who"` // young_person, on_behalf, unknown
	Relationship     *string `json:"relationship"`
	Name             string  `json:"name"`
	YoungPersonKnows *string `json:"young_person_knows"` // yes, no, unsure
	KeepFrom         string  `json:"keep_from"`
}

// Young is whom it is about.
type Young struct {
	Name string `json:"name"`
	Age  *int   `json:"age"`
	Ages string `json:"ages,omitempty"` // of several, as told: "7 and 9"
}

// OtherDoors are the ways in which a complaint comes that staff enter.
func OtherDoors() []string {
	return []string{"phone", "letter", "email", "in_person", "advocate", "other"}
}

// Relationships are who can speak for a young person.
func Relationships() []string {
	return []string{
		"mother", "father", "parent", "grandparent", "sibling", "aunt_uncle", "carer", "friend", "professional", "other",
	}
}

// EnterCase takes in what came another way. It is done to a case that does not exist yet.
type EnterCase struct {
	Channel     string      `json:"channel"`
	Received    time.Time   `json:"received"`
	SubmittedBy SubmittedBy `json:"submitted_by"`
	YoungPeople []Young     `json:"young_people"`
	Words       string      `json:"words"`
	Issues      []NewIssue  `json:"issues"`
}

// NewIssue is one matter of a case taken in.
type NewIssue struct {
	Words string   `json:"words"`
	Kinds []string `json:"kinds"`
}

// oldestYears bounds what can be taken in: beyond any record that is kept, and near enough that each
// look at its clock counts the working days in no time.
const oldestYears = 100

func (a EnterCase) Terms() Terms { return Terms{Name: "enter", Needs: MayEnter} }

func (a EnterCase) do(t *turn) error {
	if t.Version != 0 {
		return t.conflict("exists", "This case is there already.")
	}
	if err := a.check(t.m.At); err != nil {
		return err
	}
	t.Version, t.Received = 1, a.Received
	t.Last = Stamp{By: mark(t.m.By), At: t.m.At}
	t.Entered = &Entered{
		Channel: a.Channel, Received: a.Received, SubmittedBy: a.SubmittedBy, YoungPeople: a.YoungPeople, Words: a.Words,
	}
	t.Entered.Named, t.Entered.Mentioned = a.named()
	if len(a.Issues) == 0 { // what nobody has taken apart yet is one matter
		a.Issues = []NewIssue{{Words: a.Words}}
	}
	for n, i := range a.Issues {
		t.Issues = append(t.Issues, Issue{Number: n + 1, Words: i.Words, Kinds: i.Kinds, KindsConfirmed: len(i.Kinds) > 0})
	}
	t.answer.Reference = t.Reference
	return nil
}

// named reads who is complained of, and who else is named, in what was taken in, as it is read in what is texted.
func (a EnterCase) named() (named, mentioned []string) {
	add := func(words string) {
		n, m := conversation.ComplainedOf(words)
		named, mentioned = withNew(named, n), withNew(mentioned, m)
	}
	add(a.Words)
	for _, i := range a.Issues {
		add(i.Words)
	}
	return named, mentioned
}

func withNew(known, more []string) []string {
	for _, who := range more {
		if !slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, who) }) {
			known = append(known, who)
		}
	}
	return known
}

func (a EnterCase) check(now time.Time) error {
	if !slices.Contains(OtherDoors(), a.Channel) {
		return invalid("channel", "There is no such channel. Use "+strings.Join(OtherDoors(), ", ")+".")
	}
	if a.Received.IsZero() || a.Received.After(now) {
		return invalid("received", "Say when it came. The clock starts then.")
	}
	if a.Received.Before(now.AddDate(-oldestYears, 0, 0)) {
		return invalid("too_long_ago", "Look at the year: this came longer ago than any case here.")
	}
	if strings.TrimSpace(a.Words) == "" && len(a.Issues) == 0 {
		return invalid("no_text", "Write down what was said.")
	}
	if !slices.Contains([]string{"young_person", "on_behalf", "unknown"}, a.SubmittedBy.Who) {
		return invalid("submitted_by", "Say who brought it: young_person, on_behalf or unknown.")
	}
	if r := a.SubmittedBy.Relationship; r != nil && !slices.Contains(Relationships(), *r) {
		return invalid("relationship", "There is no such relationship. Use "+strings.Join(Relationships(), ", ")+".")
	}
	if k := a.SubmittedBy.YoungPersonKnows; k != nil && !slices.Contains([]string{"yes", "no", "unsure"}, *k) {
		return invalid("young_person_knows", "Say yes, no or unsure.")
	}
	for _, i := range a.Issues {
		if strings.TrimSpace(i.Words) == "" {
			return invalid("no_text", "Write down what is wrong, in their words.")
		}
		if err := knownKinds(i.Kinds); err != nil {
			return err
		}
	}
	return nil
}
