package sms

import (
	"context"
	"fmt"
	"slices"

	openapi "github.com/twilio/twilio-go/rest/api/v2010"
)

// OptOutTexts are the answers that Twilio is to give by itself, instead of its own, to a whole message that is one of its
// words (Advanced Opt-Out). They stand in docs/running.md word for word.
func OptOutTexts() []OptOutText {
	return []OptOutText{
		{"STOP", "OK, we won't text you again. We still have what you told us and a worker will read it. To start again text START. In danger? Call 999."},
		{"HELP", "You texted HELP. In danger now? Call 999. Want to talk to someone now? Childline 0800 1111, free. Want to tell us something? Just text it here."},
		{"START", "OK, we can text you again. You can text us any time. In danger? Call 999."},
	}
}

// OptOutText is Twilio's own answer to one of its words.
type OptOutText struct{ Keyword, Text string }

// answersLookedAt is how many of the newest texts from our number are searched for an answer of Twilio's own.
const answersLookedAt = 1000

// atOptOut says what can be known of Twilio's own answers. No part of its API shows how they are set, so all that can be
// looked at is the newest one that it gave.
func (l *look) atOptOut(ctx context.Context) {
	const what = "opt-out texts"
	for _, t := range OptOutTexts() {
		l.say(Note, what, fmt.Sprintf("no API shows them; compare in Twilio's console (the service's Opt-Out Management): %s: %s", t.Keyword, t.Text))
	}
	newest, err := l.newestAnswer(ctx)
	switch {
	case err != nil:
		l.say(Note, what, "whether Twilio uses them could not be looked up: "+l.unseen(err))
	case newest == nil:
		l.say(Note, what, "Twilio has given no such answer lately: text HELP to the number from a phone, and run this again")
	case slices.ContainsFunc(OptOutTexts(), func(t OptOutText) bool { return t.Text == value(newest.Body) }):
		l.say(Well, what, "Twilio's newest answer, of "+value(newest.DateCreated)+", is one of them, word for word")
	default:
		l.say(Wrong, what, "Twilio's newest answer, of "+value(newest.DateCreated)+", is none of them: turn on Advanced Opt-Out in the Messaging Service, and set its texts to those above; then text HELP to the number, and run this again")
	}
}

// newestAnswer is Twilio's newest answer to one of its words; nil where it gave none among the newest texts.
func (l *look) newestAnswer(ctx context.Context) (*openapi.ApiV2010Message, error) {
	p := &openapi.ListMessageParams{}
	p.SetFrom(l.cfg.From).SetPageSize(answersLookedAt)
	page, err := l.twilio.api(ctx).PageMessage(p, "", "")
	if err != nil {
		return nil, err
	}
	for n := range page.Messages {
		if value(page.Messages[n].Direction) == "outbound-reply" {
			return &page.Messages[n], nil
		}
	}
	return nil, nil
}
