package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
)

const demoSecond = "+447700900004" // the second on the rota, in tests

var sixFigures = regexp.MustCompile(`reply (\d{6})`)

// climbs puts three people on the ladder, with so much time each.
func climbs(after time.Duration) func(*config.Config) {
	return func(c *config.Config) {
		rota := []config.Duty{{Name: "Duty desk", Phone: demoDuty, After: after}, {Name: "Second", Phone: demoSecond, After: after}}
		c.Safeguarding.Rotas = config.Rotas{InHours: rota, OutOfHours: rota, Manager: []config.Duty{{Name: "Manager", Phone: demoBoss, After: after}}}
		c.Safeguarding.AlertGather = 0
	}
}

// paged waits until a phone of staff has a text about a case, and gives its code.
func (d *deployment) paged(phone, reference string) (code string) {
	d.t.Helper()
	d.watching("a text about "+reference+" on "+phone, func() bool {
		for _, m := range d.network.Phone(phone).Messages {
			if found := sixFigures.FindStringSubmatch(m.Body); !m.FromPhone && found != nil && strings.Contains(m.Body, reference) {
				code = found[1]
			}
		}
		return code != ""
	})
	return code
}

// TestADangerClimbsTheLadderUntilACodeIsTextedBack: who does not answer is followed by the next, then
// the manager; when all are silent it is an alarm; a code ends it, and only then the person is told.
func TestADangerClimbsTheLadderUntilACodeIsTextedBack(t *testing.T) {
	t.Parallel()
	d := deploy(t, climbs(300*time.Millisecond))
	const phone = "+447700900180"
	d.text(phone, dangerWords)
	reference := d.onlyCase()
	d.paged(demoDuty, reference)
	d.paged(demoSecond, reference)
	code := d.paged(demoBoss, reference)
	d.alarmed("unanswered", reference, "Everybody on duty was called and nobody has answered an alert")
	if d.countOf(phone, "A worker knows") > 0 {
		t.Error("they are told that a worker knows")
	}
	if got := d.network.Text(within(t), demoBoss, demoAlerts, code); got.Status != http.StatusOK {
		t.Fatalf("the code was answered %d", got.Status)
	}
	d.reads(demoBoss, "Thank you. You have acknowledged "+reference)
	d.reads(phone, "A worker knows now")
	d.calm("nobody has answered an alert")
	alert := d.seen(reference).Alerts[0]
	if alert.By == nil || *alert.By != "Manager" || alert.HandedOver == nil || alert.Delivered == nil || alert.Acknowledged == nil {
		t.Errorf("the case says %+v", alert)
	}
	if alert.Calls[0].Who != "Duty desk" || alert.Calls[1].Who != "Second" || alert.Calls[2].Who != "Manager" || len(alert.Calls) < 3 {
		t.Errorf("called: %+v", alert.Calls)
	}
	if shown := d.page(d.signIn(), "/staff/cases/"+reference); !strings.Contains(shown, "Second, by text") {
		t.Error("the case's page does not show who was called")
	}
	if _, shown := d.ask(d.admin + "/metrics"); !strings.Contains(shown, `sayso_alerts_total{event="acknowledged_by_phone"} 1`) || !strings.Contains(shown, `sayso_alerts_total{event="unanswered"} 1`) {
		t.Error("the metrics do not count it")
	}
	d.keptSecret(phone, "bathroom", demoDuty, demoBoss, code)
}

// TestAnAlertIsRungThroughAndAcknowledgedByAKey, as an Emergency Duty Team wants it.
func TestAnAlertIsRungThroughAndAcknowledgedByAKey(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) {
		rota := []config.Duty{{Name: "Emergency Duty Team", Phone: demoDuty, Call: true}}
		c.Safeguarding.Rotas = config.Rotas{InHours: rota, OutOfHours: rota}
	})
	d.network.AnswerCalls(demoDuty, "1")
	const phone = "+447700900181"
	d.text(phone, dangerWords)
	d.reads(phone, "A worker knows now")
	reference, _ := d.alert("acknowledged by the key", func(a caseworker.ViewAlert) bool { return a.By != nil && *a.By == "Emergency Duty Team" })
	said := d.network.Calls(demoDuty)[0].Said
	if !strings.Contains(said, strings.Join(strings.Split(strings.ReplaceAll(reference, "-", ""), ""), ", ")) || strings.Contains(said, "bathroom") {
		t.Errorf("read out: %q", said)
	}
	d.keptSecret(phone, "bathroom", demoDuty)
}

// TestAPhoneThatIsOffIsFollowedAtOnce: the network says that the text did not arrive.
func TestAPhoneThatIsOffIsFollowedAtOnce(t *testing.T) {
	t.Parallel()
	d := deploy(t, climbs(time.Hour))
	if err := d.network.Trouble(phonenet.Fault{On: phonenet.Carry, Do: phonenet.Undelivered, Phone: demoDuty}); err != nil {
		t.Fatal(err)
	}
	d.text("+447700900182", dangerWords)
	d.paged(demoSecond, d.onlyCase())
}

// TestTheConsoleEndsTheLadder: who takes it in hand there has no colleague woken for it.
func TestTheConsoleEndsTheLadder(t *testing.T) {
	t.Parallel()
	d := deploy(t, climbs(time.Second))
	d.text("+447700900183", dangerWords)
	reference := d.onlyCase()
	d.paged(demoDuty, reference)
	d.act(reference, "in_hand", map[string]any{"note": "on my way"})
	d.eventually("the ladder has nothing left to do", func() bool {
		left, err := d.node.redis.ZCard(within(t), "sayso:{alerts}:due").Result()
		return err == nil && left == 0
	})
	if n := len(d.network.Phone(demoSecond).Messages); n > 0 {
		t.Errorf("the second was called %d times", n)
	}
}

