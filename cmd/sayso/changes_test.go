package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"sayso/conversation"
)

// TestYouSaidWeDid: from a text to the page that everybody can read, and down again.
func TestYouSaidWeDid(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900195"
	d.text(phone, "my worker never rings me back")
	d.reads(phone, "anything else")
	ref := d.onlyCase()
	d.eventually("the issue is there", func() bool { return len(d.seen(ref).Issues) == 1 })
	act := func(by *deployment, what string, body map[string]any) {
		t.Helper()
		body["version"] = by.seen(ref).Version
		by.act(ref, what, body)
	}
	shows := func(words string) bool {
		answer, err := http.Get(d.base + "/changes")
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(body(t, answer), words)
	}
	act(d, "learning", map[string]any{"issues": []int{1}, "change": "The team answers calls.", "owner": "Sam", "due": time.Now().AddDate(0, 1, 0).Format(time.DateOnly)})
	act(d, "learning/1/end", map[string]any{"done": true, "note": "The rota of March."})
	if shows("answers") || !shows("There is nothing here yet") {
		t.Error("it is shown before a manager has said so")
	}
	manager := d.manager()
	act(manager, "learning/1/show", map[string]any{"you_said": "Nobody rings back.", "we_did": "Your team answers now."})
	if !shows("Nobody rings back.") || !shows("Your team answers now.") {
		t.Error("the page does not show it")
	}
	act(manager, "learning/1/hide", map[string]any{})
	if shows("Your team answers now.") {
		t.Error("it was taken down, and is shown")
	}
	if got := d.state(phone); got.ID == "" || got.Stage == conversation.HandedOver {
		t.Errorf("the talk has changed: %s", got.Stage)
	}
}
