package conversation

import (
	"errors"
	"time"
)

// Erased is what stays of a conversation that was erased: no word, name or number, only how much there was and what is
// needed so that nothing brings it back.
type Erased struct {
	Conversation string             `json:"conversation"`
	At           time.Time          `json:"at"`       // UTC
	Heard        int                `json:"heard"`    // messages of theirs
	TextsIn      int                `json:"texts_in"` // of these by text: the network has them too
	TextsOut     int                `json:"texts_out"`
	Doors        map[Channel]string `json:"doors"`              // keyed hashes, as Door.Address
	Messages     []string           `json:"messages,omitempty"` // the names under which its messages were taken
}

// ErrHeardSince: something was said that whoever decided to erase it had not heard.
var ErrHeardSince = errors.New("something was said since")
