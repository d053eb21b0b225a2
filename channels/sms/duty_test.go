package sms

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"sayso/cmd/sayso/phonenet"
)

const dutyPhone = "+447700900321"

// desk is the ladder's side of Duty, kept in memory.
type desk struct {
	mu      sync.Mutex
	replies []string
	pressed []string
	arrived []string
	away    error
}

func (d *desk) Knows(phone string) bool { return phone == dutyPhone }

func (d *desk) Reply(_ context.Context, _, from, body string) (string, bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if from != dutyPhone {
		return "", false, nil
	}
	d.replies = append(d.replies, body)
	return "Thank you for " + body, true, d.away
}

func (d *desk) Pressed(_ context.Context, key string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pressed = append(d.pressed, key)
	return "Thank you & goodbye.", d.away
}

func (d *desk) Arrived(_ context.Context, key string, arrived bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	how := "never "
	if arrived {
		how = "came "
	}
	d.arrived = append(d.arrived, how+key)
	return d.away
}

func (d *desk) noted(of *[]string) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(*of)
}

func TestATextToTheSenderOfAlertsGoesToTheDesk(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if d := w.net.Text(t.Context(), dutyPhone, alertsFrom, "482913 zebra"); d.Status != http.StatusOK {
		t.Fatalf("got %d %v", d.Status, d.Err)
	}
	if got := w.desk.noted(&w.desk.replies); !slices.Equal(got, []string{"482913 zebra"}) {
		t.Errorf("the desk got %q", got)
	}
	if got := w.notes.all(); len(got) > 0 {
		t.Errorf("it began a conversation: %+v", got)
	}
	got, err := w.net.Wait(t.Context(), dutyPhone, func(m []phonenet.Message) bool { return len(m) == 2 })
	if err != nil || got[1].Body != "Thank you for 482913 zebra" || got[1].With != alertsFrom {
		t.Errorf("texted back: %+v, %v", got, err)
	}
}

// TestWhoeverWritesToTheSenderOfAlertsByMistakeIsHeard: they may be a child who found the number.
func TestWhoeverWritesToTheSenderOfAlertsByMistakeIsHeard(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if d := w.net.Text(t.Context(), kim, alertsFrom, "help zebra"); d.Status != http.StatusOK {
		t.Fatalf("got %d %v", d.Status, d.Err)
	}
	if got := w.notes.all(); len(got) != 1 || got[0].said.Text != "help zebra" {
		t.Errorf("kept: %+v", got)
	}
}

func TestADutyPhoneThatWritesToOurNumberIsAPersonLikeAnyOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.net.Text(t.Context(), dutyPhone, ourNumber, "hello zebra")
	if got := w.notes.all(); len(got) != 1 || len(w.desk.noted(&w.desk.replies)) > 0 {
		t.Errorf("kept: %+v", got)
	}
}

func TestAReplyThatCannotBeKeptIsNotAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.desk.away = errAway
	if d := w.net.Text(t.Context(), dutyPhone, alertsFrom, "482913"); d.Status != http.StatusServiceUnavailable {
		t.Errorf("got %d", d.Status)
	}
	if got := w.net.Phone(dutyPhone).Messages; len(got) != 1 {
		t.Errorf("texted back: %+v", got)
	}
}

func TestACallIsReadOutAndTakesAKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.net.AnswerCalls(dutyPhone, "1", "", "7")
	for n, said := range []string{"An alert. To acknowledge it, press 1.Thank you & goodbye.", "Nothing was pressed", "That was not 1"} {
		if err := w.Ring(t.Context(), dutyPhone, "An alert.", "key<&"); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the call's end", func() bool {
			all := w.net.Calls(dutyPhone)
			return len(all) == n+1 && all[n].Status == "completed"
		})
		if got := w.net.Calls(dutyPhone)[n]; !strings.Contains(got.Said, said) || got.From != alertsFrom {
			t.Errorf("call %d from %s: %q", n+1, got.From, got.Said)
		}
	}
	if got := w.desk.noted(&w.desk.pressed); !slices.Equal(got, []string{"key<&"}) {
		t.Errorf("pressed: %q", got)
	}
	eventually(t, "every call came", func() bool {
		return slices.Contains(w.desk.noted(&w.desk.arrived), "came key<&")
	})
}

func TestACallThatNobodyTakesIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.Ring(t.Context(), dutyPhone, "An alert.", "key"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it never came", func() bool { return slices.Equal(w.desk.noted(&w.desk.arrived), []string{"never key"}) })
}

func TestACallThatCannotBeMadeSaysWhyAndNotToWhom(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, do := range []phonenet.What{phonenet.Broken, phonenet.NoSID, phonenet.Reset} {
		if err := w.net.Trouble(phonenet.Fault{On: phonenet.Ring, Do: do, Times: 1}); err != nil {
			t.Fatal(err)
		}
		err := w.Ring(t.Context(), dutyPhone, "An alert zebra.", "key")
		if err == nil {
			t.Errorf("%s: no error", do)
		}
		quiet(t, err)
	}
	if err := w.Ring(t.Context(), "nobody zebra", "An alert.", "key"); err == nil {
		t.Error("a call to nobody went out")
	}
}

func TestWhatIsToldOfTextsToStaffReachesTheDesk(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.Page(t.Context(), dutyPhone, "Alert", "alert-1"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it came", func() bool { return slices.Equal(w.desk.noted(&w.desk.arrived), []string{"came alert-1"}) })
	w.desk.mu.Lock()
	w.desk.away = errors.New("away")
	w.desk.mu.Unlock()
	form := url.Values{"AccountSid": {accountSID}, "MessageSid": {"SM1"}, "MessageStatus": {"delivered"}}
	if status, _ := w.post(t, "/sms/status?page=alert-1", form, nil); status != http.StatusServiceUnavailable {
		t.Errorf("a status that was not kept is answered %d", status)
	}
	for _, path := range []string{"/voice/alert?page=alert-1", "/voice/status?page=alert-1"} {
		unsigned := func(r *http.Request) { r.Header.Del("X-Twilio-Signature") }
		if status, _ := w.post(t, path, form, unsigned); status != http.StatusForbidden {
			t.Errorf("%s unsigned: %d", path, status)
		}
	}
}
