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
	ID           string    `json:"id"`             // on the case
	Told         string    `json:"told,omitempty"` // its id in the conversation, where that is another one
	Conversation string    `json:"conversation"`   // "" with somebody who came another way
	State        string    `json:"state"`          // booked, done, missed, refused; confirmed is the person's to say
	BookedAt     time.Time `json:"booked_at"`      // or moved: what was answered before is about another day
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
	if t.Keeping(t.m.Facts, t.m.Rules).Comes(with) {
		return invalid("kept_from", "Somebody of that name was complained of or named. Say first who is meant, or send somebody else.")
	}
	whose, err := t.in(a.Conversation)
	if err != nil {
		return err
	}
	v := Visit{
		ID: a.ID, Conversation: whose, State: "booked", BookedAt: t.m.At, At: a.At, Until: a.Until, Place: place, With: with,
	}
	if a.ID == "" {
		v.ID = t.nextVisitID()
		t.Visits = append(t.Visits, v)
	} else if err := t.move(v); err != nil {
		return err
	}
	t.answer.Visit = v.ID
	if whose != "" {
		v = t.Visits[t.visit(v.ID)]
		t.tell(whose, conversation.VisitBooked{
			Effect: t.effect(whose), ID: v.told(), At: v.At, Until: v.Until, Place: v.Place, With: v.With,
		})
	}
	return nil
}

// move puts a visit that was booked anew in place of what it was.
func (t *turn) move(to Visit) error {
	at := t.visit(to.ID)
	if at < 0 {
		return noSuchVisit()
	}
	switch old := t.Visits[at]; {
	case old.Conversation != to.Conversation:
		return invalid("which_confidence", "This visit was booked with somebody else. Book a new one.")
	case old.State != "booked":
		return invalid("visit_over", "This visit is over. Book a new one.")
	default:
		to.Told = old.Told
		t.Visits[at] = to
		return nil
	}
}

// nextVisitID is new to the case and to each of its conversations: no visit was ever told of by a
// higher number than there are visits.
func (c Case) nextVisitID() string { return fmt.Sprintf("v%d", len(c.Visits)+1) }

// told is the visit's id in its conversation.
func (v Visit) told() string {
	if v.Told != "" {
		return v.Told
	}
	return v.ID
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
	// It may have taken place before its time, so the rule takes the word of whoever was there. The page
	// offers it only once the time has come: they are asked at once whether it is sorted.
	v.State, v.Note, v.Sorted = a.State, a.Note, nil
	if a.Sorted != "" {
		v.Sorted = &a.Sorted
	}
	t.entry.Conversation = v.Conversation
	if v.Conversation != "" {
		t.tell(v.Conversation, conversation.VisitOver{ID: v.told(), State: v.State})
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
	for _, a := range v.answers(facts) {
		if state = "refused"; a.Yes {
			state = "confirmed"
		}
	}
	return state
}

// answers are what the person said to the visit's day as it is booked now.
func (v Visit) answers(facts []conversation.Facts) (to []conversation.VisitAnswer) {
	for _, f := range facts {
		for _, a := range f.VisitAnswers {
			if f.Conversation == v.Conversation && a.Visit == v.told() && !a.At.Before(v.BookedAt) {
				to = append(to, a)
			}
		}
	}
	return to
}

// sorted is what the person last answered when they were asked whether it is sorted.
func (v Visit) sorted(facts []conversation.Facts) (said conversation.VisitSorted, ok bool) {
	for _, f := range facts {
		for _, a := range f.VisitsSorted {
			if f.Conversation == v.Conversation && a.Visit == v.told() {
				said, ok = a, true
			}
		}
	}
	return said, ok
}

// followed reports whether a visit that will not take place is done with: they said no to it, and
// another was booked with them since.
func (c Case) followed(v Visit, facts []conversation.Facts) bool {
	return v.answered(facts) == "refused" && slices.ContainsFunc(c.Visits, func(other Visit) bool {
		return other.Conversation == v.Conversation && other.BookedAt.After(v.BookedAt)
	})
}

// nextVisit is the visit that is still to be accounted for and ends first. One that the person has
// said no to is named only where there is no other: it will not take place, but somebody must see it.
func (c Case) nextVisit(facts []conversation.Facts) (next Visit, ok bool) {
	for _, v := range c.Visits {
		if v.State != "booked" || c.followed(v, facts) {
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
