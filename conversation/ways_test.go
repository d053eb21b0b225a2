package conversation

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAnotherWayToReachThemReachesTheCaseWithoutTheNumber(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		asked Ask
		text  string
		kind  string
		says  string
	}{
		{"", "ring me on 07700 900123", "phone", "call"},
		{"", "can someone ring me please its 07700 900123", "phone", "call"},
		{"", "my number is 07700900123", "phone", "noted"},
		{"", "my email is x@example.org", "email", "noted"},
		{AskVisitWhere, "my email is x@example.org", "email", "noted visit_where"},
		{AskAvoid, "07700 900123", "phone", "noted avoid"},
		{AskCarryOn, "07700 900123", "phone", "noted carry_on"},
		{"", "can someone phone me, i cant read good", "call", "call"},
		{AskVisitWhere, "can u ring me instead", "call", "call visit_where"},
		{AskCarryOn, "id rather talk on the phone", "call", "call carry_on"},
	} {
		p := nearlyDone(t, row.asked, false, "costa in town", "wednesday at 4")
		before := p.s.clone()
		said, _ := p.happens(time.Minute, text(row.text))
		f := p.s.Facts()
		if !slices.ContainsFunc(f.Ways, func(w Way) bool { return w.Kind == row.kind }) || strings.Join(said, " ") != row.says {
			t.Errorf("%s %q: %v, said %v", row.asked, row.text, f.Ways, said)
		}
		if was, is := len(before.Issues), len(p.s.Issues); was != is || len(before.Answers) != len(p.s.Answers) {
			t.Errorf("%s %q: it is taken for a matter or an answer", row.asked, row.text)
		}
		if all, _ := json.Marshal(f); strings.Contains(string(all), "900123") || strings.Contains(string(all), "example.org") {
			t.Errorf("%s %q stands in the facts", row.asked, row.text)
		}
	}
}

func TestNoToAreYouSafeStaysANoBesideANumber(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskSafeNow)
	if _, alerts := p.happens(time.Minute, text("no. 07700 900123")); alerts != 1 || len(p.s.Ways) != 1 {
		t.Errorf("%d alerts, %v", alerts, p.s.Ways)
	}
}

func TestNothingIsAnsweredWhereANoToTheSafePhoneCrossedAQuestion(t *testing.T) {
	t.Parallel()
	p := told(t, "no visit", false)
	p.s.Stage = Listening
	p.s.Before = Asked{Ask: AskContactSafe, Seq: p.s.Lines, At: p.at, Channel: SMS}
	p.s.Pending = Asked{Ask: AskName, Seq: p.s.Lines, At: p.at, Channel: SMS}
	var said []string
	alerts := 0
	for _, words := range []string{"what's happening with my case?", "no"} {
		p.at = p.at.Add(time.Second)
		p.take(&said, &alerts, Event{At: p.at, Fresh: "abcdefghijklmnopqrstuvwxyz", What: text(words)})
	}
	more, _ := p.happens(time.Minute, Woke{})
	if said = append(said, more...); p.s.Contact(SMS).SafeToReply != No || slices.Contains(said, "status") {
		t.Errorf("safe to reply: %s; said %v", p.s.Contact(SMS).SafeToReply, said)
	}
}
