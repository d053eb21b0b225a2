package sms

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	openapi "github.com/twilio/twilio-go/rest/api/v2010"

	"sayso/channels"
	"sayso/conversation"
)

// Send gives one text to the network. Nil means that Twilio has it and gave it a Sid; else it is
// conversation.Later, conversation.Undeliverable, conversation.ErrOutcomeUnknown or a refusal.
func (s *SMS) Send(ctx context.Context, t conversation.Text) (taken string, err error) {
	to, err := channels.NumberBehind(t.To, s.keys)
	if err != nil {
		return "", fmt.Errorf("send %s: %w", t.Effect, err)
	}
	sender, named := s.senderTo(to)
	if err := s.pace(ctx, sender, t.Body, t.Lane == conversation.LaneSafety); err != nil {
		s.counts.add(sendLater)
		return "", err
	}
	p := &openapi.CreateMessageParams{}
	p.SetTo(to.Reveal()).SetBody(t.Body).SetStatusCallback(s.callback("effect", t.Effect, t.Try))
	if age := goodFor(t.Lane); age > 0 {
		p.SetValidityPeriod(int(age / time.Second))
	}
	if s.cfg.MessagingServiceSid != "" && !named {
		p.SetMessagingServiceSid(s.cfg.MessagingServiceSid)
	} else {
		p.SetFrom(sender)
	}
	taken, err = s.create(ctx, p)
	err = s.strange.judge(err, t.Conversation, s.now())
	s.counts.add(countOf(err))
	if err != nil {
		return "", fmt.Errorf("send %s: %w", t.Effect, err)
	}
	return taken, nil
}

// senderTo is who answers on somebody's channel: WhatsApp is answered from our WhatsApp sender. named says that it is one
// of twilio.senders: a Messaging Service need not have it in its pool.
func (s *SMS) senderTo(to channels.Number) (sender string, named bool) {
	for _, sender := range s.cfg.Senders {
		if prefix := to.Prefix(); prefix != "" && strings.HasPrefix(sender, prefix) {
			return sender, true
		}
	}
	return to.Prefix() + s.from.Reveal(), false
}

// goodFor is how long Twilio may go on trying: words of the afternoon must not ring at three in the morning. 0 is as
// long as it tries by itself, ten hours; a word about danger may come late, but not never.
func goodFor(lane conversation.Lane) time.Duration {
	switch lane {
	case conversation.LaneSafety:
		return 0
	case conversation.LaneReminder:
		return time.Hour
	}
	return 4 * time.Hour
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
	p.SetTo(number.Reveal()).SetFrom(s.cfg.AlertFrom).SetBody(body).SetStatusCallback(s.callback("page", key, 1))
	if _, err := s.create(ctx, p); err != nil {
		s.counts.add(pageFailed)
		return fmt.Errorf("page %s: %w", key, err)
	}
	s.counts.add(paged)
	return nil
}

// callback is where Twilio tells what becomes of a text. With the webhook's own overrides behind it, Twilio tries it again
// where we were not there.
func (s *SMS) callback(what, key string, try int) string {
	address := s.public + "/sms/status?" + what + "=" + url.QueryEscape(key)
	if try > 1 {
		address += "&try=" + strconv.Itoa(try)
	}
	if fragment := strings.TrimPrefix(s.cfg.Fragment, "#"); fragment != "" {
		address += "#" + fragment
	}
	return address
}

// errPace is our own speed limit, no fault of Twilio's.
var errPace = errors.New("sent as fast as our number may")

// paceWithin is how long a safety text may take to find its place in the line; it goes without one.
const paceWithin = 200 * time.Millisecond

// pace keeps to the sender's rate, which all nodes share, counted in segments as Twilio counts. A safety text never waits
// for its turn: it goes at once and those behind it pay for it, so the rate holds in the long run, and Twilio itself
// queues a short burst; nor does it wait for a line that does not answer.
// No text starts that would not have its whole CallTimeout: a time-out of our own making would
// leave its outcome unknown.
func (s *SMS) pace(ctx context.Context, sender, body string, atOnce bool) error {
	if s.cfg.SmartEncoding {
		body = conversation.Smart(body)
	}
	segments, _ := conversation.Segments(body)
	takes := time.Duration(float64(segments) / s.cfg.MessagesPerSecond * float64(time.Second))
	most, asking := time.Duration(-1), ctx
	if atOnce {
		var done context.CancelFunc
		asking, done = context.WithTimeout(ctx, paceWithin)
		defer done()
	} else if deadline, ok := ctx.Deadline(); ok {
		most = max(deadline.Sub(s.now())-s.cfg.CallTimeout, 0)
	}
	wait, taken, err := s.talks.Pace(asking, s.keys.Hash("sender", sender), takes, most)
	switch {
	case atOnce:
		return nil
	case err != nil:
		return conversation.Later{Cause: err}
	case !taken:
		return conversation.Later{After: wait, Cause: errPace}
	case wait == 0:
		return nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
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

// ofTheAccount are the statuses that say nothing of the text.
var ofTheAccount = []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound}

// verdict says what a failed call means for the text.
func verdict(err error) error {
	var f *failure
	if !errors.As(err, &f) {
		return fmt.Errorf("%w: %w", conversation.ErrOutcomeUnknown, err)
	}
	switch {
	case f.status == 0 && !f.written,
		f.status == http.StatusTooManyRequests,
		f.status == http.StatusRequestTimeout,
		f.status >= 500 && f.status != http.StatusGatewayTimeout,
		never[f.code] == "" && slices.Contains(ofTheAccount, f.status),
		notThisText[f.code]:
		return conversation.Later{After: f.after, Cause: f}
	case f.status < 400 || f.status == http.StatusGatewayTimeout:
		return fmt.Errorf("%w: %w", conversation.ErrOutcomeUnknown, f)
	case never[f.code] != "":
		return conversation.Undeliverable{OptedOut: f.code == optedOut, Code: strconv.Itoa(f.code), Why: never[f.code]}
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
