package caseworker

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"sayso/conversation"
)

// Act is something that a member of staff does to a case. The set is closed: AllActs lists it. The
// JSON of an act is the body of its POST.
type Act interface {
	// Terms says what holds for every act alike.
	Terms() Terms
	do(*turn) error
}

// Terms is what the rules ask of an act before it is done.
type Terms struct {
	Name      string // on the wire, in the audit, in the history
	Needs     Permission
	Versioned bool           // it says which version of the case it was decided on, and raises it
	Version   int            // that version; 0 = not said, which only an API forbids
	Concludes bool           // it must have seen all that the young person said
	Seen      map[string]int // conversation -> last sequence number seen
	Why       string         // the reason or note, in staff's words
	DrawsOn   []string       // the conversations that those words draw on
	OnClosed  bool           // it can also be done to a closed case
	Unlisted  bool           // it is left out of the case's history (the audit has it)
}

// AllActs lists every act, one empty value of each.
func AllActs() []Act {
	return []Act{
		Claim{}, Release{}, HandOver{}, Message{}, BookVisit{}, VisitOutcome{}, AddIssue{}, IssueOutcome{},
		SetCategory{}, SetStanding{}, SetStage{}, Extend{}, AcknowledgeAlert{}, Read{}, SetUrgency{},
		Reopen{}, TakeInHand{}, RevealContact{}, Note{}, Join{}, Close{}, EnterCase{}, Refer{}, ReferralDecided{},
		Defer{}, Resume{}, SayWho{}, Mute{}, Unmute{}, Hold{}, LiftHold{}, Erase{}, Learn{}, EndLearning{},
		ShowLearning{}, HideLearning{},
	}
}

// Rules are the same for every case of a deployment.
type Rules struct {
	Calendar Calendar
	Zone     *time.Location // Europe/London
	Lease    time.Duration  // how long a claim holds that its owner does not use
	// Allegations are the e-mails of those who, beside managers, look after allegations about
	// professionals. Where there are none everybody does.
	Allegations []string
	// ByText is what a colleague's words look like by text, with what stands around them.
	ByText func(name, text string) string
	// SmartEncoding: letters that would double the cost of a text are written in others on their way.
	SmartEncoding bool
}

// Day is the date in the rules' zone.
func (r Rules) Day(at time.Time) Date { return DateIn(at, r.Zone) }

// Moment is all that an act may know beside the case and itself.
type Moment struct {
	At    time.Time
	By    Staff
	Facts []conversation.Facts // of the case's conversations, as they now stand
	To    Staff                // whom HandOver names; unused by the others
	All   []Staff              // everybody who can sign in, for SayWho; unused by the others
	Joins *Joining             // the case that Join names; nil where there is none
	Rules Rules
}

// Tell is the consequence of an act: a conversation must learn of it. Once is the key by which the
// conversation takes it only once.
type Tell struct {
	Conversation string
	Once         string
	What         conversation.Happening
}

// Answer is what the asker is told. Only Version is always there.
type Answer struct {
	Version   int    `json:"version"`
	Effect    string `json:"effect,omitempty"`    // of a message: its name in the transcript
	Visit     string `json:"visit,omitempty"`     // of a booked visit: its id
	Issue     int    `json:"issue,omitempty"`     // of an added issue: its number
	Referral  int    `json:"referral,omitempty"`  // of a referral: its number
	Learning  int    `json:"learning,omitempty"`  // of what is to change: its number
	Reference string `json:"reference,omitempty"` // of a case taken in, or whose number is to be shown
	Reveal    string `json:"reveal,omitempty"`    // the conversation whose number is to be shown
	Number    string `json:"-"`                   // that number, E.164; filled in after the act is on record, never kept
	Waiting   bool   `json:"waiting,omitempty"`   // nothing is changed until a second person agrees
}

// Done is one line of a case's history.
type Done struct {
	At           time.Time `json:"at"`
	By           string    `json:"by"` // e-mail, or a machine's name
	Name         string    `json:"name"`
	Act          string    `json:"act"`
	Why          string    `json:"why,omitempty"`
	DrawsOn      []string  `json:"draws_on,omitempty"`
	Conversation string    `json:"conversation,omitempty"`
	Effect       string    `json:"effect,omitempty"`
	Joined       string    `json:"joined,omitempty"` // the case that was joined to this one
	Case         string    `json:"case,omitempty"`   // where it was done, if that case was joined to this one later
	Version      int       `json:"version"`          // of the case after it
}

// turn is one act at work on its own copy of a case.
type turn struct {
	Case
	m      Moment
	tells  []Tell
	answer Answer
	entry  Done
}

