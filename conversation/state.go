package conversation

import (
	"slices"
	"time"
)

// State is all that a conversation remembers between two turns. It is a value: Step never changes
// the one it was given. It is bounded: the transcript holds every word, the state only what the
// next turn needs. It holds personal data and is sealed wherever it is kept.
type State struct {
	ID        string    `json:"id"`
	Turn      int       `json:"turn"`  // how many turns have been taken; the store's version
	Lines     int       `json:"lines"` // how many lines the transcript has
	Began     time.Time `json:"began"`
	Reference string    `json:"reference,omitempty"` // of the case, once there is one
	Language  string    `json:"language,omitempty"`
	First     Channel   `json:"first,omitempty"`
	Last      Channel   `json:"last,omitempty"` // the channel last spoken on; a Say goes there

	Contacts map[Channel]Contact `json:"contacts,omitempty"`
	Greeted  bool                `json:"greeted,omitempty"` // they know who we are
	Limits   bool                `json:"limits,omitempty"`  // and the limits of privacy
	Reminded bool                `json:"reminded,omitempty"`
	Thanked  time.Time           `json:"thanked"` // when we last said that somebody will read it

	Answers map[Ask]Answer `json:"answers,omitempty"`
	Put     map[Ask]int    `json:"put,omitempty"`     // how often each was asked; after two it is let be
	Misses  int            `json:"misses,omitempty"`  // answers to the read-back that could not be used
	Pending Asked          `json:"pending"`           // the question on their screen
	Before  Asked          `json:"before"`            // the one before it, which a crossing reply may mean
	Trail   []Ask          `json:"trail,omitempty"`   // the questions put so far, for going back; the last 30
	Earlier []Earlier      `json:"earlier,omitempty"` // answers changed since; the last 50
	Burst   []Piece        `json:"burst,omitempty"`   // heard but not yet answered
	Away    bool           `json:"away,omitempty"`    // the burst comes after a long silence
	Doubted bool           `json:"doubted,omitempty"` // and they have not said yet that it is about what was told before
	Held    []Piece        `json:"held,omitempty"`    // heard, while we ask if it is something new

	Issues    []Issue       `json:"issues,omitempty"`
	Vague     []Piece       `json:"vague,omitempty"`       // what they began with, until it is plain that something is wrong; mostVague at most
	More      int           `json:"more_issues,omitempty"` // matters beyond the longest list
	Agreed    *Agreed       `json:"agreed,omitempty"`
	Formal    *Wanted       `json:"formal,omitempty"`
	Category  string        `json:"category,omitempty"`
	Change    string        `json:"change,omitempty"` // the planned change, as said
	Changing  string        `json:"changing,omitempty"`
	Stage     Stage         `json:"stage"`
	Danger    Danger        `json:"danger"`
	Named     []string      `json:"named,omitempty"`     // who was complained of, as they named them
	Mentioned []string      `json:"mentioned,omitempty"` // who else was named in what they told
	Alerts    []Alert       `json:"alerts,omitempty"`
	Visits    []Visit       `json:"visits,omitempty"`
	VisitSay  []VisitAnswer `json:"visit_answers,omitempty"`
	Sorted    []VisitSorted `json:"visits_sorted,omitempty"`

	Caseworker string       `json:"caseworker,omitempty"` // the named person, once claimed
	Closed     bool         `json:"closed,omitempty"`
	LetGo      bool         `json:"let_go,omitempty"`     // as a wrong number or a bare "hi"
	WentQuiet  bool         `json:"went_quiet,omitempty"` // handed over because they said no more
	Reopened   bool         `json:"reopened,omitempty"`   // by a message, and they have not been told yet
	Withdrawal string       `json:"withdrawal,omitempty"`
	Delete     bool         `json:"delete,omitempty"`
	Interpret  bool         `json:"interpret,omitempty"` // we have no words in their language
	Tongue     string       `json:"tongue,omitempty"`    // their language, where they asked for it by name
	Promised   bool         `json:"promised,omitempty"`  // and they have been told that a person will read it
	Follows    string       `json:"follows,omitempty"`   // the reference of their earlier case
	WentOn     bool         `json:"went_on,omitempty"`   // they began a further talk on this phone
	NoCalls    bool         `json:"no_calls,omitempty"`  // they say that they cannot make a call: deaf, mute
	Older      bool         `json:"older,omitempty"`     // whoever writes says that they are 19 or over
	Shared     bool         `json:"shared,omitempty"`    // another person wrote from this phone before
	Returned   bool         `json:"returned,omitempty"`  // they wrote again long after hand-over, and no code goes by text
	Unproven   bool         `json:"unproven,omitempty"`  // whoever writes may be another, until they come with their code
	Ways       []Way        `json:"ways,omitempty"`      // other ways to reach them that stand in their words
	Media      []Media      `json:"media,omitempty"`     // pictures and other things that came; the last 50
	Pictured   time.Time    `json:"pictured"`            // when they were last told that nobody looks at pictures here
	LeftByExit bool         `json:"left_by_exit,omitempty"`
	Blocked    []Blocked    `json:"blocked,omitempty"`
	NotArrived []NotArrived `json:"not_arrived,omitempty"` // words of ours that did not arrive; the last 50
	Unreached  bool         `json:"unreached,omitempty"`   // the last of them was after they wrote, and nobody has written to them since
	Handled    int          `json:"handled,omitempty"`     // the last line that somebody had heard who had the danger in hand
	Muting     Muting       `json:"muting,omitzero"`
	Spent      spending     `json:"spent,omitzero"`
	Overspent  bool         `json:"overspent,omitempty"` // they had an answer less than they would have had, for want of allowance
	Untold     bool         `json:"untold,omitempty"`    // the case is told of what has changed when the burst is answered
	Seen       int          `json:"seen,omitempty"`      // the last line that a person has been shown
	LastHeard  int          `json:"last_heard,omitempty"`
	HeardAt    time.Time    `json:"heard_at"`
	OptAt      time.Time    `json:"opt_at,omitzero"`  // when the last word by which the network opts them out or in was written, or came
	OptID      string       `json:"opt_id,omitempty"` // and the network's name of it
	StaffAt    time.Time    `json:"staff_at"`         // when staff last said something to them
	Unread     time.Time    `json:"unread"`           // when the oldest unread message came
	ReadBy     time.Time    `json:"read_by"`

	AnswerAt   time.Time `json:"answer_at"`    // alarm: the burst is over
	RemindAt   time.Time `json:"remind_at"`    // alarm: one reminder
	HandOverAt time.Time `json:"hand_over_at"` // alarm: hand over what there is, or take what is held as more of the same
	Waiting    []Say     `json:"waiting,omitempty"`
	WaitUntil  time.Time `json:"wait_until"` // alarm: quiet hours are over, say what waited
}

