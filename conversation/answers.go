package conversation

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation/meaning"
)

// answer takes a thought as the answer to a question. It reports whether what comes next has
// already been said.
func (n *turn) answer(a Ask, reply meaning.Reply, t thought) bool {
	switch a {
	case AskConfirm:
		return n.confirmed(reply, t)
	case AskChange:
		return n.newWords(t)
	case AskForget:
		return n.forget(reply, t)
	case AskVisitOK:
		return n.visitAnswered(reply, t)
	case AskSorted:
		return n.sorted(reply, t)
	case AskSameNew:
		return n.sameOrNew(reply, t)
	case AskWhereNow:
		return n.whereNow(reply, t)
	case AskContactSafe:
		if n.visitUnasked(t) && reply.Value == "" {
			return n.settledAfter()
		}
		if n.reader().AtTimes(t.text) {
			n.onlyAtTimes(t)
			if reply.Value != Unsure { // "maybe evenings"
				reply.Value = Yes
			}
		}
	}
	if reply.Value == "" && (strings.TrimSpace(t.text) == "0" || a == AskName && n.keepsTheirName(t)) {
		reply.Value = "refuses" // what we offer where a question may be left out, and "rather not say"
	}
	if (a == AskAvoid || a == AskKeepFrom) && (figure(t.text) && (inWords(reply.Value) || reply.Value == Unsure) || len(strings.Fields(t.text)) <= 2 && n.reader().Answer("yes_no", t.text).Value == Yes) {
		reply.Value = "" // there is somebody, and they have not said who
		if n.reader().OfAPerson(t.text) {
			reply = meaning.Reply{Value: "text", Rest: t.text} // "yes. mum"
		}
	}
	if (a == AskAvoid || a == AskKeepFrom) && inWords(reply.Value) && n.nobodyAndMore(a, t) {
		reply.Value = "none"
	}
	if (a == AskAvoid || a == AskKeepFrom) && inWords(reply.Value) && n.reader().WishAlone(t.text) {
		if n.s.words(AskWanted) == "" {
			n.record(AskWanted, Answer{Value: "text", Words: shorten(strings.TrimSpace(t.text), longestAnswer), Seq: t.seq()})
		}
		return n.claimsHeard(a, t)
	}
	if a == AskWanted && n.reader().BeginsYes(t.text) && slices.ContainsFunc(n.read(t.text).Told, aboutVisit) && n.reader().Meets(n.reader().AfterYes(t.text)) {
		return n.claimsHeard(a, t) // "yes come to our house" is where, and no wish
	}
	if n.ofAnother(a, t) {
		return n.settledAfter()
	}
	if a == AskWanted && saysWhom(a, n.read(t.text)) {
		n.say("not_tell", LaneAnswer, nil)
		return n.settledAfter()
	}
	if a == AskCarryOn && n.meets(reply, t) {
		n.record(AskCarryOn, Answer{Value: Yes, Seq: t.seq()})
		for _, told := range []Ask{AskVisitWhere, AskVisitWhen} {
			if n.s.Answers[told].Seq >= t.seq() {
				delete(n.s.Answers, told) // the whole of what they say here is the answer
			}
		}
		a, reply = AskVisitWhere, n.reader().Answer(string(AskVisitWhere), t.text)
	}
	if (a == AskVisitWhere || a == AskVisitWhen) && n.read(t.text).Risk == meaning.Immediate {
		return n.missed(a, t) // that is no place to meet, and no day
	}
	said := t.text
	if a == AskVisitWhere {
		a, said = n.whereAndWhen(&reply, t)
	}
	if a == AskVisitWhen && n.s.words(AskVisitWhere) == "" { // "at my nans after 4"
		if place, time, ok := n.reader().PlaceThenTime(said); ok {
			n.record(AskVisitWhere, Answer{Value: "text", Words: shorten(place, longestAnswer), Seq: t.seq()})
			said = time
		}
	}
	if n.asksUs(a, t.text) {
		reply.Value = ""
	}
	if a == AskAnythingElse && reply.Value == "" && n.s.Stage != HandedOver && n.s.Put[a] < 2 && n.reader().Answer("yes_no", t.text).Value == Yes && !n.reader().Beside(t.text) && len(n.read(t.text).Told) == 0 && n.read(t.text).Category != meaning.Complaint {
		return n.ask(a, "concern", LaneAnswer, nil) // "yeah": then what?
	}
	if reply.Value == "" || a == AskCarryOn && reply.Value == No && len(n.read(t.text).Told) > 0 {
		return n.missed(a, t) // "don't send tracey, she's the one who said no" does not end the talk
	}
	n.again = false
	n.record(a, Answer{Value: reply.Value, Words: theirWords(a, reply, said), Seq: t.seq()})
	n.done(n.s.Pending.Ask, t.text)
	switch a {
	case AskConcern, AskAnythingElse:
		return n.toldMore(a, reply, t)
	case AskAboutWho:
		n.recallWhoTheySpeakFor()
	case AskSafeNow:
		return n.safeNow(reply.Value, t)
	case AskContactSafe:
		return n.contactSafe(reply.Value, t)
	case AskCarryOn:
		if reply.Value == No && n.s.settled(AskAdvocate) {
			n.handOver("done")
			return true
		}
	}
	if r := n.read(t.text); (a == AskAboutWho || a == AskRelationship) && complainsToo(r) && n.saysMore(a, t) || a == AskCarryOn || (open(a) && !tells(a) || a == AskAdvocate || a == AskChildKnows) && n.harmBeside(a, t) {
		n.addPlain(r, t) // "dad, and they never ring me"
	}
	if n.s.Stage == HandedOver && a == AskVisitWhere && !n.s.settled(AskVisitWhen) && n.ask(AskVisitWhen, "visit_when", LaneAnswer, nil) {
		return true // they want a visit after all
	}
	if a == AskVisitWhere || a == AskVisitWhen {
		n.hearsOfIt(a)
	}
	return n.s.Stage == HandedOver && n.afterHandOver()
}

