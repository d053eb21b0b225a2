package caseworker

import (
	"slices"
	"strings"

	"sayso/conversation"
)

// Issue is one separate matter of a case. Its words are the conversation's unless staff wrote it
// down from what was said.
type Issue struct {
	Number       int    `json:"number"`                 // on the case, from 1, for ever
	Conversation string `json:"conversation,omitempty"` // "" where the case came another way
	Told         int    `json:"told,omitempty"`         // its number in the conversation; 0 where staff wrote it down
	Words        string `json:"words,omitempty"`        // as staff wrote it down

	Kinds          []string `json:"kinds,omitempty"` // as staff wrote or confirmed them
	KindsConfirmed bool     `json:"kinds_confirmed,omitempty"`
	Outcome        Outcome  `json:"outcome,omitempty"`
	Action         string   `json:"action,omitempty"`
	Why            string   `json:"why,omitempty"`
	Decided        *Stamp   `json:"decided,omitempty"`
}

// Kinds are what an issue can be about.
func Kinds() []string {
	return []string{
		"staff_conduct", "communication", "delay", "decision", "family_time", "placement", "support", "money",
		"privacy", "discrimination", "safety", "other",
	}
}

type (
	// AddIssue writes down a further matter from what somebody said.
	AddIssue struct {
		Version      int      `json:"version"`
		Conversation string   `json:"conversation"` // may be left out where there is one
		Words        string   `json:"words"`
		Kinds        []string `json:"kinds"`
	}
	// IssueOutcome decides one issue. Deciding it again replaces the decision; history keeps both.
	IssueOutcome struct {
		Version int            `json:"version"`
		Seen    map[string]int `json:"seen"`
		Number  int            `json:"-"` // stands in the path
		Outcome Outcome        `json:"outcome"`
		Action  string         `json:"action"`
		Reason  string         `json:"reason"`
		Kinds   []string       `json:"kinds"` // confirms or corrects what it is about; may be left out
		DrawsOn []string       `json:"draws_on"`
	}
)

func (a AddIssue) Terms() Terms {
	return Terms{Name: "issues", Needs: MayNote, Versioned: true, Version: a.Version}
}

func (a AddIssue) do(t *turn) error {
	if strings.TrimSpace(a.Words) == "" {
		return invalid("no_text", "Write down what is wrong, in their words.")
	}
	if err := knownKinds(a.Kinds); err != nil {
		return err
	}
	from, err := t.in(a.Conversation)
	if err != nil {
		return err
	}
	t.answer.Issue = t.nextIssue()
	t.Issues = append(t.Issues, Issue{
		Number: t.answer.Issue, Conversation: from, Words: a.Words, Kinds: a.Kinds, KindsConfirmed: len(a.Kinds) > 0,
	})
	return nil
}

func (a IssueOutcome) Terms() Terms {
	return Terms{
		Name: "issues/outcome", Needs: MayWork, Versioned: true, Version: a.Version,
		Concludes: true, Seen: a.Seen, Why: strings.TrimSpace(a.Reason + "\n" + a.Action), DrawsOn: a.DrawsOn,
	}
}

func (a IssueOutcome) do(t *turn) error {
	if !slices.Contains(Outcomes(), a.Outcome) {
		return invalid("outcome", "Say upheld, partially_upheld, not_upheld, no_finding, withdrawn or transferred.")
	}
	if err := knownKinds(a.Kinds); err != nil {
		return err
	}
	at := slices.IndexFunc(t.Issues, func(i Issue) bool { return i.Number == a.Number })
	if at < 0 {
		return Refusal{Kind: NotFound, Code: "no_such_issue", Words: "There is no such issue on this case."}
	}
	i := &t.Issues[at]
	i.Outcome, i.Action, i.Why, i.Decided = a.Outcome, a.Action, a.Reason, &Stamp{By: mark(t.m.By), At: t.m.At}
	if len(a.Kinds) > 0 {
		i.Kinds, i.KindsConfirmed = a.Kinds, true
	}
	t.entry.Why, t.entry.Conversation = a.Reason, i.Conversation
	return nil
}

func knownKinds(kinds []string) error {
	for _, k := range kinds {
		if !slices.Contains(Kinds(), k) {
			return invalid("kinds", "There is no such kind of issue. Use "+strings.Join(Kinds(), ", ")+".")
		}
	}
	return nil
}

func (c Case) nextIssue() int {
	last := 0
	for _, i := range c.Issues {
		last = max(last, i.Number)
	}
	return last + 1
}

// issuesNow is the issues that count: a matter that the person has since taken back in the talk,
// and on which nobody has decided, is no longer theirs. The transcript keeps its words.
func (c Case) issuesNow(facts []conversation.Facts) []Issue {
	now := make([]Issue, 0, len(c.Issues))
	for _, i := range c.Issues {
		if i.Told == 0 {
			now = append(now, i)
			continue
		}
		told, ok := findTold(facts, i)
		if !ok && i.Outcome == "" {
			continue
		}
		if i.Words = told.Words; !i.KindsConfirmed {
			i.Kinds = told.Kinds
		}
		now = append(now, i)
	}
	return now
}

func findTold(facts []conversation.Facts, i Issue) (conversation.Issue, bool) {
	for _, f := range facts {
		for _, told := range f.Issues {
			if f.Conversation == i.Conversation && told.Number == i.Told {
				return told, true
			}
		}
	}
	return conversation.Issue{}, false
}

// WithoutWords takes out what staff wrote down from each conversation, by conversation and issue
// number, so that it can be sealed under that conversation's key: erased with it, wherever it is.
func (c Case) WithoutWords() (Case, map[string]map[int]string) {
	c = c.clone()
	words := map[string]map[int]string{}
	for n := range c.Issues {
		i := &c.Issues[n]
		if i.Conversation == "" || i.Words == "" {
			continue
		}
		if words[i.Conversation] == nil {
			words[i.Conversation] = map[int]string{}
		}
		words[i.Conversation][i.Number], i.Words = i.Words, ""
	}
	return c, words
}

// WithWords puts back what WithoutWords took out of one conversation.
func (c Case) WithWords(of string, words map[int]string) Case {
	c = c.clone()
	for n := range c.Issues {
		if c.Issues[n].Conversation == of && c.Issues[n].Told == 0 {
			c.Issues[n].Words = words[c.Issues[n].Number]
		}
	}
	return c
}
