package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"

	"sayso/conversation/meaning/hands"
	"sayso/conversation/meaning/linear"
)

// held is one message and whether it shows that the phone is in other hands than before.
type held struct {
	Who     string `json:"who"` // who wrote before: young_person, relative, unknown
	Ask     string `json:"ask"`
	Text    string `json:"text"`
	Changed bool   `json:"changed"`
}

func (h held) before() hands.Before {
	who := h.Who
	if who == "relative" {
		who = "on_behalf"
	}
	return hands.Before{Who: who, Ask: h.Ask}
}

// handsFiles are where its messages lie, and where the weights go.
type handsFiles struct {
	messages string // of both kinds
	ordinary string // messages of those who wrote before, in the middle of a talk
	first    string // folder of labelled first messages: nobody's phone has changed hands
	out      string
}

// How it learns.
const (
	handsRounds   = 25
	handsPace     = 0.3
	handsShrink   = 1e-5
	ordinaryShare = 0.5 // what an ordinary message counts
	handsSeed     = 1
)

// learnHands writes the weights of package hands: a logistic regression over the features of a message.
func learnHands(f handsFiles, out io.Writer) error {
	rows, share, err := handsRows(f)
	if err != nil {
		return err
	}
	table, bias := handsWeights(rows, share)
	b := hands.Encode(bias, table)
	if err := os.WriteFile(f.out, b, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %d bytes, from %d messages\n", f.out, len(b), len(rows))
	return err
}

func handsRows(f handsFiles) (rows []held, share []float64, err error) {
	if rows, err = readLines[held](f.messages); err != nil {
		return nil, nil, err
	}
	marked := len(rows)
	ordinary, err := readLines[held](f.ordinary)
	if err != nil {
		return nil, nil, err
	}
	rows = append(rows, ordinary...)
	first, err := readRows(f.first)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range first {
		who := map[string]string{"self": "young_person", "behalf": "relative", "unclear": "unknown"}
		rows = append(rows, held{Who: who[r.Speaker], Ask: "anything_else", Text: r.Text})
	}
	for i := range rows {
		if share = append(share, 1); i >= marked {
			share[i] = ordinaryShare
		}
	}
	return rows, share, nil
}

// handsWeights learns by AdaGrad, the same from the same rows each time.
func handsWeights(rows []held, share []float64) (w []float64, bias float64) {
	w, g := make([]float64, linear.Size), make([]float64, linear.Size)
	all := make([][]uint32, len(rows))
	for i, r := range rows {
		all[i] = hands.Features(r.Text, r.before())
	}
	order := rand.New(rand.NewPCG(handsSeed, 0))
	slope := 0.0
	for range handsRounds {
		for _, i := range order.Perm(len(rows)) {
			weight := linear.Weight(len(all[i]))
			z, y := bias, 0.0
			for _, f := range all[i] {
				z += w[f] * weight
			}
			if rows[i].Changed {
				y = 1
			}
			d := (1/(1+math.Exp(-z)) - y) * share[i]
			slope += d * d
			bias -= handsPace * d / math.Sqrt(slope+1e-6)
			for _, f := range all[i] {
				by := d*weight + handsShrink*w[f]
				g[f] += by * by
				w[f] -= handsPace * by / math.Sqrt(g[f]+1e-6)
			}
		}
	}
	return w, bias
}

// readLines reads a file with a JSON value on each line.
func readLines[T any](name string) ([]T, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var all []T
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		var one T
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", name, n, err)
		}
		all = append(all, one)
	}
	return all, lines.Err()
}
