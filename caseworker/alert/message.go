package alert

import (
	"encoding/json"
	"fmt"
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
}

// words are the text to a phone. The link is last, since some phones take the full stop into it.
func (m message) words() string {
	return fmt.Sprintf("Sayso alert: %s. Case %s, %s. Open it and acknowledge: %s",
		m.urgency(), m.Reference, m.At.Format("15:04 on 2 January"), m.Link)
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

// event is the webhook's body, in the shape that Standard Webhooks proposes.
func (m message) event() ([]byte, error) {
	return json.Marshal(struct {
		Type      string    `json:"type"`
		Timestamp time.Time `json:"timestamp"`
		Data      message   `json:"data"`
	}{"alert.raised", m.At, m})
}
