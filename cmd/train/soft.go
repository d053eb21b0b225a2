package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
)

// softStep is what one step of a soft label is worth, in logits.
const softStep = 1.0 / 16

// readSoft reads what the teacher said of the pool: "sayso soft", SHA-256 of the pool's lines, how
// many (uint32, little-endian), then for each line one signed byte an output, in steps of softStep.
func readSoft(file string, pool []piece) ([]example, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	const magic = "sayso soft"
	if len(b) < len(magic)+36 || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%s: not a file of soft labels", file)
	}
	sum := sha256.Sum256(lines(pool))
	if !bytes.Equal(sum[:], b[len(magic):len(magic)+32]) {
		return nil, fmt.Errorf("%s: the teacher answered other text than these messages make: run make teacher, or train with -soft ''", file)
	}
	n := int(binary.LittleEndian.Uint32(b[len(magic)+32:]))
	b = b[len(magic)+36:]
	if n != len(pool) || len(b) != n*outputs {
		return nil, errors.New(file + ": cut short")
	}
	ex := make([]example, n)
	for i, p := range pool {
		var y [outputs]float32
		for o := range y {
			y[o] = sigmoid(float32(int8(b[i*outputs+o])) * softStep)
		}
		ex[i] = newExample(row{ID: p.Writer, Text: p.Text}, y, true)
	}
	return ex, nil
}

// lines is the pool as the teacher reads it: the writer's letter, a tab, the text.
func lines(pool []piece) []byte {
	var b bytes.Buffer
	for _, p := range pool {
		b.WriteString(p.Writer + "\t" + p.Text + "\n")
	}
	return b.Bytes()
}
