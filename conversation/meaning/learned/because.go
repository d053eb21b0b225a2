package learned

import (
	"cmp"
	"slices"
)

const (
	mostSpans = 3
	leastPart = 0.3 // of the heaviest word: what is lighter explains nothing
	leastHeat = 0.02
)

// because gives the stretches of words that weighed most towards risk.
func because(words []word, heat []float32) []Span {
	hottest := slices.Max(heat)
	if hottest < leastHeat {
		return nil
	}
	var spans []Span
	last := -2
	for i, w := range words {
		if heat[i] < leastPart*hottest || heat[i] < leastHeat || w.pauses() {
			continue
		}
		if n := len(spans); n > 0 && i == last+1 {
			spans[n-1].End = w.end
			spans[n-1].Weight += float64(heat[i])
		} else {
			spans = append(spans, Span{Start: w.start, End: w.end, Weight: float64(heat[i])})
		}
		last = i
	}
	slices.SortStableFunc(spans, func(a, b Span) int { return cmp.Compare(b.Weight, a.Weight) })
	return spans[:min(mostSpans, len(spans))]
}
