package main

// settings are what training can be told. The defaults are what docs/training.md measured.
type settings struct {
	seed uint64

	gramRate   float64 // of the grams
	gramDecay  float64
	gramEpochs int
	gramLeast  int     // messages that must hold a gram before it says anything of speaker, kinds, category
	gramSoft   float32 // what an example of the teacher counts beside a labelled one

	filters    int
	convRate   float64
	wordRate   float64 // at which words move from where their vectors put them
	convEpochs int
	drop       float64 // share of the filters left out of each step
	wordDrop   float64 // share of the words left out of each step
	decay      float64
	convSoft   float32

	apartEpochs int // of what is learned apart (apart.go)
}

func defaults(filters int) settings {
	return settings{seed: 1,
		gramRate: .3, gramDecay: 1e-4, gramEpochs: 6, gramLeast: 2, gramSoft: .5,
		filters: filters, convRate: .002, wordRate: .005, convEpochs: 6, drop: .3, wordDrop: .1, decay: 1e-4, convSoft: 1,
		apartEpochs: 3}
}
