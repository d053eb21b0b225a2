package conversation

import (
	"slices"
	"strings"
	"time"
)

// hearMedia notes that pictures or other things came. Nobody opens them here, so a person reads today what is with
// them, and asks.
func (n *turn) hearMedia(seq, things int) {
	if things <= 0 {
		return
	}
	n.s.Media = lastOf(append(slices.Clone(n.s.Media), Media{Seq: seq, Things: things}), 50)
	n.readBy(true)
}

// aboutMedia asks them kindly to put a picture in words, at most once an hour. It comes after the words beside it have
// been understood: they may say that nothing may be said here.
func (n *turn) aboutMedia(t thought) {
	came := slices.ContainsFunc(t.pieces, func(p Piece) bool { return p.Media })
	if came && n.at.Sub(n.s.Pictured) >= time.Hour && n.say("picture", LaneAnswer, nil) && !n.silent {
		n.s.Pictured, n.s.Thanked = n.at, n.at
	}
}

// onlyMedia: a picture without a word is no answer to the question on their screen.
func (n *turn) onlyMedia(t thought) bool {
	if strings.TrimSpace(t.text) != "" || !slices.ContainsFunc(t.pieces, func(p Piece) bool { return p.Media }) {
		return false
	}
	n.read(t.text)
	n.greet()
	n.stays = n.s.Pending.Ask != ""
	n.aboutMedia(t)
	return true
}
