package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"sayso/conversation/meaning/hands"
)

func TestWhoseHandsIsLearnedTheSameEachTime(t *testing.T) {
	t.Parallel()
	f := small(t)
	h := handsFiles{messages: filepath.Join(t.TempDir(), "held.jsonl"), ordinary: filepath.Join(t.TempDir(), "ordinary.jsonl"), first: f.messages, out: filepath.Join(t.TempDir(), "out.bin")}
	for name, body := range map[string]string{
		h.messages: `{"who":"young_person","ask":"","text":"ive just found this on my sons phone","changed":true}
{"who":"young_person","ask":"name","text":"im kai","changed":false}
`,
		h.ordinary: `{"who":"relative","ask":"child_age","text":"she is 9"}
`,
	} {
		if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got [2][]byte
	for i := range got {
		if err := learnHands(h, io.Discard); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(h.out)
		if err != nil {
			t.Fatal(err)
		}
		got[i] = b
	}
	if !bytes.Equal(got[0], got[1]) {
		t.Error("learning twice from the same files gave two different files")
	}
	m, err := hands.Open(string(got[0]))
	if err != nil {
		t.Fatal(err)
	}
	if found, named := m.Probability("found on my sons phone", hands.Before{Who: "young_person"}), m.Probability("im kai", hands.Before{Who: "young_person", Ask: "name"}); found <= named {
		t.Errorf("a found phone has %.2f, a name %.2f", found, named)
	}
}
