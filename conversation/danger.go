package conversation

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation/meaning"
)

// screen reads one message for harm, before anything else and in every stage. It reports whether
// the safety words have been said, so that nothing else is said over them.
func (n *turn) screen(seq int, text string, r meaning.Reading) bool {
	if n.reader().CannotCall(text) {
		n.s.NoCalls, n.changed = true, true
		if asked := n.s.Pending.Ask; n.s.tier() == R1 || asked == AskSafeNow || asked == AskWhereNow {
			n.without999()
		}
	}
	if r.Professional {
		n.s.Danger.Professional = true
	}
	n.hearNamed(r)
	n.hearMentioned(r)
	if r.Risk == meaning.Immediate && r.Ruled != meaning.Immediate && n.calledJustNow() {
		r.Risk = meaning.Concern // somebody is being called, and this only sounds like more ("police are here now")
	}
	if r.Risk != meaning.None && r.Ruled == meaning.None && n.waitsForWorker(seq) && n.reader().NotCome(text) {
		r.Risk, r.Tier, r.RiskKinds = meaning.None, "none", nil // "shes not turned up" is of the worker, and of no child who is missing
	}
	if (n.s.Danger.Tier == R1 || n.worriedJustNow(seq)) && r.Risk != meaning.Immediate && n.reader().IsBack(text) {
		r.Risk, r.Ruled, r.RiskKinds = meaning.Immediate, meaning.Immediate, []string{"other_danger"}
	}
	notSafe := n.saysNotSafe(text)
	surely := notSafe == "me" || notSafe == "them"
	if surely {
		r.Risk, r.Ruled, r.RiskKinds = meaning.Immediate, meaning.Immediate, []string{"other_danger"}
		if n.s.who() == Unknown && notSafe == "them" {
			n.record(AskAboutWho, Answer{Value: "behalf", Seq: seq})
		}
	}
	n.hearWhose(text, r)
	switch {
	case r.Risk == meaning.Immediate && !n.s.Danger.InHand && n.tellsWhere():
		n.raise(Urgent{Seq: seq, Because: "words", Tier: R1, RiskKinds: r.RiskKinds, Words: spans(text, r.Because)})
		n.answerBurst()
		return true
	case r.Risk == meaning.Immediate:
		// What else the burst says is noted first, so that the safety words have the last word.
		n.silent = true
		if burst := n.endBurst(); !surely || len(burst) > 1 || len(strings.Fields(text)) > fewToSayIt {
			n.takeIn(burst) // "im not safe anymore" answers no other question
		}
		n.silent = false
		if surely { // that is not asked once more
			n.record(AskSafeNow, Answer{Value: No, Words: shorten(text, longestAnswer), Seq: seq})
			n.saidNotSafe = true
		}
		return n.inDanger(Urgent{Seq: seq, Because: "words", Tier: R1, RiskKinds: r.RiskKinds, Words: spans(text, r.Because)})
	case r.Risk == meaning.Concern:
		tier := R2
		if r.Professional {
			tier = R3
		}
		if r.TellsOfHarm() && !saysWhom(n.s.Pending.Ask, r) {
			n.s.Danger.Told = true
			n.worriedAnew(r)
		}
		n.raise(Urgent{Seq: seq, Because: "words", Tier: tier, RiskKinds: r.RiskKinds, Words: spans(text, r.Because)})
		n.readBy(true)
		if r.TellsOfHarm() {
			n.hurtingThemselves(r)
		}
	case r.Professional:
		n.s.Danger.Told = true
		n.raise(Urgent{Seq: seq, Because: "words", Tier: R3, RiskKinds: r.RiskKinds, Words: spans(text, r.Because)})
		n.readBy(true)
	case notSafe != "":
		n.s.Danger.Told = true
		n.raise(Urgent{Seq: seq, Because: "words", Tier: R2, RiskKinds: []string{"other_danger"}, Words: shorten(text, 200)})
		n.readBy(true)
		n.setAside(AskSafeNow)
		n.s.Put[AskSafeNow] = 0
	}
	if r.PlannedChange != nil && r.Risk != meaning.Immediate { // whoever is called for danger reads of it
		n.plannedChange(seq, *r.PlannedChange)
	}
	return false
}

