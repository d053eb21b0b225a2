package learned

// Gram is one feature of a message: one to three words, or two to five letters of one word.
type Gram struct {
	Hash     uint32
	From, To int  // the words that it was taken from; To is exclusive
	Letters  bool // it is letters of the word From
}

// Taken is a message taken apart: what learning sees is what reading sees.
type Taken struct {
	Words []string // in the one spelling that they are known by; "|" between sentences
	Grams []Gram
}

// Take takes any bytes apart.
func Take(text string) Taken {
	words := split(text)
	t := Taken{Words: make([]string, len(words))}
	for i, w := range words {
		t.Words[i] = string(w.text)
	}
	eachGram(words, func(g Gram) { t.Grams = append(t.Grams, g) })
	return t
}

// Seeds keep the hashes of unlike features apart.
const (
	ofWords   = 0x811c9dc5
	ofAround  = 0xda6b43e8 // two words with any one between them
	ofLetters = 0x15c3a70d
	prime     = 16777619
)

const mostLetters = 5

// eachGram hands over the features of words: every one to three in a row, every two with one
// between them, and every two to five letters of a word with its ends marked.
func eachGram(words []word, yield func(Gram)) {
	for i, w := range words {
		h := uint32(ofWords)
		for n := 0; n < 3 && i+n < len(words); n++ {
			h = (h ^ words[i+n].key) * prime
			if n > 0 || !w.pauses() {
				yield(Gram{Hash: mixed(h + uint32(n)), From: i, To: i + n + 1})
			}
		}
		if i+2 < len(words) {
			yield(Gram{Hash: mixed(((ofAround^w.key)*prime ^ words[i+2].key) * prime), From: i, To: i + 3})
		}
		if w.pauses() {
			continue
		}
		var room [maxLetters + 8]byte
		marked := append(append(append(room[:0], '<'), w.text...), '>')
		for from := range marked {
			h := uint32(ofLetters)
			for n := 0; n < mostLetters && from+n < len(marked); n++ {
				h = (h ^ uint32(marked[from+n])) * prime
				if n > 0 {
					yield(Gram{Hash: mixed(h), From: i, To: i + 1, Letters: true})
				}
			}
		}
	}
}

// key is FNV-1a of a word.
func key[T string | []byte](word T) uint32 {
	h := uint32(ofWords)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint32(word[i])) * prime
	}
	return h
}

// mixed spreads a hash over all its bits, so that its low ones can choose a row.
func mixed(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}
