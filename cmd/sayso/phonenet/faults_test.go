package phonenet

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twilio/twilio-go/client"
)

// send posts a text with plain HTTP, to see what Twilio's client hides.
func send(t *testing.T, address string, timeout time.Duration) (*http.Response, string, error) {
	t.Helper()
	form := url.Values{"To": {jade}, "From": {ours}, "Body": {"Hello"}}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/2010-04-01/Accounts/"+account+"/Messages.json", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.SetBasicAuth(account, token)
	c := http.Client{Timeout: timeout, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := c.Do(request)
	if err != nil {
		return nil, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response, string(body), err
}

func TestAFaultStrikesAsOftenAsItWasAskedTo(t *testing.T) {
	t.Parallel()
	n, address := startNetwork(t, nil, nil)
	if err := n.Trouble(Fault{On: Send, Do: TooMany, Times: 2, For: 1500 * time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		response, body, err := send(t, address, 0)
		if err != nil || response.StatusCode != 429 || response.Header.Get("Retry-After") != "2" || !strings.Contains(body, `"code":20429`) {
			t.Errorf("%v %s %v", response, body, err)
		}
	}
	if response, _, err := send(t, address, 0); err != nil || response.StatusCode != http.StatusCreated {
		t.Errorf("afterwards: %v, %v", response, err)
	}
	if got := n.Troubles(); len(got) != 0 {
		t.Errorf("left: %v", got)
	}
}

func TestAnAnswerGoesWrongBeforeOrAfterTheTextWasTaken(t *testing.T) {
	t.Parallel()
	for _, what := range []What{Broken, NoSID, Hang, Reset} {
		for _, accepted := range []bool{false, true} {
			n, address := startNetwork(t, nil, nil)
			if err := n.Trouble(Fault{On: Send, Do: what, Accepted: accepted}); err != nil {
				t.Fatal(err)
			}
			response, body, err := send(t, address, 300*time.Millisecond)
			switch what {
			case Broken:
				if err != nil || response.StatusCode != 503 || !strings.Contains(body, "<html>") {
					t.Errorf("%s: %v %s %v", what, response, body, err)
				}
			case NoSID:
				if err != nil || response.StatusCode != 302 || body != "{}" {
					t.Errorf("%s: %v %s %v", what, response, body, err)
				}
			case Hang, Reset:
				if err == nil {
					t.Errorf("%s: answered %v", what, response)
				}
			}
			n.Mend()
			want := map[bool]int{true: 1}[accepted]
			if got := n.Counts().Accepted; got != want {
				t.Errorf("%s, accepted %v: %d texts taken", what, accepted, got)
			}
		}
	}
}

func TestAFaultFindsTheTextsItIsMeantFor(t *testing.T) {
	t.Parallel()
	n, address := startNetwork(t, nil, nil)
	for _, f := range []Fault{
		{On: Send, Do: OptedOut, Phone: kai},
		{On: Send, Do: Broken, Only: func(_, body string) bool { return body == "cursed" }},
	} {
		if err := n.Trouble(f); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := create(address, jade, ours, "fine", ""); err != nil {
		t.Error(err)
	}
	if _, err := create(address, kai, ours, "fine", ""); code(err) != 21610 {
		t.Errorf("kai: %v", err)
	}
	_, err := create(address, jade, ours, "cursed", "")
	var typed *client.TwilioRestError
	if err == nil || errors.As(err, &typed) {
		t.Errorf("cursed: %v", err)
	}
	for _, f := range []Fault{{On: Webhook, Do: NoSID}, {On: Send, Do: Broken, Chance: 1.5}, {On: Send, Do: Broken, Chance: -1}} {
		if err := n.Trouble(f); err == nil {
			t.Errorf("an impossible fault was taken: %+v", f)
		}
	}
}

func TestAListCanFailToAnswer(t *testing.T) {
	t.Parallel()
	n, address := startNetwork(t, nil, nil)
	if err := n.Trouble(Fault{On: List, Do: Broken, Times: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := api(address, token).ListMessage(nil); err == nil {
		t.Error("it answered")
	}
	if _, err := api(address, token).ListMessage(nil); err != nil {
		t.Error(err)
	}
}

func TestAWebhookIsLostOrLate(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, _ := startNetwork(t, s, nil)
	for _, f := range []Fault{{On: Webhook, Do: Lost, Times: 1}, {On: Webhook, Do: Slow, Times: 1, For: time.Millisecond}} {
		if err := n.Trouble(f); err != nil {
			t.Fatal(err)
		}
	}
	if d := n.Text(soon(t), jade, ours, "one"); !d.GivenUp || d.Attempts != 0 {
		t.Errorf("lost: %+v", d)
	}
	if d := n.Text(soon(t), jade, ours, "two"); d.GivenUp {
		t.Errorf("late: %+v", d)
	}
	if got := s.got(t, 1); len(got) != 1 || got[0].form.Get("Body") != "two" {
		t.Errorf("posted %v", got)
	}
}

// A fault that strikes by chance strikes the same texts again where the seed is the same.
func TestAFaultMayStrikeByChance(t *testing.T) {
	t.Parallel()
	struck := func(seed uint64) (which []int) {
		n, _ := startNetwork(t, nil, func(c *Config) { c.Seed = seed })
		if err := n.Trouble(Fault{On: Webhook, Do: Lost, Chance: 0.25}); err != nil {
			t.Fatal(err)
		}
		for i := range 400 {
			if _, hit := n.struck(Webhook, jade, "one"); hit {
				which = append(which, i)
			}
		}
		return which
	}
	first, again, other := struck(7), struck(7), struck(8)
	if !slices.Equal(first, again) || slices.Equal(first, other) || len(first) < 70 || len(first) > 130 {
		t.Errorf("of 400 it struck %d, then %d, with another seed %d", len(first), len(again), len(other))
	}
}

func TestAWebhookComesTwiceOrSoLateThatNobodyWaits(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, _ := startNetwork(t, s, nil)
	for _, f := range []Fault{{On: Webhook, Do: Late, Times: 1, For: 50 * time.Millisecond}, {On: Webhook, Do: Twice, Times: 1}} {
		if err := n.Trouble(f); err != nil {
			t.Fatal(err)
		}
	}
	late := n.Text(soon(t), jade, ours, "one")
	if late.GivenUp || late.Status != 0 || late.SID == "" {
		t.Errorf("late: %+v", late)
	}
	if d := n.Text(soon(t), jade, ours, "two"); d.GivenUp || d.Status != http.StatusOK {
		t.Errorf("twice: %+v", d)
	}
	all := s.got(t, 3)
	if got := []string{all[0].form.Get("Body"), all[1].form.Get("Body"), all[2].form.Get("Body")}; !slices.Equal(got, []string{"two", "two", "one"}) {
		t.Errorf("posted %v", got)
	}
	if all[0].form.Get("MessageSid") != all[1].form.Get("MessageSid") || all[2].form.Get("MessageSid") != late.SID {
		t.Error("a text that is posted twice or late is another one")
	}
}