// nobodyAndMore: "no thanks and im called Tash" names nobody to leave out.
func (n *turn) nobodyAndMore(a Ask, t thought) bool {
	r := n.read(t.text)
	if len(r.Told) == 0 || r.Told[0].Start == 0 {
		return false
	}
	head := strings.TrimSpace(string([]rune(t.text)[:r.Told[0].Start]))
	head = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(head), " and"), ","))
	return n.reader().Answer(string(a), head).Value == "none"
}

// wantsFamily: to see more of one's family is a matter as well, where none was told of it; asked what would help, it is the wish.
func (n *turn) wantsFamily(r meaning.Reading) bool {
	ofFamily := func(kinds []string) bool { return slices.Contains(kinds, "family_time") }
	return r.Category == meaning.Complaint && ofFamily(r.Kinds) && !slices.ContainsFunc(n.s.Issues, func(i Issue) bool { return ofFamily(i.Kinds) })
}

// complainsToo: beside who they are, more is told than how they come to be it ("foster carer, she has been with
// us for two years"). What nothing was learned of is taken for a complaint.
func complainsToo(r meaning.Reading) bool {
	return r.TellsOfHarm() || r.Weighed.Complaint == 0 || r.Weighed.Complaint >= 0.5
}

// saysMore: beside who they are more is said than how it is to write ("girlfriend. in maths so gotta be quick").
func (n *turn) saysMore(a Ask, t thought) bool {
	const few = 3 // words
	return n.read(t.text).TellsOfHarm() || len(strings.Fields(n.reader().BesideAsides(string(a), t.text))) > few
}

// keepsTheirName: "rather not say", a no, "anonymous", "im not sure i should": they need give none, so
// once is enough. A question back, and what tells of something else, is no such answer.
func (n *turn) keepsTheirName(t thought) bool {
	value := n.reader().Answer("yes_no", t.text).Value
	if value == "refuses" || value == No || value == Unsure || n.reader().Answer("name_kept", t.text).Value == "refuses" {
		return true // "im fine" is as much as "no thanks"
	}
	const few = 2 // words
	r := n.read(t.text)
	return value == "" && !wordless(t.text) && len(strings.Fields(t.text)) <= few && !n.reader().Asks(t.text) && !r.TellsOfHarm() &&
		r.Wish == nil && r.Wants == "" && len(r.Told) == 0 && len(r.Issues) == 0
}

// harmBeside: what answers an open question tells of harm as well. "Dont tell my dad" is how whom to
// leave out is said.
func (n *turn) harmBeside(a Ask, t thought) bool {
	r := n.read(t.text)
	return r.Risk == meaning.Immediate || r.TellsOfHarm() && !saysWhom(a, r)
}

// done takes the question off the screen.
func (n *turn) done(a Ask, reply string) {
	if n.s.Pending.Ask == a {
		n.s.Before, n.s.Pending = n.s.Pending, Asked{}
		n.s.Before.Reply = shorten(reply, longestAnswer)
	}
}

// saysItShort: "wrong college", said when it has been asked twice what has happened, is all that some will say of it.
func (n *turn) saysItShort(r meaning.Reading, t thought) bool {
	return n.s.Put[AskConcern] >= 2 && len(strings.Fields(t.text)) > 1 && r.Language == "en" && r.Wish == nil && r.Wants == "" && len(r.Told) == 0 && r.Introduces == nil && !r.Stranger &&
		n.reader().Answer("yes_no", t.text).Value == "" && !n.reader().Beside(t.text) && !n.reader().Asks(t.text) && !wordless(t.text)
}

