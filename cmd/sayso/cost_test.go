package main

import (
	"fmt"
	"strings"
	"testing"
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
