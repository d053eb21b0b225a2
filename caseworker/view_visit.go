package caseworker

import (
	"time"

	"sayso/conversation"
)

type (
	// ViewVisit is a visit with what the person said to it.
	ViewVisit struct {
		ID           string    `json:"id"`
		Conversation *string   `json:"conversation"`
		State        string    `json:"state"`
		At           time.Time `json:"at"`
		Until        time.Time `json:"until"`
		Place        string    `json:"place"`
		With         string    `json:"with"`
		Sorted       *string   `json:"sorted"` // as staff recorded it, or else as they answered
		Note         string    `json:"note"`
		Open         bool      `json:"open"`           // it can be moved, and nobody has said yet what came of it
		Followed     bool      `json:"followed"`       // they said no to it, and another was booked with them since
		Meant        bool      `json:"could_be_meant"` // it is still to come, and whoever comes could be whom they complain of or named

		Recorded *string       `json:"sorted_recorded"` // by staff
		Answer   *ViewSorted   `json:"sorted_said"`     // by them
		Answers  []ViewToVisit `json:"answers"`         // what they said to its day as it is booked now, oldest first
	}
	// ViewSorted is their own answer to "is it sorted?".
	ViewSorted struct {
		Value *string `json:"value"` // yes, partly, no, formal; null where the words do not tell
		ViewSaid
	}
	// ViewToVisit is what they said to a visit's day.
	ViewToVisit struct {
		Yes bool `json:"yes"`
		ViewSaid
	}
)

func (c Case) viewVisits(facts []conversation.Facts) []ViewVisit {
	all := []ViewVisit{}
	for _, v := range c.Visits {
		shown := ViewVisit{
			ID: v.ID, Conversation: nothing(v.Conversation), State: v.answered(facts), At: v.At, Until: v.Until,
			Place: v.Place, With: v.With, Sorted: v.Sorted, Note: v.Note, Recorded: v.Sorted, Answers: []ViewToVisit{},
			Followed: c.followed(v, facts),
		}
		shown.Open = v.State == "booked" && !shown.Followed
		for _, a := range v.answers(facts) {
			shown.Answers = append(shown.Answers, ViewToVisit{a.Yes, ViewSaid{Words: a.Words, Seq: a.Seq, At: a.At}})
		}
		if a, ok := v.sorted(facts); ok {
			shown.Answer = &ViewSorted{nothing(a.Value), ViewSaid{Words: a.Words, Seq: a.Seq, At: a.At}}
			if shown.Sorted == nil {
				shown.Sorted = shown.Answer.Value
			}
		}
		all = append(all, shown)
	}
	return all
}
