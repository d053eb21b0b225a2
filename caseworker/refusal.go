package caseworker

import (
	"fmt"
	"time"
)

// Kind says in what way an act is refused; doors translate it (HTTP: 409, 422, 403, 404).
type Kind string

// The kinds of refusal.
const (
	Conflict  Kind = "conflict"  // the case is not as the asker believes
	Invalid   Kind = "invalid"   // the act itself cannot be done like this
	Forbidden Kind = "forbidden" // this person may not
	NotFound  Kind = "not_found"
)

// Refusal is an act that the rules do not allow, with words that a person can be shown. It holds
// no word that a young person or a relative said.
type Refusal struct {
	Kind    Kind
	Code    string // for programs: version, claimed, which_confidence, blocked, ...
	Words   string // for people
	Reason  string // of "blocked": unsafe_contact, contact_unknown, opted_out, no_number, someone_else, too_many_waiting
	By      string // of a conflict: whose act came first
	At      time.Time
	Version int // of a conflict: the case's version now
}

func (r Refusal) Error() string { return fmt.Sprintf("refused (%s): %s", r.Code, r.Words) }

func invalid(code, words string) Refusal {
	return Refusal{Kind: Invalid, Code: code, Words: words}
}
