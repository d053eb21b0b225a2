package api_test

import (
	"fmt"
	"strings"
	"testing"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/caseworker/report"
)

func TestAnotherSystemReadsThePublishedReport(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	kim := c.joins("kim@example.gov.uk", "Kim Lowe", caseworker.RoleScrutiny)
	for n := range 9 {
		body := fmt.Sprintf(`{"channel":"letter","received":"2025-06-%02dT10:00:00Z","words":"Nobody rings Keisha back.","submitted_by":{"who":"young_person"}}`, n+1)
		if status, answer := c.post(c.morag, "/cases", body); status != 201 {
			t.Fatalf("%d %v", status, answer)
		}
	}
	const year = "/report?from=2025-04-01&to=2026-03-31"
	status, draft := c.get(c.morag, year)
	if status != 200 || draft["published"] != nil || !strings.Contains(fmt.Sprint(draft), "9 complaints were received in 2025/26.") {
		t.Errorf("a draft for a manager: %d %v", status, draft)
	}
	for _, token := range []string{c.machine, kim} {
		status, answer := c.get(token, year)
		c.wants("a draft", status, answer, 404, object{"code": "not_published"})
	}
	period := report.Year(caseworker.Date{Year: 2025, Month: 6, Day: 1})
	must(t, c.cases.PublishReport(c.ctx, caseworker.Staff{ID: "s1", Role: caseworker.RoleManager}, period, register.Given{}))
	for _, token := range []string{c.machine, kim, c.morag} {
		status, answer := c.get(token, year+"&earlier=1")
		if status != 200 || answer["published"] == nil || !strings.Contains(fmt.Sprint(answer), "9 complaints were received in 2025/26.") || strings.Contains(fmt.Sprint(answer), "Keisha") {
			t.Errorf("the published report: %d %v", status, answer)
		}
		if status, answer := c.get(token, "/reports"); status != 200 || fmt.Sprint(answer) != "map[published:[map[from:2025-04-01 to:2026-03-31]]]" {
			t.Errorf("what was published: %d %v", status, answer)
		}
	}
	for path, want := range map[string]struct {
		status int
		code   string
	}{
		"/report":                                            {400, "period"},
		"/report?from=2026-03-31&to=2025-04-01":              {400, "period"},
		year + "&earlier=x":                                  {400, "earlier"},
		year + "&earlier=21":                                 {422, "earlier"},
		"/report?from=2025-04-01&to=2025-12-31":              {422, "period"},
		"/report?from=2026-11-01&to=2026-11-30":              {422, "not_over"},
		"/report?from=2026-04-01&to=2026-05-31&earlier=nine": {400, "earlier"},
	} {
		status, answer := c.get(c.morag, path)
		c.wants(path, status, answer, want.status, object{"code": want.code})
	}
	for _, path := range []string{year, "/reports"} {
		status, answer := c.get(c.priya, path)
		c.wants("a caseworker at "+path, status, answer, 403, object{"code": "not_allowed"})
	}
	status, answer := c.get(kim, "/cases")
	c.wants("scrutiny at the queue", status, answer, 403, object{"code": "not_allowed"})
}
