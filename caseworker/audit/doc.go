// Package audit answers one question: is what was written down about who did what still all there, as it
// was written?
//
// A trail is a stream in Redis to which lines are added and from which none is ever taken. Every line has a
// number, a keyed hash of what it says, and a link over all lines before it. Whoever can write to Redis, and
// has not the deployment's keyset, cannot change a line, put one in, or take one out, without Verify saying
// where. From time to time a trail is marked: a line says, under the same key, how the chain stood. The mark
// is logged too, so that even a trail that was cut off or replaced as a whole is told from the true one by
// anybody who kept a mark elsewhere.
//
// It never decides what is written down or who may read it, and a line holds no word of a young person, no
// name and no number. The register writes who looked at cases and what they did, the staff accounts who
// signed in: each has a trail of its own.
package audit
