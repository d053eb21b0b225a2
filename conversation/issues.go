package conversation

import (
	"slices"
	"strings"
	"unicode"

	"sayso/conversation/meaning"
)

const (
	longestIssues = 20   // matters listed of one conversation
	longestIssue  = 2000 // runes in one; longer words go on as a further matter
)

// addMatters keeps each separate matter that a thought complains of, once.
func (n *turn) addMatters(r meaning.Reading, t thought) {
	ofSomebody := r.Category == meaning.Complaint && len(r.People) > 0 && len(n.s.Issues) == 0 // "my sw is a total joke lol"
	if r.Category != meaning.Complaint && !r.TellsOfHarm() || !ofSomebody && n.smallTalk(r, t) {
		return
	}
	if r.Returns == meaning.Again && !r.TellsOfHarm() && len(r.People) == 0 && !slices.ContainsFunc(r.Kinds, notOther) {
		return // "its jack again, mum gave it me back"
	}
	if len(r.Issues) == 0 {
		n.addWhole(t, r.Kinds)
	}
	for i, span := range r.Issues {
		if n.onlyWish(r, span, t) && (len(n.s.Issues) > 0 || i > 0) {
			continue // it stands under what would help
		}
		n.addIssue(t, span.Start, span.End, span.Kinds)
	}
}

// onlyWish: a matter of a message says nothing but what would help, which was noted as that just now, who speaks, and
// that we may write here: "i want my savings backdated. im called Gareth", "👍. actually what i want is the laptop".
func (n *turn) onlyWish(r meaning.Reading, span meaning.IssueSpan, t thought) bool {
	const few = 10 // words
	wished := false
	var beside strings.Builder
	runes, at := []rune(t.text), span.Start
	for _, told := range r.Told {
		if told.Start < at || told.End > span.End {
			continue
		}
		before := string(runes[at:told.Start])
		if told.Ask == string(AskWanted) { // with what begins its sentence: "actually what i want is"
			wished, before = true, before[:strings.LastIndexAny(before, ".!?\n")+1]
		}
		beside.WriteString(before)
		at = told.End
	}
	if len(r.Issues) == 1 && slices.Contains(span.Kinds, "family_time") {
		return false // to see more of one's family is what is wrong as well
	}
	if !wished || r.TellsOfHarm() || n.s.Answers[AskWanted].Seq < t.seq() {
		return false
	}
	beside.WriteString(string(runes[at:span.End]))
	rest := strings.TrimSpace(beside.String())
	return len(strings.Fields(rest)) <= few && (len(strings.Fields(rest)) <= 1 || !slices.ContainsFunc(n.reader().Read(rest).Kinds, notOther))
}

// smallTalk: what the learned reader, who knows much of it, is sure to be no complaint, though words
// stand in it that often are of one ("i had pizza for tea"). It has learned English only.
func (n *turn) smallTalk(r meaning.Reading, t thought) bool {
	const unlikely, most = 0.35, 20 // words
	least := unlikely
	if slices.ContainsFunc(r.Kinds, notOther) {
		least = 0.15 // the rules see a complaint in it too
	}
	if r.Scorns || n.reader().Adds(t.text) {
		return false // they say themselves that it is one more
	}
	if !r.TellsOfHarm() && n.reader().Beside(t.text) {
		return true
	}
	return !r.TellsOfHarm() && r.Weighed.Complaint < least && r.Language == "en" && len(strings.Fields(t.text)) <= most
}

// addAll keeps what was asked for, even where the reader sees no complaint in it.
func (n *turn) addAll(a Ask, r meaning.Reading, t thought) {
	if len(n.s.Issues) > 0 && n.reader().Beside(t.text) {
		return // "are you even reading this"
	}
	least := 2
	if a == AskAnythingElse {
		if least = 3; r.Language != "en" {
			least = 8 // "is this free" is nothing else that is wrong
		}
		if n.smallTalk(r, t) && !n.moreOfIt(r, t) {
			return
		}
	}
	before := len(n.s.Issues)
	if n.addMatters(r, t); len(n.s.Issues) == before && !onlyAnswers(a, r, t) && len(strings.Fields(t.text)) >= least {
		n.addWhole(t, r.Kinds)
	}
}

// moreOfIt: it tells more of what is wrong, though by itself it would hardly be a matter: "her hairs falling out".
func (n *turn) moreOfIt(r meaning.Reading, t thought) bool {
	const hardly, few = 0.24, 4 // few words are an aside
	return r.Weighed.Complaint >= hardly && len(strings.Fields(t.text)) >= few && len(r.Told) == 0 && r.Wish == nil && r.Wants == "" &&
		r.Introduces == nil && !n.reader().Beside(t.text) && !n.reader().Asks(t.text)
}

