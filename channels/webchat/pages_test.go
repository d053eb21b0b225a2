package webchat_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"sayso/channels/webchat"
)

var publicPages = []string{"/", "/chat", "/privacy", "/safety", "/accessibility", "/changes", "/poster"}

func TestEveryPageIsGuarded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	policy := "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws" +
		strings.TrimPrefix(w.url, "http") + "; form-action 'self' https://www.bbc.co.uk; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	for _, path := range append([]string{"/nothing-here"}, publicPages...) {
		answer, err := http.Get(w.url + path)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
			"Content-Security-Policy": policy, "Set-Cookie": "", "Content-Type": "text/html; charset=utf-8",
		} {
			if got := answer.Header.Get(name); got != want {
				t.Errorf("%s: %s: got %q, want %q", path, name, got, want)
			}
		}
		if answer.Header.Get("Permissions-Policy") == "" {
			t.Errorf("%s: no Permissions-Policy", path)
		}
	}
}

// A strict policy blocks what is inline, so the page would quietly lose it.
func TestNoPageHasInlineCodeOrAsksAnotherSite(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	inline := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|javascript:|<script(?:[^>]*)>[^<]`)
	loaded := regexp.MustCompile(`(?:src|<link[^>]* href)="([^"]*)"`)
	for _, path := range publicPages {
		page := w.get(t, path)
		page.wants(t, 200, "<title>Messages</title>", "Leave now", "999", "0800", `lang="en"`)
		if found := inline.FindString(page.body); found != "" {
			t.Errorf("%s has %q", path, found)
		}
		for _, from := range loaded.FindAllStringSubmatch(page.body, -1) {
			if !strings.HasPrefix(from[1], "/chat/assets/") {
				t.Errorf("%s loads %s", path, from[1])
			}
		}
	}
}

func TestTheChatIsLightAndItsAssetsAreKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	page := w.get(t, "/chat").body
	all := zipped(t, []byte(page))
	for _, path := range regexp.MustCompile(`/chat/assets/[^"]+`).FindAllString(page, -1) {
		r, err := http.NewRequestWithContext(t.Context(), "GET", w.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", "gzip")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		all += len(body)
		if answer.StatusCode != 200 || answer.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(answer.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: got %d %v", path, answer.StatusCode, answer.Header)
		}
	}
	if most := 20 << 10; all > most {
		t.Errorf("page, scripts and style are %d bytes compressed, want at most %d", all, most)
	}
	w.get(t, "/chat/assets/chat.js").wants(t, 404)
}

func zipped(t *testing.T, b []byte) int {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// The words are those of domain research: what officials say and children do not.
func TestThePagesSpeakPlainly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	official := regexp.MustCompile(`(?i)\b(representations?|adjudicat\w+|procedures?|investigat\w+|placements?|contact|LAC|regarding|submit|upheld)\b`)
	tags := regexp.MustCompile(`(?s)<(script|template|textarea)[^>]*>.*?</(script|template|textarea)>|<[^>]+>`)
	blocks := regexp.MustCompile(`</(p|li|h1|h2|a|button|label|title|strong)>`)
	for _, path := range publicPages {
		text := tags.ReplaceAllString(blocks.ReplaceAllString(w.get(t, path).body, ".\n"), " ")
		if found := official.FindAllString(text, -1); found != nil {
			t.Errorf("%s says %q", path, found)
		}
		for _, sentence := range regexp.MustCompile(`[.?!:]\s`).Split(text, -1) {
			if words := strings.Fields(sentence); len(words) > 20 {
				t.Errorf("%s: %d words in %q", path, len(words), strings.Join(words, " "))
			}
		}
	}
}

func TestTheFirstPageSaysWhenItIsReadAndWhomToCall(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.ReadWithin = 90 * time.Minute })
	w.get(t, "/").wants(t, 200, "within 90 minutes when we are open", "Monday to Friday, 9am to 5pm",
		`href="sms:+447700900000"`, "07700 900000", "01632 960000", "0800 1111", "SHOUT to 85258", "automatic", "machine")
	w.get(t, "/nothing-here").wants(t, 404, "That page is not here", "I need help now", "Leave now", "999")
}

func TestAnImpossibleConfigurationStopsTheStart(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]webchat.Config{
		"no public_url":  {},
		"a path only":    {PublicURL: "/chat"},
		"a bare origin":  {PublicURL: "https://sayso.example", Origins: []string{"sayso.example"}},
		"a bad exit":     {PublicURL: "https://sayso.example", ExitURL: "weather"},
		"pongs too late": {PublicURL: "https://sayso.example", PingEvery: time.Minute, PongWithin: time.Minute},
	} {
		if _, err := webchat.New(config, nil, nil, nil, time.Now, nil); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}
