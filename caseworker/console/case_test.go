package console_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sayso/caseworker/console"
	"sayso/conversation"
)

func TestTheWholeStoryByForms(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, priya)

	wants(t, b.get("/staff/"), []string{ref, "Due Mon 7 Dec", "0 of 10 days", "Young person", "Text", "Nobody yet"})
	page := b.get(at)
	wants(t, page, []string{
		"i never see my sister", "i want to see my sister every week", "the library",
		"not dave", "Wants one", "Safe to write", "Jade", "Issue 1 has no outcome.",
	})
	b.pressed(ref, "/claim", nil)
	b.until(at, "Owner You")
	b.pressed(ref, "/messages", url.Values{"text": {"Hi Jade, I am Priya."}})
	b.until(at, "Priya: Hi Jade, I am Priya. Arrived")
	b.pressed(ref, "/visits", url.Values{"day": {"2026-11-24"}, "from": {"16:00"}, "until": {"17:00"}, "place": {"The library"}, "with": {"Priya Shah"}})
	b.until(at, "Tuesday 24 November, 16:00 to 17:00 The library, with Priya Shah Booked, not confirmed yet")
	d.hear(t, "c-jade", "yes")
	b.until(at, "Confirmed by them")
	d.clock.pass(31 * time.Hour)
	b = d.signedIn(t, priya)
	wants(t, b.get("/staff/"), []string{"Visit Tue 24 Nov, 16:00"})
	b.pressed(ref, "/read", nil)
	b.pressed(ref, "/visits/v1/outcome", url.Values{"state": {"done"}, "sorted": {"partly"}, "note": {"Weekly visits from December."}})
	b.until(at, "Is it sorted? Partly.")
	b.pressed(ref, "/issues", url.Values{"words": {"nobody told her why"}, "kinds": {"communication"}})
	b.pressed(ref, "/issues/1/outcome", url.Values{"outcome": {"upheld"}, "action": {"Weekly visits"}, "reason": {"Cancelled five times"}, "kinds": {"family_time"}})
	if got := b.press(ref, "/close", url.Values{"reason": {"Sorted at the visit"}}); got.status != http.StatusUnprocessableEntity {
		t.Errorf("closing without an outcome: %d", got.status)
	} else {
		wants(t, got, []string{"This was not done", "Issue 2 has no outcome.", "Sorted at the visit"})
	}
	b.pressed(ref, "/issues/2/outcome", url.Values{"outcome": {"not_upheld"}, "action": {""}, "reason": {"A letter was sent"}})
	wants(t, b.get(at), []string{"Outcome: Partially upheld", "Nothing is missing."})
	b.pressed(ref, "/category", url.Values{"category": {"statutory_complaint"}})
	b.pressed(ref, "/notes", url.Values{"text": {"Told the team manager."}})
	b.pressed(ref, "/close", url.Values{"reason": {"Sorted at the visit"}})
	wants(t, b.until(at, "Open it again"), []string{"Closed", "Sorted at the visit", "Told the team manager.", "Priya Shah closed the case", "recorded what came of a visit"})
	wants(t, b.get("/staff/"), []string{"No case is open."}, ref)
	wants(t, b.get("/staff/?show=closed"), []string{ref})
	b.pressed(ref, "/reopen", url.Values{"reason": {"One more thing"}})
	wants(t, b.until(at, "Waiting"), []string{"opened the case", "One more thing"})

	d.mu.Lock()
	defer d.mu.Unlock()
	for _, secret := range []string{"rings", "sister", "Jade", "library", "priya", "Priya", phone, "Weekly"} {
		if strings.Contains(d.log.String(), secret) {
			t.Errorf("the log holds %q:\n%s", secret, d.log)
		}
	}
}

func TestTheQueueHoldsNoWordsAndNoNames(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	d.hear(t, "c-other", "they lost my birthday money")
	page := d.signedIn(t, malik).get("/staff/")
	wants(t, page, []string{ref, "Not known if safe to write"})
	for _, words := range []string{"Jade", "sister", "birthday", "library", "dave"} {
		if strings.Contains(page.body, words) {
			t.Errorf("the queue holds %q", words)
		}
	}
}

