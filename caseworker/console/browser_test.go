package console_test

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// browser is somebody at a screen. It follows no redirect by itself, so that each step is seen.
type browser struct {
	t    *testing.T
	desk *desk
	http *http.Client
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (d *desk) browser(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &browser{t, d, client}
}

// signedIn is a browser in which somebody has signed in.
func (d *desk) signedIn(t *testing.T, email string) *browser {
	t.Helper()
	b := d.browser(t)
	if got := b.post("/staff/sign-in", url.Values{"email": {email}, "password": {password}}); got.status != http.StatusSeeOther {
		t.Fatalf("signing in as %s: %d %s", email, got.status, got.text())
	}
	return b
}

var tags = regexp.MustCompile(`(?s)<[^>]*>`)

// text is what a reader sees.
func (a answer) text() string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(a.body, " "))), " ")
}

func (b *browser) do(r *http.Request) answer {
	b.t.Helper()
	got, err := b.http.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{got.StatusCode, got.Header, string(body)}
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, b.desk.site.URL+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(r)
}

func (b *browser) post(path string, fields url.Values) answer {
	b.t.Helper()
	return b.do(b.request(path, fields))
}

func (b *browser) request(path string, fields url.Values) *http.Request {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodPost, b.desk.site.URL+path, strings.NewReader(fields.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

var inputs = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// fill takes the form on a page that goes to an address, with its hidden fields, and fills it in.
func (b *browser) fill(page answer, action string, typed url.Values) url.Values {
	b.t.Helper()
	_, form, found := strings.Cut(page.body, `action="`+action+`"`)
	if !found {
		b.t.Fatalf("the page has no form for %s:\n%s", action, page.text())
	}
	form, _, _ = strings.Cut(form, "</form>")
	fields := url.Values{}
	for _, hidden := range inputs.FindAllStringSubmatch(form, -1) {
		fields.Add(hidden[1], hidden[2])
	}
	for name, values := range typed {
		fields[name] = values
	}
	return fields
}

// press opens the case, fills a form in, sends it, and gives the answer.
func (b *browser) press(reference, act string, typed url.Values) answer {
	b.t.Helper()
	at := "/staff/cases/" + reference
	return b.post(at+act, b.fill(b.get(at), at+act, typed))
}

// pressed is press where the act must be done.
func (b *browser) pressed(reference, act string, typed url.Values) {
	b.t.Helper()
	if got := b.press(reference, act, typed); got.status != http.StatusSeeOther {
		b.t.Fatalf("%s: %d %s", act, got.status, got.text())
	}
}

// until opens a page again and again until it shows something: what staff do takes the road back first.
func (b *browser) until(path, shows string) answer {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		page := b.get(path)
		if strings.Contains(page.text(), shows) {
			return page
		}
		select {
		case <-ctx.Done():
			b.t.Fatalf("%s never shows %q:\n%s", path, shows, page.text())
		case <-tick.C:
		}
	}
}

// wants checks that a page shows some things and not others.
func wants(t *testing.T, page answer, shows []string, not ...string) {
	t.Helper()
	text := page.text()
	for _, s := range shows {
		if !strings.Contains(text, s) {
			t.Errorf("the page does not show %q:\n%s", s, text)
		}
	}
	for _, s := range not {
		if strings.Contains(text, s) {
			t.Errorf("the page shows %q:\n%s", s, text)
		}
	}
}

// cookie is the session's, as the browser holds it.
func (b *browser) cookie(t *testing.T) *http.Cookie {
	t.Helper()
	at, err := url.Parse(b.desk.site.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range b.http.Jar.Cookies(at) {
		if c.Name == "sayso-staff" {
			return c
		}
	}
	t.Fatal("the browser has no session")
	return nil
}

func (b *browser) setCookie(t *testing.T, c *http.Cookie) {
	t.Helper()
	at, err := url.Parse(b.desk.site.URL)
	if err != nil {
		t.Fatal(err)
	}
	b.http.Jar.SetCookies(at, []*http.Cookie{c})
}
