package conversation

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation/meaning"
)

// visitAnswered brings the answer about a visit to the case: yes, another day, or none at all.
func (n *turn) visitAnswered(reply meaning.Reply, t thought) bool {
	visit := n.openVisit()
	if visit == nil {
		n.done(AskVisitOK, t.text)
		return n.afterHandOver()
	}
	answer := VisitAnswer{Visit: visit.ID, At: n.at, Seq: t.seq()}
	if reply.Rest != "" {
		answer.Words = shorten(t.text, longestAnswer)
	}
	switch {
	case reply.Value == Yes:
		answer.Yes, visit.State = true, "confirmed"
	case reply.Value == No:
		visit.State = "refused"
		proposes := n.reader().Answer("visit_when", t.text).Value != "" && n.reader().Answer("yes_no", t.text).Value == ""
		if !button(t.text) && (proposes || n.reader().BeginsYes(t.text)) {
			answer.Words = shorten(t.text, longestAnswer) // "make it 4pm", "yes but not at school": it has been said what would be better
		}
	case reply.Value == "refuses": // they want no visit at all
		visit.State, answer.Words = "refused", shorten(t.text, longestAnswer)
	default: // "monday is better"
		_, proposed := n.reader().Proposed(t.text)
		if n.reader().Answer("visit_when", t.text).Value == "" || n.reader().AsksBack("visit_when", t.text) || n.reader().AsksAtOnce(t.text) && !proposed { // "will you be on time" is no other time
			n.addMatters(n.read(t.text), t)
			if n.reader().Asks(t.text) && n.say("visit_noted", LaneAnswer, nil) {
				return true // what nobody here can tell them is never met with silence; the visit still waits for its answer
			}
			return n.afterHandOver()
		}
		visit.State, answer.Words = "refused", shorten(t.text, longestAnswer)
	}
	n.done(AskVisitOK, t.text)
	n.s.VisitSay = lastOf(append(n.s.VisitSay, answer), 20)
	n.changed, n.s.Thanked = true, n.at
	switch {
	case answer.Yes:
		return n.say("visit_yes", LaneAnswer, nil)
	case reply.Value == "refuses":
		n.say("visit_refused", LaneAnswer, nil)
		if !n.s.settled(AskAdvocate) {
			n.ask(AskAdvocate, "advocate", LaneAnswer, nil) // it is their right, visit or none
		}
		return true
	case answer.Words != "":
		return n.say("visit_noted", LaneAnswer, nil)
	}
	return n.say("visit_no", LaneAnswer, nil)
}

// otherDay takes words about a visit that come outside any question: what would be better, after its
// day did not suit them, or that a day which did suit them no longer does.
func (n *turn) otherDay(r meaning.Reading, t thought) bool {
	words := shorten(t.text, longestAnswer)
	if last := len(n.s.VisitSay) - 1; last >= 0 && n.s.Before.Ask == AskVisitOK && !n.s.VisitSay[last].Yes && n.s.VisitSay[last].Words == "" {
		n.s.VisitSay[last].Words, n.s.Before = words, Asked{}
	} else {
		visit := n.openVisit()
		if visit == nil || !r.Corrects && !slices.ContainsFunc(r.Told, aboutVisit) && !n.asksOtherHour(t.text) {
			return false
		}
		visit.State = "refused"
		n.s.VisitSay = lastOf(append(n.s.VisitSay, VisitAnswer{Visit: visit.ID, At: n.at, Words: words, Seq: t.seq()}), 20)
	}
	n.addMatters(r, t)
	n.changed, n.s.Thanked = true, n.at
	return n.say("visit_noted", LaneAnswer, nil)
}

// asksOtherHour: "can it be 3 instead", "can it be tues i got a trip mon", of a visit whose day and hour stand.
func (n *turn) asksOtherHour(text string) bool {
	const few = 14 // words
	proposed, asks := n.reader().Proposed(text)
	if !asks || len(strings.Fields(text)) > few {
		return false
	}
	proposed = n.reader().BeforeReason(proposed)
	return n.reader().Answer(string(AskVisitWhen), proposed).OnlyHere || n.reader().Answer(string(AskVisitWhen), "at "+proposed).OnlyHere
}

func aboutVisit(told meaning.Told) bool {
	return told.Ask == string(AskVisitWhen) || told.Ask == string(AskVisitWhere)
}

// meets: "can someone come and see you?" was answered with where or when, as "at my house please, I
// don't drive". "No, I'm at school" is a no.
func (n *turn) meets(reply meaning.Reply, t thought) bool {
	if slices.ContainsFunc(n.read(t.text).Told, aboutVisit) {
		return true
	}
	if button(n.reader().Uncoloured(n.reader().BesideAsides(string(AskCarryOn), t.text))) {
		return false // "at work so slow replies. 1"
	}
	if _, _, both := n.reader().PlaceThenTime(n.reader().AfterYes(t.text)); both && n.read(t.text).Category != meaning.Question && !n.read(t.text).TellsOfHarm() {
		return true
	}
	meets := n.reader().Meets(t.text)
	if _, proposed := n.reader().Proposed(t.text); proposed && len(strings.Fields(t.text)) <= fewToPropose {
		return meets || n.reader().Answer(string(AskVisitWhen), t.text).OnlyHere // "can it be tuesday"
	}
	if meets {
		return reply.Value == Yes && !n.reader().AsksAtOnce(t.text) || n.read(t.text).Category != meaning.Question
	}
	// Asked a second time, whatever is no yes or no, no question and no complaint, is taken for a place.
	return n.s.Put[AskCarryOn] >= 2 && reply.Value == "" && n.read(t.text).Category == meaning.Other &&
		!n.reader().Beside(t.text) && n.reader().Answer(string(AskVisitWhere), t.text).Value == "text"
}

