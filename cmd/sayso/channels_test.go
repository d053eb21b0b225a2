package main

import (
	"slices"
	"strings"
	"testing"

	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
)

// mouth is how one person talks with Sayso: the suite below asks the same of every channel.
type mouth interface {
	says(text string)             // and knows that it is kept
	answers(seq int, text string) // says it, having seen the question at this line
	repeats()                     // sends the last message again, as what lost its answer does
	blurts(text string)           // says it while nobody may be there to hear
	reads(words string)           // waits for words of ours
	has(words string) bool
	talk() string // the conversation
	stops()       // wants to hear no more here, in this channel's way: STOP, or the exit button
	vanishes()    // cannot be reached here any more: the number is gone, or the chat was shut
}

// byText talks with a phone, through the network.
type byText struct {
	*deployment
	phone string
	last  string // SID
}

func (p *byText) says(text string) {
	p.t.Helper()
	d := p.network.Text(within(p.t), p.phone, demoNumber, text)
	if p.last = d.SID; d.Status != 200 {
		p.t.Fatalf("the webhook answered %d: %v", d.Status, d.Err)
	}
}

func (p *byText) answers(_ int, text string) { p.t.Helper(); p.says(text) }

func (p *byText) repeats() {
	p.t.Helper()
	if d := p.network.Replay(within(p.t), p.last); d.Status != 200 {
		p.t.Fatalf("the webhook answered %d: %v", d.Status, d.Err)
	}
}

func (p *byText) blurts(text string) { p.network.Text(within(p.t), p.phone, demoNumber, text) }
func (p *byText) reads(words string) { p.t.Helper(); p.deployment.reads(p.phone, words) }
func (p *byText) has(words string) bool {
	return slices.ContainsFunc(p.network.Phone(p.phone).Messages, func(m phonenet.Message) bool {
		return !m.FromPhone && strings.Contains(m.Body, words)
	})
}
func (p *byText) talk() string { p.t.Helper(); return p.deployment.talk(p.phone) }
func (p *byText) stops()       { p.t.Helper(); p.says("Stop") }
func (p *byText) vanishes() {
	p.t.Helper()
	if err := p.network.Trouble(phonenet.Fault{On: phonenet.Carry, Do: phonenet.Undelivered, Code: 30005, Phone: p.phone}); err != nil {
		p.t.Fatal(err)
	}
}

// byChat talks in a browser's tab.
type byChat struct {
	*deployment
	page *tab
	last tabFrame
}

func (p *byChat) says(text string) {
	p.t.Helper()
	p.page.says(text)
	p.last = p.page.unsent[len(p.page.unsent)-1]
	p.page.heard()
}

func (p *byChat) answers(seq int, text string) {
	p.t.Helper()
	p.page.until("the question", func() bool { return p.page.shown >= seq })
	p.says(text)
}

func (p *byChat) repeats()              { p.t.Helper(); p.page.sends(p.last); p.page.heard() }
func (p *byChat) blurts(text string)    { p.page.keeps(text) }
func (p *byChat) reads(words string)    { p.t.Helper(); p.page.reads(words) }
func (p *byChat) has(words string) bool { return p.page.shows(words) }
func (p *byChat) talk() string          { p.t.Helper(); return p.chatTalk(p.page) }
func (p *byChat) stops() {
	p.t.Helper()
	p.page.sends(tabFrame{Type: "leave", ID: "leaving"})
	p.page.heard()
}
func (p *byChat) vanishes() { p.t.Helper(); p.stops() }

// onEveryChannel plays one scene by text and in the chat, each on a deployment of its own.
func onEveryChannel(t *testing.T, scene func(t *testing.T, d *deployment, p mouth)) {
	t.Helper()
	t.Parallel()
	t.Run("by text", func(t *testing.T) {
		t.Parallel()
		d := deploy(t)
		scene(t, d, &byText{deployment: d, phone: "+447700900170"})
	})
	t.Run("in the chat", func(t *testing.T) {
		t.Parallel()
		d := deploy(t)
		scene(t, d, &byChat{deployment: d, page: d.tab("")})
	})
}

// restart ends the node as an operator would and starts another on the same addresses. Meanwhile
// nobody is there, and something may happen.
func (d *deployment) restart(meanwhile func()) {
	d.t.Helper()
	d.stop()
	if meanwhile != nil {
		meanwhile()
	}
	on, err := listen(strings.TrimPrefix(d.base, "http://"), strings.TrimPrefix(d.admin, "http://"))
	if err != nil {
		d.t.Fatal(err)
	}
	d.run(on)
}

func TestEveryChannelTakesAMessageOnce(t *testing.T) {
	onEveryChannel(t, func(t *testing.T, d *deployment, p mouth) {
		p.says("nobody listens to me")
		p.repeats()
		p.reads("These first replies are automatic")
		p.repeats()
		if got := d.heard(p.talk()); !slices.Equal(got, []string{"nobody listens to me"}) {
			t.Errorf("kept %q, want it once", got)
		}
		d.onlyCase()
	})
}

// TestEveryChannelKeepsTheOrder: a burst is kept and answered as it was written.
func TestEveryChannelKeepsTheOrder(t *testing.T) {
	onEveryChannel(t, func(t *testing.T, d *deployment, p mouth) {
		burst := []string{"my worker never rings me", "i asked 3 times", "and they stopped my pocket money", "its not fair"}
		for _, text := range burst {
			p.says(text)
		}
		p.reads("Is there anything else?")
		if got := d.heard(p.talk()); !slices.Equal(got, burst) {
			t.Errorf("kept %q\nwant %q", got, burst)
		}
	})
}

