package conversation

import (
	"slices"
	"strings"
	"time"

	"sayso/conversation/meaning"
)

// volunteer notes what a message says without being asked, so that it is not asked again.
func (n *turn) volunteer(r meaning.Reading, t thought) {
	n.heardLanguage(r)
	n.otherWays(t)
	n.hearAge(t)
	if n.s.value(AskAboutWho) == "" && r.SpeakerPlain && !n.toldOtherwise() {
		switch {
		case r.Speaker == meaning.Self && n.saidInPassing(t):
		case r.Speaker == meaning.Self:
			n.record(AskAboutWho, Answer{Value: "self", Seq: t.seq()})
		case r.Speaker == meaning.Behalf:
			n.record(AskAboutWho, Answer{Value: "behalf", Seq: t.seq()})
		}
	}
	if n.s.value(AskAboutWho) == "" && r.Speaker == meaning.Behalf && !n.toldOtherwise() && tellsOf(r, AskRelationship) && (tellsOf(r, AskChildName) || tellsOf(r, AskChildAge)) {
		n.record(AskAboutWho, Answer{Value: "behalf", Seq: t.seq()}) // "its about Yusuf. I am the grandma"
	}
	if n.speaksForAnother(r) {
		n.setAside(AskAboutWho)
	}
	// "Other" is what is left where nothing says who they are: it is asked for.
	asked := n.s.Pending.Ask
	if saying := tells(asked) || asked == AskAboutWho || asked == AskRelationship; saying && r.Relationship != nil && *r.Relationship != "other" && n.s.value(AskRelationship) == "" && n.s.who() == OnBehalf {
		n.record(AskRelationship, Answer{Value: *r.Relationship, Seq: t.seq()})
	}
	if r.ChildName != "" && n.s.words(AskChildName) == "" && n.s.who() == OnBehalf {
		n.record(AskChildName, Answer{Value: r.ChildName, Words: r.ChildName, Seq: t.seq()})
	}
	contrasts := len(n.insteadOf(t)) > 0 // that is put right where it was wrong, and is nothing new
	for _, told := range r.Told {
		if phoned := r.Wants == "call" && told.Ask == string(AskVisitWhere); phoned {
			continue // "id rather talk on the phone" is no place
		}
		if told.Ask == string(AskWanted) && (r.Wants == "after_all" || r.Wants == "formal") {
			continue // "actually i do want it looked at" takes back a "forget it", "i want to go higher" says how
		}
		if told.Ask == string(AskName) && n.answersStaff(t) {
			continue // "who was it?" "its karen" is not who writes
		}
		if !contrasts || told.Ask == string(AskContactSafe) {
			n.told(told, r.Corrects, t)
		}
	}
	if n.saysSafe(r) {
		n.record(AskSafeNow, Answer{Value: Yes, Words: shorten(t.text, longestAnswer), Seq: t.seq()})
	}
	if r.SafeAgain && n.s.value(AskContactSafe) == No && n.s.Answers[AskContactSafe].Seq < t.seq() {
		n.askAnewIfSafe(t)
	}
	n.wroteBetween(r, t)
	n.givesAnotherName(r, t)
	if r.PerhapsSeen && n.s.Contact(t.channel()).SafeToReply == Yes && n.s.Pending.Ask != AskContactSafe {
		n.askAnewIfSafe(t) // "my phone is linked to my mums"
	}
	switch {
	case r.Wants == "interpreter" && len(strings.Fields(t.text)) <= 8 || r.Category == meaning.Question && (r.Wish != nil || r.Wants != "") && !r.TellsOfHarm(): // "who are you" is no idea of theirs
		if n.s.Category == "" {
			n.s.Category = "contact"
		}
	case n.s.Category == "" || n.s.Category == "contact":
		if n.s.Category = categoryOf(r); n.s.Category == "statutory_complaint" && len(r.People) == 0 && len(n.s.Issues) == 0 && n.smallTalk(r, t) {
			n.s.Category = "contact" // "no one cares": what has happened is asked
		}
	}
	if r.PlannedChange != nil {
		n.s.Change = r.PlannedChange.Words
	}
}

// saidInPassing: it is only what stands beside their words that is of themselves: "they binned her stuff" ... "am i even
// allowed to do this".
func (n *turn) saidInPassing(t thought) bool {
	rest := n.reader().BesideAsides("", t.text)
	if rest == t.text {
		return false
	}
	r := n.reader().Read(rest)
	return rest == "" || r.Speaker != meaning.Self || !r.SpeakerPlain
}

func tellsOf(r meaning.Reading, a Ask) bool {
	return slices.ContainsFunc(r.Told, func(t meaning.Told) bool { return Ask(t.Ask) == a })
}

