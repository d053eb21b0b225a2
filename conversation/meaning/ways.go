package meaning

import (
	"strings"
	"unicode"
)

// Ways are the ways to reach somebody that stand in a message.
type Ways struct {
	Phone, Email bool // a telephone number, an address for e-mail
	Only         bool // and nothing else is said
}

// Ways looks for a telephone number and an address for e-mail: "ring me on 07700 900123".
func (r *Reader) Ways(text string) (w Ways) {
	rest, phone, email := withoutWays(text)
	w.Phone, w.Email = phone, email
	m := r.message(rest)
	w.Only = w.Phone || w.Email
	for i, word := range m.words {
		w.Only = w.Only && (m.in("way_word", i) || m.in("kin", i) || r.phrases.fills(word))
	}
	return w
}

// WithoutWays is what a message says without the numbers and addresses in it.
func (r *Reader) WithoutWays(text string) string {
	rest, _, _ := withoutWays(text)
	return rest
}

func withoutWays(text string) (rest string, phone, email bool) {
	rest, phone = withoutNumbers(text)
	var left []string
	for _, word := range strings.Fields(rest) {
		if isEmail(word) {
			email = true
		} else {
			left = append(left, word)
		}
	}
	return strings.Join(left, " "), phone, email
}

// withoutNumbers takes telephone numbers of this country out of a text: ten or more figures that begin with 0 or
// +44, with what stands between them.
func withoutNumbers(text string) (rest string, found bool) {
	const least, most = 10, 13 // figures
	var out strings.Builder
	runes := []rune(text)
	for i := 0; i < len(runes); {
		end, figures := i, ""
		for j := i; j < len(runes) && (unicode.IsDigit(runes[j]) || strings.ContainsRune("+ -.()/", runes[j])); j++ {
			if unicode.IsDigit(runes[j]) {
				figures, end = figures+string(runes[j]), j+1
			}
		}
		begins := strings.HasPrefix(figures, "0") || strings.HasPrefix(figures, "44")
		if (i == 0 || !unicode.IsDigit(runes[i-1])) && begins && len(figures) >= least && len(figures) <= most {
			found, i = true, end
			out.WriteString(" ")
			continue
		}
		out.WriteRune(runes[i])
		i++
	}
	return out.String(), found
}

func isEmail(word string) bool {
	word = strings.Trim(word, ".,;:()<>!?")
	before, after, ok := strings.Cut(word, "@")
	return ok && before != "" && strings.Contains(strings.Trim(after, "."), ".") && !strings.Contains(after, "@")
}
