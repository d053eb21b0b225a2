package staff

import (
	"crypto/sha256"
	"encoding/hex"
)

// keys makes every Redis key of this room. All of them carry the tag {staff}, so they lie in one
// slot and one script may touch several.
type keys struct{ prefix string }

// accounts is a set of account ids. It lives for ever.
func (k keys) accounts() string { return k.prefix + ":{staff}:accounts" }

// account is a hash, for ever: who (e-mail, name, job and team, sealed), role, machine ("1" or absent),
// password (argon2id, absent for a machine), epoch (random; whatever was signed in or handed out
// under another epoch has ended), disabled ("1" or absent),
// second (the secret of the second step, sealed; absent where there is none), used (the last period whose
// code was used), offered (a secret that is being set up).
func (k keys) account(id string) string { return k.prefix + ":{staff}:account:" + id }

// handle is a string, for ever: the account id behind an e-mail address or a machine's name, by its keyed hash.
func (k keys) handle(hash string) string { return k.prefix + ":{staff}:handle:" + hash }

// session is a hash: account, epoch, began and seen (Unix milliseconds). Its name holds the SHA-256
// of the cookie, so that whoever reads Redis cannot sign in with what they find. It lives as long
// as a session may be idle, and is put off by every use.
func (k keys) session(token string) string { return k.prefix + ":{staff}:session:" + digest(token) }

// token is a hash: account, epoch, role, scope (caseworker.Scope), ends (Unix milliseconds). Named like session; it lives
// until its end.
func (k keys) token(token string) string { return k.prefix + ":{staff}:token:" + digest(token) }

// half is a hash: account, epoch, name (the keyed hash of the e-mail address), attempt, began (Unix milliseconds), left
// (codes that may still be tried). It is somebody whose password was right and whose code is awaited. Named
// like session; it lives for five minutes.
func (k keys) half(token string) string { return k.prefix + ":{staff}:half:" + digest(token) }

// recovery is a set, for ever: the keyed hashes of the recovery codes that an account has left.
func (k keys) recovery(id string) string { return k.prefix + ":{staff}:recovery:" + id }

// audit is the stream of an audit.Trail, for ever, one line for each account that was made or changed, each
// sign-in, and each that was refused of an account that there is. Fields: at, by (an account's id; "" for the
// command line), act, account, why (sealed, "" where nobody gives a reason).
func (k keys) audit() string { return k.prefix + ":{staff}:audit" }

// unknown is a counter, for ever: the sign-ins that were refused under names that nobody has.
func (k keys) unknown() string { return k.prefix + ":{staff}:unknown" }

// tries is a sorted set of attempts to sign in, scored by their time in Unix milliseconds, for one
// name from one place: an address, or a browser that is known. It lives for an hour after the last attempt;
// signing in deletes it.
func (k keys) tries(name, place string) string {
	return k.prefix + ":{staff}:tries:" + name + ":" + place
}

// everywhere is like tries, for one name from all browsers that are not known. It holds the attempts of
// a day; signing in takes out its own.
func (k keys) everywhere(name string) string { return k.prefix + ":{staff}:everywhere:" + name }

// browser is a hash: name (keyed hash of an e-mail address) -> when it last signed in there (Unix
// milliseconds). Named like session, after the cookie that only says so; it lives for 90 days after the last sign-in.
func (k keys) browser(cookie string) string { return k.prefix + ":{staff}:browser:" + digest(cookie) }

func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
