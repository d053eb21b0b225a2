package conversation

import (
	"strings"
	"unicode"
)

// likeLetters are letters of names that no text message has, each beside what is written for it. One of them would make
// the whole text cost double and more.
var likeLetters = map[string]string{
	"a": "áâãāăąǎạảấầẩẫậắằẳẵặ", "A": "ÁÀÂÃĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶ", "c": "çćĉċč", "C": "ĆĈĊČ", "d": "ďđð", "D": "ĎĐÐ",
	"e": "êëēĕėęěẹẻẽếềểễệǝə", "E": "ÈÊËĒĔĖĘĚẸẺẼẾỀỂỄỆƏ", "g": "ĝğġģǧ", "G": "ĜĞĠĢǦ", "h": "ĥħ", "H": "ĤĦ",
	"i": "íîïĩīĭįıǐịỉ", "I": "ÍÌÎÏĨĪĬĮİǏỊỈ", "j": "ĵ", "J": "Ĵ", "k": "ķĸ", "K": "Ķ", "l": "ĺļľŀł", "L": "ĹĻĽĿŁ",
	"n": "ńņňŉŋ", "N": "ŃŅŇŊ", "o": "óôõōŏőơǒọỏốồổỗộớờởỡợ", "O": "ÓÒÔÕŌŎŐƠǑỌỎỐỒỔỖỘỚỜỞỠỢ", "r": "ŕŗř", "R": "ŔŖŘ",
	"s": "śŝşšș", "S": "ŚŜŞŠȘ", "t": "ţťŧț", "T": "ŢŤŦȚ", "u": "úûũūŭůűųưǔụủứừửữự", "U": "ÚÙÛŨŪŬŮŰŲƯǓỤỦỨỪỬỮỰ",
	"w": "ŵẁẃẅ", "W": "ŴẀẂẄ", "y": "ýÿŷỳỵỷỹ", "Y": "ÝŸŶỲỴỶỸ", "z": "źżž", "Z": "ŹŻŽ",
	"oe": "œ", "Oe": "Œ", "th": "þ", "Th": "Þ", "SS": "ẞ",
	"'": "’‘‛`´ʼ‹›", `"`: "“”„«»", "-": "‐‑‒–—~", "...": "…", "(": "[{", ")": "]}", "/": "|\\",
}

// asText maps each of these letters to what is written for it.
var asText = func() map[rune]string {
	all := map[rune]string{}
	for written, letters := range likeLetters {
		for _, r := range letters {
			all[r] = written
		}
	}
	return all
}()

// inTextLetters writes a name or a place in the letters that a text message has: "Michał" as "Michal". Signs and
// pictures are left out. ok is false where a letter is of another script: then it stays as it is.
func inTextLetters(name string) (written string, ok bool) {
	var b strings.Builder
	for _, r := range name {
		switch like, known := asText[r]; {
		case strings.ContainsRune(gsmBasic, r):
			b.WriteRune(r)
		case known:
			b.WriteString(like)
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			return name, false
		}
	}
	written = strings.Join(strings.Fields(b.String()), " ")
	return written, written != ""
}

// mostFilled says how long what is filled into a blank may be, in runes.
var mostFilled = map[string]int{"child": 20, "worker": 20, "place": 30}

// fitIn shortens what is filled in, and by text writes it in letters of texts. Where it has none it stays, unless
// something can be said in its place.
func (n *turn) fitIn(blanks map[string]string, c Channel) {
	for blank, most := range mostFilled {
		value, there := blanks[blank]
		if !there {
			continue
		}
		if c == SMS {
			written, ok := inTextLetters(value)
			instead := n.words().sentences["filled."+blank]
			if _, plain := Segments(instead); !ok && plain && instead != "" {
				written = instead
			}
			value = written
		}
		blanks[blank] = shorten(value, most)
	}
}
