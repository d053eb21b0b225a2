// Package api answers one question: how does another system of the council work on a case?
//
// It is a thin door: it asks who is there (a bearer token), reads one JSON body strictly, hands one
// act to the register and says what came of it, problems in the form of RFC 9457. It keeps nothing,
// decides nothing about a case, and writes no word or name to a log or a URL. Its neighbours are
// register, which does everything, and staff, which knows the tokens.
package api
