package main

import (
	"math"
	"slices"
)

// outputs of the model, in the order of its numbers.
var (
	speakers   = []string{"self", "behalf", "unclear"}
	kinds      = []string{"staff_conduct", "communication", "delay", "decision", "family_time", "placement", "support", "money", "privacy", "discrimination", "safety", "other"}
	categories = []string{"complaint", "compliment", "question", "other"}
	riskKinds  = []string{"suicide", "self_harm", "physical_abuse", "sexual_abuse", "emotional_abuse", "neglect", "exploitation", "missing", "violence", "other_danger"}
)

const (
	atSpeaker  = 2
	atKind     = 5
	atCategory = 17
	atHarm     = 21
	outputs    = 31
)

// target is what a model should have said of a row.
func target(r row) (y [outputs]float32) {
	set := func(at int, names []string, name string) {
		if i := slices.Index(names, name); i >= 0 {
			y[at+i] = 1
		}
	}
	if r.Risk != "none" {
		y[0] = 1
	}
	if r.Risk == "immediate" {
		y[1] = 1
	}
	set(atSpeaker, speakers, r.Speaker)
	set(atCategory, categories, r.Category)
	for _, k := range r.Kinds {
		set(atKind, kinds, k)
	}
	for _, k := range r.RiskKinds {
		set(atHarm, riskKinds, k)
	}
	return y
}

// share is how many of how many.
type share struct{ of, all int }

func (s *share) count(ok bool) {
	s.all++
	if ok {
		s.of++
	}
}

func (s share) percent() float64 { return 100 * float64(s.of) / math.Max(1, float64(s.all)) }

// wilson is the 95 % interval of a share, in percent.
func (s share) wilson() (low, high float64) {
	n, p, z := math.Max(1, float64(s.all)), s.percent()/100, 1.96
	mid := (p + z*z/(2*n)) / (1 + z*z/n)
	off := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n)) / (1 + z*z/n)
	return 100 * (mid - off), 100 * (mid + off)
}

// guess is what a model that has not seen the row's writer says of it.
type guess struct {
	row row
	z   [outputs]float32
}

// area is the area under the curve of output o for risk against none.
func area(gs []guess, o int) float64 {
	s := slices.Clone(gs)
	slices.SortStableFunc(s, func(a, b guess) int {
		switch {
		case a.z[o] < b.z[o]:
			return -1
		case a.z[o] > b.z[o]:
			return 1
		}
		return 0
	})
	var sum, n1 float64
	for i, g := range s {
		if g.row.Risk != "none" {
			sum += float64(i + 1)
			n1++
		}
	}
	return (sum - n1*(n1+1)/2) / (n1 * (float64(len(s)) - n1))
}

// threshold is the score that a share of the ordinary messages without risk passes.
func threshold(gs []guess, o int, alarms float64) float32 {
	var s []float32
	for _, g := range gs {
		if g.row.Risk == "none" && !g.row.everyday() {
			s = append(s, g.z[o])
		}
	}
	slices.Sort(s)
	return s[min(len(s)-1, int(float64(len(s))*(1-alarms)))]
}

type scores struct {
	auc                               float64
	noticed, concern, everyday, paged share
	speaker, told, category           share
	hit, wrong, missed                int
}

func (s scores) kindsF1() float64 {
	return 100 * 2 * float64(s.hit) / math.Max(1, float64(2*s.hit+s.wrong+s.missed))
}

func best(z []float32) int {
	b := 0
	for i := range z {
		if z[i] > z[b] {
			b = i
		}
	}
	return b
}

func measure(gs []guess, flag, page, kindAt float32) scores {
	s := scores{auc: area(gs, 0)}
	for _, g := range gs {
		switch {
		case g.row.Risk == "immediate":
			s.noticed.count(g.z[0] > flag)
			s.paged.count(g.z[1] > page)
		case g.row.Risk == "concern":
			s.concern.count(g.z[0] > flag)
		case g.row.everyday():
			s.everyday.count(g.z[0] > flag)
		}
		who := speakers[best(g.z[atSpeaker:atKind])]
		s.speaker.count(who == g.row.Speaker)
		if g.row.Speaker != "unclear" {
			s.told.count((g.z[atSpeaker] > g.z[atSpeaker+1]) == (g.row.Speaker == "self"))
		}
		bare := g.row.Category == "other" && g.row.Risk != "none"
		if !bare {
			s.category.count(categories[best(g.z[atCategory:atHarm])] == g.row.Category)
		}
		if g.row.Category == "complaint" {
			for i, k := range kinds {
				said, is := g.z[atKind+i] > kindAt, slices.Contains(g.row.Kinds, k)
				switch {
				case said && is:
					s.hit++
				case said:
					s.wrong++
				case is:
					s.missed++
				}
			}
		}
	}
	return s
}
