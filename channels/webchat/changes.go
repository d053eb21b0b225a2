package webchat

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"time"
)

// Change is what somebody said and what was done about it, as everybody may read it.
type Change struct {
	At             time.Time
	YouSaid, WeDid string
}

// changed is what has changed, the latest first.
func (c *Chat) changed(ctx context.Context) ([]Change, error) {
	if c.config.Changes == nil {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, c.config.StoreWithin)
	defer cancel()
	return c.config.Changes(ctx)
}

// changes is the page "You said, we did".
func (c *Chat) changes(w http.ResponseWriter, r *http.Request) {
	view := c.newView(r)
	err := c.begin(&view)
	if err == nil {
		view.Changes, err = c.changed(r.Context())
	}
	if err != nil {
		c.log.Error("chat: open a page", "page", "changes", "error", err)
		c.broken(w, view.speech)
		return
	}
	c.show(w, http.StatusOK, "changes", view)
}

// Of a feed, RFC 4287.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Link    atomLink    `xml:"link"`
		Author  string      `xml:"author>name"`
		Entries []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Content string `xml:"content"`
	}
	atomLink struct {
		Href string `xml:"href,attr"`
		Rel  string `xml:"rel,attr"`
	}
)

// changesFeed is the same for programs that follow it.
func (c *Chat) changesFeed(w http.ResponseWriter, r *http.Request) {
	all, err := c.changed(r.Context())
	if err != nil {
		c.log.Error("chat: open the feed of what changed", "error", err)
		http.Error(w, "This cannot be read now. Please try again.", http.StatusServiceUnavailable)
		return
	}
	english := c.speeches.english()
	page := c.config.PublicURL + "/changes"
	feed := atomFeed{
		ID: page, Title: english.words.Sentence("changes.heading"), Author: c.config.Council, Link: atomLink{page, "alternate"},
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
	}
	for n, one := range all {
		at := one.At.UTC().Format(time.RFC3339)
		if n == 0 {
			feed.Updated = at
		}
		feed.Entries = append(feed.Entries, atomEntry{
			ID: fmt.Sprintf("%s#%d", page, one.At.UnixMilli()), Title: one.YouSaid, Updated: at, Content: one.WeDid,
		})
	}
	text, err := xml.Marshal(feed)
	if err != nil {
		c.log.Error("chat: write the feed of what changed", "error", err)
		http.Error(w, "This cannot be read now. Please try again.", http.StatusInternalServerError)
		return
	}
	c.pages.guard(w)
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	w.Write(append([]byte(xml.Header), text...))
}
