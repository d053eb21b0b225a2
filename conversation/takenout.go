package conversation

import (
	"slices"
	"strings"
)

// takenOut are the lines of the read-back that a message wants out: "take B out", "leave the xbox bit out", "dont put my
// name". A worker is not taken for the line that tells of them: "get rid of my key worker" is a wish.
func (n *turn) takenOut(text string) (gone []lettered) {
	lines, _ := n.letters()
	for _, named := range n.reader().TakenOut(text) {
		if found := n.linesNamed(lines, named, n.reader().TakesAway(text)); len(found) > 0 {
			return found
		}
	}
	return nil
}

// linesNamed are the lines that a few words name: by letters, by what they hold, or by words that stand in one alone.
// Somebody is not meant by "dont want tracey"; by "take tracey off" they are.
func (n *turn) linesNamed(lines []lettered, named string, takes bool) (found []lettered) {
	var letters strings.Builder
	for _, l := range lines {
		letters.WriteString(l.letter)
	}
	marked := n.reader().OnlyLetters(named, letters.String())
	ask := n.shownFor(Ask(n.reader().LineNamed(named)))
	for _, l := range lines {
		if strings.Contains(marked, l.letter) || marked == "" && ask != "" && l.ask == ask {
			found = append(found, l)
		}
	}
	if len(found) > 0 || marked != "" {
		return found
	}
	held := n.reader().Held(named)
	person := held == named && n.reader().OfAPerson(held)
	for _, l := range lines {
		if _, stands := n.reader().Without(l.words, held); held != "" && stands && !(person && (!takes || l.ask != AskAvoid && l.ask != AskVisitWith && l.ask != AskName)) {
			found = append(found, l)
		}
	}
	if len(found) > 1 {
		return nil // nobody could tell which
	}
	return found
}

// takeOut does it: an answer is blank from then on. What was told is not: it is marked as what they want left out, and a
// person decides that with them.
func (n *turn) takeOut(gone []lettered, t thought) bool {
	for _, l := range gone {
		if l.ask != "" {
			n.record(l.ask, Answer{Value: "refuses", Seq: t.seq()})
			continue
		}
		n.noMoreOf(l, t)
	}
	n.s.Changing, n.s.Put[AskConfirm] = "", 0
	n.done(AskChange, t.text)
	n.readBack()
	return true
}

// noMoreOf marks a matter as one that they want out. It stays in the case, and is not read back.
func (n *turn) noMoreOf(l lettered, t thought) {
	n.putIn(l.issue, shorten(l.words+"\n"+strings.TrimSpace(t.text), longestIssue), t.seq())
	for i := range n.s.Issues {
		if versions := n.s.Issues[i].Versions; n.s.Issues[i].Number == l.issue && len(versions) > 0 {
			versions[len(versions)-1].Out = true
		}
	}
	n.say("left_out", LaneAnswer, map[string]string{"letter": l.letter})
}

// before is what a matter said before they wanted it left out.
func (i Issue) before() string {
	for _, v := range slices.Backward(i.Versions) {
		if !v.Out {
			return v.Words
		}
	}
	return i.Words
}

// Out reports whether they want a matter left out, as they last said of it.
func (i Issue) Out() bool { return len(i.Versions) > 0 && i.Versions[len(i.Versions)-1].Out }