// speaksForAnother: a grown-up's words of their child, where the first words were taken for a young person's own
// without asking: "my social worker never rings" ... "see my son every weekend". So it is asked.
func (n *turn) speaksForAnother(r meaning.Reading) bool {
	if n.s.Stage != Listening || n.s.value(AskAboutWho) != "self" || n.s.Put[AskAboutWho] > 0 || r.Speaker != meaning.Behalf || !r.SpeakerPlain || r.Relationship == nil || n.reader().Quotes(r.Text, true) {
		return false // what another says shows nothing of who writes
	}
	if slices.Contains([]Ask{AskVisitWhere, AskVisitWhen, AskAvoid, AskKeepFrom}, n.s.Pending.Ask) {
		return false // "the mother and baby unit" is where to come
	}
	return slices.Contains([]string{"mother", "father", "parent", "grandparent", "aunt_uncle", "carer"}, *r.Relationship)
}

// toldOtherwise: their words told of themselves and then of another, so that only they can say.
func (n *turn) toldOtherwise() bool {
	return slices.ContainsFunc(n.s.Earlier, func(e Earlier) bool { return e.Ask == AskAboutWho }) && n.s.Put[AskAboutWho] == 0
}

// saysSafe: they say of themselves, or of whom they speak for, that they are safe. That is an answer before
// it is asked, or late; where harm has been told it is one only once it was asked, and it lowers nothing.
func (n *turn) saysSafe(r meaning.Reading) bool {
	_, answered := n.s.Answers[AskSafeNow]
	if answered || r.TellsOfHarm() || n.s.Pending.Ask == AskSafeNow || n.s.tier() != NoTier && n.s.Put[AskSafeNow] == 0 {
		return false
	}
	return r.SaysSafe == "me" && n.s.who() != OnBehalf || r.SaysSafe == "them" && n.s.who() == OnBehalf
}

// told takes an answer that nobody had asked for. What was said before stands, unless this puts it
// right; but a phone that is not safe is not safe, however it was called before.
func (n *turn) told(told meaning.Told, corrects bool, t thought) {
	a := Ask(told.Ask)
	known, answered := n.s.Answers[a]
	unsafe, asked := a == AskContactSafe && told.Reply.Value == No, n.s.Pending.Ask
	if unsafe && n.reader().AtTimes(sentenceOf(t.text, string([]rune(t.text)[told.Start:told.End]))) {
		n.onlyAtTimes(t) // "dont text me after 9"
		return
	}
	switch {
	case a == n.s.Pending.Ask && !unsafe, told.Reply.Value == "":
		return // the question is on their screen, so this is read as its answer
	case a == AskContactSafe && known.Value == No && !unsafe:
		n.askAnewIfSafe(t)
		return
	case a == AskContactSafe && !unsafe && n.wasUnsafe(t.channel()):
		return
	case answered && (a == AskKeepFrom || a == AskAvoid) && (known.Words != "" || told.Reply.Value == "text" && asked != AskAvoid && asked != AskKeepFrom): // one more to leave out
	case answered && n.s.Stage == HandedOver && laterStands(a) && n.openVisit() == nil:
	case answered && (a == AskAdvocate || a == AskChildKnows) && known.Seq < t.seq(): // whatever is asked, what they say of it last is what they want
	case a == AskChildAge && answered && known.Seq < t.seq() && n.s.who() == OnBehalf && n.reader().OfThem(t.text) && 2*(told.End-told.Start) > len([]rune(t.text)): // "1" ... "he is 9"
	case answered && known.Value == "unsure" && told.Reply.Value != "unsure" && a != AskContactSafe && a != AskSafeNow: // "not sure" ... "oh hes 14"
	case answered && !corrects && !unsafe && a != AskAboutWho: // "no, this is about me" puts right
		return
	case behalfOnly(a) && n.s.who() != OnBehalf && !n.ownAge(a, corrects):
		return
	case a == AskChildAge && n.s.who() == OnBehalf && n.reader().OfMyself(t.text):
		return // a friend's own age
	}
	parts := t.parts(told.Start, told.End)
	if len(parts) == 0 {
		return
	}
	said := string([]rune(t.text)[told.Start:told.End])
	next := Answer{Value: told.Reply.Value, Words: theirWords(a, told.Reply, said), Seq: parts[0].Seq}
	if answered && (a == AskKeepFrom || a == AskAvoid) && known.Words != "" {
		if next.Words == "" || strings.Contains(strings.ToLower(known.Words), strings.ToLower(next.Words)) {
			return
		}
		if !corrects {
			next.Words = shorten(known.Words+"\n"+next.Words, longestAnswer)
		}
	}
	if answered && known.Value == next.Value && (known.Words == next.Words || a == AskVisitWhen) {
		return // "see you thursday" says thursday again
	}
	n.record(a, next)
	n.hearsOfIt(a)
	if was, refused := n.s.Answers[AskCarryOn]; a == AskVisitWhere && refused && was.Value == No && was.Seq < t.seq() && n.reader().Meets(t.text) {
		n.record(AskCarryOn, Answer{Value: Yes, Seq: next.Seq}) // "actually yes come see me at nans"
	}
	if _, asked := n.s.Answers[AskCarryOn]; a == AskVisitWhere && !asked && n.s.Pending.Ask != AskCarryOn && n.s.Stage == Listening {
		n.record(AskCarryOn, Answer{Value: Yes, Seq: next.Seq}) // who says where wants to be met
	}
	if a == AskContactSafe {
		n.setContact(t.channel(), func(c *Contact) { c.SafeToReply = next.Value })
	}
}

