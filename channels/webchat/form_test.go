package webchat_test

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/channels/webchat"
)

// sheet is a page as a browser without JavaScript has it.
type sheet struct {
	status           int
	body             string
	token, id, after string
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)

func readSheet(t *testing.T, answer *http.Response, err error) sheet {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	s := sheet{status: answer.StatusCode, body: html.UnescapeString(string(body))}
	for _, field := range hidden.FindAllStringSubmatch(string(body), -1) {
		switch field[1] {
		case "token":
			s.token = field[2]
		case "id":
			s.id = field[2]
		case "after":
			s.after = field[2]
		}
	}
	return s
}

func (w *world) get(t *testing.T, path string) sheet {
	t.Helper()
	answer, err := staying().Get(w.url + path)
	return readSheet(t, answer, err)
}

func (w *world) post(t *testing.T, from sheet, fields ...string) sheet {
	t.Helper()
	return w.postTo(t, "/chat", from, fields...)
}

func (w *world) postTo(t *testing.T, path string, from sheet, fields ...string) sheet {
	t.Helper()
	form := url.Values{"token": {from.token}, "id": {from.id}, "after": {from.after}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	answer, err := staying().PostForm(w.url+path, form)
	return readSheet(t, answer, err)
}

// staying is a client that follows no redirect.
func staying() *http.Client {
	return &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (s sheet) wants(t *testing.T, status int, parts ...string) {
	t.Helper()
	if s.status != status {
		t.Errorf("got status %d, want %d", s.status, status)
	}
	for _, part := range parts {
		if !strings.Contains(s.body, part) {
			t.Errorf("the page lacks %q:\n%s", part, s.body)
		}
	}
}

// wantsSafety wants the panel to be shown that tells whoever asked for help that it has not arrived.
// The page also holds it in a template for its script, which shows nothing.
func (s sheet) wantsSafety(t *testing.T, status int) {
	t.Helper()
	shown, _, _ := strings.Cut(s.body, "<template")
	if s.status != status || !strings.Contains(shown, "Your message has not got to us. Please call now.") {
		t.Errorf("got status %d, want %d and where to call:\n%s", s.status, status, shown)
	}
}

func TestTheChatWorksWithoutJavaScript(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first := w.get(t, "/chat")
	first.wants(t, 200, "London Borough of Example", "automatic", "What's happened?")
	said := w.post(t, first, "action", "say", "text", "they moved me\r\nagain & again")
	said.wants(t, 200, "they moved me\nagain & again", question, `name="choice" value="1">Yes<`)
	if said.token != first.token || said.id == first.id || said.after != "2" {
		t.Errorf("got token kept %v, id new %v, after %s; want true, true, 2", said.token == first.token, said.id != first.id, said.after)
	}
	again := w.post(t, first, "action", "say", "text", "they moved me\r\nagain & again")
	again.wants(t, 200, question)
	chosen := w.post(t, said, "choice", "1", "text", "half a thou")
	chosen.wants(t, 200, ">Yes</p>", "half a thou</textarea>")
	helped := w.post(t, chosen, "action", "need_help_now", "text", "half a thou")
	helped.wants(t, 200, "We are telling a worker now.", "Call 999", "Your message got to us", "half a thou</textarea>")
	w.post(t, helped, "action", "refresh", "text", "half a thou").wants(t, 200, "We are telling a worker now.", "half a thou</textarea>")
	want := []string{"they moved me\nagain & again", question, "1", question, "I need help now", "We are telling a worker now."}
	if got := w.texts(t, first.token); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAFormAndASocketShareOneTalk(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first := w.get(t, "/chat")
	a, _ := w.hello(t, first.token, 0)
	w.post(t, first, "action", "say", "text", "from the form")
	a.wantLine(1, "you", "from the form")
	a.wantLine(2, "sayso", question)
	a.say(first.id, "from the form") // sent by both ways, taken once
	a.wantHeard(first.id, 1)
}

func TestWhatAFormSaysWrongLosesNoWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.Posts = 1 })
	first := w.get(t, "/chat")
	long := strings.Repeat("é", 4001)
	w.post(t, first, "action", "say", "text", long).wants(t, 413, "too long", long)
	w.post(t, first, "action", "say", "text", strings.Repeat("é", 40000)).wants(t, 413, "too long")
	w.post(t, first, "action", "say", "text", "my words", "id", "").wants(t, 400, "my words</textarea>")
	w.post(t, first, "action", "say", "text", "\xff\xfe hi").wants(t, 429, "very quick")
	w.post(t, first, "action", "need_help_now").wants(t, 200, "We are telling a worker now.")
	w.post(t, first, "action", "say", "text", "  ").wants(t, 200)
}

