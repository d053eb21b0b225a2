package main

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
)

type vectors struct {
	dims  int
	rows  map[string]int
	names []string
	v     []float32
	file  []byte
}

func readVectors(file string) (*vectors, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	file2 := b
	n, d := int(binary.LittleEndian.Uint32(b)), int(binary.LittleEndian.Uint32(b[4:]))
	b = b[8:]
	vs := &vectors{dims: d, rows: map[string]int{}, v: make([]float32, (n+2)*d), file: file2}
	for i := 1; i <= n; i++ {
		l := int(b[0])
		vs.rows[string(b[1:1+l])] = i
		vs.names = append(vs.names, string(b[1:1+l]))
		b = b[1+l:]
		for k := range d {
			vs.v[i*d+k] = float32(int8(b[k])) / 24
		}
		b = b[d:]
	}
	vs.rows["|"] = n + 1
	vs.names = append(vs.names, "|")
	return vs, nil
}

const maxLen = 160

type conv struct {
	vs   *vectors
	emb  []float32 // tuned copy
	d, f int
	k    []float32 // 3 x f x d
	b    []float32 // f
	head []float32 // outputs x 2f
	bias []float32
}

func (c *conv) ids(words []string) []int {
	ids := make([]int, 0, len(words))
	for _, w := range words {
		if len(ids) == maxLen {
			break
		}
		ids = append(ids, c.vs.rows[w])
	}
	return ids
}

type pass struct {
	ids  []int
	p    []float32 // t x 3 x f
	h    []float32 // t x f
	arg  []int
	pool []float32 // 2f
	mask []float32
	z    [outputs]float32
}

func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	for i := 0; i+3 < len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	return s0 + s1 + s2 + s3
}

func axpy(a float32, x, y []float32) {
	y = y[:len(x)]
	for i := 0; i+3 < len(x); i += 4 {
		y[i] += a * x[i]
		y[i+1] += a * x[i+1]
		y[i+2] += a * x[i+2]
		y[i+3] += a * x[i+3]
	}
}

func (c *conv) forward(ps *pass, ids []int, drop float64, rng *rand.Rand) {
	n, f, d := len(ids), c.f, c.d
	ps.ids = ids
	ps.p = resize(ps.p, n*3*f)
	ps.h = resize(ps.h, n*f)
	ps.pool = resize(ps.pool, 2*f)
	ps.mask = resize(ps.mask, 2*f)
	if len(ps.arg) != f {
		ps.arg = make([]int, f)
	}
	for t, id := range ids {
		e := c.emb[id*d : id*d+d]
		for j := range 3 * f {
			ps.p[t*3*f+j] = dot(e, c.k[j*d:j*d+d])
		}
	}
	for i := range ps.pool {
		ps.pool[i] = 0
	}
	for i := range ps.arg {
		ps.arg[i] = -1
	}
	inv := float32(1)
	if n > 0 {
		inv = 1 / float32(n)
	}
	for t := range ids {
		for j := range f {
			s := c.b[j] + ps.p[t*3*f+f+j]
			if t > 0 {
				s += ps.p[(t-1)*3*f+j]
			}
			if t+1 < n {
				s += ps.p[(t+1)*3*f+2*f+j]
			}
			if s < 0 {
				s = 0
			}
			ps.h[t*f+j] = s
			ps.pool[f+j] += s * inv
			if s > ps.pool[j] {
				ps.pool[j], ps.arg[j] = s, t
			}
		}
	}
	for i := range ps.pool {
		ps.mask[i] = 1
		if rng != nil {
			if rng.Float64() < drop {
				ps.mask[i] = 0
			} else {
				ps.mask[i] = float32(1 / (1 - drop))
			}
		}
	}
	for o := range outputs {
		s := c.bias[o]
		for i, v := range ps.pool {
			s += c.head[o*2*f+i] * v * ps.mask[i]
		}
		ps.z[o] = s
	}
}

