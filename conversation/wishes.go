package conversation

import (
	"strings"
	"time"

	"sayso/conversation/meaning"
)

// wish answers what can be asked for at any point, then lets the talk go on where it was.
func (n *turn) wish(wish string, a Ask, reply meaning.Reply, t thought) bool {
	before := len(n.s.Issues)
	if asks := wish == "back" && len(strings.Fields(t.text)) <= 10; !asks { // "i want to change what i said" is no matter
		n.addPlain(n.read(t.text), t)
	}
	if len(n.s.Issues) > before && (a == AskConcern || a == AskAnythingElse) {
		n.record(a, Answer{Value: "issue", Seq: t.seq()}) // "when will she ring, she never does"
		n.done(a, t.text)
	}
	switch wish {
	case "person":
		if n.mayHurtThemselves() {
			n.say("self_harm", LaneSafety, nil) // to whom they can talk now, not only when somebody reads it
			break
		}
		n.say(n.orLate(wish), LaneAnswer, nil)
	case "who_sees", "is_robot", "how_long", "help":
		n.say(wish, LaneAnswer, nil)
	case "status":
		n.status()
	case "delete_data":
		n.s.Withdrawal, n.s.Delete, n.changed = "requested", true, true
		n.say("delete_data", LaneAnswer, nil)
	case "withdraw":
		if n.ask(AskForget, "forget", LaneAnswer, nil) {
			return true
		}
		n.wantsLeftAlone()
	case "back":
		if n.reader().Slips(t.text) {
			return n.backAfterSlip()
		}
		return n.back()
	case "start_again":
		return n.startAgain()
	}
	if wish == "help" || wish == "person" {
		// Both may hide a cry for help: a person reads this today.
		n.raise(Urgent{Seq: t.seq(), Because: "words", Tier: R2, RiskKinds: []string{"other_danger"}, Words: shorten(strings.TrimSpace(t.text), 200)})
		n.readBy(true)
	}
	return n.beside(a, reply, t)
}

// want answers the wishes that have no name on the wire. false where the words are the answer to
// the question, or no more than that.
func (n *turn) want(what string, a Ask, reply meaning.Reply, t thought) bool {
	switch what {
	case "formal":
		if a == AskSorted {
			return false
		}
		n.addPlain(n.read(t.text), t)
		n.formal(t)
	case "code":
		before := len(n.s.Issues)
		if n.addPlain(n.read(t.text), t); len(n.s.Issues) > before && tells(a) && a != "" {
			n.record(a, Answer{Value: "issue", Seq: t.seq()}) // "i lost my code, my carers took my phone"
			n.done(a, t.text)
		}
		n.askedForCode()
	case "later":
		if a == "" {
			return false
		}
		n.say("no_rush", LaneAnswer, nil)
		n.stays, n.s.Pending.Waits = true, n.s.Pending.Ask != "" // the question stays on their screen
	case "is_back":
		before := n.reader().AfterYes(n.s.Before.Reply) // "yes hold on"
		if !n.s.Pending.Waits && n.read(before).Wants != "later" {
			return false // "back" is a wish of its own
		}
		n.s.Pending.Waits = false
	case "go_on":
		if asked := n.s.Pending.Ask; asked == "" || a != asked || a == AskCarryOn && reply.Value != "" {
			return false // "go on then" is a yes to "can someone come?"
		} else if n.s.Put[asked] >= 2 {
			n.done(asked, "") // it has been put twice: on to the next
		}
	case "unclear":
		return n.unclear(a, n.read(t.text))
	case "ask_us":
		n.say(what, LaneAnswer, nil)
		n.stays = true // now they ask
	case "tell_new":
		return n.announced(a)
	case "your_number":
		if !n.say("your_number", LaneAnswer, nil) {
			n.status()
		}
	case "of_visit":
		if n.openVisit() == nil {
			return false
		}
		n.status()
	case "where_meet":
		if v := n.openVisit(); v != nil || n.s.Caseworker != "" {
			n.status()
			break
		}
		n.say(what, LaneAnswer, nil)
	case "copy", "why_ask", "no_trouble", "no_code", "no_move", "have_to", "advocate_how", "cost", "trace":
		n.say(what, LaneAnswer, nil)
	case "my_fault":
		n.addPlain(n.read(t.text), t)
		n.say("not_your_fault", LaneAnswer, nil)
	case "who_are_you":
		n.say("who_we_are", LaneAnswer, nil)
		n.askWhoseItIs(t)
		if n.s.Stage != HandedOver && n.s.Contact(t.channel()).SafeToReply == Yes && !n.wasSafe() && n.s.Put[AskContactSafe] < 2 {
			n.askAnewIfSafe(t)          // before anything of what they told is asked again
			n.s.Put[AskContactSafe] = 1 // and once only: they have answered it before
		}
	case "what_written": // it is read back to whom it may be, and to nobody else
		if n.s.Stage == HandedOver {
			return n.back()
		}
		n.say("ask_person", LaneAnswer, nil)
	case "not_theirs": // "delete whatever she told you": of nobody else's words is anything said or done here
		n.say("ask_person", LaneAnswer, nil)
	case "anonymous":
		if who := a == AskName || a == AskChildName || a == AskRelationship || a == AskAboutWho || a == AskChange; who && !n.reader().Asks(t.text) {
			return false // it is their answer
		}
		n.addPlain(n.read(t.text), t)
		n.say(what, LaneAnswer, nil)
	case "what_advocate":
		n.say("advocate_is", LaneAnswer, nil)
	case "call":
		return n.wantsCall(a, t)
	case "company":
		return n.wantsWithThem(a, t)
	case "interpreter":
		return n.littleEnglish(t)
	case "not_tell":
		if a == AskKeepFrom || a == AskAvoid {
			return false
		}
		if r := n.read(t.text); !saysWhom(a, r) {
			n.addPlain(r, t)
		}
		n.say("not_tell", LaneAnswer, nil)
	default:
		return false
	}
	return true
}

