package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"sayso/cmd/sayso/config"
)

// caseOf waits for the newest case of so many.
func (d *deployment) caseOf(n int) (reference string) {
	d.t.Helper()
	d.watching("a case", func() bool {
		found := d.references()
		for _, r := range found {
			if !d.known[r] {
				reference = r
			}
		}
		return len(found) == n && reference != ""
	})
	d.known[reference] = true
	return reference
}

// references are of all cases; none where Sayso is not there to say, which a kill may bring at any moment.
func (d *deployment) references() (all []string) {
	var page struct{ Cases []struct{ Reference string } }
	answer, err := d.send("GET", "/cases", nil)
	if err != nil {
		return nil
	}
	defer answer.Body.Close()
	if json.NewDecoder(answer.Body).Decode(&page) != nil {
		return nil
	}
	for _, c := range page.Cases {
		all = append(all, c.Reference)
	}
	return all
}

// handedOver waits until a conversation knows that its alert was.
func (d *deployment) handedOver(reference string) {
	d.t.Helper()
	d.watching("handed over", func() bool {
		alerts := d.seen(reference).Alerts
		return len(alerts) == 1 && alerts[0].HandedOver != nil
	})
}

// acknowledges texts the code of the newest text about a case, until there is a receipt.
func (d *deployment) acknowledges(phone, reference string) {
	d.t.Helper()
	d.watching("there is a receipt for "+reference, func() bool {
		for _, m := range d.network.Phone(phone).Messages {
			if strings.Contains(m.Body, "You have acknowledged "+reference) {
				return true
			}
		}
		got := d.network.Text(within(d.t), phone, demoAlerts, d.paged(phone, reference))
		return got.Status == http.StatusOK && d.seen(reference).Alerts[0].Acknowledged != nil
	})
}

// toldOnce waits until the person has been told that a worker knows, and looks that the alert was
// acknowledged once. They may be told twice only where Sayso was killed while that text was on its way.
func (d *deployment) toldOnce(phone, reference string, at point) {
	d.t.Helper()
	d.watching(at.name+": the person is told", func() bool { return d.countOf(phone, "A worker knows now") > 0 })
	v := d.seen(reference)
	acknowledged := 0
	for _, h := range v.History {
		if h.Act == "alerts/acknowledge" {
			acknowledged++
		}
	}
	if len(v.Alerts) != 1 || acknowledged != 1 {
		d.t.Errorf("%s: %d alerts, acknowledged %d times", at.name, len(v.Alerts), acknowledged)
	}
	allowed := 1
	if at.twice {
		allowed = 2
	}
	if n := d.countOf(phone, "A worker knows now"); n > allowed {
		d.t.Errorf("%s: %s is told %d times that a worker knows, of %d that one kill there allows", at.name, reference, n, allowed)
	}
}

// pagedAtMost: one kill makes at most one text more.
func (d *deployment) pagedAtMost(most int, phone, reference string, at point) {
	d.t.Helper()
	texts := 0
	for _, m := range d.network.Phone(phone).Messages {
		if !m.FromPhone && strings.Contains(m.Body, reference) && sixFigures.MatchString(m.Body) {
			texts++
		}
	}
	if texts > most {
		d.t.Errorf("%s: %d texts about %s to %s, at most %d are allowed", at.name, texts, reference, phone, most)
	}
}

// tookOf counts what the webhook took about a case.
func (h *webhook) tookOf(reference string) (n int) {
	for _, body := range h.took() {
		n += strings.Count(body, `"`+reference+`"`)
	}
	return n
}

// withWebhook puts a duty worker on the rota who has a webhook beside the phone.
func withWebhook(c *config.Config, h *webhook) {
	h.onRota(c)
	c.Safeguarding.Rotas.InHours[0].After, c.Safeguarding.Rotas.OutOfHours[0].After = time.Hour, time.Hour
}

// rung puts a duty worker on the rota who is rung, and again soon.
func rung(c *config.Config, _ *webhook) {
	rota := []config.Duty{{Name: "Emergency Duty Team", Phone: demoDuty, Call: true, After: 2 * time.Second}}
	c.Safeguarding.Rotas = config.Rotas{InHours: rota, OutOfHours: rota}
}
