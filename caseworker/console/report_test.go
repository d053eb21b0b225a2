package console_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"sayso/caseworker"
	"sayso/caseworker/register"
)

const kim = "kim.lowe@example.gov.uk"

// withYear is a desk with the complaints of 2025/26, and somebody who scrutinises.
func withYear(t *testing.T) *desk {
	t.Helper()
	d := open(t, nil)
	if _, err := d.accounts.Add(context.Background(), kim, "Kim Lowe", caseworker.RoleScrutiny, password); err != nil {
		t.Fatal(err)
	}
	d.letters(t, 13, "young_person")
	d.letters(t, 26, "on_behalf")
	return d
}

func (d *desk) letters(t *testing.T, n int, who string) {
	t.Helper()
	for day := range n {
		act := caseworker.EnterCase{
			Channel: "letter", Received: time.Date(2025, 6, 1+day, 10, 0, 0, 0, time.UTC), Words: "Nobody rings Keisha back.",
			SubmittedBy: caseworker.SubmittedBy{Who: who, Name: "Bea"},
		}
		if _, err := d.cases.Enter(context.Background(), register.Once{}, caseworker.Staff{ID: "s1", Role: caseworker.RoleManager}, act); err != nil {
			t.Fatal(err)
		}
	}
}

// gives sends a file with figures from before Sayso.
func (b *browser) gives(text string) answer {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	file, err := w.CreateFormFile("figures", "before.csv")
	if err == nil {
		_, err = file.Write([]byte(text))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, b.desk.site.URL+"/staff/report/earlier", &body)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	return b.do(r)
}

const before = "Table,Row,2024/25\n\"Everything received, by category\",Complaints,44\n"

func TestAManagerPublishesTheYear(t *testing.T) {
	t.Parallel()
	d := withYear(t)
	b := d.signedIn(t, malik)
	wants(t, b.get("/staff/"), []string{"Reports"})
	wants(t, b.get("/staff/report"), []string{"Report: 2025/26", "Draft", "39 complaints were received in 2025/26.", "Publish 2025/26"}, "Keisha", "Bea")
	if got := b.gives(before); got.status != http.StatusSeeOther {
		t.Fatalf("earlier figures: %d %s", got.status, got.text())
	}
	wants(t, b.get("/staff/report?earlier=1"), []string{"39 complaints were received in 2025/26, down from 44 the year before."})

	page := b.get("/staff/report?from=2025-04-01&to=2026-03-31&earlier=1")
	typed := url.Values{"note": {"Many <new> workers."}, "investigated": {"8"}, "fault": {"9"}}
	refused := b.post("/staff/report/publish", b.fill(page, "/staff/report/publish", typed))
	wants(t, refused, []string{"This was not done", "cannot have found fault in more"})
	if !strings.Contains(refused.body, `value="Many &lt;new&gt; workers."`) {
		t.Error("what was typed is gone")
	}
	typed.Set("fault", "2")
	got := b.post("/staff/report/publish", b.fill(refused, "/staff/report/publish", typed))
	if got.status != http.StatusSeeOther {
		t.Fatalf("publishing: %d %s", got.status, got.text())
	}
	wants(t, b.get(got.header.Get("Location")), []string{
		"The report is published", "Published on Monday 23 November 2026", "fault or maladministration in 2.", "Many <new> workers.", "down from 44",
	}, "Draft", "Publish 2025/26")
	d.letters(t, 5, "young_person")
	wants(t, b.get("/staff/report"), []string{"39 complaints were received in 2025/26."})
}

func TestScrutinySeesPublishedFiguresAndNothingElse(t *testing.T) {
	t.Parallel()
	d := withYear(t)
	ref := d.danger(t)
	b := d.browser(t)
	in := b.post("/staff/sign-in", url.Values{"email": {kim}, "password": {password}})
	if to := in.header.Get("Location"); to != "/staff/report" {
		t.Errorf("scrutiny is led to %q", to)
	}
	wants(t, b.get("/staff/report"), []string{"No report was published yet."}, "39", ref, "Needs somebody now", "Give figures")
	const year = "?from=2025-04-01&to=2026-03-31"
	for path, want := range map[string]int{
		"/staff/": http.StatusForbidden, "/staff/cases/" + ref: http.StatusForbidden, "/staff/alarms": http.StatusForbidden, "/staff/live": http.StatusForbidden,
		"/staff/enter": http.StatusForbidden, "/staff/report" + year: http.StatusNotFound, "/staff/report/files/report.csv" + year: http.StatusNotFound,
	} {
		if got := b.get(path); got.status != want || strings.Contains(got.text(), "39 complaints") {
			t.Errorf("%s: %d %s, want %d", path, got.status, got.text(), want)
		}
	}
	if got := b.gives(before); got.status != http.StatusForbidden {
		t.Errorf("scrutiny gives figures: %d", got.status)
	}
	if got := b.post("/staff/report/publish", url.Values{"from": {"2025-04-01"}, "to": {"2026-03-31"}}); got.status != http.StatusForbidden {
		t.Errorf("scrutiny publishes: %d", got.status)
	}
	manager := d.signedIn(t, malik)
	manager.post("/staff/report/publish", manager.fill(manager.get("/staff/report"), "/staff/report/publish", nil))
	wants(t, b.get("/staff/report"), []string{"Report: 2025/26", "39 complaints were received"}, "Publish 2025/26", "Give figures", "All cases", ref)
	if got := b.post("/staff/sign-out", nil); got.status != http.StatusSeeOther {
		t.Errorf("signing out: %d", got.status)
	}
	if got := d.signedIn(t, priya).get("/staff/report"); got.status != http.StatusForbidden {
		t.Errorf("a caseworker's look at reports: %d", got.status)
	}
}

