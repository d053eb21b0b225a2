package meaning

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sayso/conversation/meaning/learned"
	"sayso/conversation/meaning/tone"
)

// rule is one heading of a rule file: what its phrases mean.
type rule struct {
	about  []string // the words of the heading: "risk suicide immediate"
	why    string   // what stands after the heading: why it matters, in plain words
	weight int      // the number that ends the heading, 0 where there is none
	order  int      // where the heading stands; the first of several wins where only one is wanted
}

// rooms are the first words that a heading may have, and how many words each needs.
var rooms = map[string]int{
	"spelling": 1, "join": 1, "set": 2, "language": 2, "letters": 2, "opening": 2,
	"risk": 3, "harmless": 1, "ordinary": 2, "professional": 1, "allegation": 1, "handled": 1, "meant_well": 1,
	"speaker": 3, "about_me": 1, "third_person": 1, "named": 2,
	"kind": 2, "category": 2, "care": 1, "praised": 1, "complains": 1, "but": 1, "scorn": 2, "and_also": 1, "untold": 1, "as_well": 1, "greeting": 1,
	"change": 2, "unchanged": 1, "day": 1, "person": 2, "unmeant": 2,
	"wish": 2, "answer": 3, "idiom": 2, "aside": 2, "besides": 2, "chat": 1, "when": 2, "when_null": 1,
	"told": 3, "recalls": 1, "corrects": 2, "instead": 2, "anew": 2, "faults": 1, "amends": 2, "reopens": 2, "introduces": 2, "stranger": 1, "finder": 2, "holder": 2, "returns": 2, "hours": 1, "hands_in": 1, "spares": 1, "tongue": 2, "not_safe": 2, "not_come": 1, "not_so": 2, "hurts_self": 1, "cannot_call": 1, "wants": 2, "waits": 1, "what_to_do": 1, "wish_alone": 1, "edit": 2, "line": 2, "added": 1, "taken_out": 1, "line_gone": 1, "kept": 1, "second_thought": 1, "allowed": 2, "no_longer": 2, "line_about": 1, "warm": 2, "quotes": 2, "sorted_unasked": 1,
}

func (r *rule) is(room string) bool { return r.about[0] == room }

// Reader reads messages by one edition of the rules. It is safe for use by many at once.
type Reader struct {
	phrases   *phrases
	spellings map[string][]string // how a word is typed, and the words it stands for
	joins     map[string][]join   // first word of what is read as one word
	tongues   *tongues            // what tells a language
	versions  map[string]string   // of each file
	notName   int                 // the term of words that are no names ("hungry")
	replies   *Reader             // the same, with what is looked for in the answer to a question

	learned    *learned.Model // reads beside the rules; nil where a reader has rules alone
	toned      *tone.Model    // reads beside both whether it praises or scorns
	thresholds Thresholds     // of the learned reader
	asked      string         // the question that waits for its answer, or ""
	begun      bool           // more may follow
	behalf     bool           // they are known to write for a young person
	heard      *heard         // what was gone through in this turn; nil in a reader for all
}

// rooms of the rules that say what an answer to a question means. They have a tree of their own: a
// message that is told is not gone through for them, nor an answer for what may be told.
var ofReplies = []string{"answer", "aside", "besides", "chat", "idiom", "named", "spares", "wish"}

type join struct {
	rest []string
	as   string
}

