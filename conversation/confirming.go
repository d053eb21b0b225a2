package conversation

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation/meaning"
)

// readable are the answers that the read-back shows, after the issues, in this order.
var readable = []Ask{AskChildName, AskChildAge, AskWanted, AskVisitWhere, AskVisitWhen, AskVisitWith, AskAvoid, AskName}

// lettered is one line of the read-back.
type lettered struct {
	letter string
	issue  int // number of an issue, or 0
	ask    Ask // an answer, or ""
	words  string
}

// letters are the lines of the read-back: A, B, C ... What tells of harm is never sent back to any
// phone, so it has no letter; rest says that there is such.
func (n *turn) letters() (out []lettered, rest bool) {
	s := n.s
	add := func(l lettered) {
		if r := n.reader().Read(l.words); r.TellsOfHarm() || r.Professional {
			rest = true
		} else if len(out) < 26 {
			l.letter = string(rune('A' + len(out)))
			out = append(out, l)
		}
	}
	for _, i := range s.Issues {
		if i.Out() {
			continue
		}
		add(lettered{issue: i.Number, words: i.Now()})
	}
	for _, a := range readable {
		words := s.words(a)
		if a == AskChildAge && words == "" {
			words = s.value(a)
		}
		if a == AskVisitWhen && strings.Contains(s.words(AskVisitWhere), words) {
			continue // one answer gave both
		}
		if words != "" && s.applies(a) {
			add(lettered{ask: a, words: words})
		}
	}
	return out, rest
}

// readBack shows what was written down, in their words, in at most four texts. What is too long is
// shortened with "..."; what the case holds is not. All has been asked by then, so a person can go on
// from here: nobody waits for them to say that it is right.
func (n *turn) readBack() {
	if n.s.Stage != HandedOver {
		n.s.Stage, n.s.RemindAt, n.changed = Confirming, time.Time{}, true
	}
	lines, rest := n.letters()
	if len(lines) == 0 {
		n.handOver("done")
		return
	}
	for most := 300; ; {
		parts := make([]string, len(lines))
		for i, l := range lines {
			parts[i] = l.letter + n.label(l) + `: "` + shorten(l.words, most) + `"`
		}
		blanks := map[string]string{"lines": strings.Join(parts, " ")}
		if rest {
			blanks["lines"] += " " + n.words().sentences["line.rest"]
		}
		_, text := n.words().say("confirm", n.audience(), blanks)
		if segments, _ := Segments(text); segments <= 4 {
			n.ask(AskConfirm, "confirm", LaneAnswer, blanks)
			return
		}
		if most > 20 {
			most -= 20
		} else {
			lines = lines[:len(lines)-1] // the case holds them all
		}
	}
}

// label says what an answer is about; an issue needs none.
func (n *turn) label(l lettered) string {
	if l.ask == "" {
		return ""
	}
	_, label := n.words().find("line."+string(l.ask), n.audience())
	return " " + label
}

// confirmed hears the answer to the read-back: right, or the letter of what to change.
func (n *turn) confirmed(reply meaning.Reply, t thought) bool {
	if gone := n.takenOut(t.text); len(gone) > 0 {
		return n.takeOut(gone, t)
	}
	if edits := n.edits(t.text); len(edits) > 0 {
		return n.edit(edits, t)
	}
	if n.addsTo(t) {
		return true
	}
	if plain := reply.Value == "send" || reply.Value == Yes; (!plain || n.reader().SecondThought(t.text) > 0) && !n.rightBesides(t) && n.revises(t) {
		return n.s.Pending.Ask != AskConfirm || n.settledAfter()
	}
	if reply.Value != "send" && reply.Value != Yes && n.byFirst([]sign{n.suitsBetter, n.nameAlone}, t) {
		return n.settledAfter()
	}
	if rest, ok := n.reader().Corrected(t.text); ok && n.tellsAnew(rest) { // "actually no wait. they stopped my therapy"
		n.addMatters(n.read(t.text), t)
		n.s.Put[AskConfirm] = 0
		n.readBack()
		return true
	}
	reply = n.besideRight(reply, t)
	switch reply.Value {
	case "send", Yes:
		n.record(AskConfirm, Answer{Value: "send", Seq: t.seq()})
		n.s.Agreed = &Agreed{Seq: n.s.Pending.Seq, At: n.at}
		n.done(AskConfirm, t.text)
		if n.s.Stage == HandedOver {
			return n.afterHandOver()
		}
		n.handOver("done")
		return true
	case "change", No:
		if n.tellsAnew(t.text) { // "yes but they took my bike as well"
			n.addPlain(n.read(t.text), t)
			n.s.Put[AskConfirm] = 0
			n.readBack()
			return true
		}
		return n.toChange(reply.Rest, t)
	case "stop":
		return n.ask(AskForget, "forget", LaneAnswer, nil)
	}
	if n.addMatters(n.read(t.text), t); reply.Value == "" && n.reader().AsksBack(string(AskConfirm), t.text) {
		n.say("ask_person", LaneAnswer, nil)
	}
	if n.s.Misses++; n.s.Misses >= 2 {
		return n.enough()
	}
	n.readBack()
	return true
}