func resize(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

type adam struct {
	w, g, m, v []float32
	t          int
}

func newAdam(w []float32) *adam {
	return &adam{w: w, g: make([]float32, len(w)), m: make([]float32, len(w)), v: make([]float32, len(w))}
}

func (a *adam) step(rate, decay float32) {
	a.t++
	c1 := 1 - float32(math.Pow(.9, float64(a.t)))
	c2 := 1 - float32(math.Pow(.999, float64(a.t)))
	for i, g := range a.g {
		a.m[i] += .1 * (g - a.m[i])
		a.v[i] += .001 * (g*g - a.v[i])
		a.w[i] -= rate * (a.m[i]/c1/(float32(math.Sqrt(float64(a.v[i]/c2)))+1e-7) + decay*a.w[i])
		a.g[i] = 0
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

func trainConv(ex []*example, vs *vectors, set settings) *conv {
	c := &conv{vs: vs, d: vs.dims, f: set.filters, emb: append([]float32(nil), vs.v...)}
	rng := rand.New(rand.NewPCG(set.seed, 2))
	c.k = make([]float32, 3*c.f*c.d)
	for i := range c.k {
		c.k[i] = float32(rng.NormFloat64() * math.Sqrt(2/float64(3*c.d)))
	}
	c.b = make([]float32, c.f)
	c.head = make([]float32, outputs*2*c.f)
	for i := range c.head {
		c.head[i] = float32(rng.NormFloat64() * .05)
	}
	c.bias = make([]float32, outputs)
	ak, ab, ah, abias := newAdam(c.k), newAdam(c.b), newAdam(c.head), newAdam(c.bias)
	esq := make([]float32, len(c.emb))
	var ps pass
	var de []float32
	dp := []float32{}
	n, total := 0, set.convEpochs*len(ex)
	for range set.convEpochs {
		for _, i := range rng.Perm(len(ex)) {
			e := ex[i]
			ids := c.ids(e.taken.Words)
			for j := range ids {
				if rng.Float64() < set.wordDrop {
					ids[j] = 0
				}
			}
			c.forward(&ps, ids, set.drop, rng)
			f, d := c.f, c.d
			var dpool [512]float32
			for o := range outputs {
				g := (sigmoid(ps.z[o]) - e.y[o]) * lossWeight(o) * e.counts(o, set.convSoft)
				abias.g[o] += g
				for i, v := range ps.pool {
					m := ps.mask[i]
					if m != 0 {
						ah.g[o*2*f+i] += g * v * m
						dpool[i] += g * c.head[o*2*f+i] * m
					}
				}
			}
			dp = resize(dp, len(ids)*3*f)
			clear(dp)
			inv := float32(1) / float32(max(1, len(ids)))
			for t := range ids {
				for j := range f {
					if ps.h[t*f+j] <= 0 {
						continue
					}
					g := dpool[f+j] * inv
					if ps.arg[j] == t {
						g += dpool[j]
					}
					ab.g[j] += g
					dp[t*3*f+f+j] += g
					if t > 0 {
						dp[(t-1)*3*f+j] += g
					}
					if t+1 < len(ids) {
						dp[(t+1)*3*f+2*f+j] += g
					}
				}
			}
			de = resize(de, d)
			left := float32(1 - float64(n)/float64(total))
			for t, id := range ids {
				clear(de)
				x := c.emb[id*d : id*d+d]
				for j := range 3 * f {
					if g := dp[t*3*f+j]; g != 0 {
						axpy(g, x, ak.g[j*d:j*d+d])
						axpy(g, c.k[j*d:j*d+d], de)
					}
				}
				if set.wordRate > 0 {
					for i, g := range de {
						esq[id*d+i] = .999*esq[id*d+i] + g*g
						x[i] -= float32(set.wordRate) * left * g / (float32(math.Sqrt(float64(esq[id*d+i]))) + 1e-3)
					}
				}
			}
			n++
			if n%8 == 0 {
				r := float32(set.convRate) * left
				dc := float32(set.decay)
				ak.step(r, dc)
				ab.step(r, 0)
				ah.step(r, dc)
				abias.step(r, 0)
			}
		}
	}
	return c
}

func (c *conv) score(e *example) [outputs]float32 {
	var ps pass
	c.forward(&ps, c.ids(e.taken.Words), 0, nil)
	return ps.z
}
