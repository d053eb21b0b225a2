package console_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestWhatCameByLetterIsTakenInByAForm(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b := d.signedIn(t, priya)
	wants(t, b.get("/staff/"), []string{"Take in what came by phone, letter, e-mail or in person"})
	typed := url.Values{
		"channel": {"letter"}, "day": {"2026-11-20"}, "clock": {"09:30"}, "words": {"They moved him <twice>."}, "who": {"on_behalf"},
		"name": {"Bea"}, "relationship": {"grandparent"}, "knows": {"yes"}, "young_name": {"Ty"}, "young_age": {"15"}, "keep_from": {"his dad"},
	}
	form := b.fill(b.get("/staff/enter"), "/staff/enter", typed)
	first, again := b.post("/staff/enter", form), b.post("/staff/enter", form)
	at := first.header.Get("Location")
	if first.status != http.StatusSeeOther || !strings.HasSuffix(at, "?done=enter") || again.header.Get("Location") != at {
		t.Fatalf("got %d to %q, and pressed again %q: %s", first.status, at, again.header.Get("Location"), first.text())
	}
	wants(t, b.get(at), []string{
		"If somebody may not be safe, set the urgency now.", "What was said (Letter)", "They moved him <twice>.",
		"Someone on their behalf: Grandparent, Bea", "Ty , 15 years", "Young person knows Yes", "Must not learn of it his dad",
		"Received Fri 20 Nov, 09:30", "Stage 1, due Fri 4 Dec", "They are not told by Sayso: they did not text or chat.",
	}, "Write to them", "Talk Handed over", "as the machine reads it")
	if got := b.get("/staff/").text(); strings.Count(got, "Letter") != 1 {
		t.Errorf("the queue does not show it once:\n%s", got)
	}
}

func TestALetterThatCannotBeTakenInIsNotTypedTwice(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b := d.signedIn(t, priya)
	got := b.post("/staff/enter", b.fill(b.get("/staff/enter"), "/staff/enter", url.Values{
		"channel": {"phone"}, "day": {"2026-11-24"}, "clock": {"09:30"}, "words": {"They moved me."}, "who": {"young_person"}, "name": {"Ty"},
	}))
	if got.status != http.StatusUnprocessableEntity {
		t.Errorf("tomorrow's call: %d", got.status)
	}
	wants(t, got, []string{"Say when it came.", "They moved me."})
	for _, kept := range []string{`value="2026-11-24"`, `value="Ty"`, `value="phone" id="channel-phone" required checked`, `value="young_person" id="who-young_person" required checked`} {
		if !strings.Contains(got.body, kept) {
			t.Errorf("the page has lost %s", kept)
		}
	}
	wants(t, b.get("/staff/"), []string{"No case is open."})
}
