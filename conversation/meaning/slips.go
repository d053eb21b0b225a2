package meaning

// Words shorter than this are too alike to be guessed at; where a letter is changed or one too many,
// a word must be longer still, or names would be read as words ("Shane" as "share").
const (
	shortestSlip   = 5
	shortestChange = 6
)

// initial is what a word and a slip of it have in common: how it begins, and its length within one.
type initial struct {
	letter byte
	length int
}

// spelt keeps a word of the rules as one that a slip may be read as.
func (p *phrases) spelt(w string) {
	if len(w) >= shortestSlip && w[0] >= 'a' && w[0] <= 'z' {
		at := initial{w[0], len(w)}
		p.alike[at] = append(p.alike[at], w)
	}
}

// near gives the word of the rules that a word, which no rule knows, differs from by one slip: a letter
// missing, two swapped, one changed or one too many ("alredy", "exaclty", "perfict"); or "".
func (p *phrases) near(w string) string {
	if len(w) < shortestSlip {
		return ""
	}
	for _, length := range []int{len(w) + 1, len(w), len(w) - 1} {
		for _, known := range p.alike[initial{w[0], length}] {
			if oneOff(w, known) && (length > len(w) || len(w) >= shortestChange) || length == len(w) && swapped(w, known) {
				return known
			}
		}
	}
	return ""
}

// swapped reports whether two words of one length differ by two neighbours that changed places.
func swapped(a, b string) bool {
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
