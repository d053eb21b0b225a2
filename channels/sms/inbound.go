package sms

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sayso/channels"
	"sayso/conversation"
)

const (
	maxBody     = 64 << 10
	maxSid      = 64
	emptyAnswer = `<?xml version="1.0" encoding="UTF-8"?><Response/>`
)

// inbound takes a text. The 200 goes out after the store has it for good, and not otherwise.
func (s *SMS) inbound(w http.ResponseWriter, r *http.Request) {
	f, ok := s.readSigned(w, r, s.observes)
	if !ok {
		return
	}
	from, err := channels.ParseNumber(f.get("From"))
	sid := f.get("MessageSid")
	if err != nil || !isSid(sid) {
		s.refuse(w, r, http.StatusBadRequest, refusedForm, "no sender or no MessageSid")
		return
	}
	if s.fromDuty(w, r, from, f) {
		return
	}
	if !s.ours(f) {
		s.refuse(w, r, http.StatusForbidden, notOurs, "not to a number of ours")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.cfg.ReceiveTimeout)
	defer cancel()
	receipt, err := s.take(ctx, from, sid, conversation.Said{
		Channel: conversation.SMS, ID: sid, Text: clean(f.get("Body")), Media: things(f.get("NumMedia")), OptOut: optOut[f.get("OptOutType")]})
	if err != nil {
		s.counts.add(notKept)
		s.log.Error("text not kept, the sweep will look for it", "sid", sid, "error", err)
		s.sweepSoon()
		http.Error(w, "not kept", http.StatusServiceUnavailable)
		return
	}
	if receipt.Again {
		s.counts.add(takenAgain)
	} else {
		s.counts.add(taken)
		s.heardTexts(f.get("Body"))
	}
	answer(w, emptyAnswer)
}

// take hands a text to the store, the one road for webhook and sweep.
// A whatsapp: or rcs: sender is a door of its own, answered the way it came.
// A text that is nothing but a code is tried first; where it opens nothing it is kept like any other.
func (s *SMS) take(ctx context.Context, from channels.Number, sid string, said conversation.Said) (conversation.Receipt, error) {
	door, err := from.Door(s.keys)
	if err != nil {
		return conversation.Receipt{}, err
	}
	if code, is := conversation.CodeIn(said.Text); is {
		receipt, err := s.talks.Join(ctx, door, sid, code)
		if !errors.Is(err, conversation.ErrWrongCode) && !errors.Is(err, conversation.ErrTooManyTries) {
			return receipt, err
		}
	}
	return s.talks.Receive(ctx, door, sid, said)
}

// read takes in one request of Twilio: no longer than it may be, whole, signed, of our account.
// Where it is not, the refusal has been answered.
func (s *SMS) read(w http.ResponseWriter, r *http.Request) (form, bool) {
	return s.readSigned(w, r, s.enforces)
}

// readSigned is read where letIn decides on what is not signed as it should be.
func (s *SMS) readSigned(w http.ResponseWriter, r *http.Request, letIn func(*http.Request) bool) (form, bool) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		s.refuse(w, r, http.StatusRequestEntityTooLarge, refusedSize, "body too large")
		return nil, false
	}
	if err != nil {
		s.refuse(w, r, http.StatusBadRequest, refusedForm, "body broken off")
		return nil, false
	}
	f, err := readForm(string(body))
	if err != nil {
		s.refuse(w, r, http.StatusBadRequest, refusedForm, err.Error())
		return nil, false
	}
	if !s.signatures.hold(r.URL.RequestURI(), f, r.Header.Get("X-Twilio-Signature")) && !letIn(r) {
		s.refuse(w, r, http.StatusForbidden, refusedSignature, "signature missing or wrong")
		return nil, false
	}
	if f.get("AccountSid") != s.cfg.AccountSid {
		s.refuse(w, r, http.StatusForbidden, notOurs, "not of our account")
		return nil, false
	}
	return f, true
}

func (s *SMS) refuse(w http.ResponseWriter, r *http.Request, status int, e event, why string) {
	s.counts.add(e)
	s.log.Warn("request refused", "path", r.URL.Path, "status", status, "why", why)
	http.Error(w, http.StatusText(status), status)
}

// optOut translates what Advanced Opt-Out has made of a text. HELP is answered by Twilio, and a message like any other.
var optOut = map[string]string{"STOP": "stop", "START": "start"}

// ours reports whether a text came to our number, on whatever channel, to another sender of ours, or to our Messaging
// Service.
func (s *SMS) ours(f form) bool {
	to, err := channels.ParseNumber(f.get("To"))
	if err == nil && (to.Bare() == s.from.Bare() || to.Bare() == s.alertFrom.Bare()) {
		return true // whoever writes to the sender of alerts by mistake is heard too
	}
	if err == nil && slices.Contains(s.cfg.Senders, to.Reveal()) {
		return true
	}
	return s.cfg.MessagingServiceSid != "" && f.get("MessagingServiceSid") == s.cfg.MessagingServiceSid
}

// things is how many pictures or other things came with a text. Where they are to be had is not read: nothing here may
// fetch them.
func things(count string) int {
	n, err := strconv.Atoi(count)
	if err != nil || n < 0 {
		return 0
	}
	return min(n, mostThings)
}

// mostThings is how many Twilio sends with one text.
const mostThings = 10

// clean makes words that can be kept: what is not UTF-8 is shown as U+FFFD, and NUL, which a
// phone's keyboard cannot make, is left out. A picture alone leaves "", which is a message too.
func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}

// isSid keeps what becomes part of a key and of a log line to letters and digits.
func isSid(s string) bool {
	other := func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}
	return s != "" && len(s) <= maxSid && !strings.ContainsFunc(s, other)
}

func answer(w http.ResponseWriter, twiml string) {
	w.Header().Set("Content-Type", "text/xml")
	io.WriteString(w, twiml)
}
