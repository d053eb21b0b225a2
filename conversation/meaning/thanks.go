package meaning

// afterThanks gives what somebody chose after a word of thanks, where they say nothing else: "2" in "nice
// one. 2". Thanks may sound like a yes.
func (r *Reader) afterThanks(ask, text string) (chosen string, ok bool) {
	switch ask {
	case "yes_no", "about_who", "safe_now", "contact_safe", "child_knows", "carry_on", "advocate", "visit_ok":
	default:
		return "", false
	}
	m := r.reply(text)
	i, thanked := 0, false
	for ; i < len(m.words) && (m.in("pleased", i) || r.phrases.fills(m.words[i]) || m.at(i) == "ok" || m.at(i) == "okay" || m.at(i) == "one" && m.at(i-1) == "nice"); i++ {
		thanked = thanked || m.in("pleased", i)
	}
	if !thanked || i == len(m.words) {
		return "", false
	}
	rest := m.part(i, len(m.words))
	for j := range rest.words {
		number := len(rest.at(j)) == 1 && rest.at(j) >= "1" && rest.at(j) <= "3"
		if !number && !rest.decides(j) && !rest.in("unsure", j) && !r.phrases.fills(rest.words[j]) && !(rest.at(j) == "not" && rest.at(j+1) == "sure") {
			return "", false
		}
	}
	return rest.said(), true
}

// onlyThanks reports whether nothing is said but thanks: "nice one", "lovely thanks". To "are you safe?" that is
// no yes.
func (r *Reader) onlyThanks(text string) bool {
	m, thanked := r.reply(text), false
	for i := range m.words {
		one := m.at(i) == "one" && m.at(i-1) == "nice"
		if !one && !m.in("pleased", i) && !r.phrases.fills(m.words[i]) {
			return false
		}
		thanked = thanked || one || m.at(i) == "thanks" || m.at(i) == "thankyou" || m.at(i) == "cheers" || m.at(i) == "ta"
	}
	return thanked
}
