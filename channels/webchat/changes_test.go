package webchat_test

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"sayso/channels/webchat"
)

var phones = webchat.Change{
	At: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), YouSaid: "Nobody rings back <when> a worker is away.", WeDid: "The team answers now.",
}

func TestWhatChangedIsAPageAndAFeed(t *testing.T) {
	t.Parallel()
	older := webchat.Change{At: phones.At.AddDate(0, -1, 0), YouSaid: "The food was bad.", WeDid: "There is a new cook."}
	w := newWorld(t, func(c *webchat.Config) {
		c.Languages = webchat.Languages()
		c.Changes = func(context.Context) ([]webchat.Change, error) { return []webchat.Change{phones, older}, nil }
	})
	raw, err := http.Get(w.url + "/changes")
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Body.Close()
	if text, err := io.ReadAll(raw.Body); err != nil || strings.Contains(string(text), "<when>") {
		t.Errorf("words are taken for code (%v)", err)
	}
	page := w.get(t, "/changes")
	page.wants(t, 200, "You said", "Nobody rings back <when> a worker is away.", "We did", "The team answers now.", "There is a new cook.")
	if strings.Contains(page.body, "There is nothing here yet") || strings.Index(page.body, "The team") > strings.Index(page.body, "new cook") {
		t.Error("it says that nothing is there, or has the oldest first")
	}
	w.get(t, "/changes?lang=cy").wants(t, 200, "Dwedaist ti", "The team answers now.")

	answer, err := http.Get(w.url + "/changes.atom")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	var feed struct {
		Updated string `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err != nil || xml.Unmarshal(text, &feed) != nil || answer.Header.Get("Content-Type") != "application/atom+xml; charset=utf-8" {
		t.Fatalf("no feed: %s, %v", text, err)
	}
	if len(feed.Entries) != 2 || feed.Entries[0].Title != phones.YouSaid || feed.Entries[0].Content != phones.WeDid ||
		feed.Updated != "2026-11-20T09:00:00Z" || feed.Entries[0].ID == feed.Entries[1].ID {
		t.Errorf("feed: %+v", feed)
	}
}

func TestWhereNothingHasChangedOrItCannotBeReadThePageSaysSo(t *testing.T) {
	t.Parallel()
	newWorld(t, nil).get(t, "/changes").wants(t, 200, "There is nothing here yet")
	w := newWorld(t, func(c *webchat.Config) {
		c.Changes = func(context.Context) ([]webchat.Change, error) { return nil, errors.New("redis is away") }
	})
	if page := w.get(t, "/changes"); page.status < 500 || strings.Contains(page.body, "redis") {
		t.Errorf("%d %s", page.status, page.body)
	}
	if feed := w.get(t, "/changes.atom"); feed.status != http.StatusServiceUnavailable || strings.Contains(feed.body, "redis") {
		t.Errorf("%d %s", feed.status, feed.body)
	}
}