func TestNothingIsWrittenToAPhoneThatIsNotSafe(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.talkThrough(t, "c-jade", "i never see my sister", map[conversation.Ask]string{
		conversation.AskAnythingElse: "0", conversation.AskAboutWho: "me", conversation.AskSafeNow: "1", conversation.AskContactSafe: "2",
	})
	at := "/staff/cases/" + ref
	b := d.signedIn(t, priya)
	page := b.get(at)
	wants(t, page, []string{"You cannot write to them here: they said it is not safe."})
	if strings.Contains(page.body, at+"/messages") {
		t.Error("there is a form to write to them")
	}
	wants(t, page, []string{"They are not told by Sayso: it is not known to be safe to write to them. Tell them the new day another way."})
	got := b.post(at+"/messages", url.Values{"form": {"write-0"}, "text": {"Are you all right?"}})
	if got.status != http.StatusUnprocessableEntity {
		t.Errorf("writing all the same: %d", got.status)
	}
	wants(t, got, []string{"They said it is not safe to write to them here.", "Are you all right?"})
}

func TestWhenAPhoneMayBeWrittenToStandsWhereOneWrites(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.talkThrough(t, "c-jade", "i never see my sister", map[conversation.Ask]string{
		conversation.AskAnythingElse: "0", conversation.AskAboutWho: "me", conversation.AskSafeNow: "1", conversation.AskContactSafe: "yes but not after 9pm",
	})
	page := d.signedIn(t, priya).get("/staff/cases/" + ref)
	wants(t, page, []string{"Safe to write, but they said when: yes but not after 9pm", "They said when you may write: yes but not after 9pm"})
	d.hear(t, "c-jade", "who is this?")
	d.hear(t, "c-jade", "yes")
	wants(t, d.signedIn(t, priya).get("/staff/cases/"+ref), []string{"Somebody asked from there who we are: be sure who reads it", "Somebody asked from this phone who we are."})
}

func TestAScriptInAMessageIsOnlyWords(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	evil := `<script>fetch("/staff/sign-out")</script><img src=x onerror=alert(1)> "quoted" {{.Who}}`
	d.hear(t, "c-evil", "they lost "+evil)
	page := d.signedIn(t, priya).get("/staff/cases/" + d.reference("c-evil"))
	if strings.Contains(page.body, "<script>fetch") || strings.Contains(page.body, "<img") {
		t.Error("the message is markup")
	}
	if !strings.Contains(page.body, "&lt;script&gt;fetch(") || !strings.Contains(page.body, "{{.Who}}") {
		t.Errorf("the message is not shown as it was written:\n%s", page.text())
	}
}

func TestANumberIsShownOnceAndForAReason(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, priya)
	if got := b.press(ref, "/reveal-contact", nil); got.status != http.StatusUnprocessableEntity || strings.Contains(got.text(), phone) {
		t.Errorf("without a reason: %d", got.status)
	}
	got := b.press(ref, "/reveal-contact", url.Values{"reason": {"She did not come, and it was dark"}})
	if got.status != http.StatusOK || !strings.Contains(got.text(), phone) {
		t.Errorf("with a reason: %d", got.status)
	}
	if page := b.get(at); strings.Contains(page.text(), phone) {
		t.Error("the number stays on the page")
	} else {
		wants(t, page, []string{"looked at the phone number: She did not come, and it was dark"})
	}
}

func TestADecisionOfEachKindIsOneForm(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, malik)
	b.pressed(ref, "/urgency", url.Values{"tier": {"R2"}, "reason": {"She did not come to school"}})
	b.pressed(ref, "/standing", url.Values{"ground": {"own_right"}, "decision": {"accepted"}, "reason": {"It is about herself"}})
	b.pressed(ref, "/stage", url.Values{"to": {"2"}, "reason": {"She asked for it"}})
	b.pressed(ref, "/extend", url.Values{"until": {"2027-01-15"}, "reason": {"The investigator is ill"}})
	b.pressed(ref, "/claim", nil)
	b.pressed(ref, "/release", nil)
	wants(t, b.get(at), []string{"May be at risk", "Standing: Accepted", "Stage 2, due Fri 15 Jan", "The investigator is ill", "Nobody yet", "Waiting"})
	for act, typed := range map[string]url.Values{
		"/urgency":  {"tier": {"R9"}},
		"/standing": {"ground": {"own_right"}, "decision": {"accepted"}},
		"/stage":    {"to": {"2"}},
		"/extend":   {"until": {"soon"}, "reason": {"Because"}},
		"/visits":   {"day": {"soon"}, "place": {"Somewhere"}},
		"/category": {"category": {"contact"}},
		"/issues":   {"words": {" "}},
		"/notes":    {"text": {""}},
	} {
		if got := b.press(ref, act, typed); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d, want 422", act, got.status)
		}
	}
}

