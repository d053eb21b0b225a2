package conversation

import (
	"slices"
	"strings"
	"time"
)

// opts notes that the network blocks our texts from now on, or no longer. The word may also have been an answer, so it
// stays one. One that was found late undoes none that came after it was written.
func (n *turn) opts(w Said, at time.Time) {
	can, changes := refusedByThem(w)
	if !changes || w.Channel != SMS || at.Before(n.s.OptAt) {
		return
	}
	n.setContact(SMS, func(c *Contact) { c.CanText = can })
	n.s.OptAt, n.s.OptID = at, w.ID
}

// opted puts right what came in another order than it was written in. When a webhook came says only that its text is no
// younger. What the list does not have is left: it is newer, or a word that the network alone knows.
func (n *turn) opted(w Opted) {
	if i := slices.Index(w.Order, n.s.OptID); n.s.OptID == "" || i < 0 || i == len(w.Order)-1 {
		return
	}
	n.setContact(SMS, func(c *Contact) { c.CanText = w.CanText })
	n.s.OptID = w.Order[len(w.Order)-1]
}

// refusedByThem reports whether they have just opted out of our texts, or in again: as the network says, where it does,
// for it may have been told other words than those that it knows by itself.
func refusedByThem(w Said) (can, changes bool) {
	switch w.OptOut {
	case "stop":
		return false, true
	case "start":
		return true, true
	}
	return NetworkWord(w.Text)
}

// NetworkWord reports whether the whole message is a word that the network takes for opting out, or in again.
func NetworkWord(text string) (canText, is bool) {
	switch strings.ToUpper(strings.TrimSpace(text)) {
	case "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT":
		return false, true
	case "START", "UNSTOP", "YES":
		return true, true
	}
	return false, false
}
