package caseworker

import "strings"

// Held is that nothing of a case may go: somebody needs it, such as a court or an inquiry.
type Held struct {
	Stamp
	Why string `json:"why"`
}

type (
	// Hold keeps a case from being erased by one person, and from going when its time is over.
	Hold struct {
		Version int      `json:"version"`
		Reason  string   `json:"reason"`
		DrawsOn []string `json:"draws_on"`
	}
	// LiftHold ends that.
	LiftHold struct {
		Version int      `json:"version"`
		Reason  string   `json:"reason"`
		DrawsOn []string `json:"draws_on"`
	}
)

func (a Hold) Terms() Terms {
	return Terms{Name: "hold", Needs: MayHold, Versioned: true, Version: a.Version, Why: a.Reason, DrawsOn: a.DrawsOn, OnClosed: true}
}

func (a Hold) do(t *turn) error {
	if strings.TrimSpace(a.Reason) == "" {
		return needsReason()
	}
	t.Held = &Held{Stamp: Stamp{By: mark(t.m.By), At: t.m.At}, Why: a.Reason}
	t.EraseAsked = nil // it was asked for before somebody needed it
	return nil
}

func (a LiftHold) Terms() Terms {
	return Terms{Name: "lift_hold", Needs: MayHold, Versioned: true, Version: a.Version, Why: a.Reason, DrawsOn: a.DrawsOn, OnClosed: true}
}

func (a LiftHold) do(t *turn) error {
	if strings.TrimSpace(a.Reason) == "" {
		return needsReason()
	}
	if t.Held == nil {
		return t.conflict("not_held", "This case is not on hold.")
	}
	t.Held = nil
	return nil
}
