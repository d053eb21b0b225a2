package phonenet

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/twilio/twilio-go/client"
	twilio "github.com/twilio/twilio-go/rest/api/v2010"
)

// nearby sends what is meant for Twilio to the network.
type nearby struct{ host string }

func (b nearby) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = "http", b.host, b.host
	return http.DefaultTransport.RoundTrip(r)
}

// api is Twilio's own client, pointed here.
func api(address, token string) *twilio.ApiService {
	c := &client.Client{
		Credentials: client.NewCredentials(account, token),
		HTTPClient: &http.Client{
			Transport: nearby{strings.TrimPrefix(address, "http://")}, Timeout: 20 * time.Second,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	c.SetAccountSid(account)
	return twilio.NewApiServiceWithClient(c)
}

func create(address, to, from, body, callback string) (*twilio.ApiV2010Message, error) {
	p := (&twilio.CreateMessageParams{}).SetTo(to).SetFrom(from).SetBody(body)
	if callback != "" {
		p.SetStatusCallback(callback)
	}
	return api(address, token).CreateMessage(p)
}

// code is Twilio's error code as its own client reads it; 0 where there is none.
func code(err error) int {
	var refused *client.TwilioRestError
	if errors.As(err, &refused) {
		return refused.Code
	}
	return 0
}

func TestTwiliosOwnClientSendsAText(t *testing.T) {
	t.Parallel()
	n, address := startNetwork(t, nil, func(c *Config) { c.Sent = time.Hour })
	m, err := create(address, jade, ours, "Hello", "")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(*m.AccountSid, *m.ApiVersion, *m.Body, *m.Direction, *m.From, *m.To, *m.Status, *m.NumMedia, *m.NumSegments, m.DateSent, m.ErrorCode, m.Price, m.MessagingServiceSid)
	want := fmt.Sprint(account, "2010-04-01", "Hello", "outbound-api", ours, jade, "queued", "0", "1", nil, nil, nil, nil)
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if _, err := time.Parse(time.RFC1123Z, *m.DateCreated); err != nil {
		t.Error(err)
	}
	if *m.Uri != "/2010-04-01/Accounts/"+account+"/Messages/"+*m.Sid+".json" {
		t.Errorf("uri %s", *m.Uri)
	}
	again, err := api(address, token).FetchMessage(*m.Sid, nil)
	if err != nil || *again.Body != "Hello" {
		t.Errorf("fetched %v, %v", again, err)
	}
	if got := n.Counts().Accepted; got != 1 {
		t.Errorf("accepted %d", got)
	}
}

func TestAMessagingServiceChoosesItsSenderLater(t *testing.T) {
	t.Parallel()
	n, address := startNetwork(t, nil, func(c *Config) { c.MessagingServiceSID = "MG1" })
	m, err := api(address, token).CreateMessage((&twilio.CreateMessageParams{}).SetTo(jade).SetMessagingServiceSid("MG1").SetBody("Hello"))
	if err != nil {
		t.Fatal(err)
	}
	if m.From != nil || *m.NumSegments != "0" || *m.Status != "accepted" || *m.MessagingServiceSid != "MG1" {
		t.Errorf("%+v", m)
	}
	if got := arrived(t, n, jade, 1)[0].With; got != ours {
		t.Errorf("sent from %s", got)
	}
}

func TestRefusalsAreTwiliosOwn(t *testing.T) {
	t.Parallel()
	n, address := startNetwork(t, nil, nil)
	for _, c := range []struct {
		what, to, from, body, callback string
		code, status                   int
	}{
		{"bad to", "+44abc", ours, "x", "", 21211, 400},
		{"national to", "07700900101", ours, "x", "", 21211, 400},
		{"no to", "", ours, "x", "", 21604, 400},
		{"no from", jade, "", "x", "", 21603, 400},
		{"not ours", jade, kai, "x", "", 21606, 400},
		{"to itself", ours, ours, "x", "", 21266, 400},
		{"no body", jade, ours, "", "", 21602, 400},
		{"too long", jade, ours, strings.Repeat("x", 1601), "", 21617, 400},
		{"bad callback", jade, ours, "x", "/sms/status", 21609, 400},
	} {
		_, err := create(address, c.to, c.from, c.body, c.callback)
		var refused *client.TwilioRestError
		if !errors.As(err, &refused) || refused.Code != c.code || refused.Status != c.status || refused.MoreInfo == "" {
			t.Errorf("%s: got %v, want code %d", c.what, err, c.code)
		}
	}
	if got, want := n.Counts(), (Counts{Refused: 9}); got != want {
		t.Errorf("counts %+v, want %+v", got, want)
	}
	_, err := api(address, "wrong").CreateMessage((&twilio.CreateMessageParams{}).SetTo(jade).SetFrom(ours).SetBody("x"))
	if code(err) != 20003 {
		t.Errorf("wrong token: %v", err)
	}
	if _, err := api(address, token).FetchMessage("SM1", nil); code(err) != 20404 {
		t.Errorf("unknown message: %v", err)
	}
	if _, err := api(address, token).FetchMessage("SM1", (&twilio.FetchMessageParams{}).SetPathAccountSid("AC1")); code(err) != 20404 {
		t.Errorf("another account: %v", err)
	}
	if got, err := api(address, token).FetchAccount(account); err != nil || *got.Status != "active" {
		t.Errorf("account: %v, %v", got, err)
	}
	if _, err := create(address, jade, ours, strings.Repeat("x", 1600), ""); err != nil {
		t.Errorf("1600 characters: %v", err)
	}
}

func TestTheListIsReadThroughAllItsPagesWhileTextsArrive(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, address := startNetwork(t, s, nil)
	for i := range 5 {
		n.Text(soon(t), jade, ours, fmt.Sprint("in ", i))
	}
	if _, err := create(address, jade, ours, "out", ""); err != nil {
		t.Fatal(err)
	}
	svc := api(address, token)
	first, err := svc.PageMessage((&twilio.ListMessageParams{}).SetTo(ours).SetPageSize(2), "", "")
	if err != nil || len(first.Messages) != 2 || first.NextPageUri == nil || *first.Messages[0].Body != "in 4" {
		t.Fatalf("first page %+v, %v", first, err)
	}
	n.Text(soon(t), jade, ours, "in 5")
	request, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, address+*first.NextPageUri, nil)
	request.SetBasicAuth(account, token)
	response, err := http.DefaultClient.Do(request)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatal(response, err)
	}
	response.Body.Close()
	all, err := svc.ListMessage((&twilio.ListMessageParams{}).SetTo(ours).SetPageSize(2))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, m := range all {
		got += *m.Body + ","
	}
	if want := "in 5,in 4,in 3,in 2,in 1,in 0,"; got != want {
		t.Errorf("got %s want %s", got, want)
	}
	both, err := svc.ListMessage(&twilio.ListMessageParams{})
	if err != nil || len(both) != 7 {
		t.Errorf("both directions: %d, %v", len(both), err)
	}
	second, err := svc.PageMessage((&twilio.ListMessageParams{}).SetTo(ours).SetPageSize(2), "PA"+*first.Messages[1].Sid, "1")
	if err != nil || *second.Messages[0].Body != "in 2" {
		t.Errorf("second page moved: %v, %v", second, err)
	}
}

