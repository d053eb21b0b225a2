package caseworker

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation"
)

// Ack is that a human has taken notice of an alert.
type Ack struct {
	Stamp
	Name   string   `json:"name"`
	Email  string   `json:"email,omitempty"`  // of whoever is on a rota, where that says it
	Near   Nearness `json:"near,omitempty"`   // how near they were then to being meant
	Lapsed bool     `json:"lapsed,omitempty"` // they could be meant since: somebody else was called
}

// InHand is that a named human has acted on the danger. New danger ends it: After says how far
// each conversation had come.
type InHand struct {
	Stamp
	Name  string         `json:"name"`
	Note  string         `json:"note,omitempty"`
	After map[string]int `json:"after,omitempty"`
	Near  Nearness       `json:"near,omitempty"` // how near they were then to being meant
}

// TierSet is a tier by a named human's word, and what it was said over.
type TierSet struct {
	Tier conversation.Tier `json:"tier"`
	ID   string            `json:"id"` // of the member of staff
	Role Role              `json:"role"`
	Stamp
	Why   string                       `json:"why,omitempty"`
	From  map[string]conversation.Tier `json:"from,omitempty"`  // conversation -> its tier then
	After map[string]int               `json:"after,omitempty"` // conversation -> its last line then
}

type (
	// AcknowledgeAlert says that a human knows.
	AcknowledgeAlert struct {
		Alert string `json:"-"` // stands in the path
		Email string `json:"-"` // of whoever is on a rota
	}
	// TakeInHand says that a human has acted. It takes an R1 off the top of the queue.
	TakeInHand struct {
		Note    string   `json:"note"`
		DrawsOn []string `json:"draws_on"`
	}
	// SetUrgency sets the tier. Lowering takes a reason, lowering an R1 a second person too, and one of
	// the two is a manager: the first call asks, the second person's does it.
	SetUrgency struct {
		Version int               `json:"version"`
		Tier    conversation.Tier `json:"tier"`
		Reason  string            `json:"reason"`
		DrawsOn []string          `json:"draws_on"`
	}
)

func (a AcknowledgeAlert) Terms() Terms {
	return Terms{Name: "alerts/acknowledge", Needs: MayAnswerAlert, OnClosed: true}
}

func (a AcknowledgeAlert) do(t *turn) error {
	for _, f := range t.m.Facts {
		for _, alert := range f.Alerts {
			if alert.ID == a.Alert {
				t.entry.Conversation = f.Conversation
				t.acknowledge(f.Conversation, alert, a.Email)
				return nil
			}
		}
	}
	return Refusal{Kind: NotFound, Code: "no_such_alert", Words: "There is no such alert on this case."}
}

// acknowledge notes the first human only; the second has nothing to add.
func (t *turn) acknowledge(conv string, alert conversation.Alert, email string) {
	if _, known := t.Acknowledged[alert.ID]; known || alert.Acknowledged != nil {
		return
	}
	if t.Acknowledged == nil {
		t.Acknowledged = map[string]Ack{}
	}
	ack := Ack{Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Name: t.m.By.Name, Email: email}
	ack.Near = t.nearNow(ack.email())
	t.Acknowledged[alert.ID] = ack
	t.tell(conv, conversation.AlertAcknowledged{Alert: alert.ID, By: mark(t.m.By)})
}

// nearNow is how near whoever acts is to being meant, as the ladder and the lists know them.
func (t *turn) nearNow(email string) Nearness {
	return t.Keeping(t.m.Facts, Rules{}).Near(Staff{Email: email, Name: t.m.By.Name})
}

func (a TakeInHand) Terms() Terms {
	return Terms{Name: "in_hand", Needs: MayAnswerAlert, Why: a.Note, DrawsOn: a.DrawsOn, OnClosed: true}
}

func (a TakeInHand) do(t *turn) error {
	t.takeInHand(a.Note)
	return nil
}

// takeInHand notes that a human has acted on all that was heard so far.
func (t *turn) takeInHand(note string) {
	// Who has acted on it knows of it: an alert left open would page the next person for nothing.
	for _, f := range t.m.Facts {
		for _, alert := range f.Alerts {
			t.acknowledge(f.Conversation, alert, "")
		}
		t.tell(f.Conversation, conversation.InHand{By: mark(t.m.By), Seen: f.LastSeq})
	}
	t.InHand = &InHand{
		Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Name: t.m.By.Name, Note: note, After: heard(t.m.Facts),
		Near: t.nearNow(mark(t.m.By)),
	}
}

func (a SetUrgency) Terms() Terms {
	return Terms{
		Name: "urgency", Needs: MayJudge, Versioned: true, Version: a.Version, Why: a.Reason, DrawsOn: a.DrawsOn,
		OnClosed: true,
	}
}

