package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// understand reads one thought as the answer to a question, and for all else that it says. It
// reports whether what comes next has already been said.
func (n *turn) understand(a Ask, t thought) bool {
	first := !n.s.Greeted && n.s.Stage != HandedOver
	if t = n.apart(a, t); !first {
		t = n.withoutFurther(a, n.withoutAsides(a, t))
		if a == AskAnythingElse {
			if from := n.reader().AfterNo(t.text); from > 0 {
				t = t.without(stretch{0, from})
			}
		}
		if n.carriesOn(n.read(t.text), t) {
			return true
		}
		rest, handled := n.corrects(a, t)
		if handled {
			return n.settledAfter()
		}
		if t, handled = n.withoutClaims(a, rest); handled {
			return n.claimsHeard(a, rest)
		}
	}
	reading := n.read(t.text)
	reply := n.replyTo(a, reading, t)
	if a != AskContactSafe || reply.Value != No { // or the one who looks would read who we are
		n.greet()
	}
	if usable := a != "" && !inWords(reply.Value); !usable && n.cannotSpeak(reading, t) {
		return true
	}
	n.volunteer(reading, t)
	if who := n.s.Answers[AskAboutWho]; a == AskSafeNow && reply.Value != No && who.Value == "behalf" && who.Seq >= t.seq() {
		reply = meaning.Reply{} // "im fine its not me": whether the young person is safe nobody has said
	}
	if n.unsafeSaid(t) {
		n.notSafeNow(a, reply, t) // "no, and don't text me, she looks at my phone"
		const few = 10            // words: no more than the phone and the answer
		if n.takeBeside(a, t) && len(strings.Fields(t.text)) <= few && !n.read(t.text).TellsOfHarm() {
			n.stopHere()
			return true
		}
		n.nowUnsafe(t)
		return true
	}
	if n.asksIfSeen(a, reading, t) {
		return true
	}
	if n.heardPlace(a, t) || n.nowSafe(a, reading, t) {
		return n.claimsHeard(a, t)
	}
	if a == "" && !first && reading.Wish == nil && n.revisesAfterwards(reading, t) {
		return true
	}
	handled, answered := false, false
	switch _, code := CodeIn(t.text); {
	case a == AskContactSafe && reply.Value == No: // whatever else they ask for, not here
	case code: // a right one would have led to its own talk
		n.say("code_wrong", LaneAnswer, nil)
		return n.settledAfter()
	case first:
		handled, answered = n.firstWish(reading, t)
	default:
		handled, answered = n.askedFor(a, reading, reply, t)
	}
	switch {
	case handled:
		return answered
	case a == "":
		return n.outsideQuestions(reading, t)
	case reading.Wish != nil && reply.Value == "" && open(a) && a != AskName && a != AskChildName && !n.asksUs(a, t.text):
		reply = meaning.Reply{Value: "text", Rest: t.text} // it was no wish, so it is their words
	}
	if open(a) && !tells(a) && n.onlyOfPhone(reading, t) {
		return n.settledAfter()
	}
	if open(a) && !tells(a) && n.reader().Adds(t.text) {
		n.addAll(a, reading, t) // "another thing, ..." is no place and no name
		return n.settledAfter()
	}
	return n.answer(a, reply, t)
}

// tells: what is answered to these is itself what is wrong.
func tells(a Ask) bool {
	return a == "" || a == AskConcern || a == AskAnythingElse || a == AskChange || a == AskSorted
}

