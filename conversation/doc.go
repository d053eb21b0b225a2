// Package conversation answers one question: what do we say next, and why?
//
// Step takes the state of one conversation and one event and gives the next state and what the
// world must do about it. It decides and touches nothing: no network, no disk, no clock, no
// randomness, no log; time and ids arrive on the event. It has no error: there is always
// something kind to say. Its only neighbour inward is meaning, which reads what a message means;
// channels bring it words, caseworker brings it what staff do, store keeps its state.
//
// What holds in every stage (danger first, then what the network tells us, then wishes such as
// "who sees this") is in everywhere.go; each stage has a file of its own.
package conversation
