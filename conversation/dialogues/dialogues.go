// Package dialogues answers one question: what is said in each situation that we know of?
//
// It holds plain text files and nothing else, one scene a file, which a complaints manager can
// read, review and write. People write the story, the person's lines and the brackets (...);
// "Service:" and [...] are written by the machine (sayso rehearse --update) and compared by the tests.
package dialogues

import "embed"

// Files are the scenes, *.txt.
//
//go:embed *.txt
var Files embed.FS
