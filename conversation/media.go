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

// aboutMedia asks them kindly to put a picture in words, at most once an hour. It reports whether nothing else was
// said, so that a picture is no answer to the question on their screen.
func (n *turn) aboutMedia(t thought) (alone bool) {
	if !slices.ContainsFunc(t.pieces, func(p Piece) bool { return p.Media }) {
		return false
	}
	n.read(t.text)
	n.greet()
	if n.at.Sub(n.s.Pictured) >= time.Hour && n.say("picture", LaneAnswer, nil) && !n.silent {
		n.s.Pictured, n.s.Thanked = n.at, n.at
	}
	if alone = strings.TrimSpace(t.text) == ""; alone {
		n.stays = n.s.Pending.Ask != ""
	}
	return alone
}
