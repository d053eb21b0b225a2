package main

import (
	"math"
	"math/rand/v2"

	"sayso/conversation/meaning/learned"
)

type example struct {
	row    row
	taken  learned.Taken
	y      [outputs]float32
	taught bool       // its answers are the teacher's
	v      [2]float32 // what a gram of words, of letters weighs
}

func newExample(r row, y [outputs]float32, taught bool) example {
	e := example{row: r, taken: learned.Take(r.Text), y: y, taught: taught}
	var n [2]int
	for _, g := range e.taken.Grams {
		n[sort(g)]++
	}
	for i := range n {
		e.v[i] = learned.GramWeight(n[i])
	}
	return e
}

// counts is how much output o of an example counts: what the teacher says, as much as given, and
// nothing of kinds, which it tells worse than its pupil.
func (e *example) counts(o int, taught float32) float32 {
	switch {
	case !e.taught:
		return 1
	case o >= atKind && o < atCategory:
		return 0
	}
	return taught
}

func sort(g learned.Gram) int {
	if g.Letters {
		return 1
	}
	return 0
}

func examples(rows []row) []example {
	ex := make([]example, len(rows))
	for i, r := range rows {
		ex[i] = newExample(r, target(r), false)
	}
	return ex
}

type grams struct {
	seen       []bool
	risk, rest []float32
	bias       [outputs]float32
}

var nSeen, nRisk, nRest, _ = learned.Sizes()

const (
	ofRisk = 2
	ofRest = outputs - ofRisk
)

// common marks the grams that at least `least` of the messages have.
func common(train []*example, least int) []bool {
	seen := make([]bool, nSeen)
	count, last := make([]int32, nSeen), make([]int32, nSeen)
	for i, e := range train {
		if e.taught {
			continue
		}
		for _, g := range e.taken.Grams {
			b := int(g.Hash) & (nSeen - 1)
			if last[b] != int32(i+1) {
				last[b] = int32(i + 1)
				count[b]++
			}
			seen[b] = int(count[b]) >= least
		}
	}
	return seen
}

func (m *grams) score(e *example) (z [outputs]float32) {
	z = m.bias
	for _, g := range e.taken.Grams {
		v := e.v[sort(g)]
		at := (int(g.Hash) & (nRisk - 1)) * 2
		z[0] += v * m.risk[at]
		z[1] += v * m.risk[at+1]
		if m.seen[int(g.Hash)&(nSeen-1)] {
			row := m.rest[(int(g.Hash)&(nRest-1))*ofRest:][:ofRest]
			for o := range row {
				z[2+o] += v * row[o]
			}
		}
	}
	return z
}

func sigmoid(z float32) float32 { return float32(1 / (1 + math.Exp(-float64(z)))) }

// learnGrams learns from examples one at a time. Only grams that were seen say anything of what is not risk.
func learnGrams(ex []*example, seen []bool, set settings) *grams {
	m := &grams{seen: seen, risk: make([]float32, nRisk*2), rest: make([]float32, nRest*ofRest)}
	sqRisk, sqRest := make([]float32, len(m.risk)), make([]float32, len(m.rest))
	for i := range sqRisk {
		sqRisk[i] = 1e-3
	}
	for i := range sqRest {
		sqRest[i] = 1e-3
	}
	var bsq [outputs]float32
	rng := rand.New(rand.NewPCG(set.seed, 1))
	rate := float32(set.gramRate)
	step := func(row, sq []float32, d []float32, v float32) {
		sq, d = sq[:len(row)], d[:len(row)]
		for o := range row {
			g := v*d[o] + float32(set.gramDecay)*row[o]
			sq[o] += g * g
			row[o] -= rate * g / float32(math.Sqrt(float64(sq[o])))
		}
	}
	for range set.gramEpochs {
		for _, i := range rng.Perm(len(ex)) {
			e := ex[i]
			z := m.score(e)
			var d [outputs]float32
			for o := range z {
				d[o] = (sigmoid(z[o]) - e.y[o]) * e.counts(o, set.gramSoft)
				bsq[o] += d[o] * d[o]
				m.bias[o] -= rate * d[o] / float32(math.Sqrt(float64(bsq[o]+1)))
			}
			for _, g := range e.taken.Grams {
				v := e.v[sort(g)]
				at := (int(g.Hash) & (nRisk - 1)) * 2
				step(m.risk[at:at+2], sqRisk[at:], d[:], v)
				if m.seen[int(g.Hash)&(nSeen-1)] {
					at := (int(g.Hash) & (nRest - 1)) * ofRest
					step(m.rest[at:at+ofRest], sqRest[at:], d[2:], v)
				}
			}
		}
	}
	return m
}
