package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
)

// TestTextsAreCountedAsTheNetworkBillsThem on the case and in the metrics, by who spoke.
func TestTextsAreCountedAsTheNetworkBillsThem(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900187"
	d.text(phone, "my worker never rings me back "+strings.Repeat("and again ", 20)) // 230 letters: two
	d.finish(phone, d.talk(phone), ash())
	ref := d.onlyCase()
	d.eventually("it is safe to write", func() bool { return d.seen(ref).Conversations[0].CannotWrite == nil })
	d.act(ref, "messages", map[string]any{"text": strings.Repeat("a", 153)})
	d.act(ref, "messages", map[string]any{"text": strings.Repeat("b", 154)}) // "Priya: " makes it 161
	d.eventually("all has arrived", func() bool { return d.seen(ref).Conversations[0].Texts.Caseworker == 3 && d.countOf(phone, "bbb") == 1 })

	var billed struct{ heard, sent int }
	for _, m := range d.network.Phone(phone).Messages {
		if m.FromPhone {
			billed.heard += m.Segments
		} else {
			billed.sent += m.Segments
		}
	}
	texts := d.seen(ref).Texts
	if texts.Heard != billed.heard || texts.Sayso+texts.Caseworker != billed.sent {
		t.Errorf("the case says %+v, the network bills %+v", texts, billed)
	}
	_, shown := d.ask(d.admin + "/metrics")
	for _, want := range []string{
		fmt.Sprintf(`sayso_segments_total{from="person"} %d`, billed.heard), `sayso_segments_total{from="staff"} 3`,
		fmt.Sprintf(`sayso_segments_total{from="sayso"} %d`, billed.sent-3), `sayso_segments_total{from="alert"} 0`,
	} {
		if !strings.Contains(shown, want+"\n") {
			t.Errorf("the metrics lack %s", want)
		}
	}
}

// TestATextCostsEachTimeThatTheNetworkTookIt: tried again, found out late, or refused before it left.
func TestATextCostsEachTimeThatTheNetworkTookIt(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) {
		c.Twilio.TryAgain = []time.Duration{50 * time.Millisecond, 50 * time.Millisecond}
	})
	const phone = "+447700900188"
	_, ref := d.safely(&byText{deployment: d, phone: phone})
	d.eventually("nothing is on its way", func() bool { return d.outboxes() == 0 })
	for _, c := range []struct {
		words, delivery string
		texts           int // 0: null
		trouble         phonenet.Fault
	}{
		{"It was off twice.", "delivered", 3, phonenet.Fault{On: phonenet.Carry, Do: phonenet.Undelivered, Code: 30003, Times: 2}},
		{"It had gone all the same.", "delivered", 1, phonenet.Fault{On: phonenet.Send, Do: phonenet.Hang, Accepted: true, Times: 1}},
		{"Nobody took it.", "failed", 0, phonenet.Fault{On: phonenet.Send, Do: phonenet.OptedOut, Times: 1}},
	} {
		c.trouble.Phone = phone
		d.trouble(c.trouble)
		if c.trouble.Do == phonenet.Hang { // nor does a callback say that it has gone
			d.trouble(phonenet.Fault{On: phonenet.Status, Do: phonenet.Lost, Times: 1, Phone: phone})
		}
		d.act(ref, "messages", map[string]any{"text": c.words})
		d.eventually(c.words, func() bool { return *d.lineOf(ref, c.words).Delivery == c.delivery })
		l := d.lineOf(ref, c.words)
		if got := l.Texts; c.texts == 0 && got != nil || c.texts > 0 && (got == nil || *got != c.texts) {
			t.Errorf("%s: %v texts, want %d", c.words, got, c.texts)
		}
		if c.texts == 0 && (l.Why == nil || *l.Why != "opted_out") {
			t.Errorf("%s: because of %v", c.words, l.Why)
		}
	}
	if _, shown := d.ask(d.admin + "/metrics"); !strings.Contains(shown, `sayso_segments_total{from="staff"} 4`+"\n") {
		t.Error("the metrics do not count four texts of staff")
	}
}
