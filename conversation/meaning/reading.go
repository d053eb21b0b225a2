// Package meaning answers one question: what does this message mean?
//
// It reads a message as a whole (Read) or as the reply to a question (Answer).
// It never decides what is said next, never asks, never remembers, and knows
// nothing of phones, cases or clocks: that is the conversation's business, which
// is its only caller besides the commands that show a reading.
package meaning

// Risk says how worried a human should be. What is more worried sorts higher.
type Risk string

// The three risks. Concern: a person must read it today.
// Immediate: someone is or may be in danger now.
const (
	None      Risk = "none"
	Concern   Risk = "concern"
	Immediate Risk = "immediate"
)

// Worse reports whether r is more worried than other.
func (r Risk) Worse(other Risk) bool { return r.rank() > other.rank() }

func (r Risk) rank() int {
	switch r {
	case Immediate:
		return 2
	case Concern:
		return 1
	default:
		return 0
	}
}

// Who is writing, as far as the words show it.
const (
	Self    = "self"    // the young person, of themselves
	Behalf  = "behalf"  // someone else, of a young person
	Unclear = "unclear" // the words do not say
)

// What a message is.
const (
	Complaint  = "complaint"
	Compliment = "compliment"
	Question   = "question" // a question or an idea
	Other      = "other"    // a greeting, a wrong number, a bare plea
)

// Reading is what one message means. Its JSON is the answer of `sayso read --json`.
type Reading struct {
	Text          string         `json:"text"`
	Risk          Risk           `json:"risk"`
	Tier          string         `json:"tier"` // R1, R2, R3, planned_change or none
	RiskKinds     []string       `json:"risk_kinds"`
	Because       []Span         `json:"because"`
	Speaker       string         `json:"speaker"`
	Relationship  *string        `json:"relationship"`
	Category      string         `json:"category"`
	Kinds         []string       `json:"kinds"`
	Issues        []IssueSpan    `json:"issues"`
	PlannedChange *PlannedChange `json:"planned_change"`
	People        []string       `json:"people"`    // people complained of, as named: "my sw", "Dave"
	Mentioned     []string       `json:"mentioned"` // whatever is, or could be, a name: of whoever is not of the family or plainly welcome
	Wish          *string        `json:"wish"`
	Answer        *string        `json:"answer"` // set only where an ask was given
	Language      string         `json:"language"`

	Weighed Weighed `json:"weighed"`

	// Ruled is the risk that the rules alone find: what is said plainly.
	Ruled Risk `json:"-"`
	// SpeakerPlain is set where the words themselves say who speaks; else Speaker is a guess, and
	// whoever wants to be sure must ask.
	SpeakerPlain bool `json:"-"`
	// ChildName is the young person's name where someone else writes ("I'm Jade's nan"), or "".
	ChildName string `json:"-"`
	// Professional is set where harm by, or a serious allegation about, a worker or carer is said.
	Professional bool `json:"professional"`

	// Told are the answers that were given without being asked for, and Corrects says that the message
	// puts right what was said before ("actually it was april").
	Told     []Told `json:"-"`
	Corrects bool   `json:"-"`
	// SafeAgain is set where they say that it has become safe to write to them ("ive got my own phone
	// now"): of a phone that was called unsafe one asks anew, and of another it says nothing.
	SafeAgain bool `json:"-"`
	// PerhapsSeen is set where what they say of the phone hints that somebody may see it ("i have to hand my phone
	// in at 8"): of a phone that was called safe one asks anew.
	PerhapsSeen bool `json:"-"`
	// SaysSafe is set where they say that they, or the young person, are safe. It answers a question that was
	// put and left open, and lowers nothing.
	SaysSafe string `json:"-"` // "me" or "them"
	// Introduces is set where they say who writes; Stranger where the number is plainly somebody
	// else's now ("wrong number", "who is this? new phone").
	Introduces *Introduction `json:"-"`
	Stranger   bool          `json:"-"`
	// Scorns is set where words of praise stand beside what went wrong, and so are none ("brilliant. cancelled again").
	Scorns bool `json:"-"`
	// Mixed is set where praise is said and something in it may complain ("what a star, you see her once a year").
	Mixed bool `json:"-"`
	// Finder is set where the words are those of somebody who holds the phone of the one who wrote
	// before: "why are you texting my son", "this is his dad, who are you", "he left his phone here".
	Finder bool `json:"-"`
	// Holder is set where the words show that somebody else holds the phone now: Another, TheirKin, PerhapsIs.
	Holder string `json:"-"`
	// Returns is set where the one who wrote before says that they have the phone again, or that another wrote
	// in between: Again, or OfPhone where only a phone that was taken is told of.
	Returns string `json:"-"`
	// Wants is a wish that has no name on the wire: formal, code, copy, not_tell, what_advocate, why_ask,
	// who_are_you, later, go_on, no_trouble, no_code, anonymous, not_theirs.
	Wants string `json:"-"`
	// LanguageSure is set where the words are enough to tell the language by, English too.
	LanguageSure bool `json:"-"`
	// OtherScript is set where most letters are none of ours: it is no English, whichever of its languages it is.
	OtherScript bool `json:"-"`
}

// TellsOfHarm reports whether a message says plainly that there is harm, or is so like messages of danger
// that somebody is called. What only sounds like a worry is for a person to read, and turns no talk.
func (r Reading) TellsOfHarm() bool { return r.Risk == Immediate || r.Ruled != None }

// Span is a stretch of the message that made the reader think so. Offsets count runes; End is exclusive.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Why   string `json:"why"`
}

// IssueSpan is the stretch of the message in which one separate matter is raised. Offsets count runes.
type IssueSpan struct {
	Start int      `json:"start"`
	End   int      `json:"end"`
	Kinds []string `json:"kinds"`
}

// PlannedChange is a move or change that someone has been told is coming ("moving me friday").
type PlannedChange struct {
	Words string `json:"words"`          // as said: "moving me friday"
	When  string `json:"when,omitempty"` // as said: "friday"; "" where no day is said
}

// Reply is what a message means as the reply to one question.
type Reply struct {
	// Value is the answer in the vocabulary of the question (yes, no, unsure,
	// refuses, self, behalf, both, a relationship, a name, an age, "send"...), or "" where the
	// message answers another question or none.
	Value string
	// Rest is what the message says beyond the answer: the condition in "yes but only after 4",
	// the words of an open answer. "" where there is nothing beyond it.
	Rest string
	// OnlyHere is set where the form of the reply fits no other kind of question: an age, a time,
	// a relationship. A bare "1" or "yes" fits many.
	OnlyHere bool
}
