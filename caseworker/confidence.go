package caseworker

import (
	"slices"

	"sayso/conversation"
)

// EnteredHere names the confidence of what staff took in from another door: there is no
// conversation whose id could name it.
const EnteredHere = "entered"

// confidences are all who told of this, each apart from the others: the conversations by their ids,
// and EnteredHere where somebody came another way.
func (c Case) confidences() []string {
	all := slices.Clone(c.Conversations)
	if c.Entered != nil {
		all = append(all, EnteredHere)
	}
	return all
}

// confidences are those that an act can be made in: nobody is left behind an erased conversation.
func (t *turn) confidences() []string {
	return slices.DeleteFunc(t.Case.confidences(), func(id string) bool {
		return id != EnteredHere && !slices.ContainsFunc(t.m.Facts, func(f conversation.Facts) bool { return f.Conversation == id })
	})
}

// first is the confidence of the first contact: a conversation's id, or "" for what came another way.
func (c Case) first(facts []conversation.Facts) string {
	switch {
	case c.enteredFirst(facts):
		return ""
	case len(facts) > 0:
		return facts[0].Conversation
	case len(c.Conversations) > 0:
		return c.Conversations[0]
	}
	return ""
}

func (c Case) enteredFirst(facts []conversation.Facts) bool {
	return c.Entered != nil && (len(facts) == 0 || !facts[0].Received.Before(c.Entered.Received))
}

// draws: staff's own words say whose confidence is in them, unless there is only one.
func (t *turn) draws(on []string) error {
	all := t.confidences()
	if len(on) == 0 && len(all) > 1 {
		return whichConfidence()
	}
	for _, named := range on {
		if !slices.Contains(all, named) {
			return noSuchConversation()
		}
	}
	return nil
}

// in is the confidence that an act is made in: a conversation's id, or "" for what came another way.
// It may be left unnamed where there is one.
func (t *turn) in(named string) (string, error) {
	all := t.confidences()
	if named == "" {
		switch len(all) {
		case 0:
			return "", nil
		case 1:
			named = all[0]
		default:
			return "", whichConfidence()
		}
	}
	switch {
	case !slices.Contains(all, named):
		return "", noSuchConversation()
	case named == EnteredHere:
		return "", nil
	}
	t.entry.Conversation = named
	return named, nil
}

// speaker is in for an act that needs somebody whom Sayso can reach.
func (t *turn) speaker(named string) (conversation.Facts, error) {
	named, err := t.in(named)
	if err != nil {
		return conversation.Facts{}, err
	}
	for _, f := range t.m.Facts {
		if f.Conversation == named {
			return f, nil
		}
	}
	return conversation.Facts{}, invalid("no_conversation", "Nobody can be told: this came another way. Ring or write instead.")
}

func whichConfidence() Refusal {
	return invalid("which_confidence", "More than one person has spoken about this. Say whose conversation this is from.")
}

func noSuchConversation() Refusal {
	return invalid("no_such_conversation", "That conversation is not part of this case.")
}