// toldMore keeps what was told in answer to "what's happened?" and "anything else?". They were
// asked for it, so it is kept as a matter of its own even where the reader sees no complaint in it.
func (n *turn) toldMore(a Ask, reply meaning.Reply, t thought) bool {
	r := n.read(t.text)
	if a == AskConcern && r.Category == meaning.Other && !r.TellsOfHarm() && len(strings.Fields(t.text)) <= 4 && !n.saysItShort(r, t) {
		delete(n.s.Answers, a) // "wrong number soz", "dunno": not yet something that is wrong
		return n.missed(a, t)
	}
	const story = 6                                    // words, more of which are no mere yes or no
	said := n.reader().BesideAsides(string(a), t.text) // "thanks for being here. yes she had four schools"
	more := a == AskAnythingElse && reply.Value != No && reply.Value != "none" && n.reader().AfterYes(said) != said && !n.reader().Beside(t.text) && !n.reader().AsksAtOnce(t.text)
	tells := len(strings.Fields(t.text)) > story && r.Wish == nil &&
		(r.Category == meaning.Complaint && !n.smallTalk(r, t) || more && r.Category != meaning.Compliment && r.Category != meaning.Question)
	switch value := reply.Value; {
	case tells:
	case value == No || value == "none" || value == "refuses" || value == Unsure:
		n.addPlain(r, t) // "no wait, they lost my passport as well"
		return false
	}
	if a == AskAnythingElse && n.reader().Beside(t.text) {
		return false // "is this free. my phones on like 4 percent"
	}
	if a == AskAnythingElse && !tells && r.Category != meaning.Complaint && n.reader().AsksBack(string(a), t.text) {
		if n.reader().Bids(t.text) {
			n.addWhole(t, r.Kinds) // "can you tell her to ring me"
			return false
		}
		delete(n.s.Answers, a) // "are you allowed to do this": what is wrong is asked once more
		return n.missed(a, t)
	}
	if before := len(n.s.Issues) + n.s.More; tells {
		if n.addMatters(r, t); len(n.s.Issues)+n.s.More == before {
			n.addWhole(t, r.Kinds)
		}
	} else if r.Category != meaning.Compliment && (a == AskConcern || !n.smallTalk(r, t)) {
		n.addAll(a, r, t)
	}
	if n.s.Stage == HandedOver {
		return n.afterHandOver()
	}
	return false
}

func (n *turn) safeNow(value string, t thought) bool {
	if value == No || n.read(t.text).TellsOfHarm() {
		n.addPlain(n.read(t.text), t) // "no my dad is at the door shouting"
	}
	u := Urgent{Seq: t.seq(), Because: "safe_now", RiskKinds: []string{"other_danger"}, Words: shorten(t.text, 200)}
	switch value {
	case Yes:
		if n.s.Stage == HandedOver {
			n.s.Thanked = time.Time{}
			n.thank() // it was asked anew, and is not met with silence
		}
	case No:
		n.saidNotSafe, u.Tier = true, R1
		return n.inDanger(u)
	case Unsure:
		u.Tier = R2
		n.raise(u)
		n.readBy(true)
		n.say("danger_unsure", LaneSafety, nil)
		if n.s.Danger.Tier == R1 && !n.s.Danger.InHand {
			return true // the talk waits for them
		}
	}
	return n.s.Stage == HandedOver
}

// contactSafe: only a plain yes is safe. After a no the talk stops here; what was said goes on.
func (n *turn) contactSafe(value string, t thought) bool {
	safe := Unknown
	switch value {
	case Yes:
		safe = Yes
	case No:
		safe = No
	}
	n.setContact(t.channel(), func(c *Contact) { c.SafeToReply = safe })
	if safe == No {
		n.stopHere()
		return true
	}
	if safe == Yes && n.wasUnsafe(t.channel()) && n.s.Stage == HandedOver && n.s.Caseworker == "" && !n.s.LetGo && n.s.Withdrawal == "" && len(n.s.unasked()) > 0 {
		n.listenAgain() // nothing more had been asked, since the phone was not safe
		return false
	}
	return n.s.Stage == HandedOver && n.afterHandOver()
}

// onlyAtTimes notes that we may write there, but not at all hours: nothing goes there by itself, and whoever
// writes to them sees how they put it.
func (n *turn) onlyAtTimes(t thought) {
	n.setContact(t.channel(), func(c *Contact) { c.Times = shorten(strings.TrimSpace(t.text), longestAnswer) })
}

// categoryOf proposes; a named human confirms. Praise is a compliment, a question or an idea a
// representation, nothing at all a contact, and everything else the most that it can be.
func categoryOf(r meaning.Reading) string {
	switch {
	case r.TellsOfHarm() || r.Category == meaning.Complaint:
		return "statutory_complaint"
	case r.Category == meaning.Compliment:
		return "compliment"
	case r.Category == meaning.Question:
		return "representation"
	}
	return "contact"
}
