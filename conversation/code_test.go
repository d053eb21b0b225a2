package conversation

import (
	"bufio"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCodeWordsAreManyShortAndUnlike(t *testing.T) {
	t.Parallel()
	if len(codeWords) != 1<<codeBits {
		t.Fatalf("%d words, want %d", len(codeWords), 1<<codeBits)
	}
	if !slices.IsSorted(codeWords) {
		t.Error("the words are not in order")
	}
	for i, w := range codeWords {
		if len(w) < 4 || len(w) > 9 || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("%q is not 4 to 9 letters", w)
		}
		for _, other := range codeWords[i+1:] {
			if w == other || oneSlip(w, other) {
				t.Errorf("%q and %q are one slip apart", w, other)
			}
		}
	}
}

// The sounds of English are no business of this program; these pairs and families are what people
// mixed up when the list was read aloud, and what must never come in.
func TestNoCodeWordSoundsLikeAnotherHurtsOrIsTakenByTheNetwork(t *testing.T) {
	t.Parallel()
	for _, group := range []string{
		"stop stopall unsubscribe cancel end quit revoke optout start unstop yes no help info",
		"bear bare pear pair deer dear hare hair flower flour leek leak root route sail sale tail tale whale wail wood would steel steal rain reign plain plane plumb plum stork stalk tuna tuner pedal medal metal racket racquet cereal serial berry bury beach beech",
		"knife sword spear arrow rope belt cane stick slipper strap chain cage trap grave coffin skull bomb gun rifle pistol blood fire flame ghost monster shark wolf snake spider",
		"mum dad nan baby home house school uncle sister brother family secret bed bath shower tongue police court social worker",
		"cow pig dog donkey monkey gorilla rat slug worm toad hippo coconut grass snitch pot weed coke crack joint",
		"knob willy bum tit cock melon nut nuts pussy fairy queen pansy fruit",
	} {
		for _, w := range strings.Fields(group) {
			if slices.Contains(codeWords, w) {
				t.Errorf("%q is in the list", w)
			}
		}
	}
}

func TestACodeIsReadAsItWasGiven(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		bits := make([]byte, 20)
		for i := range bits {
			bits[i] = byte(dice.Uint32())
		}
		code := CodeFrom(bits)
		if len(strings.Fields(code)) != codeLength || CodeFrom(bits) != code || CodeFrom(bits[:5]) != code {
			t.Fatalf("code %q", code)
		}
		for _, written := range []string{
			code, strings.ToUpper(code), "  " + code + ".\n", strings.ReplaceAll(code, " ", "-"),
			strings.ReplaceAll(code, " ", ", "), strings.ReplaceAll(code, " ", "\n"),
		} {
			if got, ok := CodeIn(written); !ok || got != code {
				t.Errorf("%q is read as %q, %v", written, got, ok)
			}
		}
	}
}

func TestEachWordOfACodeCountsAndSoDoesTheirOrder(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for i := range 40 {
		bits := make([]byte, 5)
		bits[i/8] = 1 << (i % 8)
		seen[CodeFrom(bits)] = true
	}
	if len(seen) != 40 {
		t.Errorf("forty bits make %d codes", len(seen))
	}
	if CodeFrom([]byte{255, 255, 255, 255, 255}) != strings.Repeat("zookeeper ", 3)+"zookeeper" {
		t.Error("the last word is not that of the highest bits")
	}
}

