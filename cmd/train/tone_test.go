package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"sayso/conversation/meaning/tone"
)

func TestToneIsLearnedTheSameEachTime(t *testing.T) {
	t.Parallel()
	f := small(t)
	tf := toneFiles{messages: filepath.Join(t.TempDir(), "tone.jsonl"), first: []string{f.messages}, words: f.words, out: filepath.Join(t.TempDir(), "out.bin")}
	body := `{"id":"a1","text":"she is brilliant with us","means":"praise"}
{"id":"a2","text":"brilliant, cancelled again","means":"scorn"}
{"id":"a3","text":"it was cancelled","means":"neither"}
`
	if err := os.WriteFile(tf.messages, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	var got [2][]byte
	for i := range got {
		if err := learnTone(tf, io.Discard); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(tf.out)
		if err != nil {
			t.Fatal(err)
		}
		got[i] = b
	}
	if !bytes.Equal(got[0], got[1]) {
		t.Error("learning twice from the same files gave two different files")
	}
	m, err := tone.Open(string(got[0]))
	if err != nil {
		t.Fatal(err)
	}
	if p := m.Probabilities("brilliant with us"); p[tone.Praise] <= p[tone.Scorn] {
		t.Errorf("praise has %v", p)
	}
}
