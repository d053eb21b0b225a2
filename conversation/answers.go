package conversation

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation/meaning"
)

// answer takes a thought as the answer to a question. It reports whether what comes next has
// already been said.
func (n *turn) answer(a Ask, reply meaning.Reply, text string, seq int) bool {
	switch a {
	case AskConfirm:
		return n.confirmed(reply, text, seq)
	case AskChange:
		return n.newWords(text, seq)
	case AskForget:
		return n.forget(reply)
	case AskVisitOK:
		return n.visitAnswered(reply, text, seq)
	}
	if reply.Value == "" && strings.TrimSpace(text) == "0" {
		reply.Value = "refuses" // what we offer where a question may be left out
	}
	if reply.Value == "" {
		return n.missed(a, text, seq)
	}
	n.again = false
	n.s.Answers[a] = Answer{Value: reply.Value, Words: theirWords(a, reply, text), Seq: seq}
	n.changed = true
	n.done(a)
	switch a {
	case AskConcern, AskAnythingElse:
		return n.toldMore(a, reply, text, seq)
	case AskSafeNow:
		return n.safeNow(reply.Value, text, seq)
	case AskWhereNow:
		return n.say("danger_wait", LaneSafety, nil)
	case AskContactSafe:
		return n.contactSafe(reply.Value)
	case AskCarryOn:
		if reply.Value == No {
			n.handOver("done")
			return true
		}
	}
	return false
}

// theirWords keeps what they wrote where the words matter, and nothing where they said none.
func theirWords(a Ask, reply meaning.Reply, text string) string {
	switch a {
	case AskName, AskChildName:
		if reply.Value == "None" || reply.Value == No || reply.Value == "refuses" {
			return ""
		}
		return shorten(strings.TrimSpace(reply.Value), 60)
	case AskKeepFrom, AskAvoid:
		if reply.Value == No || reply.Value == "none" || reply.Value == "refuses" {
			return ""
		}
	case AskWhereNow: // "not sure" is no place
		if said := meaning.Answer("yes_no", text).Value; len(strings.Fields(text)) <= 3 && (said == "refuses" || said == Unsure || said == No) {
			return ""
		}
	case AskWanted, AskVisitWhere, AskVisitWhen, AskContactSafe, AskChildKnows, AskAdvocate, AskSafeNow:
	default:
		return ""
	}
	return shorten(strings.TrimSpace(text), 1600)
}

// missed keeps what was written instead of an answer: it may be the next thing that is wrong. A
// question that was put twice is let be, and a human will ask.
func (n *turn) missed(a Ask, text string, seq int) bool {
	n.addIssues(n.read(text), text, seq)
	if a == AskAdvocate && n.s.Put[a] == 1 {
		n.say("advocate_is", LaneAnswer, nil) // the one word that they may not know
	}
	n.again = true
	return false
}

// done takes the question off the screen.
func (n *turn) done(a Ask) {
	if n.s.Pending.Ask == a {
		n.s.Before, n.s.Pending = n.s.Pending, Asked{}
	}
}

// toldMore keeps what was told in answer to "what's happened?" and "anything else?". They were
// asked for it, so it is kept as a matter of its own even where the reader sees no complaint in it.
func (n *turn) toldMore(a Ask, reply meaning.Reply, text string, seq int) bool {
	r := n.read(text)
	if a == AskConcern && r.Category == meaning.Other && r.Risk == meaning.None && len(strings.Fields(text)) <= 4 {
		delete(n.s.Answers, a) // "wrong number soz", "dunno": not yet something that is wrong
		return n.missed(a, text, seq)
	}
	switch reply.Value {
	case No, "refuses", Unsure:
		return false
	case Yes:
		return n.ask(AskAnythingElse, "concern", LaneAnswer, nil)
	}
	if before := len(n.s.Issues); r.Category != meaning.Compliment {
		n.addIssues(r, text, seq)
		if len(n.s.Issues) == before {
			n.addIssue(text, r.Kinds, seq)
		}
	}
	return false
}

func (n *turn) safeNow(value, text string, seq int) bool {
	switch value {
	case No:
		n.saidNotSafe = true
		return n.inDanger(Urgent{Seq: seq, Because: "safe_now", Tier: R1, RiskKinds: []string{"other_danger"}, Words: shorten(text, 200)})
	case Unsure:
		n.raise(Urgent{Seq: seq, Because: "safe_now", Tier: R2, RiskKinds: []string{"other_danger"}, Words: shorten(text, 200)})
		n.readBy(true)
		n.say("danger_unsure", LaneSafety, nil)
	}
	return false
}

// contactSafe: only a plain yes is safe. After a no the talk stops here; what was said goes on.
func (n *turn) contactSafe(value string) bool {
	safe := Unknown
	switch value {
	case Yes:
		safe = Yes
	case No:
		safe = No
	}
	n.setContact(n.s.Last, func(c *Contact) { c.SafeToReply = safe })
	if safe == No {
		n.handOver("not_safe")
		return true
	}
	return false
}

