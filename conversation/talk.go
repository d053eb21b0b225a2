package conversation

import (
	"reflect"
	"time"

	"sayso/conversation/meaning"
)

// Talk is what a conversation needs to know that is the same for everybody: the wording, the
// council's names, and how long things wait. It is a value and is never changed.
type Talk struct {
	Words     Words            // English
	Languages map[string]Words // other languages, each reviewed by a named person; by code ("cy")
	Council   string           // what texts call the council; at most 24 characters
	Zone      *time.Location   // Europe/London
	Paging    bool             // a route to a human at once is configured

	Thresholds meaning.Thresholds // of the learned reader; zero for the standard ones

	GatherText    time.Duration // quiet time that ends a burst of texts
	GatherChat    time.Duration // the same in the chat
	CrossingText  time.Duration // a text this soon after a question was written before it was read
	RemindAfter   time.Duration // one reminder, where it is safe
	HandOverAfter time.Duration // then what there is goes to a caseworker
	ComeBackAfter time.Duration // so long after hand-over it may be about something new; 0 never asks
	Allowance     Allowance     // how many answers one phone gets
	Quiet         Quiet         // when nothing goes out by text that was not asked for

	// WithinAWorkingDay reports whether a day comes within one working day of now. caseworker.Hours keeps it.
	WithinAWorkingDay func(now, day time.Time) bool
	// Promise is when a person will have read what was received, by opening hours and, for a
	// concern, outside them too. caseworker.Hours keeps it.
	Promise func(received time.Time, concern bool) time.Time
}

// live is how long after their last message a person is still taken to be there.
const live = time.Hour

// Step takes one turn. It never changes s; it never fails.
func (t Talk) Step(s State, e Event) (State, []Effect) {
	n := &turn{Talk: t, was: s, s: s.clone(), at: e.At, busy: e.Busy, fresh: e.Fresh}
	switch what := e.What.(type) {
	case Said:
		if n.isSomeoneElse(what) {
			n.someoneElse(what)
		} else {
			n.said(what)
		}
	case NeedHelpNow:
		n.needHelpNow(what)
	case Left:
		n.left(what)
	case Woke:
		n.woke()
	case Undelivered:
		n.undelivered(what)
	case Opted:
		n.opted(what)
	case Joined:
		n.joined(what)
	case Parted:
		n.parted(what)
	case CodeMade:
		n.codeMade(what)
	case AlertDelivered:
		n.alertDelivered(what)
	case AlertFailed:
		n.alertFailed(what)
	case AlertAcknowledged:
		n.alertAcknowledged(what)
	case AlertLapsed:
		n.alertLapsed(what)
	default:
		n.staffDid(what)
	}
	n.tellCase()
	return n.s, n.effects
}

// turn is one turn's working copy.
type turn struct {
	Talk
	was     State // before it
	s       State
	at      time.Time
	busy    bool
	fresh   string
	effects []Effect
	changed bool // the case must be told
	opened  bool // the case begins with this turn
	again   bool // the question on their screen is put again

	listens   *meaning.Reader // for this turn
	listensIn string          // the language

	reading     meaning.Reading // of the text read last
	hears       Ask             // the question that was on their screen when this burst came
	stays       bool            // the question on the screen stays there, and is not put again
	silent      bool            // take in what was said, and say nothing yet
	answered    bool            // this burst answered a question of the complaint
	saidNotSafe bool            // "are you safe?" was answered with no in this turn
	quietly     bool            // handed over because they say no more
	present     bool            // they have just come to this channel
}

// begin opens the case: every first message does, for a message that nobody has to look at does
// not exist. What turns out to be a wrong number is closed by a person with one click.
func (n *turn) begin(c Channel) {
	if n.s.Reference != "" {
		return
	}
	n.s.Began, n.s.First, n.s.Stage = n.at, c, Listening
	n.s.Reference = reference(n.fresh)
	n.opened = true
}

// reference is short enough to say on the phone: 40 random bits, in letters that are not mixed up
// (no 0, 1, 8, 9).
func reference(fresh string) string {
	upper := make([]byte, 0, 9)
	for i := 0; i < 8 && i < len(fresh); i++ {
		if i == 4 {
			upper = append(upper, '-')
		}
		ch := fresh[i]
		if ch >= 'a' && ch <= 'z' {
			ch -= 'a' - 'A'
		}
		upper = append(upper, ch)
	}
	return string(upper)
}

// hear writes the person's words down and starts the clock of whoever must read them.
func (n *turn) hear(c Channel, text string, late bool) int {
	n.begin(c)
	n.s.Lines++
	n.effects = append(n.effects, Heard{Seq: n.s.Lines, Channel: c, Text: text, Late: late})
	n.s.Last = c
	n.s.Contacts[c] = n.s.Contact(c)
	if n.s.Closed {
		n.s.Closed, n.s.Reopened = false, true
	}
	if n.s.Stage == HandedOver && !n.theyAreThere() {
		n.s.Returned = true
	}
	if n.longAway() {
		n.s.Away, n.s.Doubted = true, true
		if asked := n.s.Pending.Ask; asked != AskSafeNow && asked != AskWhereNow && asked != AskVisitOK && asked != AskContactSafe {
			n.s.Pending = Asked{} // that is long ago
		}
	}
	n.s.LastHeard, n.s.HeardAt, n.changed = n.s.Lines, n.at, true
	if n.s.Unread.IsZero() {
		n.s.Unread = n.at
	}
	n.readBy(n.tierConcerns())
	return n.s.Lines
}

// readBy promises a reader for what has just come; an earlier promise stays.
func (n *turn) readBy(concern bool) {
	by := n.Promise(n.at, concern)
	if n.s.ReadBy.IsZero() || by.Before(n.s.ReadBy) {
		n.s.ReadBy = by
	}
}

func (n *turn) tierConcerns() bool {
	tier := n.s.tier()
	return tier == R1 || tier == R2 || tier == R3
}

// tellCase brings the case what has changed: of a burst once, with the turn that answers it.
func (n *turn) tellCase() {
	switch {
	case n.opened:
		n.effects = append(n.effects, OpenCase{Reference: n.s.Reference})
	case n.s.Reference == "" || !n.changed && !n.s.Untold && !n.knowsMore():
	case n.onlyListens():
		n.s.Untold = true
	default:
		n.s.Untold = false
		n.effects = append(n.effects, AddToCase{Reference: n.s.Reference})
	}
}

// onlyListens: one more message of a burst was written down, and that it has come is all that is new.
func (n *turn) onlyListens() bool {
	if n.s.AnswerAt.IsZero() {
		return false
	}
	come, now := n.was.Facts(), n.s.Facts()
	come.LastSeq, come.LastHeard, come.LastHeardAt, come.UnreadSince, come.ReadBy = now.LastSeq, now.LastHeard, now.LastHeardAt, now.UnreadSince, now.ReadBy
	return same(come, now)
}

// knowsMore: something of what a case is told stands otherwise than before this turn.
func (n *turn) knowsMore() bool { return !same(n.was.Facts(), n.s.Facts()) }

func same(before, now Facts) bool {
	before.Turn = now.Turn
	return reflect.DeepEqual(before, now)
}

func (n *turn) gather(c Channel) time.Duration {
	if c == Chat {
		return n.GatherChat
	}
	return n.GatherText
}
