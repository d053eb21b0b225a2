package sms

import (
	"testing"

	"sayso/cmd/sayso/phonenet"
)

func TestOfPicturesOnlyTheirNumberIsRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.net.Text(t.Context(), kim, ourNumber, "look", phonenet.Pictures(2), phonenet.Extra("MediaUrl0", "https://media.example/1"))
	got := w.notes.all()
	if len(got) != 1 || got[0].said.Media != 2 || got[0].said.Text != "look" {
		t.Fatalf("got %+v", got)
	}
	for count, want := range map[string]int{"": 0, "0": 0, "3": 3, "-1": 0, "x": 0, "99999999999999999999": 0, "400": mostThings} {
		if got := things(count); got != want {
			t.Errorf("%q is %d, want %d", count, got, want)
		}
	}
}
