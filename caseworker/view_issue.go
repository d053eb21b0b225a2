package caseworker

import "sayso/conversation"

// ViewIssue is one matter: the words as they were said, and what it should say now.
type ViewIssue struct {
	Number         int      `json:"number"`
	Conversation   *string  `json:"conversation"`
	Words          string   `json:"words"` // as said, and never changed
	Kinds          []string `json:"kinds"`
	KindsConfirmed bool     `json:"kinds_confirmed"`
	Outcome        *Outcome `json:"outcome"`
	Action         *string  `json:"action"`
	Reason         *string  `json:"reason"`

	Parts     []conversation.Part `json:"parts"`     // where the words stand; none where staff wrote them down
	Statement string              `json:"statement"` // the last version, or the words as said
	Versions  []ViewSaid          `json:"versions"`  // what it should say instead, as they put it later; oldest first
}

func (c Case) viewIssues(facts []conversation.Facts) []ViewIssue {
	all := []ViewIssue{}
	for _, i := range c.issuesNow(facts) {
		v := ViewIssue{
			Number: i.Number, Conversation: nothing(i.Conversation), Words: i.Words, Kinds: list(i.Kinds),
			KindsConfirmed: i.KindsConfirmed, Action: nothing(i.Action), Reason: nothing(i.Why),
			Parts: []conversation.Part{}, Statement: i.Words, Versions: []ViewSaid{},
		}
		if outcome := i.Outcome; outcome != "" {
			v.Outcome = &outcome
		}
		if told, ok := findTold(facts, i); ok {
			v.Parts = list(told.Parts)
			for _, w := range told.Versions {
				v.Versions = append(v.Versions, ViewSaid{Words: w.Words, Seq: w.Seq, At: w.At})
				v.Statement = w.Words
			}
		}
		all = append(all, v)
	}
	return all
}
