package alert

// keys makes every key of this room. All carry the hash tag {alerts}, so that a step is one
// transaction in one slot. Times are milliseconds since 1970, UTC.
type keys struct{ prefix string }

// ladder is a hash, for ever: how far an alert has been called.
//
//	rev     raised by every write; the number that a commit expects
//	last    the id of the command that wrote it last
//	ladder  the ladder as JSON, sealed under the deployment's key
func (k keys) ladder(alert string) string { return k.of("ladder:" + alert) }

// due is a sorted set: what has to be looked at next, by when. Its members are "alert/<id>" and
// "phone/<hash>", whose waiting texts go together then.
func (k keys) due() string { return k.of("due") }

// unanswered is a sorted set: the alerts whose ladder was called to its end, by when that was.
func (k keys) unanswered() string { return k.of("unanswered") }

// phone is a hash about one phone of the rota, by the keyed hash of its number:
//
//	at    when its last text was begun
//	by    for what: an alert's id, or "together"
//	sent  "1" once the network has taken that text
//
// It expires a day after its last change.
func (k keys) phone(hash string) string { return k.of("phone:" + hash) }

// waiting is a set: the alerts whose text to a phone goes together with others. It is empty, and so
// is no key, once they have gone.
func (k keys) waiting(hash string) string { return k.of("waiting:" + hash) }

// sent is a string: what a text or a call to staff was about, as JSON, sealed under the deployment's
// key. Its name is the keyed hash of phone and code. It lives for a day: then its code opens nothing.
func (k keys) sent(key string) string { return k.of("sent:" + key) }

// fate is a string, "1" or "0": whether the text or call under a key has arrived, as the network told
// it, which may be before the ladder knows that it was sent. It lives for a day.
func (k keys) fate(key string) string { return k.of("fate:" + key) }

// wrong counts the codes from a phone that opened nothing; it expires an hour after the first.
func (k keys) wrong(hash string) string { return k.of("wrong:" + hash) }

// hinted is a string: a text, by the keyed hash of its phone and words, that held no code and was answered just now.
// It lives for ten minutes.
func (k keys) hinted(hash string) string { return k.of("hinted:" + hash) }

// taken is a string: a text of a duty worker that was taken, by the keyed hash of its id, phone and words: with other words it is
// another try. It lives for 30 days.
func (k keys) taken(hash string) string { return k.of("taken:" + hash) }

func (k keys) of(name string) string { return k.prefix + ":{alerts}:" + name }
