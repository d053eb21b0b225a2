package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sayso/caseworker"
)

// TestAReportIsMadeByAManagerAndHidesSmallNumbers: from the cases in Redis to what a board reads.
func TestAReportIsMadeByAManagerAndHidesSmallNumbers(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const manager = "lee@demo.example"
	if _, err := d.node.accounts.Add(within(t), manager, "Lee Example", caseworker.RoleManager, demoPassword); err != nil {
		t.Fatal(err)
	}
	enter := func(n int, received, who string) {
		t.Helper()
		for range n {
			body := map[string]any{
				"channel": "phone", "received": received, "words": "My worker never rings Keisha back.",
				"submitted_by": map[string]any{"who": who, "name": "Bea"}, "young_people": []map[string]any{{"name": "Keisha"}},
			}
			if code := d.call("POST", "/cases", body, nil); code != 201 {
				t.Fatalf("the case was not taken in: %d", code)
			}
		}
	}
	enter(10, "2025-05-01T10:00:00Z", "on_behalf")
	enter(3, "2026-03-31T22:30:00Z", "young_person") // still March in London
	enter(1, "2026-03-31T23:30:00Z", "young_person") // April there
	enter(7, "2024-05-01T10:00:00Z", "on_behalf")
	file := d.configFile()
	report := func(args ...string) (int, string, string) {
		t.Helper()
		return sayso(t, "", append([]string{"report", "--config", file, "--from", "2025-04-01", "--to", "2026-03-31"}, args...)...)
	}

	code, text, errs := report("--by", manager, "--earlier", "1")
	if code != 0 || !strings.HasPrefix(text, "13 complaints were received in 2025/26, up from 7 the year before.\n") {
		t.Errorf("exit %d, %q, %q", code, text, errs)
	}
	code, table, errs := report("--by", manager, "--format", "csv")
	if code != 0 || !strings.Contains(table, "Who made the complaint,A young person,hidden\n") ||
		!strings.Contains(table, "Who made the complaint,Somebody on their behalf,hidden\n") || !strings.Contains(table, "Complaints,13\n") {
		t.Errorf("exit %d, %q, %s", code, errs, table)
	}
	code, before, errs := report("--by", manager, "--format", "json")
	if code != 0 {
		t.Fatalf("exit %d, %q", code, errs)
	}
	code, page, errs := report("--by", manager, "--format", "html")
	if code != 0 || !strings.HasPrefix(page, "<!doctype html>") || !strings.Contains(page, "<td>hidden</td>") {
		t.Errorf("exit %d, %q, %s", code, errs, page)
	}
	code, book, errs := report("--by", manager, "--format", "xlsx")
	if code != 0 || !strings.HasPrefix(book, "PK") {
		t.Errorf("exit %d, %q, %d bytes", code, errs, len(book))
	}
	for _, out := range []string{text, table, before, page, d.log.String()} {
		for _, word := range []string{"Keisha", "Bea", "rings"} {
			if strings.Contains(out, word) {
				t.Errorf("%q stands in %s", word, out)
			}
		}
	}

	code, before, errs = report("--by", manager, "--format", "json", "--publish", "--note", "A stable workforce.", "--investigated", "8", "--fault", "2")
	if code != 0 || !strings.Contains(before, "found fault or maladministration in 2.") {
		t.Fatalf("exit %d, %q, %s", code, errs, before)
	}
	enter(1, "2025-06-01T10:00:00Z", "young_person")
	if _, again, _ := report("--by", manager, "--format", "json"); again != before {
		t.Errorf("what was published is another: %s, want %s", again, before)
	}
	if code, out, errs := sayso(t, "", "report", "--config", file, "--by", manager, "--from", "2025-04-01", "--to", "2025-09-30"); code != 1 || out != "" || !strings.Contains(errs, "share days") {
		t.Errorf("half of a year that was published: exit %d, %q, %q", code, out, errs)
	}

	figures := filepath.Join(t.TempDir(), "before.csv")
	if err := os.WriteFile(figures, []byte("Table,Row,2024/25\n\"Everything received, by category\",Complaints,140\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, text, errs := report("--by", manager, "--earlier", "1", "--keep-earlier", figures); code != 0 || !strings.Contains(text, "down from 140 the year before") {
		t.Errorf("exit %d, %q, %q", code, text, errs)
	}
}

func TestAReportIsRefusedToWhoeverIsNoManagerAndOfWhatIsNotOver(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	const manager = "lee@demo.example"
	if _, err := d.node.accounts.Add(within(t), manager, "Lee Example", caseworker.RoleManager, demoPassword); err != nil {
		t.Fatal(err)
	}
	file := d.configFile()
	for why, row := range map[string]struct {
		by, to, says string
	}{
		"a caseworker": {demoCaseworker, "2026-03-31", "not allowed"},
		"nobody":       {"nobody@demo.example", "2026-03-31", "no such account"},
		"not over yet": {manager, "2999-03-31", "not over"},
	} {
		code, out, errs := sayso(t, "", "report", "--config", file, "--by", row.by, "--from", "2025-04-01", "--to", row.to)
		if code != 1 || out != "" || !strings.Contains(errs, row.says) {
			t.Errorf("%s: exit %d, %q, %q; want 1 and %q", why, code, out, errs, row.says)
		}
	}
}
