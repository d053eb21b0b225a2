package console_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sayso/caseworker/console"
	"sayso/caseworker/staff"
)

func TestWhoeverNeedsSomebodyMostIsFirst(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	danger := d.danger(t)
	b := d.signedIn(t, priya)
	text := b.get("/staff/").text()
	if first, second := strings.Index(text, danger), strings.Index(text, ref); first < 0 || second < first {
		t.Errorf("the danger is not first:\n%s", text)
	}
	if !strings.Contains(text, "Immediate danger, and nobody has it in hand") {
		t.Errorf("the queue does not say why it is first:\n%s", text)
	}
}

func TestDangerIsShownAcknowledgedAndTakenInHand(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, priya)
	page := b.get(at)
	wants(t, page, []string{"Immediate danger", "he is at the door", "Pressed “I need help now”", "nobody has acknowledged it", "nobody has it in hand"})
	s, err := d.State(t.Context(), "c-danger")
	if err != nil || len(s.Alerts) == 0 {
		t.Fatalf("alerts: %v, %v", s.Alerts, err)
	}
	for _, a := range s.Alerts {
		b.pressed(ref, "/alerts/"+a.ID+"/acknowledge", nil)
	}
	wants(t, b.get(at), []string{"by " + priya}, "nobody has acknowledged it")
	b.pressed(ref, "/in-hand", url.Values{"note": {"Police called, ref 4411"}})
	wants(t, b.until(at, "Immediate danger: in hand"), []string{"Police called, ref 4411"}, "nobody has it in hand")
}

func TestWithManyReasonsForHasteWhatIsToBeDoneStaysAtTheTop(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	for range 4 {
		d.hear(t, "c-danger", "he is going to kill me")
	}
	text := d.signedIn(t, priya).get("/staff/cases/" + ref).text()
	button, more := strings.Index(text, "Acknowledge: I know of this"), strings.Index(text, "more like this")
	if button < 0 || more < button {
		t.Errorf("the button is at %d, the older reasons are at %d:\n%s", button, more, text)
	}
}

func TestImmediateDangerIsLoweredByTwo(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	b := d.signedIn(t, priya)
	lower := url.Values{"tier": {"none"}, "reason": {"She is with her gran, I rang"}}
	got := b.press(ref, "/urgency", lower)
	if got.status != http.StatusSeeOther || !strings.Contains(got.header.Get("Location"), "done=urgency_waits") {
		t.Fatalf("the first person: %d to %s", got.status, got.header.Get("Location"))
	}
	wants(t, b.get("/staff/cases/"+ref+"?done=urgency_waits"), []string{"Nothing is changed yet: a second person must agree.", "Immediate danger", priya + " asked"})
	if got := b.press(ref, "/urgency", lower); got.status != http.StatusConflict {
		t.Errorf("the same person again: %d", got.status)
	} else {
		wants(t, got, []string{"This was not done", "A second person must agree."}, "Somebody was quicker")
	}
	manager := d.signedIn(t, malik)
	manager.pressed(ref, "/urgency", lower)
	wants(t, manager.get("/staff/"), nil, "Immediate danger")
}

func TestAReferralIsWrittenDownAndWhatCameOfIt(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, priya)
	when := d.clock.now().Add(-time.Hour)
	b.pressed(ref, "/referrals", url.Values{"to": {"Front door"}, "when": {when.Format("2006-01-02T15:04")}, "reference": {"FD-77"}})
	wants(t, b.until(at, "Immediate danger: in hand"), []string{"Front door", when.Format("Mon 2 Jan, 15:04"), "FD-77", "Not decided yet", "Nobody has told the young person yet", "Ask what came of the referral (Front door)"})
	b.pressed(ref, "/referrals/1/decision", url.Values{"decision": {"An enquiry begins"}, "told_by": {"Priya"}, "told": {"somebody comes tonight"}})
	wants(t, b.get(at), []string{"They decided: An enquiry begins", "told by Priya: somebody comes tonight"}, "Not decided yet")
}

