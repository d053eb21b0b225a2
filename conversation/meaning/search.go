package meaning

// find lists every phrase in the words, in the order of where they begin.
func (p *phrases) find(words []word) []hit {
	begin, end := 0, len(words)
	for begin < end && p.fills(words[begin]) {
		begin++
	}
	for end > begin && p.fills(words[end-1]) {
		end--
	}
	s := search{tree: &p.tree, words: words, end: end}
	for i := range words {
		s.from = i
		s.begin(s.tree.anywhere)
		if i <= begin {
			s.begin(s.tree.first)
		}
	}
	return s.hits
}

type search struct {
	tree  *tree
	words []word
	end   int // where the message ends but for words that carry nothing
	from  int
	hits  []hit
}

// begin looks for the phrases that begin with a word.
func (s *search) begin(r root) {
	for _, t := range s.words[s.from].terms {
		if to := r.byTerm[t]; to != 0 {
			s.walk(to, s.from+1)
		}
	}
	if r.any != 0 {
		s.walk(r.any, s.from+1)
	}
}

// walk goes on from a place: the words before i have led there.
func (s *search) walk(at int32, i int) {
	p := &s.tree.places[at]
	for _, e := range s.tree.ends[p.ends.from:p.ends.to] {
		if !e.last || i >= s.end {
			s.hits = append(s.hits, hit{s.tree.rules[e.rule], s.from, i})
		}
	}
	if p.gap != 0 {
		for j := i; j <= min(i+gapWords, len(s.words)); j++ {
			s.walk(p.gap, j)
			if j < len(s.words) && s.words[j].opens {
				break
			}
		}
	}
	if p.stop != 0 && (i >= len(s.words) || s.words[i].opens) {
		s.walk(p.stop, i)
	}
	if i >= len(s.words) {
		return
	}
	s.step(p, i)
	if p.any != 0 {
		s.walk(p.any, i+1)
	}
}

// step goes on by the word i.
func (s *search) step(p *place, i int) {
	w := &s.words[i]
	many := int(p.edges.to - p.edges.from)
	if many <= max(fewEdges, len(w.terms)) {
		for _, e := range s.tree.edges[p.edges.from:p.edges.to] {
			if w.satisfies(int(e.term)) {
				s.walk(e.to, i+1)
			}
		}
		return
	}
	edges := s.tree.sorted[p.sorted : p.sorted+int32(many)]
	for _, t := range w.terms { // both are in rising order
		for len(edges) > 0 && int(edges[0].term) < t {
			edges = edges[1:]
		}
		if len(edges) > 0 && int(edges[0].term) == t {
			s.walk(edges[0].to, i+1)
		}
	}
}