// Stage is where the talk is. Nothing is ever lost between stages, and each can go back.
type Stage string

// The stages, each with what ends it.
const (
	Listening  Stage = "listening"   // taking down what is wrong; ends with confirm, silence or carry_on = no
	Confirming Stage = "confirming"  // all was asked, a person can go on; the read-back is on their screen
	HandedOver Stage = "handed_over" // a line to a named person; never ends
)

// AllStages lists the stages.
func AllStages() []Stage { return []Stage{Listening, Confirming, HandedOver} }

// Answer is what was said to a question, and where.
type Answer struct {
	Value string `json:"value"`
	Words string `json:"words,omitempty"`
	Seq   int    `json:"seq,omitempty"` // 0 where it was understood from other words
}

// Asked is a question on somebody's screen.
type Asked struct {
	Ask     Ask       `json:"ask,omitempty"`
	Seq     int       `json:"seq,omitempty"`
	At      time.Time `json:"at"`
	Channel Channel   `json:"channel,omitempty"`
	Reply   string    `json:"reply,omitempty"` // what they wrote to it, so that its rest can be read with it
	Waits   bool      `json:"waits,omitempty"` // they asked for a moment
}

// Piece is one message of a burst.
type Piece struct {
	Seq     int       `json:"seq"`
	At      time.Time `json:"at"`
	Text    string    `json:"text"`
	From    int       `json:"from,omitempty"` // where in its line Text begins, in runes
	After   int       `json:"after,omitempty"`
	Unseen  []int     `json:"unseen,omitempty"` // lines of ours that were not on their screen
	Media   bool      `json:"media,omitempty"`  // a picture or another thing came with it
	Channel Channel   `json:"channel"`
}

