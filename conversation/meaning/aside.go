package meaning

import "strings"

// withoutAsides gives a reply without its sentences that are only of the writing itself, or of where
// the writer is while writing ("im on the bus so might lose signal", "sorry pressed send"), by the
// phrases under [aside]. What begins with a yes or a no is never one.
// rest is "" where nothing else is said; asides reports whether there was any.
func (r *Reader) withoutAsides(ask, text string) (rest string, asides bool) {
	if ask == "visit_when" && r.reply(text).whenNot() {
		return text, false // "days when its raining"
	}
	if r.onlyTalks(ask, text) {
		return "", true
	}
	if rest, asides = r.lessAsides(ask, text); asides || !strings.Contains(text, "\n") {
		return rest, asides
	}
	if rest, asides = r.lessAsides(ask, r.rejoined(text)); asides {
		return rest, true
	}
	return text, false
}

// rejoined puts together what a burst broke off in the middle of a sentence. A line that begins with a
// figure, a yes or a no stands by itself.
func (r *Reader) rejoined(text string) string {
	var out strings.Builder
	for _, line := range strings.Split(text, "\n") {
		so := strings.TrimSpace(out.String())
		m := r.reply(line)
		alone := so == "" || strings.HasSuffix(so, ".") || len(m.words) == 0 || m.words[0].text <= "9" || m.leads() || m.decides(0) || m.in("unsure", 0)
		switch {
		case so != "" && alone:
			out.WriteString("\n")
		case so != "":
			out.WriteString(" ")
		}
		out.WriteString(line)
	}
	return out.String()
}

func (r *Reader) lessAsides(ask, text string) (rest string, asides bool) {
	all := r
	r = r.replies
	words := r.words(text)
	whole := message{reader: r, text: text, words: words, hits: r.find(words)}
	lines := whole.lines()
	if len(lines) < 2 && len(whole.of("aside")) == 0 && len(whole.of("chat")) == 0 {
		return text, false
	}
	var kept []string
	for _, s := range lines {
		if r.isAside(ask, s) || len(lines) > 1 && s.angers() {
			asides = true
			continue
		}
		if said, chats := all.beyondChat(ask, s, whole); chats {
			if asides = true; said != "" {
				kept = append(kept, said)
			}
			continue
		}
		if !s.leads() && !s.any("yes") && !s.any("no") && s.words[0].text > "9" {
			kept = append(kept, s.toNext(whole))
			continue
		}
		var said []string
		for _, c := range s.sentences() { // "1, sorry pressed send"
			if r.isAside(ask, c) {
				asides = true
				continue
			}
			said = append(said, strings.TrimRight(c.toNext(whole), ",")+",") // the "and" between two is gone: "3 and its Poppy"
		}
		kept = append(kept, strings.TrimRight(strings.Join(said, " "), " ,;-"))
	}
	return strings.TrimSpace(strings.Join(kept, "\n")), asides
}

// lines takes a message apart at the ends of its sentences.
func (m message) lines() []message {
	var out []message
	from := 0
	for i := 1; i <= len(m.words); i++ {
		if i == len(m.words) || m.words[i].opens {
			out = append(out, m.part(from, i))
			from = i
		}
	}
	return out
}

// toNext is the stretch of the text from the first word up to the word that follows in the whole,
// with the signs between.
func (m message) toNext(whole message) string {
	end := len(m.text)
	for _, w := range whole.words {
		if w.from > m.words[len(m.words)-1].from {
			end = w.from
			break
		}
	}
	return strings.TrimSpace(m.text[m.words[0].from:end])
}

// angers reports whether a sentence is said in anger, or asks who we are.
func (m message) angers() bool {
	_, anger := m.best("anger")
	return anger
}

// tellsAge reports whether a sentence is nothing but the age of the writer: "im 8".
func (m message) tellsAge() bool {
	for i := 0; i+1 < len(m.words); i++ {
		if m.words[i].opens && m.words[i].text == "im" && m.aged(i+1) && (i+2 == len(m.words) || m.words[i+2].opens) {
			return true
		}
	}
	return false
}

// isAside reports whether a sentence is of the writing itself. Beside the phrase that says so it may
// have a few words more.
func (r *Reader) isAside(ask string, s message) bool {
	const more = 7
	offence := s.at(0) == "no" && (s.at(1) == "offence" || s.at(1) == "offense")
	if s.putsRight() && (ask == "keep_from" || ask == "avoid") {
		return true
	}
	if !offence && (s.words[0].text <= "9" || s.leads() || s.decides(0)) {
		return false
	}
	covered := 0
	if len(s.words) == 2 && s.tellsAge() {
		switch family(ask) {
		case "age", "name":
			return false
		}
		return ask != "about_who" && ask != "name"
	}
	for _, h := range s.of("aside") {
		fits := true
		switch h.rule.about[1] {
		case "first":
			fits = h.from == 0
		case "beside":
			fits = ask != "safe_now"
		case "until":
			fits = ask != "visit_when"
		case "corrects":
			fits = false
		}
		if fits && !(s.part(0, h.from).onlooked() || s.part(h.to, len(s.words)).onlooked()) {
			covered = max(covered, h.to-h.from)
		}
	}
	return covered > 0 && len(s.words)-covered <= more
}

// decides reports whether a word says yes or no.
func (m message) decides(i int) bool { return m.in("yes", i) || m.in("no", i) }

// putsRight reports whether a sentence puts another answer right: "its Zayn actually, not Liv".
func (m message) putsRight() bool {
	for _, h := range m.of("aside") {
		if h.rule.about[1] == "corrects" && h.from == 0 {
			return true
		}
	}
	return false
}

// onlooked reports whether somebody is said to look: no aside, whatever stands beside it.
func (m message) onlooked() bool { return m.any("onlooker") && m.any("looks") }
