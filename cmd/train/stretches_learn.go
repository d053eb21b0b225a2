package main

import (
	"math"
	"math/rand/v2"
	"slices"
)

// learning is what stretches need besides themselves to learn.
type learning struct {
	*stretches
	p                      pass
	taps, base, head, bias *adam
	moved                  []float32 // how far each number of each word has been pushed, squared
	pool, given, word      []float32 // slopes
}

// learnStretches learns from examples one at a time, in an order drawn from the seed; what it has
// heard from eight of them moves it once (Kingma and Ba, Adam, 2015).
func learnStretches(ex []*example, vs *vectors, set settings) *stretches {
	f, d := set.filters, vs.dims
	rng := rand.New(rand.NewPCG(set.seed, 2))
	s := &stretches{vs: vs, filters: f, words: slices.Clone(vs.at), taps: drawn(rng, 3*f*d, math.Sqrt(2/float64(3*d))),
		base: make([]float32, f), head: drawn(rng, outputs*2*f, .05), bias: make([]float32, outputs)}
	l := &learning{stretches: s, taps: newAdam(s.taps), base: newAdam(s.base), head: newAdam(s.head), bias: newAdam(s.bias),
		moved: make([]float32, len(s.words)), pool: make([]float32, 2*f), word: make([]float32, d)}
	n, all := 0, set.convEpochs*len(ex)
	for range set.convEpochs {
		for _, i := range rng.Perm(len(ex)) {
			rows := s.rows(ex[i].taken.Words)
			for j := range rows {
				if rng.Float64() < set.wordDrop {
					rows[j] = 0
				}
			}
			s.forward(&l.p, rows, set.drop, rng)
			left := float32(1 - float64(n)/float64(all))
			l.backward(ex[i], rows, set.convSoft, float32(set.wordRate)*left)
			if n++; n%8 == 0 {
				rate, decay := float32(set.convRate)*left, float32(set.decay)
				l.taps.step(rate, decay)
				l.base.step(rate, 0)
				l.head.step(rate, decay)
				l.bias.step(rate, 0)
			}
		}
	}
	return s
}

// backward finds how everything should move for this example, and moves its words.
func (l *learning) backward(e *example, rows []int, taught, wordRate float32) {
	f, p := l.filters, &l.p
	clear(l.pool)
	for o := range outputs {
		g := (sigmoid(p.z[o]) - e.y[o]) * lossWeight(o) * e.counts(o, taught)
		l.bias.g[o] += g
		for i, v := range p.pool {
			if k := p.kept[i]; k != 0 {
				l.head.g[o*2*f+i] += g * v * k
				l.pool[i] += g * l.stretches.head[o*2*f+i] * k
			}
		}
	}
	l.given = resized(l.given, len(rows)*3*f)
	clear(l.given)
	share := 1 / float32(max(1, len(rows)))
	for t := range rows {
		for j := range f {
			if p.answer[t*f+j] <= 0 {
				continue
			}
			g := l.pool[f+j] * share
			if p.where[j] == t {
				g += l.pool[j]
			}
			l.base.g[j] += g
			l.given[t*3*f+f+j] += g
			if t > 0 {
				l.given[(t-1)*3*f+j] += g
			}
			if t+1 < len(rows) {
				l.given[(t+1)*3*f+2*f+j] += g
			}
		}
	}
	d := l.vs.dims
	for t, row := range rows {
		clear(l.word)
		x := l.stretches.word(row)
		for j := range 3 * f {
			if g := l.given[t*3*f+j]; g != 0 {
				addTimes(g, x, l.taps.g[j*d:(j+1)*d])
				addTimes(g, l.tap(j), l.word)
			}
		}
		moved := l.moved[row*d : (row+1)*d]
		for i, g := range l.word {
			moved[i] = .999*moved[i] + g*g
			x[i] -= wordRate * g / (float32(math.Sqrt(float64(moved[i]))) + 1e-3)
		}
	}
}

// lossWeight is how much an output counts in what the filters learn; risk is what they are for.
func lossWeight(o int) float32 {
	switch {
	case o < atSpeaker:
		return 2
	case o < atKind:
		return .5
	case o < atCategory:
		return .4
	default:
		return .3
	}
}

func drawn(rng *rand.Rand, n int, spread float64) []float32 {
	w := make([]float32, n)
	for i := range w {
		w[i] = float32(rng.NormFloat64() * spread)
	}
	return w
}

// adam moves numbers by their slopes, each at a rate of its own.
type adam struct {
	w, g, mean, square []float32
	steps              int
}

func newAdam(w []float32) *adam {
	return &adam{w: w, g: make([]float32, len(w)), mean: make([]float32, len(w)), square: make([]float32, len(w))}
}

func (a *adam) step(rate, decay float32) {
	a.steps++
	early := 1 - float32(math.Pow(.9, float64(a.steps)))
	late := 1 - float32(math.Pow(.999, float64(a.steps)))
	for i, g := range a.g {
		a.mean[i] += .1 * (g - a.mean[i])
		a.square[i] += .001 * (g*g - a.square[i])
		a.w[i] -= rate * (a.mean[i]/early/(float32(math.Sqrt(float64(a.square[i]/late)))+1e-7) + decay*a.w[i])
		a.g[i] = 0
	}
}
