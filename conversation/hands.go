package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// isSomeoneElse notices that another person than before writes from this number. Nothing of what
// they write may stand in this talk, and nothing of this talk may be shown to them.
func (n *turn) isSomeoneElse(w Said) bool {
	if n.s.Reference == "" || n.s.Began.IsZero() {
		return false
	}
	r := n.read(w.Text)
	if r.Stranger && r.Wants != "who_are_you" && r.Holder != meaning.Another { // that they may well ask of a caseworker's first text
		return n.s.Stage == HandedOver && !n.s.LetGo
	}
	if n.s.Shared && (r.Returns == meaning.Again || r.Returns == meaning.OfPhone && n.s.who() == OnBehalf) {
		return true // whose phone it is has it again
	}
	i := r.Introduces
	if i != nil && n.complainedOf(i.Name) {
		return true // "this is Pete"
	}
	if n.s.Pending.Ask != AskContactSafe && n.showsAnother(r) {
		return true // in answer to that, a phone that has come from somebody is one's own, and a doubt closes it
	}
	if r.Finder && n.mayBeFound(i) {
		return true
	}
	if i == nil || !i.Now && !(i.Greets && n.s.who() == YoungPerson) && answersWhoSpeaks(n.s.Pending.Ask) {
		return false
	}
	switch n.s.who() {
	case YoungPerson:
		known := n.s.words(AskName)
		// A young person may be somebody's mum; in the middle of a talk she speaks of herself. But to us,
		// whom she has been talking to, she does not say "this is his mum".
		return i.Who == meaning.Behalf && (i.Now || grownUp(i.Relationship) && (i.Greets || !n.theyAreThere())) ||
			i.Who == meaning.Self && i.Now && known != "" && i.Name != "" && i.Name != known
	case OnBehalf:
		known := n.s.value(AskRelationship)
		named := i.Name != "" && i.Name == n.s.words(AskChildName)
		return i.Who == meaning.Self && (i.Now || named) ||
			i.Who == meaning.Behalf && i.Now && i.Relationship != "" && known != "" && i.Relationship != known
	}
	return i.Now || i.Who == meaning.Behalf && (n.s.Stage == HandedOver || i.Greets && n.isTheYoungPersons())
}

// complainedOf: somebody of this name is complained of.
func (n *turn) complainedOf(name string) bool {
	return name != "" && slices.ContainsFunc(n.s.Named, func(who string) bool {
		return slices.ContainsFunc(strings.Fields(who), func(word string) bool { return strings.EqualFold(word, name) })
	})
}

// showsAnother: what is written is another's, by the rules or surely by what was learned.
func (n *turn) showsAnother(r meaning.Reading) bool {
	return r.Holder == meaning.Another || r.Holder == meaning.TheirKin && n.isTheYoungPersons() || n.inOtherHands(r) >= surelyAnother
}

// isTheYoungPersons: a young person wrote before, as they said, or as what they told of themselves shows.
func (n *turn) isTheYoungPersons() bool {
	if n.s.who() != Unknown {
		return n.s.who() == YoungPerson
	}
	own := func(i Issue) bool { return n.reader().Read(i.Words).Speaker == meaning.Self }
	return n.s.Stage == HandedOver || slices.ContainsFunc(n.s.Issues, own)
}

// How likely it must be by what was learned that somebody else writes. Sure of it, what they write goes
// to a talk of their own; where it may be, the phone is no longer safe (docs/decisions/0047).
const (
	surelyAnother  = 0.8
	perhapsAnother = 0.6
	hintedAnother  = 0.3 // where the rules see that it may be
	fewWords       = 3   // that show nothing of who writes: "1", "no ta"
)

// inOtherHands is how likely it is, by what was learned from others' messages, that somebody else holds
// the phone now. Of danger, and of a language that it has not learned, it says nothing.
func (n *turn) inOtherHands(r meaning.Reading) float64 {
	if r.Risk == meaning.Immediate || r.Holder == meaning.OfAnother || r.PerhapsSeen || r.Language != "en" || r.Stranger && r.Wants == "who_are_you" || n.speaksAsBefore(r) || n.answersForThemselves(r) || n.answersAsAsked(r) || len(strings.Fields(r.Text)) < fewWords || n.s.Lines == 0 || n.speaksOfVisit(r) ||
		n.s.who() == YoungPerson && n.reader().Quotes(r.Text, false) {
		return 0
	}
	return n.reader().InOtherHands(r.Text, n.s.who(), string(n.s.Pending.Ask))
}

// answersAsAsked: a plain yes or no of which nobody else is the matter ("dont need no visit"), "you wont tell her will
// you?", and "what do you mean" are of whoever was asked.
func (n *turn) answersAsAsked(r meaning.Reading) bool {
	if r.Wish != nil && *r.Wish == "who_sees" || r.Wants == "not_tell" || r.Wants == "unclear" {
		return true
	}
	asked := n.s.Pending.Ask
	reply := n.reader().Answer(n.readAs(asked), r.Text)
	return asked != "" && reply.Value != "" && !inWords(reply.Value) && n.reader().OfThemselves(r.Text)
}

// answersForThemselves: whoever is asked if they are safe, or where they are, and says "im safe he left" is who was
// asked.
func (n *turn) answersForThemselves(r meaning.Reading) bool {
	asked := n.s.Pending.Ask == AskSafeNow || n.s.Pending.Ask == AskWhereNow
	return asked && n.s.who() != OnBehalf && n.reader().SafeThemselves(r.Text)
}

