package conversation

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"sayso/conversation/meaning"
)

// crosses decides by what was on their screen: in the chat the message says so; a text that came
// while the question was on its way was not about it.
func (n *turn) crosses(p Piece) bool {
	asked := n.s.Pending
	if asked.Ask != "" && p.Channel == SMS && n.notSeen(p, asked) {
		return asked.Ask != n.s.Before.Ask || n.notSeen(p, n.s.Before)
	}
	if asked.Ask == "" || asked.Ask == n.s.Before.Ask {
		return n.tooSoon(p)
	}
	if p.Channel == Chat && asked.Channel == Chat {
		return p.After < asked.Seq || n.tooSoon(p)
	}
	if p.At.Sub(asked.At) >= n.CrossingText {
		return false
	}
	return !n.fitsOnly(asked.Ask, n.s.Before.Ask, p.Text)
}

// tooSoon: it came on the heels of the question, sooner than anybody reads and writes, and does not answer it: "yes" ...
// "who sees this". Nothing was said to the question so, which is on their screen.
func (n *turn) tooSoon(p Piece) bool {
	asked := n.s.Pending
	unread := p.Channel == Chat && p.After < asked.Seq
	if asked.Ask == "" || asked.Channel != p.Channel || !unread && p.At.Sub(asked.At) >= n.heels(p.Channel) {
		return false
	}
	reply := n.reader().Answer(n.readAs(asked.Ask), p.Text)
	switch {
	case !inWords(reply.Value):
		return false
	case reply.Value == "" || n.reader().Beside(p.Text):
		return (len(strings.Fields(p.Text)) > 1 || p.Channel == Chat) && !n.read(p.Text).TellsOfHarm()
	}
	return unread && asked.Ask != n.s.Before.Ask // an answer in words that their page had the question for is one, however fast
}

// heels is how long after a question what comes cannot be meant for it.
func (n *turn) heels(c Channel) time.Duration {
	if c == Chat {
		return n.gather(c)
	}
	return n.CrossingText
}

// notSeen: the question had not left for their phone when they wrote, or it did not arrive. Nobody answers what
// they have not read: a "yes" on its heels, written for want of an answer, makes no phone safe. Within CrossingText
// it may be on their phone all the same, and we have not heard so yet.
func (n *turn) notSeen(p Piece, asked Asked) bool {
	return n.CrossingText > 0 && p.At.Sub(asked.At) >= n.CrossingText && slices.Contains(p.Unseen, asked.Seq)
}

// fitsOnly: the form of these words answers this question and could not answer the one before.
func (n *turn) fitsOnly(asked, before Ask, text string) bool {
	reply := n.reader().Answer(string(asked), text)
	if inWords(reply.Value) {
		return false
	}
	if reply.OnlyHere || before == "" {
		return true
	}
	earlier := n.reader().Answer(string(before), text).Value
	return earlier == "" || (inWords(earlier) && utf8.RuneCountInString(strings.TrimSpace(text)) <= 2)
}

// inWords: an answer that could as well go on with what was said before.
func inWords(value string) bool { return value == "" || value == "text" || value == "issue" }

// takeIn understands one burst: what crossed belongs to the question before, the rest to the one
// on the screen. It reports whether an answer has already been said.
func (n *turn) takeIn(burst []Piece) bool {
	all := of(burst)
	n.goOn()
	if n.s.Greeted && n.doubt(n.read(all.text), all) { // before anything is said
		return n.nowInDoubt(n.s.Pending.Ask, all)
	}
	if n.onlyMedia(all) {
		return n.s.Stage == HandedOver
	}
	crossed, rest := all.only(n.crosses), all.only(func(p Piece) bool { return !n.crosses(p) })
	if n.s.Pending.Ask == AskContactSafe && n.reader().Answer(string(AskContactSafe), rest.text).Value == No {
		crossed, rest = thought{}, all // "who sees this" ... "nah": nothing is answered here any more
	}
	n.stays = len(rest.pieces) == 0
	onScreen, answered := n.s.Pending, false
	if len(crossed.pieces) > 0 {
		before := n.s.Before
		if slices.ContainsFunc(crossed.pieces, func(p Piece) bool { return n.notSeen(p, before) }) {
			before = Asked{} // nor had they read that
		}
		answered = n.understandCrossed(before, crossed)
	}
	if len(rest.pieces) > 0 {
		a := onScreen.Ask // what has been asked since, in this turn, nobody can have answered
		if a == AskContactSafe && onScreen.Channel != rest.channel() {
			a = "" // it was asked of another phone
		}
		answered = n.understand(a, rest) || answered
	}
	n.aboutMedia(all)
	return answered
}

