package conversation

import "time"

// Event is one thing that happened, with the time and the randomness that the turn may use, so
// that the same turn can be taken again with the same result.
type Event struct {
	At    time.Time // the store's clock, never earlier than the last line's
	Busy  bool      // the texts of all the deployment wait in a long line
	Fresh string    // 26 random characters (a-z, 2-7); references and alert ids are cut from it
	What  Happening
}

// Happening is what an event may be. The set is closed: all of it is in this file.
type Happening interface{ happening() }

// Channel is how words travel.
type Channel string

// The channels. A conversation has at most one contact on each.
const (
	SMS  Channel = "sms"
	Chat Channel = "chat"
)

// What the person on the phone or in the chat does.
type (
	// Said is a message from the young person or whoever writes for them. Text is valid UTF-8.
	Said struct {
		Channel Channel
		Text    string
		After   int  // chat: the last sequence number on their screen; it decides what this answers
		Late    bool // found by the sweep, after Twilio had given it up
		// Media is how many pictures or other things came with it. Nobody opens them here.
		Media int
		// ID is the network's name of a text; "" where it has none.
		ID string
		// OptOut is what the network itself made of a text: "stop", "start", or "" where it does not say.
		OptOut string
		// Written is the network's own time of a text that was found late; zero where it is not known.
		Written time.Time
		// Unseen are lines of ours that were not on their phone when it was taken: not yet sent, or not delivered.
		Unseen []int
		// Follows is the reference of their earlier case, where this begins something new.
		Follows string
		// Shared is set on the first words of a talk that begins since another person wrote from this phone before.
		Shared bool
	}
	// NeedHelpNow is the button "I need help now".
	NeedHelpNow struct{ Channel Channel }
	// Left is the exit button, or "leave": the chat's token ends with it.
	Left struct{ Channel Channel }
)

// What the service itself notices.
type (
	// Woke says that the time of State.Wake has come.
	Woke struct{}
	// Undelivered says that words of ours did not arrive, and will not be tried again but where Why says so.
	Undelivered struct {
		Effect   string // Say.Effect
		OptedOut bool   // the network refuses all texts to this number (Twilio 21610)
		Held     bool   // it was held back, since somebody else speaks there now
		Refused  string // it was held back, as it may not go there any more: a reason of Blocked
		Ask      Ask    // the question that it was, where it was overtaken,
		Sentence string // and its name in the words file
		Why      Why    // why it did not arrive; "" where Held or Refused says it
	}
	// Opted says in which order they wrote, by the network's own list, the words by which it opts them out and in.
	Opted struct {
		Order   []string // Said.ID of each, the last one last
		CanText bool     // as the last of them has it
	}
	// Joined says that the person has proved with their code that this talk is theirs, and now speaks
	// on this channel.
	Joined struct{ Channel Channel }
	// Parted says that somebody else now speaks through this talk's door: another person on the
	// number, or the same phone in another talk.
	Parted struct{ Channel Channel }
	// CodeMade brings the code that GiveCode asked for.
	CodeMade struct{ Code string }
	// AlertDelivered says that a route to a human took the alert.
	AlertDelivered struct{ Alert string }
	// AlertFailed says that no route took it: the person must be told so.
	AlertFailed struct{ Alert string }
)

// What a member of staff does. Name is the first name that the person is told.
type (
	StaffSaid struct {
		Effect string // names this message on the case and in its status callbacks
		Name   string
		Text   string
	}
	CaseRead     struct{ Seq int } // a person has been shown everything up to Seq
	CaseClaimed  struct{ Name string }
	CaseReleased struct{}
	CaseClosed   struct{ Effect string }
	CaseReopened struct{}
	VisitBooked  struct { // also a visit moved: the same ID again
		Effect string
		ID     string
		At     time.Time
		Until  time.Time
		Place  string
		With   string // who comes
	}
	VisitOver struct { // done, missed or refused
		ID    string
		State string
	}
	AlertAcknowledged struct{ Alert, By string }
	// AlertLapsed says that whoever acknowledged it could, since then, be whom they complain of: somebody else
	// must be called.
	AlertLapsed struct{ Alert string }
	// InHand says that a named human has acted on the danger that was heard up to line Seen.
	InHand struct {
		By   string
		Seen int
	}
	// UrgencySet says that a named human has set the tier (R1 needs two to lower it; the register sees
	// to that), having seen everything up to line Seen: what was heard after it still counts.
	UrgencySet struct {
		Tier Tier
		Seen int
	}
	// Muted says that a manager has the service answer no more by itself until then; a time that has passed ends that.
	Muted struct{ Until time.Time }
	// CaseExtended says that the answer takes longer, until the end of this day.
	CaseExtended struct {
		Effect string
		Until  time.Time
	}
)

func (Said) happening()              {}
func (NeedHelpNow) happening()       {}
func (Left) happening()              {}
func (Woke) happening()              {}
func (Undelivered) happening()       {}
func (Opted) happening()             {}
func (Joined) happening()            {}
func (Parted) happening()            {}
func (CodeMade) happening()          {}
func (AlertDelivered) happening()    {}
func (AlertFailed) happening()       {}
func (StaffSaid) happening()         {}
func (CaseRead) happening()          {}
func (CaseClaimed) happening()       {}
func (CaseReleased) happening()      {}
func (CaseClosed) happening()        {}
func (CaseReopened) happening()      {}
func (VisitBooked) happening()       {}
func (VisitOver) happening()         {}
func (AlertAcknowledged) happening() {}
func (AlertLapsed) happening()       {}
func (InHand) happening()            {}
func (UrgencySet) happening()        {}
func (CaseExtended) happening()      {}
func (Muted) happening()             {}
