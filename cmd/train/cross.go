package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"sayso/conversation/meaning/learned"
)

func filters() int { _, _, _, f := learned.Sizes(); return f }

// crossed prints how well messages are read by a model that has not seen their writer: each writer
// left out in turn, without the teacher, who has seen most of them; then the newest writers, whom
// the teacher has not seen either, read with the teacher's help.
func crossed(out io.Writer, s *corpus, set settings) error {
	all := slices.Concat(s.old, s.newest)
	var writers []string
	for _, r := range all {
		if !slices.Contains(writers, r.writer()) {
			writers = append(writers, r.writer())
		}
	}
	var lin, con []guess
	for _, w := range writers {
		l, c := learn(append(slices.DeleteFunc(slices.Clone(all), func(r row) bool { return r.writer() == w }), s.everyday...), nil, s.vectors, set)
		for _, e := range examples(slices.DeleteFunc(slices.Clone(all), func(r row) bool { return r.writer() != w })) {
			lin = append(lin, guess{e.row, l.score(&e)})
			con = append(con, guess{e.row, c.score(&e)})
		}
	}
	fmt.Fprintln(out, "each writer left out in turn, without the teacher")
	table(out, lin, con, writers)
	if len(s.taught) == 0 {
		return nil
	}
	lin, con = s.trial(set)
	fmt.Fprintln(out, "\nthe newest writers, all left out, with the teacher, who has not seen them")
	table(out, lin, con, writers)
	return nil
}

// mixed puts the two parts together for each writer's messages as the others' say they should be.
func mixed(lin, con []guess, writers []string) []guess {
	var both []guess
	for _, w := range writers {
		var l, c []guess
		for i, g := range lin {
			if g.row.writer() != w && len(g.row.unsure) == 0 {
				l, c = append(l, g), append(c, con[i])
			}
		}
		ms := fitMixes(l, c)
		for i, g := range lin {
			if g.row.writer() == w {
				both = append(both, guess{g.row, ms.of(g.z, con[i].z)})
			}
		}
	}
	return both
}

func table(out io.Writer, lin, con []guess, writers []string) {
	fmt.Fprintln(out, "intervals are Wilson's, 95 %; noticed, concern and everyday at 10 % false alarms, paged at 2 %, thresholds over all writers")
	fmt.Fprintf(out, "%-10s %-6s %-17s %-17s %-17s %-17s %-8s %-6s %-8s %s\n", "", "AUC", "immediate noticed", "concern noticed", "everyday flagged", "immediate paged", "speaker", "told", "category", "kinds F1")
	for _, part := range []struct {
		name string
		gs   []guess
	}{{"grams", lin}, {"stretches", con}} {
		line(out, part.name, measure(part.gs, threshold(part.gs, 0, .1), threshold(part.gs, 1, .02), kindAt(part.gs)))
	}
	both := mixed(lin, con, writers)
	flag, page, kind := threshold(both, 0, .1), threshold(both, 1, .02), kindAt(both)
	fmt.Fprintf(out, "a kind is said from %.2f\n", sigmoid(kind))
	line(out, "both", measure(both, flag, page, kind))
	for _, w := range writers {
		if of := slices.DeleteFunc(slices.Clone(both), func(g guess) bool { return g.row.writer() != w }); len(of) > 0 {
			line(out, "  "+w, measure(of, flag, page, kind))
		}
	}
}

func line(out io.Writer, name string, s scores) {
	of := func(x share) string {
		if x.all == 0 {
			return "-"
		}
		low, high := x.wilson()
		return fmt.Sprintf("%4.1f (%.0f to %.0f)", x.percent(), low, high)
	}
	fmt.Fprintf(out, "%-10s %s %-17s %-17s %-17s %-17s %-8.1f %-6.1f %-8.1f %.1f\n", name, strings.TrimPrefix(fmt.Sprintf("%.4f", s.auc), "0"),
		of(s.noticed), of(s.concern), of(s.everyday), of(s.paged), s.speaker.percent(), s.told.percent(), s.category.percent(), s.kindsF1())
}

// kindAt is the score from which a kind is said that gives the best balance, in steps of a tenth.
func kindAt(gs []guess) float32 {
	var most, at float32
	for t := float32(-3); t < 1; t += .1 {
		if f1 := float32(measure(gs, 0, 0, t).kindsF1()); f1 > most {
			most, at = f1, t
		}
	}
	return at
}
