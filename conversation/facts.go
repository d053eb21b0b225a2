package conversation

import "time"

// Tier is how fast a human must come. The words are those of the one table "from reading to tier".
type Tier string

// The tiers, most urgent first.
const (
	R1            Tier = "R1" // immediate
	R3            Tier = "R3" // harm by, or a serious allegation about, a professional or carer
	R2            Tier = "R2" // significant
	PlannedChange Tier = "planned_change"
	NoTier        Tier = "none"
)

// Before reports whether t comes before other in the order R1, R3, R2, planned change, none.
func (t Tier) Before(other Tier) bool { return t.rank() < other.rank() }

func (t Tier) rank() int {
	switch t {
	case R1:
		return 0
	case R3:
		return 1
	case R2:
		return 2
	case PlannedChange:
		return 3
	default:
		return 4
	}
}

// Three-valued answers.
const (
	Yes     = "yes"
	No      = "no"
	Unsure  = "unsure"
	Unknown = "unknown"
)

// Who speaks.
const (
	YoungPerson = "young_person"
	OnBehalf    = "on_behalf"
)

// Facts is all that a case is told of one conversation, as it stood after turn Turn. A case shows
// the facts with the highest turn, so bringing them twice or late does no harm.
// It holds personal data: it is sealed under the conversation's key wherever it is kept.
type Facts struct {
	Conversation string    `json:"conversation"`
	Reference    string    `json:"reference"`
	Turn         int       `json:"turn"`
	Received     time.Time `json:"received"` // of the first message; the complaint's clock starts here
	FirstChannel Channel   `json:"first_channel"`
	Language     string    `json:"language"`

	Who          string    `json:"who"`                    // young_person, on_behalf, unknown
	Relationship string    `json:"relationship,omitempty"` // on behalf: who they are to the young person
	Name         string    `json:"name,omitempty"`         // what to call the person who speaks
	ChildName    string    `json:"child_name,omitempty"`   // on behalf: what to call the young person
	ChildAge     *int      `json:"child_age,omitempty"`
	ChildAges    string    `json:"child_ages,omitempty"`  // of several young people, in their words ("7 and 9"); then there is no child_age
	ChildKnows   string    `json:"child_knows,omitempty"` // yes, no, unsure
	KeepFrom     string    `json:"keep_from,omitempty"`
	Contacts     []Contact `json:"contacts"`

	Category      string        `json:"category"` // proposed: statutory_complaint, representation, customer_care_issue, compliment, contact
	Issues        []Issue       `json:"issues"`
	WantedOutcome string        `json:"wanted_outcome,omitempty"`
	VisitWhere    string        `json:"visit_where,omitempty"`
	VisitWhen     string        `json:"visit_when,omitempty"`
	VisitWith     string        `json:"visit_with,omitempty"` // whom they want there, where they said it apart from the time
	Avoid         string        `json:"avoid,omitempty"`
	Advocate      string        `json:"advocate,omitempty"`      // yes, no, unsure
	AdvocateSaid  string        `json:"advocate_said,omitempty"` // how they put it: a "no" may be "I have one, Grace from NYAS"
	WhereNow      string        `json:"where_now,omitempty"`
	SafeNow       string        `json:"safe_now,omitempty"`
	PlannedChange string        `json:"planned_change,omitempty"` // as said
	Named         []string      `json:"named,omitempty"`          // who was complained of, as they named them: "my sw", "Dave"; at most 20
	Mentioned     []string      `json:"mentioned,omitempty"`      // whatever in what was told is, or could be, somebody's name; at most 200
	VisitAnswers  []VisitAnswer `json:"visit_answers,omitempty"`
	VisitsSorted  []VisitSorted `json:"visits_sorted,omitempty"`
	Missing       []Ask         `json:"missing,omitempty"`     // asked for but not answered, when handed over incomplete
	MoreIssues    int           `json:"more_issues,omitempty"` // matters beyond the twenty listed; the transcript has them
	Earlier       []Earlier     `json:"earlier,omitempty"`     // answers that were changed since, oldest first; the last 50
	Agreed        *Agreed       `json:"agreed,omitempty"`      // the read-back that they last said is right
	Formal        *Wanted       `json:"formal,omitempty"`      // they asked for the formal way
	Interpreter   bool          `json:"interpreter,omitempty"` // a person who speaks Language is needed; "en": they have said that they have little English
	Follows       string        `json:"follows,omitempty"`     // the reference of their earlier case
	WentOn        bool          `json:"went_on,omitempty"`     // they have begun a further talk on this phone, with a case of its own
	Ways          []Way         `json:"ways,omitempty"`        // other ways to reach them, oldest first; the last ten
	Media         []Media       `json:"media,omitempty"`       // pictures and other things that came, the last 50
	NoVisit       bool          `json:"no_visit,omitempty"`    // they want nobody to come
	WaitFull      bool          `json:"wait_full,omitempty"`   // so much waits for the morning that no more words of staff are taken

	Talk       string `json:"talk"`                 // open, handed_over
	Withdrawal string `json:"withdrawal,omitempty"` // requested, confirmed
	Delete     bool   `json:"delete,omitempty"`     // they asked for their words to be deleted
	LeftByExit bool   `json:"left_by_exit,omitempty"`

	Tier         Tier     `json:"tier"`
	Professional bool     `json:"professional,omitempty"`
	InHand       bool     `json:"in_hand,omitempty"`
	Urgent       []Urgent `json:"urgent,omitempty"`
	Alerts       []Alert  `json:"alerts,omitempty"`

	LastSeq     int          `json:"last_seq"`      // of the transcript
	LastHeard   int          `json:"last_heard"`    // the last line that the person wrote
	LastHeardAt *time.Time   `json:"last_heard_at"` // when
	UnreadSince *time.Time   `json:"unread_since"`  // the oldest message that nobody has read
	ReadBy      *time.Time   `json:"read_by_due"`   // by when it must be read
	BlockedSays []Blocked    `json:"blocked_says,omitempty"`
	NotArrived  []NotArrived `json:"not_arrived,omitempty"` // words of ours that did not arrive, and why; the last 50
	Unreached   bool         `json:"unreached,omitempty"`   // the last did not, after they wrote, and nobody has written to them since
	MutedUntil  *time.Time   `json:"muted_until,omitempty"` // until then the service does not answer by itself, but in danger
	Overspent   bool         `json:"overspent,omitempty"`   // they wrote so much that it does not, for a while
	CaseClosed  bool         `json:"case_closed,omitempty"`
}

