package api_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestATextBecomesACaseThatIsClaimedAnsweredVisitedAndClosed(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	conv := c.says("my sw never rings back")
	for n := range 4 {
		c.says(fmt.Sprint("matter ", n+2))
	}
	c.until("all five matters are there", func() bool {
		_, v := c.get(c.priya, "/cases/ABCD-2345")
		return len(v["issues"].([]any)) == 5
	})
	act := func(path, body string, want int, members object) object {
		t.Helper()
		status, answer := c.post(c.priya, "/cases/ABCD-2345/"+path, body)
		c.wants(path, status, answer, want, members)
		return answer
	}
	seen := fmt.Sprintf(`"seen":{%q:5}`, conv)
	act("claim", `{"version":1}`, 200, object{"version": 2.0})
	effect := conv + "/staff-ABCD-2345-2"
	act("messages", fmt.Sprintf(`{"to":%q,"text":"Hello, I am Priya."}`, conv), 202, object{"version": 2.0, "effect": effect})
	act("visits", `{"version":2,"at":"2026-11-23T10:00:00Z","until":"2026-11-23T11:00:00Z","place":"the library","with":"Priya"}`, 201, object{"version": 3.0, "id": "v1"})
	act("visits/v1/outcome", `{"version":3,"state":"done","sorted":"partly","note":"She was glad."}`, 200, object{"version": 4.0})
	act("issues", `{"version":4,"words":"and the food","kinds":["placement"]}`, 201, object{"version": 5.0, "number": 6.0})
	for n, outcome := range []string{"upheld", "not_upheld", "upheld", "not_upheld", "upheld", "withdrawn"} {
		act(fmt.Sprintf("issues/%d/outcome", n+1), fmt.Sprintf(`{"version":%d,"outcome":%q,"action":"","reason":"",%s}`, n+5, outcome, seen), 200, nil)
	}
	act("close", `{"version":11,"reason":"Told at the visit.",`+seen+`}`, 200, object{"version": 12.0})
	status, v := c.get(c.priya, "/cases/ABCD-2345")
	c.wants("the case", status, v, 200, object{"state": "closed", "outcome": "partially_upheld", "owner": "priya@example.gov.uk", "version": 12.0})

	c.until("the young person has the answer", func() bool {
		lines, err := c.talks.Transcript(c.ctx, conv, 0)
		must(t, err)
		last := lines[len(lines)-1]
		return last.Text == "Hello, I am Priya." && last.Name == "Priya" && last.Effect == effect
	})
	if strings.Contains(c.log.String(), "never rings") || strings.Contains(c.log.String(), "Hello, I am") {
		t.Error("the log holds words")
	}
}

func TestEveryOtherActAnswersAsWrittenDown(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	conv := c.says("he has a knife")
	seen := fmt.Sprintf(`"seen":{%q:1}`, conv)
	for _, row := range []struct {
		token, path, body string
		status            int
		answer            object
	}{
		{c.priya, "alerts/A-1/acknowledge", "", 200, object{"version": 1.0}},
		{c.priya, "in_hand", `{"note":"The police are there."}`, 200, object{"version": 1.0}},
		{c.priya, "referrals", `{"to":"Front door","reference":"FD-1"}`, 201, object{"version": 1.0, "number": 1.0}},
		{c.priya, "referrals/1/decision", `{"decision":"An enquiry.","told_by":"Priya","told":"Somebody comes."}`, 200, object{"version": 1.0}},
		{c.priya, "referrals/2/decision", `{"decision":"None."}`, 404, object{"code": "no_such_referral"}},
		{c.priya, "meant", `{"name":"Dave","emails":["dave@example.gov.uk"],"reason":"She says so."}`, 200, object{"version": 1.0}},
		{c.priya, "defer", `{"version":1,"until":"2026-12-30","reason":"An enquiry.","told":"By phone."}`, 403, object{"code": "not_allowed"}},
		{c.priya, "mute", `{"version":1,"until":"2026-12-30","reason":"Abuse."}`, 403, object{"code": "not_allowed"}},
		{c.morag, "mute", `{"version":1,"until":"2027-12-30","reason":"Abuse."}`, 422, object{"code": "until"}},
		{c.morag, "unmute", `{"version":1,"reason":"Enough."}`, 409, object{"code": "not_muted"}},
		{c.morag, "lift_hold", `{"version":1,"reason":"Over."}`, 409, object{"code": "not_held"}},
		{c.priya, "hold", `{"version":1,"reason":"An inquiry."}`, 403, object{"code": "not_allowed"}},
		{c.morag, "erase", `{"version":1,"reason":"They asked us to.",` + seen + `}`, 403, object{"code": "not_allowed"}}, // not in a token that was not made for it
		{c.priya, "read", `{` + seen + `}`, 200, object{"version": 1.0}},
		{c.priya, "notes", `{"text":"Seen at school."}`, 200, object{"version": 1.0}},
		{c.priya, "reveal_contact", `{"reason":"To ring her now."}`, 403, object{"code": "not_allowed"}},
		{c.reveals, "notes", `{"text":"Seen at school."}`, 403, object{"code": "not_allowed"}},
		{c.reveals, "reveal_contact", `{"reason":"To ring her now."}`, 200, object{"version": 1.0, "number": "+447700900123"}},
		{c.priya, "urgency", `{"version":1,"tier":"R2","reason":"It was a film."}`, 202, object{"version": 2.0, "waiting_for": "second_person"}},
		{c.morag, "urgency", `{"version":2,"tier":"R2","reason":"I agree."}`, 200, object{"version": 3.0}},
		{c.priya, "claim", `{"version":3}`, 200, object{"version": 4.0}},
		{c.priya, "hand_over", `{"version":4,"to":"morag@example.gov.uk","note":"On leave."}`, 200, object{"version": 5.0}},
		{c.morag, "release", `{"version":5}`, 200, object{"version": 6.0}},
		{c.morag, "category", `{"version":6,"category":"representation","reason":"A question.",` + seen + `}`, 200, object{"version": 7.0}},
		{c.morag, "standing", `{"version":7,"ground":"own_right","decision":"accepted","reason":"Looked after."}`, 200, object{"version": 8.0}},
		{c.morag, "extend", `{"version":8,"until":"2026-12-09","reason":"An advocate is coming."}`, 200, object{"version": 9.0}},
		{c.morag, "stage", `{"version":9,"to":"2","reason":"She asked.",` + seen + `}`, 200, object{"version": 10.0}},
		{c.morag, "issues/1/outcome", `{"version":10,"outcome":"upheld",` + seen + `}`, 200, object{"version": 11.0}},
		{c.morag, "close", `{"version":11,` + seen + `}`, 200, object{"version": 12.0}},
		{c.morag, "reopen", `{"version":12,"reason":"Too early."}`, 200, object{"version": 13.0}},
		{c.morag, "join", `{"version":13,"case":"WXYZ-2345"}`, 422, object{"code": "no_such_case"}},
	} {
		status, answer := c.post(row.token, "/cases/ABCD-2345/"+row.path, row.body)
		c.wants(row.path, status, answer, row.status, row.answer)
	}
}

