package alert

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"sayso/conversation"
)

// message is all that an alert says: no word of what was said and no name.
type message struct {
	Alert     string            `json:"alert"`
	Reference string            `json:"reference"`
	Tier      conversation.Tier `json:"tier"`
	At        time.Time         `json:"at"`
	Link      string            `json:"link"`

	round int       // how often the ladder was begun again
	sent  time.Time // when it is sent
}

// words are the text to a phone. The link is last, since some phones take the full stop into it.
func (m message) words(code string) string {
	return fmt.Sprintf("Sayso alert: %s. Case %s, %s. Acknowledge: reply %s or open %s",
		m.urgency(), m.Reference, m.At.Format("15:04 on 2 January"), code, m.Link)
}

// shownOfAll is how many alerts a text about many of them names.
const shownOfAll = 6

// wordsOfAll are the text about several alerts.
func wordsOfAll(all []message, code, link string) string {
	var named []string
	for _, m := range all[:min(len(all), shownOfAll)] {
		named = append(named, fmt.Sprintf("%s %s %s", m.short(), m.Reference, m.At.Format("15:04")))
	}
	if more := len(all) - len(named); more > 0 {
		named = append(named, fmt.Sprintf("and %d more", more))
	}
	return fmt.Sprintf("Sayso: %d more alerts. %s. Acknowledge all: reply %s or open %s",
		len(all), strings.Join(named, ", "), code, link)
}

// spoken are what is read out on the phone. Letters are said one by one.
func (m message) spoken() string {
	reference := strings.Join(strings.Split(strings.ReplaceAll(m.Reference, "-", ""), ""), ", ")
	return fmt.Sprintf("This is Sayso with a safeguarding alert, %s, from %s. The case is %s. I say it again: %s.",
		m.urgency(), m.At.Format("15:04 on 2 January"), reference, reference)
}

func (m message) urgency() string {
	switch m.Tier {
	case conversation.R1:
		return "R1 immediate"
	case conversation.R3:
		return "R3 professional"
	case conversation.R2:
		return "R2 significant"
	case conversation.PlannedChange:
		return "planned change"
	default:
		return "to be read"
	}
}

// short is the tier in one word where it has one.
func (m message) short() string {
	first, _, _ := strings.Cut(m.urgency(), " ")
	return first
}

// id names the message to its receiver, who may drop a second one of the same name: a ladder that
// has begun again must be heard again.
func (m message) id() string {
	if m.round == 0 {
		return m.Alert
	}
	return fmt.Sprintf("%s.%d", m.Alert, m.round)
}

// event is the webhook's body, in the shape that Standard Webhooks proposes.
func (m message) event() ([]byte, error) {
	return json.Marshal(struct {
		Type      string    `json:"type"`
		Timestamp time.Time `json:"timestamp"`
		Data      message   `json:"data"`
	}{"alert.raised", m.At, m})
}
