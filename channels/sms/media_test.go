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

// A picture whose webhook was lost is known by the list.
func TestTheSweepBringsAPictureToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.lose(t, 1)
	w.net.Text(t.Context(), kim, ourNumber, "", phonenet.Pictures(1))
	if err := w.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := w.notes.all(); len(got) != 1 || got[0].said.Media != 1 || !got[0].said.Late {
		t.Fatalf("got %+v", got)
	}
}

// With Advanced Opt-Out Twilio says what it took a word for.
func TestTheWebhookSaysWhatTwilioTookAWordFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.net.AnswerKeywords(map[string]string{"STOP": OptOutTexts()[0].Text})
	w.net.Text(t.Context(), kim, ourNumber, "stopall")
	w.net.Text(t.Context(), kim, ourNumber, "unstop")
	got := w.notes.all()
	if len(got) != 2 || got[0].said.OptOut == got[1].said.OptOut || got[0].said.OptOut == "" || got[1].said.OptOut == "" {
		t.Fatalf("got %+v", got)
	}
}
