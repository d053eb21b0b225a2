package sms

import (
	"context"
	"fmt"
	"slices"
	"time"

	openapi "github.com/twilio/twilio-go/rest/api/v2010"

	"sayso/channels"
	"sayso/conversation"
)

// listSkew is how far Twilio's clock may be behind ours where its list is compared with our times. Other texts with the
// same words are known by their ids (Text.Taken).
const listSkew = time.Minute

// Settle finds the Sid under which Twilio has a text whose sending had an unknown outcome; "" where
// it has not. That is only said when a list answered; anything else is an error, and nothing is sent
// again on it.
//
// The list does not say which effect a message was, so it goes by number, words and time: made after
// the text was said, and not one that is known to be another (t.Taken).
func (s *SMS) Settle(ctx context.Context, t conversation.Text) (taken string, err error) {
	to, err := channels.NumberBehind(t.To, s.keys)
	if err != nil {
		return "", fmt.Errorf("settle %s: %w", t.Effect, err)
	}
	p := &openapi.ListMessageParams{}
	p.SetTo(to.Reveal())
	since := t.At.Add(-listSkew).Truncate(time.Second)
	messages, err := s.twilio.list(ctx, p, since)
	if err != nil {
		return "", fmt.Errorf("settle %s: %w", t.Effect, err)
	}
	same := func(is string) bool {
		return is == t.Body || s.cfg.SmartEncoding && conversation.Smart(is) == conversation.Smart(t.Body)
	}
	for _, m := range messages {
		made, dated := madeAt(m)
		sid := value(m.Sid)
		if !isInbound(m) && same(value(m.Body)) && dated && !made.Before(since) && sid != "" && !slices.Contains(t.Taken, sid) {
			return sid, nil
		}
	}
	return "", nil
}