// onlyAnswers: what was said answers other questions and tells of nothing else. A wish is what has happened
// too, where that was asked; where more was asked, it tells of something if more is said than the wish.
func onlyAnswers(a Ask, r meaning.Reading, t thought) bool {
	const more = 3 // words beside the wish
	left := len(strings.Fields(t.text))
	for _, told := range r.Told {
		if Ask(told.Ask) != AskWanted {
			return true
		}
		left -= len(strings.Fields(string([]rune(t.text)[told.Start:told.End])))
	}
	return len(r.Told) > 0 && a != AskConcern && left < more
}

// addPlain keeps what is said beside something else, where it plainly complains: "carer" in answer to
// "who are you?" does not.
func (n *turn) addPlain(r meaning.Reading, t thought) {
	if said := t.only(func(p Piece) bool { return !n.reader().Beside(p.Text) }); len(t.pieces) > 1 && len(said.pieces) == 0 && !r.TellsOfHarm() {
		return // "its taking" ... "the piss"
	}
	plain := slices.ContainsFunc(r.Kinds, notOther)
	if r.TellsOfHarm() || plain && len(strings.Fields(t.text)) > 3 {
		n.addMatters(r, t)
	}
}

// addVague holds what may be a matter or may not, until another is heard.
func (n *turn) addVague(r meaning.Reading, t thought) {
	if len(n.s.Issues) > 0 || len(n.s.Vague) >= mostVague || r.Wish != nil || r.Wants == "go_on" || r.Returns == meaning.Again || r.Category == meaning.Compliment && !r.Mixed {
		return
	}
	if len(strings.Fields(t.text)) <= 4 || n.reader().Beside(t.text) || n.reader().AsksFirst(t.text) {
		return
	}
	for _, p := range t.pieces {
		if len(n.s.Vague) < mostVague && !n.reader().Beside(p.Text) {
			n.s.Vague = append(n.s.Vague, Piece{Seq: p.Seq, At: p.At, Text: p.Text, From: p.From, Channel: p.Channel})
		}
	}
}

// mostVague bounds how many texts are kept that may yet tell of what is wrong.
const mostVague = 6

func notOther(kind string) bool { return kind != "other" }

// addWhole keeps a thought as one matter.
func (n *turn) addWhole(t thought, kinds []string) {
	n.addIssue(t, 0, len([]rune(t.text)), kinds)
}

// addIssue keeps one matter in exactly the words that were written, unless the same stretch is
// there already. A matter makes the case the most that it can be; a named human may say otherwise.
func (n *turn) addIssue(t thought, start, end int, kinds []string) {
	runes := []rune(t.written())
	for start < end && !says(runes[start]) {
		start++
	}
	for end > start && unicode.IsSpace(runes[end-1]) {
		end--
	}
	if start == end {
		return
	}
	if end-start > longestIssue {
		n.addIssue(t, start, start+longestIssue, kinds)
		n.addIssue(t, start+longestIssue, end, kinds)
		return
	}
	if vague := n.s.Vague; len(vague) > 0 {
		n.s.Vague = nil // so what they began with told of it too
		if before := of(vague).only(func(p Piece) bool { return p.Seq < t.seq() }); len(before.pieces) > 0 {
			n.addWhole(before, []string{})
		}
	}
	if words := string(runes[start:end]); len(strings.Fields(words)) <= 3 && n.reader().Beside(words) && !n.read(words).TellsOfHarm() && !n.read(words).Scorns {
		return // "bloody hell" between two matters is neither
	}
	parts := t.parts(start, end)
	if len(parts) == 0 || slices.ContainsFunc(n.s.Issues, func(i Issue) bool { return slices.Equal(i.Parts, parts) }) {
		return
	}
	n.s.Category, n.changed = "statutory_complaint", true
	if len(n.s.Issues) >= longestIssues {
		n.s.More++
		return
	}
	if kinds == nil {
		kinds = []string{}
	}
	n.s.Issues = append(n.s.Issues, Issue{
		Number: len(n.s.Issues) + 1, Seq: parts[0].Seq, Words: string(runes[start:end]), Parts: parts, Kinds: kinds,
	})
}

// says: not a space, and not what only stands between two matters.
func says(r rune) bool { return !unicode.IsSpace(r) && r != ',' && r != '.' && r != ';' }

// Now is what the matter says as the person last put it.
func (i Issue) Now() string {
	if last := len(i.Versions) - 1; last >= 0 {
		return i.Versions[last].Words
	}
	return i.Words
}

// putIn gives a matter new words. Those that were said stay beside them.
func (n *turn) putIn(number int, words string, seq int) {
	for i := range n.s.Issues {
		if issue := &n.s.Issues[i]; issue.Number == number && issue.Now() != words {
			issue.Versions = lastOf(append(slices.Clone(issue.Versions), Version{Words: words, Seq: seq, At: n.at}), 10)
			n.changed = true
		}
	}
}
