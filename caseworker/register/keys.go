package register

// keys makes every key of this room. All of them carry the hash tag {cases}, so that an act is one
// transaction in one slot. Nothing expires but lease and once. Times are milliseconds since 1970, UTC.
type keys struct{ prefix string }

// entry is a hash, for as long as the case is kept:
//
//	rev             raised by every write; the number that a commit expects
//	case            caseworker.Case as JSON, sealed under the case's key
//	turn:<conv>     the turn of the facts below
//	facts:<conv>    conversation.Facts as JSON, sealed under that conversation's key
//	words:<conv>    what staff wrote down from that conversation: issue number -> words, as JSON,
//	                sealed under that conversation's key
//
// Of a case that was joined to another it holds, for ever, rev and
//
//	joined          the reference of that other case, which has all the rest now
//
// and of one that was erased, for ever, rev and
//
//	erased          when
func (k keys) entry(reference string) string { return k.of("case:" + reference) }

// wrapped is a hash: reference -> the case's key, wrapped by the keyset. It lies apart from the
// cases so that backups can hold keys and data apart. That of a joined case stays: reasons in the
// audit are sealed under it.
func (k keys) wrapped() string { return k.of("wrapped") }

// followed is a set: the references of the cases that this one's person told of later on the same
// phone. It is kept by the reference that the person was given, for as long as that case is kept.
func (k keys) followed(reference string) string { return k.of("followed:" + reference) }

// rows is a hash: reference -> caseworker.Row as JSON, sealed under the deployment's key. A list
// reads these, never whole cases.
func (k keys) rows() string { return k.of("rows") }

// queue is a sorted set: reference -> its score (caseworker.Place), the lower the sooner.
func (k keys) queue() string { return k.of("queue") }

// rescore is a sorted set: reference -> when its score changes by itself; of a case of which something is to be erased, 0,
// or when that is tried again.
func (k keys) rescore() string { return k.of("rescore") }

// outbox is a stream, one entry for each thing that a conversation has not learnt yet; a done one is
// deleted. Fields: c conversation, o once-key, k kind ("StaffSaid"), p the happening's encoding,
// sealed under that conversation's key for "road/<o>".
func (k keys) outbox() string { return k.of("outbox") }

// audit is the stream of an audit.Trail, one line for each act, refusal, look at a case and page of a list, for ever.
// Fields: at, by (the account's id), role, machine ("1" or ""), act, reference ("" for a list),
// joined (the case that a join names, or ""), refused (a code or ""), count (of a list), why (staff's
// reason, sealed under the case's key).
// No words, no names.
func (k keys) audit() string { return k.of("audit") }

// reports is a hash, for ever: rev, raised by every write, and for each period that was published, as
// "2025-04-01 2026-03-31", a keptReport as JSON. It holds figures that anybody may read: small ones were
// hidden before, and no word or name stands there.
func (k keys) reports() string { return k.of("reports") }

// tallies is a hash, for ever: keyed hash of a reference -> caseworker.Tally as JSON, sealed under the deployment's key:
// how a report counts a case that was erased.
func (k keys) tallies() string { return k.of("tallies") }

// certificates is a hash, for ever: the reference of a case that was erased, or "<reference>/<conversation>" of which only
// that was, -> caseworker.Certificate as JSON, sealed under the deployment's key.
func (k keys) certificates() string { return k.of("certificates") }

// unwritten is a counter of what was erased since Redis last wrote its append-only file anew; absent where nothing was.
func (k keys) unwritten() string { return k.of("unwritten") }

// public is a hash, for as long as it is shown: keyed hash of a change -> caseworker.Change as JSON, which anybody may read.
func (k keys) public() string { return k.of("public") }

// once is a string: what was answered to a request that named itself (Idempotency-Key), sealed under the
// deployment's key. It lives for Config.OnceFor. Its name is a keyed hash of asker and key.
func (k keys) once(hash string) string { return k.of("once:" + hash) }

// changes is a counter, raised by every write: who shows cases looks here for whether to look again.
func (k keys) changes() string { return k.of("changes") }

// lease is a string, the name of the node that takes the road back; it expires unless renewed.
func (k keys) lease() string { return k.of("lease") }

func (k keys) of(name string) string { return k.prefix + ":{cases}:" + name }

// Wrapped is the key that holds the wrapped keys of all cases, which backups hold apart.
func Wrapped(prefix string) string { return keys{prefix}.wrapped() }