// hearsOfIt: who changes an answer after hand-over hears that somebody will see it, however lately they were
// thanked.
func (n *turn) hearsOfIt(a Ask) {
	if n.s.Stage == HandedOver && a != AskContactSafe && a != AskAboutWho && n.s.Contact(n.s.Last).SafeToReply == Yes {
		n.s.Thanked = time.Time{}
	}
}

// ownAge: a young person who puts right how old they are ("sorry im 14").
func (n *turn) ownAge(a Ask, corrects bool) bool {
	return a == AskChildAge && corrects && n.s.who() == YoungPerson
}

// onlyOfPhone: all that is said is that we may write here. That is no wish and no place.
func (n *turn) onlyOfPhone(r meaning.Reading, t thought) bool {
	return slices.ContainsFunc(r.Told, func(told meaning.Told) bool {
		all := len([]rune(strings.TrimSpace(t.text)))
		return told.Ask == string(AskContactSafe) && (told.Reply.Value == Yes || n.reader().AtTimes(t.text)) && 5*(told.End-told.Start) >= 4*all
	})
}

// laterStands: after hand-over what they say of these last is what they want; what it was is kept.
func laterStands(a Ask) bool {
	return a == AskAdvocate || a == AskName || a == AskVisitWhere || a == AskVisitWhen || a == AskChildKnows
}

// askAnewIfSafe: "you can text me again" is not taken from the words alone; it is asked once more.
func (n *turn) askAnewIfSafe(t thought) {
	n.setAside(AskContactSafe)
	n.s.Put[AskContactSafe] = 0
	n.setContact(t.channel(), func(c *Contact) { c.SafeToReply = Unknown })
}

// recallWhoTheySpeakFor takes from what they told before what it says of the young person, once it is
// plain that they speak for one.
func (n *turn) recallWhoTheySpeakFor() {
	if n.s.who() != OnBehalf {
		return
	}
	for _, i := range n.s.Issues {
		r := n.reader().Read(i.Words)
		if _, known := n.s.Answers[AskRelationship]; !known && r.SpeakerPlain && r.Speaker == meaning.Behalf && r.Relationship != nil {
			n.record(AskRelationship, Answer{Value: *r.Relationship, Seq: i.Seq}) // "my brother Dylan is 13"
		}
		for _, told := range r.Told {
			if a := Ask(told.Ask); behalfOnly(a) && told.Reply.Value != "" {
				if _, known := n.s.Answers[a]; !known {
					said := string([]rune(i.Words)[told.Start:told.End])
					n.record(a, Answer{Value: told.Reply.Value, Words: theirWords(a, told.Reply, said), Seq: i.Seq})
				}
			}
		}
	}
}

// behalfOnly are the questions for somebody who speaks for a young person.
func behalfOnly(a Ask) bool {
	switch a {
	case AskRelationship, AskChildName, AskChildAge, AskChildKnows:
		return true
	}
	return false
}

// answersStaff: a few words to a person of ours who wrote to them last may answer what that person asked.
func (n *turn) answersStaff(t thought) bool {
	const few = 5 // words
	return n.s.Stage == HandedOver && !n.s.StaffAt.IsZero() && n.at.Sub(n.s.StaffAt) < 24*time.Hour && len(strings.Fields(t.text)) <= few
}

// nowSafe: whoever was not safe says at another question that they are ("yes im ok now he went out"). It is noted, lowers
// nothing, and is no matter.
func (n *turn) nowSafe(a Ask, r meaning.Reading, t thought) bool {
	const few = 10 // words
	if n.s.tier() != R1 || n.s.value(AskSafeNow) != No || a == AskSafeNow || a == AskWhereNow || n.s.who() == OnBehalf ||
		r.Risk != meaning.None || len(strings.Fields(t.text)) > few || !n.reader().NowSafe(t.text) {
		return false
	}
	reply := n.reader().Answer(string(AskSafeNow), t.text)
	if reply.Value != Yes && reply.Value != Unsure {
		return false
	}
	n.record(AskSafeNow, Answer{Value: reply.Value, Words: shorten(strings.TrimSpace(t.text), longestAnswer), Seq: t.seq()})
	return true
}
