package main

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/cmd/sayso/config"
)

// signIn gives a browser in which the caseworker is signed in.
func (d *deployment) signIn() *http.Client {
	d.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	answer, err := browser.PostForm(d.base+"/staff/sign-in", url.Values{"email": {demoCaseworker}, "password": {demoPassword}})
	if err != nil {
		d.t.Fatal(err)
	}
	if shown := body(d.t, answer); answer.StatusCode != 200 || !strings.Contains(shown, "Priya") {
		d.t.Fatalf("sign-in: %d %s", answer.StatusCode, shown)
	}
	return browser
}

// page is what a browser shows.
func (d *deployment) page(browser *http.Client, path string) string {
	d.t.Helper()
	answer, err := browser.Get(d.base + path)
	if err != nil {
		d.t.Fatal(err)
	}
	return body(d.t, answer)
}

// alarmed waits until /alarmz tells of one kind of alarm and of the case, and the staff pages too.
func (d *deployment) alarmed(kind, reference, words string) {
	d.t.Helper()
	d.eventually("an alarm of the kind "+kind, func() bool {
		status, shown := d.ask(d.admin + "/alarmz")
		return status == 503 && strings.Contains(shown, `"kind":"`+kind+`"`) && strings.Contains(shown, reference)
	})
	browser := d.signIn()
	for _, path := range []string{"/staff/", "/staff/alarms", "/staff/cases/" + reference} {
		if shown := d.page(browser, path); !strings.Contains(shown, words) {
			d.t.Errorf("%s does not show %q", path, words)
		}
	}
}

// calm waits until nothing is undone any more, and no staff page says so.
func (d *deployment) calm(words string) {
	d.t.Helper()
	d.eventually("no alarm", func() bool { status, _ := d.ask(d.admin + "/alarmz"); return status == 200 })
	if status, shown := d.ask(d.admin + "/alarmz"); status != 200 || strings.TrimSpace(shown) != "[]" {
		d.t.Errorf("/alarmz: %d %s, want 200 and []", status, shown)
	}
	if strings.Contains(d.page(d.signIn(), "/staff/"), words) {
		d.t.Errorf("the queue still shows %q", words)
	}
}

// TestAnAlertThatNobodyAnswersIsAnAlarmUntilSomebodyDoes, and then the person is told, once.
func TestAnAlertThatNobodyAnswersIsAnAlarmUntilSomebodyDoes(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) { c.Safeguarding.AlertAfter = 50 * time.Millisecond })
	const phone = "+447700900195"
	d.text(phone, dangerWords)
	reference, alert := d.alert("the alert is handed over", func(a caseworker.ViewAlert) bool { return a.Delivered != nil })
	d.alarmed("alert", reference, "Nobody has answered an alert")
	d.keptSecret(phone, "bathroom", demoDuty)

	d.act(reference, "alerts/"+alert+"/acknowledge", map[string]any{})
	d.reads(phone, "A worker knows now")
	d.calm("Nobody has answered an alert")
	if n := d.countOf(phone, "A worker knows now"); n != 1 {
		t.Errorf("told %d times that a worker knows", n)
	}
}

// promisePasses lets the time be over by which a person was to have read every message. The clock
// is Redis's own and opening hours pass when they pass, so it is the promise that is moved.
func (d *deployment) promisePasses() {
	d.t.Helper()
	ctx := within(d.t)
	keys, err := d.node.redis.Keys(ctx, "*:unread").Result()
	if err != nil {
		d.t.Fatal(err)
	}
	for _, key := range keys {
		waiting, err := d.node.redis.ZRange(ctx, key, 0, -1).Result()
		if err != nil {
			d.t.Fatal(err)
		}
		for _, conversation := range waiting {
			if err := d.node.redis.ZAddXX(ctx, key, redis.Z{Score: float64(time.Now().Add(-time.Minute).UnixMilli()), Member: conversation}).Err(); err != nil {
				d.t.Fatal(err)
			}
		}
	}
}

// TestAMessageThatNobodyReadsInItsTimeIsAnAlarmUntilAPersonHas: a machine that fetches it is no reader.
func TestAMessageThatNobodyReadsInItsTimeIsAnAlarmUntilAPersonHas(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const phone = "+447700900196"
	d.text(phone, "my worker never rings me back")
	d.reads(phone, "Is there anything else?")
	reference := d.onlyCase()
	d.calm("Nobody has read a message in its time")
	d.promisePasses()
	d.alarmed("unread", reference, "Nobody has read a message in its time")
	d.keptSecret(phone, "never rings")

	talk := d.talk(phone)
	seen := map[string]any{"seen": map[string]int{talk: 3}}
	machine, err := d.node.accounts.MachineToken(within(t), "a mirror", caseworker.RoleCaseworker)
	if err != nil {
		t.Fatal(err)
	}
	if code := d.as(machine).call("GET", "/cases/"+reference, nil, nil); code != 200 {
		t.Errorf("a machine may look: %d", code)
	}
	if code := d.as(machine).call("POST", "/cases/"+reference+"/read", seen, nil); code != 403 {
		t.Errorf("a machine says that it has read: %d, want 403", code)
	}
	if status, _ := d.ask(d.admin + "/alarmz"); status != 503 {
		t.Errorf("/alarmz after a machine's look: %d, want 503", status)
	}
	d.act(reference, "read", seen)
	d.calm("Nobody has read a message in its time")
}

// as is the same deployment asked with another token.
func (d *deployment) as(token string) *deployment {
	other := *d
	other.token = token
	return &other
}
