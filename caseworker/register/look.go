package register

import (
	"context"
	"errors"
	"fmt"

	json "github.com/go-json-experiment/json/v1"

	"sayso/caseworker"
	"sayso/conversation"
)

// Get shows a case with all its words. Every look is an audit line, refused ones too.
func (r *Register) Get(ctx context.Context, reference string, by caseworker.Staff) (caseworker.View, error) {
	v, _, err := r.GetNew(ctx, reference, by, "")
	return v, err
}

// GetNew is Get for a page that keeps itself up to date: it gives a mark of what it shows, and takes
// that of what the page shows already. Where they are the same it shows nothing and writes nothing
// down: an audit full of looks at nothing new would hide the others.
func (r *Register) GetNew(ctx context.Context, reference string, by caseworker.Staff, shown string) (caseworker.View, string, error) {
	line := r.line(by, "view", reference)
	if !by.May(caseworker.MayView) {
		return caseworker.View{}, "", r.mayNot(ctx, line, caseworker.MayView)
	}
	v, err := r.view(ctx, by, reference, line)
	if err != nil {
		return caseworker.View{}, "", err
	}
	mark, err := r.mark(by, v)
	if err != nil || mark == shown {
		return caseworker.View{}, mark, err
	}
	line.reference = v.Reference // it may have been asked for by another case's that was joined to it
	if err := r.looked(ctx, line); err != nil {
		return caseworker.View{}, "", err
	}
	return v, mark, nil
}

// mark tells what somebody is shown from what they were shown before.
func (r *Register) mark(by caseworker.Staff, what any) (string, error) {
	plain, err := json.Marshal(what)
	if err != nil {
		return "", fmt.Errorf("mark what is shown: %w", err)
	}
	return r.seals.Hash("case shown", by.ID+"\n"+string(plain)), nil
}

// view brings a case together as it stands this moment. For whom it is kept from there is no such
// case; that they asked is written down.
func (r *Register) view(ctx context.Context, by caseworker.Staff, reference string, line *auditLine) (caseworker.View, error) {
	h, err := r.asItStands(ctx, reference)
	if err != nil {
		return caseworker.View{}, err
	}
	if err := r.keptFrom(ctx, h, by, line); err != nil {
		return caseworker.View{}, err
	}
	transcripts := make(map[string][]conversation.Line, len(h.facts))
	for _, f := range h.facts {
		lines, err := r.talks.Transcript(ctx, f.Conversation, 0)
		if err != nil && !erased(err) {
			return caseworker.View{}, fmt.Errorf("transcript of conversation %s: %w", f.Conversation, err)
		}
		transcripts[f.Conversation] = lines
	}
	v := h.c.View(h.facts, transcripts, r.config.Rules, r.now())
	return v, errors.Join(r.link(ctx, by, &v), r.calls(ctx, v.Alerts))
}

// Denied writes down that a door turned somebody away, and gives the refusal. what names the act.
func (r *Register) Denied(ctx context.Context, by caseworker.Staff, what, reference string, p caseworker.Permission) error {
	return r.mayNot(ctx, r.line(by, what, reference), p)
}

// mayNot writes down that somebody without the permission asked, and gives the refusal.
func (r *Register) mayNot(ctx context.Context, line *auditLine, p caseworker.Permission) error {
	refusal := caseworker.MayNot(p)
	line.refused = refusal.Code
	if err := r.looked(ctx, line); err != nil {
		return errors.Join(refusal, err)
	}
	return refusal
}