// askWhoseItIs: whoever asks "who is this" of us, to whom they have been writing, may be another. It is asked
// anew if it is safe to write there, before anything more is said.
func (n *turn) askWhoseItIs(t thought) {
	if !n.reading.Stranger || n.s.Contact(t.channel()).SafeToReply != Yes {
		return
	}
	n.s.Unproven = true
	n.setContact(t.channel(), func(c *Contact) { c.Unproven = true })
	n.askAnewIfSafe(t)
	if n.s.Stage == HandedOver {
		n.ask(AskContactSafe, "contact_safe", LaneAnswer, nil)
		n.stays = true
	}
}

// wroteBetween: "sorry that was my mum not me": what was written in between was another's, who has seen this
// talk; and "my mate sent that" may be true or not. Before anything more is said it is asked anew if it is safe to
// write there.
func (n *turn) wroteBetween(r meaning.Reading, t thought) {
	if (r.Returns == meaning.Again || r.Returns == meaning.Denied) && n.s.Contact(t.channel()).SafeToReply == Yes {
		n.askAnewIfSafe(t)
	}
}

// givesAnotherName: "hi its Dave", where Kai wrote before: it may be a slip, or another. It is asked
// anew if it is safe to write there.
func (n *turn) givesAnotherName(r meaning.Reading, t thought) {
	known, i := n.was.words(AskName), r.Introduces
	if i == nil || i.Who != meaning.Self || i.Name == "" || known == "" || r.Corrects || n.s.Stage != HandedOver || n.s.Contact(t.channel()).SafeToReply != Yes {
		return
	}
	if !strings.EqualFold(i.Name, known) && !slices.ContainsFunc(strings.Fields(known), func(part string) bool { return strings.EqualFold(part, i.Name) }) {
		n.askAnewIfSafe(t)
	}
}

// speaksAsBefore: a mother who wrote before may well speak of "my son" and of his phone.
func (n *turn) speaksAsBefore(r meaning.Reading) bool {
	known := n.s.value(AskRelationship)
	if n.s.who() != OnBehalf || r.Relationship == nil || known == "" {
		return false
	}
	return *r.Relationship == known || *r.Relationship == "parent" && (known == "mother" || known == "father")
}

// knowsNothing: "you have the wrong number", "new phone who dis", where a young person has told us what is wrong. They
// may take it back so, or somebody else has the phone; nothing more is asked there either way.
func (n *turn) knowsNothing(r meaning.Reading) bool {
	return r.Stranger && r.Wants != "who_are_you" && n.s.Stage != HandedOver && len(n.s.Issues) > 0 && n.isTheYoungPersons()
}

// doubt: these may be another's words on a young person's phone, though it is not sure ("she doesnt need
// one"). From then on the phone is not safe, until they say that it is. It reports whether it is so.
func (n *turn) doubt(r meaning.Reading, t thought) bool {
	p := n.inOtherHands(r)
	likely := p >= perhapsAnother || p >= hintedAnother && r.Holder == meaning.PerhapsIs && n.s.Stage != HandedOver || n.knowsNothing(r)
	if n.s.Pending.Ask == AskContactSafe && n.reader().Answer(string(AskContactSafe), r.Text).Value == Yes {
		return false
	}
	ofPhone := func(told meaning.Told) bool { return told.Ask == string(AskContactSafe) }
	if !likely || slices.ContainsFunc(r.Told, ofPhone) || n.s.who() != YoungPerson || n.s.Contact(t.channel()).SafeToReply == No {
		return false
	}
	n.record(AskContactSafe, Answer{Value: No, Words: shorten(strings.TrimSpace(t.text), longestAnswer), Seq: t.seq()})
	n.setContact(t.channel(), func(c *Contact) { c.SafeToReply = No })
	return true
}

// nowInDoubt stops the talk there. A "no" to "are you safe?" is heard all the same, whoever says it.
func (n *turn) nowInDoubt(a Ask, t thought) bool {
	n.notSafeNow(a, n.replyTo(a, n.read(t.text), t), t)
	n.nowUnsafe(t)
	return true
}

// mayBeFound: whoever holds this phone is somebody else than the one who spoke before. A mother who began
// the talk herself may well say again who she is.
func (n *turn) mayBeFound(i *meaning.Introduction) bool {
	if n.s.who() != OnBehalf {
		return true
	}
	known := n.s.value(AskRelationship)
	if i != nil && i.Relationship != "" && known != "" {
		return i.Relationship != known
	}
	return known != "" && !grownUp(known)
}

// answersWhoSpeaks: in answer to these, "I'm his mum" says nothing new.
func answersWhoSpeaks(a Ask) bool {
	switch a {
	case AskAboutWho, AskRelationship, AskName, AskChildName, AskConcern:
		return true
	}
	return false
}

// leaving: "gotta go shes coming". Whatever we said now, somebody else would see: it is kept, and nothing is said.
// When they write again it is asked anew if it is safe to write there.
func (n *turn) leaving(wish string, t thought) bool {
	n.addPlain(n.read(t.text), t)
	if wish == "delete_data" {
		n.s.Withdrawal, n.s.Delete, n.changed = "requested", true, true
	}
	if n.s.Contact(t.channel()).SafeToReply == Yes {
		n.askAnewIfSafe(t)
	}
	n.stays = true // the question stays on their screen
	return true
}
