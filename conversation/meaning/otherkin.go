package meaning

import "slices"

// OtherKin reads who somebody is to the young person, and who not: "not his mum, his nan", "im not her dad im her
// uncle". Both are answers to "who are you to them?"; me is set where the one who writes says it of themselves.
// Nothing else may be said.
func (r *Reader) OtherKin(text string) (now, was string, me, ok bool) {
	const most = 12 // words
	m := r.message(text)
	if len(m.words) > most {
		return "", "", false, false
	}
	denied := false
	for i, w := range m.words {
		own := w.text == "im" || w.text == "am"
		kin := ""
		if m.in("kin", i) || m.in("nan", i) || m.in("aunt", i) || m.in("carer", i) {
			kin = r.Answer("relationship", w.raw(text)).Value
		}
		switch {
		case kin != "" && denied && was == "":
			was, denied = kin, false
		case kin != "" && !denied && now == "":
			now = kin
		case w.text == "not":
			denied = true
		case !own && w.text != "i" && w.text != "its" && w.text != "it" && w.text != "is" && w.text != "my" && w.text != "but" &&
			!m.in("its_whose", i) && !m.in("amending", i) && !m.in("no", i) && !r.phrases.fills(w):
			return "", "", false, false
		}
		me = me || own
	}
	return now, was, me, now != "" && was != "" && now != was && !slices.Contains([]string{now, was}, "text")
}

// OfThem reports whether a message begins with somebody whom it need not name: "he is 9".
func (r *Reader) OfThem(text string) bool {
	m := r.message(text)
	return m.in("they", m.skip(0, "mind_filler"))
}
