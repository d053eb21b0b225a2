package tone

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPraiseAndScornAreToldApart(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"shes been brilliant with us": Praise, "oh yeah brilliant, cheers for nothing": Scorn} {
		if p := Default().Probabilities(text); p[want] <= p[1-want] {
			t.Errorf("%q: %v", text, p)
		}
	}
}

func TestAnyBytesHaveProbabilities(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.Byte()).Draw(t, "text"))
		if p := Default().Probabilities(text); !(p[Praise] > 0 && p[Scorn] > 0 && p[Praise]+p[Scorn] < 1) {
			t.Fatalf("%q: %v", text, p)
		}
	})
}

func TestADamagedFileIsRefused(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"", embedded[1:], embedded[:len(embedded)-1], embedded + "x", "x" + embedded[1:]} {
		if _, err := Open(file); err == nil {
			t.Errorf("%d bytes that begin %q are opened", len(file), file[:min(len(file), 5)])
		}
	}
}

func BenchmarkProbabilities(b *testing.B) {
	for name, text := range map[string]string{"short": "she is the best one ive had and she always rings back when she says", "1600": strings.Repeat("she always rings back when she ", 52)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Default().Probabilities(text)
			}
		})
	}
}
