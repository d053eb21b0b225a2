package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestAStatusOfATextThatWasNeverSentChangesNothing though it is signed: nobody is taken for somebody who refuses our texts.
func TestAStatusOfATextThatWasNeverSentChangesNothing(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900186"
	d.text(phone, "my worker never rings me back")
	d.reads(phone, "anything else")
	ref := d.onlyCase()
	talk := d.talk(phone)
	for _, effect := range []string{talk + "/99/s99", talk + "/staff-" + ref + "-9", talk + "/", talk, "p00-nobody/1/s1"} {
		where := "/sms/status?effect=" + url.QueryEscape(effect)
		f := url.Values{"AccountSid": {demoAccount}, "MessageSid": {"SM00000000000000000000000000000001"}, "MessageStatus": {"undelivered"}, "ErrorCode": {"21610"}}
		r, err := http.NewRequestWithContext(within(t), "POST", d.base+where, strings.NewReader(f.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Twilio-Signature", d.network.Sign(d.base+where, f))
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode >= 500 {
			t.Errorf("%s: %d", effect, answer.StatusCode)
		}
		if c := d.state(phone).Contacts["sms"]; !c.CanText || c.NoNumber {
			t.Fatalf("%s: answered %d, and their phone is taken for one that refuses our texts: %+v", effect, answer.StatusCode, c)
		}
	}
}
