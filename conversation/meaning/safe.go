package meaning

import (
	"slices"
	"strings"
)

// safeBeside reads a reply to "are you safe?" that goes on, or begins, with another matter: "yh im safe
// txt me whenever", "no, this is about me". What is said of being safe is read without it, where the rest
// touches nothing of the kind. It reports false where only the whole can be read.
func (r *Reader) safeBeside(text string) (Reply, bool) {
	m := r.reply(text)
	h, ok := m.besides()
	if !ok || r.message(text).danger().risk != None {
		return Reply{}, false
	}
	head, tail := whole(text[:m.words[h.from].from]), whole(text[m.words[h.from].from:])
	if h.rule.about[1] == "who" { // the no is to something else, so what counts is what follows
		tail = whole(text[m.words[h.to-1].to:])
		if tail == "" {
			return Reply{Rest: whole(text)}, true
		}
		reply := r.beyondAsides("safe_now", tail)
		reply.Rest = whole(text)
		return reply, true
	}
	if t := r.reply(tail); h.rule.about[1] != "asks" && t.any("of_harm") || r.answer("safe_now", tail).Value == "no" {
		return Reply{}, false
	}
	if head == "" {
		if h.rule.about[1] != "matter" {
			return Reply{}, false
		}
		said := m.any("yes") || m.any("no") || m.any("safety_words") && !m.any("of_phone")
		return Reply{Rest: whole(text)}, !said
	}
	reply := r.beyondAsides("safe_now", head)
	reply.Rest = whole(text)
	return reply, reply.Value == "yes"
}

// buttonBesideAsides reads a yes or a "not sure" in figures to "are you safe", where nothing stands beside it but how it is to
// write, and what is said out of politeness or in anger: "1. sorry bit of a rant", "at work so slow replies. 3".
func (r *Reader) buttonBesideAsides(ask, text string) (Reply, bool) {
	if ask != "safe_now" || !strings.ContainsAny(text, "13") || r.message(text).danger().risk != None {
		return Reply{}, false
	}
	said := strings.Trim(r.Uncoloured(r.BesideAsides(ask, text)), " .,!\n")
	value, ok := map[string]string{"1": "yes", "3": "unsure"}[said]
	return Reply{Value: value, Rest: whole(text)}, ok && said != strings.TrimSpace(text)
}

// yesAndMore reads a reply of which the first sentence is a plain yes, where what follows is of something
// else: another answer, or what is wrong ("yes its fine. also nobody explained to him why he moved"). It
// reports false where only the whole can be read.
func (r *Reader) yesAndMore(ask, text string) (Reply, bool) {
	const short, least = 6, 4 // words of the yes, and of what follows
	m := r.reply(text)
	cut := 1
	for cut < len(m.words) && !m.words[cut].opens {
		cut++
	}
	if cut > short || len(m.words)-cut < least {
		return Reply{}, false
	}
	head, rest := m.part(0, cut).said(), m.part(cut, len(m.words))
	tail := r.message(whole(text[m.words[cut].from:]))
	said := r.answer(ask, head)
	harm := tail.danger()
	if said.Value != "yes" || harm.risk != None || rest.has("limits", 0) || strings.Contains(text, "?") && ask == "contact_safe" {
		return Reply{}, false
	}
	if ask == "contact_safe" && (rest.any("of_phone") || rest.onlooked() || rest.any("of_watch")) || ask == "safe_now" && rest.any("of_peril") {
		return Reply{}, false
	}
	told := tail.told(harm, tail.speaker(true))
	of := tail.matters(harm, told)
	matter := of.category == Complaint && slices.ContainsFunc(of.kinds, func(k string) bool { return k != "other" && k != "safety" })
	answers := slices.ContainsFunc(told, func(t Told) bool {
		return !slices.Contains([]string{"keep_from", "child_knows", "contact_safe", "safe_now"}, t.Ask)
	})
	if !matter && !answers {
		return Reply{}, false
	}
	return Reply{Value: "yes", Rest: whole(text)}, true
}

// AtTimes reports whether a phone may be written to, but not at all hours: "yes but not after 9pm", "only in
// the evenings". Where somebody else is spoken of ("not when mums in") it is not safe at all.
func (r *Reader) AtTimes(text string) bool {
	const few = 24 // words
	m := r.message(text)
	if len(m.words) > few || len(m.of("hours")) == 0 || m.in("no", 0) && !m.in("denies", 0) || m.words[0].text == "2" && m.ends(1) {
		return false
	}
	if _, _, both := r.WhereAndWhen(text); both || m.ofOneDay() {
		return false // where and when somebody may come
	}
	for i := range m.words {
		if (m.in("onlooker", i) || m.in("looks", i)) && !covered(hit{from: i, to: i + 1}, m.of("hands_in")) {
			return false
		}
	}
	return true
}

