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
	if named, alone := n.reader().Kept(words); alone || len(named) > 0 {
		return n.keepAll(t)
	}
	for _, l := range lines {
		switch {
		case strings.EqualFold(strings.TrimSpace(words), l.letter):
			return n.toChange(l.letter, t) // they mean another line
		case l.letter == n.s.Changing && n.takesItOut(words):
			return n.takeOut([]lettered{l}, t)
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

// keepAll: the line that they were about to change stays as it is, and one that was out comes back.
func (n *turn) keepAll(t thought) bool {
	n.s.Changing = ""
	n.done(AskChange, t.text)
	n.apply(n.keepsLine(t), t)
	n.s.Put[AskConfirm] = 0
	n.readBack()
	return true
}

// addsTo takes what should stand in the read-back as well: as one more matter, or in the line that they name. What they
// want to be better, and who they are, is not added so.
func (n *turn) addsTo(t thought) bool {
	line, start, ok := n.reader().Added(t.text)
	if !ok || len(n.edits(t.text)) > 0 || len(n.keepsLine(t)) > 0 {
		return false
	}
	added := t.without(stretch{0, start}).tidied()
	if empty(added) {
		return false
	}
	r := n.reader().Asked(string(AskConfirm)).Read(added.text)
	lines, _ := n.letters()
	if words, ask := n.reader().ToLine(added.text); ask != "" {
		for _, l := range lines {
			if l.ask == n.shownFor(Ask(ask)) {
				line, added = l.letter, of([]Piece{{Seq: added.seq(), Text: words, Channel: added.channel()}})
			}
		}
	}
	for _, l := range lines {
		if l.letter != line {
			continue
		}
		words := l.words + "\n" + added.text
		if l.ask != "" {
			words = l.words + " " + added.text
		}
		n.changeLine(lines, line, words, t.seq())
		line = "done"
	}
	switch few := 3; { // words
	case line == "done":
	case len(r.Told) == 1 && Ask(r.Told[0].Ask) == AskAdvocate && !r.TellsOfHarm():
		n.told(r.Told[0], true, added)
	case n.reader().OnesOwn(added.text) && n.s.value(AskCarryOn) == Yes: // "add my nan"
		n.wantsWithThem(AskConfirm, added)
	case n.reader().OnlyWho(added.text):
		return false // "add my social worker": to what?
	case n.tellsAnew(added.text) || len(r.Told) == 0 && len(strings.Fields(added.text)) >= few:
		n.addWhole(added, r.Kinds)
	case len(r.Told) > 0:
		for _, told := range r.Told {
			if was := n.s.words(AskWanted); Ask(told.Ask) == AskWanted && was != "" { // beside what they wished for before
				n.record(AskWanted, Answer{Value: "text", Words: shorten(was+", "+added.text, longestAnswer), Seq: t.seq()})
				continue
			}
			n.told(told, true, added)
		}
	default:
		return false
	}
	n.s.Put[AskConfirm] = 0
	n.readBack()
	return true
}

// takesItOut: "delete it", said of one line of the read-back, is no wish that all be deleted.
func (n *turn) takesItOut(text string) bool {
	const few = 2 // words
	all := strings.Contains(strings.ToLower(text), "all") || strings.Contains(strings.ToLower(text), "everything")
	return !all && (len(strings.Fields(text)) <= few && n.reader().Wish(text) == "delete_data" || n.reader().TakesOut(text))
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

// belongs is the line that words are for: a time said of the place is when to meet, a place said of the time is where.
func (n *turn) belongs(l lettered, words string) lettered {
	told, ok := n.reader().PlaceOrTime(words)
	other := Ask(told.Ask)
	if _, known := n.s.Answers[other]; ok && known && other != l.ask && (l.ask == AskVisitWhere || l.ask == AskVisitWhen) {
		return lettered{letter: l.letter, ask: other, words: n.s.words(other)}
	}
	return l
}

// changeLine puts new words in place of a lettered line's; the old ones are kept.
func (n *turn) changeLine(lines []lettered, letter, words string, seq int) {
	for _, l := range lines {
		switch {
		case l.letter != letter || words == "":
		case l.ask != "":
			l = n.belongs(l, words)
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
