package console_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTwoWhoClaimAtOnceSeeWhoWasFirst(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	b, other := d.signedIn(t, priya), d.signedIn(t, sam)
	mine, theirs := b.fill(b.get(at), at+"/claim", nil), other.fill(other.get(at), at+"/claim", nil)
	if got := b.post(at+"/claim", mine); got.status != http.StatusSeeOther {
		t.Fatalf("the first: %d %s", got.status, got.text())
	}
	got := other.post(at+"/claim", theirs)
	if got.status != http.StatusConflict {
		t.Fatalf("the second: %d", got.status)
	}
	wants(t, got, []string{"Somebody was quicker", "Priya Shah has this case.", "Priya Shah claimed the case at 10:"})
}

func TestWhatWasTypedIsKeptWhenSomebodyElseWasQuicker(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	b, other := d.signedIn(t, priya), d.signedIn(t, sam)
	form := b.fill(b.get(at), at+"/visits", url.Values{"day": {"2026-11-24"}, "from": {"16:00"}, "until": {"17:00"}, "place": {"Her gran's <kitchen>"}, "with": {"Priya Shah"}})
	other.pressed(ref, "/claim", nil)
	got := b.post(at+"/visits", form)
	if got.status != http.StatusConflict {
		t.Fatalf("got %d, want 409", got.status)
	}
	wants(t, got, []string{"Somebody else has changed this case", "Sam Okafor claimed the case at 10:", "What you typed is still in the form."})
	for _, kept := range []string{`value="Her gran&#39;s &lt;kitchen&gt;"`, `value="2026-11-24"`, `value="16:00"`} {
		if !strings.Contains(got.body, kept) {
			t.Errorf("the page has lost %s", kept)
		}
	}
	again := b.fill(got, at+"/visits", url.Values{"day": {"2026-11-24"}, "from": {"16:00"}, "until": {"17:00"}, "place": {"Her gran's"}, "with": {"Priya Shah"}})
	if got := b.post(at+"/visits", again); got.status != http.StatusSeeOther {
		t.Errorf("from that page: %d %s", got.status, got.text())
	}
}

func TestNobodyConcludesOverWordsTheyHaveNotSeen(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, priya)
	form := b.fill(b.get(at), at+"/issues/1/outcome", url.Values{"outcome": {"not_upheld"}, "action": {"None"}, "reason": {"A letter was sent"}})
	d.hear(t, "c-jade", "wait there is more")
	got := b.post(at+"/issues/1/outcome", form)
	if got.status != http.StatusConflict {
		t.Fatalf("got %d, want 409", got.status)
	}
	wants(t, got, []string{"There is a newer message.", "Young person wrote at 10:", "wait there is more", "A letter was sent"})
}

func TestAButtonPressedTwiceDoesItOnce(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, priya)
	form := b.fill(b.get(at), at+"/messages", url.Values{"text": {"Hi Jade, I am Priya."}})
	for range 2 {
		if got := b.post(at+"/messages", form); got.status != http.StatusSeeOther {
			t.Fatalf("%d %s", got.status, got.text())
		}
	}
	b.pressed(ref, "/messages", url.Values{"text": {"And this is new."}})
	page := b.until(at, "And this is new.")
	if got := strings.Count(page.text(), "Hi Jade, I am Priya."); got != 1 {
		t.Errorf("it was sent %d times", got)
	}
}

func TestOnlyAManagerTakesACaseFromSomebodyElse(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	d.signedIn(t, priya).pressed(ref, "/claim", nil)
	other := d.signedIn(t, sam)
	page := other.get(at)
	if strings.Contains(page.body, at+"/release") || strings.Contains(page.body, at+"/hand-over") {
		t.Error("another caseworker is offered to release it")
	}
	version := other.fill(page, at+"/notes", nil)
	if got := other.post(at+"/release", version); got.status != http.StatusForbidden {
		t.Errorf("another caseworker releases it: %d, want 403", got.status)
	}
	manager := d.signedIn(t, malik)
	manager.pressed(ref, "/hand-over", url.Values{"to": {sam}, "note": {"Priya is ill"}})
	wants(t, manager.get(at), []string{"Owner Sam Okafor", "R Malik handed the case over: Priya is ill"})
	if got := manager.press(ref, "/hand-over", url.Values{"to": {"nobody@example.gov.uk"}, "note": {"Try again"}}); got.status != http.StatusUnprocessableEntity {
		t.Errorf("to nobody: %d", got.status)
	} else {
		wants(t, got, []string{"There is nobody with that e-mail address", "Try again"})
	}
}