// volunteer notes what a message says without being asked, so that it is not asked again.
func (n *turn) volunteer(r meaning.Reading, seq int) {
	if n.s.value(AskAboutWho) == "" && r.SpeakerPlain {
		switch r.Speaker {
		case meaning.Self:
			n.understood(AskAboutWho, "self", "", seq)
		case meaning.Behalf:
			n.understood(AskAboutWho, "behalf", "", seq)
		}
	}
	if r.Relationship != nil && n.s.value(AskRelationship) == "" && n.s.who() == OnBehalf {
		n.understood(AskRelationship, *r.Relationship, "", seq)
	}
	if r.ChildName != "" && n.s.words(AskChildName) == "" && n.s.who() == OnBehalf {
		n.understood(AskChildName, r.ChildName, r.ChildName, seq)
	}
	if n.s.Category == "" || n.s.Category == "contact" {
		n.s.Category = categoryOf(r)
	}
	if r.PlannedChange != nil {
		n.s.Change = r.PlannedChange.Words
	}
}

func (n *turn) understood(a Ask, value, words string, seq int) {
	n.s.Answers[a] = Answer{Value: value, Words: words, Seq: seq}
	n.changed = true
}

// categoryOf proposes; a named human confirms. Praise is a compliment, a question or an idea a
// representation, nothing at all a contact, and everything else the most that it can be.
func categoryOf(r meaning.Reading) string {
	switch {
	case r.Risk != meaning.None || r.Category == meaning.Complaint:
		return "statutory_complaint"
	case r.Category == meaning.Compliment:
		return "compliment"
	case r.Category == meaning.Question:
		return "representation"
	}
	return "contact"
}

// longestIssues bounds the issues of one conversation; the transcript has every word.
const longestIssues = 20

// addIssues keeps each separate matter in the person's own words, once.
func (n *turn) addIssues(r meaning.Reading, text string, seq int) {
	if r.Category != meaning.Complaint && r.Risk == meaning.None {
		return
	}
	runes := []rune(text)
	found := r.Issues
	if len(found) == 0 {
		found = []meaning.IssueSpan{{Start: 0, End: len(runes), Kinds: r.Kinds}}
	}
	for _, span := range found {
		n.addIssue(string(runes[span.Start:span.End]), span.Kinds, seq)
	}
}

// addIssue keeps one matter, unless the same words of the same line are there already. A matter
// makes the case the most that it can be; a named human may say otherwise.
func (n *turn) addIssue(words string, kinds []string, seq int) {
	words = shorten(strings.TrimSpace(words), 600)
	same := func(i Issue) bool { return i.Seq == seq && i.Words == words }
	if words == "" || len(n.s.Issues) >= longestIssues || slices.ContainsFunc(n.s.Issues, same) {
		return
	}
	if kinds == nil {
		kinds = []string{}
	}
	n.s.Issues = append(n.s.Issues, Issue{Number: n.nextIssue(), Seq: seq, Words: words, Kinds: kinds})
	n.s.Category, n.changed = "statutory_complaint", true
}

func (n *turn) nextIssue() int {
	most := 0
	for _, i := range n.s.Issues {
		most = max(most, i.Number)
	}
	return most + 1
}

// visitAnswered brings the answer about a visit to the case.
func (n *turn) visitAnswered(reply meaning.Reply, text string, seq int) bool {
	visit := n.openVisit()
	if visit == nil || (reply.Value != Yes && reply.Value != No) {
		return n.afterHandOver()
	}
	n.done(AskVisitOK)
	yes := reply.Value == Yes
	visit.State = map[bool]string{true: "confirmed", false: "refused"}[yes]
	n.s.VisitSay = lastOf(append(n.s.VisitSay, VisitAnswer{Visit: visit.ID, Yes: yes, At: n.at}), 20)
	n.changed = true
	if yes {
		return n.say("visit_yes", LaneAnswer, nil)
	}
	n.s.Thanked = n.at
	return n.say("visit_no", LaneAnswer, nil)
}

// openVisit is the latest visit that waits for an answer or could still be moved.
func (n *turn) openVisit() *Visit {
	for i := len(n.s.Visits) - 1; i >= 0; i-- {
		if v := &n.s.Visits[i]; v.State == "booked" || v.State == "confirmed" {
			return v
		}
	}
	return nil
}

// afterHandOver thanks for what came outside any question, at most once an hour.
func (n *turn) afterHandOver() bool {
	if n.s.Stage != HandedOver {
		return false
	}
	if n.s.Reopened {
		n.s.Reopened, n.s.Thanked = false, n.at
		n.say("reopened", LaneAnswer, nil)
		return true
	}
	if n.at.Sub(n.s.Thanked) < time.Hour && !n.s.Thanked.IsZero() {
		return true
	}
	n.s.Thanked = n.at
	if n.s.Caseworker != "" && n.say("got_it_named", LaneAnswer, nil) {
		return true
	}
	n.say("got_it", LaneAnswer, nil)
	return true
}
