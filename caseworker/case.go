package caseworker

import (
	"slices"
	"time"

	"sayso/conversation"
)

// Case is what staff did about one complaint. What was said stays in its conversations; a View
// brings both together. It is a value: Do and Take never change the one they were given.
//
// It holds staff's words, so it is sealed wherever it is kept. The one exception is what staff
// wrote down from a conversation, which is sealed under that conversation's key (WithoutWords).
type Case struct {
	Reference     string         `json:"reference"`
	Aliases       []string       `json:"aliases,omitempty"` // of the cases that were joined to this one
	Version       int            `json:"version"`           // raised by acts of staff only; 1 when it opens
	Received      time.Time      `json:"received"`          // the earliest receipt: the complaint's clock starts here
	Conversations []string       `json:"conversations,omitempty"`
	Entered       *Entered       `json:"entered,omitempty"` // what came by phone, letter, e-mail, in person
	Owner         *Owner         `json:"owner,omitempty"`
	Released      bool           `json:"released,omitempty"`  // it waits again, until somebody claims it
	Category      *Category      `json:"category,omitempty"`  // as confirmed by a named human
	Standings     []Standing     `json:"standings,omitempty"` // at most one for each who told
	Issues        []Issue        `json:"issues,omitempty"`
	Visits        []Visit        `json:"visits,omitempty"`
	Stages        []StageBegun   `json:"stages,omitempty"` // after stage 1, which begins by itself
	Acknowledged  map[string]Ack `json:"acknowledged,omitempty"`
	InHand        *InHand        `json:"in_hand,omitempty"`
	TierSet       *TierSet       `json:"tier_set,omitempty"`
	TierAsked     *TierSet       `json:"tier_asked,omitempty"` // lowering an R1, waiting for a second person
	Referrals     []Referral     `json:"referrals,omitempty"`
	Learning      []Learning     `json:"learning,omitempty"`
	Meant         []Meant        `json:"meant,omitempty"`     // who they are that were complained of by name
	Deferrals     []Deferral     `json:"deferrals,omitempty"` // the last holds until it is resumed
	ReadTo        map[string]int `json:"read_to,omitempty"`   // conversation -> last sequence number read by a person
	Closed        *Closed        `json:"closed,omitempty"`
	Held          *Held          `json:"held,omitempty"`
	EraseAsked    *EraseAsked    `json:"erase_asked,omitempty"`
	Erasing       *Erasing       `json:"erasing,omitempty"`
	ErasedTalks   []string       `json:"erased_talks,omitempty"` // conversations that were erased; they stay in Conversations
	Certificates  []Certificate  `json:"certificates,omitempty"` // of these
	Counted       *Tally         `json:"counted,omitempty"`      // how a report counted it before the first of them went
	Notes         []NoteKept     `json:"notes,omitempty"`
	History       []Done         `json:"history,omitempty"`
	Last          Stamp          `json:"last"` // of the act that raised the version
	Acts          int            `json:"acts"` // counts all acts; the names of effects are cut from it
}

// Stamp is by whom and when.
type Stamp struct {
	By string    `json:"by"` // e-mail, or a machine's name
	At time.Time `json:"at"`
}

// State is the furthest that a case has come. Each says what ends it.
type State string

// The states, in order.
const (
	Talking     State = "talking"      // ends when the talk is handed over, or somebody claims it
	Waiting     State = "waiting"      // ends with a claim; a release or a reopening leads back here
	Claimed     State = "claimed"      // ends with a visit booked
	VisitBooked State = "visit_booked" // ends with a visit done
	Visited     State = "visited"      // ends with stage 2 or the closing
	Formal      State = "formal"       // stage 2 and beyond
	ClosedState State = "closed"       // ends with a reopening or a new message
)

// AllStates lists the states in order.
func AllStates() []State {
	return []State{Talking, Waiting, Claimed, VisitBooked, Visited, Formal, ClosedState}
}

// StateNow is the furthest state reached.
func (c Case) StateNow(facts []conversation.Facts) State {
	done := func(v Visit) bool { return v.State == "done" }
	switch {
	case c.Closed != nil:
		return ClosedState
	case c.Released:
		return Waiting
	case c.stage() != "1":
		return Formal
	case slices.ContainsFunc(c.Visits, done):
		return Visited
	case len(c.Visits) > 0:
		return VisitBooked
	case c.Owner != nil:
		return Claimed
	case talkOpen(facts):
		return Talking
	}
	return Waiting
}

func talkOpen(facts []conversation.Facts) bool {
	return slices.ContainsFunc(facts, func(f conversation.Facts) bool { return f.Talk == "open" })
}

// Open is the case that a conversation's facts begin.
func Open(f conversation.Facts) Case {
	return Case{
		Reference: f.Reference, Version: 1, Received: f.Received, Conversations: []string{f.Conversation},
		Last: Stamp{At: f.Received},
	}
}

// Take brings in facts that are newer than those the case had: new matters get their numbers, a
// closed case that has been written to waits again, and so does one whose owner could be meant by
// what was said, or may not see what it has become. It raises no version.
func (c Case) Take(f conversation.Facts, rules Rules) (Case, []Tell) {
	c = c.clone()
	for _, told := range f.Issues {
		known := func(i Issue) bool { return i.Conversation == f.Conversation && i.Told == told.Number }
		if !slices.ContainsFunc(c.Issues, known) {
			c.Issues = append(c.Issues, Issue{Number: c.nextIssue(), Conversation: f.Conversation, Told: told.Number})
		}
	}
	t := &turn{Case: c}
	t.letGo([]conversation.Facts{f}, rules)
	if f.LastHeardAt != nil {
		t.lapse([]conversation.Facts{f}, *f.LastHeardAt)
	}
	if c.Closed == nil || f.LastHeard <= c.Closed.Heard[f.Conversation] {
		return t.Case, t.tells
	}
	t.Acts++
	t.waitAgain()
	// The news of the closing may still be on its way, so the reopening is told even though the
	// conversation has heard the message itself.
	t.tell(f.Conversation, conversation.CaseReopened{})
	return t.Case, t.tells
}

// waitAgain is how a case goes on after it was closed: it needs somebody.
func (c *Case) waitAgain() {
	c.Closed, c.Owner, c.Released = nil, nil, true
}
