package main

import (
	"math"

	"sayso/conversation/meaning/learned"
)

// mix is how far each part is believed for one output: a*linear + b*conv + c is its logit.
type mix struct{ a, b, c float64 }

type mixes [outputs]mix

// of gives the logits of both parts together.
func (ms mixes) of(l, c [outputs]float32) (z [outputs]float32) {
	for o, m := range ms {
		z[o] = float32(m.a)*l[o] + float32(m.b)*c[o] + float32(m.c)
	}
	return z
}

// fitMixes finds, for each output, the mix under which held-out labels are likeliest (logistic
// regression of two features by Newton's steps, held a little towards 1 and 1).
func fitMixes(lin, con []guess) (ms mixes) {
	for o := range ms {
		w := [3]float64{1, 1, 0}
		for range 60 {
			g := [3]float64{w[0] - 1, w[1] - 1, 0}
			h := [3][3]float64{{1}, {0, 1}, {0, 0, 1e-3}}
			for i := range lin {
				x := [3]float64{float64(lin[i].z[o]), float64(con[i].z[o]), 1}
				y := float64(target(lin[i].row)[o])
				p := 1 / (1 + math.Exp(-(w[0]*x[0] + w[1]*x[1] + w[2])))
				for j := range 3 {
					g[j] += (p - y) * x[j]
					for k := range 3 {
						h[j][k] += p * (1 - p) * x[j] * x[k]
					}
				}
			}
			d := solve(h, g)
			for j := range w {
				w[j] -= max(-.5, min(.5, d[j])) // a whole step may run away
			}
		}
		ms[o] = mix{max(0, w[0]), max(0, w[1]), w[2]}
	}
	return ms
}

// solve gives x of h*x = g by Cramer's rule.
func solve(h [3][3]float64, g [3]float64) (x [3]float64) {
	det := func(m [3][3]float64) float64 {
		return m[0][0]*(m[1][1]*m[2][2]-m[1][2]*m[2][1]) - m[0][1]*(m[1][0]*m[2][2]-m[1][2]*m[2][0]) + m[0][2]*(m[1][0]*m[2][1]-m[1][1]*m[2][0])
	}
	all := det(h)
	for j := range x {
		m := h
		for i := range m {
			m[i][j] = g[i]
		}
		x[j] = det(m) / all
	}
	return x
}

// export lays the two parts into one file of weights, mixed, in whole numbers of one byte.
func export(l *grams, c *stretches, ms mixes, words []string, data [32]byte) *learned.Weights {
	w := &learned.Weights{Data: data, Seen: make([]byte, nSeen/8)}
	for i, s := range l.seen {
		if s {
			w.Seen[i/8] |= 1 << (i % 8)
		}
	}
	w.Risk = columns(l.risk, w.RiskScale[:], ms[:2])
	w.Rest = columns(l.rest, w.RestScale[:], ms[2:])
	_, _, _, f := learned.Sizes()
	for o, m := range ms {
		w.Bias[o] = float32(m.a)*l.bias[o] + float32(m.b)*c.bias[o] + float32(m.c)
		for i := range 2 * f {
			w.Head[o*2*f+i] = float32(m.b) * c.head[o*2*f+i]
		}
	}
	// What each word gives to each filter.
	rows := make([]int, 1, len(words)+1) // row 0: a word not known
	for _, word := range words {
		w.Keys = append(w.Keys, learned.WordKey(word))
		rows = append(rows, c.vs.rows[word])
	}
	given := make([]float32, len(rows)*3*f)
	most := make([]float32, f)
	for i, row := range rows {
		e := c.word(row)
		for j := range 3 * f {
			v := dot(e, c.tap(j))
			given[i*3*f+j] = v
			most[j%f] = max(most[j%f], min(float32(math.Abs(float64(v))), 1e9))
		}
	}
	w.Taps = make([]int8, len(given))
	for i, v := range given {
		w.Taps[i] = whole(v, most[i%f]/127)
	}
	for j := range f {
		w.TapScale[j] = most[j] / 127
		w.TapBias[j] = int32(math.Round(float64(c.base[j] / w.TapScale[j])))
	}
	return w
}

// columns rounds a table to whole numbers of one byte, with a scale for each column. The few largest
// of a column are cut to the 127th of its scale.
func columns(table, scale []float32, ms []mix) []int8 {
	n := len(scale)
	out := make([]int8, len(table))
	for o := range n {
		var most float32
		for i := o; i < len(table); i += n {
			most = max(most, float32(math.Abs(float64(table[i]))))
		}
		step := max(most, 1e-6) / 127
		scale[o] = step * float32(ms[o].a)
		for i := o; i < len(table); i += n {
			out[i] = whole(table[i], step)
		}
	}
	return out
}

func whole(v, step float32) int8 {
	return int8(max(-127, min(127, math.Round(float64(v/step)))))
}
