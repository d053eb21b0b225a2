package learned

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
)

// Model is a reader with its weights. It never changes, so any number may read with it at once.
type Model struct {
	data      [sha256.Size]byte
	bias      [Outputs]float32
	riskScale [ofRisk]float32
	restScale [ofRest]float32
	tapScale  [filters]float32
	tapBias   [filters]int32
	head      [Outputs * pooled]float32
	seen      string
	risk      string
	rest      string
	words     lexicon
	taps      string
}

// TrainedOn is the SHA-256 of the messages that the model was trained on, in hex.
func (m *Model) TrainedOn() string { return hex.EncodeToString(m.data[:]) }

// Read says what the model makes of a message. It takes any bytes; beyond the first 1,200 words it
// reads nothing.
func (m *Model) Read(text string) Reading {
	words := split(text)
	z, heat := m.logits(words)
	r := Reading{Risk: probability(z[outRisk]), Immediate: probability(z[outImmediate])}
	if len(words) > 0 {
		r.Because = because(words, heat)
	}
	labels := Labels()
	list := func(from, to int, least float64) []Likely {
		var all []Likely
		for o := from; o < to; o++ {
			if p := probability(z[o]); p >= least {
				all = append(all, Likely{labels[o], p})
			}
		}
		slices.SortStableFunc(all, func(a, b Likely) int { return cmp.Compare(b.P, a.P) })
		return all
	}
	r.Speaker = list(outSpeaker, outKind, 0)
	r.Category = list(outCategory, outHarm, 0)
	r.Kinds = list(outKind, outCategory, likelyKind)
	r.Harms = list(outHarm, Outputs, likelyHarm)
	return r
}

// What is less likely than these is not listed. A fifth gives kinds their best balance of right and
// wrong ones, see docs/training.md.
const (
	likelyKind = 0.2
	likelyHarm = 1.0 / 3
)

func probability(z float32) float64 { return 1 / (1 + math.Exp(-float64(z))) }

// logits are the scores of all outputs, and how much each word gave to the first, the risk.
func (m *Model) logits(words []word) (z [Outputs]float32, heat []float32) {
	z = m.bias
	heat = make([]float32, len(words))
	m.weighGrams(words, &z, heat)
	m.weighStretches(words, &z, heat)
	return z, heat
}

// weighGrams adds what the grams say: the sum of their rows, divided by the root of how many they are.
func (m *Model) weighGrams(words []word, z *[Outputs]float32, heat []float32) {
	var risk [2][ofRisk]int32
	var rest [2][ofRest]int32
	var count [2]int
	warm := make([][2]int32, len(words)) // twelfths, so that one, two and three words share evenly
	eachGram(words, func(g Gram) {
		of := 0
		if g.Letters {
			of = 1
		}
		count[of]++
		at := int(g.Hash&(1<<riskBits-1)) * ofRisk
		any := int32(int8(m.risk[at]))
		risk[of][0] += any
		risk[of][1] += int32(int8(m.risk[at+1]))
		if any != 0 {
			for i := g.From; i < g.To; i++ {
				warm[i][of] += 12 * any / int32(g.To-g.From)
			}
		}
		if bit := g.Hash & (1<<seenBits - 1); m.seen[bit/8]>>(bit%8)&1 == 1 {
			row := m.rest[int(g.Hash&(1<<restBits-1))*ofRest:][:ofRest]
			sums := &rest[of]
			for o := range sums {
				sums[o] += int32(int8(row[o]))
			}
		}
	})
	for of := range count {
		share := GramWeight(count[of])
		for o := range ofRisk {
			z[o] += share * m.riskScale[o] * float32(risk[of][o])
		}
		for o := range ofRest {
			z[ofRisk+o] += share * m.restScale[o] * float32(rest[of][o])
		}
		for i := range warm {
			heat[i] += share * m.riskScale[outRisk] * float32(warm[i][of]) / 12
		}
	}
}

// GramWeight is what each of n grams of a sort weighs.
func GramWeight(n int) float32 { return float32(1 / math.Sqrt(float64(n+1))) }

// weighStretches adds what stretches of three words say: each filter's highest and mean answer over
// the message. A word's part in a filter is a row of whole numbers, so that it costs three additions.
func (m *Model) weighStretches(words []word, z *[Outputs]float32, heat []float32) {
	if len(words) == 0 {
		return
	}
	rows := make([]string, len(words))
	for i, w := range words {
		rows[i] = m.taps[m.words.row(w.key)*taps:][:taps]
	}
	var high, sum, where [filters]int32
	none := m.taps[:0]
	for t, mid := range rows {
		before, after := none, none
		if t > 0 {
			before = rows[t-1][:filters]
		}
		if t+1 < len(rows) {
			after = rows[t+1][2*filters:][:filters]
		}
		mid = mid[filters:][:filters]
		for f := range filters {
			v := m.tapBias[f] + int32(int8(mid[f]))
			if len(before) == filters {
				v += int32(int8(before[f]))
			}
			if len(after) == filters {
				v += int32(int8(after[f]))
			}
			if v > 0 {
				sum[f] += v
				if v > high[f] {
					high[f], where[f] = v, int32(t)
				}
			}
		}
	}
	var pool [pooled]float32
	for f := range filters {
		pool[f] = m.tapScale[f] * float32(high[f])
		pool[filters+f] = m.tapScale[f] * float32(sum[f]) / float32(len(words))
		heat[where[f]] += pool[f] * m.head[outRisk*pooled+f]
	}
	for o := range Outputs {
		row := m.head[o*pooled:][:pooled]
		var s float32
		for i := range pool {
			s += row[i] * pool[i]
		}
		z[o] += s
	}
}
