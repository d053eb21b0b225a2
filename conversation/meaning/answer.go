package meaning

import (
	"slices"
	"strings"
)

// Answer says what a message means as the reply to a question. ask is the name of a question
// ("safe_now") or of a family of questions ("yes_no", "age", "when"); any other name is read as an
// open question. It takes any bytes.
func Answer(ask, text string) Reply { return Default().Answer(ask, text) }

// open lists the questions that are answered in words, and what "nothing" and "0" mean there.
func open(ask string) (nothing string, ok bool) {
	switch ask {
	case "concern", "change":
		return "", true
	case "where_now", "visit_where":
		return "text", true
	case "keep_from", "avoid":
		return "none", true
	case "wanted_outcome":
		return "unsure", true
	}
	return "", false
}

// family names the question by whose rules a reply is read too, after those of its own, or "".
func family(ask string) string {
	switch ask {
	case "contact_safe", "carry_on", "visit_ok", "forget", "child_knows", "advocate", "sorted":
		return "yes_no"
	case "child_age":
		return "age"
	case "child_name":
		return "name"
	case "visit_when":
		return "when"
	}
	return ""
}

func (r *Reader) answerTo(ask, text string) Reply {
	if reply, ok := r.buttonBesideAsides(ask, text); ok {
		return reply
	}
	reply := r.answered(ask, text)
	if reply.Value == "yes" && r.strayYes(ask, text) {
		return Reply{Rest: whole(text)}
	}
	return reply
}

func (r *Reader) answered(ask, text string) Reply {
	if chosen, ok := r.afterThanks(ask, text); ok {
		return r.answered(ask, chosen)
	}
	if _, words := open(family(ask)); !words && ask != "anything_else" && r.Adds(text) {
		return Reply{Rest: whole(text)} // "and we were given no information" is no no
	}
	if ask == "safe_now" && (r.onlyThanks(text) || r.tellsInstead(text)) {
		return Reply{Rest: whole(text)} // "they told the whole unit why i see someone" is no "not sure"
	}
	if ask == "contact_safe" {
		if rest, cut := r.withoutSending(text); cut && rest == "" {
			return Reply{Rest: whole(text)} // whom not to send says nothing of the phone
		} else if cut {
			return r.Answer(ask, rest)
		}
		_, _, both := r.WhereAndWhen(text)
		if _, day := r.DayAlone(text); both || day {
			return r.onlyYes(text)
		}
		if reply := r.secondThought(text); reply.Value != "" {
			return reply
		}
	}
	if ask == "safe_now" || ask == "contact_safe" {
		if reply, ok := r.yesAndMore(ask, text); ok {
			return reply
		}
	}
	if ask == "safe_now" {
		if reply, ok := r.safeBeside(text); ok {
			return reply
		}
	}
	if ask == "where_now" || ask == "where_am_i" {
		return r.whereNow(text, r.beyondAsides("where_now", text), ask == "where_now")
	}
	if ask == "contact_safe" {
		return r.closes(text, r.beyondAsides(ask, text))
	}
	reply := r.beyondAsides(ask, text)
	if ask == "keep_from" || ask == "avoid" {
		return r.nobodyBut(text, reply)
	}
	if ask == "safe_now" && reply.Value == "unsure" && r.farFromSafety(text) {
		return Reply{Rest: whole(text)}
	}
	return reply
}

// beyondAsides reads a reply without what only stands beside it.
func (r *Reader) beyondAsides(ask, text string) Reply {
	if m := r.reply(text); ask == "visit_where" && m.sends() && !m.any("place") {
		return Reply{Rest: whole(text)} // whom not to send is no place
	}
	said, asides := r.withoutAsides(ask, text)
	switch {
	case !asides || ask == "concern" || ask == "change":
		return r.wholly(ask, text)
	case said == "":
		return r.plainly(ask, r.reply(text), Reply{Rest: whole(text)})
	}
	reply := r.wholly(ask, said)
	if ask == "anything_else" && reply.Value == "issue" {
		return r.wholly(ask, text)
	}
	return r.plainly(ask, r.reply(text), reply)
}

// wholly reads a reply that has no asides, or is read with them.
func (r *Reader) wholly(ask, text string) Reply {
	if time, ok := r.timeBeside(ask, text); ok {
		return time
	}
	if reply, ok := r.beside(ask, r.reply(text)); ok {
		return r.plainly(ask, r.reply(text), reply)
	}
	return r.answer(ask, text)
}

// timeBeside reads the time in one sentence of a reply, where another says whom not to send: "after
// 2, i dont want you to send her".
func (r *Reader) timeBeside(ask, text string) (Reply, bool) {
	m := r.reply(text)
	if ask != "visit_when" || !m.sends() {
		return Reply{}, false
	}
	var found Reply
	for _, c := range m.sentences() {
		if c.sends() {
			break
		}
		if reply := r.answer(ask, c.said()); reply.Value != "" && reply.Value != "refuses" && reply.Value != "text" && found.Value == "" {
			found = reply
		}
	}
	found.Rest = whole(text)
	return found, found.Value != ""
}

