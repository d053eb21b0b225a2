package console_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"sayso/caseworker"
)

const odile = "odile.auty@example.gov.uk"

func TestAnAuditorReadsWhoDidWhatAndNothingElse(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	if _, err := d.accounts.Add(context.Background(), odile, "Odile Auty", caseworker.RoleAuditor, password); err != nil {
		t.Fatal(err)
	}
	ref := d.danger(t)
	manager := d.signedIn(t, malik)
	manager.get("/staff/cases/" + ref)
	if got := manager.get("/staff/audit"); got.status != http.StatusForbidden {
		t.Errorf("a manager reads the audit of all: %d", got.status)
	}
	wants(t, manager.get("/staff/cases/"+ref), []string{"Who looked at this case"})
	wants(t, manager.get("/staff/cases/"+ref+"/audit"), []string{"Who looked at " + ref, "looked at the case"})

	b := d.browser(t)
	in := b.post("/staff/sign-in", url.Values{"email": {odile}, "password": {password}})
	if to := in.header.Get("Location"); to != "/staff/audit" {
		t.Errorf("the auditor is led to %q", to)
	}
	wants(t, b.get("/staff/audit"), []string{"looked at the case " + ref, "refused: not allowed"}, "Who looked at this case")
	wants(t, b.get("/staff/audit?refused=1"), []string{"refused: not allowed"}, "looked at the case")
	wants(t, b.get("/staff/audit?case="+ref), []string{"looked at the case"}, "looked at the queue")
	wants(t, b.get("/staff/audit/accounts"), []string{"The command line made the account of", "signed in"})
	for path, want := range map[string]int{
		"/staff/": http.StatusForbidden, "/staff/cases/" + ref: http.StatusForbidden, "/staff/cases/" + ref + "/audit": http.StatusForbidden,
		"/staff/report": http.StatusForbidden, "/staff/audit?cursor=x": http.StatusUnprocessableEntity,
	} {
		if got := b.get(path); got.status != want {
			t.Errorf("%s: %d, want %d", path, got.status, want)
		}
	}
}
