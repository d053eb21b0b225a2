package meaning

import (
	"io/fs"
	"strings"
	"testing"
)

const typical = "hi my sw never rings back, i havent seen my sister since june n they r moving me next fri to a place 50 miles away and i still aint got my clothes money"

func BenchmarkReadATypicalMessage(b *testing.B) {
	Default()
	b.SetBytes(int64(len(typical)))
	b.ReportAllocs()
	for b.Loop() {
		Read(typical)
	}
}

func BenchmarkReadTheLongestText(b *testing.B) {
	Default()
	text := strings.Repeat(typical+" ", 11)[:1600]
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Read(text)
	}
}

func BenchmarkAnswer(b *testing.B) {
	Default()
	b.ReportAllocs()
	for b.Loop() {
		Answer("safe_now", "yes but he comes back at 6")
	}
}

func BenchmarkReadTheRules(b *testing.B) {
	for b.Loop() {
		if _, err := New(mustSub(b)); err != nil {
			b.Fatal(err)
		}
	}
}

func mustSub(b *testing.B) fs.FS {
	b.Helper()
	rules, err := fs.Sub(files, "rules")
	if err != nil {
		b.Fatal(err)
	}
	return rules
}