// sends reports whether it is said whom not to send or tell.
func (m message) sends() bool {
	denied := false
	for i := range m.words {
		denied = denied || m.in("denies", i)
		if denied && slices.Contains([]string{"send", "sending", "tell", "bring", "involve"}, m.at(i)) {
			return true
		}
	}
	return false
}

// answer reads a reply as a whole.
func (r *Reader) answer(ask, text string) Reply {
	if ask == "about_who" { // "A", where a form would have letters
		switch strings.ToLower(strings.Trim(text, " .)\n")) {
		case "a":
			return Reply{Value: "self"}
		case "b":
			return Reply{Value: "behalf"}
		}
	}
	m := r.reply(text)
	if len(m.words) == 0 {
		return Reply{}
	}
	if r.putOff(ask, text) {
		return Reply{Rest: whole(m.text)}
	}
	if ask == "contact_safe" && !m.leads() && !m.any("unsure") && !m.any("yes") && (!m.grounded() || m.ofMyself() && !m.any("no")) {
		return Reply{Rest: whole(m.text)} // whatever it says, not of this
	}
	if ask == "contact_safe" && r.message(text).beginsWish() {
		return Reply{Rest: whole(m.text)} // "id like to see my mum" says nothing of the phone
	}
	if ask == "name" || ask == "child_name" {
		if typed := r.asTyped(text); typed.namesAfterAll() {
			return typed.nameReply() // "id rather not say, put Bluebell"
		}
	}
	if asked := m.wish(); ask == "contact_safe" && !m.leads() && (asked == "how_long" || asked == "status" || asked == "is_robot") {
		return Reply{} // a question to us says nothing of the phone
	}
	if ask == "contact_safe" && m.wish() == "delete_data" && !m.leads() && !m.onlooked() && !m.somebodyNear() {
		return Reply{} // what they told us is to go; of the phone it says nothing
	}
	if h, ok := m.best(ask + "!"); ok && !m.strays(ask, h) {
		return r.plainly(ask, m, m.valued(h))
	}
	wish := m.wish()
	if m.wishesFirst(wish, ask) {
		return Reply{}
	}
	if letter := r.asTyped(text).letter(); ask == "confirm" && letter != "" {
		return Reply{Value: "change", Rest: letter}
	}
	if said := r.message(text).saysRelationship(); ask == "relationship" && said != "" {
		return Reply{Value: said, Rest: whole(m.text)}
	}
	reply, own, ok := m.ruled(ask)
	if ask == "contact_safe" && reply.Value == "yes" && m.somebodyNear() {
		reply.Value = "no"
	}
	switch {
	case ok && own:
		return r.plainly(ask, m, reply)
	case wish != "" && !(ask == "wanted_outcome" && wish == "person"):
		return Reply{}
	case ok:
		return r.plainly(ask, m, reply)
	}
	return r.inWords(ask, m)
}

// beginsWish reports whether a message begins with what would help, and it is not to be written to: "id like to see my mum more
// often".
func (m message) beginsWish() bool {
	written := func(w word) bool {
		return slices.Contains([]string{"text", "texts", "message", "messages", "write", "here", "phone", "number"}, w.text)
	}
	first := m.carrying(0)
	return !m.in("yes", 0) && !slices.ContainsFunc(m.words, written) && slices.ContainsFunc(m.of("told"), func(h hit) bool { return h.rule.about[1] == "wanted_outcome" && h.from <= first })
}

// wishesFirst reports whether a wish goes before whatever else the words may answer: a question to us
// is no answer to ours, unless it is asked besides ("yes, who sees it?"), and neither is "go back".
// "Forget it" and "i dont get it" may be answers. In the answer to an open question there is more talk
// of starting again and of someone to talk to; there a wish is what stands nearly alone.
func (m message) wishesFirst(wish, ask string) bool {
	switch wish {
	case "is_robot", "who_sees", "how_long", "status":
		return !m.leads()
	case "back", "start_again", "delete_data", "person":
		_, isOpen := open(ask)
		return !isOpen && !m.leads()
	}
	return false
}

// letter is the letter of a line in the read-back, where that is all that is said: "c", "change c please".
func (m message) letter() string {
	found := ""
	for _, w := range m.words {
		raw := strings.ToLower(w.raw(m.text))
		switch {
		case m.reader.phrases.fills(w) || raw == "letter" || raw == "line" || raw == "change":
		case len(raw) == 1 && raw >= "a" && raw <= "z" && found == "":
			found = raw
		default:
			return ""
		}
	}
	return found
}
