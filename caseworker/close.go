package caseworker

import (
	"strings"
	"time"

	"sayso/conversation"
)

// Closed is that a case is at its end, until somebody says more.
type Closed struct {
	Stamp
	Why          string         `json:"why,omitempty"`
	Conversation string         `json:"conversation,omitempty"` // whom it was told; "" where the case came another way
	Heard        map[string]int `json:"heard,omitempty"`        // conversation -> last line heard; a newer one reopens
}

type (
	// Close ends a case that has an outcome for every issue.
	Close struct {
		Version      int            `json:"version"`
		Seen         map[string]int `json:"seen"`
		Conversation string         `json:"conversation"` // whom to tell; may be left out where there is one
		Reason       string         `json:"reason"`
		DrawsOn      []string       `json:"draws_on"`
	}
	// Reopen takes a closing back.
	Reopen struct {
		Version int      `json:"version"`
		Reason  string   `json:"reason"`
		DrawsOn []string `json:"draws_on"`
	}
)

func (a Close) Terms() Terms {
	return Terms{
		Name: "close", Needs: MayWork, Versioned: true, Version: a.Version,
		Concludes: true, Seen: a.Seen, Why: a.Reason, DrawsOn: a.DrawsOn,
	}
}

func (a Close) do(t *turn) error {
	for _, i := range t.issuesNow(t.m.Facts) {
		if i.Outcome == "" {
			return invalid("no_outcome", "This case cannot be closed yet: an issue has no outcome.")
		}
	}
	tier := t.tier(t.m.Facts)
	if tier == conversation.R1 && !t.handled(t.m.Facts) {
		return invalid("not_in_hand", "This case cannot be closed yet: somebody may be in danger, and nobody has it in hand.")
	}
	if t.category(t.m.Facts) == "contact" && tier != conversation.NoTier {
		return invalid("not_a_contact", "Somebody may not be safe, so this is more than a contact. Say what it is first.")
	}
	closed := Closed{Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Why: a.Reason, Heard: map[string]int{}}
	for _, f := range t.m.Facts {
		closed.Heard[f.Conversation] = f.LastHeard
	}
	told, err := t.in(a.Conversation)
	if err != nil {
		return err
	}
	if closed.Conversation = told; told != "" {
		t.tell(told, conversation.CaseClosed{Effect: t.effect(told)})
	}
	t.Closed, t.Released = &closed, false
	return nil
}

func (a Reopen) Terms() Terms {
	return Terms{
		Name: "reopen", Needs: MayWork, Versioned: true, Version: a.Version, Why: a.Reason, DrawsOn: a.DrawsOn,
		OnClosed: true,
	}
}

func (a Reopen) do(t *turn) error {
	if t.Closed == nil {
		return t.conflict("not_closed", "This case is not closed.")
	}
	if strings.TrimSpace(a.Reason) == "" {
		return needsReason()
	}
	if told := t.Closed.Conversation; told != "" {
		t.tell(told, conversation.CaseReopened{})
	}
	t.waitAgain()
	return nil
}

// closedAt is the zero time while the case is open.
func (c Case) closedAt() time.Time {
	if c.Closed == nil {
		return time.Time{}
	}
	return c.Closed.At
}