func TestSlipsAreForgivenWhereOnlyOneWordFits(t *testing.T) {
	t.Parallel()
	const code = "rabbit lemon kite sunflower"
	for _, c := range []struct {
		written string
		ok      bool
	}{
		{"rabit lemon kite sunflower", true},      // one less
		{"rabbit lemmon kite sunflower", true},    // one more
		{"rabbit leman kite sunflower", true},     // another one
		{"rabbit lemon kite sunflwoer", true},     // two changed places
		{"rabit lemmon kite sunflower", true},     // in two words
		{"rabbit lemon kite sun flower", true},    // one word in two
		{"rabit lemmon kyte sunflower", false},    // in three
		{"rabbi lemn kite sunflow", false},        // too much in one
		{"rabbit lemon kite", false},              // too few
		{"rabbit lemon kite sunflower an", false}, // too many
		{"rabbit lemon kite sunflower rabbit", false},
		{"", false},
		{"rabbit lemon kite sünflower", false},
		{strings.Repeat("rabbit ", 5000), false},
	} {
		got, ok := CodeIn(c.written)
		if ok != c.ok || ok && got != code {
			t.Errorf("%.40q is read as %q, %v; want %v", c.written, got, ok, c.ok)
		}
	}
	// Where a letter is left out it is the same word or none, never another one.
	for _, w := range codeWords {
		for i := range w {
			if read, _ := codeWord(w[:i] + w[i+1:]); read != "" && read != w {
				t.Errorf("%q without its letter %d is read as %q", w, i+1, read)
			}
		}
	}
}

// What people simply say must not be taken for a code: they would be told that it is wrong.
func TestNoMessageThatPeopleSendIsTakenForACode(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("meaning/testdata/messages/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no messages: %v", err)
	}
	files = append(files, "meaning/testdata/replies.jsonl")
	read := 0
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var message struct{ Text, Reply string }
			if err := json.Unmarshal(lines.Bytes(), &message); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			for _, text := range []string{message.Text, message.Reply} {
				if code, ok := CodeIn(text); ok {
					t.Errorf("%q is taken for the code %q", text, code)
				}
			}
			read++
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
	if read < 4000 {
		t.Errorf("only %d messages read", read)
	}
}

func FuzzCodeIn(f *testing.F) {
	for _, seed := range []string{"otter lemon kite drum", "OTTER-LEMON-KITE-DRUM", "rain coat otter lemon kite", "\xff\xfe", "a b c d e f g h"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, ok := CodeIn(text)
		if again, same := CodeIn(code); ok && (!same || again != code) {
			t.Errorf("%q is read as %q, which is read as %q, %v", text, code, again, same)
		}
	})
}

func BenchmarkCodeIn(b *testing.B) {
	for name, text := range map[string]string{"code": "otter lemon kite drum", "four words": "they moved me again", "a message": "my social worker never rings me back and nobody tells me why"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				CodeIn(text)
			}
		})
	}
}

func TestACodeIsReadInTheSentenceItComesIn(t *testing.T) {
	t.Parallel()
	const code = "airship nutmeg elbow airship"
	for _, said := range []string{"my code is " + code, "hi, my code: " + code, "Code " + code + " please x", "it's " + code + " thank you"} {
		if got, ok := CodeIn(said); !ok || got != code {
			t.Errorf("%q is read as %q", said, got)
		}
	}
	for _, word := range aroundCode {
		if fits, _ := codeWord(word); fits == word {
			t.Errorf("%q is a word of codes too", word)
		}
	}
}

// TestWhoComesFromTheChatWithoutACodeIsHeard: they may tell it again, and are not sent away.
func TestWhoComesFromTheChatWithoutACodeIsHeard(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"hello its kai from the chat", "its me from the website", "i was on the chat before", "i was talking to you on the website", "i talked to you on the chat yesterday", "i started on your website",
	} {
		p := newTalking(t)
		p.tells("hi")
		if names, said := p.tells(words); !strings.Contains(said, "tell us here again") || p.s.Stage != Listening {
			t.Errorf("%q: said %v", words, names)
		}
	}
	for _, words := range []string{"they were rude to me on the chat", "kai from the chat group bullies me", "my social worker was on the chat before me"} {
		p := newTalking(t)
		if _, said := p.tells(words); strings.Contains(said, "tell us here again") {
			t.Errorf("%q: said %q", words, said)
		}
	}
}
