package learned

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"
)

// The sizes that a file of this version has.
const (
	version  = 1
	seenBits = 20 // grams that enough messages held to say anything of speaker, kinds and the rest
	riskBits = 18
	restBits = 15
	filters  = 64
	taps     = 3 * filters // what a word gives the stretch that begins, is centred, and ends at it
	pooled   = 2 * filters
	ofRisk   = 2
	ofRest   = Outputs - ofRisk
)

// Sizes tells training how large the tables are.
func Sizes() (seen, risk, rest, filter int) {
	return 1 << seenBits, 1 << riskBits, 1 << restBits, filters
}

// Weights is what training hands over. Tables are rows of columns, laid end to end.
//
// On file, little-endian: "sayso learned", a byte of version, SHA-256 of the training data, the
// number of words (uint32), then Bias, RiskScale, RestScale, TapScale, TapBias, Head (float32, but
// TapBias int32), Seen, Risk, Rest, Keys (uint32), Taps, and SHA-256 of all before it.
type Weights struct {
	Data      [sha256.Size]byte
	Bias      [Outputs]float32
	RiskScale [ofRisk]float32
	RestScale [ofRest]float32
	TapScale  [filters]float32
	TapBias   [filters]int32
	Head      [Outputs * pooled]float32 // row by output: the highest of each filter, then the mean of each

	Seen []byte   // one bit a gram
	Risk []int8   // 1<<riskBits rows of 2
	Rest []int8   // 1<<restBits rows of Outputs-2
	Keys []uint32 // of the words known, WordKey
	Taps []int8   // one row more than Keys; row 0 is for words not known
}

const magic = "sayso learned"

// WordKey is the key that a word is known by.
func WordKey(word string) uint32 { return key(word) }

// Encode writes weights as the file that Open reads. The same weights give the same bytes.
func (w *Weights) Encode() ([]byte, error) {
	if len(w.Seen) != 1<<seenBits/8 || len(w.Risk) != ofRisk<<riskBits || len(w.Rest) != ofRest<<restBits || len(w.Taps) != taps*(len(w.Keys)+1) {
		return nil, errors.New("encode weights: a table has the wrong size")
	}
	b := append([]byte(magic), version)
	b = append(b, w.Data[:]...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(w.Keys)))
	for _, fs := range [][]float32{w.Bias[:], w.RiskScale[:], w.RestScale[:], w.TapScale[:]} {
		b = appendFloats(b, fs)
	}
	for _, v := range w.TapBias {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	b = appendFloats(b, w.Head[:])
	b = append(b, w.Seen...)
	b = appendBytes(b, w.Risk)
	b = appendBytes(b, w.Rest)
	for _, k := range w.Keys {
		b = binary.LittleEndian.AppendUint32(b, k)
	}
	b = appendBytes(b, w.Taps)
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

func appendFloats(b []byte, fs []float32) []byte {
	for _, f := range fs {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	return b
}

func appendBytes(b []byte, vs []int8) []byte {
	for _, v := range vs {
		b = append(b, byte(v))
	}
	return b
}

//go:embed weights.bin
var embedded string

// Default is the model that is compiled in.
func Default() *Model { return compiled() }

var compiled = sync.OnceValue(func() *Model {
	m, err := Open(embedded)
	if err != nil {
		panic(fmt.Sprintf("the weights compiled in: %v", err)) // a test opens them
	}
	return m
})

// Open reads a file of weights. It refuses one that is cut short, changed or of another version.
func Open(file string) (*Model, error) {
	const fixed = len(magic) + 1 + sha256.Size + 4
	if len(file) < fixed+sha256.Size || file[:len(magic)] != magic {
		return nil, errors.New("open weights: not a file of weights")
	}
	if got := file[len(magic)]; got != version {
		return nil, fmt.Errorf("open weights: version %d, want %d", got, version)
	}
	body := file[:len(file)-sha256.Size]
	if sum := sha256.Sum256([]byte(body)); string(sum[:]) != file[len(body):] {
		return nil, errors.New("open weights: the file is damaged")
	}
	words := int(uint32At(file, fixed-4))
	rest := 4*(Outputs+ofRisk+ofRest+2*filters+Outputs*pooled) + 1<<seenBits/8 + ofRisk<<riskBits + ofRest<<restBits + 4*words + taps*(words+1)
	if words >= 1<<16 || len(body) != fixed+rest {
		return nil, fmt.Errorf("open weights: %d bytes for %d words, want %d", len(file), words, fixed+rest+sha256.Size)
	}
	m := &Model{}
	copy(m.data[:], file[len(magic)+1:])
	at := fixed
	floats := func(into []float32) {
		for i := range into {
			into[i] = math.Float32frombits(uint32At(file, at))
			at += 4
		}
	}
	table := func(size int) string { at += size; return file[at-size : at] }
	floats(m.bias[:])
	floats(m.riskScale[:])
	floats(m.restScale[:])
	floats(m.tapScale[:])
	for i := range m.tapBias {
		m.tapBias[i] = int32(uint32At(file, at))
		at += 4
	}
	floats(m.head[:])
	m.seen = table(1 << seenBits / 8)
	m.risk = table(ofRisk << riskBits)
	m.rest = table(ofRest << restBits)
	m.words = newLexicon(table(4 * words))
	m.taps = table(taps * (words + 1))
	return m, nil
}

func uint32At(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}

// lexicon finds the row of a word by its key: a table in which each row stands at its key's place or
// at the next free one.
type lexicon struct {
	mask uint32
	keys []uint32
	rows []uint16 // 0 is a free place
}

func newLexicon(keys string) lexicon {
	size := uint32(16)
	for int(size) < len(keys)/2 { // four bytes a key, at most half full
		size *= 2
	}
	l := lexicon{mask: size - 1, keys: make([]uint32, size), rows: make([]uint16, size)}
	for i := 0; i < len(keys); i += 4 {
		k := uint32At(keys, i)
		at := mixed(k) & l.mask
		for l.rows[at] != 0 {
			at = (at + 1) & l.mask
		}
		l.keys[at], l.rows[at] = k, uint16(i/4+1)
	}
	return l
}

// row is the row of a word, or 0.
func (l lexicon) row(k uint32) int {
	at := mixed(k) & l.mask
	for l.rows[at] != 0 {
		if l.keys[at] == k {
			return int(l.rows[at])
		}
		at = (at + 1) & l.mask
	}
	return 0
}
