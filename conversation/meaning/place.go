package meaning

import (
	"slices"
	"strings"
	"unicode"
)

// whereNow reads the reply to "where are you now?" in the middle of danger. Danger that is told instead is
// no place, and neither is what somebody else does ("hes coming up the stairs"): the value is "danger". The
// value "safe" takes a "no" back; it lowers nothing. theirs is set where "she is at the park" may be what was asked for.
func (r *Reader) whereNow(text string, reply Reply, theirs bool) Reply {
	m := r.reply(text)
	if _, back := m.best("where_now"); back {
		return Reply{Value: "safe", Rest: whole(text)}
	}
	if reply.Value != "text" || m.says(theirs) {
		return reply
	}
	acts := slices.ContainsFunc(m.sentences(), func(s message) bool { return s.ofSomebody(theirs) && !(theirs && s.any("locates")) })
	d := r.message(text).danger()
	if acts || slices.ContainsFunc(d.kinds, func(kind string) bool { return kind != "missing" }) { // "i dont know where she is" is of where
		return Reply{Value: "danger", Rest: whole(text)}
	}
	return reply
}

// Place gives the place that a message says without being asked, where it says nothing else: "at the
// carers house in Elm Road", "i think shes at the park by the canal". theirs is set where the young person
// is not the one who writes.
func (r *Reader) Place(text string, theirs bool) (string, bool) {
	m := r.reply(text)
	found := false
	for _, s := range m.sentences() {
		at := s.begun(theirs)
		switch {
		case at < len(s.words) && (s.in("locates", at) && s.placed(at) || s.address(at)):
			found = true
		case at < len(s.words): // "he is still there" goes with it
			return "", false
		}
	}
	return strings.TrimSpace(text), found && r.message(text).danger().risk == None
}

// Address gives the sentence that says an address at which they are or live, whatever else is said: "no shes at 14 hill
// road thats the home. please dont say it was me".
func (r *Reader) Address(text string, theirs bool) (string, bool) {
	const few = 8 // words: "12 hazel grove, bury" is all of it
	m := r.reply(text)
	for i, s := range m.sentences() {
		at := 0
		if s.in("no", at) || s.at(at) == "its" {
			at++
		}
		at += s.part(at, len(s.words)).begun(theirs)
		for s.in("lives", at) || s.in("locates", at) {
			at++
		}
		if s.doorAndStreet(at) && i == 0 && len(m.words) <= few {
			return strings.TrimSpace(text), true
		}
		if s.doorAndStreet(at) {
			return strings.TrimSpace(s.said()), true
		}
	}
	return "", false
}

// begun is where a sentence goes on that begins as one does that says where somebody is: "i think shes still".
func (m message) begun(theirs bool) int {
	who := "is_here"
	if theirs {
		who = "is_there"
	}
	i := 0
	for i < len(m.words) && (m.in("supposing", i) || m.in(who, i) || m.reader.phrases.fills(m.words[i]) || m.in("yes", i)) {
		i++
	}
	return i
}

// address reports whether an address begins at a word and is all that follows: "flat 3 elm road", "22 mill lane".
func (m message) address(at int) bool {
	const most = 6 // words
	return len(m.words)-at <= most && m.doorAndStreet(at)
}

// doorAndStreet reports whether a door's number begins at a word, and a street is soon named.
func (m message) doorAndStreet(at int) bool {
	const soon = 5 // words
	number := func(i int) bool {
		return i < len(m.words) && m.words[i].text != "" && unicode.IsDigit(rune(m.words[i].text[0]))
	}
	if !number(at) && !(number(at+1) && slices.Contains([]string{"flat", "house", "number", "room", "no"}, m.at(at))) {
		return false
	}
	for i := at + 1; i < len(m.words) && i <= at+soon; i++ {
		if m.in("street", i) || i > at+1 && m.in("street_short", i) && !m.in("no_street", i-1) {
			return true
		}
	}
	return false
}

// placed reports whether a place is named after a word: a kind of place, or a name of one.
func (m message) placed(at int) bool {
	for i := at + 1; i < len(m.words); i++ {
		if m.in("place", i) || m.in("street", i) || m.titled(i) {
			return true
		}
	}
	return false
}

// says reports whether a sentence says where the one is who is asked about.
func (m message) says(theirs bool) bool {
	return slices.ContainsFunc(m.sentences(), func(s message) bool {
		if s.ofSomebody(theirs) {
			return false
		}
		for i := range s.words {
			if s.in("locates", i) && i+1 < len(s.words) && !s.in("soon", i+1) && !s.in("soon", i+2) && !s.in("meds", i+2) {
				return true
			}
		}
		return false
	})
}

// ofSomebody reports whether a sentence is of what somebody does, rather than of where the one is who is
// asked about.
func (m message) ofSomebody(theirs bool) bool {
	i := 0
	for i < len(m.words)-1 && (m.reader.phrases.fills(m.words[i]) || m.in("its_whose", i) || m.at(i) == "my") {
		i++
	}
	if !m.in("they", i) && !m.in("adult", i) {
		return false
	}
	return !theirs || m.begun(true) <= i || !m.in("locates", m.begun(true)) && !m.in("is_there", i+1)
}
