package conversation

import (
	"strings"

	"sayso/conversation/meaning"
)

// revised hears at the read-back, and after it, what they say otherwise than it stands there, without a letter: "all good
// but make it friday", "my nans", "tracey can come after all". Sentence by sentence: of what is not understood so,
// what complains is one more matter.
func (n *turn) revised(t thought) bool {
	if start := n.reader().SecondThought(t.text); start > 0 {
		t = t.without(stretch{0, start}).tidied()
	}
	t = n.withoutRight(t)
	if empty(t) || n.reader().Beside(t.text) {
		return false
	}
	if n.reviseOne(t) {
		return true
	}
	put, left := false, []stretch(nil)
	for _, s := range n.reader().Sentences(t.text) {
		one := t.without(stretch{0, s.Start}, stretch{s.End, len([]rune(t.text))}).tidied()
		if s.Start == 0 && s.End == len([]rune(t.text)) || empty(one) || n.reader().Beside(one.text) || !n.reviseOne(one) {
			continue
		}
		put, left = true, append(left, stretch{s.Start, s.End})
	}
	if rest := t.without(left...).tidied(); put && !empty(rest) && n.tellsAnew(rest.text) {
		n.addPlain(n.read(rest.text), rest)
	}
	return put || n.unsuitable(t)
}

