package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"

	"sayso/conversation/meaning/learned"
	"sayso/conversation/meaning/linear"
	"sayso/conversation/meaning/tone"
)

// toned is one message and its tone: "praise", "scorn" or "neither". Its id begins with its writer's letter.
type toned struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Means string `json:"means"`

	share float64 // what it counts
}

// toneFiles are where its messages lie, and where the weights go.
type toneFiles struct {
	messages string   // of all three
	first    []string // folders of labelled first messages
	words    string   // vectors of words
	out      string
}

// How it learns. With these, writers left out were read best.
const (
	toneRounds = 12
	tonePace   = 0.3
	toneShrink = 1e-5
	tonePoint  = 0.06 // the pace at which the points of words move what they weigh
	firstShare = 0.3  // what a labelled first message that is no compliment counts
	maybeScorn = 0.3  // how far one such may be scorn, as it is read
	toneSeed   = 1
)

// unpraising is the tone of a labelled first message that is no compliment: nobody has said whether it scorns.
const unpraising = "no praise"

// learnTone writes the weights of package tone: a logistic regression over the features of a message.
func learnTone(f toneFiles, out io.Writer) error {
	rows, err := tonedRows(f)
	if err != nil {
		return err
	}
	vs, err := readVectors(f.words)
	if err != nil {
		return err
	}
	biases, tables := toneWeights(rows, vs)
	b := tone.Encode(biases, tables)
	if err := os.WriteFile(f.out, b, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %d bytes, from %d messages\n", f.out, len(b), len(rows))
	return err
}

func tonedRows(f toneFiles) ([]toned, error) {
	rows, err := readLines[toned](f.messages)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		rows[i].share = 1
	}
	for _, folder := range f.first {
		first, err := readRows(folder)
		if err != nil {
			return nil, err
		}
		for _, r := range first {
			switch r.Category {
			case "compliment":
				rows = append(rows, toned{ID: "first " + r.ID, Text: r.Text, Means: "praise", share: 1})
			default:
				rows = append(rows, toned{ID: "first " + r.ID, Text: r.Text, Means: unpraising, share: firstShare})
			}
		}
	}
	return rows, nil
}

// sought is what the probabilities of a message's tones should be, as far as it is known.
func (t toned) sought(p [tone.Tones]float64) (y [tone.Tones]float64) {
	switch t.Means {
	case "praise":
		y[tone.Praise] = 1
	case "scorn":
		y[tone.Scorn] = 1
	case unpraising:
		y[tone.Scorn] = maybeScorn * p[tone.Scorn] / (1 - p[tone.Praise] + 1e-9)
	}
	return y
}

// toneWeights learns by AdaGrad, the same from the same rows each time. What a word weighs is its own and that of
// its point (vectors): so a word that no message has is read as those of like meaning are.
func toneWeights(rows []toned, vs *vectors) (biases [tone.Tones]float64, tables [tone.Tones][]float64) {
	var sums, points, slopes [tone.Tones][]float64
	for t := range tables {
		tables[t], sums[t] = make([]float64, linear.Size), make([]float64, linear.Size)
		points[t], slopes[t] = make([]float64, vs.dims), make([]float64, vs.dims)
	}
	all := make([][]uint32, len(rows))
	means := make([][]float64, len(rows))
	for i, r := range rows {
		all[i] = tone.Features(r.Text)
		means[i] = vs.sum(learned.Take(r.Text).Words)
	}
	order := rand.New(rand.NewPCG(toneSeed, 0))
	var slope [tone.Tones]float64
	for range toneRounds {
		for _, i := range order.Perm(len(rows)) {
			weight := linear.Weight(len(all[i]))
			z := biases
			for t := range z {
				for _, f := range all[i] {
					z[t] += tables[t][f] * weight
				}
				for k, v := range means[i] {
					z[t] += points[t][k] * v * weight
				}
			}
			p := tone.Shares(z)
			y := rows[i].sought(p)
			for t := range z {
				d := (p[t] - y[t]) * rows[i].share
				slope[t] += d * d
				biases[t] -= tonePace * d / math.Sqrt(slope[t]+1e-6)
				for _, f := range all[i] {
					by := d*weight + toneShrink*tables[t][f]
					sums[t][f] += by * by
					tables[t][f] -= tonePace * by / math.Sqrt(sums[t][f]+1e-6)
				}
				for k, v := range means[i] {
					by := d*v*weight + toneShrink*points[t][k]
					slopes[t][k] += by * by
					points[t][k] -= tonePoint * by / math.Sqrt(slopes[t][k]+1e-6)
				}
			}
		}
	}
	for _, word := range vs.names {
		if word == pause {
			continue
		}
		at := tone.Feature(word)
		for t := range tables {
			for k, v := range vs.row(vs.rows[word]) {
				tables[t][at] += points[t][k] * float64(v)
			}
		}
	}
	return biases, tables
}

// sum adds up the points of the words of a message, each once, as its features are.
func (vs *vectors) sum(words []string) []float64 {
	all, seen := make([]float64, vs.dims), map[string]bool{}
	for _, w := range words {
		row, ok := vs.rows[w]
		if !ok || seen[w] || w == pause {
			continue
		}
		seen[w] = true
		for k, v := range vs.row(row) {
			all[k] += float64(v)
		}
	}
	return all
}