// TestWhoeverIsNamedHasNoSuchCaseUntilAColleagueHasSaidWhoIsMeant, on no page.
func TestWhoeverIsNamedHasNoSuchCaseUntilAColleagueHasSaidWhoIsMeant(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	at := "/staff/cases/" + ref
	d.hear(t, "c-danger", "my key worker Priya shouted at me")
	named, colleague := d.signedIn(t, priya), d.signedIn(t, malik)
	if got := named.get(at); got.status != http.StatusNotFound || strings.Contains(named.get("/staff/").text(), ref) {
		t.Errorf("whoever is named is answered %d", got.status)
	}
	wants(t, colleague.get(at), []string{"Nobody has said who “Priya” is"})
	colleague.pressed(ref, "/meant", url.Values{"name": {"Priya"}, "emails": {""}, "reason": {"A key worker at the home."}})
	wants(t, named.get(at), []string{"“Priya”: nobody on the staff, says " + malik}, "Nobody has said who")
}

// TestWhoeverIsOnlyMentionedHasNoSuchCaseEither, and nobody is asked who a brother is.
func TestWhoeverIsOnlyMentionedHasNoSuchCaseEither(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	at := "/staff/cases/" + ref
	d.hear(t, "c-danger", "i told priya and tyler they moved my stuff")
	named, colleague := d.signedIn(t, priya), d.signedIn(t, malik)
	if got := named.get(at); got.status != http.StatusNotFound || strings.Contains(named.get("/staff/").text(), ref) {
		t.Errorf("whoever is mentioned is answered %d", got.status)
	}
	wants(t, colleague.get(at), []string{"“priya” stands in what was told, and nobody has said who that is", "Priya Shah: the name could be theirs"}, "“tyler”")
	colleague.pressed(ref, "/meant", url.Values{"name": {"priya"}, "emails": {""}, "reason": {"Her friend."}})
	wants(t, named.get(at), []string{"“priya”: nobody on the staff, says " + malik}, "Nobody has said who")
}

