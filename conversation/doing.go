package conversation

import (
	"errors"
	"fmt"
	"time"
)

// Door is where a message came in, as its channel tells it to the store, which keeps it unread.
type Door struct {
	Channel Channel
	Address string // keyed hash of the number or the chat's token; never the number itself
	Sealed  []byte // the number, sealed by the channel; nil for a chat
}

// Receipt says where a message went. A retry gets the first one's.
type Receipt struct {
	Conversation string
	Seq          int  // of its line in the transcript; 0 where it is no line
	Again        bool // it had been taken before
}

// Text is one Say on its way to a phone.
type Text struct {
	Effect       string // its name, everywhere: in the status callback's address and on the case
	Conversation string
	Lane         Lane
	To           Door
	Body         string
	At           time.Time // when the turn said it
	Since        time.Time // since when it could go: later than At where it was put off, or parked until somebody had it tried again
	Try          int       // 1, and more where the network took it before and could not bring it
	// Taken are the ids that the network gave to the last texts of this conversation. It is filled in
	// to settle a text, so that another one with the same words is not taken for it.
	Taken []string
}

// Fate is what the network says became of a text that it took.
type Fate struct {
	Taken    string // the network's id of it
	Try      int    // which try it was; 0 is the first
	Status   string // waiting, sent, delivered, failed or unknown
	OptedOut bool   // where it failed: the network refuses all our texts to this number
	Why      Why    // where it failed
	Again    int    // where it failed: how often such a failure may be tried again
}

// What a door may answer to a message.
var (
	// ErrGone: this chat has ended or never was; a new one must be asked for.
	ErrGone = errors.New("this chat has ended")
	// ErrNoTalk: nothing has been said through this door yet.
	ErrNoTalk = errors.New("nothing has been said here yet")
)

// What doing an effect may answer, beside nil for done and any other error for "refused": an
// entry refused five times is parked for a human.
var (
	// ErrOutcomeUnknown: it may have been done. It is settled before it is tried again.
	ErrOutcomeUnknown = errors.New("outcome unknown")
)

// Later says that the provider, not this effect, is at fault: wait, then go on. It never parks.
type Later struct {
	After time.Duration // how long the provider asked to wait; 0 where it did not say
	Cause error
}

func (l Later) Error() string { return fmt.Sprintf("try again later: %v", l.Cause) }
func (l Later) Unwrap() error { return l.Cause }

// Undeliverable says that this text can never arrive: a human must use another way.
type Undeliverable struct {
	OptedOut bool   // the network refuses all our texts to this number
	Code     string // the network's code, e.g. "21610"
	Why      Why
}

func (u Undeliverable) Error() string { return "cannot be delivered: code " + u.Code }