func TestDatesFindWhatHasLeftAndNothingThatWaits(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 21, 23, 59, 58, 500e6, time.UTC)
	n := New(Config{AccountSID: account, AuthToken: token, Numbers: []string{ours}}, func() time.Time { return at }, strings.NewReader(strings.Repeat("0123456789abcdef", 10)))
	for i := range 3 { // sent at 58.5, 59.5 and 00.5 of the next day
		m := &message{from: jade, to: ours, body: fmt.Sprint(i), direction: inbound, sent: at}
		if err := n.keep(m); err != nil {
			t.Fatal(err)
		}
		at = at.Add(time.Second)
	}
	if err := n.keep(&message{from: ours, to: jade, body: "waits", direction: outbound}); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"":                               "012waits",
		"DateSent=2026-11-21":            "01",
		"DateSent>=2026-11-22":           "2",
		"DateSent>=2026-11-21":           "012",
		"DateSent<=2026-11-21":           "01",
		"DateSent>=2026-11-21T23:59:59Z": "12",
		"DateSent<=2026-11-21T23:59:59Z": "01",
		"DateSent>=2026-11-21T23:59:59Z&DateSent<=2026-11-21T23:59:59Z": "1",
		"From=" + url.QueryEscape(ours):                                 "waits",
	} {
		asked, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		f, err := readFilter(asked)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, m := range n.messages {
			if f.fits(m) {
				got += m.body
			}
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
	if _, err := readFilter(url.Values{"DateSent": {"yesterday"}}); err == nil {
		t.Error("a date that is none was read")
	}
}

func TestASenderHasItsPaceAndItsQueueAnEnd(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	n := New(Config{Numbers: []string{ours}, MessagesPerSecond: 2}, func() time.Time { return at }, nil)
	for i, want := range []time.Duration{0, 500 * time.Millisecond, 2 * time.Second} {
		if got := n.queueUp(&message{from: ours, segments: 1 + 2*(i%2)}); got != want {
			t.Errorf("text %d waits %v, want %v", i, got, want)
		}
	}
	n.free[ours] = at.Add(11 * time.Hour)
	if got := n.objection(&message{to: jade, from: ours, body: "x"}); got != &queueFull {
		t.Errorf("got %v", got)
	}
}