// enough: they have been asked twice, and a human goes on from here.
func (n *turn) enough() bool {
	if n.s.Stage == HandedOver {
		n.done(AskConfirm, "")
		return n.afterHandOver()
	}
	n.handOver("done")
	return true
}

// edits are the lines of the read-back that they want changed, by their letters, with what each should
// say where that is said: "B: it was my brother", "e is wrong its monday", "change the time".
func (n *turn) edits(text string) (edits []meaning.Edit) {
	lines, _ := n.letters()
	var letters strings.Builder
	for _, l := range lines {
		letters.WriteString(l.letter)
	}
	for _, e := range n.reader().Edits(text, letters.String()) {
		for _, l := range lines {
			if l.letter != e.Letter && (e.Ask == "" || l.ask != n.shownFor(Ask(e.Ask))) {
				continue
			}
			e.Letter = l.letter
			if !n.saysWhatInstead(l, e) {
				e.Words = ""
			}
			edits = append(edits, e)
		}
	}
	if called := n.reader().CalledWrong(text); len(edits) == 0 && called != "" {
		for _, l := range lines {
			if _, holds := n.reader().Without(l.words, called); holds && l.ask != "" {
				return []meaning.Edit{{Letter: l.letter}}
			}
		}
	}
	return edits
}

// editsAfterwards are those after hand-over, with their new words, where what the letters stand for has been
// seen on this phone and agreed.
func (n *turn) editsAfterwards(t thought) []meaning.Edit {
	if n.s.Stage != HandedOver || n.s.Agreed == nil || n.s.Unproven || n.s.Doubted || n.s.Contact(n.s.Last).SafeToReply != Yes {
		return nil
	}
	edits := n.edits(t.text)
	if slices.ContainsFunc(edits, func(e meaning.Edit) bool { return e.Words == "" || e.Ask != "" }) {
		return nil
	}
	return edits
}

// shownFor is the question whose answer is meant by "the name": the young person's, where another speaks.
func (n *turn) shownFor(a Ask) Ask {
	if a == AskName && n.s.words(AskChildName) != "" && n.s.words(AskName) == "" {
		return AskChildName
	}
	return a
}

// saysWhatInstead: these words after a letter are what its line should say; "d thank you" says only which
// line. One word must be what that line holds: a name, a time, a place.
func (n *turn) saysWhatInstead(l lettered, e meaning.Edit) bool {
	fits := l.ask != "" && n.reader().Answer(string(l.ask), e.Words).Value != ""
	if e.Sure || len(strings.Fields(e.Words)) > 1 {
		return fits || n.reader().Answer(string(AskVisitWhere), e.Words).Value != ""
	}
	return fits && n.reader().Answer(string(AskConfirm), l.letter+" "+e.Words).Value == ""
}

// edit changes the lines that they said what to put in, and asks for the first of the others.
func (n *turn) edit(edits []meaning.Edit, t thought) bool {
	left := ""
	lines, _ := n.letters() // as they are on the screen: a change may take a line out, and move the others up
	for _, e := range edits {
		if e.Words != "" {
			n.changeLine(lines, e.Letter, e.Words, t.seq())
		} else if left == "" {
			left = e.Letter
		}
	}
	if left != "" {
		return n.toChange(left, t)
	}
	n.s.Put[AskConfirm] = 0
	n.readBack()
	return true
}

// toChange asks what a lettered line should say, or which line is meant.
func (n *turn) toChange(letter string, t thought) bool {
	letter = strings.ToUpper(strings.TrimSpace(letter))
	lines, _ := n.letters()
	for _, l := range lines {
		if l.letter == letter {
			n.s.Changing = letter
			return n.ask(AskChange, "change", LaneAnswer, map[string]string{"letter": letter})
		}
	}
	if len([]rune(strings.TrimSpace(t.text))) > 12 && letter == "" {
		// They said what is wrong instead of the letter; a person reads it beside the rest.
		n.addWhole(t, n.read(t.text).Kinds)
		n.readBack()
		return true
	}
	if n.s.Misses++; n.s.Misses >= 3 {
		return n.enough()
	}
	return n.ask(AskConfirm, "change_which", LaneAnswer, nil)
}
