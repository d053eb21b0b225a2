// Package caseworker answers one question: who looks after this complaint, and by when?
//
// It holds the rules of a case as plain functions: what each act of staff does and when it is
// refused (Case.Do), what a case is told by its conversations (Case.Take), the queue's order
// (Place), England's working days and the council's opening hours. It touches nothing: no network,
// no disk, no clock, no randomness; times and people arrive with each act.
//
// Its neighbours: register keeps cases in Redis and is the one road of every act; api and console
// are its doors; staff says who is asking; alert calls a human. It reads what a conversation tells
// (conversation.Facts) and answers with happenings for it, and knows nothing of phones.
package caseworker
