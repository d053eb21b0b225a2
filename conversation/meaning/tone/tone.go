package tone

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"sync"

	"sayso/conversation/meaning/learned"
	"sayso/conversation/meaning/linear"
)

// The tones of a message. What is neither has no name: it complains plainly, asks, or says something else.
const (
	Praise = iota // said and meant
	Scorn         // words of praise that complain
	Tones         // how many there are
)

// Features are those of a message, each once, in ascending order. Training and reading see the same.
func Features(text string) []uint32 {
	t := learned.Take(text)
	all := make([]uint32, 0, len(t.Grams)+2)
	for _, g := range t.Grams {
		all = append(all, g.Hash&(linear.Size-1))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Model is what was learned. It never changes.
type Model [Tones]*linear.Model

// Probabilities are how likely each tone is; what is left of 1 is how likely it is neither.
func (m *Model) Probabilities(text string) (p [Tones]float64) {
	features := Features(text)
	for i := range p {
		p[i] = m[i].Score(features)
	}
	return Shares(p)
}

// Shares are the probabilities of scores; that of neither is 0.
func Shares(scores [Tones]float64) (p [Tones]float64) {
	all := 1.0
	for i, z := range scores {
		p[i] = math.Exp(min(z, 50))
		all += p[i]
	}
	for i := range p {
		p[i] /= all
	}
	return p
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

// A file of weights is a linear model for each tone, one after the other.
const magic = "sayso tone 1"

// Open reads a file of weights.
func Open(file string) (*Model, error) {
	var m Model
	for i := range m {
		size := min(linear.FileSize(magic), len(file))
		var err error
		if m[i], err = linear.Open(magic, file[:size]); err != nil {
			return nil, err
		}
		file = file[size:]
	}
	if file != "" {
		return nil, fmt.Errorf("open weights: %d bytes too many", len(file))
	}
	return &m, nil
}

// Encode writes what was learned as a file that Open reads.
func Encode(biases [Tones]float64, tables [Tones][]float64) (b []byte) {
	for i, table := range tables {
		b = append(b, linear.Encode(magic, biases[i], table)...)
	}
	return b
}

// Feature is that of a word, in small letters and without apostrophes.
func Feature(word string) uint32 { return learned.Take(word).Grams[0].Hash & (linear.Size - 1) }
