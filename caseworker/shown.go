package caseworker

import (
	"fmt"
	"strings"
	"time"
)

// longestShown is how long each half of what is shown to everybody may be, in characters.
const longestShown = 300

type (
	// Shown is a change as everybody is told of it: you said, we did.
	Shown struct {
		Stamp
		ID      string `json:"id"` // its name among all that are shown; a joined case keeps it
		YouSaid string `json:"you_said"`
		WeDid   string `json:"we_did"`
		Down    bool   `json:"down,omitempty"` // it was taken down again
	}
	// Change is what everybody is told. It says nothing of whose complaint it was.
	Change struct {
		At      time.Time `json:"at"`
		YouSaid string    `json:"you_said"`
		WeDid   string    `json:"we_did"`
	}
	// ShowLearning tells everybody of a change that was made. Showing it again replaces the words.
	ShowLearning struct {
		Version int    `json:"version"`
		Number  int    `json:"-"` // stands in the path
		YouSaid string `json:"you_said"`
		WeDid   string `json:"we_did"`
	}
	// HideLearning takes that down.
	HideLearning struct {
		Version int `json:"version"`
		Number  int `json:"-"`
	}
)

func (a ShowLearning) Terms() Terms {
	return Terms{Name: "learning/show", Needs: MayReport, Versioned: true, Version: a.Version, OnClosed: true}
}

func (a ShowLearning) do(t *turn) error {
	l, err := t.change(a.Number)
	if err != nil {
		return err
	}
	if l.Ended == nil || !l.Ended.Done {
		return invalid("not_done", "Only a change that was made can be shown. Say first that it is done.")
	}
	said, did := strings.TrimSpace(a.YouSaid), strings.TrimSpace(a.WeDid)
	for _, text := range []string{said, did} {
		if n := len([]rune(text)); n == 0 || n > longestShown {
			return invalid("words", fmt.Sprintf("Say what was said and what was done, each in %d characters at most.", longestShown))
		}
		if t.names(text) {
			return invalid("names", "A name of this case is in it. Everybody can read this: write it so that nobody knows who said it.")
		}
	}
	shown := Shown{Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, ID: fmt.Sprintf("%s/%d", t.Reference, l.Number), YouSaid: said, WeDid: did}
	if l.Shown != nil {
		shown.ID = l.Shown.ID
	}
	l.Shown, t.entry.Why = &shown, did
	return nil
}

func (a HideLearning) Terms() Terms {
	return Terms{Name: "learning/hide", Needs: MayReport, Versioned: true, Version: a.Version, OnClosed: true}
}

func (a HideLearning) do(t *turn) error {
	l, err := t.change(a.Number)
	if err != nil {
		return err
	}
	if l.Shown == nil || l.Shown.Down {
		return t.conflict("not_shown", "It is not shown.")
	}
	down := *l.Shown
	down.Down = true
	l.Shown = &down
	return nil
}

// change is one of those of this case, to be worked on.
func (t *turn) change(number int) (*Learning, error) {
	if number < 1 || number > len(t.Learning) {
		return nil, Refusal{Kind: NotFound, Code: "no_such_learning", Words: "There is no such change on this case."}
	}
	return &t.Learning[number-1], nil
}