// TestThePageSaysWhoIsKeptOutAndWhy, lists whom to choose from, and lets nobody in by a form that is
// not filled in.
func TestThePageSaysWhoIsKeptOutAndWhy(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	at := "/staff/cases/" + ref
	job, team := "social_worker", "North"
	if err := d.accounts.Edit(t.Context(), priya, staff.Change{Job: &job, Team: &team}); err != nil {
		t.Fatal(err)
	}
	d.hear(t, "c-danger", "my sw never rings me back")
	named, colleague := d.signedIn(t, priya), d.signedIn(t, malik)
	shown := colleague.get(at)
	wants(t, shown, []string{"Nobody has said who “my sw” is", "Priya Shah: social worker, North", "Say who “my sw” is. Until then"}, "R Malik: ")
	if got := named.get(at); got.status != http.StatusNotFound {
		t.Errorf("a social worker is answered %d", got.status)
	}
	for name, form := range map[string]url.Values{
		"nobody is chosen":              {"is": {"people"}},
		"somebody, and nobody":          {"is": {"nobody"}, "email": {priya}},
		"a team, and somebody":          {"is": {"team"}, "team": {"North"}, "emails": {priya}},
		"a team, but which is not said": {"is": {"team"}},
	} {
		form.Set("name", "my sw")
		form.Set("reason", "her gran rang")
		if got := colleague.press(ref, "/meant", form); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	colleague.pressed(ref, "/meant", url.Values{"name": {"my sw"}, "is": {"team"}, "team": {"South"}, "reason": {"her gran rang"}})
	wants(t, colleague.get(at), []string{"Nobody has said who “my sw” is, but that they are in “South”"}, "Priya Shah: social worker")
	wants(t, named.get(at), []string{"my sw never rings me back"})
	colleague.pressed(ref, "/meant", url.Values{"name": {"my sw"}, "is": {"people"}, "email": {priya}, "emails": {"gone@example.gov.uk"}, "reason": {"her gran rang"}})
	wants(t, colleague.get(at), []string{"“my sw”: Priya Shah, gone@example.gov.uk (no account has this address", "They cannot see this case."}, "Nobody has said who")
	if got := named.get(at); got.status != http.StatusNotFound {
		t.Errorf("whoever is meant is answered %d", got.status)
	}
}

// TestNoAlarmTellsOfACaseThatIsKeptFromSomebody, on any page.
func TestNoAlarmTellsOfACaseThatIsKeptFromSomebody(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	d.alarms = []console.Alarm{{What: "Nobody has answered an alert", Reference: ref, Since: d.clock.now()}}
	named, colleague := d.signedIn(t, priya), d.signedIn(t, malik)
	wants(t, named.get("/staff/"), []string{"Nobody has answered an alert"})
	d.hear(t, "c-danger", "my key worker Priya shouted at me")
	for _, path := range []string{"/staff/", "/staff/alarms"} {
		wants(t, colleague.get(path), []string{"Nobody has answered an alert", ref})
		wants(t, named.get(path), nil, "Nobody has answered an alert", ref)
	}
}

// TestWhatNobodyCanSeeIsAnAlarmThatNamesNoCase, on a manager's pages: somebody from elsewhere must be let in.
func TestWhatNobodyCanSeeIsAnAlarmThatNamesNoCase(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	d.alarms = []console.Alarm{{What: "Nobody has answered an alert", Reference: ref, Since: d.clock.now()}}
	colleague, boss := d.signedIn(t, priya), d.signedIn(t, malik)
	colleague.pressed(ref, "/meant", url.Values{"name": {"the staff"}, "is": {"people"}, "emails": {malik + " " + sam}, "reason": {"she says"}})
	wants(t, boss.get("/staff/"), nil, "kept from everybody here", ref)
	if err := d.accounts.Disable(context.Background(), priya); err != nil {
		t.Fatal(err)
	}
	wants(t, boss.get("/staff/"), []string{"Something is due on a case that is kept from everybody here."}, "Nobody has answered an alert", ref)
	wants(t, d.signedIn(t, sam).get("/staff/"), nil, "kept from everybody here", ref)
}

func TestAComplaintIsDeferredAndGoesOn(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, malik)
	until := d.clock.now().AddDate(0, 0, 30).Format(time.DateOnly)
	b.pressed(ref, "/defer", url.Values{"version": {"1"}, "until": {until}, "told": {"Priya rang them"}, "reason": {"an enquiry"}})
	wants(t, b.get(at), []string{"deferred: look again", "let it go on", "Clock stands still, "}, "Look again: the complaint was to wait")
	wants(t, d.signedIn(t, priya).get(at), []string{"The complaint waits: somebody looks again on", "Why: an enquiry. Told: Priya rang them. (" + malik}, "let it go on")
	d.clock.pass(30 * 24 * time.Hour)
	b = d.signedIn(t, malik)
	wants(t, b.get(at), []string{"Look again: the complaint was to wait until"})
	b.pressed(ref, "/defer", url.Values{"version": {"2"}, "until": {d.clock.now().AddDate(0, 0, 9).Format(time.DateOnly)}, "told": {"Priya rang again"}, "reason": {"it goes on"}})
	wants(t, b.get(at), []string{"Told: Priya rang again", "Let it wait until another day"}, "Look again: the complaint was to wait")
	b.pressed(ref, "/resume", url.Values{"version": {"3"}, "reason": {"it is over"}})
	wants(t, b.get(at), []string{"Let the complaint wait"}, "deferred: look again")
}

// TestACaseIsKeptFromSomebodyWhomNoWordsGaveAway: what nobody's reading found, staff can say.
func TestACaseIsKeptFromSomebodyWhomNoWordsGaveAway(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.danger(t)
	at := "/staff/cases/" + ref
	named, colleague := d.signedIn(t, priya), d.signedIn(t, malik)
	wants(t, colleague.get(at), []string{"Nobody on the staff was complained of by name or by their job", "Keep the case from somebody else"})
	colleague.pressed(ref, "/meant", url.Values{"name": {"the tall one"}, "is": {"people"}, "emails": {priya}, "reason": {"she described her"}})
	wants(t, colleague.get(at), []string{"“the tall one”: Priya Shah, says " + malik})
	if got := named.get(at); got.status != http.StatusNotFound {
		t.Errorf("whoever is meant is answered %d", got.status)
	}
}
