package conversation

import (
	"strings"
	"unicode"

	"sayso/conversation/meaning"
)

// newWords hears what a lettered line should say.
func (n *turn) newWords(t thought) bool {
	words := t.text
	lines, _ := n.letters()
	for _, l := range lines {
		switch {
		case strings.EqualFold(strings.TrimSpace(words), l.letter):
			return n.toChange(l.letter, t) // they mean another line
		case l.letter == n.s.Changing && l.ask != "" && n.takesItOut(words):
			n.record(l.ask, Answer{Value: "refuses", Seq: t.seq()})
			words = ""
		}
	}
	if rest, ok := n.reader().Corrected(words); ok && rest != "" {
		words = rest // "i meant tuesday"
	}
	n.changeLine(lines, n.s.Changing, strings.TrimFunc(words, unicode.IsSpace), t.seq())
	n.s.Changing = ""
	n.done(AskChange, words)
	n.s.Put[AskConfirm] = 0
	n.readBack()
	return true
}

// takesItOut: "delete it", said of one line of the read-back, is no wish that all be deleted.
func (n *turn) takesItOut(text string) bool {
	const few = 2 // words
	all := strings.Contains(strings.ToLower(text), "all") || strings.Contains(strings.ToLower(text), "everything")
	return !all && len(strings.Fields(text)) <= few && n.reader().Wish(text) == "delete_data"
}

// lineAnew is what a line should say, where the new words put only some of it right: "it was my ps5 not xbox".
func (n *turn) lineAnew(l lettered, words string) string {
	for _, one := range n.reader().Instead(words) {
		if mended, ok := n.reader().Mended(l.words, one.Was, one.Now); ok {
			return mended
		}
	}
	return words
}

// changeLine puts new words in place of a lettered line's; the old ones are kept.
func (n *turn) changeLine(lines []lettered, letter, words string, seq int) {
	for _, l := range lines {
		switch {
		case l.letter != letter || words == "":
		case l.ask != "":
			words = n.lineAnew(l, words)
			reply := n.reader().Answer(string(l.ask), words)
			if reply.Value == "" {
				reply = meaning.Reply{Value: n.s.value(l.ask)}
			}
			kept := theirWords(l.ask, reply, words)
			if kept == "" {
				kept = shorten(words, longestAnswer)
			}
			n.record(l.ask, Answer{Value: reply.Value, Words: kept, Seq: seq})
		default:
			n.putIn(l.issue, shorten(n.lineAnew(l, words), longestIssue), seq)
		}
	}
	n.changed = true
}
