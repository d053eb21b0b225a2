package main

import "math/rand/v2"

// The outputs from fromApart to before toApart, who speaks and the kinds, are learned apart from the
// others: again, from more messages, and over filters that no longer move. So a message teaches these
// without any other output changing, down to the last bit.
const (
	fromApart = atSpeaker
	toApart   = atCategory
)

// take takes over from another what is learned apart.
func (m *grams) take(from *grams) {
	copy(m.bias[fromApart:toApart], from.bias[fromApart:toApart])
	for at := -ofRisk; at+ofRisk < len(m.rest); at += ofRest { // the table has no columns for risk
		copy(m.rest[at+fromApart:at+toApart], from.rest[at+fromApart:at+toApart])
	}
}

// relearn goes on learning how much the filters say of what is learned apart, and moves nothing else.
func (s *stretches) relearn(ex []*example, set settings) {
	rng := rand.New(rand.NewPCG(set.seed, 5))
	f := s.filters
	from, to := fromApart*2*f, toApart*2*f
	head, bias := newAdam(s.head[from:to]), newAdam(s.bias[fromApart:toApart])
	var p pass
	n, all := 0, set.apartEpochs*len(ex)
	for range set.apartEpochs {
		for _, i := range rng.Perm(len(ex)) {
			rows := s.rows(ex[i].taken.Words)
			for j := range rows {
				if rng.Float64() < set.wordDrop {
					rows[j] = 0
				}
			}
			s.forward(&p, rows, set.drop, rng)
			for o := fromApart; o < toApart; o++ {
				g := (sigmoid(p.z[o]) - ex[i].y[o]) * lossWeight(o) * ex[i].counts(o, set.convSoft)
				bias.g[o-fromApart] += g
				slopes := head.g[(o-fromApart)*2*f:][:2*f]
				for j, v := range p.pool {
					slopes[j] += g * v * p.kept[j]
				}
			}
			if n++; n%8 == 0 {
				left := float32(1 - float64(n)/float64(all))
				head.step(float32(set.convRate)*left, float32(set.decay))
				bias.step(float32(set.convRate)*left, 0)
			}
		}
	}
}