// formal notes that they want the formal way; a person begins it.
func (n *turn) formal(t thought) bool {
	n.wantsFormal(t)
	n.say("formal", LaneAnswer, nil)
	n.s.Thanked = n.at
	return true
}

func (n *turn) wantsFormal(t thought) {
	n.s.Formal, n.changed = &Wanted{Words: shorten(t.text, longestAnswer), Seq: t.seq(), At: n.at}, true
}

// status says who has it and when they come, as far as it may be said here.
func (n *turn) status() {
	if n.s.Danger.Tier == R1 && n.workerStatus() {
		return
	}
	if v := n.openVisit(); v != nil && v.At.After(n.at) && v.Place != "" && n.say("status_visit", LaneAnswer, map[string]string{"when": n.dayAndTime(v.At), "place": v.Place}) {
		return
	}
	if n.s.Caseworker == "" || !n.say("status_named", LaneAnswer, nil) {
		n.say(n.orLate("status"), LaneAnswer, nil)
	}
}

// workerStatus says, where somebody was called, whether they know: "is anyone coming?".
func (n *turn) workerStatus() bool {
	open, telling := n.s.OpenAlerts(), ""
	if !n.Paging {
		telling = "_not_passed" // nobody is being told
	}
	switch {
	case n.s.Danger.InHand || n.s.Caseworker != "":
		return false // there is somebody by name
	case len(n.s.Alerts) > 0 && len(open) == 0:
		return n.say("worker_knows", LaneSafety, nil)
	case len(open) > 0 && open[len(open)-1].Failed != nil:
		return n.say("alert_failed", LaneSafety, nil)
	case len(open) > 0 && n.Paging && n.s.value(AskSafeNow) == No && n.s.Pending.Ask != AskWhereNow:
		n.s.Danger.Waited = n.at
		return n.say("still_telling", LaneSafety, nil) // what they have said of it is not asked again
	case len(open) > 0 && n.s.Pending.Ask != AskWhereNow:
		return n.ask(AskSafeNow, "danger"+telling, LaneSafety, nil)
	case len(open) > 0:
		return n.ask(AskWhereNow, "danger_where"+telling, LaneSafety, nil)
	}
	return false
}

// startAgain forgets the answers, not the words: what was told stays told.
func (n *turn) startAgain() bool {
	if n.s.Stage == HandedOver {
		return n.ask(AskConcern, "start_again_after", LaneAnswer, nil)
	}
	for _, a := range AllAsks() {
		switch a {
		case AskAboutWho, AskContactSafe, AskRelationship, AskChildName, AskChildAge, AskKeepFrom, AskName:
			continue // who they are, and who must not know, does not begin anew
		}
		n.setAside(a)
	}
	n.s.Put, n.s.Trail, n.s.Stage, n.changed = map[Ask]int{}, nil, Listening, true
	return n.ask(AskConcern, "start_again", LaneAnswer, nil)
}

// wantsLeftAlone notes "forget it" where it cannot be asked back: it is a wish, and a person decides it with them.
func (n *turn) wantsLeftAlone() {
	if n.refusal("forget", n.s.Last) != "someone_else" {
		n.s.Withdrawal, n.changed = "requested", true
	}
}

// carriesOn: after "leave it" or "delete it" they go back on that, with all that they write ("wait no i do want to") or
// its first sentence ("actually no. they read my diary"). It reports whether that was all.
func (n *turn) carriesOn(r meaning.Reading, t thought) bool {
	const few, soon = 12, 7 * 24 * time.Hour // words of a sentence
	first, rest, _ := strings.Cut(t.text, ".")
	if strings.TrimSpace(rest) != "" && n.read(rest).Wants == "after_all" {
		first, rest = rest, "" // "hi its me from before. i do want you to look into it"
	}
	if n.s.Withdrawal != "requested" || len(strings.Fields(first)) > few || r.TellsOfHarm() {
		return false
	}
	put, corrects := n.reader().Corrected(first)
	justThen := n.s.Pending.Ask == "" && n.s.Before.Ask == AskForget && n.at.Sub(n.s.Before.At) <= soon && !n.s.Delete && r.Wish == nil
	after := n.read(first).Wants == "after_all" || justThen &&
		(n.reader().Answer(string(AskForget), first).Value == No || corrects && n.reader().Answer("yes_no", put).Value != "")
	if !after {
		return false
	}
	n.s.Withdrawal, n.s.Delete, n.changed = "", false, true
	if len(strings.Fields(rest)) > 0 {
		return false
	}
	n.say("forget_no", LaneAnswer, nil)
	return true
}

// forget hears whether they want it left alone. That is a wish: a person decides it with them.
func (n *turn) forget(reply meaning.Reply, t thought) bool {
	asked := n.s.Pending
	n.done(AskForget, "")
	if reply.Value != Yes {
		n.addPlain(n.read(t.text), t) // "no, they read my diary out loud"
		if reply.Value == No && n.s.Withdrawal != "" && !n.s.Delete {
			n.s.Withdrawal, n.changed = "", true // they have changed their mind
		}
		n.say("forget_no", LaneAnswer, nil)
		return n.settledAfter()
	}
	n.s.Withdrawal, n.changed = "requested", true
	n.say("forget_yes", LaneAnswer, nil)
	n.handOver("")
	n.s.Before = asked // they may go back on it in the next words
	return true
}
