// Package register answers one question: where do cases live, so that nothing done to one is lost
// or done twice?
//
// It keeps each case in Redis, sealed, and is the one road of every act: Do loads the case, asks
// the rules (caseworker.Case.Do) and writes what they say, the audit line and what the young person
// must learn of it in one transaction. File takes in what a conversation tells. Run takes what staff
// did back to the conversations, in order and once, and keeps the queue's order true as time passes.
//
// It never decides what staff may do, never chooses words, and never writes to a phone. Its
// neighbours are caseworker, whose rules it asks; api and console, which call it; and the
// conversations' store, which it knows only as Talks.
package register
