package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// Signs that are words which say of themselves that something was wrong: "actually", "i meant", "scrap that".

// declares: what says of itself that it corrects something puts another answer right, and what stands behind it only says
// why: "actually kai is 8 he had his birthday last week".
func (n *turn) declares(a Ask, t thought) []change {
	const most = 20 // words
	if len(t.pieces) != 1 || a == "" || tells(a) || a == AskConfirm || a == AskSafeNow || a == AskContactSafe || len(strings.Fields(t.text)) > most {
		return nil
	}
	r, opens := n.read(t.text), n.reader().OpensRight(t.text)
	told := r.Told
	if len(told) == 0 && opens > 0 { // whom "Kai is 8" is of may be plain only from whom they speak for
		if claims := n.reader().Claims(string(a), t.text, n.s.who() == OnBehalf); len(claims) > 0 {
			told = claims[0].Told
		}
	}
	first := len(told) > 0 && opens > 0 && told[0].Start <= opens
	if !first && (!r.Corrects || len(told) != 1) || r.Wish != nil || r.TellsOfHarm() {
		return nil
	}
	for _, one := range told {
		put := Ask(one.Ask)
		known, is := n.s.Answers[put]
		if is && put != a && (put == AskChildAge || put == AskChildName || put == AskName) && known.Value != one.Reply.Value {
			return answered(put, one.Reply, one.Reply.Rest)
		}
	}
	return nil
}

// wishesAnew: "actually what i want is ..." puts what would help in the place of what they said would, however long it is.
func (n *turn) wishesAnew(t thought) []change {
	rest, ok := n.reader().WishesAnew(t.text)
	if _, known := n.s.Answers[AskWanted]; !ok || !known {
		return nil
	}
	return answered(AskWanted, meaning.Reply{Value: "text", Rest: rest}, rest)
}

// saysWrong finds what the words mean that say that something was wrong: the answer that they name, else the one given
// last, else what they told.
func (n *turn) saysWrong(t thought) []change {
	if told, ok := n.reader().Anew(t.text); ok && (told.Ask == string(AskVisitWhen) || told.Ask == string(AskVisitWhere)) {
		if _, known := n.s.Answers[Ask(told.Ask)]; known && Ask(told.Ask) != n.s.Pending.Ask {
			return answered(Ask(told.Ask), told.Reply, told.Reply.Rest) // "can it be friday instead"
		}
	}
	if ask, reply, ok := n.reader().PutsRight(t.text); ok {
		words := reply.Rest
		if words == "" {
			words = t.text
		}
		return answered(n.whoseName(Ask(ask), t), reply, words)
	}
	rest, ok := n.reader().Corrected(t.text)
	if !ok {
		return nil
	}
	if rest == "" {
		return []change{{back: true}}
	}
	if n.s.Pending.Ask == AskSafeNow && n.reader().SafeThemselves(rest) {
		return nil // "i meant yes im safe" answers what is on their screen
	}
	if wish := n.reader().Wish(rest); wish == "withdraw" || wish == "back" {
		return nil // "actually forget it i got it", "oops wrong one" put nothing right
	}
	if a := n.contradicted(t.text, rest); a != "" {
		if reply := n.reader().Answer(string(a), rest); reply.Value != "" {
			return answered(a, reply, rest)
		}
	}
	if asked := n.s.Pending.Ask; asked != "" && open(asked) && !tells(asked) && n.reader().SlipOfOwn(t.text) {
		return nil // "mr bell i mean mr pell" puts right what it says itself
	}
	if ofWhom := func(a Ask) bool { return a == AskAvoid || a == AskKeepFrom }; ofWhom(n.s.Pending.Ask) && !ofWhom(n.s.Before.Ask) && n.reader().OfAPerson(rest) {
		return nil // "sir, i mean mr pell" says whom to leave out
	}
	if a, reply := n.lastAnswered(t, rest); a != "" {
		return answered(a, reply, rest)
	}
	for _, a := range []Ask{AskVisitWhen, AskChildAge} { // "actually its tuesday lunch"
		if _, known := n.s.Answers[a]; known {
			if reply := n.reader().Answer(string(a), rest); reply.OnlyHere {
				return answered(a, reply, rest)
			}
		}
	}
	return n.matterMeant(t, rest)
}

