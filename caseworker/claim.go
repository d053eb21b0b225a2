package caseworker

import (
	"time"

	"sayso/conversation"
)

// Owner is who looks after a case: the named person whom the young person is told.
type Owner struct {
	ID    string    `json:"id"`
	Email string    `json:"email"`
	Name  string    `json:"name"`
	Role  Role      `json:"role,omitempty"` // role, job and team as they were when they took it
	Job   Job       `json:"job,omitempty"`
	Team  string    `json:"team,omitempty"`
	Since time.Time `json:"since"`
	// Until is when the lease ends that the owner's acts renew. After it the owner keeps the case
	// until somebody else claims it: a child was told this name.
	Until time.Time `json:"until"`
}

func (o Owner) staff() Staff {
	return Staff{ID: o.ID, Email: o.Email, Name: o.Name, Role: o.Role, Job: o.Job, Team: o.Team}
}

type (
	// Claim makes the asker the owner. Possible in every state but closed.
	Claim struct {
		Version int `json:"version"`
	}
	// Release puts the case back to waiting.
	Release struct {
		Version int `json:"version"`
	}
	// HandOver makes somebody else the owner.
	HandOver struct {
		Version int      `json:"version"`
		To      string   `json:"to"` // e-mail
		Note    string   `json:"note"`
		DrawsOn []string `json:"draws_on"`
	}
)

func (a Claim) Terms() Terms {
	return Terms{Name: "claim", Needs: MayWork, Versioned: true, Version: a.Version}
}

func (a Claim) do(t *turn) error {
	t.own(t.m.By)
	return nil
}

func (a Release) Terms() Terms {
	return Terms{Name: "release", Needs: MayWork, Versioned: true, Version: a.Version}
}

func (a Release) do(t *turn) error {
	if t.Owner == nil {
		return t.conflict("not_claimed", "Nobody has claimed this case.")
	}
	if err := t.mineOrMayTakeOver(); err != nil {
		return err
	}
	t.Owner, t.Released = nil, true
	t.tellAll(conversation.CaseReleased{})
	return nil
}

func (a HandOver) Terms() Terms {
	return Terms{Name: "hand_over", Needs: MayWork, Versioned: true, Version: a.Version, Why: a.Note, DrawsOn: a.DrawsOn}
}

func (a HandOver) do(t *turn) error {
	if err := t.mineOrMayTakeOver(); err != nil {
		return err
	}
	if t.m.To.ID == "" || t.m.To.Machine || !t.m.To.May(MayWork) {
		return invalid("no_such_colleague", "There is nobody with that e-mail address who can take a case.")
	}
	if t.Keeping(t.m.Facts, t.m.Rules).From(t.m.To) {
		return invalid("kept_from", "They cannot take this case. Ask a manager who can.")
	}
	t.own(t.m.To)
	return nil
}

// free refuses a claim while somebody else's lease runs.
func (t *turn) free() error {
	o := t.Owner
	if o == nil || o.ID == t.m.By.ID || !t.m.At.Before(o.Until) || t.Closed != nil {
		return nil
	}
	return Refusal{
		Kind: Conflict, Code: "claimed", Words: o.Name + " has this case.",
		By: o.Email, At: o.Since, Version: t.Version,
	}
}

func (t *turn) mineOrMayTakeOver() error {
	if t.Owner != nil && t.Owner.ID != t.m.By.ID && !t.m.By.May(MayTakeOver) {
		return MayNot(MayTakeOver)
	}
	return nil
}

// own makes s the owner and lets everybody who spoke know the name.
func (t *turn) own(s Staff) {
	since := t.m.At
	if t.Owner != nil && t.Owner.ID == s.ID {
		since = t.Owner.Since
	}
	t.Owner = &Owner{ID: s.ID, Email: s.Email, Name: s.Name, Role: s.Role, Job: s.Job, Team: s.Team, Since: since, Until: t.m.At.Add(t.m.Rules.Lease)}
	t.Released = false
	t.tellAll(conversation.CaseClaimed{Name: firstName(s)})
}

// renewLease: whoever works on a case keeps it.
func (t *turn) renewLease() {
	if t.Owner == nil || t.Owner.ID != t.m.By.ID {
		return
	}
	renewed := *t.Owner
	renewed.Until = t.m.At.Add(t.m.Rules.Lease)
	t.Owner = &renewed
}
