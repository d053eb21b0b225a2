package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// understand reads one thought as the answer to a question, and for all else that it says. It
// reports whether what comes next has already been said.
func (n *turn) understand(a Ask, t thought) bool {
	if whole := t; a != "" && !open(a) && len(t.pieces) > 1 {
		if t = whole.only(n.noMatter); len(t.pieces) == 0 {
			t = whole // then one of them must be the answer
		} else if matters := whole.only(func(p Piece) bool { return !n.noMatter(p) }); len(matters.pieces) > 0 {
			n.addMatters(n.read(matters.text), matters)
		}
	}
	reading := n.read(t.text)
	first := !n.s.Greeted
	n.greet()
	if n.cannotSpeak(reading, t) {
		return true
	}
	reply := n.reader().Answer(string(a), t.text)
	if wordless(t.text) && open(a) && inWords(reply.Value) {
		reply = meaning.Reply{} // "1" or a smile says nothing here
	}
	n.volunteer(reading, t)
	if len(t.pieces) > 1 && !open(a) && (reply.Value == "" || reading.Wish != nil) {
		reply = n.answerOfOne(a, t, reply)
	}
	_, code := CodeIn(t.text)
	switch {
	case n.nowUnsafe(t):
		return true
	case a == AskContactSafe && reply.Value == No:
		return n.answer(a, reply, t) // whatever else they ask for, not here
	case code: // a right one would have led to its own talk
		n.say("code_wrong", LaneAnswer, nil)
		return n.settledAfter()
	case !first && reading.Wish != nil && takesBack(*reading.Wish):
		return n.wish(*reading.Wish, a, meaning.Reply{}, t)
	case first && reading.Wants == "formal":
		n.wantsFormal(t)
	case first && reading.Wish != nil && *reading.Wish == "help":
		return n.ask(AskConcern, "help", LaneAnswer, nil)
	case !first && reading.Corrects && reading.Wants != "later" && a != AskVisitOK && n.putRight(t):
		return n.settledAfter()
	case !first && reading.Wants != "" && n.want(reading.Wants, a, reply, t):
		if len(t.pieces) == 1 {
			return n.settledAfter() // to ask for something is no answer to a question
		}
		return n.beside(a, reply, t)
	case !first && reading.Wish != nil && reading.Risk != meaning.Immediate && wishFirst(*reading.Wish, a, reply, t.text):
		return n.wish(*reading.Wish, a, reply, t)
	case reading.Wish != nil && reply.Value == "" && open(a):
		reply = meaning.Reply{Value: "text", Rest: t.text} // it was no wish, so it is their words
	}
	if a == "" {
		if n.otherDay(reading, t) {
			return true
		}
		n.addMatters(reading, t)
		n.addVague(reading, t)
		return !n.startsAfterAll() && n.afterHandOver()
	}
	return n.answer(a, reply, t)
}

// takesBack: these are meant even where they are said as a correction ("no wait, delete that").
func takesBack(wish string) bool { return wish == "delete_data" || wish == "start_again" }

// settledAfter: what was asked for has been answered; after hand-over there is nothing more to say.
func (n *turn) settledAfter() bool {
	if n.onlyCrossed {
		return n.s.Stage == HandedOver // they will come to it
	}
	if n.again = n.s.Pending.Ask != "" && n.s.Put[n.s.Pending.Ask] < 2; !n.again {
		n.onlyCrossed = true // it has been put twice, and is on their screen
	}
	return n.s.Stage == HandedOver
}

// noMatter: this text of a burst does not itself tell of something that is wrong.
func (n *turn) noMatter(p Piece) bool {
	r := n.read(p.Text)
	return r.Category != meaning.Complaint || r.Risk != meaning.None || len(strings.Fields(p.Text)) <= 4 ||
		!slices.ContainsFunc(r.Kinds, func(kind string) bool { return kind != "other" })
}

// answerOfOne is the answer that one text of a burst gives where the burst as a whole gives none:
// "100%" ... "how long will it take".
func (n *turn) answerOfOne(a Ask, t thought, whole meaning.Reply) meaning.Reply {
	for _, p := range t.pieces {
		if reply := n.reader().Answer(string(a), p.Text); reply.Value != "" {
			return reply
		}
	}
	return whole
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
		return short
	case reply.Value == "" && a != AskWanted:
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
func (n *turn) greet() {
	if !n.s.Greeted && n.s.Stage != HandedOver {
		n.s.Greeted = n.say("welcome", LaneAnswer, nil) && !n.silent
	}
}

// open questions are answered in words; a lone word may well be the whole answer.
func open(a Ask) bool {
	return slices.Contains([]Ask{AskConcern, AskAnythingElse, AskWhereNow, AskChildName, AskKeepFrom, AskWanted,
		AskVisitWhere, AskVisitWhen, AskAvoid, AskName, AskChange, AskSorted, ""}, a)
}