// TestEveryChannelGoesOnAfterARestart: the node ends before it has answered; what was heard is
// answered by the next one, and what was written while nobody was there is taken in, once.
func TestEveryChannelGoesOnAfterARestart(t *testing.T) {
	onEveryChannel(t, func(t *testing.T, d *deployment, p mouth) {
		p.says("my visits keep getting cancelled")
		d.restart(func() { p.blurts("and nobody tells me why") })
		p.reads("These first replies are automatic")
		want := []string{"my visits keep getting cancelled", "and nobody tells me why"}
		if c, ok := p.(*byChat); ok {
			c.page.heard()
		}
		d.eventually("both messages, once and in order", func() bool { return slices.Equal(d.heard(p.talk()), want) })
		d.onlyCase()
		for range 2 {
			d.restart(nil)
		}
		d.answerUntil(conversation.AskSafeNow, p.talk(), ash(), p.answers)
		p.reads("Is it OK to")
		if said := d.lines(p.talk(), func(l conversation.Line) bool { return l.From == conversation.FromSayso }); len(said) != len(unique(said)) {
			t.Errorf("something was said twice: %q", said)
		}
		if twice := d.network.Counts().Duplicates; twice > 0 {
			t.Errorf("%d texts came twice, after restarts only", twice)
		}
	})
}

func unique(all []string) []string {
	all = slices.Clone(all)
	slices.Sort(all)
	return slices.Compact(all)
}

// TestEveryChannelAnswersDangerAtOnce: the reply does not wait for the rest of the burst, a human is
// called, and the case says why; only when a human has acknowledged it are they told that one knows.
func TestEveryChannelAnswersDangerAtOnce(t *testing.T) {
	onEveryChannel(t, func(t *testing.T, d *deployment, p mouth) {
		const words = "my stepdad hit me again and im locked in the bathroom"
		p.says(words)
		p.reads("We are telling a worker now. In danger? Call 999.")
		d.reads(demoDuty, "Sayso alert: R1 immediate")
		reference := d.onlyCase()
		d.eventually("the case knows that the alert was handed over", func() bool {
			v := d.seen(reference)
			return len(v.Alerts) == 1 && v.Alerts[0].Delivered != nil
		})
		v := d.seen(reference)
		if v.Urgency != "immediate" || v.Alerts[0].Acknowledged != nil || len(v.UrgentBecause) != 1 || v.UrgentBecause[0].Because != "words" {
			t.Errorf("the case says %s, %+v, %+v", v.Urgency, v.Alerts, v.UrgentBecause)
		}
		if p.has("A worker knows now") {
			t.Error("they are told that a worker knows before it is so")
		}
		d.act(reference, "alerts/"+v.Alerts[0].ID+"/acknowledge", map[string]any{})
		p.reads("A worker knows now")
		for _, m := range d.network.Phone(demoDuty).Messages {
			if strings.Contains(m.Body, "stepdad") || strings.Contains(m.Body, "+4477009001") {
				t.Errorf("the alert says too much: %q", m.Body)
			}
		}
		d.keptSecret("stepdad", "+447700900170", demoDuty)
	})
}

// TestEveryChannelSaysNothingOfSubstanceWhereItIsNotSafe: a "no" to contact_safe ends all questions;
// what staff write is refused with the reason and does not arrive.
func TestEveryChannelSaysNothingOfSubstanceWhereItIsNotSafe(t *testing.T) {
	onEveryChannel(t, func(t *testing.T, d *deployment, p mouth) {
		p.says("my foster carer reads my phone and shouts at me")
		talk := p.talk()
		unsafe := ash()
		unsafe[conversation.AskContactSafe] = "2"
		d.answerUntil(conversation.AskContactSafe, talk, unsafe, p.answers)
		p.reads("We won't")
		reference := d.onlyCase()
		d.eventually("the case knows that it is not safe", func() bool {
			contacts := d.seen(reference).Conversations[0].Contacts
			return len(contacts) == 1 && contacts[0].SafeToReply == conversation.No
		})
		lines := len(d.lines(talk, func(conversation.Line) bool { return true }))
		d.act(reference, "claim", map[string]any{"version": d.seen(reference).Version})

		var refused struct{ Code, Reason string }
		if code := d.call("POST", "/cases/"+reference+"/messages", map[string]any{"to": talk, "text": "I can come about your foster carer."}, &refused); code != 422 || refused.Code != "blocked" || refused.Reason != "unsafe_contact" {
			t.Errorf("a caseworker's message: %d %+v, want 422 blocked, unsafe_contact", code, refused)
		}
		p.says("ok") // whatever was on its way would stand before the answer to this
		d.eventually("nothing is on its way", func() bool { return d.outboxes() == 0 })
		for _, said := range d.lines(talk, func(l conversation.Line) bool { return l.Seq > lines && l.From != conversation.FromPerson }) {
			if said != "Thank you. We have got that. You can text us any time." && said != "Thank you. We have got that. You can write to us any time." {
				t.Errorf("said to a phone that is not safe: %q", said)
			}
		}
		if p.has("foster carer") || p.has("Priya") {
			t.Error("it shows who wrote, or about what")
		}
		d.keptSecret("foster carer", "+447700900170")
	})
}

// TestEveryChannelAnswersAQuestionAndGoesOn: "who sees this" is answered in the middle of the talk,
// and the question that was open is asked again.
func TestEveryChannelAnswersAQuestionAndGoesOn(t *testing.T) {
	onEveryChannel(t, func(t *testing.T, d *deployment, p mouth) {
		p.says("my worker never rings me back")
		p.reads("Is there anything else?")
		p.says("who sees this?")
		p.reads("The people who look into this see it")
		p.says("no thats it")
		p.reads("safe right now?")
		if issues := d.seen(d.onlyCase()).Issues; len(issues) != 1 {
			t.Errorf("%d issues, want 1: a question is no issue", len(issues))
		}
	})
}
