package conversation

import (
	"slices"
	"strings"

	"sayso/conversation/meaning"
)

// Signs that are words which only differ from what was said before. Where something else is asked they may mean that
// instead, so most of them count at the read-back and after it alone.

// leavesLineOut: "take B out", "leave the xbox bit out", of lines that were read back.
func (n *turn) leavesLineOut(t thought) []change {
	gone := n.takenOut(t.text)
	if len(gone) == 0 || n.s.Pending.Ask != AskConfirm && n.s.Agreed == nil {
		return nil
	}
	return []change{{out: gone}}
}

// keepsLine: "actually keep the xbox bit", of what they had wanted out. It stands again as it did before.
func (n *turn) keepsLine(t thought) []change {
	named, alone := n.reader().Kept(t.text)
	if alone {
		named = append(named, "")
	}
	for _, one := range named {
		held, ask := n.reader().Held(one), n.shownFor(Ask(n.reader().LineNamed(one)))
		meant := func(words string) bool {
			_, stands := n.reader().Without(words, held)
			return one == "" || stands || n.reader().OnlyLetters(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != ""
		}
		for _, issue := range slices.Backward(n.s.Issues) {
			if issue.Out() && meant(issue.before()) {
				return []change{{issue: issue.Number, words: issue.before()}}
			}
		}
		for _, e := range slices.Backward(n.s.Earlier) {
			if n.s.value(e.Ask) == "refuses" && e.Words != "" && slices.Contains(readable, e.Ask) && (ask == e.Ask || meant(e.Words)) {
				return answered(e.Ask, meaning.Reply{Value: e.Value}, e.Words)
			}
		}
	}
	return nil
}

// allowsAgain: whom they wanted left out may come, or know, after all.
func (n *turn) allowsAgain(t thought) []change {
	who, besides, ok := n.reader().AllowedAgain(t.text)
	if !ok {
		return nil
	}
	others := n.reader().OfAPerson(besides) // "her dad can know, its her uncle who mustnt"
	for _, a := range []Ask{AskAvoid, AskKeepFrom} {
		var left []string
		out := false
		for _, line := range strings.Split(n.s.words(a), "\n") {
			rest, stands := n.reader().Without(line, who)
			if out = out || stands; stands && n.reader().OfAPerson(rest) {
				left = append(left, rest)
			} else if !stands && line != "" {
				left = append(left, line)
			}
		}
		switch {
		case !out:
		case others:
			return inTheirWords(a, t.text)
		case len(left) > 0:
			return inTheirWords(a, strings.Join(left, "\n"))
		default:
			return answered(a, meaning.Reply{Value: "none"}, "")
		}
	}
	return nil
}

// inTheirWords is the change of an answer to words as they wrote them.
func inTheirWords(a Ask, words string) []change {
	words = shorten(strings.TrimSpace(words), longestAnswer)
	return answered(a, meaning.Reply{Value: "text", Rest: words}, words)
}

// beyondTime: a day that they cannot do stands as they say it, as "any day but thursday" does.
func (n *turn) beyondTime(t thought) []change {
	was, ok := n.reader().NoLonger(t.text)
	if !ok || !n.reader().Answer(string(AskVisitWhen), was).OnlyHere || n.s.words(AskVisitWhen) == "" {
		return nil
	}
	if len(strings.Fields(t.text)) <= 2 && n.s.Pending.Ask == AskConfirm {
		return nil // "not thursday": they are asked what it should say
	}
	return inTheirWords(AskVisitWhen, t.text)
}

// recounts: "no she came 4 times", where they had said 3.
func (n *turn) recounts(t thought) []change {
	var found []change
	for _, issue := range n.s.Issues {
		if was, now, ok := n.reader().Recounted(t.text, issue.Now()); ok {
			found = append(found, change{issue: issue.Number, words: strings.Replace(issue.Now(), was, now, 1)})
		}
	}
	if len(found) != 1 {
		return nil // nobody could tell which
	}
	return found
}

// nameAlone: the read-back is answered with a name and no more ("Megan actually"), so it is theirs put right. Where two
// names were read back nobody could tell which.
func (n *turn) nameAlone(t thought) []change {
	name, ok := n.reader().NameAlone(t.text)
	if !ok || n.s.Pending.Ask != AskConfirm || n.s.words(AskName) == "" || n.s.words(AskChildName) != "" {
		return nil
	}
	return answered(AskName, meaning.Reply{Value: name}, name)
}

// claimsAnew takes the clauses that answer a question, where they say nothing else: "i do want an advocate now".
func (n *turn) claimsAnew(t thought) (found []change) {
	r := n.reader().Asked(string(AskConfirm))
	var taken []stretch
	var told []meaning.Told
	for _, c := range r.Claims(string(AskConfirm), t.text, n.s.who() == OnBehalf) {
		taken, told = append(taken, stretch{c.Start, c.End}), append(told, c.Told...)
	}
	if len(taken) == 0 || !empty(t.without(taken...).tidied()) {
		told = nil
		for _, one := range r.Read(t.text).Told { // "she doesnt know ive told you"
			if laterStands(Ask(one.Ask)) && 2*(one.End-one.Start) > len([]rune(t.text)) || Ask(one.Ask) == AskKeepFrom || Ask(one.Ask) == AskAboutWho {
				told = append(told, one)
			}
		}
	}
	for _, one := range told {
		if c, ok := n.toldAnew(one, t); ok && n.mayPut(c, t) {
			found = append(found, c)
		}
	}
	return found
}

// toldAnew is what one answer that was told anew changes. Whom to leave out, and what would help, stands beside what was
// said of it before.
func (n *turn) toldAnew(told meaning.Told, t thought) (change, bool) {
	said := string([]rune(t.text)[told.Start:min(told.End, len([]rune(t.text)))])
	switch a := n.whoseName(Ask(told.Ask), t); a {
	case AskAvoid, AskKeepFrom, AskVisitWith:
		return change{told: &told, words: said}, true
	case AskWanted:
		words := said
		if was := n.s.words(AskWanted); was != "" && !strings.Contains(was, said) {
			words = was + ", " + said
		}
		return change{ask: a, reply: meaning.Reply{Value: "text", Rest: words}, words: words}, n.s.Stage != HandedOver // "i want someone to clean my room" is one more
	default:
		return change{ask: a, reply: told.Reply, words: said}, true
	}
}

// suitsBetter takes another day or another place, where they say what would be better; else their own words, where what they
// had given is no good any more and they name no other.
func (n *turn) suitsBetter(t thought) []change {
	if told, ok := n.reader().Anew(t.text); ok {
		if Ask(told.Ask) == AskCarryOn {
			return nil
		}
		return answered(Ask(told.Ask), told.Reply, told.Reply.Rest)
	}
	was, ok := n.reader().Unfit(t.text)
	if !ok {
		return nil
	}
	for _, a := range []Ask{AskVisitWhen, AskVisitWhere} {
		_, stands := n.reader().Without(n.s.words(a), was)
		if when := n.reader().Answer(string(AskVisitWhen), was); a == AskVisitWhen && when.OnlyHere {
			stands = stands || strings.Contains(n.s.value(a), when.Value)
		}
		if stands && n.s.words(a) != "" {
			return inTheirWords(a, t.text)
		}
	}
	return nil
}

// betterThan is the better day or place that stands in one sentence of an answer to another question.
func (n *turn) betterThan(a Ask, t thought) []change {
	told, ok := n.reader().Anew(t.text)
	if _, known := n.s.Answers[Ask(told.Ask)]; !ok || !known || Ask(told.Ask) == a || Ask(told.Ask) == AskCarryOn {
		return nil
	}
	return answered(Ask(told.Ask), told.Reply, told.Reply.Rest)
}

// placeOrTime: "my nans", "fri", and no more, where a visit was asked for.
func (n *turn) placeOrTime(t thought) []change {
	told, ok := n.reader().PlaceOrTime(t.text)
	if !ok || n.s.Stage == HandedOver || n.s.Answers[AskCarryOn].Value != Yes {
		return nil
	}
	return answered(Ask(told.Ask), told.Reply, told.Reply.Rest)
}

// placeForTime: asked when, they name another place, and no time: "back" ... "kfc".
func (n *turn) placeForTime(a Ask, t thought) []change {
	const few = 3 // words; more may say when
	told, ok := n.reader().PlaceOrTime(t.text)
	if !ok || n.s.words(AskVisitWhere) == "" || a != AskVisitWhen || Ask(told.Ask) != AskVisitWhere || len(strings.Fields(t.text)) > few {
		return nil
	}
	return answered(AskVisitWhere, told.Reply, told.Reply.Rest)
}

// asksForBetter: what a line says is no good, and they name nothing better. So they are asked.
func (n *turn) asksForBetter(t thought) bool {
	was, ok := n.reader().NoLonger(t.text)
	if !ok || n.openVisit() != nil {
		return false
	}
	for _, a := range []Ask{AskVisitWhere, AskVisitWhen, AskName, AskChildName, AskWanted} {
		if _, stands := n.reader().Without(n.s.words(a), was); !stands || n.s.words(a) == "" {
			continue
		}
		if lines, _ := n.letters(); n.s.Pending.Ask == AskConfirm {
			for _, l := range lines {
				if l.ask == a {
					return n.toChange(l.letter, t)
				}
			}
			return false
		}
		n.s.Put[a] = 0
		return n.ask(a, string(a), LaneAnswer, nil)
	}
	return false
}
