package console_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"sayso/caseworker/console"
)

// stream reads what an open page is told.
func (b *browser) stream(t *testing.T) <-chan string {
	t.Helper()
	_, since, _ := strings.Cut(b.get("/staff/").body, `data-since="`)
	since, _, _ = strings.Cut(since, `"`)
	return b.streamSince(t, since)
}

func (b *browser) streamSince(t *testing.T, since string) <-chan string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, b.desk.site.URL+"/staff/live?since="+since, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := b.http.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { got.Body.Close() })
	if got.StatusCode != http.StatusOK || got.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("the stream: %d %s", got.StatusCode, got.Header.Get("Content-Type"))
	}
	said := make(chan string)
	go func() {
		defer close(said)
		for lines := bufio.NewScanner(got.Body); lines.Scan(); {
			if what, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				said <- what
			}
		}
	}()
	return said
}

func TestAnOpenPageIsToldThatItShouldLookAgain(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	said := d.signedIn(t, priya).stream(t)
	if got := <-said; got != "open" {
		t.Fatalf("first: %q", got)
	}
	d.hear(t, "c-jade", "they lost my birthday money")
	if got := <-said; got != "changed" {
		t.Errorf("after a message: %q", got)
	}
}

func TestWhatChangedBeforeTheStreamOpenedIsTold(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b := d.signedIn(t, priya)
	d.hear(t, "c-jade", "they lost my birthday money")
	if got := <-b.streamSince(t, "0"); got != "changed" {
		t.Errorf("got %q", got)
	}
}

func TestAStreamEndsWithItsSession(t *testing.T) {
	t.Parallel()
	d := open(t, func(c *console.Config) { c.Beat = 20 * time.Millisecond })
	said := d.signedIn(t, priya).stream(t)
	if first, second := <-said, <-said; first != "open" || second != "beat" {
		t.Fatalf("%q, %q", first, second)
	}
	d.clock.pass(time.Hour)
	last := ""
	for what := range said {
		last = what
	}
	if last != "signed-out" {
		t.Errorf("its last word is %q", last)
	}
}

func TestStreamsEndWhenTheServerStops(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	said := d.signedIn(t, priya).stream(t)
	<-said
	d.pages.Drain()
	d.pages.Drain()
	if what, more := <-said; more {
		t.Errorf("it goes on: %q", what)
	}
}

func TestAPageThatShowsItAllAlreadyIsSentNothing(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	b := d.signedIn(t, priya)
	for path, change := range map[string]func(){
		"/staff/": func() { d.danger(t) }, "/staff/cases/" + ref: func() { d.hear(t, "c-jade", "one more thing") },
	} {
		page := b.until(path, "Waiting")
		again := func() int {
			_, mark, _ := strings.Cut(page.body, `data-shown="`)
			mark, _, _ = strings.Cut(mark, `"`)
			r, err := http.NewRequest(http.MethodGet, d.site.URL+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Sayso-By-Itself", "1")
			r.Header.Set("Sayso-Shown", mark)
			return b.do(r).status
		}
		if got := again(); got != http.StatusNoContent {
			t.Errorf("%s with nothing new: %d", path, got)
		}
		change()
		if got := again(); got != http.StatusOK {
			t.Errorf("%s with something new: %d", path, got)
		}
	}
}
