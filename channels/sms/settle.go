package sms

import (
	"context"
	"fmt"
	"time"

	openapi "github.com/twilio/twilio-go/rest/api/v2010"

	"sayso/channels"
	"sayso/conversation"
)

// listSkew is how far Twilio's clock may be behind ours where its list is compared with our times.
const listSkew = 2 * time.Second

// Settle reports whether Twilio has a text whose sending had an unknown outcome. False is only
// said when a list answered; anything else is an error, and nothing is sent again on it.
//
// The list does not say which effect a message was, so it goes by number, words and time: made
// after the text was said. Its limit: where the same words were said twice to one number, and the
// first waited in our queue until after the second was said, the first can be taken for the
// second. The phone then shows these words once instead of twice.
//
// There is no filter by day, since a message that Twilio still holds has no day of sending.
func (s *SMS) Settle(ctx context.Context, t conversation.Text) (bool, error) {
	to, err := channels.NumberBehind(t.To, s.keys)
	if err != nil {
		return false, fmt.Errorf("settle %s: %w", t.Effect, err)
	}
	p := &openapi.ListMessageParams{}
	p.SetTo(to.Reveal())
	messages, err := s.twilio.list(ctx, p)
	if err != nil {
		return false, fmt.Errorf("settle %s: %w", t.Effect, err)
	}
	since := t.At.Add(-listSkew).Truncate(time.Second)
	for _, m := range messages {
		made, dated := madeAt(m)
		if !isInbound(m) && value(m.Body) == t.Body && dated && !made.Before(since) {
			return true, nil
		}
	}
	return false, nil
}