func TestAReportIsTakenAlongAsAFile(t *testing.T) {
	t.Parallel()
	b := withYear(t).signedIn(t, malik)
	for file, begins := range map[string]string{"report.csv": "Table,Row,2025/26\n", "report.xlsx": "PK", "report.json": `{"v":1,`, "report.html": "<!doctype html>"} {
		got := b.get("/staff/report/files/" + file + "?from=2025-04-01&to=2026-03-31&earlier=1")
		if got.status != http.StatusOK || !strings.HasPrefix(got.body, begins) || got.header.Get("Content-Disposition") != `attachment; filename="draft-2025-04-01-to-2026-03-31-`+file+`"` {
			t.Errorf("%s: %d %v %.40q", file, got.status, got.header, got.body)
		}
	}
	for path, want := range map[string]int{
		"report.pdf?from=2025-04-01&to=2026-03-31": http.StatusNotFound, "report.csv?from=x&to=y": http.StatusUnprocessableEntity,
		"report.csv?from=2026-04-01&to=2027-03-31": http.StatusUnprocessableEntity, "report.csv?earlier=lots": http.StatusUnprocessableEntity,
	} {
		if got := b.get("/staff/report/files/" + path); got.status != want {
			t.Errorf("%s: %d, want %d", path, got.status, want)
		}
	}
}

func TestWhatCannotBeAReportIsSaidSo(t *testing.T) {
	t.Parallel()
	b := withYear(t).signedIn(t, malik)
	wants(t, b.get("/staff/report?from=2026-04-01&to=2027-03-31"), []string{"This was not done", "not over before 2027-04-01"}, "complaints were received")
	wants(t, b.get("/staff/report?from=2026-03-31&to=2025-04-01"), []string{"a last day that is not before it"})
	wants(t, b.gives("Table,Row,2024\n"), []string{"Nothing was kept.", "write 2010/11"})
	wants(t, b.post("/staff/report/earlier", nil), []string{"Choose a file first."})
	wants(t, b.gives(strings.Repeat("x", 70<<10)), []string{"Choose a file first. It has 60,000 characters at most."})
}

// TestTheReportOnAScreen: nothing is wider than a phone, the style and the charts are let through
// by the page's policy, and it is pressed by keyboard.
func TestTheReportOnAScreen(t *testing.T) {
	t.Parallel()
	d := withYear(t)
	p := d.screen(t, malik)
	p.do(chromedp.Click("#report-open"), chromedp.WaitVisible("#figures-category"))
	p.has("39 complaints were received in 2025/26.")
	p.fits("the report")
	p.is(`getComputedStyle(document.querySelector(".report table")).borderCollapse === "collapse"`)
	p.is(`document.querySelector("#figures-category rect").getBoundingClientRect().width > 50`)
	p.is(`[...document.querySelectorAll(".report text")].every((t) => t.getBoundingClientRect().right <= document.documentElement.clientWidth)`)
	p.is(`[...document.querySelectorAll(".report svg")].every((s) => s.querySelector("title") && s.querySelector("desc") && s.closest(".figures").querySelector("table caption"))`)
	p.do(chromedp.Focus("#publish-summary"), chromedp.KeyEvent("\r"), chromedp.WaitVisible("#publish-do"), chromedp.Focus("#publish-do"), chromedp.KeyEvent("\r"))
	p.has("The report is published.")
	p.fits("the published report")
	if got := d.signedIn(t, malik).gives("Table,Row,2024/25,2023/24,2022/23,2021/22,2020/21\n\"Everything received, by category\",Complaints,1044,900,801,700,650\n"); got.status != http.StatusSeeOther {
		t.Fatalf("earlier figures: %d %s", got.status, got.text())
	}
	p.do(chromedp.Navigate(d.site.URL+"/staff/report?earlier=5"), chromedp.WaitVisible("#figures-category"))
	p.has("down from 1044 the year before")
	p.fits("six years beside each other")
	p.is(`[...document.querySelectorAll(".report text")].every((t) => t.getBoundingClientRect().right <= document.documentElement.clientWidth)`)
	p.do(chromedp.Navigate(d.site.URL+"/staff/report"), chromedp.EmulateViewport(1280, 900), chromedp.WaitVisible("#figures-category"))
	p.is(`document.querySelector("#figures-category svg").getBoundingClientRect().left > document.querySelector("#figures-category table").getBoundingClientRect().right`)
}
