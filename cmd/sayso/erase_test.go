package main

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
	"sayso/conversation"
	"sayso/conversation/store/redistest"
)

// erases is a deployment as a manager sees it whose token may erase.
func (d *deployment) erases(email, name string) *deployment {
	d.t.Helper()
	ctx := within(d.t)
	if _, err := d.node.accounts.Add(ctx, email, name, caseworker.RoleManager, demoPassword); err != nil {
		d.t.Fatal(err)
	}
	token, err := d.node.accounts.Token(ctx, email, caseworker.MayView, caseworker.MayErase, caseworker.MaySeeErased, caseworker.MayAnswerAlert)
	if err != nil {
		d.t.Fatal(err)
	}
	return d.as(token)
}

// decided asks for a case to be erased, having read all of it.
func (d *deployment) decided(reference string) (status int) {
	d.t.Helper()
	v := d.seen(reference)
	seen := map[string]int{}
	for _, talk := range v.Conversations {
		seen[talk.ID] = talk.LastHeard
	}
	return d.call("POST", "/cases/"+reference+"/erase", map[string]any{"version": v.Version, "seen": seen, "reason": "They asked us to."}, nil)
}

// sweptAgain waits until the network's list has been gone through once more: a text whose webhook was lost comes after all
// that was there before it.
func (d *deployment) sweptAgain(other string) {
	d.t.Helper()
	d.trouble(phonenet.Fault{On: phonenet.Webhook, Do: phonenet.Lost, Times: 1, Phone: other})
	d.network.Text(within(d.t), other, demoNumber, "the bus is late")
	d.reads(other, "These first replies are automatic")
}

// TestNothingBringsBackWhatWasErased: no retry of the network's, no sweep, no backup of before, no new text.
func TestNothingBringsBackWhatWasErased(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) { c.Twilio.SweepGrace = time.Second })
	const phone = "+447700900190"
	d.text(phone, "my worker never rings me back")
	d.reads(phone, "anything else")
	reference, talk := d.onlyCase(), d.talk(phone)
	backup := map[string]string{}
	for _, key := range d.node.redis.Keys(within(t), "*").Val() {
		if strings.HasSuffix(key, "lease") {
			continue // what expires would be restored for ever
		}
		backup[key] = d.node.redis.Dump(within(t), key).Val()
	}
	d.text(phone, "and the food is bad")
	d.eventually("it is on the case", func() bool { return len(d.heard(talk)) == 2 })
	d.eventually("the burst is answered", func() bool { return d.state(phone).AnswerAt.IsZero() })
	d.eventually("the case has it", func() bool { return len(d.seen(reference).Issues) == 2 })

	manager := d.erases(demoManager, "Morag Reid")
	if status := d.decided(reference); status != 403 {
		t.Errorf("a caseworker erases: %d", status)
	}
	if status := manager.decided(reference); status != 202 {
		t.Fatalf("a manager erases: %d", status)
	}
	gone := func() bool {
		_, err := d.node.store.Kept(within(t), talk)
		return d.tries("GET", "/cases/"+reference, nil, nil) == 404 && errors.Is(err, conversation.ErrNoTalk)
	}
	d.eventually("it is gone", gone)
	d.sweptAgain("+447700900192")
	if all := d.references(); !gone() || slices.Contains(all, reference) {
		t.Errorf("a sweep brought it back: %v", all)
	}
	page := d.page(d.signIn(), "/staff/")
	if strings.Contains(page, reference) {
		t.Error("the queue still shows it")
	}
	var erased struct{ Erased []caseworker.Certificate }
	if status := manager.call("GET", "/erased", nil, &erased); status != 200 || len(erased.Erased) != 1 || erased.Erased[0].Talks[0].TextsIn != 2 {
		t.Errorf("certificates: %d %+v", status, erased)
	}

	d.restart(func() { // on a backup from before the second text
		db := redistest.Client(t, d.redis)
		if err := db.FlushAll(within(t)).Err(); err != nil {
			t.Fatal(err)
		}
		for key, value := range backup {
			if err := db.RestoreReplace(within(t), key, 0, value).Err(); err != nil {
				t.Fatal(err)
			}
		}
	})
	d.sweptAgain("+447700900193")
	if all := d.references(); !gone() || slices.Contains(all, reference) {
		t.Errorf("the backup, or the sweep after it, brought it back: %v", all)
	}
	d.text(phone, "hello again")
	d.reads(phone, "These first replies are automatic")
	if got := d.heard(d.talk(phone)); !slices.Equal(got, []string{"hello again"}) {
		t.Errorf("a new text begins %q", got)
	}
	d.eventually("it has a case of its own", func() bool { return len(d.references()) == 3 })
	d.keptSecret("never rings", "the food")
}

