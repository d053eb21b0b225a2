package webchat_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"sayso/channels/webchat"
)

// allLanguages turns on what nobody has reviewed; a test may, a deployment may not.
func allLanguages(c *webchat.Config) { c.Languages = webchat.Languages() }

func TestALanguageThatNobodyReviewedIsNotShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for _, path := range []string{"/?lang=cy", "/chat?lang=ar"} {
		got := w.get(t, path)
		got.wants(t, 200, `<html lang="en" dir="ltr">`)
		if strings.Contains(got.body, "Cymraeg") {
			t.Errorf("%s offers Welsh", path)
		}
	}
}

func TestALanguageIsChosenOrTakenFromTheBrowser(t *testing.T) {
	t.Parallel()
	w := newWorld(t, allLanguages)
	for _, c := range []struct{ path, accepts, want string }{
		{"/", "", `<html lang="en" dir="ltr">`},
		{"/", "cy-GB,cy;q=0.9,en;q=0.8", `<html lang="cy" dir="ltr">`},
		{"/", "ar-SY,ar;q=0.9", `<html lang="ar" dir="rtl">`},
		{"/", "pl,cy;q=0.5", `<html lang="cy" dir="ltr">`},
		{"/", "pl", `<html lang="en" dir="ltr">`},
		{"/?lang=en", "cy", `<html lang="en" dir="ltr">`},
		{"/?lang=pl", "cy", `<html lang="cy" dir="ltr">`},
		{"/?lang=ar&easy=1", "cy", `<html lang="ar" dir="rtl" class="easy">`},
	} {
		r, err := http.NewRequestWithContext(t.Context(), "GET", w.url+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Language", c.accepts)
		answer, err := http.DefaultClient.Do(r)
		if got := readSheet(t, answer, err).body; !strings.Contains(got, c.want) {
			t.Errorf("%s with %q: want %s in %.80s", c.path, c.accepts, c.want, got)
		}
	}
}

// Whoever changes the language, or the layout, in the middle goes on in the same talk, with what is in the box.
func TestTheTalkGoesOnInAnotherLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, allLanguages)
	for name, scripts := range map[string]bool{"with JavaScript": true, "without JavaScript": false} {
		tab := phone(t)
		if !scripts {
			run(t, tab, noScript)
		}
		run(t, tab, chromedp.Navigate(w.url+"/chat"), say("they moved me"), untilShown("they moved me", question),
			write("half a thou"), evaluate(`document.querySelector('.looks [lang=ar]').click()`),
			until(`document.documentElement.dir === 'rtl' && document.readyState === 'complete'`), untilShown("they moved me", question),
			until(`document.getElementById('text').value === 'half a thou'`))
		if got := ask(t, tab, directions); got != `you ltr ""|sayso ltr "en"` {
			t.Errorf("%s: %s", name, got)
		}
		if got := ask(t, tab, `document.querySelector('.line.sayso .who').textContent + ' ' + document.querySelector('#choices button').lang`); got != "رد آلي en" {
			t.Errorf("%s: got %q", name, got)
		}
		run(t, tab, evaluate(`document.querySelectorAll('.looks button[formaction]')[3].click()`), until(`document.documentElement.className === 'easy'`),
			untilShown("they moved me", question), click("#send"), untilShown("they moved me", question, "half a thou", question))
	}
}

// What goes wrong is told in the language of the page, by the socket too.
func TestProblemsAreToldInThePagesLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, allLanguages)
	a := w.tab(t)
	a.send(frame{"type": "hello", "v": 1, "lang": "cy"})
	a.want("welcome")
	a.send(frame{"type": "dance", "id": "m-1"})
	if got := a.wantProblem("bad_frame", "m-1"); got["text"] != "Allen ni ddim darllen hynny." {
		t.Errorf("got %v", got)
	}
	page := w.get(t, "/chat?lang=cy")
	w.postTo(t, "/chat?lang=cy", page, "action", "code").wants(t, 400, "Dwed rywbeth yn gyntaf")
}

// With a voice of the browser's own, which says what it was asked to.
const voice = `window.said = []; window.speechSynthesis.speak = u => window.said.push((u.lang || '-') + ': ' + u.text);
	window.speechSynthesis.cancel = () => window.said.push('quiet');`

func TestWhatWasSaidIsReadAloudOnRequestOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, allLanguages)
	tab := phone(t)
	run(t, tab, chromedp.Navigate(w.url+"/chat?lang=cy"), evaluate(voice), say("they moved me"), untilShown("they moved me", question),
		until(`window.said.length === 0`), visible("#aloud"), click("#aloud"),
		until(`window.said.join('|') === 'quiet|en: `+question+`'`), until(`document.getElementById('aloud').textContent === 'Stopio darllen'`),
		click("#aloud"), until(`window.said.length === 3 && window.said[2] === 'quiet'`), until(`document.getElementById('aloud').textContent === 'Darllen yn uchel'`))
	run(t, tab, chromedp.Navigate(w.url+"/safety?lang=cy"), evaluate(voice), visible("#aloud"), click("#aloud"),
		until(`window.said[1] === "cy: Cadw'n saff" && window.said.length > 10`))
}

func TestWhereThereIsNoVoiceThereIsNoButton(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	tab := phone(t)
	run(t, tab, func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
			Source: `Object.defineProperty(window, 'speechSynthesis', {value: undefined})`})
		return chromedp.Void{}, err
	}, chromedp.Navigate(w.url+"/chat"), say("hi"), untilShown("hi", question), until(`document.getElementById('aloud').hidden`))
}

// Every page, in every language, at every size, in light and dark.
func TestEveryPageIsAccessibleInEveryLanguage(t *testing.T) {
	t.Parallel()
	w, script := newWorld(t, allLanguages), axe(t)
	for _, look := range []string{"?lang=en", "?lang=cy", "?lang=ar", "?lang=en&easy=1", "?lang=ar&easy=1"} {
		tab := browser(t)
		run(t, tab, checked)
		for _, path := range append([]string{"/nothing-here"}, publicPages...) {
			run(t, tab, chromedp.Navigate(w.url+path+look), evaluate(script))
			wantAccessibleEverywhere(t, tab, path+look)
		}
	}
}

// Where not even a page can be made, what is said instead is in their language too, and says whom to call.
func TestWhatIsSaidWithoutAPageIsInTheirLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	mux := http.NewServeMux()
	config := webchat.Config{PublicURL: w.url, Languages: webchat.Languages()}
	dry, err := webchat.New(config, w.store, w.keys, slog.New(slog.DiscardHandler), time.Now, iotest.ErrReader(errors.New("no randomness")))
	if err != nil {
		t.Fatal(err)
	}
	dry.Routes(mux)
	for look, want := range map[string]string{"": "Something went wrong", "?lang=cy": "Aeth rhywbeth o'i le", "?lang=ar&easy=1": "حدث خطأ ما"} {
		answer := httptest.NewRecorder()
		mux.ServeHTTP(answer, httptest.NewRequest("GET", "/chat"+look, nil))
		said := answer.Body.String()
		if answer.Code != 500 || !strings.Contains(said, want) || !strings.Contains(said, "999") || !strings.Contains(said, "0800 1111") {
			t.Errorf("%q: got %d %q", look, answer.Code, said)
		}
		if got := answer.Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%q: it is kept: %q", look, got)
		}
	}
}
