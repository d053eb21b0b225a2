package caseworker

import (
	"slices"
	"strings"
)

// Standing is whether somebody who complains may, by a named human's decision. Each who told has a
// standing of their own: a young person's right is not a relative's.
type Standing struct {
	Conversation string `json:"conversation,omitempty"` // whose; "" for what came another way
	Ground       string `json:"ground"`
	Decision     string `json:"decision"` // pending, accepted, refused
	Stamp
	Why string `json:"why,omitempty"`
}

// Grounds lists what standing can rest on (Children Act 1989 s24D, s26(3)).
func Grounds() []string {
	return []string{
		"own_right", "parental_responsibility", "foster_parent", "care_leaver", "sufficient_interest", "representative",
	}
}

// SetStanding decides on the standing of one who told.
type SetStanding struct {
	Version      int      `json:"version"`
	Conversation string   `json:"conversation"` // may be left out where there is one
	Ground       string   `json:"ground"`
	Decision     string   `json:"decision"`
	Reason       string   `json:"reason"`
	DrawsOn      []string `json:"draws_on"`
}

func (a SetStanding) Terms() Terms {
	return Terms{
		Name: "standing", Needs: MayJudge, Versioned: true, Version: a.Version, Why: a.Reason, DrawsOn: a.DrawsOn,
	}
}

func (a SetStanding) do(t *turn) error {
	if !slices.Contains(Grounds(), a.Ground) {
		return invalid("ground", "There is no such ground. Use "+strings.Join(Grounds(), ", ")+".")
	}
	switch a.Decision {
	case "pending":
	case "accepted", "refused":
		if strings.TrimSpace(a.Reason) == "" {
			return needsReason()
		}
	default:
		return invalid("decision", "Say pending, accepted or refused.")
	}
	whose, err := t.in(a.Conversation)
	if err != nil {
		return err
	}
	decided := Standing{
		Conversation: whose, Ground: a.Ground, Decision: a.Decision, Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Why: a.Reason,
	}
	if at := t.standing(whose); at >= 0 {
		t.Standings[at] = decided
	} else {
		t.Standings = append(t.Standings, decided)
	}
	return nil
}

func (c Case) standing(whose string) int {
	return slices.IndexFunc(c.Standings, func(s Standing) bool { return s.Conversation == whose })
}

// viewStanding is the decision on somebody's standing, pending where nobody has decided.
func (c Case) viewStanding(whose string) ViewStanding {
	at := c.standing(whose)
	if at < 0 {
		return ViewStanding{Decision: "pending"}
	}
	s := c.Standings[at]
	return ViewStanding{Ground: &s.Ground, Decision: s.Decision, By: &s.By}
}
