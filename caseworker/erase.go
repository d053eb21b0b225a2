package caseworker

import (
	"slices"
	"strings"
	"unicode"

	"sayso/conversation"
)

type (
	// Erase destroys a case with all that was told, or what one of those who told has said. It cannot be taken back.
	// Where somebody may not have been safe, where it was referred, and while it is on hold, it takes two people.
	Erase struct {
		Version      int            `json:"version"`
		Seen         map[string]int `json:"seen"`
		Conversation string         `json:"conversation"` // "" is the whole case
		Reason       string         `json:"reason"`       // it stays when all else has gone, so it names nobody
	}
	// EraseAsked is a wish to erase that waits for a second person.
	EraseAsked struct {
		Stamp
		ID           string         `json:"id"`
		Conversation string         `json:"conversation,omitempty"`
		Why          string         `json:"why"`
		Heard        map[string]int `json:"heard"`
	}
	// Erasing is that it was decided, and is not done yet.
	Erasing struct {
		Stamp
		Name          string         `json:"name"`
		Second        string         `json:"second,omitempty"` // who agreed, where two were needed
		Why           string         `json:"why"`
		Whole         bool           `json:"whole"`
		Conversations []string       `json:"conversations"`
		Heard         map[string]int `json:"heard"` // conversation -> the last line of theirs that had been read
		Tally         Tally          `json:"tally"` // how a report counts the case from then on
	}
)

func (a Erase) Terms() Terms {
	return Terms{Name: "erase", Needs: MayErase, Versioned: true, Version: a.Version, Concludes: true, Seen: a.Seen, OnClosed: true}
}

func (a Erase) do(t *turn) error {
	if strings.TrimSpace(a.Reason) == "" {
		return needsReason()
	}
	if t.names(a.Reason) {
		return invalid("names", "Leave names out of the reason: it stays when all else has gone.")
	}
	if t.tier(t.m.Facts) == conversation.R1 && !t.handled(t.m.Facts) {
		return invalid("not_in_hand", "This cannot be erased now: somebody may be in danger, and nobody has it in hand.")
	}
	if openSince(t.alerts(t.m.Facts)) != nil {
		return invalid("alert_open", "This cannot be erased now: nobody has acknowledged an alert.")
	}
	going, err := t.going(a.Conversation)
	if err != nil {
		return err
	}
	second, waits, err := t.twoToErase(a)
	if waits || err != nil {
		return err
	}
	t.Erasing = &Erasing{
		Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Name: t.m.By.Name, Second: second, Why: a.Reason,
		Whole: a.Conversation == "", Conversations: going, Heard: lastHeard(t.m.Facts), Tally: t.Tally(t.m.Facts, t.m.Rules, t.m.At),
	}
	t.EraseAsked, t.entry.Why, t.entry.Conversation = nil, a.Reason, a.Conversation
	return nil
}

// going are the conversations that are to be erased.
func (t *turn) going(named string) ([]string, error) {
	all := t.confidences()
	switch {
	case named == "":
		return slices.DeleteFunc(all, func(id string) bool { return id == EnteredHere }), nil
	case named == EnteredHere:
		return nil, invalid("whole_case", "What came another way is part of the case itself. Erase the whole case.")
	case !slices.Contains(all, named):
		return nil, noSuchConversation()
	case len(all) == 1:
		return nil, invalid("whole_case", "Nobody else has told of this. Erase the whole case.")
	}
	return []string{named}, nil
}

// twoToErase gives who has asked for it before, where two are needed, or says that it has to wait for a second person. A
// wish is void once it is for something else, or more was said.
func (t *turn) twoToErase(a Erase) (asked string, waits bool, err error) {
	if !t.tookDanger() && len(t.Referrals) == 0 && t.Held == nil {
		return "", false, nil
	}
	was := t.EraseAsked
	if was == nil || was.Conversation != a.Conversation || t.seen(was.Heard) != nil {
		t.EraseAsked = &EraseAsked{
			Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, ID: t.m.By.ID, Conversation: a.Conversation, Why: a.Reason,
			Heard: lastHeard(t.m.Facts),
		}
		t.answer.Waiting = true
		return "", true, nil
	}
	if was.ID == t.m.By.ID {
		return "", false, t.conflict("second_person", "You have asked for this already. A second person must agree.")
	}
	return was.By, false, nil
}

// tookDanger reports whether anything in it was ever R1, R2 or R3, whatever somebody made of it later.
func (t *turn) tookDanger() bool {
	danger := func(tier conversation.Tier) bool { return tier != "" && tier.Before(conversation.PlannedChange) }
	if danger(t.tier(t.m.Facts)) || professional(t.m.Facts) {
		return true
	}
	return slices.ContainsFunc(t.m.Facts, func(f conversation.Facts) bool {
		return danger(f.Tier) || len(f.Alerts) > 0 ||
			slices.ContainsFunc(f.Urgent, func(u conversation.Urgent) bool { return danger(u.Tier) })
	})
}

// names reports whether a text holds a name that stands on the case, written as a name.
func (t *turn) names(text string) bool {
	var known []string
	for _, f := range t.m.Facts {
		known = append(append(known, f.Name, f.ChildName), f.Mentioned...)
	}
	if e := t.Entered; e != nil {
		known = append(append(known, e.SubmittedBy.Name), e.Mentioned...)
		for _, y := range e.YoungPeople {
			known = append(known, y.Name)
		}
	}
	for _, m := range t.Meant {
		known = append(known, m.Name)
	}
	known = nameParts(strings.Join(known, " "))
	words := append(strings.Fields(text), strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })...) // "O'Brien", and "Jade's"
	return slices.ContainsFunc(words, func(word string) bool {
		return word != strings.ToLower(word) && slices.ContainsFunc(nameParts(word), func(part string) bool {
			return len(part) > 1 && slices.Contains(known, part)
		})
	})
}

func lastHeard(facts []conversation.Facts) map[string]int {
	last := make(map[string]int, len(facts))
	for _, f := range facts {
		last[f.Conversation] = f.LastHeard
	}
	return last
}
