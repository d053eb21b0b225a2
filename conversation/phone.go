package conversation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sayso/conversation/meaning"
)

// asksIfSeen puts the question of the phone before all else, where it was called safe and they now hint that
// somebody may see it. What else was said is kept; nothing of it is answered until it is known.
func (n *turn) asksIfSeen(a Ask, r meaning.Reading, t thought) bool {
	if !r.PerhapsSeen || a == AskContactSafe || n.s.settled(AskContactSafe) || !n.wasSafe() {
		return false
	}
	rest := n.notOfPhone(t)
	reply := meaning.Reply{}
	if open(a) && !tells(a) && len(rest.pieces) > 0 {
		reply = n.replyTo(a, n.read(rest.text), rest)
	}
	switch {
	case reply.Value != "": // "a new sw. its on my mums contract"
		n.record(a, Answer{Value: reply.Value, Words: theirWords(a, reply, rest.text), Seq: rest.seq()})
		n.done(a, rest.text)
	case len(rest.pieces) > 0 || r.TellsOfHarm():
		n.addPlain(n.read(t.text), t)
	}
	n.ask(AskContactSafe, "contact_safe", LaneAnswer, nil)
	return true
}

// notOfPhone is the thought without the sentences that hint that somebody may see the phone.
func (n *turn) notOfPhone(t thought) thought {
	var rest []Piece
	for _, p := range t.pieces {
		said := slices.DeleteFunc(inSentences(p.Text), func(sentence string) bool {
			return strings.TrimSpace(sentence) == "" || n.read(sentence).PerhapsSeen
		})
		if p.Text = strings.TrimSpace(strings.Join(said, ".")); p.Text != "" {
			rest = append(rest, p)
		}
	}
	return of(rest)
}

// inSentences are the sentences of what was written, without what ends them.
func inSentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".!?\n", r) })
}

// sentenceOf is the sentence in which some words of a text stand: "im on my nans tablet. at school on tuesday" says of the
// tablet nothing of days.
func sentenceOf(text, words string) string {
	for _, s := range inSentences(text) {
		if strings.Contains(s, words) {
			return s
		}
	}
	return text
}

// wasSafe: they have said that it is safe to write to them, and it has been taken back since.
func (n *turn) wasSafe() bool {
	for _, e := range slices.Backward(n.s.Earlier) {
		if e.Ask == AskContactSafe {
			return e.Value == Yes
		}
	}
	return false
}

// visitUnasked takes where and when somebody may come, said in answer to the question of the phone: "at school
// monday lunch", "tuesday 4pm".
func (n *turn) visitUnasked(t thought) bool {
	place, when, ok := n.reader().WhereAndWhen(t.text)
	if !ok {
		when, ok = n.reader().DayAlone(t.text)
	}
	if !ok {
		return false
	}
	if place != "" {
		n.toldIn(t, AskVisitWhere, place, meaning.Reply{Value: "text", Rest: place})
	}
	n.toldIn(t, AskVisitWhen, when, n.reader().Answer(string(AskVisitWhen), when))
	return true
}

// toldIn takes some of the words of a thought as an answer that nobody had asked for.
func (n *turn) toldIn(t thought, a Ask, words string, reply meaning.Reply) {
	if at := strings.Index(t.text, words); at >= 0 {
		start := utf8.RuneCountInString(t.text[:at])
		n.told(meaning.Told{Ask: string(a), Reply: reply, Start: start, End: start + utf8.RuneCountInString(words)}, false, t)
	}
}
