package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
)

// TestSignaturesAreObservedInADeploymentsFirstHourOnly, which every page and /alarmz say; no later start, and no other
// node, begins the hour again.
func TestSignaturesAreObservedInADeploymentsFirstHourOnly(t *testing.T) {
	t.Parallel()
	d := deploy(t, func(c *config.Config) { c.Twilio.Signature = "observe" })
	const phone = "+447700900185"
	unsigned := func() int {
		return d.network.Text(within(t), phone, demoNumber, "hello", phonenet.Unsigned()).Status
	}
	if got := unsigned(); got != 200 {
		t.Fatalf("in the first hour: %d", got)
	}
	if status, shown := d.ask(d.admin + "/alarmz"); status != 503 || !strings.Contains(shown, `"kind":"observing"`) {
		t.Errorf("/alarmz: %d %s", status, shown)
	}
	browser := d.signIn()
	for _, path := range []string{"/staff/", "/staff/enter", "/staff/alarms", "/staff/cases/" + d.onlyCase()} {
		if !strings.Contains(d.page(browser, path), "signatures are not enforced") {
			t.Errorf("%s does not say so", path)
		}
	}
	began := func(ago time.Duration) { // the deployment's first start was so long ago
		if err := d.node.redis.HSet(within(t), "sayso:deployment", "began", time.Now().Add(-ago).UnixMilli()).Err(); err != nil {
			t.Fatal(err)
		}
		d.restart(func() {})
	}
	began(59 * time.Minute)
	if got := unsigned(); got != 200 {
		t.Errorf("another node, within the hour: %d", got)
	}
	began(61 * time.Minute)
	if got := unsigned(); got != 403 {
		t.Errorf("after the hour: %d", got)
	}
	if _, shown := d.ask(d.admin + "/alarmz"); strings.Contains(shown, "observing") {
		t.Errorf("it is over, and /alarmz says %s", shown)
	}
	if heard := d.heard(d.talk(phone)); !slices.Equal(heard, []string{"hello", "hello"}) {
		t.Errorf("kept: %q", heard)
	}
}
