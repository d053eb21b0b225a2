package main

import (
	"strings"
	"testing"
)

// TestTheAuditIsVerifiedByACommand: what is done through the API stands in the chain, and what is taken from it shows.
func TestTheAuditIsVerifiedByACommand(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	for range 3 {
		if code := d.call("GET", "/cases", nil, nil); code != 200 {
			t.Fatal(code)
		}
	}
	file := d.configFile()
	code, out, errs := sayso(t, "", "audit", "--config", file)
	_, mark, found := strings.Cut(out, "--cases ")
	mark, _, _ = strings.Cut(mark, "\n")
	if code != 0 || !found || !strings.Contains(out, "accounts: whole, ") {
		t.Fatalf("exit %d, %q, %q", code, out, errs)
	}
	key := d.node.config.Redis.Prefix + ":{cases}:audit"
	last, err := d.node.redis.XRevRangeN(within(t), key, "+", "-", 1).Result()
	if err != nil || len(last) != 1 {
		t.Fatal(last, err)
	}
	if err := d.node.redis.XDel(within(t), key, last[0].ID).Err(); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := sayso(t, "", "audit", "--config", file, "--cases", mark); code != 1 || !strings.Contains(out, "cases: NOT WHOLE") ||
		!strings.Contains(out, "a mark was kept of line") || !strings.Contains(errs, "change nothing") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if err := d.node.redis.Del(within(t), key, key+":head").Err(); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := sayso(t, "", "audit", "--config", file); code != 0 || !strings.Contains(out, "cases: whole, 0 lines") {
		t.Errorf("all taken, and no mark given: exit %d, %q", code, out) // what only a mark can show
	}
	if code, _, _ := sayso(t, "", "audit", "--config", file, "--cases", mark); code != 1 {
		t.Errorf("all taken, with the mark: exit %d", code)
	}
	if code, _, errs := sayso(t, "", "audit", "--config", file, "--cases", "12"); code != 2 || !strings.Contains(errs, "a mark is") {
		t.Errorf("no mark: exit %d, %q", code, errs)
	}
}
