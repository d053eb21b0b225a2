package main

import (
	"encoding/binary"
	"fmt"
	"os"
)

// vectors puts each word known at a point near those of like meaning. Row 0 is for words not known.
type vectors struct {
	dims  int
	rows  map[string]int
	names []string // of the rows from 1 on
	at    []float32
	file  []byte
}

// pause is the word that learned.Take puts between two sentences.
const pause = "|"

// vectorStep is what one step of a stored number is worth.
const vectorStep = 1.0 / 24

// readVectors reads words.bin: how many and how long (uint32, little-endian), then for each word its
// length in a byte, its letters, and a signed byte a number.
func readVectors(file string) (*vectors, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if len(b) < 8 {
		return nil, fmt.Errorf("%s: not a file of vectors", file)
	}
	n, d := int(binary.LittleEndian.Uint32(b)), int(binary.LittleEndian.Uint32(b[4:]))
	vs := &vectors{dims: d, rows: map[string]int{}, at: make([]float32, (n+2)*d), file: b}
	b = b[8:]
	for i := 1; i <= n; i++ {
		if len(b) == 0 || len(b) < 1+int(b[0])+d {
			return nil, fmt.Errorf("%s: cut short at word %d of %d", file, i, n)
		}
		word := string(b[1 : 1+int(b[0])])
		vs.rows[word] = i
		vs.names = append(vs.names, word)
		b = b[1+len(word):]
		for k := range d {
			vs.at[i*d+k] = float32(float64(int8(b[k])) * vectorStep)
		}
		b = b[d:]
	}
	vs.rows[pause] = n + 1
	vs.names = append(vs.names, pause)
	return vs, nil
}

func (vs *vectors) row(i int) []float32 { return vs.at[i*vs.dims : (i+1)*vs.dims] }

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

// addTimes adds a*x to y. Like dot, it takes lengths that four divides.
func addTimes(a float32, x, y []float32) {
	y = y[:len(x)]
	for i := 0; i+3 < len(x); i += 4 {
		y[i] += a * x[i]
		y[i+1] += a * x[i+1]
		y[i+2] += a * x[i+2]
		y[i+3] += a * x[i+3]
	}
}