// waitsForWorker: whoever complains of a worker, or waits for a visit, is a young person themselves, and nothing has worried us.
func (n *turn) waitsForWorker(seq int) bool {
	return n.s.who() == YoungPerson && n.s.tier() != R1 && !n.worriedJustNow(seq) && (len(n.s.Named) > 0 || n.openVisit() != nil)
}

// worriedJustNow: a worry, or a cry for help, stands in the last few lines: "help" ... "i cant say" ... "hes coming".
func (n *turn) worriedJustNow(seq int) bool {
	const few = 8 // lines, ours too
	return slices.ContainsFunc(n.s.Danger.Urgent, func(u Urgent) bool { return u.Tier != PlannedChange && u.Seq > seq-few && u.Seq < seq })
}

// fewToSayIt is in how many words at most it is said that they are not safe, and nothing else.
const fewToSayIt = 6

// saysNotSafe: they say that they are not safe, in answer to something else than that question.
func (n *turn) saysNotSafe(text string) string {
	if n.s.Pending.Ask == AskSafeNow || n.s.Pending.Ask == AskWhereNow {
		return ""
	}
	if beside := n.s.Before.Ask == AskSafeNow || n.s.Before.Ask == AskContactSafe; beside && n.s.value(AskSafeNow) == Yes {
		if who := n.reader().NotSo(text); who != "" {
			return who // "yes" ... "actually im not"
		}
	}
	if n.mayMeanNotSafe(text) {
		return "perhaps"
	}
	return n.reader().NotSafe(text)
}

// mayMeanNotSafe: "no im not" is no answer to "is it OK to text you here?". It may be one to the question before.
func (n *turn) mayMeanNotSafe(text string) bool {
	return n.s.Pending.Ask == AskContactSafe && n.reader().NotAfterNo(text)
}

// tellsTogether reads the texts of a burst as one, once it has ended: "he comes in my room" ... "at
// night" tells more than either. worse is set where it is more worrying than each text was.
func (n *turn) tellsTogether() (whole meaning.Reading, worse bool) {
	if len(n.s.Burst) == 0 {
		return meaning.Reading{}, false
	}
	alone := meaning.None
	for _, u := range n.s.Danger.Urgent {
		switch {
		case u.Seq < n.s.Burst[0].Seq || u.Because != "words":
		case u.Tier == R1:
			alone = meaning.Immediate
		case u.Tier != PlannedChange && alone != meaning.Immediate:
			alone = meaning.Concern
		}
	}
	whole = n.read(of(n.s.Burst).text)
	return whole, whole.Risk.Worse(alone)
}

// tellsWhere: a human has just been called, and this is the answer to "where are you now?".
func (n *turn) tellsWhere() bool {
	if n.s.Pending.Ask != AskWhereNow || n.at.Sub(n.s.Pending.At) >= 10*time.Minute {
		return false
	}
	return slices.ContainsFunc(n.s.Alerts, func(a Alert) bool {
		return a.Failed == nil && a.Acknowledged == nil && n.at.Sub(a.Raised) < 10*time.Minute
	})
}

// calledJustNow: a human was called minutes ago, and nobody has it in hand yet.
func (n *turn) calledJustNow() bool {
	return !n.s.Danger.InHand && slices.ContainsFunc(n.s.Alerts, func(a Alert) bool {
		return a.Failed == nil && n.at.Sub(a.Raised) < 10*time.Minute
	})
}

// worriedAnew lets "are you safe?" be asked again of whoever said yes, after a plain worry of another kind
// than before. It must be called before that worry is noted.
func (n *turn) worriedAnew(r meaning.Reading) {
	if n.s.value(AskSafeNow) != Yes || n.s.Pending.Ask == AskSafeNow || r.Wish != nil || r.Ruled == meaning.None {
		return
	}
	known := func(kind string) bool {
		return slices.ContainsFunc(n.s.Danger.Urgent, func(u Urgent) bool { return slices.Contains(u.RiskKinds, kind) })
	}
	if slices.ContainsFunc(r.RiskKinds, func(kind string) bool { return !known(kind) }) {
		n.setAside(AskSafeNow)
		n.s.Put[AskSafeNow] = 0
	}
}

