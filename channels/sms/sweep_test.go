package sms

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// lose makes the network give up the webhooks of so many texts.
func (w *world) lose(t *testing.T, times int) {
	t.Helper()
	if err := w.net.Trouble(phonenet.Fault{On: phonenet.Webhook, Do: phonenet.Lost, Times: times}); err != nil {
		t.Fatal(err)
	}
}

// sweeping runs the sweep until the test ends.
func (w *world) sweeping(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the sweep ended with %v", err)
		}
	})
}

func words(all []kept) []string {
	said := []string{}
	for _, k := range all {
		said = append(said, k.said.Text)
	}
	return said
}

func TestTheSweepTakesInWhatItsWebhookDidNotBring(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.net.Text(t.Context(), kim, ourNumber, "heard zebra")
	w.lose(t, 1)
	lost := w.net.Text(t.Context(), "+447700900124", ourNumber, "caf\xe9 zebra")
	if err := w.send(t.Context(), w.text(t, kim, "ours")); err != nil {
		t.Fatal(err)
	}
	for range 2 { // what is taken once is not taken again
		if err := w.sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	got := w.notes.all()
	if len(got) != 2 || got[0].said.Late {
		t.Fatalf("got %v", words(got))
	}
	if got[1].said.Written.IsZero() {
		t.Error("when it was written is not known")
	}
	want := conversation.Said{Channel: conversation.SMS, ID: lost.SID, Text: "caf\uFFFD zebra", Late: true, Written: got[1].said.Written}
	if number, err := w.Number(got[1].door); got[1].id != lost.SID || !reflect.DeepEqual(got[1].said, want) || err != nil || number != "+447700900124" {
		t.Errorf("got %+v from %q, %v", got[1], number, err)
	}
	if c := w.Counts(); c["inbound_late"] != 1 {
		t.Errorf("counts: %v", c)
	}
}

func TestTheSweepGoesThroughAllPagesOldestFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const texts = pageSize + 5
	w.lose(t, texts)
	for i := range texts {
		w.net.Text(t.Context(), fmt.Sprintf("+4477009001%02d", i%40), ourNumber, fmt.Sprint(i))
	}
	if err := w.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := words(w.notes.all())
	if len(got) != texts {
		t.Fatalf("took in %d of %d", len(got), texts)
	}
	for i, said := range got {
		if said != fmt.Sprint(i) {
			t.Fatalf("text %s came as number %d", said, i)
		}
	}
}

func TestTheSweepStartsByItselfAndComesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.SweepEvery = 20 * time.Millisecond })
	w.lose(t, 2)
	w.net.Text(t.Context(), kim, ourNumber, "before the start")
	w.sweeping(t)
	eventually(t, "at start", func() bool { return len(w.notes.all()) == 1 })
	w.net.Text(t.Context(), kim, ourNumber, "after the start")
	eventually(t, "every SweepEvery", func() bool { return len(w.notes.all()) == 2 })
}

func TestTheSweepLooksSoonAfterATextThatWasNotKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.SweepEvery = time.Hour; c.SweepRetry = time.Millisecond })
	w.sweeping(t)
	eventually(t, "the sweeps of the start", func() bool { return w.Counts()["sweeps"] == 2 })
	w.notes.set(func(n *notes) { n.refuse = func(string) error { return errAway } })
	if d := w.net.Text(t.Context(), kim, ourNumber, "zebra"); d.Status != http.StatusServiceUnavailable {
		t.Fatalf("got %d", d.Status)
	}
	eventually(t, "it tries again and again", func() bool { return w.Counts()["sweeps_failed"] >= 3 })
	w.notes.set(func(n *notes) { n.refuse = nil })
	eventually(t, "the text is in", func() bool { return len(w.notes.all()) == 1 })
}

func TestATextInItsGraceIsLeftToItsWebhook(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *Config) { c.SweepGrace = time.Minute })
	w.lose(t, 1)
	w.net.Text(t.Context(), kim, ourNumber, "zebra")
	if err := w.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(w.notes.all()); n != 0 {
		t.Error("it was taken in while its webhook may be on its way")
	}
	w.ahead.Store(int64(2 * time.Minute))
	if err := w.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(w.notes.all()); n != 1 {
		t.Errorf("after its grace: %d taken in", n)
	}
}

func TestTheMarkFollowsButNeverPastWhatMayStillAppear(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.notes.mark
	if err := w.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	moved := w.notes.mark
	if behind := time.Since(moved); !moved.After(first) || behind < w.cfg.SweepOverlap || behind > w.cfg.SweepOverlap+time.Minute {
		t.Errorf("the mark is %s behind", behind)
	}
	// A deployment that began a moment ago: the overlap must not reach behind its first start.
	w.notes.set(func(n *notes) { n.mark = time.Now() })
	began := w.notes.mark
	if err := w.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !w.notes.mark.Equal(began) {
		t.Errorf("the mark went back by %s", began.Sub(w.notes.mark))
	}
	// What cannot be taken in holds the mark.
	w.lose(t, 1)
	w.net.Text(t.Context(), kim, ourNumber, "zebra")
	w.ahead.Store(int64(24 * time.Hour))
	w.notes.set(func(n *notes) {
		n.refuse = func(id string) error {
			if strings.HasPrefix(id, "SM") {
				return errAway
			}
			return nil
		}
	})
	if err := w.sweep(t.Context()); !errors.Is(err, errAway) {
		t.Errorf("got %v", err)
	}
	if !w.notes.mark.Equal(began) {
		t.Error("the mark has moved past a text that is not in")
	}
}

