package meaning

import (
	"reflect"
	"testing"
)

// TestAReaderThatListensReadsAsTheOthersDo lets one reader go through many texts as a turn does, each in several
// lights and again: nothing that it holds may colour what it reads next.
func TestAReaderThatListensReadsAsTheOthersDo(t *testing.T) {
	t.Parallel()
	rows := readLines[labelled](t, "testdata/replies_heldback_1.jsonl")
	for from := 0; from < len(rows); from += 40 {
		some := rows[from:min(from+40, len(rows))]
		r := Default().Listening()
		for range 2 {
			for i, row := range some {
				other := some[(i+7)%len(some)]
				for _, asked := range []string{"", row.Ask, "confirm"} {
					if got, want := r.Asked(asked).Read(row.Text), Default().Asked(asked).Read(row.Text); !reflect.DeepEqual(got, want) {
						t.Errorf("asked %q, %q is read as %+v, want %+v", asked, row.Text, got, want)
					}
				}
				for _, ask := range []string{row.Ask, other.Ask, "yes_no", "visit_when", "anything_else"} {
					if got, want := r.Answer(ask, row.Text), Default().Answer(ask, row.Text); got != want {
						t.Errorf("asked %q, %q answers %+v, want %+v", ask, row.Text, got, want)
					}
				}
				if got, want := r.Claims(row.Ask, row.Text, true), Default().Claims(row.Ask, row.Text, true); !reflect.DeepEqual(got, want) {
					t.Errorf("asked %q, %q claims %+v, want %+v", row.Ask, row.Text, got, want)
				}
				if got, want := r.Instead(row.Text), Default().Instead(row.Text); !reflect.DeepEqual(got, want) {
					t.Errorf("%q puts right %+v, want %+v", row.Text, got, want)
				}
			}
		}
	}
}
