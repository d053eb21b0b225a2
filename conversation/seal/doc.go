// Package seal answers one question: who can read this?
//
// Words, names and numbers are sealed with a key of the one conversation or case they belong to.
// That key is itself wrapped by the deployment's keyset, so that destroying the wrapped key makes
// everything sealed under it unreadable, wherever a copy of it lies. Numbers are looked up by keyed
// hash. The package keeps nothing, opens no file and knows no Redis; store, channels and the case
// register are its callers.
package seal