func (a SetUrgency) do(t *turn) error {
	tiers := []conversation.Tier{conversation.R1, conversation.R3, conversation.R2, conversation.PlannedChange, conversation.NoTier}
	if !slices.Contains(tiers, a.Tier) {
		return invalid("tier", "Say R1, R2, R3, planned_change or none.")
	}
	now := t.tier(t.m.Facts)
	set := TierSet{
		Tier: a.Tier, ID: t.m.By.ID, Role: t.m.By.Role, Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Why: a.Reason,
		From: map[string]conversation.Tier{}, After: heard(t.m.Facts),
	}
	for _, f := range t.m.Facts {
		set.From[f.Conversation] = f.Tier
	}
	if now.Before(a.Tier) {
		if strings.TrimSpace(a.Reason) == "" {
			return needsReason()
		}
		if waits, err := t.secondPerson(now, set); waits || err != nil {
			return err
		}
	}
	if a.Tier == conversation.R1 {
		t.InHand = nil
	}
	t.TierSet, t.TierAsked = &set, nil
	for _, f := range t.m.Facts {
		t.tell(f.Conversation, conversation.UrgencySet{Tier: a.Tier, Seen: f.LastSeq})
	}
	return nil
}

// secondPerson reports whether the lowering has to wait for one. A request is void once there is new danger.
func (t *turn) secondPerson(now conversation.Tier, set TierSet) (waits bool, err error) {
	if now != conversation.R1 {
		return false, nil
	}
	asked := t.TierAsked
	if asked == nil || asked.Tier != set.Tier || dangerSince(t.m.Facts, asked.After) {
		t.TierAsked, t.answer.Waiting = &set, true
		return true, nil
	}
	if asked.ID == set.ID {
		return false, t.conflict("second_person", "You have asked for this already. A second person must agree.")
	}
	if !t.m.By.May(MayConfirmR1) && !(Staff{Role: asked.Role}).May(MayConfirmR1) {
		return false, MayNot(MayConfirmR1)
	}
	return false, nil
}

// dangerSince reports whether immediate danger was heard after these lines.
func dangerSince(facts []conversation.Facts, after map[string]int) bool {
	for _, f := range facts {
		for _, u := range f.Urgent {
			if u.Tier == conversation.R1 && u.Seq > after[f.Conversation] {
				return true
			}
		}
	}
	return false
}

// tier is how fast a human must come: the most urgent of what the conversations heard, or what a
// named human set and nothing newer has overtaken.
func (c Case) tier(facts []conversation.Facts) conversation.Tier {
	most := conversation.NoTier
	raise := func(to conversation.Tier) {
		if to != "" && to.Before(most) {
			most = to
		}
	}
	if c.TierSet != nil {
		raise(c.TierSet.Tier)
	}
	for _, f := range facts {
		if c.TierSet == nil {
			raise(f.Tier)
			continue
		}
		// Until the conversation has learnt of it, it still tells the tier that it had.
		if f.Tier != c.TierSet.From[f.Conversation] {
			raise(f.Tier)
		}
		for _, u := range f.Urgent {
			if u.Seq > c.TierSet.After[f.Conversation] {
				raise(u.Tier)
			}
		}
	}
	return most
}

// handled reports whether a human has acted on all the danger there is.
func (c Case) handled(facts []conversation.Facts) bool {
	return c.InHand != nil && !dangerSince(facts, c.InHand.After)
}

// heardSince is the most urgent of what was heard after somebody acted on the danger, and nobody has made
// less of since. What they acted on is in their hands; a new worry is not.
func (c Case) heardSince(facts []conversation.Facts) (most conversation.Tier) {
	if !c.handled(facts) {
		return ""
	}
	for _, f := range facts {
		after := c.InHand.After[f.Conversation]
		if c.TierSet != nil {
			after = max(after, c.TierSet.After[f.Conversation])
		}
		for _, u := range f.Urgent {
			if u.Seq > after && (most == "" || u.Tier.Before(most)) {
				most = u.Tier
			}
		}
	}
	return most
}

func professional(facts []conversation.Facts) bool {
	return slices.ContainsFunc(facts, func(f conversation.Facts) bool { return f.Professional })
}

// alerts are those of all conversations, with what staff did about them at once.
func (c Case) alerts(facts []conversation.Facts) []conversation.Alert {
	var all []conversation.Alert
	for _, f := range facts {
		for _, a := range f.Alerts {
			if ack, ok := c.Acknowledged[a.ID]; ok && a.Acknowledged == nil {
				at := ack.At
				a.Acknowledged, a.By = &at, ack.By
			}
			all = append(all, a)
		}
	}
	return all
}

// Answered reports whether a human has acknowledged an alert.
func (c Case) Answered(facts []conversation.Facts, id string) bool {
	return slices.ContainsFunc(c.alerts(facts), func(a conversation.Alert) bool { return a.ID == id && a.Acknowledged != nil })
}

// openSince is when the oldest alert was raised that nobody has acknowledged.
func openSince(alerts []conversation.Alert) (since *time.Time) {
	for _, a := range alerts {
		if a.Acknowledged == nil {
			since = earlier(since, &a.Raised)
		}
	}
	return since
}
