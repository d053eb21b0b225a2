package main

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// running is a demo that was started as its command would be.
type running struct {
	t         testing.TB
	out, errs *journal
	stop      func() (code int) // Ctrl-C; waits for the end
}

func startDemo(t testing.TB, dir string) *running {
	t.Helper()
	r := &running{t: t, out: &journal{}, errs: &journal{}}
	ctx, cancel := context.WithCancel(context.Background())
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"demo", "--listen", "127.0.0.1:0", "--dir", dir}, world{
			in: strings.NewReader(""), out: r.out, errs: r.errs, getenv: func(string) string { return "" }, now: time.Now, fresh: rand.Reader,
		})
	}()
	r.stop = sync.OnceValue(func() int { cancel(); return <-code })
	t.Cleanup(func() { r.stop() })
	return r
}

// found waits for something in what the demo prints.
func (r *running) found(pattern string) string {
	r.t.Helper()
	return waitFor(r.t, r.out, r.errs, pattern)
}

func waitFor(t testing.TB, out, errs *journal, pattern string) string {
	t.Helper()
	wanted := regexp.MustCompile(pattern)
	ctx, again := within(t), time.NewTicker(20*time.Millisecond)
	defer again.Stop()
	for {
		if m := wanted.FindStringSubmatch(out.String()); m != nil {
			return m[1]
		}
		select {
		case <-ctx.Done():
			t.Fatalf("the demo never prints %s:\n%s\n%s", pattern, out, errs)
		case <-again.C:
		}
	}
}

// staffPage signs in as the demo says and waits until the queue shows this many cases.
func (r *running) staffPage(cases int) {
	r.t.Helper()
	console := r.found(`Staff console +(http://\S+)`)
	email, word := r.found(`sign in as (\S+)`), r.found(`password (\S+)`)
	jar, err := cookiejar.New(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	answer, err := browser.PostForm(console+"sign-in", url.Values{"email": {email}, "password": {word}})
	if err != nil {
		r.t.Fatal(err)
	}
	body(r.t, answer)
	links := regexp.MustCompile(`href="/staff/cases/([A-Z0-9]{4}-[A-Z0-9]{4})"`)
	ctx, again := within(r.t), time.NewTicker(100*time.Millisecond)
	defer again.Stop()
	for {
		answer, err := browser.Get(console)
		if err != nil {
			r.t.Fatal(err)
		}
		shown, different := body(r.t, answer), map[string]bool{}
		for _, m := range links.FindAllStringSubmatch(shown, -1) {
			different[m[1]] = true
		}
		if len(different) == cases {
			return
		}
		select {
		case <-ctx.Done():
			r.t.Fatalf("the queue shows %d cases, want %d:\n%s\n%s", len(different), cases, shown, r.errs)
		case <-again.C:
		}
	}
}

// TestTheDemoRunsStopsAndFindsItsDataAgain: one command, the sample people in the queue, and
// Ctrl-C; started again on the same folder, everything is still there and nothing is added.
func TestTheDemoRunsStopsAndFindsItsDataAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := startDemo(t, dir)
	for name, pattern := range map[string]string{
		"the phone":      `A phone to text from +(http://\S+)`,
		"the chat":       `The chat +(http://\S+)`,
		"the first page": `The first page +(http://\S+)`,
		"the alarms":     `For operators +(http://\S+)`,
	} {
		page := first.found(pattern)
		answer, err := http.Get(page)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if shown := body(t, answer); shown == "" || answer.StatusCode != 200 && name != "the alarms" {
			t.Errorf("%s at %s: %d", name, page, answer.StatusCode)
		}
	}
	first.staffPage(len(samples()))

	code, out, errs := sayso(t, "", "demo", "--listen", "127.0.0.1:0", "--dir", dir)
	if code != 1 || out != "" || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "another demo is using "+dir) {
		t.Errorf("a second demo on the same folder: exit %d, %q, %q; want 1 and one sentence", code, out, errs)
	}
	first.staffPage(len(samples())) // the first one did not notice

	if code := first.stop(); code != 0 {
		t.Errorf("Ctrl-C: exit %d\n%s", code, first.errs)
	}
	if log := first.errs.String(); strings.Contains(log, "level=ERROR") || strings.Contains(log, "sayso demo:") {
		t.Errorf("it did not stop cleanly:\n%s", log)
	}
	again := startDemo(t, dir)
	again.staffPage(len(samples()))
	if code := again.stop(); code != 0 {
		t.Errorf("Ctrl-C: exit %d\n%s", code, again.errs)
	}
}
