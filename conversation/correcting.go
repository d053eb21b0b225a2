package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// What puts right something said before goes one road, whatever is asked. A sign knows one way in which words say
// that they change something: it looks at what was said before, gives the changes, and touches nothing. The first sign
// whose changes can be made has them made by apply (putright.go), and what is left of the thought goes on as if it had been said
// alone. A thought comes past here at three points; the less else its words can mean there, the more signs count:
//
//	corrects  before it is read as the answer to what is asked: words that name what they change
//	takesBack among the wishes: words that say of themselves that something was wrong (declared.go)
//	revises   at the read-back, and after hand-over where nothing is asked: words that only differ from what
//	          was read back (otherwise.go)
//
// Signs that find what is put in the place of something else, "friday not tuesday", stand in instead.go.
type sign func(thought) []change

// change is one thing that a thought changes: an answer, or a matter, and what it is from now on. Exactly one of ask,
// issue, told, kin, out and back is set.
type change struct {
	ask   Ask           // the answer that was wrong, of which reply and words are the new one
	issue int           // the number of the matter that was, of which words are the new ones
	told  *meaning.Told // what stands beside the answer from now on, and not in its place
	kin   string        // who they are to the young person
	out   []lettered    // the lines of the read-back that they want out
	back  bool          // the answer before: it was wrong, and they do not say what is right
	reply meaning.Reply // what the new words answer the question with
	words string        // the new words
	rest  string        // what else was said
	quiet bool          // nothing is said of it
}

// answered is the change of one answer.
func answered(a Ask, reply meaning.Reply, words string) []change {
	return []change{{ask: a, reply: reply, words: words}}
}

// byFirst has the changes made of the first sign that knows any that can be.
func (n *turn) byFirst(signs []sign, t thought) bool {
	return slices.ContainsFunc(signs, func(knows sign) bool { return n.apply(knows(t), t) })
}

// corrects takes what names the answer or the matter that it changes, whatever is on their screen, and gives what is left
// of the thought for the question. handled is set where nothing is.
func (n *turn) corrects(a Ask, t thought) (rest thought, handled bool) {
	t = n.withoutNoted(a, t)
	if n.apply(n.declares(a, t), t) || n.apply(n.placeForTime(a, t), t) {
		return t, true
	}
	if t = n.correctsFirst(a, t); empty(t) {
		return t, true
	}
	if rest, handled = n.correctsBeside(a, t); handled {
		return rest, true
	}
	return n.correctsInstead(a, rest)
}

// withoutNoted leaves out the texts of a burst that only put right what has been noted so already, as each came: "actually
// hes 17 not 16" ... "1".
func (n *turn) withoutNoted(a Ask, t thought) thought {
	if len(t.pieces) == 1 || a == "" || a == AskConfirm || a == AskChange {
		return t
	}
	noted := func(p Piece) bool {
		r := n.read(p.Text)
		return r.Corrects && len(r.Told) > 0 && r.Wish == nil && !r.TellsOfHarm() && !slices.ContainsFunc(r.Told, func(told meaning.Told) bool {
			return Ask(told.Ask) == a || n.s.Answers[Ask(told.Ask)].Seq != p.Seq
		})
	}
	if rest := t.only(func(p Piece) bool { return !noted(p) }); len(rest.pieces) > 0 {
		return rest
	}
	return t
}

// correctsFirst takes the first sentence where it puts right what was told and the others tell of one more matter: "actually it
// was april. and another thing, she never rings". Where more was asked for they are the answer.
func (n *turn) correctsFirst(a Ask, t thought) thought {
	if a == AskChange || a == AskConfirm || a == AskForget || a == AskVisitOK || a == AskSorted || a == AskSameNew {
		return t
	}
	for i, s := range n.reader().Sentences(t.text) {
		first, rest := t.without(stretch{s.End, len([]rune(t.text))}).tidied(), t.without(stretch{0, s.End}).tidied()
		if i > 0 || empty(rest) || !n.reader().Adds(rest.text) && !n.tellsAnew(rest.text) || n.read(first.text).TellsOfHarm() {
			break
		}
		for _, c := range n.saysWrong(first) {
			if c.issue == 0 || !n.apply([]change{c}, first) {
				continue
			}
			if tells(a) {
				return rest
			}
			n.addAll(AskConcern, n.read(rest.text), rest)
			return thought{}
		}
	}
	return t
}

// correctsBeside takes the sentences of an answer that put another answer right, and gives the rest: "no one. and can we
// meet at mcdonalds instead".
func (n *turn) correctsBeside(a Ask, t thought) (rest thought, handled bool) {
	if !n.takesClaims(a) || a == AskAnythingElse || a == AskSafeNow || a == AskContactSafe || n.read(t.text).TellsOfHarm() {
		return t, false
	}
	var taken []stretch
	end := len([]rune(t.text))
	for _, s := range n.reader().Sentences(t.text) {
		one := t.without(stretch{0, s.Start}, stretch{s.End, end}).tidied()
		part := s.Start > 0 || s.End < end
		switch {
		case part && n.apply(n.betterThan(a, one), one): // what stands alone is read as a whole
		case a != AskAvoid && a != AskKeepFrom && n.apply(n.allowsAgain(t), t):
			return t, true
		case a != AskVisitWhere && n.apply(n.otherPlace(one), one):
			if !part {
				return t, true
			}
		default:
			continue
		}
		taken = append(taken, stretch{s.Start, s.End})
	}
	if len(taken) == 0 {
		return t, false
	}
	rest = t.without(taken...).tidied()
	return rest, empty(rest)
}

