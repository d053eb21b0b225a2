package sms

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"sayso/conversation"
)

// delivery translates Twilio's words for how far a text has come into ours. What is not here
// (Twilio adds words) changes nothing, and neither does "waiting": it is where every text begins.
var delivery = map[string]string{
	"accepted":    "waiting",
	"scheduled":   "waiting",
	"queued":      "waiting",
	"sending":     "waiting",
	"sent":        "sent", // as far as some UK networks ever tell
	"delivered":   "delivered",
	"read":        "delivered",
	"undelivered": "failed",
	"failed":      "failed",
	"canceled":    "failed",
}

// status takes what became of a text. The address says which: effect names one to a young person
// or a relative, page one to a member of staff. It is ours, since it is signed.
func (s *SMS) status(w http.ResponseWriter, r *http.Request) {
	f, ok := s.read(w, r)
	if !ok {
		return
	}
	about := r.URL.Query()
	effect, page := about.Get("effect"), about.Get("page")
	try, _ := strconv.Atoi(about.Get("try")) // absent is 0: the first
	conversationID, _, named := strings.Cut(effect, "/")
	if page == "" && (!named || conversationID == "") {
		s.refuse(w, r, http.StatusBadRequest, refusedForm, "names no effect")
		return
	}
	status, known := delivery[f.get("MessageStatus")]
	if !known {
		s.counts.add(statusUnknown)
		answer(w, emptyAnswer)
		return
	}
	code, _ := strconv.Atoi(f.get("ErrorCode")) // absent or odd is 0: no code
	if status == "failed" {
		s.log.Warn("a text did not arrive", "effect", effect+page, "code", code)
	}
	if page != "" {
		s.pageStatus(w, r, status, code)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.cfg.ReceiveTimeout)
	defer cancel()
	if err := s.delivered(ctx, effect, fate(f.get("MessageSid"), try, status, code)); err != nil {
		s.counts.add(statusNotKept)
		s.log.Error("status of a text not kept", "effect", effect, "status", status, "code", code, "error", err)
		http.Error(w, "not kept", http.StatusServiceUnavailable)
		return
	}
	s.counts.add(statusTaken)
	answer(w, emptyAnswer)
}

// pageStatus takes what became of a text to staff. That it has left says nothing of whether it came.
func (s *SMS) pageStatus(w http.ResponseWriter, r *http.Request, status string, code int) {
	if status == "delivered" || status == "failed" {
		s.arrived(w, r, status == "delivered", code)
		return
	}
	s.counts.add(statusTaken)
	answer(w, emptyAnswer)
}

// delivered notes a status; the store tells the conversation what will never arrive.
// Of a conversation that has been erased nothing is kept: late callbacks are taken and dropped.
func (s *SMS) delivered(ctx context.Context, effect string, f conversation.Fate) error {
	if f.Status == "waiting" {
		return nil
	}
	err := s.talks.Delivered(ctx, effect, f)
	if errors.Is(err, conversation.ErrGone) || errors.Is(err, conversation.ErrNoTalk) {
		return nil
	}
	return err
}

// fate is what a status of Twilio's means for a text.
func fate(sid string, try int, status string, code int) conversation.Fate {
	f := conversation.Fate{Taken: sid, Try: try, Status: status}
	if status == "failed" {
		f.OptedOut, f.Why, f.Again = code == optedOut, whyNot(code), again[code]
	}
	return f
}

// Fate asks Twilio what became of a text that it took. It is where a callback may have been lost.
func (s *SMS) Fate(ctx context.Context, sid string) (conversation.Fate, error) {
	message, err := s.twilio.api(ctx).FetchMessage(sid, nil)
	if err != nil {
		s.counts.add(fateUntold)
		var f *failure
		if err = safe(err); errors.As(err, &f) {
			err = conversation.Later{After: f.after, Cause: f}
		}
		return conversation.Fate{}, fmt.Errorf("ask what became of a text: %w", err)
	}
	s.counts.add(fateAsked)
	status, known := delivery[value(message.Status)]
	if !known {
		status = "waiting" // a word that Twilio has added
	}
	code := 0
	if message.ErrorCode != nil {
		code = *message.ErrorCode
	}
	return fate(sid, 0, status, code), nil
}
