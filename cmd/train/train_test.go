package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sayso/conversation/meaning/learned"
)

// small writes a set of four writers, two of them new, with words and a teacher's answers.
func small(t *testing.T) files {
	t.Helper()
	dir := t.TempDir()
	f := files{messages: filepath.Join(dir, "old"), newest: filepath.Join(dir, "new"), everyday: filepath.Join(dir, "everyday.txt"),
		words: filepath.Join(dir, "words.bin"), soft: filepath.Join(dir, "soft.bin"), out: filepath.Join(dir, "weights.bin"), pool: 12}
	write := func(file string, b []byte) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i, writer := range []string{"a", "b", "c", "d"} {
		var b bytes.Buffer
		for n := range 8 {
			r := row{ID: fmt.Sprintf("%s%d", writer, n), Text: fmt.Sprintf("my carer hit me again on day %d and i am scared", n), Speaker: "self",
				Category: "complaint", Kinds: []string{"safety"}, Risk: "immediate", RiskKinds: []string{"physical_abuse"}}
			if n%2 == 0 {
				r.Text, r.Risk, r.RiskKinds, r.Kinds = fmt.Sprintf("my sons bus pass is %d days late again and nobody rings", n), "none", nil, []string{"delay"}
				r.Speaker = "behalf"
			}
			if err := json.NewEncoder(&b).Encode(r); err != nil {
				t.Fatal(err)
			}
		}
		folder := f.messages
		if i > 1 {
			folder = f.newest
		}
		write(filepath.Join(folder, writer+".jsonl"), b.Bytes())
	}
	write(f.everyday, []byte("# sport\nwhat a goal\n\n# food\npass the salt\n"))
	known := []string{"carer", "hit", "scared", "bus", "pass", "late"}
	b := binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, uint32(len(known))), 4)
	for i, w := range known {
		b = append(append(b, byte(len(w))), w...)
		b = append(b, byte(i*9), byte(20-i), byte(i*i), 3)
	}
	write(f.words, b)
	var pool bytes.Buffer
	g := f
	g.soft = ""
	if err := run(g, false, true, &pool); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(pool.Bytes())
	soft := binary.LittleEndian.AppendUint32(append([]byte("sayso soft"), sum[:]...), uint32(f.pool))
	for i := range f.pool * outputs {
		soft = append(soft, byte(i%50))
	}
	write(f.soft, soft)
	return f
}

func TestTheSameFilesGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	f := small(t)
	var got [2][]byte
	for i := range got {
		if err := run(f, false, false, io.Discard); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(f.out)
		if err != nil {
			t.Fatal(err)
		}
		got[i] = b
	}
	if !bytes.Equal(got[0], got[1]) {
		t.Error("training twice on the same files gave two different files")
	}
	m, err := learned.Open(string(got[0]))
	if err != nil {
		t.Fatal(err)
	}
	if hit, late := m.Read("she hit me and im scared").Risk, m.Read("the bus pass is late").Risk; hit <= late {
		t.Errorf("being hit has risk %.2f, a late pass %.2f", hit, late)
	}
}

func TestReadingGivesWhatTrainingCounted(t *testing.T) {
	t.Parallel()
	f := small(t)
	s, err := read(f)
	if err != nil {
		t.Fatal(err)
	}
	l, c := learn(s.old, nil, s.vectors, defaults(filters()))
	var even mixes
	for o := range even {
		even[o] = mix{1, 1, 0}
	}
	b, err := export(l, c, even, s.vectors.names, s.sum).Encode()
	if err != nil {
		t.Fatal(err)
	}
	m, err := learned.Open(string(b))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples(s.newest) {
		zl, zc := l.score(&e), c.score(&e)
		want, got := float64(sigmoid(zl[0]+zc[0])), m.Read(e.row.Text).Risk
		if d := want - got; d > .03 || d < -.03 {
			t.Errorf("%q: read as %.3f, counted as %.3f: more than rounding takes", e.row.Text, got, want)
		}
	}
}

func TestAMessageWhoseRiskDoesNotCountMovesNoRisk(t *testing.T) {
	t.Parallel()
	s, err := read(small(t))
	if err != nil {
		t.Fatal(err)
	}
	asked := examples(s.old[:2])
	read := func(rows []row) (z [][outputs]float32) {
		l, c := learn(rows, s.taught, s.vectors, defaults(filters()))
		for i := range asked {
			z = append(z, l.score(&asked[i]), c.score(&asked[i]))
		}
		return z
	}
	without := read(s.old)
	for i := range s.newest {
		s.newest[i].unsure = []string{"risk", "risk_kinds", "category"}
		s.newest[i].Speaker, s.newest[i].Kinds, s.newest[i].Risk = "behalf", []string{"money"}, "none"
	}
	with := read(append(s.old, s.newest...))
	for i := range with {
		for o := range outputs {
			apart := o >= atSpeaker && o < atCategory
			if !apart && with[i][o] != without[i][o] {
				t.Errorf("%s moved from %v to %v", learned.Labels()[o], without[i][o], with[i][o])
			}
		}
		if behalf := atSpeaker + 1; with[i][behalf] <= without[i][behalf] {
			t.Errorf("who speaks was not learned: %v, and %v without", with[i][behalf], without[i][behalf])
		}
	}
}

func TestTheFilesWhoseLabelsDoNotAllCountAreThere(t *testing.T) {
	t.Parallel()
	rows, err := readRows("../../conversation/meaning/learned/messages")
	if err != nil {
		t.Fatal(err)
	}
	marked := map[string]bool{}
	for _, r := range rows {
		if slices.Contains(r.unsure, "risk") {
			marked[r.writer()+".jsonl"] = true
		} else if _, ok := unsure[r.writer()+".jsonl"]; ok {
			t.Fatalf("%s counts with all of its labels", r.ID)
		}
	}
	for file := range unsure {
		if !marked[file] {
			t.Errorf("no message of %s is marked", file)
		}
	}
}

func TestATeacherOfOtherTextIsRefused(t *testing.T) {
	t.Parallel()
	f := small(t)
	f.pool--
	err := run(f, false, false, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "make teacher") {
		t.Errorf("got %v, want an error that says to run make teacher", err)
	}
}

func TestCrossNamesEveryWriter(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := run(small(t), true, false, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\n  a ", "\n  b ", "\n  c ", "\n  d ", "with the teacher"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestWilsonsIntervalIsAsInTheTables(t *testing.T) {
	t.Parallel()
	low, high := share{of: 9, all: 10}.wilson()
	if low < 59.5 || low > 59.7 || high < 98.1 || high > 98.3 {
		t.Errorf("9 of 10: %.2f to %.2f, want 59.58 to 98.21", low, high)
	}
}