// Do does one act. It never changes c. The error is a Refusal, or nil.
func (c Case) Do(act Act, m Moment) (Case, []Tell, Answer, error) {
	terms := act.Terms()
	t := &turn{Case: c.clone(), m: m}
	t.entry = Done{At: m.At, By: mark(m.By), Name: m.By.Name, Act: terms.Name, Why: terms.Why, DrawsOn: terms.DrawsOn}
	if err := t.allows(terms); err != nil {
		return c, nil, Answer{}, err
	}
	t.Acts++
	if err := act.do(t); err != nil {
		return c, nil, Answer{}, err
	}
	t.renewLease()
	if terms.Versioned {
		t.Version++
		t.Last = Stamp{By: mark(m.By), At: m.At}
	}
	if t.entry.Version = t.Version; !terms.Unlisted {
		t.History = append(t.History, t.entry)
	}
	t.answer.Version = t.Version
	return t.Case, t.tells, t.answer, nil
}

// allows checks what is asked of every act, in the order in which a person would want to hear it.
func (t *turn) allows(terms Terms) error {
	if !t.m.By.May(terms.Needs) {
		return MayNot(terms.Needs)
	}
	if t.Erasing != nil {
		return t.conflict("erasing", "This is being erased.")
	}
	if terms.Name == "claim" {
		if err := t.free(); err != nil {
			return err // "Priya has it" says more than "it has changed"
		}
	}
	if terms.Versioned && terms.Version != 0 && terms.Version != t.Version {
		return t.conflict("version", "Somebody else has changed this case since you opened it. Look at it again first.")
	}
	if t.Closed != nil && !terms.OnClosed {
		return t.conflict("closed", "This case is closed. Reopen it first.")
	}
	if terms.Why != "" {
		if err := t.draws(terms.DrawsOn); err != nil {
			return err
		}
	}
	if terms.Concludes {
		return t.seen(terms.Seen)
	}
	return nil
}

// seen refuses to conclude over words that the asker has not seen.
func (t *turn) seen(seen map[string]int) error {
	for _, f := range t.m.Facts {
		if f.LastHeard <= seen[f.Conversation] {
			continue
		}
		r := t.conflict("heard_since", "There is a newer message. Read it before you decide.")
		if r.By = f.Who; f.LastHeardAt != nil {
			r.At = *f.LastHeardAt
		}
		return r
	}
	return nil
}

// conflict carries who changed the case last, when, and its version now.
func (t *turn) conflict(code, words string) Refusal {
	return Refusal{Kind: Conflict, Code: code, Words: words, By: t.Last.By, At: t.Last.At, Version: t.Version}
}

// effect names words of staff, so that their way to the phone can be followed.
func (t *turn) effect(conversation string) string {
	return fmt.Sprintf("%s/staff-%s-%d", conversation, t.Reference, t.Acts)
}

func (t *turn) tell(to string, what conversation.Happening) {
	once := fmt.Sprintf("staff-%s-%d-%d", t.Reference, t.Acts, len(t.tells))
	t.tells = append(t.tells, Tell{Conversation: to, Once: once, What: what})
}

func (t *turn) tellAll(what conversation.Happening) {
	for _, id := range t.Conversations {
		t.tell(id, what)
	}
}

// mark is how a person stands on a case: by e-mail; a machine, and whoever is on a rota without an
// account, by name.
func mark(s Staff) string {
	if s.Machine || s.Email == "" {
		return s.Name
	}
	return s.Email
}

// firstName is what a young person is told.
func firstName(s Staff) string {
	if names := strings.Fields(s.Name); len(names) > 0 {
		return names[0]
	}
	return "A caseworker"
}

// heard notes how far each conversation had come, so that what is newer can be told apart.
func heard(facts []conversation.Facts) map[string]int {
	last := make(map[string]int, len(facts))
	for _, f := range facts {
		last[f.Conversation] = f.LastSeq
	}
	return last
}

func (c Case) clone() Case {
	c.Aliases = slices.Clone(c.Aliases)
	c.Conversations = slices.Clone(c.Conversations)
	c.Issues = slices.Clone(c.Issues)
	c.Visits = slices.Clone(c.Visits)
	c.Standings = slices.Clone(c.Standings)
	c.Stages = slices.Clone(c.Stages)
	c.Notes = slices.Clone(c.Notes)
	c.Referrals = slices.Clone(c.Referrals)
	c.Learning = slices.Clone(c.Learning)
	c.Deferrals = slices.Clone(c.Deferrals)
	c.Meant = slices.Clone(c.Meant)
	c.History = slices.Clone(c.History)
	c.ErasedTalks = slices.Clone(c.ErasedTalks)
	c.Certificates = slices.Clone(c.Certificates)
	c.Acknowledged = maps.Clone(c.Acknowledged)
	c.ReadTo = maps.Clone(c.ReadTo)
	return c
}