// contradicted is the question whose answer is repeated in words that put it right, and so the one
// that was wrong: "Gill not Philippa", "not thursday, I meant any day after 4".
func (n *turn) contradicted(text, rest string) Ask {
	text = strings.ToLower(text)
	for _, a := range readable {
		was := strings.ToLower(n.s.words(a))
		if a == AskChildAge {
			was = n.s.value(a)
		}
		if len(was) > 2 && strings.Contains(text, was) && !strings.Contains(strings.ToLower(rest), was) {
			return a
		}
	}
	return ""
}

// lastAnswered is the question that they answered last, where these words may answer it as well.
func (n *turn) lastAnswered(t thought, rest string) (Ask, meaning.Reply) {
	before := n.s.Before.Ask
	if last := n.toldLast(t); last != "" {
		before = last
	}
	reply := n.reader().Answer(string(before), rest)
	known, is := n.s.Answers[before]
	few := len(strings.Fields(rest)) <= 3 || before == n.s.Before.Ask
	if before == "" || reply.Value == "" || !is || inWords(reply.Value) && (known.Words == "" || !few) {
		return "", meaning.Reply{}
	}
	return before, reply
}

// toldLast is the question that they answered unasked with what they wrote last, after hand-over, when nothing is on
// their screen: "yes i want an advocate" ... "no actually i dont want one".
func (n *turn) toldLast(t thought) Ask {
	const near = 2 // lines, of which one may be ours
	if n.s.Stage != HandedOver || n.s.Pending.Ask != "" || n.openVisit() != nil {
		return ""
	}
	last := Ask("")
	for _, a := range []Ask{AskAdvocate, AskAvoid, AskKeepFrom, AskVisitWhere, AskVisitWhen, AskChildKnows, AskName, AskWanted} {
		if known, is := n.s.Answers[a]; is && known.Seq > n.s.Answers[last].Seq && known.Seq < t.seq() && known.Seq >= t.seq()-near {
			last = a
		}
	}
	told := func(issue Issue) bool { return issue.Seq > n.s.Answers[last].Seq }
	if slices.ContainsFunc(n.s.Issues, told) {
		return "" // they have told of something wrong since
	}
	return last
}

// matterMeant puts the words beside the matter that they mean: the one told last, or one that names a thing of the
// same kind.
func (n *turn) matterMeant(t thought, rest string) []change {
	if n.s.Pending.Ask == AskConfirm || n.openVisit() != nil || len(n.s.Issues) == 0 || n.reader().Answer(string(n.s.Pending.Ask), rest).OnlyHere {
		return nil
	}
	meant, stands := n.s.Issues[len(n.s.Issues)-1], false
	for _, issue := range n.s.Issues { // "actually it was april" is of the matter that names a month
		if n.reader().MayStandFor(rest, issue.Now()) {
			meant, stands = issue, true
		}
	}
	if !stands && n.reader().Answer("yes_no", rest).Value != "" {
		return nil // "actually yes its ok", "wait no i do want to" are of no matter
	}
	if !stands && n.tellsAnew(rest) {
		return nil // "actually no wait. they stopped my therapy" is a matter of its own
	}
	words, ok := n.reader().Redated(meant.Now(), rest)
	if !ok {
		words = meant.Now() + "\n" + strings.TrimSpace(t.text)
	}
	return []change{{issue: meant.Number, words: words}}
}

// whoseName: "it's Kayleigh, not Mo" is the young person's name where that is the one that was wrong.
func (n *turn) whoseName(a Ask, t thought) Ask {
	child := n.s.words(AskChildName)
	if a == AskName && child != "" && (n.s.words(AskName) == "" || strings.Contains(strings.ToLower(t.text), strings.ToLower(child))) {
		return AskChildName
	}
	return a
}
