package main

import (
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
	"sayso/cmd/sayso/config"
)

// The ladder of these tests: Ann and then Bob by day and night, and the manager, R Malik. Each has an account,
// and much time.
const ann, bob = "ann@demo.example", "bob@demo.example"

// annThenBob is that ladder, where those of pool look after allegations.
func annThenBob(pool ...string) func(*config.Config) {
	return func(c *config.Config) {
		rota := []config.Duty{{Name: "Ann Lee", Email: ann, Phone: demoDuty, After: time.Hour}, {Name: "Bob Hay", Email: bob, Phone: demoSecond, After: time.Hour}}
		boss := []config.Duty{{Name: "R Malik", Email: demoManager, Phone: demoBoss, After: time.Hour}}
		c.Safeguarding.Rotas = config.Rotas{InHours: rota, OutOfHours: rota, Manager: boss}
		c.Safeguarding.AlertGather, c.Casework.Allegations = 0, pool
	}
}

// staffed makes their accounts, and gives the API as the manager and as Ann.
func (d *deployment) staffed() (manager, asAnn *deployment) {
	d.t.Helper()
	ctx, nobodys := within(d.t), string(caseworker.NobodysWorker)
	for _, who := range []struct {
		email, name string
		role        caseworker.Role
	}{{ann, "Ann Lee", caseworker.RoleCaseworker}, {bob, "Bob Hay", caseworker.RoleCaseworker}, {demoManager, "R Malik", caseworker.RoleManager}} {
		if _, err := d.node.accounts.Add(ctx, who.email, who.name, who.role, demoPassword); err != nil {
			d.t.Fatal(err)
		}
		if err := d.node.accounts.Edit(ctx, who.email, staff.Change{Job: &nobodys}); err != nil {
			d.t.Fatal(err)
		}
	}
	as := func(email string) *deployment {
		token, err := d.node.accounts.Token(ctx, email)
		if err != nil {
			d.t.Fatal(err)
		}
		return d.as(token)
	}
	return as(demoManager), as(ann)
}

// TestWhoIsCalledAboutAComplaintOfOneOfThem walks from one who is named to all of them, and to those who
// look after allegations. Who is not called finds no case; who is called can open it.
func TestWhoIsCalledAboutAComplaintOfOneOfThem(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		says   string
		pool   []string
		called string
		finds  bool // Ann, who is the first of the rota, the case
	}{
		"nobody is named":                         {dangerWords, nil, demoDuty, true},
		"the first is named":                      {"Ann hit me again and im locked in the bathroom", nil, demoSecond, false},
		"all of the rota are named":               {"Ann hit me and Bob hit me, im locked in the bathroom", nil, demoBoss, false},
		"only the second looks after allegations": {"my key worker hit me and im locked in the bathroom", []string{bob}, demoSecond, false},
		"who looks after them is named":           {"my key worker Bob hit me and im locked in the bathroom", []string{bob}, demoBoss, false},
		"who looks after them is on no rota":      {"my key worker hit me and im locked in the bathroom", []string{demoCaseworker}, demoBoss, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deploy(t, annThenBob(row.pool...))
			manager, asAnn := d.staffed()
			const phone = "+447700900187"
			d.text(phone, row.says)
			reference := manager.onlyCase()
			code := d.paged(row.called, reference)
			for _, other := range []string{demoDuty, demoSecond, demoBoss} {
				if n := len(d.network.Phone(other).Messages); other != row.called && n > 0 {
					t.Errorf("%s was called %d times", other, n)
				}
			}
			if status := asAnn.call("GET", "/cases/"+reference, nil, nil); (status == 200) != row.finds {
				t.Errorf("the first of the rota gets %d for the case", status)
			}
			d.network.Text(within(t), row.called, demoAlerts, code)
			d.reads(phone, "A worker knows now")
		})
	}
}

// TestWhoeverIsNamedAfterTheyWereCalledIsFollowedAtOnce: their code acknowledges nothing, and the child is not
// told that a worker knows, until somebody else has taken it.
func TestWhoeverIsNamedAfterTheyWereCalledIsFollowedAtOnce(t *testing.T) {
	t.Parallel()
	d := deploy(t, annThenBob())
	manager, asAnn := d.staffed()
	const phone = "+447700900188"
	d.text(phone, dangerWords)
	reference := manager.onlyCase()
	code := d.paged(demoDuty, reference)
	d.text(phone, "it was Ann who hit me")
	d.eventually("the case says who is named", func() bool { return len(manager.seen(reference).WhoIsMeant) > 0 })
	d.network.Text(within(t), demoDuty, demoAlerts, code)
	d.reads(demoDuty, reference+" goes on to a colleague")
	next := d.paged(demoSecond, reference)
	if d.countOf(phone, "A worker knows") > 0 {
		t.Error("they are told that a worker knows")
	}
	d.eventually("the case says whom it went on to", func() bool { return len(manager.seen(reference).Alerts[0].Calls) > 1 })
	alert := manager.seen(reference).Alerts[0]
	if alert.Acknowledged != nil || len(alert.Calls) < 2 || alert.Calls[0].PassedOn == nil {
		t.Errorf("the case says %+v", alert)
	}
	if status := asAnn.call("POST", "/cases/"+reference+"/alerts/"+alert.ID+"/acknowledge", map[string]any{}, nil); status != 404 {
		t.Errorf("whoever is named acknowledges on the case: %d", status)
	}
	d.network.Text(within(t), demoSecond, demoAlerts, next)
	d.reads(phone, "A worker knows now")
	if by := manager.seen(reference).Alerts[0].By; by == nil || !strings.Contains(*by, "Bob") {
		t.Errorf("acknowledged by %v", by)
	}
}

// TestWhoeverIsNamedAfterTheyAcknowledgedIsFollowedToo: an alert of its own calls the next, whatever the words were that
// named them, and what they had in hand stands at the top of the queue again.
func TestWhoeverIsNamedAfterTheyAcknowledgedIsFollowedToo(t *testing.T) {
	t.Parallel()
	d := deploy(t, annThenBob())
	manager, asAnn := d.staffed()
	const phone = "+447700900189"
	d.text(phone, dangerWords)
	reference := manager.onlyCase()
	d.network.Text(within(t), demoDuty, demoAlerts, d.paged(demoDuty, reference))
	d.reads(phone, "A worker knows now")
	asAnn.act(reference, "in_hand", map[string]any{"note": "I know the family."})
	manager.watching("it is in hand", func() bool { return manager.seen(reference).InHand })
	d.text(phone, "ann was in my room again")
	code := d.paged(demoSecond, reference)
	v := manager.seen(reference)
	if v.InHand || len(v.Alerts) != 2 || v.Alerts[0].Lapsed == nil || v.Alerts[1].Acknowledged != nil {
		t.Errorf("in hand %v, %+v", v.InHand, v.Alerts)
	}
	d.network.Text(within(t), demoSecond, demoAlerts, code)
	d.eventually("they hear again that a worker knows", func() bool { return d.countOf(phone, "A worker knows now") == 2 })
	if status := asAnn.call("GET", "/cases/"+reference, nil, nil); status != 404 {
		t.Errorf("whoever is named gets %d for the case", status)
	}
}