// correctsAnother: a sentence that says of itself that it corrects something puts another answer right, and what stands
// behind it only says why: "actually kai is 8 he had his birthday last week".
func (n *turn) correctsAnother(a Ask, t thought) bool {
	const most = 14 // words
	if len(t.pieces) != 1 || a == "" || tells(a) || a == AskConfirm || a == AskSafeNow || a == AskContactSafe || len(strings.Fields(t.text)) > most {
		return false
	}
	r := n.read(t.text)
	if !r.Corrects || len(r.Told) != 1 || r.Wish != nil || r.TellsOfHarm() {
		return false
	}
	told := r.Told[0]
	known, answered := n.s.Answers[Ask(told.Ask)]
	if !answered || Ask(told.Ask) == a || Ask(told.Ask) != AskChildAge && Ask(told.Ask) != AskChildName && Ask(told.Ask) != AskName || known.Value == told.Reply.Value {
		return false
	}
	return n.putRightAnswer(Ask(told.Ask), told.Reply, t, told.Reply.Rest)
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

// revisedAfterwards does so after hand-over, where nothing is asked, on the phone on which the rest was agreed.
func (n *turn) revisedAfterwards(r meaning.Reading, t thought) bool {
	if r.Wants != "" && r.Wants != "company" || len(n.editsAfterwards(t)) > 0 && len(n.takenOut(t.text)) == 0 {
		return false
	}
	if n.s.Stage != HandedOver || n.s.LetGo || n.s.Unproven || n.s.Doubted || n.answersStaff(t) || r.TellsOfHarm() || n.s.Contact(n.s.Last).SafeToReply != Yes {
		return false
	}
	return n.revised(t)
}

// revisedBeside takes the sentences of an answer that put another answer right, and gives the rest: "no one. and can we
// meet at mcdonalds instead".
func (n *turn) revisedBeside(a Ask, t thought) (rest thought, all bool) {
	if !n.takesClaims(a) || a == AskAnythingElse || a == AskSafeNow || a == AskContactSafe || n.read(t.text).TellsOfHarm() {
		return t, false
	}
	var taken []stretch
	end := len([]rune(t.text))
	for _, s := range n.reader().Sentences(t.text) {
		one := t.without(stretch{0, s.Start}, stretch{s.End, end}).tidied()
		told, anew := n.reader().Anew(one.text)
		_, known := n.s.Answers[Ask(told.Ask)]
		part := s.Start > 0 || s.End < end // what stands alone is read as a whole
		switch {
		case part && anew && known && Ask(told.Ask) != a && Ask(told.Ask) != AskCarryOn:
			if !n.putRightAnswer(Ask(told.Ask), told.Reply, one, told.Reply.Rest) {
				continue
			}
		case a != AskAvoid && a != AskKeepFrom && n.allowsAgain(t):
			return t, true
		case a != AskVisitWhere && n.otherPlace(one):
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

// reviseOne takes one sentence.
func (n *turn) reviseOne(t thought) bool {
	if gone := n.takenOut(t.text); len(gone) > 0 && (n.s.Pending.Ask == AskConfirm || n.s.Agreed != nil) {
		return n.takeOut(gone, t)
	}
	if n.allowsAgain(t) || n.beyondTime(t) {
		return true
	}
	if change, ok := n.insteadOf(t); ok && n.putOne(change, t) {
		return true
	}
	if n.otherPlace(t) || n.recounted(t) {
		return true
	}
	if n.s.Pending.Ask == AskConfirm && n.nameAnew(t) {
		return true
	}
	if n.claimsAnew(t) || n.wantsAnew(t) {
		return true
	}
	if told, ok := n.reader().PlaceOrTime(t.text); ok && n.s.Stage != HandedOver && n.s.Answers[AskCarryOn].Value == Yes {
		return n.putRightAnswer(Ask(told.Ask), told.Reply, t, told.Reply.Rest)
	}
	return false
}

// otherPlace: "not school my nans", where nothing stands between the two.
func (n *turn) otherPlace(t thought) bool {
	for _, a := range []Ask{AskVisitWhere, AskVisitWhen} {
		now, ok := n.reader().OtherThan(t.text, n.s.words(a))
		if place, when, both := n.reader().PlaceThenTime(now); ok && both && a == AskVisitWhere && n.openVisit() == nil { // "my nans saturday"
			n.record(AskVisitWhen, Answer{Value: "text", Words: shorten(when, longestAnswer), Seq: t.seq()})
			return n.putRightAnswer(a, meaning.Reply{Value: "text", Rest: place}, t, place)
		}
		if told, is := n.reader().PlaceOrTime(now); ok && is && Ask(told.Ask) == a {
			return n.putRightAnswer(a, told.Reply, t, told.Reply.Rest)
		}
	}
	return false
}

// recounted: "no she came 4 times", where they had said 3.
func (n *turn) recounted(t thought) bool {
	of, mended := 0, ""
	for _, issue := range n.s.Issues {
		if was, now, ok := n.reader().Recounted(t.text, issue.Now()); ok {
			if of > 0 {
				return false
			}
			of, mended = issue.Number, strings.Replace(issue.Now(), was, now, 1)
		}
	}
	if of == 0 {
		return false
	}
	n.putIn(of, shorten(mended, longestIssue), t.seq())
	n.s.Put[AskConfirm] = 0
	return n.putsRight()
}

// claimsAnew takes the clauses that answer a question, where they say nothing else: "i do want an advocate now".
func (n *turn) claimsAnew(t thought) bool {
	r := n.reader().Asked(string(AskConfirm))
	var taken []stretch
	var told []meaning.Told
	for _, c := range r.Claims(string(AskConfirm), t.text, n.s.who() == OnBehalf) {
		taken, told = append(taken, stretch{c.Start, c.End}), append(told, c.Told...)
	}
	if len(taken) == 0 || !empty(t.without(taken...).tidied()) {
		told = nil
		for _, one := range r.Read(t.text).Told { // "she doesnt know ive told you"
			if laterStands(Ask(one.Ask)) && 2*(one.End-one.Start) > len([]rune(t.text)) || Ask(one.Ask) == AskKeepFrom || Ask(one.Ask) == AskAboutWho {
				told = append(told, one)
			}
		}
	}
	put := false
	for _, one := range told {
		put = n.tellAnew(one, t) || put
	}
	return put
}

// tellAnew takes one answer that was told anew. Whom to leave out, and what would help, stands beside what was said of it
// before.
func (n *turn) tellAnew(told meaning.Told, t thought) bool {
	said := string([]rune(t.text)[told.Start:min(told.End, len([]rune(t.text)))])
	switch a := n.whoseName(Ask(told.Ask), t); a {
	case AskAvoid, AskKeepFrom, AskVisitWith:
		if known := n.s.words(a); known != "" && strings.Contains(known, said) {
			return n.putsRight() // it has just been noted
		}
		n.told(told, false, t)
		return n.putsRight()
	case AskWanted:
		if n.s.Stage == HandedOver {
			return false // "i want someone to clean my room" is one more
		}
		words := said
		if was := n.s.words(AskWanted); was != "" && !strings.Contains(was, said) {
			words = was + ", " + said
		}
		return n.putRightAnswer(a, meaning.Reply{Value: "text", Rest: words}, t, words)
	default:
		return n.putRightAnswer(a, told.Reply, t, said)
	}
}

// allowsAgain: whom they wanted left out may come, or know, after all.
func (n *turn) allowsAgain(t thought) bool {
	who, besides, ok := n.reader().AllowedAgain(t.text)
	if !ok {
		return false
	}
	others := n.reader().OfAPerson(besides) // "her dad can know, its her uncle who mustnt"
	for _, a := range []Ask{AskAvoid, AskKeepFrom} {
		var left []string
		out := false
		for _, line := range strings.Split(n.s.words(a), "\n") {
			rest, stands := n.reader().Without(line, who)
			if out = out || stands; stands && n.reader().OfAPerson(rest) {
				left = append(left, rest)
			} else if !stands && line != "" {
				left = append(left, line)
			}
		}
		if !out {
			continue
		}
		next := Answer{Value: "none", Seq: t.seq()}
		if others {
			next = Answer{Value: "text", Words: shorten(strings.TrimSpace(t.text), longestAnswer), Seq: t.seq()}
		} else if len(left) > 0 {
			next = Answer{Value: "text", Words: strings.Join(left, "\n"), Seq: t.seq()}
		}
		n.record(a, next)
		n.s.Put[AskConfirm] = 0
		return n.putsRight()
	}
	return false
}

// beyondTime: a day that they cannot do stands as they say it, as "any day but thursday" does.
func (n *turn) beyondTime(t thought) bool {
	was, ok := n.reader().NoLonger(t.text)
	if !ok || n.openVisit() != nil || !n.reader().Answer(string(AskVisitWhen), was).OnlyHere || n.s.words(AskVisitWhen) == "" {
		return false
	}
	if len(strings.Fields(t.text)) <= 2 && n.s.Pending.Ask == AskConfirm {
		return false // "not thursday": they are asked what it should say
	}
	n.record(AskVisitWhen, Answer{Value: "text", Words: shorten(strings.TrimSpace(t.text), longestAnswer), Seq: t.seq()})
	n.s.Put[AskConfirm] = 0
	return n.putsRight()
}

// unsuitable: what a line says is no good, and they name nothing better. So they are asked.
func (n *turn) unsuitable(t thought) bool {
	was, ok := n.reader().NoLonger(t.text)
	if !ok || n.openVisit() != nil {
		return false
	}
	for _, a := range []Ask{AskVisitWhere, AskVisitWhen, AskName, AskChildName, AskWanted} {
		if _, stands := n.reader().Without(n.s.words(a), was); !stands || n.s.words(a) == "" {
			continue
		}
		if lines, _ := n.letters(); n.s.Pending.Ask == AskConfirm {
			for _, l := range lines {
				if l.ask == a {
					return n.toChange(l.letter, t)
				}
			}
			return false
		}
		n.s.Put[a] = 0
		return n.ask(a, string(a), LaneAnswer, nil)
	}
	return false
}