// Contact is one way of reaching the person. The number itself is known to the channels only.
type Contact struct {
	Channel     Channel `json:"channel"`
	SafeToReply string  `json:"safe_to_reply"`          // yes, no, unknown; unknown is not safe
	CanText     bool    `json:"can_text"`               // false once the network refuses our texts
	NoNumber    bool    `json:"no_number,omitempty"`    // the network knows no such number, or none that takes texts; until somebody writes from it
	SomeoneElse bool    `json:"someone_else,omitempty"` // another person speaks there now; nothing goes there
	Unproven    bool    `json:"unproven,omitempty"`     // somebody asked from there who we are, and nobody has proved since that it is them
	Times       string  `json:"times,omitempty"`        // when we may write there, as they put it: "not after 9pm"
}

// Way is another way to reach the person that stands in their words, or a wish for one. The number or the
// address is kept nowhere but in the line in which it stands.
type Way struct {
	Kind string `json:"kind"` // phone, email: another one was written; call: they would like to be phoned
	Seq  int    `json:"seq"`  // the line
}

// Media are pictures or other things that came with a message. They are neither fetched nor shown: they may be what
// nobody may look at, and they may be evidence.
type Media struct {
	Seq    int `json:"seq"`    // the line
	Things int `json:"things"` // how many
}

// Issue is one separate matter, in the person's own words.
type Issue struct {
	Number int      `json:"number"` // from 1
	Seq    int      `json:"seq"`    // the first line it stands in
	Words  string   `json:"words"`  // as said, and never changed: Parts, a line break between two
	Parts  []Part   `json:"parts"`
	Kinds  []string `json:"kinds"`
	// Versions are what it should say instead, in their words, oldest first; none where the words as
	// said stand. The last is what they agree to.
	Versions []Version `json:"versions,omitempty"`
}