// TestTwoPeopleEraseFromTheCommandLine what was ever dangerous; the list of what was erased holds no word and no number.
func TestTwoPeopleEraseFromTheCommandLine(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900191"
	d.text(phone, "my foster dad hits me and im scared")
	d.eventually("there is a case", func() bool { return len(d.references()) == 1 })
	reference := d.onlyCase()
	one := d.erases(demoManager, "Morag Reid")
	token := d.erases("ola@demo.example", "Ola Ray").token
	d.eventually("it is answered", func() bool { return d.state(phone).AnswerAt.IsZero() })
	one.act(reference, "in_hand", map[string]any{"note": "The police are there."})
	d.eventually("it is in hand", func() bool {
		v := d.seen(reference)
		return v.InHand && !slices.ContainsFunc(v.Alerts, func(a caseworker.ViewAlert) bool { return a.Acknowledged == nil })
	})
	file := d.configFile()
	args := []string{"erase", reference, "--config", file, "--by", demoManager, "--reason", "They asked us to."}
	for _, row := range []struct {
		in   string
		args []string
		code int
		says string
	}{
		{"", []string{"erase", "--config", file}, 2, "is missing"},
		{"", []string{"erase", reference, "--config", file, "--by", "nobody@demo.example", "--reason", "x"}, 1, "no such account"},
		{"", []string{"erase", reference, "--config", file, "--by", demoCaseworker, "--reason", "x"}, 1, "not allowed"},
		{"", args, 1, "a second manager must agree"},
		{"", args, 1, "A second person must agree"},
		{"not a token\n", append(args, "--second", "ola@demo.example"), 1, "holds no token of ola@demo.example"},
	} {
		if code, out, errs := sayso(t, row.in, row.args...); code != row.code || !strings.Contains(errs, row.says) {
			t.Errorf("%v: exit %d, %q, %q", row.args, code, out, errs)
		}
	}
	code, out, errs := sayso(t, token+"\n", append(args, "--second", "ola@demo.example")...)
	if code != 0 || !strings.Contains(out, "Decided by: ola@demo.example and "+demoManager) || !strings.Contains(out, "Text messages: 1 came and") {
		t.Fatalf("exit %d, %q, %q", code, out, errs)
	}
	list, err := os.ReadFile(d.config.Encryption.Erased())
	if err != nil || !strings.Contains(string(list), reference) {
		t.Fatalf("the list: %s, %v", list, err)
	}
	for _, secret := range []string{"foster", phone, phone[3:]} {
		if strings.Contains(string(list), secret) {
			t.Errorf("the list holds %q", secret)
		}
	}
	d.restart(nil)
	d.ready()
	if again, err := os.ReadFile(d.config.Encryption.Erased()); err != nil || string(again) != string(list) {
		t.Errorf("a start has changed the list of %d bytes, which has %d now (%v)", len(list), len(again), err)
	}
}

// TestATabHearsThatItsTalkWasErased: it is told that the chat is over, by itself.
func TestATabHearsThatItsTalkWasErased(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	p := d.tab("")
	p.says("my worker never rings me back")
	p.reads("These first replies are automatic")
	reference := d.onlyCase()
	d.eventually("the burst is answered", func() bool { return len(d.seen(reference).Issues) == 1 })
	if status := d.erases(demoManager, "Morag Reid").decided(reference); status != 202 {
		t.Fatalf("a manager erases: %d", status)
	}
	p.until("it is told that the chat is over", func() bool {
		return slices.ContainsFunc(p.trouble, func(f tabFrame) bool { return f.Code == "gone" })
	})
}
