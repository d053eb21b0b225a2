package sms

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	openapi "github.com/twilio/twilio-go/rest/api/v2010"

	"sayso/channels"
)

// Duty is what texts and calls need of those who are called when somebody may be in danger.
type Duty interface {
	// Reply takes a text to the sender of alerts. known says whether this phone, E.164, is on a rota;
	// words are to be texted back, "" for none.
	// The same id again is the same text: nothing is to be texted back.
	Reply(ctx context.Context, id, from, body string) (words string, known bool, err error)
	// Knows reports whether this phone, E.164, is on a rota.
	Knows(phone string) bool
	// Pressed takes that whoever answered the call under a key has acknowledged it, and gives what to say.
	Pressed(ctx context.Context, key string) (words string, err error)
	// Arrived notes that the text or call under a key has reached its phone, or never will.
	Arrived(ctx context.Context, key string, arrived bool) error
}

// ringFor is how long a phone rings, in seconds: less than a voicemail takes to answer.
const ringFor = 25

// Ring calls a member of staff from the sender of alerts, has the words read out twice and takes a
// 1. Like Page it never waits for the number's rate.
func (s *SMS) Ring(ctx context.Context, to, words, key string) error {
	number, err := channels.ParseNumber(to)
	if err != nil {
		return fmt.Errorf("ring %s: %w", key, err)
	}
	p := &openapi.CreateCallParams{}
	p.SetTo(number.Reveal()).SetFrom(s.cfg.AlertFrom).SetTwiml(s.asksForKey(words, key)).SetTimeout(ringFor)
	p.SetStatusCallback(s.public + "/voice/status?page=" + url.QueryEscape(key))
	p.SetStatusCallbackEvent([]string{"answered", "completed"})
	made, err := s.twilio.api(ctx).CreateCall(p)
	if err == nil && (made.Sid == nil || *made.Sid == "") {
		err = errUnreadable
	}
	if err != nil {
		s.counts.add(pageFailed)
		return fmt.Errorf("ring %s: %w", key, verdict(safe(err)))
	}
	s.counts.add(paged)
	return nil
}

// asksForKey is what is said in the call, in Twilio's markup.
func (s *SMS) asksForKey(words, key string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><Response><Gather numDigits="1" timeout="10" method="POST" action="`)
	xml.EscapeText(&b, []byte(s.public+"/voice/alert?page="+url.QueryEscape(key)))
	b.WriteString(`"><Say language="en-GB" loop="2">`)
	xml.EscapeText(&b, []byte(words+" To acknowledge it, press 1."))
	b.WriteString(`</Say></Gather><Say language="en-GB">Nothing was pressed, so somebody else is called.</Say><Hangup/></Response>`)
	return b.String()
}

// pressed takes the key that was pressed in a call of ours.
func (s *SMS) pressed(w http.ResponseWriter, r *http.Request) {
	f, ok := s.read(w, r)
	if !ok {
		return
	}
	words := "That was not 1, so somebody else is called."
	if f.get("Digits") == "1" {
		ctx, cancel := context.WithTimeout(r.Context(), s.cfg.ReceiveTimeout)
		defer cancel()
		var err error
		if words, err = s.duty.Pressed(ctx, r.URL.Query().Get("page")); err != nil {
			s.log.Error("an acknowledgement by call was not kept", "error", err)
			words = "This could not be written down. Please sign in to Sayso."
		}
	}
	say(w, words)
}

// say answers a call with words and hangs up.
func say(w http.ResponseWriter, words string) {
	var twiml strings.Builder
	twiml.WriteString(`<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-GB">`)
	xml.EscapeText(&twiml, []byte(words))
	twiml.WriteString(`</Say><Hangup/></Response>`)
	answer(w, twiml.String())
}

// arrival translates Twilio's words for how a call went: true, somebody or something took it; false,
// nobody did. What is not here changes nothing.
var arrival = map[string]bool{
	"in-progress": true, "completed": true,
	"busy": false, "no-answer": false, "failed": false, "canceled": false,
}

// callStatus takes how a call of ours went.
func (s *SMS) callStatus(w http.ResponseWriter, r *http.Request) {
	f, ok := s.read(w, r)
	if !ok {
		return
	}
	arrived, known := arrival[f.get("CallStatus")]
	if !known {
		s.counts.add(statusUnknown)
		answer(w, emptyAnswer)
		return
	}
	s.arrived(w, r, arrived, 0)
}

// arrived notes how a text or call to staff went. The address says which: it is ours, since it is signed.
func (s *SMS) arrived(w http.ResponseWriter, r *http.Request, arrived bool, code int) {
	page := r.URL.Query().Get("page")
	if !arrived {
		s.log.Error("a text or call to staff did not arrive", "page", page, "code", code)
		s.counts.add(pageFailed)
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.cfg.ReceiveTimeout)
	defer cancel()
	if err := s.duty.Arrived(ctx, page, arrived); err != nil {
		s.counts.add(statusNotKept)
		s.log.Error("what came of a page was not kept", "page", page, "error", err)
		http.Error(w, "not kept", http.StatusServiceUnavailable)
		return
	}
	s.counts.add(statusTaken)
	answer(w, emptyAnswer)
}

// fromDuty takes a text to the sender of alerts. It reports false where its phone is on no rota:
// then it is somebody's message like any other.
func (s *SMS) fromDuty(w http.ResponseWriter, r *http.Request, from channels.Number, f form) (theirs bool) {
	if to, err := channels.ParseNumber(f.get("To")); err != nil || to.Bare() != s.alertFrom.Bare() {
		return false
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.cfg.ReceiveTimeout)
	defer cancel()
	words, known, err := s.duty.Reply(ctx, f.get("MessageSid"), from.Reveal(), clean(f.get("Body")))
	switch {
	case err != nil:
		s.counts.add(notKept)
		s.log.Error("a text of a duty worker was not kept", "error", err)
		http.Error(w, "not kept", http.StatusServiceUnavailable)
		return true
	case !known:
		return false
	}
	s.counts.add(dutyReplied)
	if words != "" {
		// Whoever reads no receipt can look at the case: what was said here is done.
		if err := s.Page(ctx, from.Reveal(), words, "reply"); err != nil {
			s.log.Warn("a duty worker got no receipt", "error", err)
		}
	}
	answer(w, emptyAnswer)
	return true
}