// Part is a stretch of one line of the transcript. Offsets count runes; End is exclusive.
type Part struct {
	Seq   int `json:"seq"`
	Start int `json:"start"`
	End   int `json:"end"`
}

// Version is what an issue should say, as the person put it later.
type Version struct {
	Words string    `json:"words"`
	Seq   int       `json:"seq"`
	At    time.Time `json:"at"`
	Out   bool      `json:"out,omitempty"` // they want it left out; a person decides that with them
}

// Agreed is the read-back that was on their screen when they said that it is right.
type Agreed struct {
	Seq int       `json:"seq"` // the line of the read-back
	At  time.Time `json:"at"`
}

// Earlier is an answer that was changed later.
type Earlier struct {
	Ask   Ask       `json:"ask"`
	Value string    `json:"value,omitempty"`
	Words string    `json:"words,omitempty"`
	Seq   int       `json:"seq"`            // where it was said
	Until time.Time `json:"until"`          // when it was changed
	Seen  bool      `json:"seen,omitempty"` // a person had read it before
}

// Wanted is a wish, where it was said.
type Wanted struct {
	Words string    `json:"words"`
	Seq   int       `json:"seq"`
	At    time.Time `json:"at"`
}

// VisitSorted is the answer to "is it sorted?" after a visit, in their words.
type VisitSorted struct {
	Visit string    `json:"visit"`
	Value string    `json:"value"` // yes, partly, no, formal; "" where it cannot be told
	Words string    `json:"words"`
	Seq   int       `json:"seq"`
	At    time.Time `json:"at"`
}

// Urgent is one reason for haste.
type Urgent struct {
	Seq       int      `json:"seq"`
	Because   string   `json:"because"` // words, safe_now, button, staff
	Tier      Tier     `json:"tier"`
	RiskKinds []string `json:"risk_kinds"`
	Words     string   `json:"words"`
}

// Alert is a call for a human: handed over, delivered and acknowledged are three times.
type Alert struct {
	ID           string     `json:"id"`
	Tier         Tier       `json:"tier"`
	Raised       time.Time  `json:"raised"`
	Delivered    *time.Time `json:"delivered"`
	Failed       *time.Time `json:"failed,omitempty"`
	Acknowledged *time.Time `json:"acknowledged"`
	By           string     `json:"by,omitempty"`
	Lapsed       *time.Time `json:"lapsed,omitempty"` // since when whoever acknowledged it could be whom they complain of
}

// VisitAnswer is what the person said to a visit's day.
type VisitAnswer struct {
	Visit string    `json:"visit"`
	Yes   bool      `json:"yes"`
	At    time.Time `json:"at"`
	Words string    `json:"words,omitempty"` // what would be better, or why not
	Seq   int       `json:"seq,omitempty"`
}

// Line is one line of a transcript: what was heard or said, when, and what became of it.
type Line struct {
	Seq      int       `json:"seq"` // from 1, without holes
	From     string    `json:"from"`
	Name     string    `json:"name,omitempty"`
	At       time.Time `json:"at"`
	Channel  Channel   `json:"channel"`
	Text     string    `json:"text"`
	Language string    `json:"language,omitempty"` // of a sentence of ours
	Sentence string    `json:"sentence,omitempty"`
	Ask      Ask       `json:"ask,omitempty"`
	Choices  []Choice  `json:"choices,omitempty"`
	Urgent   bool      `json:"urgent,omitempty"` // words of ours about danger: a screen reader says them at once
	Late     bool      `json:"late,omitempty"`
	Effect   string    `json:"effect,omitempty"`
	// Delivery is not part of the sealed line but read beside it: waiting, sent, delivered, failed,
	// unknown, blocked; "" for what was heard.
	Delivery string `json:"delivery,omitempty"`
	// Times is how often the network took it as a text. It is read beside the line too.
	Times int `json:"times,omitempty"`
}
