package caseworker

import (
	"fmt"
	"slices"
	"time"

	"sayso/conversation"
)

// backupsForget is after how many days no backup holds the key of what was erased.
const backupsForget = 14

// Certificate says what was erased, by whom and why, and what had left Sayso by then and cannot be recalled. It holds no
// word that was said and names nobody but staff.
type Certificate struct {
	Reference string                `json:"reference"`
	At        time.Time             `json:"at"` // when it was done, UTC
	Decided   time.Time             `json:"decided"`
	By        string                `json:"by"`
	Second    string                `json:"second,omitempty"` // who agreed, where two were needed
	Why       string                `json:"why"`
	Whole     bool                  `json:"whole"` // the case itself went too
	Talks     []conversation.Erased `json:"talks"` // without their doors and messages
	Outside   []string              `json:"outside"`
}

// Gone is the case once its erasing has come to an end, with the certificate of what was erased; kept are the
// conversations in which more was said meanwhile, which therefore stay. Where all of a whole case is gone the case is to
// be kept no longer: only the certificate is, and Erasing.Tally.
func (c Case) Gone(erased []conversation.Erased, kept []string, rules Rules, at time.Time) (Case, Certificate) {
	c = c.clone()
	e := c.Erasing
	c.Erasing = nil
	done := Done{At: at, By: e.By, Name: e.Name, Act: "erased", Why: e.Why, Version: c.Version}
	if len(kept) > 0 {
		done.Act, done.Conversation = "erased/heard_since", kept[0]
	}
	c.History = append(c.History, done)
	certificate := Certificate{
		Reference: c.Reference, At: at, Decided: e.At, By: e.By, Second: e.Second, Why: e.Why, Whole: e.Whole && len(kept) == 0,
		Talks: []conversation.Erased{}, Outside: c.outside(erased, rules, at),
	}
	for _, one := range erased {
		one.Doors, one.Messages = nil, nil
		certificate.Talks = append(certificate.Talks, one)
		c.ErasedTalks = append(c.ErasedTalks, one.Conversation)
	}
	if len(erased) > 0 && c.Counted == nil {
		c.Counted = &e.Tally
	}
	if len(erased) > 0 {
		c.Certificates = append(c.Certificates, certificate)
	}
	return c, certificate
}

// outside is what had left by then, in words for the certificate.
func (c Case) outside(erased []conversation.Erased, rules Rules, at time.Time) []string {
	in, out := 0, 0
	for _, e := range erased {
		in, out = in+e.TextsIn, out+e.TextsOut
	}
	all := []string{}
	if in+out > 0 {
		all = append(all, fmt.Sprintf("Text messages: %d came and %d went. They stay on the phone, and with the text network for as long as the council's account there says.", in, out))
	}
	shown := 0
	for _, d := range c.History {
		if d.Act == (RevealContact{}).Terms().Name {
			shown++
		}
	}
	if shown > 0 {
		all = append(all, fmt.Sprintf("A phone number: it was shown to staff %s.", times(shown)))
	}
	if n := len(c.Referrals); n > 0 {
		all = append(all, fmt.Sprintf("Referrals to others: %d. What they were told stays with them.", n))
	}
	if n := len(c.Visits); n > 0 {
		all = append(all, fmt.Sprintf("Visits: %d. What was written down elsewhere about them stays there.", n))
	}
	last := rules.Day(at).AddDays(backupsForget)
	return append(all, "Backups: they hold it sealed. The key is in none of them after "+last.String()+".")
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// WasErased reports whether a conversation of this case has been erased: nothing that still comes of it counts.
func (c Case) WasErased(conv string) bool { return slices.Contains(c.ErasedTalks, conv) }
