package meaning

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// gapWords is how many words "..." in a phrase may stand for. More would join what belongs to
// different people and different days.
const gapWords = 3

// phrases is all phrases of all rule files in one tree, so that a message is gone through once
// however many there are. It is made once and only read afterwards.
type phrases struct {
	terms   map[string][]int    // a word, and the terms that it satisfies, in rising order
	wide    map[string][]uint64 // the same, a bit for each term, of words that satisfy many: "my", "not"
	stems   map[string][]int    // the beginning of a word ("strangl*")
	longest int                 // of the stems, in bytes
	numbers []int               // terms that any number satisfies
	ids     map[string]int      // a term as written, and its number
	sets    map[string][]string
	root    *twig // phrases that may stand anywhere; nil once they are in the tree
	first   *twig // phrases that begin the message ("^")
	tree    tree  // the same, as it is searched
	filler  int   // the term of words that carry nothing ("pls", "x", "lol")

	alike map[initial][]string // words that a slip may be read as
}

// hit is a phrase found in a message: words from..to-1.
type hit struct {
	rule     *rule
	from, to int
}

func newPhrases() *phrases {
	return &phrases{
		terms: map[string][]int{}, stems: map[string][]int{}, ids: map[string]int{}, sets: map[string][]string{},
		root: new(twig), first: new(twig), alike: map[initial][]string{},
	}
}

// term gives the number of a term, and makes it where it is new. A term is a word, a stem ("stab*"),
// a set ("<adult>"), any number ("#"), or several of these with "|" between them.
func (p *phrases) term(written string) (int, error) {
	if id, ok := p.ids[written]; ok {
		return id, nil
	}
	id := len(p.ids) + 1
	p.ids[written] = id
	words, err := p.members(written)
	if err != nil {
		return 0, err
	}
	for _, w := range words {
		switch {
		case w == "#":
			p.numbers = append(p.numbers, id)
		case strings.HasSuffix(w, "*"):
			stem := strings.TrimSuffix(w, "*")
			p.longest = max(p.longest, len(stem))
			p.stems[stem] = append(p.stems[stem], id)
		default:
			if _, known := p.terms[w]; !known {
				p.spelt(w)
			}
			p.terms[w] = append(p.terms[w], id)
		}
	}
	return id, nil
}

// members lists the words, stems and numbers that a term stands for, each once.
func (p *phrases) members(written string) ([]string, error) {
	all := map[string]bool{}
	for part := range strings.SplitSeq(written, "|") {
		name, isSet := strings.CutPrefix(part, "<")
		if !isSet {
			if part == "" {
				return nil, fmt.Errorf("an empty word in %q", written)
			}
			all[part] = true
			continue
		}
		set, ok := p.sets[strings.TrimSuffix(name, ">")]
		if !ok {
			return nil, fmt.Errorf("no set is called %q", part)
		}
		for _, w := range set {
			all[w] = true
		}
	}
	return slices.Sorted(maps.Keys(all)), nil
}

// mostWays is in how many ways a phrase can be said at most, as what may be left out is there or not. Each has a
// place of its own, and every bracket more doubles them: ten brackets too many are a start of seconds and a gigabyte.
const mostWays = 1 << 16

// add puts a phrase into the tree. See rules/README for how a phrase is written.
func (p *phrases) add(written []string, r *rule) error {
	at := []*twig{p.root}
	if written[0] == "^" {
		at, written = []*twig{p.first}, written[1:]
	}
	last := len(written) > 0 && written[len(written)-1] == "$"
	if last {
		written = written[:len(written)-1]
	}
	if len(written) == 0 {
		return fmt.Errorf("a phrase without words")
	}
	if written[0] == "." {
		return fmt.Errorf("a phrase cannot begin with the end of a sentence")
	}
	for _, item := range written {
		optional := strings.HasPrefix(item, "(") && strings.HasSuffix(item, ")")
		if optional {
			item = strings.Trim(item, "()")
		}
		var then []*twig
		for _, n := range at {
			to, err := p.step(n, item)
			if err != nil {
				return err
			}
			then = append(then, to)
		}
		if optional {
			then = append(then, at...)
		}
		if at = then; len(at) > mostWays {
			return fmt.Errorf("a phrase that can be said in more than %d ways: write it as several", mostWays)
		}
	}
	for _, n := range at {
		if n == p.root || n == p.first {
			return fmt.Errorf("a phrase of which nothing is needed")
		}
		n.ends = append(n.ends, phraseEnd{r, last})
	}
	return nil
}

func (p *phrases) step(n *twig, item string) (*twig, error) {
	switch item {
	case "_":
		if n.any == nil {
			n.any = new(twig)
		}
		return n.any, nil
	case ".":
		if n.stop == nil {
			n.stop = new(twig)
		}
		return n.stop, nil
	case "...":
		if n == p.root || n == p.first {
			return nil, fmt.Errorf("a phrase cannot begin with a gap")
		}
		if n.gap == nil {
			n.gap = new(twig)
		}
		return n.gap, nil
	}
	id, err := p.term(item)
	if err != nil {
		return nil, err
	}
	if to := n.by(id); to != nil {
		return to, nil
	}
	return n.grow(id), nil
}

// mark writes on every word which terms it satisfies.
func (p *phrases) mark(words []word) {
	for i := range words {
		t := words[i].text
		known := p.terms[t]
		shared := true
		add := func(ids []int) {
			if len(ids) == 0 {
				return
			}
			if shared {
				known, shared = slices.Clone(known), false
			}
			known = append(known, ids...)
		}
		for n := min(p.longest, len(t)); n >= 3; n-- {
			add(p.stems[t[:n]])
		}
		if t != "" && t[0] >= '0' && t[0] <= '9' {
			add(p.numbers)
		}
		if !shared {
			slices.Sort(known)
		} else {
			words[i].wide = p.wide[t]
		}
		words[i].terms = known
		if t == "sorry" && i > 0 && slices.Contains(saying, words[i-1].text) {
			words[i].terms, words[i].wide = slices.DeleteFunc(slices.Clone(known), func(id int) bool { return id == p.filler }), nil
		}
	}
}

// saying is after what a "sorry" is no mere word of manners: "i want her to say sorry".
var saying = []string{"say", "says", "said", "saying"}

// manyTerms is how many terms a word must satisfy for a bit each to be quicker than a search.
const manyTerms = 12

// ready makes the roots and the commonest words quick to ask. It is called once, when all phrases are there.
func (p *phrases) ready() {
	p.wide = map[string][]uint64{}
	for w, terms := range p.terms {
		if len(terms) < manyTerms {
			continue
		}
		bits := make([]uint64, len(p.ids)/64+1)
		for _, t := range terms {
			bits[t/64] |= 1 << (t % 64)
		}
		p.wide[w] = bits
	}
	p.tree = grown(p.root, p.first, len(p.ids))
	p.root, p.first = nil, nil
}

// fills reports whether a word carries nothing: it is of the set filler, or a picture that no rule knows.
func (p *phrases) fills(w word) bool {
	return slices.Contains(w.terms, p.filler) || len(w.terms) == 0 && isPicture(w.text)
}
