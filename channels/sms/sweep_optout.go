package sms

import (
	"context"
	"fmt"

	"sayso/channels"
	"sayso/conversation"
)

// tellOptedOut says in which order somebody opted out of our texts and in again, where they did both. A webhook says
// nothing of when its text was written, and may come behind a later one's: they would write on, and never be answered.
//
// What had been taken in before is told of too, so nothing is missed where its receipt was "again". Only of a word that
// Twilio was told beside its own does the list say nothing (OptOutType is in the webhook alone), so docs/running.md asks for none.
func (s *SMS) tellOptedOut(ctx context.Context, found []listed) error {
	words := map[channels.Number][]optWord{}
	for _, m := range found {
		if can, is := conversation.NetworkWord(clean(m.body)); is {
			words[m.from] = append(words[m.from], optWord{m.sid, can})
		}
	}
	for from, all := range words {
		what, both := inOrder(all)
		if !both {
			continue
		}
		door, err := from.Door(s.keys)
		if err == nil {
			err = s.talks.Opted(ctx, door, what)
		}
		if err != nil {
			return fmt.Errorf("tell that somebody opted out or in: %w", err)
		}
	}
	return nil
}

// optWord is a text by which Twilio opts a phone out or in.
type optWord struct {
	sid     string
	canText bool
}

// inOrder makes of them what a conversation is told, and says whether there are both kinds.
func inOrder(all []optWord) (what conversation.Opted, both bool) {
	for _, word := range all {
		both = both || word.canText != all[0].canText
		what.Order, what.CanText = append(what.Order, word.sid), word.canText
	}
	return what, both
}