// New makes a reader from folders of rule files (*.txt), which are read one after the other. In each,
// spelling.txt, sets.txt and names.txt are read first, the others in the order of their names. An error names
// the file and the line.
func New(folders ...fs.FS) (*Reader, error) {
	r := &Reader{
		phrases: newPhrases(), spellings: map[string][]string{}, joins: map[string][]join{},
		tongues: newTongues(), versions: map[string]string{},
	}
	r.replies = &Reader{phrases: newPhrases(), spellings: r.spellings, joins: r.joins}
	order := 0
	for _, folder := range folders {
		if err := r.folder(folder, &order); err != nil {
			return nil, err
		}
	}
	for _, half := range []*Reader{r, r.replies} {
		if err := half.ready(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// ready finishes a reader whose rules are all there.
func (r *Reader) ready() error {
	var err error
	if r.phrases.filler, err = r.phrases.term("<filler>"); err != nil {
		return err
	}
	if r.notName, err = r.phrases.term("<notname>"); err != nil {
		return err
	}
	for _, set := range slices.Sorted(maps.Keys(r.phrases.sets)) {
		if _, err := r.phrases.term("<" + set + ">"); err != nil { // so that a word may be asked for its sets
			return err
		}
	}
	r.phrases.ready()
	return nil
}

func (r *Reader) folder(folder fs.FS, order *int) error {
	names, err := fs.Glob(folder, "*.txt")
	if err != nil {
		return fmt.Errorf("list the rules: %w", err)
	}
	slices.SortStableFunc(names, func(a, b string) int { return reading(a) - reading(b) })
	for _, name := range names {
		body, err := fs.ReadFile(folder, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		var under *rule
		for n, line := range strings.Split(string(body), "\n") {
			if i := strings.IndexByte(line, ';'); i >= 0 {
				line = line[:i]
			}
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			if err := r.line(name, line, &under, order); err != nil {
				return fmt.Errorf("%s line %d: %w", name, n+1, err)
			}
		}
	}
	return nil
}

func reading(name string) int {
	switch name {
	case "spelling.txt":
		return 0
	case "sets.txt":
		return 1
	case "names.txt":
		return 2
	}
	return 3
}

// line reads one line of a rule file.
func (r *Reader) line(file, line string, under **rule, order *int) error {
	if version, ok := strings.CutPrefix(line, "version "); ok {
		r.versions[file] = version
		return nil
	}
	if heading, ok := strings.CutPrefix(line, "["); ok {
		about, why, closed := strings.Cut(heading, "]")
		if !closed || strings.TrimSpace(about) == "" {
			return fmt.Errorf("a heading is written [what it means] and why")
		}
		*order++
		words := strings.Fields(about)
		if needs, ok := rooms[words[0]]; !ok || len(words) < needs {
			return fmt.Errorf("no heading is written [%s]", about)
		}
		if words[0] == "set" && len(r.phrases.sets[words[1]]) > 0 {
			return fmt.Errorf("a set is called %q already", words[1]) // both would be read as one
		}
		weight, _ := strconv.Atoi(words[len(words)-1])
		*under = &rule{weight: weight, about: words, why: strings.TrimSpace(why), order: *order}
		return nil
	}
	if *under == nil {
		return fmt.Errorf("a line before the first heading")
	}
	if (*under).about[0] != "letters" {
		line = plain(line)
	}
	switch h := *under; h.about[0] {
	case "spelling":
		return r.spelling(line)
	case "join":
		return r.join(line)
	case "language", "letters", "opening":
		r.tongues.learn(h.about, line)
		return nil
	case "set":
		return r.set(h.about[1], line)
	}
	return r.phrase(r.respelled(strings.Fields(line)), *under)
}

// phrase puts a phrase where it is looked for. A time to come may be told as well as answered.
func (r *Reader) phrase(written []string, h *rule) error {
	reply := slices.Contains(ofReplies, h.about[0])
	if reply || h.is("when") || h.is("when_null") {
		if err := r.replies.phrases.add(written, h); err != nil || reply {
			return err
		}
	}
	return r.phrases.add(written, h)
}

// spelling reads "gonna gunna = going to": each word on the left is read as what is on the right.
func (r *Reader) spelling(line string) error {
	typed, meant, ok := strings.Cut(line, "=")
	as := strings.Fields(meant)
	if !ok || len(as) == 0 {
		return fmt.Errorf("a spelling is written: as typed = as meant")
	}
	for _, w := range strings.Fields(typed) {
		r.spellings[w] = as
	}
	return nil
}

// join reads "foster mum + fmum = foster_mum": what stands between two plus signs is read as the
// one word on the right.
func (r *Reader) join(line string) error {
	typed, meant, ok := strings.Cut(line, "=")
	as := strings.TrimSpace(meant)
	if !ok || as == "" {
		return fmt.Errorf("a join is written: several words = one_word")
	}
	for several := range strings.SplitSeq(typed, "+") {
		w := r.respelled(strings.Fields(several))
		switch len(w) {
		case 0:
			return fmt.Errorf("nothing between two plus signs")
		case 1:
			r.spellings[w[0]] = []string{as}
		default:
			r.joins[w[0]] = append(r.joins[w[0]], join{w[1:], as})
			slices.SortStableFunc(r.joins[w[0]], func(a, b join) int { return len(b.rest) - len(a.rest) })
		}
	}
	return nil
}

func (r *Reader) set(name, line string) error {
	for _, w := range r.respelled(strings.Fields(line)) {
		members, err := r.phrases.members(w)
		if err != nil {
			return err
		}
		for _, p := range []*phrases{r.phrases, r.replies.phrases} {
			p.sets[name] = append(p.sets[name], members...)
		}
	}
	return nil
}

// respelled writes a phrase in the spelling that messages are read in, so that a rule may be
// written as people type.
func (r *Reader) respelled(items []string) []string {
	var out []string
	for _, item := range items {
		if as, ok := r.spellings[item]; ok {
			out = append(out, as...)
			continue
		}
		either := strings.Split(item, "|")
		for i, one := range either {
			if as := r.spellings[one]; len(as) == 1 {
				either[i] = as[0]
			}
		}
		out = append(out, strings.Join(either, "|"))
	}
	for i := 0; i < len(out); i++ {
		for _, j := range r.joins[out[i]] {
			if len(out)-i > len(j.rest) && slices.Equal(out[i+1:i+1+len(j.rest)], j.rest) {
				out = slices.Replace(out, i, i+1+len(j.rest), j.as)
				break
			}
		}
	}
	return out
}
