package sms

import (
	"context"
	"errors"
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
	if page != "" {
		s.pageStatus(w, r, status, code)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.cfg.ReceiveTimeout)
	defer cancel()
	if err := s.delivered(ctx, conversationID, effect, status, f.get("MessageSid"), code); err != nil {
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

// delivered notes a status and, where the text will never arrive, tells the conversation, under the
// same once-key as the store does where the sending itself was refused for good.
// Of a conversation that has been erased nothing is kept: late callbacks are taken and dropped.
func (s *SMS) delivered(ctx context.Context, conversationID, effect, status, sid string, code int) error {
	if status == "waiting" {
		return nil
	}
	err := s.talks.Delivered(ctx, effect, status, sid)
	if err == nil && status == "failed" {
		s.log.Warn("a text did not arrive", "effect", effect, "code", code)
		_, err = s.talks.Apply(ctx, conversationID, "undelivered/"+effect,
			conversation.Undelivered{Effect: effect, OptedOut: code == optedOut, Why: whyNot(code)})
	}
	if errors.Is(err, conversation.ErrGone) || errors.Is(err, conversation.ErrNoTalk) {
		return nil
	}
	return err
}