// apart keeps the matters that came in one burst with an answer, and gives what may be the answer.
func (n *turn) apart(a Ask, whole thought) thought {
	// "this is a joke" ... "fridays I'm off college": what only stands beside the answer is let pass.
	if rest := whole.only(func(p Piece) bool { return !n.reader().Beside(p.Text) }); len(rest.pieces) > 0 {
		whole = rest
	}
	if !tells(a) && len(whole.pieces) > 1 && n.reader().Adds(whole.text) && !slices.ContainsFunc(whole.pieces[1:], func(p Piece) bool { return n.answersPlainly(a, p) }) {
		return whole // one matter in several texts
	}
	if !tells(a) && len(whole.pieces) > 1 {
		added := func(p Piece) bool { return n.reader().Adds(p.Text) && !n.read(p.Text).TellsOfHarm() }
		if rest := whole.only(func(p Piece) bool { return !added(p) }); len(rest.pieces) > 0 && len(rest.pieces) < len(whole.pieces) {
			more := whole.only(added)
			n.addAll(a, n.read(more.text), more)
			whole = rest
		}
	}
	if a == "" || open(a) || len(whole.pieces) == 1 {
		return whole
	}
	if n.oneAnswer(a, whole) {
		return whole
	}
	answers := func(p Piece) bool { return n.noMatter(p) || a == AskCarryOn && n.reader().Meets(p.Text) }
	rest := whole.only(answers)
	if len(rest.pieces) == 0 {
		return whole // then one of them must be the answer
	}
	if matters := whole.only(func(p Piece) bool { return !answers(p) }); len(matters.pieces) > 0 {
		n.addMatters(n.read(matters.text), matters)
	}
	return rest
}

// oneAnswer: a few words in several texts are the answer: "shes with me now" ... "shes safe".
func (n *turn) oneAnswer(a Ask, t thought) bool {
	const few = 10 // words
	joined := strings.ReplaceAll(t.text, "\n", " ")
	if len(strings.Fields(joined)) > few || n.reader().Adds(joined) || n.read(t.text).TellsOfHarm() || slices.ContainsFunc(t.pieces, n.asksBack) {
		return false
	}
	value := n.reader().Answer(n.readAs(a), joined).Value
	return !inWords(value) && value == n.reader().Answer(n.readAs(a), t.text).Value
}

// answersPlainly: a few words that are an answer to the question and nothing else.
func (n *turn) answersPlainly(a Ask, p Piece) bool {
	return len(strings.Fields(p.Text)) <= 3 && n.reader().Answer(string(a), p.Text).Value != ""
}

// replyTo is what a thought answers to a question; the one of its texts that does, where the thought as
// a whole does not: "100%" ... "how long will it take".
func (n *turn) replyTo(a Ask, r meaning.Reading, t thought) meaning.Reply {
	if (a == AskVisitWhere || a == AskVisitWhen) && button(t.text) {
		return meaning.Reply{} // "1" is a yes, and neither a place nor an hour
	}
	if a == AskSafeNow && n.s.tier() == R1 && n.reader().Acknowledges(t.text) {
		return meaning.Reply{} // "ok" is said to "we are telling a worker"
	}
	if n.isUnclear(a, r) || n.asksUs(a, t.text) || a == AskContactSafe && n.mayMeanNotSafe(t.text) {
		return meaning.Reply{}
	}
	text := t.text
	if a == AskContactSafe && r.Wants == "not_tell" {
		text = n.reader().BeforeSecret(text) // whom we may not tell says nothing of the phone
	}
	reply := n.reader().Answer(n.readAs(a), text)
	if wordless(t.text) && open(a) && inWords(reply.Value) && !(a == AskWanted && strings.ContainsAny(t.text, "£$€")) {
		return meaning.Reply{} // "1" or a smile says nothing here
	}
	if a == AskSafeNow && reply.Value == No && n.s.who() == OnBehalf && r.Risk == meaning.None {
		reply.Value = n.safeAndWhere(t.text)
	}
	if reply.Value == "" && a != "" && r.Wants == "skip" {
		return meaning.Reply{Value: "refuses"}
	}
	if len(t.pieces) == 1 || open(a) || reply.Value != "" && r.Wish == nil {
		return reply
	}
	for _, p := range t.pieces {
		if one := n.reader().Answer(n.readAs(a), p.Text); one.Value != "" {
			return one
		}
	}
	return reply
}

