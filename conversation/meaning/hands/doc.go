// Package hands answers one question: do these words show that the phone is in other hands now than
// those of the one who wrote before?
//
// A mother who reads her child's phone says so in a thousand ways ("my lad's been talking to you",
// "she won't be needing one"), more than rules can list, so this is learned from messages of both
// kinds (messages.jsonl, by `make train`; docs/training.md). It gives a probability, never a decision:
// conversation decides, by who wrote before and what is at stake. It knows no phone number and no
// clock, remembers nothing, and touches no file. Its neighbours are meaning, its only caller at run
// time, whose rules/phone.txt says what is plain, and cmd/train, which makes weights.bin.
package hands
