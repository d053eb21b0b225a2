// Command train makes what the learned reader knows: conversation/meaning/learned/weights.bin.
//
// It reads the labelled messages of the repository, the vectors of words (words.bin) and what the
// teacher said of text made from the messages (soft.bin), and writes the weights. The same files
// give the same bytes on the same kind of machine. It never runs when Sayso is built or served.
// docs/training.md says how it is used and what each file is.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
)

// files are where everything lies, from the root of the repository.
type files struct {
	messages, newest, everyday string // labelled messages; those of the newest writers; texts without risk
	words, soft, out           string
	pool                       int
}

func main() {
	var f files
	flag.StringVar(&f.messages, "messages", "conversation/meaning/testdata/messages", "folder of labelled messages, *.jsonl")
	flag.StringVar(&f.newest, "newest", "conversation/meaning/learned/messages", "folder of those whose writers the teacher has not seen")
	flag.StringVar(&f.everyday, "everyday", "conversation/meaning/learned/messages/everyday.txt", "everyday texts, one a line")
	flag.StringVar(&f.words, "words", "cmd/train/words.bin", "vectors of words")
	flag.StringVar(&f.soft, "soft", "cmd/train/soft.bin", "the teacher's answers, or '' to do without")
	flag.StringVar(&f.out, "out", "conversation/meaning/learned/weights.bin", "the weights to write")
	flag.IntVar(&f.pool, "pool", poolSize, "texts to make for the teacher")
	cross := flag.Bool("cross", false, "print how well each writer's messages are read by a model that has not seen that writer")
	pool := flag.Bool("lines", false, "print the texts made for the teacher")
	var h handsFiles
	flag.StringVar(&h.messages, "hands-messages", "conversation/meaning/hands/messages.jsonl", "messages that show, or do not, that the phone is in other hands")
	flag.StringVar(&h.ordinary, "hands-ordinary", "conversation/meaning/hands/ordinary.jsonl", "messages of those who wrote before, in the middle of a talk")
	flag.StringVar(&h.out, "hands-out", "conversation/meaning/hands/weights.bin", "the weights of that to write")
	onlyHands := flag.Bool("hands", false, "learn only that")
	var t toneFiles
	flag.StringVar(&t.messages, "tone-messages", "conversation/meaning/tone/messages.jsonl", "messages that praise, scorn, or do neither")
	flag.StringVar(&t.out, "tone-out", "conversation/meaning/tone/weights.bin", "the weights of that to write")
	onlyTone := flag.Bool("tone", false, "learn only that")
	flag.Parse()
	h.first, t.first, t.words = f.messages, []string{f.messages, f.newest}, f.words
	if *onlyTone {
		exit(learnTone(t, os.Stdout))
	}
	if !*cross && !*pool {
		if err := learnHands(h, os.Stdout); err != nil || *onlyHands {
			exit(err)
		}
		if err := learnTone(t, os.Stdout); err != nil {
			exit(err)
		}
	}
	exit(run(f, *cross, *pool, os.Stdout))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// poolSize is how many texts the teacher was asked about.
const poolSize = 40000

func run(f files, cross, pool bool, out io.Writer) error {
	s, err := read(f)
	if err != nil {
		return err
	}
	set := defaults(filters())
	switch {
	case pool:
		_, err = out.Write(lines(makePool(s.old, s.vectors, f.pool, poolSeed)))
		return err
	case cross:
		return crossed(out, s, set)
	}
	b, err := s.weights(set)
	if err != nil {
		return err
	}
	if err := os.WriteFile(f.out, b, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %d bytes, trained on %x\n", f.out, len(b), s.sum[:8])
	return err
}

// corpus is all that there is to learn from.
type corpus struct {
	old, newest []row // newest: writers whom the teacher has not seen
	everyday    []row
	vectors     *vectors
	taught      []example
	sum         [sha256.Size]byte // of all of it
}

func read(f files) (*corpus, error) {
	var s corpus
	var err error
	if s.old, err = readRows(f.messages); err != nil {
		return nil, err
	}
	if s.newest, err = readRows(f.newest); err != nil {
		return nil, err
	}
	if s.everyday, err = readEveryday(f.everyday); err != nil {
		return nil, err
	}
	if s.vectors, err = readVectors(f.words); err != nil {
		return nil, err
	}
	h := sha256.New()
	for _, r := range slices.Concat(s.old, s.newest, s.everyday) {
		fmt.Fprintf(h, "%+v\n", r)
	}
	h.Write(s.vectors.file)
	if f.soft != "" {
		if s.taught, err = readSoft(f.soft, makePool(s.old, s.vectors, f.pool, poolSeed)); err != nil {
			return nil, err
		}
		fmt.Fprintf(h, "%d taught", len(s.taught))
		for _, e := range s.taught {
			fmt.Fprint(h, e.y)
		}
	}
	h.Sum(s.sum[:0])
	return &s, nil
}

const poolSeed = 7

// weights trains twice: without the newest writers, to learn from their messages how far each part
// is to be believed, and then with everything.
func (s *corpus) weights(set settings) ([]byte, error) {
	lin, con := s.trial(set)
	l, c := learn(slices.Concat(s.old, s.newest, s.everyday), s.taught, s.vectors, set)
	return export(l, c, fitMixes(lin, con), s.vectors.names, s.sum).Encode()
}

// trial gives what a model that has not seen the newest writers makes of those of their messages all of
// whose labels count.
func (s *corpus) trial(set settings) (lin, con []guess) {
	l, c := learn(slices.Concat(s.old, s.everyday), s.taught, s.vectors, set)
	for _, e := range examples(wholly(s.newest)) {
		lin = append(lin, guess{e.row, l.score(&e)})
		con = append(con, guess{e.row, c.score(&e)})
	}
	return lin, con
}

// learn learns everything from the messages all of whose labels count. Then who speaks and the kinds are
// learned once more, from all messages, so that those that count only for these move nothing else.
func learn(rows []row, taught []example, vs *vectors, set settings) (*grams, *stretches) {
	sure := pointers(examples(wholly(rows)), taught)
	seen := common(sure, set.gramLeast)
	l, c := learnGrams(sure, seen, set), learnStretches(sure, vs, set)
	all := pointers(examples(rows), taught)
	l.take(learnGrams(all, seen, set))
	c.relearn(all, set)
	return l, c
}

func pointers(parts ...[]example) (all []*example) {
	for _, part := range parts {
		for i := range part {
			all = append(all, &part[i])
		}
	}
	return all
}
