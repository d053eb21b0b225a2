package phonenet

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/twilio/twilio-go/client"
)

func statuses(all []posted) []string {
	got := []string{}
	for _, p := range all {
		got = append(got, p.form.Get("MessageStatus"))
	}
	return got
}

func TestStatusCallbacksAreSignedAndInOrder(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, address := startNetwork(t, s, nil)
	callback := s.URL + "/sms/status?effect=c1/2/3"
	m, err := create(address, jade, ours, "Hello", callback)
	if err != nil {
		t.Fatal(err)
	}
	all := s.got(t, 2)
	if got := statuses(all); !slices.Equal(got, []string{"sent", "delivered"}) {
		t.Errorf("got %v", got)
	}
	check := client.NewRequestValidator(token)
	for _, p := range all {
		if p.path != "/sms/status?effect=c1/2/3" || !check.ValidateBody(callback, []byte(p.body), p.signature) {
			t.Errorf("posted to %s with a bad signature or address", p.path)
		}
		for key, want := range map[string]string{
			"MessageSid": *m.Sid, "SmsSid": *m.Sid, "SmsStatus": p.form.Get("MessageStatus"), "To": jade, "From": ours,
			"AccountSid": account, "ApiVersion": "2010-04-01", "ErrorCode": "",
		} {
			if got := p.form.Get(key); got != want {
				t.Errorf("%s: got %q, want %q", key, got, want)
			}
		}
	}
	if got := arrived(t, n, jade, 1); got[0].Body != "Hello" || got[0].With != ours {
		t.Errorf("on the phone: %+v", got)
	}
}

func TestStatusCallbacksComeTwiceBackwardsLateOrNever(t *testing.T) {
	t.Parallel()
	for what, want := range map[What][]string{
		Twice: {"sent", "sent", "delivered", "delivered"}, Swapped: {"delivered", "sent"}, Slow: {"sent", "delivered"}, Lost: {},
	} {
		s := startSayso(t, nil)
		n, address := startNetwork(t, s, nil)
		if err := n.Trouble(Fault{On: Status, Do: what, Times: 1, For: time.Millisecond, Phone: jade}); err != nil {
			t.Fatal(err)
		}
		if _, err := create(address, jade, ours, "Hello", s.URL+"/"); err != nil {
			t.Fatal(err)
		}
		if got := statuses(s.got(t, len(want))); !slices.Equal(got, want) {
			t.Errorf("%s: got %v", what, got)
		}
		if _, err := create(address, kai, ours, "Hello", s.URL+"/"); err != nil {
			t.Fatal(err)
		}
		if got := statuses(s.got(t, 2))[len(want):]; !slices.Equal(got, []string{"sent", "delivered"}) {
			t.Errorf("%s, the next text: got %v", what, got)
		}
	}
}

func TestAnUndeliveredTextSaysWhyAndIsOnNoPhone(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, address := startNetwork(t, s, nil)
	if err := n.Trouble(Fault{On: Carry, Do: Undelivered, Code: 30006, Times: 1, Phone: jade}); err != nil {
		t.Fatal(err)
	}
	m, err := create(address, jade, ours, "lost", s.URL+"/")
	if err != nil {
		t.Fatal(err)
	}
	all := s.got(t, 2)
	if got := all[1].form; got.Get("MessageStatus") != "undelivered" || got.Get("ErrorCode") != "30006" {
		t.Errorf("callback %v", got)
	}
	shown, err := api(address, token).FetchMessage(*m.Sid, nil)
	if err != nil || *shown.Status != "undelivered" || *shown.ErrorCode != 30006 {
		t.Errorf("%+v, %v", shown, err)
	}
	if _, err := create(address, jade, ours, "found", ""); err != nil {
		t.Fatal(err)
	}
	if got := arrived(t, n, jade, 1); len(got) != 1 || got[0].Body != "found" {
		t.Errorf("on the phone: %+v", got)
	}
}

func TestTextsArriveInTheOrderInWhichTheyWereTaken(t *testing.T) {
	t.Parallel()
	n, address := startNetwork(t, nil, nil)
	for i := range 50 {
		if _, err := create(address, jade, ours, fmt.Sprint(i), ""); err != nil {
			t.Fatal(err)
		}
	}
	for i, m := range arrived(t, n, jade, 50) {
		if m.Body != fmt.Sprint(i) {
			t.Fatalf("place %d holds text %s", i, m.Body)
		}
	}
}

func TestATextSentTwiceIsCountedAsADuplicate(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, address := startNetwork(t, s, nil)
	for _, effect := range []string{"1", "2", "1"} {
		if _, err := create(address, jade, ours, "same words", s.URL+"/"+effect); err != nil {
			t.Fatal(err)
		}
	}
	arrived(t, n, jade, 3)
	if got := n.Phone(jade); got.Duplicates != 1 || !got.Messages[2].Again || got.Messages[1].Again {
		t.Errorf("%+v", got)
	}
	if got := n.Counts().Duplicates; got != 1 {
		t.Errorf("counted %d", got)
	}
}

func TestATextMayBeOvertaken(t *testing.T) {
	t.Parallel()
	n, address := startNetwork(t, nil, nil)
	if err := n.Trouble(Fault{On: Carry, Do: Overtaken, Times: 1, For: 50 * time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	for _, body := range []string{"one", "two"} {
		if _, err := create(address, jade, ours, body, ""); err != nil {
			t.Fatal(err)
		}
	}
	if got := arrived(t, n, jade, 2); got[0].Body != "two" || got[1].Body != "one" {
		t.Errorf("on the phone: %+v", got)
	}
}

func TestStatusCallbacksComeInAnyOrder(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	n, address := startNetwork(t, s, nil)
	if err := n.Trouble(Fault{On: Status, Do: Shuffled, For: 20 * time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	const texts = 20
	for range texts {
		if _, err := create(address, jade, ours, "Hello", s.URL+"/"); err != nil {
			t.Fatal(err)
		}
	}
	first := map[string]string{}
	for _, p := range s.got(t, 2*texts) {
		if sid := p.form.Get("MessageSid"); first[sid] == "" {
			first[sid] = p.form.Get("MessageStatus")
		}
	}
	backwards := 0
	for _, status := range first {
		if status == "delivered" {
			backwards++
		}
	}
	if len(first) != texts || backwards == 0 || backwards == texts {
		t.Errorf("of %d texts %d were delivered before they were sent", len(first), backwards)
	}
}
