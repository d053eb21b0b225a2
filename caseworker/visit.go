package caseworker

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"sayso/conversation"
)

// Visit is a meeting with whoever spoke in one conversation; the others never hear of it.
type Visit struct {
	ID           string    `json:"id"`
	Conversation string    `json:"conversation"` // "" where the case came another way
	State        string    `json:"state"`        // booked, done, missed, refused; confirmed is the person's to say
	BookedAt     time.Time `json:"booked_at"`    // or moved: what was answered before is about another day
	At           time.Time `json:"at"`
	Until        time.Time `json:"until"`
	Place        string    `json:"place"`
	With         string    `json:"with"` // who comes
	Sorted       *string   `json:"sorted"`
	Note         string    `json:"note,omitempty"`
}

// What the text that tells of a visit has room for, in characters. Whatever is longer would reach a
// young person cut short: half an address.
const (
	LongestPlace = 30
	LongestWith  = 20
)

type (
	// BookVisit books a visit, or moves the one with this id.
	BookVisit struct {
		Version      int       `json:"version"`
		ID           string    `json:"id"`           // of the visit to move; left out for a new one
		Conversation string    `json:"conversation"` // may be left out where there is one
		At           time.Time `json:"at"`
		Until        time.Time `json:"until"`
		Place        string    `json:"place"`
		With         string    `json:"with"`
	}
	// VisitOutcome says what became of a visit.
	VisitOutcome struct {
		Version int      `json:"version"`
		ID      string   `json:"-"`      // stands in the path
		State   string   `json:"state"`  // done, missed, refused
		Sorted  string   `json:"sorted"` // in their own words' sense: yes, partly, no, formal; only of a visit done
		Note    string   `json:"note"`
		DrawsOn []string `json:"draws_on"`
	}
)

func (a BookVisit) Terms() Terms {
	return Terms{Name: "visits", Needs: MayWork, Versioned: true, Version: a.Version}
}

func (a BookVisit) do(t *turn) error {
	if a.At.IsZero() || !a.Until.After(a.At) {
		return invalid("when", "Say when the visit begins and when it ends.")
	}
	place, with := strings.TrimSpace(a.Place), strings.TrimSpace(a.With)
	if place == "" || with == "" {
		return invalid("where", "Say where you meet and who comes.")
	}
	if utf8.RuneCountInString(place) > LongestPlace || utf8.RuneCountInString(with) > LongestWith {
		return invalid("too_long", fmt.Sprintf(
			"It must fit in one text: where you meet in %d characters, who comes in %d. Write the rest in a message.", LongestPlace, LongestWith))
	}
	v := Visit{ID: a.ID, State: "booked", BookedAt: t.m.At, At: a.At, Until: a.Until, Place: place, With: with}
	at := len(t.Visits)
	if a.ID == "" {
		v.ID = fmt.Sprintf("v%d", len(t.Visits)+1)
	} else if at = t.visit(a.ID); at < 0 {
		return noSuchVisit()
	}
	if len(t.Conversations) > 0 {
		f, err := t.confidence(a.Conversation)
		if err != nil {
			return err
		}
		v.Conversation = f.Conversation
	}
	if at == len(t.Visits) {
		t.Visits = append(t.Visits, v)
	} else if old := t.Visits[at]; old.Conversation != v.Conversation {
		return invalid("which_confidence", "This visit was booked with somebody else. Book a new one.")
	} else if old.State != "booked" {
		return invalid("visit_over", "This visit is over. Book a new one.")
	} else {
		t.Visits[at] = v
	}
	t.answer.Visit = v.ID
	if v.Conversation != "" {
		t.tell(v.Conversation, conversation.VisitBooked{
			Effect: t.effect(v.Conversation), ID: v.ID, At: v.At, Until: v.Until, Place: v.Place, With: v.With,
		})
	}
	return nil
}

func (a VisitOutcome) Terms() Terms {
	return Terms{
		Name: "visits/outcome", Needs: MayWork, Versioned: true, Version: a.Version, Why: a.Note, DrawsOn: a.DrawsOn,
	}
}

func (a VisitOutcome) do(t *turn) error {
	if !slices.Contains([]string{"done", "missed", "refused"}, a.State) {
		return invalid("state", "Say whether the visit was done, missed or refused.")
	}
	if a.Sorted != "" && (a.State != "done" || !slices.Contains([]string{"yes", "partly", "no", "formal"}, a.Sorted)) {
		return invalid("sorted", "After a visit that was done, say whether it is sorted: yes, partly, no or formal.")
	}
	at := t.visit(a.ID)
	if at < 0 {
		return noSuchVisit()
	}
	v := &t.Visits[at]
	v.State, v.Note, v.Sorted = a.State, a.Note, nil
	if a.Sorted != "" {
		v.Sorted = &a.Sorted
	}
	t.entry.Conversation = v.Conversation
	if v.Conversation != "" {
		t.tell(v.Conversation, conversation.VisitOver{ID: v.ID, State: v.State})
	}
	return nil
}

func (c Case) visit(id string) int {
	return slices.IndexFunc(c.Visits, func(v Visit) bool { return v.ID == id })
}

func noSuchVisit() Refusal {
	return Refusal{Kind: NotFound, Code: "no_such_visit", Words: "There is no such visit on this case."}
}

// answered is a visit's state with what the person last said to its day.
func (v Visit) answered(facts []conversation.Facts) string {
	state := v.State
	if state != "booked" {
		return state
	}
	for _, f := range facts {
		for _, a := range f.VisitAnswers {
			if f.Conversation != v.Conversation || a.Visit != v.ID || a.At.Before(v.BookedAt) {
				continue
			}
			if state = "refused"; a.Yes {
				state = "confirmed"
			}
		}
	}
	return state
}

// nextVisit is the visit that is still to be accounted for and ends first. One that the person has
// said no to is named only where there is no other: it will not take place, but somebody must see it.
func (c Case) nextVisit(facts []conversation.Facts) (next Visit, ok bool) {
	for _, v := range c.Visits {
		if v.State != "booked" {
			continue
		}
		v.State = v.answered(facts)
		sooner := v.Until.Before(next.Until)
		if no, was := v.State == "refused", next.State == "refused"; no != was {
			sooner = was
		}
		if !ok || sooner {
			next, ok = v, true
		}
	}
	return next, ok
}
