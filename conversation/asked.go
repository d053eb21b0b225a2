package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// asksUs: a question to us stands where an answer was asked for. What tells of what is wrong may well be put as
// one, and so may a yes or a no to what we have arranged.
func (n *turn) asksUs(a Ask, text string) bool {
	if tells(a) || a == AskSafeNow || a == AskContactSafe || a == AskConfirm || a == AskForget || a == AskVisitOK || a == AskSameNew || a == AskCarryOn && n.reader().Meets(text) {
		return false
	}
	return n.reader().AsksBack(n.readAs(a), text) || a == AskWhereNow && n.isUnclear(a, n.read(text))
}

// withoutAsides answers what one text of a burst asks back ("the visits made up" ... "is this a robot"),
// and gives the rest. At a phone that this burst calls unsafe nothing is answered.
func (n *turn) withoutAsides(a Ask, whole thought) thought {
	rest := whole.only(func(p Piece) bool { return !n.asksBack(p) })
	if len(rest.pieces) == 0 || len(rest.pieces) == len(whole.pieces) {
		return whole
	}
	if a == AskSameNew { // it is answered once it is known whether it is about what was told before
		n.s.Held = append(n.s.Held, whole.only(n.asksBack).pieces...)
		return rest
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
	case "why_ask", "what_advocate", "who_are_you", "copy", "no_trouble", "trace", "cost", "have_to", "advocate_how":
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
	if r.Wish != nil && *r.Wish == "help" && r.Wants != "unclear" {
		return true, n.ask(AskConcern, "help", LaneAnswer, nil)
	}
	const few = 10 // words: "i dont want to say who i am" may look like a matter, and is none
	if asksOnly := r.Wants == "anonymous" && len(strings.Fields(t.text)) <= few; (len(r.Issues) == 0 || asksOnly) && !r.TellsOfHarm() {
		switch r.Wants { // what the welcome does not answer
		case "ask_us", "cost", "no_move", "have_to", "anonymous", "what_advocate", "advocate_how", "where_meet", "trace":
			return n.want(r.Wants, "", meaning.Reply{}, t), false
		}
	}
	return false, false
}

// askedFor hears wishes and corrections, which can come at any point.
func (n *turn) askedFor(a Ask, r meaning.Reading, reply meaning.Reply, t thought) (handled, answered bool) {
	wish := ""
	if r.Wish != nil && r.Risk != meaning.Immediate && !n.isUnclear(a, r) {
		wish = *r.Wish
	}
	if a == AskChange && n.takesItOut(t.text) || a == AskConfirm && (len(n.takenOut(t.text)) > 0 || wish == "back" && len(n.edits(t.text)) > 0) {
		return false, false // which line is meant is said
	}
	if wish == "withdraw" && a == AskForget && reply.Value == Yes {
		return false, false // "yes forget it": they say it, and are not asked again
	}
	if n.s.tier() == R1 && !n.s.Danger.InHand && n.reader().AsksWhatToDo(t.text) {
		n.stays = true // the question is on their screen
		return true, n.say("danger_do", LaneSafety, nil)
	}
	switch {
	case r.Wants == "leaving" && n.s.tier() != R1:
		return true, n.leaving(wish, t)
	case wish == "delete_data" || wish == "start_again" || wish == "withdraw" && a != AskChange && len(strings.Fields(t.text)) <= 5: // also where it is said as a correction: "no wait, delete that"
		return true, n.wish(wish, a, meaning.Reply{}, t)
	case n.reopens(a, t):
		return true, n.settledAfter()
	case n.visitAnew(a, r, t):
		return true, n.settledAfter()
	case (r.Wants == "" || a == AskWanted) && n.onlyWays(a, reply, t):
		return true, n.settledAfter()
	case n.takesBack(a, r, t):
		return true, n.settledAfter()
	case r.Wants == "tell_new" && n.want(r.Wants, a, reply, t):
		return true, n.settledAfter()
	case r.Wants != "" && n.want(r.Wants, a, reply, t):
		if beside, ok := n.besideWant(a, r.Wants, t); ok {
			return true, n.answer(a, beside, t)
		}
		yes := (a == AskCarryOn || a == AskAdvocate || a == AskSafeNow || a == AskVisitOK) && n.reader().BeginsYes(t.text) && n.reader().AfterYes(t.text) != t.text ||
			a == AskContactSafe && r.Wants == "not_tell" && reply.Value == Yes
		if yes && reply.Value == "" {
			reply.Value = Yes // "yes whats their number"
		}
		if len(t.pieces) == 1 && !yes { // "yes but dont tell my mum"
			return true, n.settledAfter() // to ask for something is no answer to a question
		}
		return true, n.beside(a, reply, t)
	case wish == "back" && n.answersWithSlip(a, reply, t):
		return true, n.answer(a, reply, t)
	case wish != "" && wishFirst(wish, a, reply, n.reader().Uncoloured(t.text)):
		if doubts := n.reader().Answer(string(a), t.text).Value; a == AskAdvocate && doubts == "unsure" && n.s.Put[a] >= 2 {
			n.record(a, Answer{Value: doubts, Seq: t.seq()}) // "would they tell my carers", asked again
		}
		return true, n.wish(wish, a, reply, t)
	}
	return false, false
}

// answersWithSlip: the answer stands beside the remark that a button was pressed by mistake: "3. sorry I pressed the wrong
// button". Of being safe, and of the phone, it is asked once more.
func (n *turn) answersWithSlip(a Ask, reply meaning.Reply, t thought) bool {
	return a != AskSafeNow && a != AskContactSafe && a != AskConfirm && !open(a) && a != "" && !inWords(reply.Value) && n.reader().Slips(t.text)
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

// beside takes the answer that stood beside what was asked for, and then goes on.
func (n *turn) beside(a Ask, reply meaning.Reply, t thought) bool {
	if a != "" && !open(a) && reply.Value != "" && (n.s.Stage != HandedOver || a == AskVisitOK) {
		return n.answer(a, reply, t)
	}
	return n.settledAfter()
}

// wishFirst decides between a wish and an answer that the same words may be. A short reply to a
// question is its answer; words that tell a story ("contact to start again") are no command.
func wishFirst(wish string, a Ask, reply meaning.Reply, text string) bool {
	short := len(strings.Fields(text)) <= 5
	switch {
	case open(a) && (wish == "back" || wish == "start_again" || wish == "withdraw"):
		words := len(strings.Fields(text))
		return short || wish == "withdraw" && (words <= 7 || a == "" && words <= 8) || wish == "back" && (words <= 6 || a == "" && words <= 9)
	case reply.Value == "" && a != AskWanted, wish == "back" && !open(a) && !reply.OnlyHere: // "pressed the wrong button. hes 4" is the answer
		return true
	case wish == "help":
		return open(a)
	case open(a):
		// "Somebody to ring me" is what would make it better.
		return a != AskWanted || wish != "person" && wish != "status"
	}
	return !short
}
