package phonenet

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// ErrNotOurs: the network has no such number or message.
var ErrNotOurs = errors.New("not known to the phone network")

// Text sends a text from a phone to one of our numbers and returns when its webhook was answered
// or given up. A message that was given up stays in the list as received.
func (n *Network) Text(ctx context.Context, from, to, body string, options ...Option) Delivery {
	if !n.ours(to) {
		return Delivery{Err: fmt.Errorf("send a text: %w", ErrNotOurs)}
	}
	m := &message{from: from, to: to, body: body, direction: inbound, status: "received", service: n.serviceOf(to)}
	h, err := n.receive(m, options)
	if err != nil {
		return Delivery{Err: fmt.Errorf("send a text: %w", err)}
	}
	if h.forged {
		return n.post(ctx, h)
	}
	d := n.deliver(ctx, m, h)
	if d.GivenUp {
		n.mu.Lock()
		n.counts.GivenUp++
		n.mu.Unlock()
	}
	return d
}

// Replay posts the webhook of a text that was sent before once more, exactly as it was.
func (n *Network) Replay(ctx context.Context, sid string, options ...Option) Delivery {
	n.mu.Lock()
	m := n.bySID[sid]
	n.mu.Unlock()
	if m == nil || m.direction != inbound {
		return Delivery{SID: sid, Err: fmt.Errorf("replay %s: %w", sid, ErrNotOurs)}
	}
	return n.deliver(ctx, m, n.inboundWebhook(m, options))
}

// receive is all that happens at Twilio before the webhook: the message is in the list, and a
// word that Twilio takes for itself has had its effect.
func (n *Network) receive(m *message, options []Option) (webhook, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if h := n.inboundWebhook(m, options); h.forged {
		sid, err := n.id("SM")
		h.form.Set("MessageSid", sid)
		return h, err
	}
	token, err := n.id("")
	if err != nil {
		return webhook{}, err
	}
	m.token = fmt.Sprintf("%s-%s-%s-%s-%s", token[:8], token[8:12], token[12:16], token[16:20], token[20:])
	if err := n.keep(m); err != nil {
		return webhook{}, err
	}
	n.counts.Texts++
	n.phone(m.from).show(m)
	if err := n.takeKeyword(m); err != nil {
		return webhook{}, err
	}
	h := n.inboundWebhook(m, options)
	if pictures, err := strconv.Atoi(h.form.Get("NumMedia")); err == nil {
		m.media = pictures // the list has them too
	}
	return h, nil
}

func (n *Network) deliver(ctx context.Context, m *message, h webhook) Delivery {
	f, troubled := n.struck(Webhook, m.from, m.body)
	if troubled && f.Do == Lost {
		return Delivery{SID: m.sid, GivenUp: true}
	}
	if troubled && f.Do == Slow && !n.pause(ctx, f.For) {
		return Delivery{SID: m.sid, GivenUp: true, Err: ctx.Err()}
	}
	if troubled && f.Do == Late {
		n.mu.Lock()
		defer n.mu.Unlock()
		if n.life.Err() == nil {
			n.wait.Go(func() {
				if n.pause(n.life, f.For) {
					n.posted(n.life, m, h)
				}
			})
		}
		return Delivery{SID: m.sid}
	}
	if troubled && f.Do == Twice {
		n.posted(ctx, m, h)
	}
	return n.posted(ctx, m, h)
}

func (n *Network) posted(ctx context.Context, m *message, h webhook) Delivery {
	n.mu.Lock()
	m.sent = m.created // its day of sending is that of its webhook
	n.mu.Unlock()
	d := n.post(ctx, h)
	d.SID = m.sid
	return d
}

// inboundWebhook makes the form of a received message as Twilio posts it. Its parts do not change
// once it is kept, so no lock is needed.
func (n *Network) inboundWebhook(m *message, options []Option) webhook {
	h := webhook{dial: n.cfg.InboundURL, signed: n.cfg.SignedURL, fallback: n.cfg.FallbackURL, token: m.token, form: url.Values{
		"ToCountry": {country(m.to)}, "ToState": {""}, "ToCity": {""}, "ToZip": {""},
		"FromCountry": {country(m.from)}, "FromState": {""}, "FromCity": {""}, "FromZip": {""},
		"SmsMessageSid": {m.sid}, "SmsSid": {m.sid}, "MessageSid": {m.sid},
		"SmsStatus": {m.status}, "NumMedia": {strconv.Itoa(m.media)}, "NumSegments": {strconv.Itoa(m.segments)},
		"Body": {m.body}, "To": {m.to}, "From": {m.from},
		"AccountSid": {n.cfg.AccountSID}, "ApiVersion": {apiVersion},
	}}
	if m.service != "" {
		h.form.Set("MessagingServiceSid", m.service)
	}
	if m.optOut != "" {
		h.form.Set("OptOutType", m.optOut)
	}
	for _, option := range options {
		option(&h)
	}
	return h
}

// serviceOf names the messaging service that a number of ours belongs to: the first one does.
func (n *Network) serviceOf(ours string) string {
	if ours == n.cfg.Numbers[0] {
		return n.cfg.MessagingServiceSID
	}
	return ""
}

func country(number string) string {
	if strings.HasPrefix(number, "+44") {
		return "GB"
	}
	return ""
}