func TestReadingIsAnActOfWhoeverIsShownIt(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, priya)
	page := b.get(at)
	wants(t, page, []string{"Unread since", "Mark as read"})
	r := b.request(at+"/read", b.fill(page, at+"/read", nil))
	r.Header.Set("Sayso-By-Itself", "1")
	if got := b.do(r); got.status != http.StatusNoContent {
		t.Errorf("sent by the script: %d", got.status)
	}
	wants(t, b.until(at, "Claim this case"), nil, "Unread since", "Mark as read")
	d.hear(t, "c-jade", "are you there")
	if got := b.post(at+"/read", b.fill(page, at+"/read", nil)); got.status != http.StatusSeeOther {
		t.Errorf("an old page: %d", got.status)
	}
	wants(t, b.get(at), []string{"Unread since"}) // it had not shown the newest
}

func TestEveryPageShowsWhatIsUndoneAndThatNobodySigned(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref, since := d.jade(t), d.clock.now().Add(-3*time.Minute)
	const notHere = "ABCD-EFGH"
	d.alarms = []console.Alarm{{What: "An alert has not been acknowledged", Reference: ref, Since: since}, {What: "Nobody came", Reference: notHere, Since: since}}
	b, boss := d.signedIn(t, priya), d.signedIn(t, malik)
	for _, path := range []string{"/staff/", "/staff/alarms", "/staff/nowhere", "/staff/cases/ZZZZ-ZZZZ"} {
		line := "An alert has not been acknowledged: case " + ref + " since " + since.Format("15:04") + " (3 minutes)"
		wants(t, b.get(path), []string{"NOT SIGNED", line}, notHere)
		wants(t, boss.get(path), []string{line, "Nobody came: case " + notHere})
	}
	signed := open(t, func(c *console.Config) { c.SafeguardingOwner, c.SignedOff = "An Owner", "2026-11-01" })
	wants(t, signed.signedIn(t, priya).get("/staff/"), nil, "NOT SIGNED", "Needs somebody now")
}

func TestWhatIsNotThereSaysSo(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	b := d.signedIn(t, priya)
	for path, status := range map[string]int{"/staff/nowhere": 404, "/staff/cases/ZZZZ-ZZZZ": 404, "/staff/cases/..%2Fsecrets": 404, "/staff/?cursor=mine": 422, "/staff/assets/nothing.js": 404} {
		if got := b.get(path); got.status != status {
			t.Errorf("%s: %d, want %d", path, got.status, status)
		}
	}
	if got := b.post("/staff/cases/ZZZZ-ZZZZ/notes", url.Values{"text": {"x"}}); got.status != http.StatusNotFound {
		t.Errorf("a note on no case: %d", got.status)
	}
	if got := b.post("/staff/cases/ZZZZ-ZZZZ/notes", url.Values{"text": {strings.Repeat("x", 70<<10)}}); got.status != http.StatusBadRequest {
		t.Errorf("an endless note: %d", got.status)
	}
}

func TestWhenRedisIsGonePeopleGetASentenceAndTheLogTheCause(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	b := d.signedIn(t, priya)
	if err := d.redis.Kill(); err != nil {
		t.Fatal(err)
	}
	got := b.get("/staff/cases/" + ref)
	if got.status != http.StatusInternalServerError {
		t.Errorf("got %d", got.status)
	}
	wants(t, got, []string{"Something went wrong, and it is ours to mend (ref "}, "redis", "dial")
	_, number, _ := strings.Cut(got.text(), "(ref ")
	number, _, _ = strings.Cut(number, ")")
	d.mu.Lock()
	defer d.mu.Unlock()
	if !strings.Contains(d.log.String(), number) || strings.Contains(d.log.String(), "Jade") {
		t.Errorf("the log does not tell of %s, or tells too much:\n%s", number, d.log)
	}
}
