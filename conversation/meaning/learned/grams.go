package learned

// Gram is one feature of a message: one to three words, or two to five letters of a word.
type Gram struct {
	Bucket   uint32 // which row of the table it weighs with
	From, To int    // the words it was taken from; To is exclusive
	Letters  bool   // letters of one word
}

// grams takes the features of words: every one to three words in a row, and every two to five
// letters of a word with its ends marked.
func grams(words []word, buckets uint32) (ofWords, ofLetters []Gram) {
	mask := buckets - 1
	ofWords = make([]Gram, 0, 4*len(words))
	ofLetters = make([]Gram, 0, 20*len(words))
	for i, w := range words {
		h := uint32(offset)
		for n := 0; n < 3 && i+n < len(words); n++ {
			h = (h ^ words[i+n].key) * 16777619
			if n > 0 || w.text[0] != pause {
				ofWords = append(ofWords, Gram{Bucket: mixed(h+uint32(n)) & mask, From: i, To: i + n + 1})
			}
		}
		if i+2 < len(words) {
			h := ((uint32(offset^0x5bd1e995)^w.key)*16777619 ^ words[i+2].key) * 16777619
			ofWords = append(ofWords, Gram{Bucket: mixed(h) & mask, From: i, To: i + 3})
		}
		if w.text[0] == pause {
			continue
		}
		var ends [maxLetters + 8]byte
		marked := append(append(append(ends[:0], '<'), w.text...), '>')
		for from := range marked {
			h := uint32(offset) ^ 0x9747b28c
			for n := 0; n < 5 && from+n < len(marked); n++ {
				h = (h ^ uint32(marked[from+n])) * 16777619
				if n > 0 {
					ofLetters = append(ofLetters, Gram{Bucket: mixed(h) & mask, From: i, To: i + 1, Letters: true})
				}
			}
		}
	}
	return ofWords, ofLetters
}
