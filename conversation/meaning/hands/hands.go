package hands

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"sync"

	"sayso/conversation/meaning/learned"
	"sayso/conversation/meaning/linear"
)

// Before is what was known before the message came.
type Before struct {
	Who string // who wrote: "young_person", "on_behalf", "unknown"
	Ask string // the question on their screen; "" where nothing was asked
}

// Features are those of a message, each once, in ascending order. Training and reading see the same.
func Features(text string, b Before) []uint32 {
	t := learned.Take(text)
	var all []uint32
	add := func(h uint32) { all = append(all, mixed(h)&(linear.Size-1)) }
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

// Model is what was learned. It never changes.
type Model struct{ learned *linear.Model }

// Probability that somebody else holds the phone. It is true to the messages that it learned from, of
// which half are such; in a talk they are rare.
func (m *Model) Probability(text string, b Before) float64 {
	return 1 / (1 + math.Exp(-m.learned.Score(Features(text, b))))
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

const magic = "sayso hands 1"

// Open reads a file of weights.
func Open(file string) (*Model, error) {
	m, err := linear.Open(magic, file)
	if err != nil {
		return nil, err
	}
	return &Model{m}, nil
}

// Encode writes what was learned as a file that Open reads.
func Encode(bias float64, table []float64) []byte { return linear.Encode(magic, bias, table) }

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
