package main

import "math/rand/v2"

// stretches is the part of the reader that sees three words in a row: each filter answers every
// stretch, and what counts is its highest and its mean answer over the message.
type stretches struct {
	vs      *vectors
	words   []float32 // the vectors, moved by what was learned
	taps    []float32 // 3 x filters rows of vs.dims: what the word before, the word, the word after give
	base    []float32 // a filter
	head    []float32 // outputs rows of 2 x filters: highest, mean
	bias    []float32 // an output
	filters int
}

// mostWords bounds what one message may cost while learning.
const mostWords = 160

func (s *stretches) rows(words []string) []int {
	words = words[:min(mostWords, len(words))]
	rows := make([]int, len(words))
	for i, w := range words {
		rows[i] = s.vs.rows[w]
	}
	return rows
}

func (s *stretches) word(row int) []float32 { return s.words[row*s.vs.dims : (row+1)*s.vs.dims] }

func (s *stretches) tap(j int) []float32 { return s.taps[j*s.vs.dims : (j+1)*s.vs.dims] }

// pass is one message on its way through, kept for the way back.
type pass struct {
	given  []float32 // words x 3 x filters
	answer []float32 // words x filters
	where  []int     // the word at which a filter's answer is highest, or -1
	pool   []float32 // 2 x filters
	kept   []float32 // 0 for what is left out of this step, or the factor that makes up for it
	z      [outputs]float32
}

// forward reads the words of a message. With rng, a share drop of the pool is left out.
func (s *stretches) forward(p *pass, rows []int, drop float64, rng *rand.Rand) {
	n, f := len(rows), s.filters
	p.given, p.answer = resized(p.given, n*3*f), resized(p.answer, n*f)
	p.pool, p.kept = resized(p.pool, 2*f), resized(p.kept, 2*f)
	p.where = p.where[:0]
	for range f {
		p.where = append(p.where, -1)
	}
	clear(p.pool)
	for t, row := range rows {
		w := s.word(row)
		for j := range 3 * f {
			p.given[t*3*f+j] = dot(w, s.tap(j))
		}
	}
	share := 1 / float32(max(1, n))
	for t := range rows {
		for j := range f {
			a := s.base[j] + p.given[t*3*f+f+j]
			if t > 0 {
				a += p.given[(t-1)*3*f+j]
			}
			if t+1 < n {
				a += p.given[(t+1)*3*f+2*f+j]
			}
			a = max(0, a)
			p.answer[t*f+j] = a
			p.pool[f+j] += a * share
			if a > p.pool[j] {
				p.pool[j], p.where[j] = a, t
			}
		}
	}
	for i := range p.kept {
		p.kept[i] = 1
		if rng == nil {
			continue
		}
		p.kept[i] = float32(1 / (1 - drop))
		if rng.Float64() < drop {
			p.kept[i] = 0
		}
	}
	for o := range p.z {
		z := s.bias[o]
		for i, v := range p.pool {
			z += s.head[o*2*f+i] * v * p.kept[i]
		}
		p.z[o] = z
	}
}

func (s *stretches) score(e *example) [outputs]float32 {
	var p pass
	s.forward(&p, s.rows(e.taken.Words), 0, nil)
	return p.z
}

func resized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