func TestAFormOfAnEndedChatGivesTheWordsBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first := w.get(t, "/chat")
	for _, token := range []string{"", "forged", first.token + "x"} {
		stale := first
		stale.token = token
		got := w.post(t, stale, "action", "say", "text", "my words")
		got.wants(t, 410, "This chat has ended", "my words</textarea>")
		if got.token == token || got.token == "" {
			t.Error("an ended chat's page has no new token")
		}
		w.post(t, stale, "action", "need_help_now").wantsSafety(t, 410)
	}
	left := w.post(t, first, "action", "leave")
	left.wants(t, 303)
	w.post(t, first, "action", "say", "text", "my words").wants(t, 410, "my words</textarea>")
	w.post(t, first, "action", "need_help_now").wantsSafety(t, 410)
}

func TestAFormIsTakenFromOurOwnPageOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first := w.get(t, "/chat")
	form := url.Values{"token": {first.token}, "id": {first.id}, "action": {"say"}, "text": {"hi"}}
	r, err := http.NewRequestWithContext(t.Context(), "POST", w.url+"/chat", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := http.DefaultClient.Do(r)
	readSheet(t, answer, err).wants(t, 403)
	got := w.get(t, "/chat?token="+first.token+"&text=hello")
	if got.token == first.token || strings.Contains(got.body, "hello</textarea>") {
		t.Error("a token or words were taken from an address")
	}
}

func TestExitLeavesAtOnceAndRevokes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first := w.get(t, "/chat")
	w.post(t, first, "action", "say", "text", "hi")
	for _, c := range []struct {
		form url.Values
		want int
	}{
		{url.Values{"token": {first.token}}, 303},
		{url.Values{"token": {first.token}, "beacon": {"1"}}, 204},
		{url.Values{"token": {"forged"}}, 303},
		{url.Values{}, 303},
	} {
		answer, err := staying().PostForm(w.url+"/exit", c.form)
		readSheet(t, answer, err).wants(t, c.want)
		if to := answer.Header.Get("Location"); c.want == 303 && to != "https://www.bbc.co.uk/weather" {
			t.Errorf("got location %q", to)
		}
	}
	w.post(t, first, "action", "refresh").wants(t, 410)
	w.get(t, "/exit").wants(t, 303)
	if strings.Contains(w.log.String(), first.token) {
		t.Error("a token is in the log")
	}
}

func TestWithoutRedisTheFormKeepsTheWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.StoreWithin = 300 * time.Millisecond })
	first := w.get(t, "/chat")
	if err := w.redis.Kill(); err != nil {
		t.Fatal(err)
	}
	failed := w.post(t, first, "action", "say", "text", "my words")
	failed.wants(t, 503, "could not save", "my words</textarea>")
	if failed.id != first.id {
		t.Error("the message got another id, so a retry could be taken twice")
	}
	w.post(t, first, "action", "need_help_now").wantsSafety(t, 503)
	answer, err := staying().PostForm(w.url+"/exit", url.Values{"token": {first.token}})
	readSheet(t, answer, err).wants(t, 303)
	if err := w.redis.Again(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	got := w.post(t, failed, "action", "say", "text", "my words")
	for ; got.status == 503 && ctx.Err() == nil; got = w.post(t, failed, "action", "say", "text", "my words") {
	}
	got.wants(t, 200, question)
	if got := w.texts(t, first.token); !slices.Equal(got, []string{"my words", question}) {
		t.Errorf("got %q", got)
	}
}

func TestAFormSentAgainAfterLeavingShowsNothingOfTheTalk(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first := w.get(t, "/chat")
	said := w.post(t, first, "action", "say", "text", "they moved me")
	said.wants(t, 200, "they moved me", question)
	w.post(t, said, "action", "leave")
	back := w.post(t, first, "action", "say", "text", "they moved me") // Back, and reload: the browser sends it again
	back.wants(t, 410, "This chat has ended")
	for _, words := range []string{question, "they moved me"} {
		if strings.Contains(back.body, words) {
			t.Errorf("after they left the page shows %q", words)
		}
	}
}

func TestOtherWordsUnderTheSameIdAreGivenBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first := w.get(t, "/chat")
	w.post(t, first, "action", "say", "text", "they moved me") // taken, and the answer is lost on its way
	changed := w.post(t, first, "action", "say", "text", "they moved me and she laughed")
	changed.wants(t, 409, "still in the box", "they moved me and she laughed</textarea>")
	if changed.id == first.id {
		t.Error("the box has the id of the message that was taken")
	}
	w.post(t, changed, "action", "say", "text", "they moved me and she laughed").wants(t, 200, question)
	want := []string{"they moved me", question, "they moved me and she laughed", question}
	if got := w.texts(t, first.token); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
