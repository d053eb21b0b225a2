package sms

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"net/url"
	"strings"
)

// signatures checks X-Twilio-Signature: base64 of HMAC-SHA1, keyed with the auth token, over the
// address that Twilio called followed by every key and value of the body in the order of the keys.
// The scheme has neither time nor nonce: a captured request holds for ever, so the store takes
// each MessageSid once.
type signatures struct {
	tokens    [][]byte // any of them may sign: tokens are changed one after the other
	bases     []string // public_url as configured, then with its port added or left out
	fragments []string // none, then the configured one: whether Twilio signs it is not documented
}

func newSignatures(public *url.URL, fragment string, tokens []string) signatures {
	s := signatures{bases: []string{public.String()}, fragments: []string{""}}
	if other := otherPort(*public); other != "" {
		s.bases = append(s.bases, other)
	}
	if fragment != "" {
		s.fragments = append(s.fragments, "#"+strings.TrimPrefix(fragment, "#"))
	}
	for _, t := range tokens {
		s.tokens = append(s.tokens, []byte(t))
	}
	return s
}

// otherPort gives the address with its scheme's own port written where none was, or left out where
// one was: Twilio is known to sign either.
func otherPort(u url.URL) string {
	switch {
	case u.Port() != "":
		u.Host = strings.TrimSuffix(u.Host, ":"+u.Port())
	case u.Scheme == "https":
		u.Host += ":443"
	default:
		u.Host += ":80"
	}
	return u.String()
}

// hold reports whether a signature is right for a request to uri (path and query as they came).
// Host and X-Forwarded-* headers have no part in it: anybody can write them.
func (s signatures) hold(uri string, f form, signature string) bool {
	var given [sha1.Size + 1]byte // one more than needed, since Decode may write a whole group
	if len(signature) != base64.StdEncoding.EncodedLen(sha1.Size) {
		return false
	}
	if n, err := base64.StdEncoding.Strict().Decode(given[:], []byte(signature)); err != nil || n != sha1.Size {
		return false
	}
	size := 256 + len(uri)
	for _, p := range f {
		size += len(p.key) + len(p.value)
	}
	signed := make([]byte, 0, size)
	for _, base := range s.bases {
		for _, fragment := range s.fragments {
			signed = append(append(append(signed[:0], base...), uri...), fragment...)
			for _, p := range f {
				signed = append(append(signed, p.key...), p.value...)
			}
			if s.byAny(signed, given[:sha1.Size]) {
				return true
			}
		}
	}
	return false
}

// byAny tries every token, the right one or not, so that the time tells nothing about which it was.
func (s signatures) byAny(signed, given []byte) bool {
	held := false
	var sum [sha1.Size]byte
	for _, token := range s.tokens {
		mac := hmac.New(sha1.New, token)
		mac.Write(signed)
		if hmac.Equal(mac.Sum(sum[:0]), given) {
			held = true
		}
	}
	return held
}
