package conversation

import "time"

// Effect is something that the world must do because of a turn. The set is closed: all of it is
// in this file. Effects are done at least once, so each doer is safe to see one twice; the store
// names each "<conversation>/<turn>/<n>".
type Effect interface{ effect() }

// Lane is how urgent words of ours are. Safety goes before answers, answers before reminders.
type Lane string

// The lanes.
const (
	LaneSafety   Lane = "safety"
	LaneAnswer   Lane = "answer"
	LaneReminder Lane = "reminder"
)

// Who a line of the transcript is from.
const (
	FromPerson     = "person" // shown to staff as young_person, relative or unknown, to the browser as you
	FromSayso      = "sayso"
	FromCaseworker = "caseworker"
)

type (
	// Heard writes the person's words into the transcript, exactly as they came.
	Heard struct {
		Seq     int
		Channel Channel
		Text    string
		Late    bool
	}
	// Say is the only way in which anything reaches a young person or a relative. It is a line of
	// the transcript; by text it also goes into the outbox.
	Say struct {
		Seq      int
		From     string // FromSayso or FromCaseworker
		Name     string // the caseworker's first name, or ""
		Text     string
		Language string // of Text, by ISO 639 code; "" for words that a person wrote
		Sentence string // its name in the words file; "" for words that a person wrote
		Ask      Ask    // the question it asks, or ""
		Choices  []Choice
		Channel  Channel
		Lane     Lane
		Effect   string // set where staff caused it; else the store names it
		// Hide is a part of Text that only the person may see: the transcript has "****" in its place.
		Hide string
	}
	// Blocked says that words of staff were not sent, and why; the case must show it.
	Blocked struct {
		Effect string
		Reason string // unsafe_contact, contact_unknown, opted_out, no_number, someone_else, too_many_waiting
	}
	// OpenCase opens the case of this conversation, with the facts as they stand. Idempotent.
	OpenCase struct{ Reference string }
	// AddToCase says that the case's facts have changed. The doer brings the facts as they now stand.
	AddToCase struct{ Reference string }
	// RaiseAlert calls a human. It holds no word of what was said and no name.
	RaiseAlert struct {
		Alert        string
		Reference    string
		Tier         Tier
		Raised       time.Time // when the message came that raised it; every time of the alert counts from here
		Conversation string    // whose it is, as the doer is told it: it knows whom the alert must not reach
	}
	// ShutDoor ends the chat's token: whoever comes with it again is told that it is gone.
	ShutDoor struct{ Channel Channel }
	// Elsewhere says that what was said is not this person's: it begins a conversation of its own,
	// which then speaks through the door, and this one hears that they have Parted. It stands alone in
	// its turn, which changes nothing here, so that no word of it is ever in this transcript.
	Elsewhere struct{}
	// Anew begins a further conversation through the door of Channel with what was said, in order. The
	// words stay in this one too.
	Anew struct {
		Channel Channel
		Follows string // this conversation's reference
		Texts   []string
	}
	// GiveCode makes a code by which this talk can be gone on with elsewhere; CodeMade brings it.
	GiveCode struct{}
)

func (Heard) effect()      {}
func (Say) effect()        {}
func (Blocked) effect()    {}
func (OpenCase) effect()   {}
func (AddToCase) effect()  {}
func (RaiseAlert) effect() {}
func (ShutDoor) effect()   {}
func (Elsewhere) effect()  {}
func (Anew) effect()       {}
func (GiveCode) effect()   {}