// safeAndWhere: "yes hes safe, hes upstairs" of a young person says where he is, and not who is coming. What begins with
// a yes and goes on so is a yes where its first words alone are one that says more than "yes", else nobody knows.
func (n *turn) safeAndWhere(text string) string {
	if !n.reader().BeginsYes(text) {
		return No
	}
	first := text[:max(0, strings.IndexAny(text, ",.;"))]
	if len(strings.Fields(first)) > 1 && n.reader().Answer(string(AskSafeNow), first).Value == Yes {
		return Yes
	}
	return "unsure"
}

// outsideQuestions takes what was said when nothing had been asked.
func (n *turn) outsideQuestions(r meaning.Reading, t thought) bool {
	if n.answersLate(t) {
		return true
	}
	if edits := n.editsAfterwards(t); len(edits) > 0 {
		return n.edit(edits, t)
	}
	if n.otherDay(r, t) || n.s.Stage == HandedOver && !n.s.LetGo && n.apply(n.suitsBetter(t), t) {
		return true
	}
	if n.s.Stage == HandedOver && !n.s.LetGo && !n.s.Closed && len(n.s.Issues) > 0 && n.reader().SaysSorted(t.text) {
		return n.sorted(meaning.Reply{Value: Yes}, t) // before it was asked
	}
	if n.namesThemselves(r, t) {
		return true
	}
	n.addMatters(r, t)
	n.addVague(r, t)
	if n.startsAfterAll() {
		return false
	}
	return n.s.Stage == HandedOver && n.asksAfterwards(t) || n.afterHandOver()
}

// namesThemselves: a name and no more, after hand-over, where it was never asked for, is theirs.
func (n *turn) namesThemselves(r meaning.Reading, t thought) bool {
	name, ok := n.reader().NameAlone(t.text)
	if _, known := n.s.Answers[AskName]; !ok || known || n.s.Stage != HandedOver || n.s.LetGo || n.s.Unproven || n.s.Doubted || n.answersStaff(t) || n.s.Contact(n.s.Last).SafeToReply != Yes {
		return false
	}
	n.record(AskName, Answer{Value: name, Words: shorten(name, 60), Seq: t.seq()})
	n.s.Thanked = n.at
	return n.say("noted", LaneAnswer, nil)
}

// noMatter: this text of a burst does not itself tell of something that is wrong.
func (n *turn) noMatter(p Piece) bool {
	r := n.read(p.Text)
	return r.Category != meaning.Complaint || r.TellsOfHarm() || len(strings.Fields(p.Text)) <= 4 ||
		!slices.ContainsFunc(r.Kinds, notOther)
}

// startsAfterAll: what was let go as a wrong number or a bare "hi" has told us something after all.
func (n *turn) startsAfterAll() bool {
	if n.s.Stage != HandedOver || !n.s.LetGo || len(n.s.Issues) == 0 || n.s.Caseworker != "" {
		return false
	}
	n.s.Stage, n.s.LetGo, n.changed = Listening, false, true
	n.quietTimers()
	return true
}

// greet introduces the service before anything is asked. The limits of privacy go with the first question.
// Whoever says that they are back is told how to go on with what they said before.
func (n *turn) greet() {
	if n.s.Greeted || n.s.Stage == HandedOver || n.reading.Wants == "leaving" {
		return
	}
	sentence := "welcome"
	if n.reading.Returns == meaning.Again {
		sentence = "welcome_again"
	}
	n.s.Greeted = n.say(sentence, LaneAnswer, nil) && !n.silent
}

// open questions are answered in words; a lone word may well be the whole answer.
func open(a Ask) bool {
	return slices.Contains([]Ask{AskConcern, AskAnythingElse, AskWhereNow, AskChildName, AskKeepFrom, AskWanted,
		AskVisitWhere, AskVisitWhen, AskAvoid, AskName, AskChange, AskSorted, ""}, a)
}
