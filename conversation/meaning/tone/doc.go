// Package tone answers one question: are these words praise, scorn, or neither?
//
// "Shes been brilliant with us" praises; "oh yeah brilliant, cheers for nothing" complains in the same words.
// Both are said in more ways than rules can list, so this is learned from messages of all kinds (messages.jsonl,
// and the labelled first messages, by `make train`; docs/training.md). It gives probabilities, never a decision, and
// knows nothing of danger: meaning, its only caller at run time, decides, and what it finds of risk comes first. It
// remembers nothing and touches no file. Its other neighbour is cmd/train, which makes weights.bin.
package tone