func TestNothingFromBeforeTheFirstStartIsTakenIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.lose(t, 1)
	w.net.Text(t.Context(), kim, ourNumber, "zebra")
	w.notes.set(func(n *notes) { n.mark = time.Now().Add(2 * time.Second) })
	w.ahead.Store(int64(time.Hour))
	if err := w.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(w.notes.all()); n != 0 {
		t.Errorf("took in %d", n)
	}
}

func TestOneTextThatCannotBeTakenHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]error{"a fault": errAway, "erased": conversation.ErrGone} {
		w := newWorld(t)
		w.lose(t, 3)
		w.net.Text(t.Context(), kim, ourNumber, "one")
		poison := w.net.Text(t.Context(), kim, ourNumber, "two").SID
		w.net.Text(t.Context(), kim, ourNumber, "three")
		w.notes.refuse = func(id string) error {
			if id == poison {
				return trouble
			}
			return nil
		}
		err := w.sweep(t.Context())
		if wanted := trouble == errAway; (err != nil) != wanted {
			t.Errorf("%s: got %v", name, err)
		}
		if got := strings.Join(words(w.notes.all()), " "); got != "one three" {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestASweepGivesUpItsRoundWhenTheStoreIsAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.lose(t, 20)
	for i := range 20 {
		w.net.Text(t.Context(), kim, ourNumber, fmt.Sprint(i))
	}
	asked := 0
	w.notes.refuse = func(id string) error {
		if id == "mark" {
			return nil
		}
		asked++
		return errAway
	}
	if err := w.sweep(t.Context()); err == nil || asked != giveUpRound {
		t.Errorf("asked %d times, %v", asked, err)
	}
}

func TestASweepWithoutAListIsAFailure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.net.Trouble(phonenet.Fault{On: phonenet.List, Do: phonenet.Broken}); err != nil {
		t.Fatal(err)
	}
	before := w.notes.mark
	err := w.sweep(t.Context())
	if err == nil || !w.notes.mark.Equal(before) {
		t.Errorf("got %v, mark moved %s", err, w.notes.mark.Sub(before))
	}
	quiet(t, err)
}

func TestTheListIsReadWithCare(t *testing.T) {
	t.Parallel()
	mark := time.Date(2026, 11, 21, 23, 30, 0, 500e6, time.FixedZone("", 3600))
	asked := make(chan url.Values, 10)
	w := answering(t, func(rw http.ResponseWriter, r *http.Request) {
		asked <- r.URL.Query()
		if r.URL.Query().Get("To") != ourNumber {
			io.WriteString(rw, `{"messages":[]}`)
			return
		}
		io.WriteString(rw, `{"next_page_uri":"/2010-04-01/more.json?Page=1&PageToken=PASM0","messages":[
			{"sid":"SM6","direction":"inbound","from":"60777","body":"six","date_created":"Sun, 22 Nov 2026 00:00:00 +0000"},
			{"sid":"SM5","direction":"outbound-api","from":"`+ourNumber+`","body":"ours","date_created":"Sat, 21 Nov 2026 23:00:00 +0000"},
			{"sid":"SM4","direction":"inbound","body":"no sender","date_created":"Sat, 21 Nov 2026 23:00:00 +0000"},
			{"sid":"SM {1}","direction":"inbound","from":"`+kim+`","date_created":"Sat, 21 Nov 2026 23:00:00 +0000"},
			{"sid":"SM3","direction":"inbound","from":"`+kim+`","body":"no date","date_created":null},
			{"sid":"SM2","direction":"inbound","from":"`+kim+`","date_created":"Sat, 21 Nov 2026 22:30:00 +0000"},
			{"sid":"SM1","direction":"inbound","from":"`+kim+`","body":"before","date_created":"Sat, 21 Nov 2026 22:29:59 +0000"}]}`)
	})
	w.notes.mark = mark
	found, err := w.received(t.Context(), mark)
	if err != nil {
		t.Fatal(err)
	}
	close(asked)
	numbers := []string{}
	for query := range asked {
		if query.Get("DateSent>") != "" {
			t.Error("a text whose webhook was never posted may have no day of sending")
		}
		numbers = append(numbers, query.Get("To"))
	}
	// One page each: the one that goes on is older than the mark at its end.
	if got := strings.Join(numbers, " "); got != ourNumber+" "+alertsFrom+" whatsapp:"+ourNumber {
		t.Errorf("asked for %s", got)
	}
	sids := []string{}
	for _, f := range found {
		sids = append(sids, f.sid)
	}
	if got := strings.Join(sids, " "); got != "SM2 SM6" {
		t.Errorf("found %s", got)
	}
}

// A text to the sender of alerts that its webhook lost is found, but for what duty workers replied there.
func TestTheSweepLooksAtTheSenderOfAlertsToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.lose(t, 2)
	w.net.Text(t.Context(), kim, alertsFrom, "wrong number zebra")
	w.net.Text(t.Context(), dutyPhone, alertsFrom, "123456")
	if err := w.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(words(w.notes.all()), ", "); got != "wrong number zebra" {
		t.Errorf("taken in: %s", got)
	}
}