// correctsInstead takes what a thought puts in the place of something else, text by text. New words for a lettered
// line are no matter of it.
func (n *turn) correctsInstead(a Ask, t thought) (rest thought, handled bool) {
	if a == AskChange || a == AskConfirm && (len(n.edits(t.text)) > 0 || len(n.takenOut(t.text)) > 0) || a == "" && len(n.editsAfterwards(t)) > 0 {
		return t, false
	}
	closes := func(p Piece) bool {
		if _, _, _, kin := n.reader().OtherKin(p.Text); kin {
			return false
		}
		return n.reader().Answer(string(AskContactSafe), p.Text).Value == No
	}
	if n.s.Pending.Ask == AskContactSafe && slices.ContainsFunc(t.pieces, closes) {
		return t, false // nothing is said here any more, not even that it was changed
	}
	put := false
	var left []Piece
	for _, p := range t.pieces {
		one := of([]Piece{p})
		if n.apply(n.otherKin(a, one), one) {
			put = true
			continue
		}
		for p.Text != "" { // "friday not tuesday. and im Dee not Kai"
			changes := n.insteadOf(of([]Piece{p}))
			if !n.apply(changes, of([]Piece{p})) {
				break
			}
			put, p = true, p.only(changes[0].rest)
		}
		if p.Text != one.text && !n.answersBeside(a, p.Text) {
			continue
		}
		left = append(left, p)
	}
	rest = of(left)
	return rest, put && len(rest.pieces) == 0
}

// answersBeside: what stands beside words that put something right answers the question on the screen.
func (n *turn) answersBeside(a Ask, rest string) bool {
	if rest == "" || a == "" || a == AskConfirm || strings.Contains(rest, "\n") {
		return false
	}
	r := n.reader().Read(rest)
	return !r.Corrects && n.reader().CalledWrong(rest) == "" && n.reader().Answer(n.readAs(a), rest).Value != ""
}

// takesBack changes what they say was wrong: the answer that the words name, else the one given last, else what they told.
func (n *turn) takesBack(a Ask, r meaning.Reading, t thought) bool {
	if !r.TellsOfHarm() && n.apply(n.wishesAnew(t), t) {
		return true
	}
	if !r.Corrects || r.Wants == "later" || a == AskVisitOK || a == AskChange || a == AskConfirm && len(n.edits(t.text)) > 0 {
		return false
	}
	return n.apply(n.saysWrong(t), t)
}

// revises hears what they say otherwise than it was read back, without a letter: "all good but make it friday", "my
// nans", "tracey can come after all". As a whole, else sentence by sentence: of what is not understood so, what
// complains is one more matter.
func (n *turn) revises(t thought) bool {
	if start := n.reader().SecondThought(t.text); start > 0 {
		t = t.without(stretch{0, start}).tidied()
	}
	t = n.withoutRight(t)
	if empty(t) || n.reader().Beside(t.text) {
		return false
	}
	signs := []sign{n.keepsLine, n.leavesLineOut, n.allowsAgain, n.beyondTime, n.insteadOf, n.otherPlace, n.recounts, n.nameAlone, n.claimsAnew, n.suitsBetter, n.placeOrTime}
	if n.byFirst(signs, t) {
		return true
	}
	put, left := false, []stretch(nil)
	for _, s := range n.reader().Sentences(t.text) {
		one := t.without(stretch{0, s.Start}, stretch{s.End, len([]rune(t.text))}).tidied()
		if s.Start == 0 && s.End == len([]rune(t.text)) || empty(one) || n.reader().Beside(one.text) || !n.byFirst(signs, one) {
			continue
		}
		put, left = true, append(left, stretch{s.Start, s.End})
	}
	if rest := t.without(left...).tidied(); put && !empty(rest) && n.tellsAnew(rest.text) {
		n.addPlain(n.read(rest.text), rest)
	}
	return put || n.asksForBetter(t)
}

// withoutRight is a thought without the sentences that say that it is right, or that say nothing: "im not very good with
// this phone. aye thatll do".
func (n *turn) withoutRight(t thought) thought {
	var right []stretch
	for _, s := range n.reader().Sentences(t.text) {
		if n.reader().Beside(s.Text) || n.reader().SecondThought(s.Text) == 0 && n.reader().Answer(string(AskConfirm), s.Text).Value == "send" {
			right = append(right, stretch{s.Start, s.End})
		}
	}
	return t.without(right...).tidied()
}

// revisesAfterwards does so after hand-over, where nothing is asked, on the phone on which the rest was agreed.
func (n *turn) revisesAfterwards(r meaning.Reading, t thought) bool {
	if r.Wants != "" && r.Wants != "company" || len(n.editsAfterwards(t)) > 0 && len(n.takenOut(t.text)) == 0 {
		return false
	}
	if n.s.Stage != HandedOver || n.s.LetGo || n.s.Unproven || n.s.Doubted || n.answersStaff(t) || r.TellsOfHarm() || n.s.Contact(n.s.Last).SafeToReply != Yes {
		return false
	}
	return n.revises(t)
}

// tellsAnew: what stands after words that put right is itself something that is wrong.
func (n *turn) tellsAnew(rest string) bool {
	r := n.reader().Read(rest)
	return r.TellsOfHarm() || r.Category == meaning.Complaint && len(n.reader().Instead(rest)) == 0 && !n.smallTalk(r, of([]Piece{{Text: rest}}))
}
