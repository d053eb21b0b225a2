// Package conversation answers one question: what do we say next, and why?
//
// Step takes the state of one conversation and one event and gives the next state and what the
// world must do about it. It decides and touches nothing: no network, no disk, no clock, no
// randomness, no log; time and ids arrive on the event. It has no error: there is always
// something kind to say. Its only neighbour inward is meaning, which reads what a message means;
// channels bring it words, caseworker brings it what staff do, store keeps its state.
//
// talk.go begins every turn. What holds in every stage comes first: danger (danger.go), what was said
// and what it answers (said.go, answers.go), wishes such as "who sees this" (wishes.go). Each stage has
// a file: listening.go, confirming.go, and staff.go for what people at the council do. saying.go is the
// only road out, and the one place that decides what may be said where.
package conversation
