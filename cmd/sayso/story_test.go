package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"sayso/conversation"
)

// ash is a young person who answers everything.
func ash() person {
	return person{
		conversation.AskConcern: "my worker never calls me back", conversation.AskAnythingElse: "0", conversation.AskAboutWho: "1", conversation.AskSafeNow: "1",
		conversation.AskContactSafe: "1", conversation.AskWanted: "i want to see my sister", conversation.AskCarryOn: "1",
		conversation.AskVisitWhere: "at school", conversation.AskVisitWhen: "after 4 on wednesday", conversation.AskAvoid: "my foster mum",
		conversation.AskAdvocate: "1", conversation.AskName: "Ash", conversation.AskConfirm: "1",
	}
}

// TestATextBecomesAVisit plays the whole story through the real program: a signed webhook, the
// conversation, the case, the claim, the answer, the visit, and five issues of which three are upheld.
func TestATextBecomesAVisit(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900150"
	d.text(phone, "my social worker never rings me back and they stopped my pocket money")
	reference := d.onlyCase()
	talk := d.seen(reference).Conversations[0].ID
	d.finish(phone, talk, ash())
	d.reads(phone, "Your number is "+reference)
	d.eventually("the case knows that the talk was handed over", func() bool { return d.seen(reference).Talk == "handed_over" })

	v := d.seen(reference)
	if v.SubmittedBy.Who != "young_person" || v.Conversations[0].Meeting.Where != "at school" || len(v.Issues) == 0 {
		t.Errorf("the case says %+v", v)
	}
	version := d.act(reference, "claim", map[string]any{"version": v.Version})["version"]
	d.act(reference, "messages", map[string]any{"to": talk, "text": "Hi Ash, I am Priya. I can come on Wednesday."})
	d.reads(phone, "Priya: Hi Ash, I am Priya. I can come on Wednesday.")

	at := time.Now().Add(48 * time.Hour).Truncate(time.Hour).UTC()
	visit := d.act(reference, "visits", map[string]any{"version": version, "conversation": talk, "at": at, "until": at.Add(time.Hour), "place": "your school", "with": "Priya"})
	d.reads(phone, "Place: your school")
	d.text(phone, "yes")
	d.reads(phone, "See you then")
	d.eventually("the visit is confirmed", func() bool { return d.seen(reference).Visits[0].State == "confirmed" })

	d.act(reference, fmt.Sprintf("visits/%s/outcome", visit["id"]), map[string]any{
		"version": d.seen(reference).Version, "state": "done", "sorted": "partly", "note": "we talked",
	})
	d.conclude(reference, talk)

	v = d.seen(reference)
	if v.State != "closed" || v.Outcome == nil || *v.Outcome != "partially_upheld" {
		t.Errorf("the case is %s with outcome %v, want closed and partially upheld", v.State, v.Outcome)
	}
	d.reads(phone, "We have finished looking at this")
	d.keptSecret(phone, "pocket money", "Hi Ash", "foster mum")
}

// conclude gives five issues their outcomes, three upheld and two not, and closes the case.
func (d *deployment) conclude(reference, talk string) {
	d.t.Helper()
	v := d.seen(reference)
	for n := len(v.Issues); n < 5; n++ {
		d.act(reference, "issues", map[string]any{"version": d.seen(reference).Version, "conversation": talk, "words": fmt.Sprintf("a further matter, %d", n), "kinds": []string{"communication"}})
	}
	for i, issue := range d.seen(reference).Issues {
		outcome := "upheld"
		if i >= 3 {
			outcome = "not_upheld"
		}
		v := d.seen(reference)
		transcript := v.Conversations[0].Transcript
		d.act(reference, fmt.Sprintf("issues/%d/outcome", issue.Number), map[string]any{
			"version": v.Version, "outcome": outcome, "action": "said sorry", "reason": "the records show it",
			"seen": map[string]int{talk: transcript[len(transcript)-1].Seq},
		})
	}
	v = d.seen(reference)
	transcript := v.Conversations[0].Transcript
	d.act(reference, "close", map[string]any{"version": v.Version, "reason": "all is done", "seen": map[string]int{talk: transcript[len(transcript)-1].Seq}})
}

// keptSecret searches everything that operators and strangers can see for what must not be there.
func (d *deployment) keptSecret(words ...string) {
	d.t.Helper()
	shown := map[string]string{"the log": d.log.String()}
	for _, page := range []string{d.admin + "/metrics", d.admin + "/alarmz", d.base + "/readyz", d.base + "/no-such-page"} {
		answer, err := http.Get(page)
		if err != nil {
			d.t.Fatal(err)
		}
		shown[page] = body(d.t, answer)
	}
	for where, text := range shown {
		for _, w := range append(words, demoPassword, d.token, string(d.config.Twilio.AuthTokens[0])) {
			if strings.Contains(text, w) {
				d.t.Errorf("%s shows %q", where, w)
			}
		}
	}
}
