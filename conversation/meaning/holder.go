package meaning

import (
	"strings"

	"sayso/conversation/meaning/hands"
)

// Who holds the phone, as far as the words show that it is somebody else than before.
const (
	Another   = "another"   // they say how they came by it, whoever wrote before
	TheirKin  = "their_kin" // they speak of the young person who wrote before as a parent or carer would
	PerhapsIs = "perhaps"   // they may be speaking of the young person, or yet of another
	OfAnother = "not"       // they speak of somebody who does not answer, and so not of who wrote before
)

// holderWords is how long a message may be of which that is read; who tells a story is the one who began it.
const holderWords = 40

// InOtherHands is how likely it is that somebody else writes now than the one who wrote before: "young_person",
// "on_behalf" or "unknown", to whom ask was put last.
func (r *Reader) InOtherHands(text, who, ask string) float64 {
	return hands.Default().Probability(text, hands.Before{Who: who, Ask: ask})
}

// OfThemselves reports whether nobody else is spoken of in a message: "dont need no visit".
func (r *Reader) OfThemselves(text string) bool {
	m := r.message(text)
	for i := range m.words {
		if m.in("they", i) || m.in("whom_he", i) || m.in("forename", i) || m.in("relative", i) || m.in("carer", i) {
			return false
		}
	}
	return true
}

// holder reads rules/phone.txt, [holder ...]. What is told in somebody else's words shows nothing.
func (m message) holder() string {
	if len(m.words) > holderWords {
		return ""
	}
	shown := ""
	for _, h := range m.of("holder") {
		switch about := h.rule.about[1]; {
		case m.reported(h.from), about == "them" && m.quotes(h.from, false):
		case about == "phone":
			return Another
		case about == "not":
			return OfAnother
		case about == "sign" && (h.from == 0 || !m.words[h.from].opens && !m.words[h.from].pauses && m.at(h.from) != "from"):
		case about == "sign" && h.to-h.from == 1 && m.answersBefore(h.from):
		case about == "them" || about == "sign":
			shown = TheirKin
		case shown == "" && !m.spokenOf(h.from):
			shown = PerhapsIs
		}
	}
	return shown
}

// answersBefore reports whether nothing but a yes, a no or a number stands before a word: "yes. nan" says whom, and is
// signed by nobody.
func (m message) answersBefore(to int) bool {
	for i := range to {
		if w := m.words[i]; !m.decides(i) && !m.reader.phrases.fills(w) && strings.Trim(w.text, "0123456789") != "" {
			return false
		}
	}
	return true
}

// spokenOf reports whether somebody is named before a word, of whom "she" may then be.
func (m message) spokenOf(at int) bool {
	for i := range at {
		if m.in("relative", i) || m.in("professional", i) || m.in("partner", i) || m.in("kin", i) || m.in("forename", i) {
			return true
		}
	}
	return false
}

// Quotes reports whether a message tells what a relative of the one who writes says: "my mums always like i want my son
// home". Those words show nothing of who writes. Where loose is set, he or she may say it.
func (r *Reader) Quotes(text string, loose bool) bool {
	m := r.message(text)
	return m.quotes(len(m.words), loose)
}

// quotes reports whether what stands before a word leads to somebody else's words. "My son is upset, his mum said" is
// no child's.
func (m message) quotes(before int, loose bool) bool {
	for _, h := range m.of("quotes") {
		if h.from < before && !m.part(0, h.from).any("young") && (loose || h.rule.about[1] == "plain") {
			return true
		}
	}
	return false
}
