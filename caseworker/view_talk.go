package caseworker

import (
	"time"

	"sayso/conversation"
)

type (
	// ViewTalk is one conversation: one confidence.
	ViewTalk struct {
		ID            string                 `json:"id"`
		Who           string                 `json:"who"`
		Contacts      []conversation.Contact `json:"contacts"`
		WantedOutcome string                 `json:"wanted_outcome"`
		Advocate      *string                `json:"advocate"`
		Avoid         string                 `json:"avoid"`
		Meeting       ViewMeeting            `json:"meeting"`
		Transcript    []ViewLine             `json:"transcript"`

		// Beyond what every asker needs: for the page on which a visit is prepared.
		Name          string             `json:"name"`
		SafeNow       *string            `json:"safe_now"`
		WhereNow      string             `json:"where_now"`
		PlannedChange string             `json:"planned_change"`
		Missing       []conversation.Ask `json:"missing"` // not answered when it was handed over
		LeftByExit    bool               `json:"left_by_exit"`
		Blocked       []ViewBlocked      `json:"blocked"`
		LastHeard     int                `json:"last_heard"`   // what "seen" must reach before an act concludes
		CannotWrite   *string            `json:"cannot_write"` // why nothing may be written to them, as in a Row
	}
	// ViewMeeting is where and when it is good to meet, as they said it.
	ViewMeeting struct {
		Where string `json:"where"`
		When  string `json:"when"`
	}
	// ViewBlocked is words of staff that did not go out, and why.
	ViewBlocked struct {
		Effect string `json:"effect"`
		Reason string `json:"reason"`
	}
	// ViewLine is one line of a transcript.
	ViewLine struct {
		Seq      int                  `json:"seq"`
		From     string               `json:"from"` // young_person, relative, unknown, sayso, caseworker
		At       time.Time            `json:"at"`
		Text     string               `json:"text"`
		Effect   *string              `json:"effect"`
		Delivery *string              `json:"delivery"`
		Name     string               `json:"name,omitempty"` // the caseworker's first name
		Channel  conversation.Channel `json:"channel"`
		Late     bool                 `json:"late,omitempty"`
	}
)

func viewTalks(facts []conversation.Facts, transcripts map[string][]conversation.Line) []ViewTalk {
	all := []ViewTalk{}
	for _, f := range facts {
		v := ViewTalk{
			ID: f.Conversation, Who: who(f), Contacts: list(f.Contacts), WantedOutcome: f.WantedOutcome,
			Advocate: nothing(f.Advocate), Avoid: f.Avoid, Meeting: ViewMeeting{Where: f.VisitWhere, When: f.VisitWhen},
			Transcript: []ViewLine{}, Name: f.Name, SafeNow: nothing(f.SafeNow), WhereNow: f.WhereNow,
			PlannedChange: f.PlannedChange, Missing: list(f.Missing), LeftByExit: f.LeftByExit,
			Blocked: []ViewBlocked{}, LastHeard: f.LastHeard, CannotWrite: nothing(blocked(f)),
		}
		for _, b := range f.BlockedSays {
			v.Blocked = append(v.Blocked, ViewBlocked{Effect: b.Effect, Reason: b.Reason})
		}
		for _, l := range transcripts[f.Conversation] {
			v.Transcript = append(v.Transcript, ViewLine{
				Seq: l.Seq, From: from(l, f), At: l.At, Text: l.Text, Effect: nothing(l.Effect),
				Delivery: nothing(l.Delivery), Name: l.Name, Channel: l.Channel, Late: l.Late,
			})
		}
		all = append(all, v)
	}
	return all
}

// from is whose line it is, for staff: what the person is to the young person is known by now.
func from(l conversation.Line, f conversation.Facts) string {
	if l.From != conversation.FromPerson {
		return l.From
	}
	switch f.Who {
	case conversation.YoungPerson:
		return "young_person"
	case conversation.OnBehalf:
		return "relative"
	}
	return conversation.Unknown
}