// saysWhom: "dont tell my social worker" is how whom to leave out is said, and is no new worry where that is asked or nothing else is
// said. A person reads it soon all the same.
func saysWhom(asked Ask, r meaning.Reading) bool {
	const few, beside = 8, 6 // words; runes
	if len(strings.Fields(r.Text)) > few || r.Risk == meaning.Immediate {
		return false
	}
	only := len(r.Told) == 1 && Ask(r.Told[0].Ask) == AskKeepFrom && r.Told[0].End-r.Told[0].Start+beside+1 >= len([]rune(r.Text))
	return only || asked == AskAvoid || asked == AskKeepFrom
}

// hurtingThemselves answers hints of suicide and self-harm at once with where to turn, and lets "are
// you safe?" be asked anew. Not again and again: within ten minutes it would only be noise.
func (n *turn) hurtingThemselves(r meaning.Reading) {
	own := slices.Contains(r.RiskKinds, "suicide") || slices.Contains(r.RiskKinds, "self_harm")
	if !own || n.at.Sub(n.s.Danger.Cared) < 10*time.Minute {
		return
	}
	n.s.Danger.Cared = n.at
	n.greet()
	n.say("self_harm", LaneSafety, nil)
	if n.s.Pending.Ask != AskSafeNow {
		n.setAside(AskSafeNow)
		n.s.Put[AskSafeNow] = 0
	}
}

// mayHurtThemselves: there have been words of suicide or self-harm in this talk.
func (n *turn) mayHurtThemselves() bool {
	return slices.ContainsFunc(n.s.Danger.Urgent, func(u Urgent) bool {
		return slices.Contains(u.RiskKinds, "suicide") || slices.Contains(u.RiskKinds, "self_harm")
	})
}

// raise notes a reason for haste. A tier only ever goes up here; a named human lowers it.
func (n *turn) raise(u Urgent) {
	if u.Tier.Before(n.s.tier()) {
		n.s.Danger.Tier = u.Tier
	}
	n.s.Danger.Urgent = withUrgent(n.s.Danger.Urgent, u)
	n.changed = true
}

// mostUrgent bounds how many reasons for haste are kept.
const mostUrgent = 20

// withUrgent adds a reason for haste. Where there are too many the oldest goes, but never the last of its tier: by
// that staff see how urgent it is, and later worries that are smaller must not wash it away.
func withUrgent(known []Urgent, u Urgent) []Urgent {
	all := append(slices.Clone(known), u)
	if len(all) <= mostUrgent {
		return all
	}
	for i, old := range all {
		if slices.ContainsFunc(all[i+1:], func(later Urgent) bool { return later.Tier == old.Tier }) {
			return slices.Delete(all, i, i+1)
		}
	}
	return all
}

// inDanger calls a human in this very turn and says so.
func (n *turn) inDanger(u Urgent) bool {
	if !n.callIsFresh(time.Hour) {
		n.setAside(AskWhereNow) // where they were when they were in danger before
	}
	n.raise(u)
	n.s.Danger.Told = true
	n.s.Danger.InHand = false // whoever had it in hand had not heard this
	n.readBy(true)
	n.call(R1)
	if n.saidNotSafe && n.knownWhere() && n.Paging && n.s.Contact(n.s.Last).SafeToReply != No {
		return n.say("danger_wait", LaneSafety, nil)
	}
	if n.saidNotSafe {
		n.setAside(AskWhereNow)
		return n.safetyWords("danger_where", AskWhereNow, u.Because)
	}
	n.setAside(AskSafeNow) // asked again after new danger
	delete(n.s.Put, AskSafeNow)
	return n.safetyWords("danger", AskSafeNow, u.Because)
}

// again is how soon the same safety words would only be noise.
const again = 2 * time.Minute

// spans are the words that made the reader think so, for a human to see, each once.
func spans(text string, because []meaning.Span) string {
	runes, parts, end := []rune(text), []string{}, 0
	for _, b := range slices.SortedFunc(slices.Values(because), func(a, b meaning.Span) int { return a.Start - b.Start }) {
		from := max(b.Start, end)
		if from >= b.End {
			continue // it stands within what has been shown
		}
		words := string(runes[from:b.End])
		if from == end && len(parts) > 0 {
			parts[len(parts)-1] += words
		} else {
			parts = append(parts, words)
		}
		end = b.End
	}
	if len(parts) == 0 {
		return shorten(text, 200)
	}
	return shorten(strings.Join(parts, " ... "), 200)
}
