package main

import (
	"crypto/rand"
	"strings"
	"testing"

	"sayso/caseworker"
	"sayso/conversation"
)

// TestATalkGoesFromTheirPhoneToAChatAndTheirMumSeesNothing plays the whole road of a code, through the
// real conversation: asked for by text, used in a chat, while somebody else writes from the phone.
func TestATalkGoesFromTheirPhoneToAChatAndTheirMumSeesNothing(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900180"
	d.text(phone, "my social worker never rings me back")
	reference := d.onlyCase()
	talk := d.seen(reference).Conversations[0].ID
	d.finish(phone, talk, ash())
	d.reads(phone, "Your number is "+reference)
	d.text(phone, "can i have a code")
	d.reads(phone, "Your code is ")
	code := d.codeSentTo(phone)

	chat := d.tab("")
	chat.sends(tabFrame{Type: "hello", V: 1, Token: chat.token, Code: code, ID: rand.Text()})
	chat.unsent = nil // a hello has no heard
	chat.reads("Your code is ****")
	chat.reads("You can go on here now")
	chat.until("they are asked whether it is safe here", func() bool { return chat.lines[len(chat.lines)-1].Ask == string(conversation.AskContactSafe) })
	if chat.lines[0].Text != "my social worker never rings me back" || strings.Contains(strings.Join(chat.texts(), "\n"), code) {
		t.Errorf("the chat shows %q", chat.texts())
	}

	d.text(phone, "this is his mum now. what has he told you")
	var all struct{ Cases []caseworker.Row }
	d.eventually("she has a case of her own", func() bool { d.call("GET", "/cases", nil, &all); return len(all.Cases) == 2 })
	d.eventually("his case knows that his phone is somebody else's", func() bool {
		for _, c := range d.seen(reference).Conversations[0].Contacts {
			if c.Channel == conversation.SMS && c.SomeoneElse {
				return true
			}
		}
		return false
	})
	d.act(reference, "claim", map[string]any{"version": d.seen(reference).Version})
	chat.says("yes")
	chat.heard()
	d.eventually("he can be written to", func() bool { return d.seen(reference).Conversations[0].CannotWrite == nil })
	d.act(reference, "messages", map[string]any{"to": talk, "text": "Hi Ash, I can come on Wednesday."})
	chat.reads("Hi Ash, I can come on Wednesday.")
	for _, m := range d.network.Phone(phone).Messages {
		if !m.FromPhone && strings.Contains(m.Body, "Wednesday.") {
			t.Errorf("the phone was sent %q", m.Body)
		}
	}
	for _, line := range chat.texts() {
		if strings.Contains(line, "his mum") {
			t.Errorf("his chat shows %q", line)
		}
	}
	d.keptSecret(phone, code, "his mum", "Wednesday.")
}

// codeSentTo finds the code in what was sent to a phone.
func (d *deployment) codeSentTo(phone string) string {
	d.t.Helper()
	for _, m := range d.network.Phone(phone).Messages {
		if _, after, sent := strings.Cut(m.Body, "Your code is "); sent {
			if code, ok := conversation.CodeIn(after[:strings.Index(after, ".")]); ok {
				return code
			}
		}
	}
	d.t.Fatal("no code was sent")
	return ""
}
