package caseworker

import (
	"strings"
	"time"

	"sayso/conversation"
)

// longestMute is for how many days at most somebody is answered no more. Then a manager looks again.
const longestMute = 31

type (
	// Mute has the service answer somebody no more by itself until a day. Every message of theirs is kept, screened and
	// read as before, and danger is answered.
	Mute struct {
		Version      int      `json:"version"`
		Conversation string   `json:"conversation"` // may be left out where there is one
		Until        Date     `json:"until"`        // the day on which they are answered again
		Reason       string   `json:"reason"`
		DrawsOn      []string `json:"draws_on"`
	}
	// Unmute ends that at once.
	Unmute struct {
		Version      int      `json:"version"`
		Conversation string   `json:"conversation"`
		Reason       string   `json:"reason"`
		DrawsOn      []string `json:"draws_on"`
	}
)

func (a Mute) Terms() Terms {
	return Terms{Name: "mute", Needs: MayMute, Versioned: true, Version: a.Version, Why: a.Reason, DrawsOn: a.DrawsOn, OnClosed: true}
}

func (a Mute) do(t *turn) error {
	rules := t.m.Rules
	today := rules.Day(t.m.At)
	switch {
	case strings.TrimSpace(a.Reason) == "":
		return needsReason()
	case !today.Before(a.Until):
		return invalid("until", "Name the day on which they are answered again. It must be later than today.")
	case today.AddDays(longestMute).Before(a.Until):
		return invalid("until", "Name a day within a month. Look again then, and mute again if you must.")
	}
	f, err := t.speaker(a.Conversation)
	if err != nil {
		return err
	}
	t.tell(f.Conversation, conversation.Muted{Until: a.Until.At(0, rules.Zone)})
	return nil
}

func (a Unmute) Terms() Terms {
	return Terms{Name: "unmute", Needs: MayMute, Versioned: true, Version: a.Version, Why: a.Reason, DrawsOn: a.DrawsOn, OnClosed: true}
}

func (a Unmute) do(t *turn) error {
	if strings.TrimSpace(a.Reason) == "" {
		return needsReason()
	}
	f, err := t.speaker(a.Conversation)
	if err != nil {
		return err
	}
	if mutedUntil(f, t.m.At) == nil {
		return t.conflict("not_muted", "They are not muted.")
	}
	t.tell(f.Conversation, conversation.Muted{})
	return nil
}

// mutedUntil is until when somebody is muted; nil where they are not.
func mutedUntil(f conversation.Facts, at time.Time) *time.Time {
	if f.MutedUntil == nil || !f.MutedUntil.After(at) {
		return nil
	}
	return f.MutedUntil
}
