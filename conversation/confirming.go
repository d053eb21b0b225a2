package conversation

import (
	"strings"
	"unicode"

	"sayso/conversation/meaning"
)

// readable are the answers that the read-back shows, after the issues, in this order.
var readable = []Ask{AskWanted, AskVisitWhere, AskVisitWhen, AskAvoid, AskName}

// lettered is one line of the read-back.
type lettered struct {
	letter string
	issue  int // number of an issue, or 0
	ask    Ask // an answer, or ""
	words  string
}

// letters are the lines of the read-back: A, B, C ...
func (s State) letters() []lettered {
	var out []lettered
	add := func(l lettered) {
		if len(out) < 26 {
			l.letter = string(rune('A' + len(out)))
			out = append(out, l)
		}
	}
	for _, i := range s.Issues {
		add(lettered{issue: i.Number, words: i.Words})
	}
	for _, a := range readable {
		if words := s.words(a); words != "" {
			add(lettered{ask: a, words: words})
		}
	}
	return out
}

// readBack shows what was written down, in their words, in at most four texts. What is too long is
// shortened with "..."; what the case holds is not.
func (n *turn) readBack() {
	n.s.Stage = Confirming
	lines := n.s.letters()
	if len(lines) == 0 {
		n.handOver("done")
		return
	}
	for most := 300; ; {
		parts := make([]string, len(lines))
		for i, l := range lines {
			parts[i] = l.letter + `: "` + shorten(l.words, most) + `"`
		}
		blanks := map[string]string{"lines": strings.Join(parts, " ")}
		_, text := n.Words.say("confirm", n.audience(), blanks)
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

// confirmed hears the answer to the read-back: right, or the letter of what to change.
func (n *turn) confirmed(reply meaning.Reply, text string, seq int) bool {
	switch reply.Value {
	case "send", Yes:
		n.s.Answers[AskConfirm] = Answer{Value: "send", Seq: seq}
		n.handOver("done")
		return true
	case "change", No:
		return n.toChange(reply.Rest, text, seq)
	case "stop":
		return n.ask(AskForget, "forget", LaneAnswer, nil)
	}
	n.addIssues(n.read(text), text, seq)
	if n.s.Misses++; n.s.Misses >= 2 {
		n.handOver("done")
		return true
	}
	n.readBack()
	return true
}

// toChange asks what a lettered line should say, or which line is meant.
func (n *turn) toChange(letter, text string, seq int) bool {
	letter = strings.ToUpper(strings.TrimSpace(letter))
	for _, l := range n.s.letters() {
		if l.letter == letter {
			n.s.Changing = letter
			return n.ask(AskChange, "change", LaneAnswer, map[string]string{"letter": letter})
		}
	}
	if words := strings.TrimSpace(text); len([]rune(words)) > 12 && letter == "" {
		// They said what is wrong instead of the letter; a person reads it beside the rest.
		n.s.Issues = append(n.s.Issues, Issue{Number: n.nextIssue(), Seq: seq, Words: shorten(words, 600), Kinds: []string{}})
		n.changed = true
		n.readBack()
		return true
	}
	if n.s.Misses++; n.s.Misses >= 3 {
		n.handOver("done")
		return true
	}
	return n.ask(AskConfirm, "change_which", LaneAnswer, nil)
}

// newWords puts new words in place of a lettered line's; the old ones stay in the transcript.
func (n *turn) newWords(text string, seq int) bool {
	words := shorten(strings.TrimFunc(text, unicode.IsSpace), 600)
	for _, l := range n.s.letters() {
		if l.letter != n.s.Changing || words == "" {
			continue
		}
		if l.ask != "" {
			n.s.Answers[l.ask] = Answer{Value: n.s.value(l.ask), Words: words, Seq: seq}
		}
		for i := range n.s.Issues {
			if l.ask == "" && n.s.Issues[i].Number == l.issue {
				n.s.Issues[i].Words, n.s.Issues[i].Seq = words, seq
			}
		}
	}
	n.s.Changing, n.changed = "", true
	n.done(AskChange)
	n.readBack()
	return true
}
