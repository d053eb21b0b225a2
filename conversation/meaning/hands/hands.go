package hands

import (
	_ "embed"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"sayso/conversation/meaning/learned"
)

// Before is what was known before the message came.
type Before struct {
	Who string // who wrote: "young_person", "on_behalf", "unknown"
	Ask string // the question on their screen; "" where nothing was asked
}

// bits choose a row of the table: 1<<bits features can be told apart.
const bits = 18

// Size is how many features can be told apart.
const Size = 1 << bits

// Features are those of a message, each once, in ascending order. Training and reading see the same.
func Features(text string, b Before) []uint32 {
	t := learned.Take(text)
	var all []uint32
	add := func(h uint32) { all = append(all, mixed(h)&(Size-1)) }
	who := key("who " + b.Who)
	for _, g := range t.Grams {
		add(g.Hash)
		if !g.Letters && g.To-g.From <= 2 {
			add(g.Hash ^ who) // "my son" is one thing from a mother and another from a child
		}
	}
	of, me := false, false
	for _, w := range t.Words {
		switch w {
		case "he", "she", "his", "her", "him", "hes", "shes", "he's", "she's":
			of = true
		case "i", "im", "i'm", "me", "my", "ive", "i've", "mine":
			me = true
		}
	}
	voice := fmt.Sprint(b.Who, of, me)
	add(key("voice " + voice))
	add(key("voice " + voice + b.Ask))
	if n := len(t.Words); n > 0 {
		add(key("first " + t.Words[0]))
		add(key("last " + t.Words[n-1]))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Weight is what each of n features weighs.
func Weight(n int) float64 { return 1 / math.Sqrt(float64(n+1)) }

// Model is what was learned. It never changes.
type Model struct {
	bias  float64
	scale float64
	table string // Size signed bytes
}

// Probability that somebody else holds the phone. It is true to the messages that it learned from, of
// which half are such; in a talk they are rare.
func (m *Model) Probability(text string, b Before) float64 {
	features := Features(text, b)
	sum := 0
	for _, f := range features {
		sum += int(int8(m.table[f]))
	}
	return 1 / (1 + math.Exp(-(m.bias + m.scale*float64(sum)*Weight(len(features)))))
}

//go:embed weights.bin
var embedded string

// Default is the model that is compiled in.
func Default() *Model { return compiled() }

var compiled = sync.OnceValue(func() *Model {
	m, err := Open(embedded)
	if err != nil {
		panic(fmt.Sprintf("the weights compiled in: %v", err)) // a test opens them
	}
	return m
})

// A file of weights is "sayso hands 1", the bias and the scale as little-endian float64, and the table.
const (
	magic = "sayso hands 1"
	head  = len(magic) + 16
)

// Open reads a file of weights.
func Open(file string) (*Model, error) {
	if len(file) != head+Size || file[:len(magic)] != magic {
		return nil, errors.New("open weights: not a file of weights of this version")
	}
	return &Model{bias: float(file[len(magic):]), scale: float(file[len(magic)+8:]), table: file[head:]}, nil
}

// few is how rare the weights are that are cut to the largest of one byte.
const few = 500

// Encode writes what was learned as a file that Open reads, in whole numbers of one byte.
func Encode(bias float64, table []float64) []byte {
	sizes := make([]float64, 0, len(table))
	for _, w := range table {
		if w != 0 {
			sizes = append(sizes, math.Abs(w))
		}
	}
	slices.Sort(sizes)
	scale := sizes[len(sizes)*(few-1)/few] / 127
	b := append([]byte(magic), bytes(bias)...)
	b = append(b, bytes(scale)...)
	for _, w := range table {
		b = append(b, byte(int8(max(-127, min(127, math.Round(w/scale))))))
	}
	return b
}

func bytes(f float64) []byte {
	b := make([]byte, 8)
	for i, v := 0, math.Float64bits(f); i < 8; i++ {
		b[i] = byte(v >> (8 * i))
	}
	return b
}

func float(s string) float64 {
	v := uint64(0)
	for i := 7; i >= 0; i-- {
		v = v<<8 | uint64(s[i])
	}
	return math.Float64frombits(v)
}

// key is FNV-1a of a string.
func key(s string) uint32 {
	h := uint32(0x811c9dc5)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// mixed spreads a hash over its bits.
func mixed(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	return h * 0xc2b2ae35 >> 6
}