// TestADutyWorkerWhoIsNamedIsNotCalledAndSeesNothing: the next on the rota is, and only the console of
// whoever is not meant shows the case.
func TestADutyWorkerWhoIsNamedIsNotCalledAndSeesNothing(t *testing.T) {
	t.Parallel()
	d := deploy(t, climbs(time.Hour), func(c *config.Config) {
		c.Safeguarding.Rotas.InHours[0].Name, c.Safeguarding.Rotas.OutOfHours[0].Name = "Priya", "Priya"
	})
	ctx := within(t)
	if _, err := d.node.accounts.Add(ctx, demoManager, "R Malik", caseworker.RoleManager, demoPassword); err != nil {
		t.Fatal(err)
	}
	token, err := d.node.accounts.Token(ctx, demoManager)
	if err != nil {
		t.Fatal(err)
	}
	const phone = "+447700900184"
	d.text(phone, "my key worker Priya shouted at me again")
	manager := d.as(token)
	reference := manager.onlyCase()
	d.eventually("the case says who is named", func() bool { return len(manager.seen(reference).WhoIsMeant) > 0 })
	d.text(phone, dangerWords)
	d.paged(demoSecond, reference)
	if n := len(d.network.Phone(demoDuty).Messages); n > 0 {
		t.Errorf("whoever is named was called %d times", n)
	}
	if code := d.call("GET", "/cases/"+reference, nil, nil); code != http.StatusNotFound || len(d.queue()) > 0 {
		t.Errorf("whoever is named gets %d for the case, and a queue of %d", code, len(d.queue()))
	}
	manager.act(reference, "meant", map[string]any{"name": "Priya", "emails": []string{}, "reason": "a key worker at the home"})
	if code := d.call("GET", "/cases/"+reference, nil, nil); code != http.StatusOK {
		t.Errorf("once it is somebody else: %d", code)
	}
}

// TestASocialWorkerIsNotCalledAboutMySW: matched by e-mail, by name, or by what the rota says; whoever is
// nobody's worker is called, and a social worker's console shows nothing until somebody has said who.
func TestASocialWorkerIsNotCalledAboutMySW(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]config.Duty{
		"by the e-mail of their account": {Name: "Desk 2", Email: "Sam@demo.example"},
		"by the name of their account":   {Name: "Sam"},
		"by the rota":                    {Name: "Ms Bell", Job: "social_worker"},
		"by nothing that is known":       {Name: "Ms Bell"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deploy(t, climbs(time.Hour), func(c *config.Config) {
				first.Phone, first.After = demoDuty, time.Hour
				second := config.Duty{Name: "Duty desk", Job: "none", Phone: demoSecond, After: time.Hour}
				c.Safeguarding.Rotas.InHours, c.Safeguarding.Rotas.OutOfHours = []config.Duty{first, second}, []config.Duty{first, second}
			})
			ctx := within(t)
			if _, err := d.node.accounts.Add(ctx, "sam@demo.example", "Sam Okafor", caseworker.RoleCaseworker, demoPassword); err != nil {
				t.Fatal(err)
			}
			job := "social_worker"
			if err := d.node.accounts.Edit(ctx, "sam@demo.example", staff.Change{Job: &job}); err != nil {
				t.Fatal(err)
			}
			token, err := d.node.accounts.Token(ctx, "sam@demo.example")
			if err != nil {
				t.Fatal(err)
			}
			d.text("+447700900185", "my sw hit me and im locked in the bathroom")
			reference := d.onlyCase()
			code := d.paged(demoSecond, reference)
			if n := len(d.network.Phone(demoDuty).Messages); n > 0 {
				t.Errorf("who could be meant was called %d times", n)
			}
			sam := d.as(token)
			if status := sam.call("GET", "/cases/"+reference, nil, nil); status != http.StatusNotFound || len(sam.queue()) > 0 {
				t.Errorf("a social worker gets %d for the case, and a queue of %d", status, len(sam.queue()))
			}
			if got := d.network.Text(ctx, demoSecond, demoAlerts, code); got.Status != http.StatusOK {
				t.Fatalf("the code was answered %d", got.Status)
			}
			d.alert("acknowledged from the phone", func(a caseworker.ViewAlert) bool { return a.By != nil && *a.By == "Duty desk" })
			d.act(reference, "meant", map[string]any{"name": "my sw", "emails": []string{"ms.bell@demo.example"}, "reason": "her gran says so"})
			if status := sam.call("GET", "/cases/"+reference, nil, nil); status != http.StatusOK {
				t.Errorf("once it is somebody else: %d", status)
			}
		})
	}
}

// TestARotaThatIsAllSocialWorkersFallsToTheManager, who acknowledges by their code.
func TestARotaThatIsAllSocialWorkersFallsToTheManager(t *testing.T) {
	t.Parallel()
	d := deploy(t, climbs(time.Hour))
	d.text("+447700900186", "my sw hit me and im locked in the bathroom")
	reference := d.onlyCase()
	code := d.paged(demoBoss, reference)
	if n := len(d.network.Phone(demoDuty).Messages) + len(d.network.Phone(demoSecond).Messages); n > 0 {
		t.Errorf("who could be meant was called %d times", n)
	}
	d.network.Text(within(t), demoBoss, demoAlerts, code)
	d.alert("acknowledged by the manager", func(a caseworker.ViewAlert) bool { return a.By != nil && *a.By == "Manager" })
}
