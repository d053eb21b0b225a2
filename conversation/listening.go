package conversation

import "slices"

// withLimits begins the names of the questions that say the limits of privacy as well.
const withLimits = "limits_"

// sayNext asks the next question that is worth asking, or hands over.
func (n *turn) sayNext() {
	if n.s.Stage == HandedOver {
		n.afterHandOver()
		return
	}
	if n.whereAgain() || n.waitsForHelp() {
		return
	}
	next := n.next()
	if n.stays && !n.again && n.s.Pending.Ask != "" {
		return // the question is on their screen: what they wrote had crossed it
	}
	if next == "" {
		n.handOver("done")
		return
	}
	if next == AskConfirm {
		n.readBack()
		return
	}
	sentence := string(next)
	if !n.s.Limits {
		n.s.Limits = true
		if first := withLimits + sentence; n.words().has(first) {
			sentence = first // the limits of privacy go with the first question
		}
	}
	n.ask(next, sentence, LaneAnswer, nil)
}

// next is the first question that applies and has neither been answered nor let be; "" at the end.
func (n *turn) next() Ask {
	if n.s.Danger.Told && !n.s.settled(AskSafeNow) {
		return AskSafeNow
	}
	if n.s.value(AskCarryOn) == No { // an advocate is their right, visit or none; nothing else is asked
		if n.s.applies(AskContactSafe) && !n.s.settled(AskContactSafe) && n.s.Put[AskContactSafe] > 0 {
			return AskContactSafe // "who are you" had it asked anew
		}
		if !n.s.settled(AskAdvocate) {
			return AskAdvocate
		}
		if n.s.Stage == Confirming && n.s.applies(AskConfirm) && !n.s.settled(AskConfirm) {
			return AskConfirm
		}
		return ""
	}
	for _, a := range AllAsks() {
		if n.s.applies(a) && !n.s.settled(a) {
			return a
		}
	}
	return ""
}

// settled: answered, or put twice without an answer that could be used.
func (s State) settled(a Ask) bool {
	_, answered := s.Answers[a]
	return answered || s.Put[a] >= 2
}

// applies says whether a question makes sense for this person and this talk.
func (s State) applies(a Ask) bool {
	behalf := s.who() == OnBehalf
	praise := s.Category == "compliment"
	nothing := s.Category == "contact" || s.Category == ""
	idea := s.Category == "representation"
	switch a {
	case AskConcern:
		return nothing
	case AskAnythingElse, AskSafeNow, AskName:
		return !nothing || s.settled(AskConcern) && len(s.Issues) > 0
	case AskContactSafe:
		return !nothing && !praise
	case AskAboutWho:
		return !nothing && !praise && !idea
	case AskWhereNow:
		return false // asked in danger only
	case AskRelationship, AskChildName, AskChildAge, AskChildKnows, AskKeepFrom:
		return behalf && !praise
	case AskWanted, AskCarryOn:
		return !nothing && !praise && !idea
	case AskVisitWhere, AskVisitWhen, AskVisitWith, AskAvoid:
		return !nothing && !praise && s.value(AskCarryOn) == Yes
	case AskAdvocate:
		return !nothing && !praise && s.value(AskCarryOn) != ""
	case AskConfirm:
		// It repeats what was told, so it goes to a safe contact only.
		return !nothing && !praise && s.Contact(s.Last).SafeToReply == Yes && !s.Unproven
	}
	return false
}

// unasked lists what was never answered, for the person who takes over.
func (s State) unasked() []Ask {
	var missing []Ask
	for _, a := range AllAsks() {
		if s.applies(a) && s.value(a) == "" && !slices.Contains([]Ask{AskAnythingElse, AskConfirm, AskConcern, AskCarryOn}, a) {
			missing = append(missing, a)
		}
	}
	return missing
}

// handOver gives the talk to a person, whole or not. sentence is what is said; "" says nothing.
func (n *turn) handOver(sentence string) {
	if n.s.Stage == HandedOver {
		return
	}
	if len(n.s.Burst) > 0 {
		silent := n.silent
		n.silent = true // a person speaks now; what was just written is noted, and not asked about
		n.takeIn(n.endBurst())
		if n.silent = silent; n.saidNotSafe {
			n.safetyWords("danger_where", AskWhereNow, "safe_now") // this is never taken in silently
		}
		if n.s.Stage == HandedOver {
			return
		}
	}
	n.s.Stage, n.s.WentQuiet, n.changed = HandedOver, n.quietly, true
	if safety := n.s.Pending.Ask == AskSafeNow && sentence == "not_safe"; !n.quietly && !safety {
		asked := n.s.Pending
		n.s.Pending, n.s.Before = Asked{}, Asked{}
		if sentence == "not_safe" {
			n.s.Before = asked // they may yet go on with it
		}
	}
	n.quietTimers()
	n.s.LetGo = sentence == "done" && len(n.s.Issues) == 0
	switch {
	case sentence == "":
	case n.s.Category == "contact" && sentence == "done":
		n.say("goodbye", LaneAnswer, nil)
	case sentence == "done" && n.say(n.orLate("done"), LaneAnswer, nil):
		if n.s.who() == OnBehalf && n.s.Category != "compliment" {
			n.say("check_first", LaneAnswer, nil) // so that nobody is told of it by surprise
		}
	case sentence == "done":
		n.say("done_neutral", LaneAnswer, nil)
	default:
		n.say(sentence, LaneAnswer, nil)
	}
}

func (n *turn) left(w Left) {
	if n.s.Lines == 0 {
		n.effects = append(n.effects, ShutDoor(w))
		return
	}
	n.s.LeftByExit = true
	n.setContact(w.Channel, func(c *Contact) { c.CanText = false })
	n.handOver("")
	n.effects = append(n.effects, ShutDoor(w))
}
