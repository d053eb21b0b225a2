package webchat

import (
	"time"

	"sayso/conversation"
)

// version is that of the socket's frames.
const version = 1

// maxText is how many characters (runes) one message may have.
const maxText = 4000

// maxFrame is how many bytes a frame may have: maxText characters of four bytes, and its JSON.
const maxFrame = 20 << 10

// fromBrowser is any frame that a browser sends: hello, say, need_help_now, leave, code or ping.
type fromBrowser struct {
	Type  string `json:"type"`
	V     int    `json:"v"`
	Token string `json:"token"`
	Code  string `json:"code"`
	ID    string `json:"id"`
	Text  string `json:"text"`
	After int    `json:"after"` // the last sequence number on the screen
	Lang  string `json:"lang"`  // of the page
	Talk  string `json:"talk"`  // the talk that After counts in; "" where the page does not know
}

// Talk, in the frames below, names the talk that seq counts in. When it is another one than before,
// what is on the screen belongs to a talk that this browser no longer speaks in.

type welcome struct {
	Type    string `json:"type"` // "welcome"
	Token   string `json:"token"`
	Resumed bool   `json:"resumed"`
	Talk    string `json:"talk,omitempty"`
}

// heard says that what has this id is stored for good. Seq is 0 where it is no line.
type heard struct {
	Type string `json:"type"` // "heard"
	ID   string `json:"id"`
	Seq  int    `json:"seq"`
	Talk string `json:"talk,omitempty"`
}

// code is the code that was asked for, and says as much as heard.
type code struct {
	Type string `json:"type"` // "code"
	ID   string `json:"id"`
	Text string `json:"text"`
}

type message struct {
	Type    string                `json:"type"` // "message"
	Seq     int                   `json:"seq"`
	From    string                `json:"from"` // sayso, caseworker, you
	Name    string                `json:"name,omitempty"`
	Text    string                `json:"text"`
	At      time.Time             `json:"at"`
	Ask     conversation.Ask      `json:"ask,omitempty"`
	Choices []conversation.Choice `json:"choices,omitempty"`
	Talk    string                `json:"talk,omitempty"`
	Lang    string                `json:"lang,omitempty"`   // of Text, by ISO 639 code; "" for words that a person wrote
	Urgent  bool                  `json:"urgent,omitempty"` // about danger: to be said at once
}

type pong struct {
	Type string `json:"type"` // "pong"
}

// problem is what went wrong. Text is for a person; the page may have kinder words of its own. That of
// "gone" is what to show in the place of all that was said.
type problem struct {
	Type       string `json:"type"` // "problem"
	ID         string `json:"id,omitempty"`
	Code       string `json:"code"`
	RetryAfter int    `json:"retry_after,omitempty"` // seconds
	Text       string `json:"text"`
}

// The codes of a problem.
const (
	tooLong     = "too_long"
	tooFast     = "too_fast"
	badFrame    = "bad_frame"
	gone        = "gone"
	codeWrong   = "code_wrong"
	unavailable = "unavailable"
)

func messageOf(line conversation.Line, talk string) message {
	return message{
		Type: "message", Seq: line.Seq, From: wireFrom(line.From), Name: line.Name, Text: line.Text,
		At: line.At.UTC(), Ask: line.Ask, Choices: line.Choices, Talk: talk,
		Lang: line.Language, Urgent: line.Urgent,
	}
}

func wireFrom(from string) string {
	if from == conversation.FromPerson {
		return "you"
	}
	return from
}

// goodID reports whether an id is like a UUID: short, and of characters that need no escaping.
func goodID(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for _, r := range id {
		switch {
		case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '-', r == '_':
		default:
			return false
		}
	}
	return true
}