// Danger is what is known of it, and never goes down by itself.
type Danger struct {
	Tier         Tier      `json:"tier,omitempty"`
	Professional bool      `json:"professional,omitempty"`
	Told         bool      `json:"told,omitempty"` // harm was said, not only sounded; so "are you safe?" comes first
	InHand       bool      `json:"in_hand,omitempty"`
	Own          bool      `json:"own,omitempty"`  // who speaks for another is in danger themselves
	Said         int       `json:"said,omitempty"` // the line of the safety words said last
	Waited       time.Time `json:"waited"`         // when they were last told that what they add is added
	Cared        time.Time `json:"cared"`          // when they were last told where to turn who may hurt themselves
	Texts999     time.Time `json:"texts_999"`      // when they were last told of texts to 999
	Urgent       []Urgent  `json:"urgent,omitempty"`
}

// Visit is a visit as the person has been told of it.
type Visit struct {
	ID    string    `json:"id"`
	At    time.Time `json:"at"`
	Place string    `json:"place,omitempty"`
	State string    `json:"state"` // booked, confirmed, refused, done, missed
}

// Wake is the next time at which something happens by itself; zero where nothing does.
func (s State) Wake() time.Time {
	var next time.Time
	for _, at := range []time.Time{s.AnswerAt, s.RemindAt, s.HandOverAt, s.WaitUntil} {
		if !at.IsZero() && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next
}

// OpenAlerts are those that no human has acknowledged.
func (s State) OpenAlerts() []Alert {
	var open []Alert
	for _, a := range s.Alerts {
		if a.Acknowledged == nil {
			open = append(open, a)
		}
	}
	return open
}

// Contact is how the person can be reached on a channel. An unknown one is not safe.
func (s State) Contact(c Channel) Contact {
	if known, ok := s.Contacts[c]; ok {
		return known
	}
	return Contact{Channel: c, SafeToReply: Unknown, CanText: true}
}

// clone gives a copy whose maps and slices can be changed without touching s.
func (s State) clone() State {
	s.Contacts = cloneMap(s.Contacts)
	s.Answers = cloneMap(s.Answers)
	s.Put = cloneMap(s.Put)
	s.Trail = slices.Clone(s.Trail)
	s.Earlier = slices.Clone(s.Earlier)
	s.Burst = slices.Clone(s.Burst)
	s.Held = slices.Clone(s.Held)
	s.Issues = slices.Clone(s.Issues)
	s.Vague = slices.Clone(s.Vague)
	s.Sorted = slices.Clone(s.Sorted)
	s.Named = slices.Clone(s.Named)
	s.Mentioned = slices.Clone(s.Mentioned)
	s.Ways = slices.Clone(s.Ways)
	s.Danger.Urgent = slices.Clone(s.Danger.Urgent)
	s.Alerts = slices.Clone(s.Alerts)
	s.Visits = slices.Clone(s.Visits)
	s.VisitSay = slices.Clone(s.VisitSay)
	s.Blocked = slices.Clone(s.Blocked)
	s.NotArrived = slices.Clone(s.NotArrived)
	s.Waiting = slices.Clone(s.Waiting)
	return s
}

func cloneMap[K comparable, V any](m map[K]V) map[K]V {
	c := make(map[K]V, len(m)+1)
	for k, v := range m {
		c[k] = v
	}
	return c
}
