package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"sayso/conversation/meaning/learned"
)

// A pool is text that nobody wrote and nobody labelled: pieces of messages, pieces of two messages of
// one writer put together, words changed for their neighbours. The teacher says what it makes of it.
type piece struct {
	Writer string
	Text   string
}

// neighbours gives the words nearest in meaning to a word.
type neighbours struct {
	vs    *vectors
	names []string
	norm  []float32
	known map[string][]string
}

func newNeighbours(vs *vectors) *neighbours {
	n := &neighbours{vs: vs, names: make([]string, len(vs.rows)+1), norm: make([]float32, len(vs.rows)+1), known: map[string][]string{}}
	for w, i := range vs.rows {
		n.names[i] = w
		v := vs.row(i)
		n.norm[i] = float32(math.Sqrt(float64(dot(v, v)))) + 1e-6
	}
	return n
}

func (n *neighbours) of(word string) []string {
	if got, ok := n.known[word]; ok {
		return got
	}
	i, ok := n.vs.rows[word]
	if !ok || word == pause {
		return nil
	}
	v := n.vs.row(i)
	type near struct {
		name string
		cos  float32
	}
	var all []near
	for j := 1; j < len(n.names); j++ {
		if j == i || n.names[j] == pause {
			continue
		}
		if c := dot(v, n.vs.row(j)) / n.norm[i] / n.norm[j]; c > .45 {
			all = append(all, near{n.names[j], c})
		}
	}
	slices.SortFunc(all, func(a, b near) int { return cmp.Or(cmp.Compare(b.cos, a.cos), cmp.Compare(a.name, b.name)) })
	var got []string
	for _, a := range all[:min(8, len(all))] {
		got = append(got, a.name)
	}
	n.known[word] = got
	return got
}

// clauses are the stretches of a message between its pauses and its "and", "but", "so".
func clauses(words []string) [][]string {
	var out [][]string
	var now []string
	for _, w := range words {
		switch w {
		case pause, "and", "n", "but", "so", "cos", "because":
			if len(now) >= 3 {
				out, now = append(out, now), nil
			}
			if w == pause {
				continue
			}
		}
		now = append(now, w)
	}
	if len(now) > 0 {
		out = append(out, now)
	}
	return out
}

func makePool(rows []row, vs *vectors, size int, seed uint64) []piece {
	rng := rand.New(rand.NewPCG(seed, 3))
	near := newNeighbours(vs)
	by := map[string][][][]string{}
	var writers []string
	for _, r := range rows {
		if by[r.writer()] == nil {
			writers = append(writers, r.writer())
		}
		by[r.writer()] = append(by[r.writer()], clauses(learned.Take(r.Text).Words))
	}
	seen := map[string]bool{}
	var out []piece
	for len(out) < size {
		w := writers[rng.IntN(len(writers))]
		pick := func() [][]string { return by[w][rng.IntN(len(by[w]))] }
		cut := func(c [][]string) [][]string {
			if len(c) == 0 {
				return c
			}
			a := rng.IntN(len(c))
			return c[a : a+1+rng.IntN(min(2, len(c)-a))]
		}
		var c [][]string
		switch k := rng.IntN(10); {
		case k < 3:
			c = cut(pick())
		case k < 6:
			c = slices.Concat(cut(pick()), cut(pick()))
		default:
			c = pick()
		}
		var text []string
		changed := rng.IntN(10) < 6
		for _, cl := range c {
			for _, word := range cl {
				if changed && len(word) > 2 && rng.IntN(5) == 0 {
					if ns := near.of(word); len(ns) > 0 {
						word = ns[rng.IntN(len(ns))]
					}
				}
				text = append(text, word)
			}
			if len(text) > 0 && rng.IntN(2) == 0 {
				text[len(text)-1] += "."
			}
		}
		t := strings.Join(text, " ")
		if len(t) < 12 || len(t) > 320 || seen[t] {
			continue
		}
		seen[t] = true
		out = append(out, piece{w, t})
	}
	return out
}
