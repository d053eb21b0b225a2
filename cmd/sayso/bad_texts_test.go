package main

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"sayso/channels"
	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// talk is the conversation behind a phone.
func (d *deployment) talk(phone string) string {
	d.t.Helper()
	id, err := d.node.store.Find(within(d.t), d.door(phone))
	if err != nil {
		d.t.Fatal(err)
	}
	return id
}

// door is that of a phone.
func (d *deployment) door(phone string) conversation.Door {
	d.t.Helper()
	keys, err := readKeyset(d.config)
	if err != nil {
		d.t.Fatal(err)
	}
	number, err := channels.ParseNumber(phone)
	if err != nil {
		d.t.Fatal(err)
	}
	door, err := number.Door(keys)
	if err != nil {
		d.t.Fatal(err)
	}
	return door
}

// heard is what a person has said in a conversation, as it is kept.
func (d *deployment) heard(talk string) []string {
	d.t.Helper()
	return d.lines(talk, func(l conversation.Line) bool { return l.From == conversation.FromPerson })
}

func (d *deployment) lines(talk string, which func(conversation.Line) bool) []string {
	d.t.Helper()
	lines, err := d.node.store.Transcript(within(d.t), talk, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	var all []string
	for _, l := range lines {
		if which(l) {
			all = append(all, l.Text)
		}
	}
	return all
}

// kept counts what the store holds of anybody at all.
func (d *deployment) kept() int {
	d.t.Helper()
	keys, err := d.node.redis.Keys(within(d.t), "*:{p*}:*").Result()
	if err != nil {
		d.t.Fatal(err)
	}
	return len(slices.DeleteFunc(keys, func(k string) bool { return strings.HasSuffix(k, ":lease") }))
}

// form is a text as Twilio posts it, with some fields changed.
func form(phone, body string, change url.Values) url.Values {
	f := url.Values{
		"AccountSid": {demoAccount}, "MessageSid": {"SM" + strings.Repeat("0", 31) + "1"}, "From": {phone}, "To": {demoNumber},
		"Body": {body}, "NumMedia": {"0"}, "ApiVersion": {"2010-04-01"},
	}
	maps.Copy(f, change)
	return f
}

// post sends a form to the webhook as it stands, signed for an address, and gives the status; 0
// where there was no answer. Many may call it at once.
func (d *deployment) post(f url.Values, signed string, change func(*http.Request)) int {
	d.t.Helper()
	r, err := http.NewRequestWithContext(within(d.t), "POST", d.base+"/sms/inbound", strings.NewReader(f.Encode()))
	if err != nil {
		d.t.Error(err)
		return 0
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Twilio-Signature", d.network.Sign(signed, f))
	if change != nil {
		change(r)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		d.t.Error(err)
		return 0
	}
	defer answer.Body.Close()
	return answer.StatusCode
}

// TestWhatIsNotTwiliosIsRefusedAndNothingOfItKept: forgeries of every kind get their refusal, leave
// nothing behind, and show up nowhere.
func TestWhatIsNotTwiliosIsRefusedAndNothingOfItKept(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone, words = "+447700900160", "my worker shouted at me"
	for name, c := range map[string]struct {
		want   int
		option phonenet.Option
	}{
		"unsigned":                           {403, phonenet.Unsigned()},
		"signed with another token":          {403, phonenet.WronglySigned()},
		"a second Body behind the signed":    {400, phonenet.Repeated("Body", "all is well")},
		"a second MessageSid, the same form": {400, phonenet.Repeated("MessageSid", "SM2")},
	} {
		if got := d.network.Text(within(t), phone, demoNumber, words, c.option); got.Status != c.want {
			t.Errorf("%s: %d %v, want %d", name, got.Status, got.Err, c.want)
		}
	}
	here := d.base + "/sms/inbound"
	elsewhere := "https://sayso.evil.example"
	as := func(host string) func(*http.Request) { return func(r *http.Request) { r.Host = host } }
	for name, c := range map[string]struct {
		want   int
		fields url.Values
		signed string
		change func(*http.Request)
	}{
		"of another account":                   {403, url.Values{"AccountSid": {"AC" + strings.Repeat("9", 32)}}, here, nil},
		"to another number":                    {403, url.Values{"To": {"+447700900199"}}, here, nil},
		"from nobody":                          {400, url.Values{"From": {""}}, here, nil},
		"without a MessageSid":                 {400, url.Values{"MessageSid": {""}}, here, nil},
		"a MessageSid that is no id":           {400, url.Values{"MessageSid": {"SM:{p00}:*"}}, here, nil},
		"more than a webhook ever has":         {413, url.Values{"Padding": {strings.Repeat("x", 64<<10)}}, here, nil},
		"signed for another host, and sent so": {403, nil, elsewhere + "/sms/inbound", as("sayso.evil.example")},
		"signed for another path":              {403, nil, d.base + "/sms/status", nil},
		"the signature of another body": {403, url.Values{"Extra": {"1"}}, here, func(r *http.Request) {
			r.Header.Set("X-Twilio-Signature", d.network.Sign(here, form(phone, words, nil)))
		}},
		"forwarded headers in place of a key": {403, nil, elsewhere + "/sms/inbound", func(r *http.Request) {
			r.Header.Set("X-Forwarded-Host", "sayso.evil.example")
			r.Header.Set("X-Forwarded-Proto", "https")
		}},
	} {
		if got := d.post(form(phone, words, c.fields), c.signed, c.change); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	if n := d.kept(); n != 0 {
		t.Errorf("%d keys of conversations are kept after forgeries only", n)
	}
	// A Host that our own proxy rewrote is no reason to refuse what Twilio did sign.
	if got := d.post(form(phone, words, nil), here, as("10.0.0.7")); got != 200 {
		t.Errorf("a signed text with a rewritten Host: %d, want 200", got)
	}
	if got := d.heard(d.talk(phone)); !slices.Equal(got, []string{words}) {
		t.Errorf("kept %q, want %q once", got, words)
	}
	d.keptSecret(phone, words, "all is well")
}

// TestEveryTextIsKeptAsItCameAndAnswered: whatever a phone sends is in the transcript, whole, and
// its sender gets the first reply.
func TestEveryTextIsKeptAsItCameAndAnswered(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	long := func(n int) string {
		s := strings.Repeat("they never ring me back. ", n/25+1)
		return s[:n]
	}
	for i, c := range []struct{ name, sent, kept string }{
		{"1,600 characters, the longest that a phone can send", long(1600), long(1600)},
		{"10,000 characters", long(10_000), long(10_000)},
		{"emoji only", "😭😭💔", "😭😭💔"},
		{"empty, as a picture alone is", "", ""},
		{"spaces only", "  \n ", "  \n "},
		{"not UTF-8", "they mov\xff\xfeed me", "they mov\uFFFDed me"},
		{"half a character at the end", "they moved me \xf0\x9f\x98", "they moved me \uFFFD"},
		{"NUL", "they\x00 moved me", "they moved me"},
		{"control characters and bidi overrides", "they \x07\x1b[2J\u202e moved me", "they \x07\x1b[2J\u202e moved me"},
		{"what a template or a script would take for its own", "{{.Case}} <script>alert(1)</script> ' OR 1=1; %s {name}", "{{.Case}} <script>alert(1)</script> ' OR 1=1; %s {name}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			phone := fmt.Sprintf("+4477009005%02d", i)
			sid := url.Values{"MessageSid": {fmt.Sprintf("SM%032d", i)}}
			if got := d.post(form(phone, c.sent, sid), d.base+"/sms/inbound", nil); got != 200 {
				t.Fatalf("the webhook answered %d", got)
			}
			if got := d.heard(d.talk(phone)); !slices.Equal(got, []string{c.kept}) {
				t.Errorf("kept %q\nwant %q", got, c.kept)
			}
			d.reads(phone, "These first replies are automatic")
		})
	}
	if n := len(d.cases()); n != 10 {
		t.Errorf("%d cases, want one for each of 10 first messages", n)
	}
}

// TestATextTakenTwiceIsKeptOnce: replayed later by whoever recorded it, and posted on many
// connections at the same moment, also as somebody's first text.
func TestATextTakenTwiceIsKeptOnce(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const replayed, atOnce = "+447700900161", "+447700900162"
	first := d.network.Text(within(t), replayed, demoNumber, "nobody listens to me")
	if first.Status != 200 {
		t.Fatalf("the webhook answered %d: %v", first.Status, first.Err)
	}
	d.reads(replayed, "These first replies are automatic")
	for range 3 {
		if again := d.network.Replay(within(t), first.SID); again.Status != 200 {
			t.Errorf("replayed: %d %v, want 200 and nothing done", again.Status, again.Err)
		}
	}

	var all sync.WaitGroup
	for n := range 30 {
		all.Go(func() {
			f := form(atOnce, "they stopped my visits", nil)
			if got := d.post(f, d.base+"/sms/inbound", nil); got != 200 {
				t.Errorf("connection %d: %d, want 200", n, got)
			}
		})
	}
	all.Wait()
	for phone, want := range map[string]string{replayed: "nobody listens to me", atOnce: "they stopped my visits"} {
		if got := d.heard(d.talk(phone)); !slices.Equal(got, []string{want}) {
			t.Errorf("kept %q, want %q once", got, want)
		}
	}
	d.reads(atOnce, "These first replies are automatic")
	d.eventually("a case for each of the two", func() bool { return len(d.cases()) == 2 })
	if greeted := d.countOf(atOnce, "These first replies are automatic"); greeted != 1 {
		t.Errorf("greeted %d times", greeted)
	}
}

// countOf counts the texts on a phone that have these words.
func (d *deployment) countOf(phone, words string) int {
	n := 0
	for _, m := range d.network.Phone(phone).Messages {
		if !m.FromPhone && strings.Contains(m.Body, words) {
			n++
		}
	}
	return n
}
