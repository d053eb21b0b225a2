package meaning

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"sync"

	"sayso/conversation/meaning/learned"
	"sayso/conversation/meaning/tone"
)

// files are the rules as people read and mend them; rules/README says how they are written.
//
//go:embed rules
var files embed.FS

// standard is the reader by the compiled-in rules, and others those that read a further language
// beside English: its rules stand in a folder of its own. Each is read at its first use.
var (
	standard = sync.OnceValues(func() (*Reader, error) { return compiledIn("rules") })
	others   = map[string]func() (*Reader, error){
		"cy": sync.OnceValues(func() (*Reader, error) { return compiledIn("rules", "rules/cy") }),
	}
)

func compiledIn(folders ...string) (*Reader, error) {
	var rules []fs.FS
	for _, folder := range folders {
		sub, err := fs.Sub(files, folder)
		if err != nil {
			return nil, fmt.Errorf("open the rules in %s: %w", folder, err)
		}
		rules = append(rules, sub)
	}
	r, err := New(rules...)
	if err != nil {
		return nil, err
	}
	r.learned, r.toned, r.thresholds = learned.Default(), tone.Default(), StandardThresholds()
	return r, nil
}

// Default is the reader by the rules that are compiled in, which are English beside danger words of
// many languages. A test reads them too, so that a faulty file cannot be built into a program that
// passed its tests.
func Default() *Reader { return sound(standard) }

// In is the reader for whoever writes in a language: Default with that language's replies and
// wishes on top ("cy" is Welsh). A language that has no rules of its own, and "", is read by Default.
func In(language string) *Reader {
	if read, ok := others[language]; ok {
		return sound(read)
	}
	return Default()
}

func sound(read func() (*Reader, error)) *Reader {
	r, err := read()
	if err != nil {
		panic("the compiled-in rules cannot be read: " + err.Error())
	}
	return r
}

// Versions says which edition of each rule file this reader reads by: file name to version.
func (r *Reader) Versions() map[string]string { return maps.Clone(r.versions) }