// understandCrossed reads what was written before our question had been read: the rest of the
// answer before it, another answer to that, or something new.
func (n *turn) understandCrossed(before Asked, t thought) bool {
	if n.s.Pending.Ask == AskSameNew { // it goes on with what is held until they say what it is about
		if reply := n.reader().Answer(string(AskSameNew), t.text); reply.Value != "" && len(strings.Fields(t.text)) <= 2 {
			return n.ask(AskSameNew, "same_new", LaneAnswer, nil) // a quick answer to it, or a late one to what stood there
		}
		n.s.Held = append(n.s.Held, t.pieces...)
		n.stays = true
		return n.s.Stage == HandedOver
	}
	n.greet()
	t, handled := n.correctsInstead(before.Ask, t)
	if handled {
		n.again, n.stays = false, true // the question stands above our answer
		return n.s.Stage == HandedOver
	}
	reading := n.read(t.text)
	n.volunteer(reading, t)
	if n.s.Pending.Ask == AskSafeNow && n.reader().Answer(string(AskSafeNow), t.text).Value == No {
		// A "no" that crossed "are you safe?" may have meant just that.
		return n.answer(AskSafeNow, meaning.Reply{Value: No}, t)
	}
	if before.Ask == AskContactSafe && before.Channel != t.channel() {
		before = Asked{}
	}
	aside := Ask("")
	if before.Ask == AskContactSafe {
		aside = before.Ask // "what's happening" ... "no": nothing is answered where they say no to that
	}
	if t = n.withoutAsides(aside, t); len(t.pieces) == 1 && n.asksBack(t.pieces[0]) {
		_, said := n.askedFor("", reading, meaning.Reply{}, t)
		n.again, n.stays = false, true // the question stands above our answer
		return said
	}
	reading = n.read(t.text)
	known, answered := n.s.Answers[before.Ask]
	reply := n.reader().Answer(string(before.Ask), t.text)
	switch {
	case !mayBeAnsweredAnew(before.Ask), len(t.only(n.noMatter).pieces) == 0 && !open(before.Ask): // "the centre is 2 buses away" is no 2
	case answered && n.endsAnswer(before, known, t):
		return n.nowUnsafe(t)
	case answered && inWords(reply.Value) && before.Reply != "" && n.goesOn(before, known, t):
		return n.nowUnsafe(t)
	case before.Ask == AskCarryOn && len(strings.Fields(t.text)) > 3: // to leave it there is said shortly
	case reply.Value != "" && !inWords(reply.Value) && reply.Value != known.Value:
		return n.answer(before.Ask, reply, t)
	}
	if (before.Ask == AskConcern || before.Ask == AskAnythingElse) && reading.Wish == nil && len(reading.Told) == 0 && len(strings.Fields(t.text)) > 3 {
		n.addAll(before.Ask, reading, t) // they were asked for it
	}
	n.addMatters(reading, t)
	// It says nothing to the question before; it may have been a quick answer to this one, so this
	// one is put again rather than guessed.
	n.again = quick(t) && !inWords(n.reader().Answer(string(n.s.Pending.Ask), t.text).Value) || reading.PerhapsSeen && !n.s.settled(AskContactSafe)
	return n.nowUnsafe(t)
}

// quick: short enough for an answer that came in a hurry.
func quick(t thought) bool {
	const few = 6 // words
	return len(strings.Fields(t.text)) <= few
}

// mayBeAnsweredAnew: what these asked has been done with by now; a "yes" on its heels means the
// question on the screen.
func mayBeAnsweredAnew(a Ask) bool {
	switch a {
	case "", AskConfirm, AskChange, AskForget, AskSameNew, AskSorted, AskVisitOK:
		return false
	}
	return true
}

// endsAnswer: the last few words of a short answer came while we went on, and the whole says no more than its beginning:
// "shes with me" ... "now shes safe".
func (n *turn) endsAnswer(before Asked, known Answer, t thought) bool {
	const few = 5 // words
	if before.Reply == "" || open(before.Ask) || inWords(known.Value) || len(strings.Fields(before.Reply)) > few || len(strings.Fields(t.text)) > few || n.read(t.text).TellsOfHarm() ||
		!inWords(n.reader().Answer(n.readAs(n.s.Pending.Ask), t.text).Value) {
		return false
	}
	return n.reader().Answer(n.readAs(before.Ask), before.Reply+" "+t.text).Value == known.Value
}

// goesOn: the rest of an answer came while we went on: "yes" ... "but mum looks". Both are read as one.
func (n *turn) goesOn(before Asked, known Answer, t thought) bool {
	if n.reader().Adds(t.text) {
		return false // "and nobody sent me the minutes" goes on with the story
	}
	whole := before.Reply + between(before.Reply, t.text) + t.text
	reply := n.reader().Answer(string(before.Ask), whole)
	switch before.Ask {
	case AskContactSafe, AskSafeNow:
		if reply.Value == "" || reply.Value == known.Value {
			return false
		}
		n.answer(before.Ask, reply, t)
		return true
	case AskWanted, AskVisitWhere, AskVisitWhen, AskAvoid, AskKeepFrom, AskWhereNow:
		if known.Words == "" || len(t.only(n.noMatter).pieces) == 0 {
			return false
		}
		n.record(before.Ask, Answer{Value: known.Value, Words: shorten(known.Words+between(known.Words, t.text)+t.text, longestAnswer), Seq: known.Seq})
		n.s.Before.Reply = shorten(whole, longestAnswer)
		return true
	}
	return false
}
