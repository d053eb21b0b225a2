// Package learned answers one question: how worried does this message sound, to a reader that has
// learned it from thousands of labelled messages?
//
// It stands beside the rules of package meaning, its only caller at run time, which takes the more
// worried of the two. It gives probabilities, never decisions: thresholds are set by whoever is
// responsible for their cost. It never lowers what the rules or a person have raised, knows nothing
// of what was asked before (its messages to learn from are first messages), touches no file and no
// clock, and gives the same numbers for the same bytes on one kind of processor.
//
// What it knows is in weights.bin, made by cmd/train from conversation/meaning/testdata/messages;
// docs/training.md says how, docs/decisions/0040 why it is what it is.
package learned
