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
	s := search{words: words, end: end}
	for i := range words {
		s.from = i
		s.walk(p.root, i)
		if i <= begin {
			s.walk(p.first, i)
		}
	}
	return s.hits
}

type search struct {
	words []word
	end   int // where the message ends but for words that carry nothing
	from  int
	hits  []hit
}

func (s *search) walk(n *node, i int) {
	for _, e := range n.ends {
		if !e.last || i >= s.end {
			s.hits = append(s.hits, hit{e.rule, s.from, i})
		}
	}
	if n.gap != nil {
		for j := i; j <= min(i+gapWords, len(s.words)); j++ {
			s.walk(n.gap, j)
			if j < len(s.words) && s.words[j].opens {
				break
			}
		}
	}
	if n.stop != nil && (i >= len(s.words) || s.words[i].opens) {
		s.walk(n.stop, i)
	}
	if i >= len(s.words) {
		return
	}
	terms := s.words[i].terms
	if n.all != nil {
		for _, t := range terms {
			if to := n.all[t]; to != nil {
				s.walk(to, i+1)
			}
		}
	} else if len(n.few) <= max(fewEdges, len(terms)) {
		for _, e := range n.few {
			if s.words[i].satisfies(e.term) {
				s.walk(e.to, i+1)
			}
		}
	} else {
		for _, t := range terms {
			if to, ok := n.next[t]; ok {
				s.walk(to, i+1)
			}
		}
	}
	if n.any != nil {
		s.walk(n.any, i+1)
	}
}
