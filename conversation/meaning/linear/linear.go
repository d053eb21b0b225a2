// Package linear answers one question: what do the features of a message weigh together?
//
// It holds a table with one signed byte for each feature, and writes and opens it as a file. What the features
// are, and what the sum says, is known to those who learn it: packages hands and tone, and cmd/train.
package linear

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// Size is how many features can be told apart.
const Size = 1 << 18

// Weight is what each of n features weighs.
func Weight(n int) float64 { return 1 / math.Sqrt(float64(n+1)) }

// Model is what was learned. It never changes.
type Model struct {
	bias  float64
	scale float64
	table string // Size signed bytes
}

// Score is the logit of features, each of which is given once.
func (m *Model) Score(features []uint32) float64 {
	sum := 0
	for _, f := range features {
		sum += int(int8(m.table[f]))
	}
	return m.bias + m.scale*float64(sum)*Weight(len(features))
}

// A file of weights begins with the magic of what was learned; the bias and the scale follow as little-endian
// float64, and then the table.
const numbers = 16

// FileSize is how long a file with that magic is.
func FileSize(magic string) int { return len(magic) + numbers + Size }

// Open reads a file of weights.
func Open(magic, file string) (*Model, error) {
	if len(file) != FileSize(magic) || file[:len(magic)] != magic {
		return nil, errors.New("open weights: not a file of weights of this version")
	}
	at := []byte(file[len(magic):][:numbers])
	float := func(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }
	return &Model{bias: float(at), scale: float(at[8:]), table: file[len(magic)+numbers:]}, nil
}

// few is how rare the weights are that are cut to the largest of one byte.
const few = 500

// Encode writes what was learned as a file that Open reads, in whole numbers of one byte.
func Encode(magic string, bias float64, table []float64) []byte {
	sizes := make([]float64, 0, len(table))
	for _, w := range table {
		if w != 0 {
			sizes = append(sizes, math.Abs(w))
		}
	}
	slices.Sort(sizes)
	scale := 1.0
	if len(sizes) > 0 {
		scale = sizes[len(sizes)*(few-1)/few] / 127
	}
	b := binary.LittleEndian.AppendUint64([]byte(magic), math.Float64bits(bias))
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(scale))
	for _, w := range table {
		b = append(b, byte(int8(max(-127, min(127, math.Round(w/scale))))))
	}
	return b
}
