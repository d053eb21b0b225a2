// Package report answers one question: what did a period's complaints come to?
//
// It counts cases (caseworker.Tally: no words, no names) into the tables that the councils'
// annual reports publish, hides small numbers so that no other figure gives them away (Publish),
// and writes plain sentences, CSV and JSON from what is left. Only figures that Publish let
// through have sentences, CSV or JSON at all: there is no way past it to paper.
//
// It touches nothing: no network, no disk, no clock, no randomness. Its neighbours: caseworker,
// whose cases it counts, and register, which reads them.
package report