// fewToPropose is in how many words at most a place or a time is proposed as a question.
const fewToPropose = 10

// whereAndWhen takes the time out of an answer to "where and when is good?". It gives the question
// that the rest answers, and its words: a time alone leaves the place to be asked for once more.
func (n *turn) whereAndWhen(reply *meaning.Reply, t thought) (Ask, string) {
	when, said := n.reader().Answer(string(AskVisitWhen), t.text), n.reader().AfterYes(t.text)
	if button(n.reader().Uncoloured(t.text)) {
		return AskVisitWhere, said // "1" is a yes, and no hour
	}
	proposed, asks := n.reader().Proposed(said)
	place, time, ok := n.reader().PlaceThenTime(proposed)
	if !ok || !asks {
		place, time, ok = n.reader().PlaceThenTime(said)
	}
	if ok && (reply.Value != "" || when.Value != "") && (n.s.words(AskVisitWhen) == "" || n.s.Answers[AskVisitWhen].Seq >= t.seq()) {
		when = n.reader().Answer(string(AskVisitWhen), time)
		if when.Value == "" {
			when.Value = "text" // "not tuesdays": when not, in their words
		}
		n.record(AskVisitWhen, Answer{Value: when.Value, Words: theirWords(AskVisitWhen, when, time), Seq: t.seq()})
		reply.Value = "text"
		return AskVisitWhere, place
	}
	switch {
	case when.OnlyHere && (n.reader().OnlyWhen(said) || n.reader().OnlyWhen(proposed)): // "come today please", "can it be today" say no place
		*reply = when
		return AskVisitWhen, said
	case when.Value == "" || !when.OnlyHere && reply.Value != "":
		return AskVisitWhere, said
	case reply.Value == "":
		*reply = when
		return AskVisitWhen, said
	}
	if n.s.words(AskVisitWhen) == "" {
		n.record(AskVisitWhen, Answer{Value: when.Value, Words: theirWords(AskVisitWhen, when, said), Seq: t.seq()})
	}
	return AskVisitWhere, said
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

// speaksOfVisit: about the hour of the visit "she isnt here" is said of whoever was to come, and "no but shes trying"
// answers what came of it.
func (n *turn) speaksOfVisit(r meaning.Reading) bool {
	const early, late, few = 3 * time.Hour, 24 * time.Hour, 6 // words
	if r.Holder != "" && r.Holder != meaning.PerhapsIs || len(strings.Fields(r.Text)) > few {
		return false
	}
	if n.s.Pending.Ask == AskSorted {
		return n.reader().Answer(string(AskSorted), r.Text).Value != ""
	}
	visit := n.openVisit()
	return visit != nil && visit.State == "confirmed" && n.at.After(visit.At.Add(-early)) && n.at.Before(visit.At.Add(late))
}

// visitOver asks, after a visit, if it is sorted: only they can say so.
func (n *turn) visitOver(w VisitOver) {
	for i := range n.s.Visits {
		if v := &n.s.Visits[i]; v.ID == w.ID && v.State != w.State {
			v.State, n.changed = w.State, true
			n.forgetWaiting(AskVisitOK)
			if n.done(AskVisitOK, ""); w.State == "done" && !n.s.Closed {
				n.s.StaffAt = n.at
				n.ask(AskSorted, "sorted", LaneAnswer, nil)
			}
		}
	}
}

// sorted keeps their own words about what came of the visit.
func (n *turn) sorted(reply meaning.Reply, t thought) bool {
	n.done(AskSorted, t.text)
	visit := ""
	for _, v := range n.s.Visits {
		if v.State == "done" {
			visit = v.ID
		}
	}
	said := VisitSorted{Visit: visit, Value: reply.Value, Words: shorten(t.text, longestAnswer), Seq: t.seq(), At: n.at}
	switch reply.Value {
	case Yes, "partly", No, "formal":
	default:
		said.Value = ""
	}
	n.s.Sorted = lastOf(append(n.s.Sorted, said), 20)
	n.changed = true
	if r := n.read(t.text); r.TellsOfHarm() {
		n.addMatters(r, t)
	}
	switch said.Value {
	case Yes:
		return n.say("sorted_yes", LaneAnswer, nil)
	case No, "partly":
		return n.say("sorted_no", LaneAnswer, nil)
	case "formal":
		return n.formal(t)
	}
	return n.afterHandOver()
}
