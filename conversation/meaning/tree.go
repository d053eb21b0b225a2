package meaning

import "slices"

// tree is all phrases in a few long lists without pointers: a hundred thousand places would otherwise be gone over
// by every collection of garbage. Places are numbers; 0 is none.
type tree struct {
	places []place
	edges  []edge
	sorted []edge // again, in the order of their terms, where a place has many
	ends   []ending
	rules  []*rule

	anywhere, first root
}

// root is where phrases begin. Every word of a message asks it, so the way on is listed by term.
type root struct {
	byTerm []int32
	any    int32
}

// place is what may follow the words of a phrase up to here.
type place struct {
	edges, ends    span32
	sorted         int32 // where its edges begin in sorted, if there are more than fewEdges
	any, gap, stop int32
}

// span32 is from..to-1 of a list.
type span32 struct{ from, to int32 }

type edge struct{ term, to int32 }

type ending struct {
	rule int32
	last bool // the phrase must end the message ("$")
}

// fewEdges is up to how many edges looking each up among a word's terms is quicker than looking
// for each of the word's terms among the edges.
const fewEdges = 8

// grown puts phrases into lists. terms is how many terms there are.
func grown(anywhere, first *twig, terms int) tree {
	g := growing{tree: tree{places: make([]place, 1)}, rules: map[*rule]int32{}}
	g.tree.anywhere = g.root(anywhere, terms)
	g.tree.first = g.root(first, terms)
	g.tree.places, g.tree.edges = slices.Clip(g.tree.places), slices.Clip(g.tree.edges)
	g.tree.sorted, g.tree.ends = slices.Clip(g.tree.sorted), slices.Clip(g.tree.ends)
	return g.tree
}

type growing struct {
	tree  tree
	rules map[*rule]int32
}

// place adds a twig with all that grows from it.
func (g *growing) place(t *twig) int32 {
	if t == nil {
		return 0
	}
	at := int32(len(g.tree.places))
	g.tree.places = append(g.tree.places, place{})
	p := place{any: g.place(t.any), gap: g.place(t.gap), stop: g.place(t.stop)}
	p.edges.from = int32(len(g.tree.edges))
	for _, b := range t.next {
		g.tree.edges = append(g.tree.edges, edge{term: int32(b.term)})
	}
	p.edges.to = int32(len(g.tree.edges))
	for i, b := range t.next {
		to := g.place(b.to) // which adds edges, and may move them all
		g.tree.edges[int(p.edges.from)+i].to = to
	}
	if len(t.next) > fewEdges {
		p.sorted = int32(len(g.tree.sorted))
		g.tree.sorted = append(g.tree.sorted, g.tree.edges[p.edges.from:p.edges.to]...)
		slices.SortFunc(g.tree.sorted[p.sorted:], func(a, b edge) int { return int(a.term - b.term) })
	}
	p.ends.from = int32(len(g.tree.ends))
	for _, e := range t.ends {
		g.tree.ends = append(g.tree.ends, ending{g.rule(e.rule), e.last})
	}
	p.ends.to = int32(len(g.tree.ends))
	g.tree.places[at] = p
	return at
}

func (g *growing) rule(r *rule) int32 {
	n, ok := g.rules[r]
	if !ok {
		n = int32(len(g.tree.rules))
		g.tree.rules, g.rules[r] = append(g.tree.rules, r), n
	}
	return n
}

func (g *growing) root(t *twig, terms int) root {
	r := root{byTerm: make([]int32, terms+1), any: g.place(t.any)}
	for _, b := range t.next {
		r.byTerm[b.term] = g.place(b.to)
	}
	return r
}
