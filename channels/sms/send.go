package sms

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	openapi "github.com/twilio/twilio-go/rest/api/v2010"

	"sayso/channels"
	"sayso/conversation"
)

// What Twilio's codes mean for a text. Twilio warns that they change, so what is in neither table
// is a plain refusal: it counts, and after five of them a human looks.
// https://www.twilio.com/docs/api/errors
var (
	// never holds the codes of texts that can never arrive at this number.
	never = map[int]bool{
		optedOut: true,
		21211:    true, // not a number
		21408:    true, // a country that our account does not send to
		21608:    true, // a trial account, and a number that it has not verified
		21612:    true, // no way from our sender to this number
		21614:    true, // not a mobile
		21635:    true, // a landline
		30004:    true, // blocked
		30005:    true, // unknown number
		30006:    true, // landline or a network that cannot be reached
		63016:    true, // WhatsApp, more than 24 hours after their last message
	}
	// notThisText holds the codes that have nothing to do with the text or its number.
	notThisText = map[int]bool{
		20003: true, // our credentials
		20404: true, // our account is not there
		20429: true, // too many requests
		21212: true, // our sender is not a number
		21606: true, // our sender cannot send
		21611: true, // our sender's queue is full
		21701: true, // our Messaging Service is not there
		30001: true, // our sender's queue is full
	}
)

// Send gives one text to the network. Nil means that Twilio has it and gave it a Sid; else it is
// conversation.Later, conversation.Undeliverable, conversation.ErrOutcomeUnknown or a refusal.
func (s *SMS) Send(ctx context.Context, t conversation.Text) (taken string, err error) {
	to, err := channels.NumberBehind(t.To, s.keys)
	if err != nil {
		return "", fmt.Errorf("send %s: %w", t.Effect, err)
	}
	if err := s.pace(ctx, t.Lane == conversation.LaneSafety); err != nil {
		s.counts.add(sendLater)
		return "", err
	}
	p := &openapi.CreateMessageParams{}
	p.SetTo(to.Reveal()).SetBody(t.Body).SetStatusCallback(s.callback("effect", t.Effect))
	if s.cfg.MessagingServiceSid != "" {
		p.SetMessagingServiceSid(s.cfg.MessagingServiceSid)
	} else {
		p.SetFrom(to.Prefix() + s.from.Reveal()) // WhatsApp is answered from our WhatsApp sender
	}
	taken, err = s.create(ctx, p)
	s.counts.add(countOf(err))
	if err != nil {
		return "", fmt.Errorf("send %s: %w", t.Effect, err)
	}
	return taken, nil
}

// Page texts a member of staff from the sender of alerts. key names the page in its status
// callback; it holds no words and no number. The errors are those of Send. It never waits for the
// number's rate: of many calls for help in one second the last would be told that nobody could be
// reached. Twilio queues what comes faster, for longer than any of them can wait.
func (s *SMS) Page(ctx context.Context, to, body, key string) error {
	number, err := channels.ParseNumber(to)
	if err != nil {
		return fmt.Errorf("page %s: %w", key, err)
	}
	p := &openapi.CreateMessageParams{}
	p.SetTo(number.Reveal()).SetFrom(s.cfg.AlertFrom).SetBody(body).SetStatusCallback(s.callback("page", key))
	if _, err := s.create(ctx, p); err != nil {
		s.counts.add(pageFailed)
		return fmt.Errorf("page %s: %w", key, err)
	}
	s.counts.add(paged)
	return nil
}

func (s *SMS) callback(what, key string) string {
	return s.public + "/sms/status?" + what + "=" + url.QueryEscape(key)
}

// errPace is our own speed limit, no fault of Twilio's.
var errPace = errors.New("sent as fast as our number may")

// pace keeps to the number's rate. A safety text never waits: it goes at once and those behind it
// pay for it, so the rate holds in the long run, and Twilio itself queues a short burst.
// No text starts that would not have its whole CallTimeout: a time-out of our own making would
// leave its outcome unknown.
func (s *SMS) pace(ctx context.Context, atOnce bool) error {
	now := s.now()
	turn := s.answers.ReserveN(now, 1)
	wait := turn.DelayFrom(now)
	if atOnce || wait == 0 {
		return nil
	}
	if deadline, ok := ctx.Deadline(); ok && deadline.Sub(now) < wait+s.cfg.CallTimeout {
		turn.CancelAt(now)
		return conversation.Later{After: wait, Cause: errPace}
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		turn.CancelAt(s.now())
		return conversation.Later{Cause: ctx.Err()}
	}
}

// create asks Twilio for one message. There is no key that would make a second request harmless,
// so what cannot be known to have failed is unknown, a missing Sid and a redirect among it.
func (s *SMS) create(ctx context.Context, p *openapi.CreateMessageParams) (sid string, err error) {
	message, err := s.twilio.api(ctx).CreateMessage(p)
	if err != nil {
		return "", verdict(safe(err))
	}
	if message.Sid == nil || *message.Sid == "" {
		return "", fmt.Errorf("%w: an answer without a Sid", conversation.ErrOutcomeUnknown)
	}
	return *message.Sid, nil
}

// verdict says what a failed call means for the text.
func verdict(err error) error {
	var f *failure
	if !errors.As(err, &f) {
		return fmt.Errorf("%w: %w", conversation.ErrOutcomeUnknown, err)
	}
	switch {
	case f.status == 0 && !f.written,
		f.status == http.StatusTooManyRequests,
		f.status == http.StatusUnauthorized,
		f.status >= 500 && f.status != http.StatusGatewayTimeout,
		notThisText[f.code]:
		return conversation.Later{After: f.after, Cause: f}
	case f.status < 400 || f.status == http.StatusGatewayTimeout:
		return fmt.Errorf("%w: %w", conversation.ErrOutcomeUnknown, f)
	case never[f.code]:
		return conversation.Undeliverable{OptedOut: f.code == optedOut, Code: strconv.Itoa(f.code)}
	default:
		return f
	}
}

func countOf(err error) event {
	var later conversation.Later
	var undeliverable conversation.Undeliverable
	switch {
	case err == nil:
		return sent
	case errors.As(err, &later):
		return sendLater
	case errors.As(err, &undeliverable):
		return sendUndeliverable
	case errors.Is(err, conversation.ErrOutcomeUnknown):
		return sendUnknown
	default:
		return sendRefused
	}
}
