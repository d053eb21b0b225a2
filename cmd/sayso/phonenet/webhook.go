package phonenet

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Delivery is what a webhook came to.
type Delivery struct {
	SID      string `json:"sid"`
	Status   int    `json:"status"` // the last HTTP status; 0 where there was no answer
	Attempts int    `json:"attempts"`
	Fallback bool   `json:"fallback"` // it was posted to the fallback in the end
	GivenUp  bool   `json:"given_up"` // no 2xx within patience: Twilio will never post it again
	Answer   string `json:"answer"`   // the body of the answer, at most 64 KiB
	Err      error  `json:"-"`        // why there was no answer, or why nothing was posted
}

// webhook is one post on its way to Sayso.
type webhook struct {
	dial, signed string // the address to connect to and the one to sign
	fallback     string // where it is posted once all that failed; "" where nowhere
	form         url.Values
	token        string // I-Twilio-Idempotency-Token
	tail         string // put behind the body after it was signed
	unsigned     bool
	wronglySigned,
	forged bool // not Twilio's own doing, so the network keeps no trace of it
}

// post delivers a webhook or gives it up: one try, and others as its address asks for them, all within the network's
// patience. Then its fallback is tried in the same way, where it has one.
func (n *Network) post(ctx context.Context, h webhook) Delivery {
	d := n.posts(ctx, h)
	if !d.GivenUp || h.fallback == "" || ctx.Err() != nil {
		return d
	}
	before := d.Attempts
	h.form = maps.Clone(h.form)
	h.form.Set("ErrorCode", failedCode(d))
	h.form.Set("ErrorUrl", h.signed)
	h.dial, h.signed = n.dialled(h.fallback), h.fallback
	d = n.posts(ctx, h)
	d.Attempts, d.Fallback = d.Attempts+before, true
	return d
}

// failedCode is Twilio's code for why a webhook failed: no connection, or a bad answer.
func failedCode(d Delivery) string {
	if d.Err != nil {
		return "11205"
	}
	return "11200"
}

func (n *Network) posts(ctx context.Context, h webhook) (d Delivery) {
	o := n.overridesOf(h.signed)
	ctx, cancel := context.WithTimeout(ctx, orElse(o.in, n.cfg.Patience))
	defer cancel()
	defer context.AfterFunc(n.life, cancel)()
	for d.Attempts <= o.retries {
		d.Attempts++
		one, done := context.WithTimeout(ctx, orElse(o.read, n.cfg.Patience))
		d.Status, d.Answer, d.Err = n.try(one, h)
		done()
		if ctx.Err() != nil || !o.again(d) {
			break
		}
	}
	d.GivenUp = d.Status < 200 || d.Status > 299
	return d
}

func (n *Network) try(ctx context.Context, h webhook) (status int, answer string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.dial, strings.NewReader(h.form.Encode()+h.tail))
	if err != nil {
		return 0, "", fmt.Errorf("make a webhook: %w", err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
	request.Header.Set("User-Agent", "TwilioProxy/1.1")
	request.Header.Set("Accept", "*/*")
	request.Header.Set("I-Twilio-Idempotency-Token", h.token)
	switch {
	case h.unsigned:
	case h.wronglySigned:
		request.Header.Set("X-Twilio-Signature", sign(n.cfg.AuthToken+"0", h.signed, h.form))
	default:
		request.Header.Set("X-Twilio-Signature", sign(n.cfg.AuthToken, h.signed, h.form))
	}
	response, err := n.client.Do(request)
	if err != nil {
		return 0, "", fmt.Errorf("post a webhook: %w", err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 64<<10))
	if err != nil {
		return 0, "", fmt.Errorf("read the answer to a webhook: %w", err)
	}
	return response.StatusCode, string(body), nil
}

// Option changes the webhook of one text.
type Option func(*webhook)

// Unsigned leaves the signature out. Like all forgeries it is no message of the network's: it is
// neither in the list nor on the phone, so no sweep may find it.
func Unsigned() Option { return func(h *webhook) { h.unsigned, h.forged = true, true } }

// WronglySigned signs with another token; a forgery.
func WronglySigned() Option { return func(h *webhook) { h.wronglySigned, h.forged = true, true } }

// Repeated puts a second value for a key behind the body after it was signed, which a check that
// reads first values only lets pass; a forgery.
func Repeated(key, value string) Option {
	return func(h *webhook) {
		h.tail += "&" + url.Values{key: {value}}.Encode()
		h.forged = true
	}
}

// Extra adds a field that Twilio may invent any day; it is signed.
func Extra(key, value string) Option { return func(h *webhook) { h.form.Set(key, value) } }

// Pictures says that so many pictures came with the text. Whoever fetches one of them fails.
func Pictures(count int) Option {
	return func(h *webhook) { h.form.Set("NumMedia", strconv.Itoa(count)) }
}

// Oversize adds a signed field of so many bytes.
func Oversize(bytes int) Option {
	return func(h *webhook) { h.form.Set("Padding", strings.Repeat("x", bytes)) }
}
