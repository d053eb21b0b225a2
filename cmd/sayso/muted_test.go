package main

import (
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/cmd/sayso/config"
)

// manager is a deployment as a manager sees it by the API.
func (d *deployment) manager() *deployment {
	d.t.Helper()
	ctx := within(d.t)
	if _, err := d.node.accounts.Add(ctx, demoManager, "Morag Reid", caseworker.RoleManager, demoPassword); err != nil {
		d.t.Fatal(err)
	}
	token, err := d.node.accounts.Token(ctx, demoManager)
	if err != nil {
		d.t.Fatal(err)
	}
	return d.as(token)
}

// TestAMutedPhoneIsHeardAndAnsweredOnlyInDanger, from the API to the phone, the page and the history.
func TestAMutedPhoneIsHeardAndAnsweredOnlyInDanger(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900183"
	d.text(phone, "my worker never rings me back")
	d.reads(phone, "anything else")
	ref := d.onlyCase()
	until := time.Now().AddDate(0, 0, 10).Format(time.DateOnly)
	mute := map[string]any{"version": d.seen(ref).Version, "until": until, "reason": "Forty insults a day."}
	if status := d.call("POST", "/cases/"+ref+"/mute", mute, nil); status != 403 {
		t.Errorf("a caseworker mutes: %d", status)
	}
	manager := d.manager()
	manager.act(ref, "mute", mute)
	d.eventually("the case says that they are muted", func() bool { return d.seen(ref).Conversations[0].MutedUntil != nil })

	for _, words := range []string{"u r all useless", "who sees this", "are you a bot"} {
		d.text(phone, words)
	}
	d.eventually("all is on the case, to be read", func() bool {
		v := d.seen(ref)
		lines := v.Conversations[0].Transcript
		return v.UnreadSince != nil && lines[len(lines)-1].Text == "are you a bot"
	})
	d.eventually("the burst is over", func() bool { return d.state(phone).AnswerAt.IsZero() })
	lines := d.seen(ref).Conversations[0].Transcript
	if last := lines[len(lines)-1]; last.Text != "are you a bot" {
		t.Errorf("answered with %q", last.Text)
	}
	browser := d.signIn()
	d.eventually("the queue says so", func() bool { return strings.Contains(d.page(browser, "/staff/"), "Muted until") })
	page := d.page(browser, "/staff/cases/"+ref)
	if !strings.Contains(page, "Muted until") || strings.Contains(page, `id="mute-0"`) {
		t.Error("a caseworker's page does not say that they are muted, or lets them mute")
	}

	d.text(phone, "ive taken a load of pills")
	d.reads(phone, "999")
	d.alert("a human is called", func(caseworker.ViewAlert) bool { return true })
	manager.act(ref, "in_hand", map[string]any{"note": "Police on their way."})
	manager.act(ref, "unmute", map[string]any{"version": manager.seen(ref).Version, "reason": "They are with us now."})
	d.eventually("it has ended", func() bool { return d.seen(ref).Conversations[0].MutedUntil == nil })
	d.eventually("the queue no longer says so", func() bool { return !strings.Contains(d.page(browser, "/staff/"), "Muted until") })
	d.text(phone, "who sees this")
	d.eventually("they are answered again", func() bool {
		lines := d.seen(ref).Conversations[0].Transcript
		return lines[len(lines)-1].From == "sayso"
	})
	var did []string
	for _, h := range d.seen(ref).History {
		did = append(did, h.Act+" "+h.By+" "+h.Why)
	}
	if all := strings.Join(did, "\n"); !strings.Contains(all, "mute "+demoManager+" Forty insults a day.") || !strings.Contains(all, "unmute "+demoManager) {
		t.Errorf("history: %s", all)
	}
}

// TestNoPhoneIsAnsweredForEver, whatever it writes, and danger still is.
func TestNoPhoneIsAnsweredForEver(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) { c.Conversation.Answers = 12 })
	const phone = "+447700900184"
	d.text(phone, "my worker never rings me back")
	d.reads(phone, "anything else")
	ref := d.onlyCase()
	for range 15 {
		d.text(phone, "who sees this")
		d.eventually("it is taken in", func() bool { return d.state(phone).AnswerAt.IsZero() })
	}
	d.eventually("the case says so", func() bool { return d.seen(ref).Conversations[0].Overspent })
	answers := 0
	for _, l := range d.seen(ref).Conversations[0].Transcript {
		if l.From == "sayso" {
			answers++
		}
	}
	if answers < d.config.Conversation.Answers || answers > d.config.Conversation.Answers+2 {
		t.Errorf("%d answers, want %d", answers, d.config.Conversation.Answers)
	}
	if page := d.page(d.signIn(), "/staff/cases/"+ref); !strings.Contains(page, "They have written so much") {
		t.Error("the page does not say so")
	}
	d.text(phone, "he is hitting me again right now please help")
	d.reads(phone, "999")
}
