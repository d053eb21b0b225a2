package caseworker

import (
	"strings"
	"unicode/utf16"

	"sayso/conversation"
)

// longestMessage is what one message of the network can carry, the name before it too.
const longestMessage = 1600 // UTF-16 code units, as the network and a browser count: a smiley is two

func units(text string) int { return len(utf16.Encode([]rune(text))) }

// byText is what staff's words look like by text.
func (r Rules) byText(by Staff, text string) string {
	if r.ByText == nil {
		return firstName(by) + ": " + text
	}
	return r.ByText(firstName(by), text)
}

// Before is what stands before their words by text: "Priya: ".
func (r Rules) Before(by Staff) string {
	before, _, _ := strings.Cut(r.byText(by, "\x00"), "\x00")
	return before
}

// Room is how many UTF-16 code units this member of staff can write in one message.
func (r Rules) Room(by Staff) int { return longestMessage - units(r.byText(by, "\x00")) + 1 }

// ViewTexts is what was written by text, in text messages as the network counts and bills them.
type ViewTexts struct {
	Heard      int `json:"heard"` // from the person
	Sayso      int `json:"sayso"`
	Caseworker int `json:"caseworker"`
}

// texts is how many text messages a line was, each time that the network took it; nil for the chat, and for what it has
// not taken. What they wrote is never written in other letters.
func (r Rules) texts(l conversation.Line) *int {
	if l.Channel != conversation.SMS {
		return nil
	}
	text, times := l.Text, 1
	if l.From != conversation.FromPerson {
		if times = l.Times; times == 0 && l.Delivery != "sent" && l.Delivery != "delivered" {
			return nil
		}
		if r.SmartEncoding {
			text = conversation.Smart(text)
		}
	}
	n, _ := conversation.Segments(text)
	n *= max(times, 1) // a line from before its times were counted went once
	return &n
}

// sumTexts counts what a transcript came to.
func sumTexts(lines []ViewLine) (sum ViewTexts) {
	for _, l := range lines {
		switch {
		case l.Texts == nil:
		case l.From == conversation.FromSayso:
			sum.Sayso += *l.Texts
		case l.From == conversation.FromCaseworker:
			sum.Caseworker += *l.Texts
		default:
			sum.Heard += *l.Texts
		}
	}
	return sum
}

// All is the sum.
func (v ViewTexts) All() int { return v.Heard + v.Sayso + v.Caseworker }
