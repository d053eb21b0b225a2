// Package channels answers one question: how do words travel to and from a phone or a browser?
//
// It holds what the channels share: a phone number that cannot be logged, and how a number becomes
// the door of a conversation. It never decides what is said and never knows a case. Its neighbours
// are sms and webchat below it, conversation and its seal inward.
package channels

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"

	"sayso/conversation"
	"sayso/conversation/seal"
)

// Number is where a text comes from or goes to, as the network writes it: a phone number in E.164
// ("+447700900123"), a short code ("60777") or a sender's name ("BANK"), with the network's
// channel before it where that is not SMS ("whatsapp:+447700900123").
// It masks itself wherever it is printed, logged or encoded; only Reveal gives it out.
type Number struct{ written string }

// ErrNotANumber says that something cannot be written to. It does not repeat what it was.
var ErrNotANumber = errors.New("not a phone number, short code or sender's name")

// The network always writes phone numbers in E.164, so that a library of every country's numbers
// (7 MB, and it takes the invented numbers of Ofcom for invalid ones) would add nothing.
var (
	e164      = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)
	shortCode = regexp.MustCompile(`^[0-9]{3,8}$`)
	sender    = regexp.MustCompile(`^[\p{L}\p{N}\p{P}\p{S} ]{1,64}$`) // "O2's shop", "BANK/UK": what is not taken is lost
	prefix    = regexp.MustCompile(`^[a-z]{1,20}:`)
)

// ParseNumber reads `[channel:]address`. Short codes and names are kept as they are, never taken
// for phone numbers: "60777" is not +4460777.
func ParseNumber(s string) (Number, error) {
	address := s[len(prefix.FindString(s)):]
	phone := e164.MatchString(address)
	if !phone && (strings.HasPrefix(address, "+") || !sender.MatchString(address)) {
		return Number{}, ErrNotANumber
	}
	return Number{s}, nil
}

// Reveal gives the number out, channel and all. Whoever calls it must not log it.
func (n Number) Reveal() string { return n.written }

// Prefix is the network's channel with its colon, "" for SMS.
func (n Number) Prefix() string { return prefix.FindString(n.written) }

// Bare is the number without its channel.
func (n Number) Bare() string { return n.written[len(n.Prefix()):] }

// IsPhone reports whether this is a phone number, on whatever channel.
func (n Number) IsPhone() bool { return e164.MatchString(n.Bare()) }

// IsShortCode reports whether this is a short code.
func (n Number) IsShortCode() bool { return shortCode.MatchString(n.Bare()) }

// Door is how the store knows a number: by its keyed hash, behind the network's channel where that is not SMS, so that what
// goes by another sender has a line of its own; and sealed under the deployment's key in a way that binds the one to the
// other.
func (n Number) Door(keys *seal.Keyset) (conversation.Door, error) {
	address := n.Prefix() + keys.Hash("number", n.written)
	sealed, err := keys.Seal([]byte(n.written), "number:"+address)
	if err != nil {
		return conversation.Door{}, fmt.Errorf("seal the number of door %s: %w", address, err)
	}
	return conversation.Door{Channel: conversation.SMS, Address: address, Sealed: sealed}, nil
}

// NumberBehind opens the number of a door that Number.Door made.
func NumberBehind(door conversation.Door, keys *seal.Keyset) (Number, error) {
	plain, err := keys.Open(door.Sealed, "number:"+door.Address)
	if err != nil {
		return Number{}, fmt.Errorf("open the number of door %s: %w", door.Address, err)
	}
	return ParseNumber(string(plain))
}

const masked = "[number]"

func (Number) String() string               { return masked }
func (Number) Format(w fmt.State, _ rune)   { io.WriteString(w, masked) }
func (Number) LogValue() slog.Value         { return slog.StringValue(masked) }
func (Number) MarshalText() ([]byte, error) { return []byte(masked), nil }
