package main

import (
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// What could not go while the network was away and newer words have overtaken is not sent when it is back: one
// question stands on the phone, the one that is asked now, and nothing is taken for put that nobody has seen.
func TestAfterAnOutageOnlyTheQuestionThatStandsIsSent(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) { c.Conversation.CrossingText = 100 * time.Millisecond })
	const phone = "+447700900190"
	d.network.Trouble(phonenet.Fault{On: phonenet.Send, Do: phonenet.Broken, Phone: phone})
	for n, words := range []string{"my worker never rings me back", "is anyone there", "he is hitting me right now"} {
		d.text(phone, words)
		d.eventually("it is taken in", func() bool { return len(d.heard(d.talk(phone))) == n+1 && len(d.state(phone).Burst) == 0 })
	}
	d.network.Mend()
	d.eventually("nothing waits", func() bool { return d.delivered(phone, "waiting") == 0 })

	state := d.state(phone)
	lines, err := d.node.store.Transcript(within(t), d.talk(phone), 0)
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	overtaken := 0
	for _, l := range lines {
		if l.Ask != "" && l.Delivery == "blocked" {
			overtaken++
		}
		if l.Ask != "" && l.Delivery != "blocked" {
			asked = append(asked, string(l.Ask))
		}
	}
	if len(asked) != 1 || asked[0] != string(state.Pending.Ask) || overtaken == 0 {
		t.Errorf("asked on the phone %v, overtaken %d, and %s stands", asked, overtaken, state.Pending.Ask)
	}
	if n := state.Put[conversation.AskAnythingElse]; n != 0 {
		t.Errorf("a question that nobody has seen counts as put %d times", n)
	}
	if state.Limits {
		t.Error("the limits of privacy count as told, and were not")
	}
	if state.Unreached {
		t.Error("what was overtaken counts as what did not reach them")
	}
	if page := d.page(d.signIn(), "/staff/cases/"+d.onlyCase()); !strings.Contains(page, "they had written meanwhile") {
		t.Error("the case does not say why a question was not sent")
	}
}