func TestTwoCasesBecomeOneThatBothReferencesFind(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	jade, nan := c.says("my sw never rings back"), c.nanSays("nobody rings me either")
	at := func(path, body string, want int, members object) {
		t.Helper()
		status, answer := c.post(c.priya, "/cases/"+path, body)
		c.wants(path, status, answer, want, members)
	}
	at("WXYZ-2345/claim", `{"version":1}`, 200, nil)
	at("ABCD-2345/join", `{"version":1}`, 422, object{"code": "no_such_case"})
	at("ABCD-2345/join", `{"version":1,"case":"ABCD-2345"}`, 422, object{"code": "same_case"})
	at("ABCD-2345/join", `{"version":1,"case":"WXYZ-2345"}`, 200, object{"version": 3.0})
	for _, reference := range []string{"ABCD-2345", "WXYZ-2345"} {
		status, v := c.get(c.machine, "/cases/"+reference)
		c.wants(reference, status, v, 200, object{
			"reference": "ABCD-2345", "aliases": []any{"WXYZ-2345"}, "version": 3.0, "owner": "priya@example.gov.uk",
		})
		for n, conv := range []string{jade, nan} {
			if talk := v["conversations"].([]any)[n].(object); talk["id"] != conv || len(talk["transcript"].([]any)) != 1 {
				t.Errorf("conversation %d is %v with %v", n, talk["id"], talk["transcript"])
			}
		}
	}
	status, page := c.get(c.priya, "/cases")
	if cases := page["cases"].([]any); status != 200 || len(cases) != 1 || page["next"] != nil {
		t.Errorf("the queue has %v", cases)
	}
	at("WXYZ-2345/messages", `{"text":"Hello"}`, 422, object{"code": "which_confidence"})
	at("WXYZ-2345/messages", fmt.Sprintf(`{"to":%q,"text":"Hello, Bea."}`, nan), 202, nil)
	c.until("nan has the answer", func() bool {
		lines, err := c.talks.Transcript(c.ctx, nan, 0)
		must(t, err)
		return lines[len(lines)-1].Text == "Hello, Bea."
	})
	lines, err := c.talks.Transcript(c.ctx, jade, 0)
	if must(t, err); len(lines) != 1 {
		t.Errorf("Jade's transcript has %d lines, want her own", len(lines))
	}
}

func TestWhatCameAnotherWayIsTakenInAndListed(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	letter := `{"channel":"letter","received":"2026-11-20T09:00:00Z","submitted_by":{"who":"young_person","name":"Ty"},"young_people":[{"name":"Ty","age":15}],"words":"They moved me.","issues":[{"words":"moved","kinds":["placement"]}]}`
	references := map[string]bool{}
	for range 5 {
		status, answer := c.post(c.machine, "/cases", letter)
		c.wants("enter", status, answer, 201, object{"version": 1.0})
		references[answer["reference"].(string)] = true
	}
	pages := 0
	for path := "/cases?state=waiting"; path != ""; pages++ {
		status, page := c.get(c.machine, path)
		c.wants("list", status, page, 200, nil)
		for _, row := range page["cases"].([]any) {
			row := row.(object)
			delete(references, row["reference"].(string))
			want := object{
				"state": "waiting", "urgency": "none", "channel": "letter", "due": "2026-12-04", "owner": nil,
				"language": "en", "received": "2026-11-20T09:00:00Z",
			}
			for name, want := range want {
				if row[name] != want {
					t.Errorf("%s is %v, want %v", name, row[name], want)
				}
			}
		}
		path = ""
		if next, more := page["next"].(string); more {
			path = "/cases?state=waiting&cursor=" + next
		}
	}
	if pages != 3 || len(references) != 0 {
		t.Errorf("%d pages, and %v not listed; want 3, none", pages, references)
	}
}
