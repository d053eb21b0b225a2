// Package backup answers one question: how does all that Redis keeps get into two files, and back?
//
// It copies each Redis of a deployment as a replica would, while the service runs, and writes what it found to one file and the
// wrapped keys to another, both encrypted to an age recipient: without the keys' file nobody can read the other, so that what
// was erased is gone from all backups once the keys' files of before are. It reads both back into an empty Redis. It knows
// nothing of conversations and cases: which fields are keys it is told. cmd/sayso calls it.
package backup
