package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// understand reads one thought as the answer to a question, and for all else that it says. It
// reports whether what comes next has already been said.
func (n *turn) understand(a Ask, t thought) bool {
	first := !n.s.Greeted
	if t = n.apart(a, t); !first {
		t = n.withoutFurther(a, n.withoutAsides(a, t))
		rest, handled := n.putInstead(a, t)
		if handled {
			return n.settledAfter()
		}
		t = rest
	}
	reading := n.read(t.text)
	n.greet()
	reply := n.replyTo(a, reading, t)
	if usable := a != "" && !inWords(reply.Value); !usable && n.cannotSpeak(reading, t) {
		return true
	}
	n.volunteer(reading, t)
	if n.unsafeSaid(t) {
		n.notSafeNow(a, reply, t) // "no, and don't text me, she looks at my phone"
		n.takeBeside(a, t)
		n.nowUnsafe(t)
		return true
	}
	if n.heardPlace(a, t) {
		return n.settledAfter()
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
	case reading.Wish != nil && reply.Value == "" && open(a):
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

// answersPlainly: a few words that are an answer to the question and nothing else.
func (n *turn) answersPlainly(a Ask, p Piece) bool {
	return len(strings.Fields(p.Text)) <= 3 && n.reader().Answer(string(a), p.Text).Value != ""
}

// withoutAsides answers what one text of a burst asks back ("the visits made up" ... "is this a robot"),
// and gives the rest. At a phone that this burst calls unsafe nothing is answered.
func (n *turn) withoutAsides(a Ask, whole thought) thought {
	rest := whole.only(func(p Piece) bool { return !n.asksBack(p) })
	if len(rest.pieces) == 0 || len(rest.pieces) == len(whole.pieces) {
		return whole
	}
	unsafe := func(told meaning.Told) bool { return told.Ask == string(AskContactSafe) && told.Reply.Value == No }
	if slices.ContainsFunc(n.read(whole.text).Told, unsafe) ||
		a == AskContactSafe && n.reader().Answer(string(a), rest.text).Value != Yes {
		return rest
	}
	for _, p := range whole.pieces {
		if n.asksBack(p) {
			n.askedFor(a, n.read(p.Text), meaning.Reply{}, of([]Piece{p}))
		}
	}
	n.again, n.stays = false, false
	return rest
}

// asksBack: this text of a burst asks for something that can be told, and is nothing else.
func (n *turn) asksBack(p Piece) bool {
	r := n.read(p.Text)
	if r.TellsOfHarm() || len(r.Told) > 0 {
		return false
	}
	switch r.Wants {
	case "why_ask", "what_advocate", "who_are_you", "copy", "no_trouble":
		return true
	}
	if r.Wish == nil {
		return false
	}
	switch *r.Wish {
	case "who_sees", "is_robot", "how_long", "status":
		return true
	}
	return false
}

// replyTo is what a thought answers to a question; the one of its texts that does, where the thought as
// a whole does not: "100%" ... "how long will it take".
func (n *turn) replyTo(a Ask, r meaning.Reading, t thought) meaning.Reply {
	if (a == AskVisitWhere || a == AskVisitWhen) && button(t.text) {
		return meaning.Reply{} // "1" is a yes, and neither a place nor an hour
	}
	reply := n.reader().Answer(n.readAs(a), t.text)
	if wordless(t.text) && open(a) && inWords(reply.Value) && !(a == AskWanted && strings.ContainsAny(t.text, "£$€")) {
		return meaning.Reply{} // "1" or a smile says nothing here
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

// firstWish hears what is asked for in the very first words, of which only this changes the answer.
func (n *turn) firstWish(r meaning.Reading, t thought) (handled, answered bool) {
	if r.Wants == "formal" {
		n.wantsFormal(t)
	}
	if r.Wants == "leaving" && r.Risk != meaning.Immediate {
		return true, n.leaving("", t)
	}
	if r.Wants == "interpreter" {
		return true, n.littleEnglish(t)
	}
	if r.Wish != nil && *r.Wish == "help" {
		return true, n.ask(AskConcern, "help", LaneAnswer, nil)
	}
	if len(r.Issues) == 0 && !r.TellsOfHarm() {
		switch r.Wants { // what the welcome does not answer
		case "ask_us", "cost", "no_move", "have_to", "what_advocate", "advocate_how", "where_meet":
			return n.want(r.Wants, "", meaning.Reply{}, t), false
		}
	}
	return false, false
}

// askedFor hears wishes and corrections, which can come at any point.
func (n *turn) askedFor(a Ask, r meaning.Reading, reply meaning.Reply, t thought) (handled, answered bool) {
	wish := ""
	if r.Wish != nil && r.Risk != meaning.Immediate {
		wish = *r.Wish
	}
	switch {
	case r.Wants == "leaving" && n.s.tier() != R1:
		return true, n.leaving(wish, t)
	case wish == "delete_data" || wish == "start_again" || wish == "withdraw" && a != AskChange && len(strings.Fields(t.text)) <= 5: // also where it is said as a correction: "no wait, delete that"
		return true, n.wish(wish, a, meaning.Reply{}, t)
	case n.visitAnew(a, r, t):
		return true, n.settledAfter()
	case (r.Wants == "" || a == AskWanted) && n.onlyWays(a, reply, t):
		return true, n.settledAfter()
	case r.Corrects && r.Wants != "later" && a != AskVisitOK && a != AskChange && n.putRight(t):
		return true, n.settledAfter()
	case r.Wants != "" && n.want(r.Wants, a, reply, t):
		if beside, ok := n.besideWant(a, r.Wants, t); ok {
			return true, n.answer(a, beside, t)
		}
		yes := (a == AskCarryOn || a == AskAdvocate || a == AskSafeNow) && n.reader().AfterYes(t.text) != t.text
		if yes && reply.Value == "" {
			reply.Value = Yes // "yes whats their number"
		}
		if len(t.pieces) == 1 && !yes { // "yes but dont tell my mum"
			return true, n.settledAfter() // to ask for something is no answer to a question
		}
		return true, n.beside(a, reply, t)
	case wish != "" && wishFirst(wish, a, reply, t.text):
		return true, n.wish(wish, a, reply, t)
	}
	return false, false
}

// besideWant is the answer in words that stands beside what is asked of us: "at the library but dont tell
// becky".
func (n *turn) besideWant(a Ask, wants string, t thought) (meaning.Reply, bool) {
	if wants != "not_tell" || !open(a) || tells(a) {
		return meaning.Reply{}, false
	}
	rest := n.reader().BesideWant(t.text)
	if rest == "" || wordless(rest) {
		return meaning.Reply{}, false
	}
	reply := n.reader().Answer(n.readAs(a), rest)
	return reply, reply.Value != ""
}

// outsideQuestions takes what was said when nothing had been asked.
func (n *turn) outsideQuestions(r meaning.Reading, t thought) bool {
	if edits := n.editsAfterwards(t); len(edits) > 0 {
		return n.edit(edits, t)
	}
	if n.otherDay(r, t) || n.s.Stage == HandedOver && !n.s.LetGo && n.wantsAnew(t) {
		return true
	}
	n.addMatters(r, t)
	n.addVague(r, t)
	if n.startsAfterAll() {
		return false
	}
	return n.s.Stage == HandedOver && n.asksAfterwards(t) || n.afterHandOver()
}

// settledAfter: what was asked for has been answered; after hand-over there is nothing more to say.
func (n *turn) settledAfter() bool {
	if n.stays {
		return n.s.Stage == HandedOver // they will come to it
	}
	if n.again = n.s.Pending.Ask != "" && n.s.Put[n.s.Pending.Ask] < 2; !n.again {
		n.stays = true // it has been put twice, and is on their screen
	}
	return n.s.Stage == HandedOver
}

// noMatter: this text of a burst does not itself tell of something that is wrong.
func (n *turn) noMatter(p Piece) bool {
	r := n.read(p.Text)
	return r.Category != meaning.Complaint || r.TellsOfHarm() || len(strings.Fields(p.Text)) <= 4 ||
		!slices.ContainsFunc(r.Kinds, notOther)
}

// beside takes the answer that stood beside what was asked for, and then goes on.
func (n *turn) beside(a Ask, reply meaning.Reply, t thought) bool {
	if a != "" && !open(a) && reply.Value != "" && n.s.Stage != HandedOver {
		return n.answer(a, reply, t)
	}
	return n.settledAfter()
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

// wishFirst decides between a wish and an answer that the same words may be. A short reply to a
// question is its answer; words that tell a story ("contact to start again") are no command.
func wishFirst(wish string, a Ask, reply meaning.Reply, text string) bool {
	short := len(strings.Fields(text)) <= 5
	switch {
	case open(a) && (wish == "back" || wish == "start_again" || wish == "withdraw"):
		words := len(strings.Fields(text))
		return short || wish == "withdraw" && (words <= 7 || a == "" && words <= 8) || wish == "back" && (words <= 6 || a == "" && words <= 9)
	case reply.Value == "" && a != AskWanted, wish == "back" && !open(a):
		return true
	case wish == "help":
		return open(a)
	case open(a):
		// "Somebody to ring me" is what would make it better.
		return a != AskWanted || wish != "person" && wish != "status"
	}
	return !short
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