// besides finds where another matter begins first.
func (m message) besides() (hit, bool) {
	var first hit
	for _, h := range longest(m.of("besides")) {
		if first.rule == nil || h.from < first.from {
			first = h
		}
	}
	return first, first.rule != nil
}

// reassures reports whether it is said in so many words that they, or their phone, are safe.
func (m message) reassures() bool {
	return slices.ContainsFunc(m.of("told"), func(h hit) bool {
		about := h.rule.about
		return (about[1] == "safe_now" || about[1] == "contact_safe" && len(about) > 3 && about[3] == "again") && m.guarded(h)
	})
}

// NotSafe reports whether they say of themselves, or of whom they speak for, that they are not safe, whatever
// was asked: "no im not safe" is "me", "she doesnt feel safe" is "them"; both are as good as a no to "are you
// safe?". "Im not ok" is "perhaps", and has that asked.
func (r *Reader) NotSafe(text string) string {
	m, who := r.message(text), ""
	for _, h := range m.of("not_safe") {
		if !m.reported(h.from) && (who == "" || who == "perhaps") {
			who = h.rule.about[1]
		}
	}
	return who
}

// NotSo reports whether a few words take back what was said of being safe, and say nothing else: "actually im not" is "me",
// "no wait shes not" is "them". Of a phone nobody speaks so.
func (r *Reader) NotSo(text string) string {
	m := r.message(text)
	for _, h := range m.of("not_so") {
		if h.from <= m.skip(0, "mind_filler") && m.skip(h.to, "mind_filler") == len(m.words) && !(m.in("no", 0) && h.from == 1) {
			return h.rule.about[1]
		}
	}
	return ""
}

// NotAfterNo reports whether words deny of somebody what can be said of being safe, and not of a phone: "no im not".
func (r *Reader) NotAfterNo(text string) bool {
	m := r.message(text)
	return slices.ContainsFunc(m.of("not_so"), func(h hit) bool { return h.from == 1 && m.in("no", 0) && m.skip(h.to, "mind_filler") == len(m.words) })
}

// NotCome reports whether it is only said that somebody has not come: "shes not turned up".
func (r *Reader) NotCome(text string) bool { return len(r.message(text).of("not_come")) > 0 }

// AsksWhatToDo reports whether it is asked what to do now: "shall i take her to A and E".
func (r *Reader) AsksWhatToDo(text string) bool { return len(r.message(text).of("what_to_do")) > 0 }

// WishAlone reports whether what would help is said, where whom to leave out was asked: "to stop the move".
func (r *Reader) WishAlone(text string) bool { return len(r.message(text).of("wish_alone")) > 0 }

// Acknowledges reports whether nothing is said but "ok".
func (r *Reader) Acknowledges(text string) bool {
	m := r.message(text)
	for i := range m.words {
		if !m.in("acknowledges", i) {
			return false
		}
	}
	return len(m.words) > 0
}

// HurtsThemselves reports whether whoever writes says that they want to die, or may hurt themselves: "i want to die too",
// and not "jade said i want to die".
func (r *Reader) HurtsThemselves(text string) bool {
	m := r.message(text)
	return slices.ContainsFunc(m.of("hurts_self"), func(h hit) bool { return !m.reported(h.from) && !m.written(h.from) })
}

// written reports whether what begins there is what somebody else has written: "she texted me i want to die".
func (m message) written(from int) bool {
	const near = 6 // words
	for i := from - 1; i >= 0 && i >= from-near; i-- {
		if m.in("writes", i) {
			return true
		}
	}
	return false
}

// SafeThemselves reports whether whoever writes says of themselves that all is well: "im safe he left".
func (r *Reader) SafeThemselves(text string) bool {
	m := r.message(text)
	for i := range m.words {
		if m.in("fine", i+1) && (m.at(i) == "im" || m.at(i) == "am" && m.at(i-1) == "i") {
			return true
		}
	}
	return false
}

// NowSafe reports whether whoever writes says that all is well by now: "im ok now", "hes gone out im fine", and not "im ok
// with that".
func (r *Reader) NowSafe(text string) bool {
	m := r.message(text)
	return r.SafeThemselves(text) && (m.any("has_left") || slices.ContainsFunc(m.words, func(w word) bool { return w.text == "now" || w.text == "safe" }))
}
