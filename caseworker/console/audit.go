package console

import (
	"net/http"
	"strconv"
	"strings"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/caseworker/staff"
)

const auditPath = "/staff/audit"

// auditPage is who did what: of all cases, of one case, or with accounts. It shows no word of a young person.
type auditPage struct {
	Of       string // cases, case, accounts
	Filter   register.AuditFilter
	Cases    []writtenLine
	Accounts []accountLine
	Older    string // the address of the older lines, "" at the end
	Staff    []staff.Account
}

// writtenLine is a line with the name of whoever it tells of.
type writtenLine struct {
	register.Written
	Name string
}

// accountLine is a line about an account.
type accountLine struct {
	staff.Written
	Name, Account string
}

// linesOfAccounts is how many stand on a page.
const linesOfAccounts = 50

func (c *Console) audit(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	q := r.URL.Query()
	p := auditPage{Of: "cases", Filter: register.AuditFilter{By: q.Get("by"), Reference: q.Get("case"), Refused: q.Get("refused") == "1"}}
	page, err := c.Cases.Audit(r.Context(), who, p.Filter, q.Get("cursor"))
	if page.Next != nil {
		q.Set("cursor", *page.Next)
		p.Older = auditPath + "?" + q.Encode()
	}
	c.showAudit(w, r, who, "Who did what", p, page.Lines, err)
}

func (c *Console) auditOfAccounts(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	p := auditPage{Of: "accounts"}
	lines, err := c.Accounts.Audit(r.Context(), who, r.URL.Query().Get("cursor"), linesOfAccounts)
	for _, l := range lines {
		p.Accounts = append(p.Accounts, accountLine{Written: l})
	}
	if len(lines) == linesOfAccounts {
		p.Older = auditPath + "/accounts?cursor=" + lines[len(lines)-1].ID
	}
	c.showAudit(w, r, who, "Who signed in", p, nil, err)
}

func (c *Console) auditOfCase(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	reference := r.PathValue("reference")
	p := auditPage{Of: "case", Filter: register.AuditFilter{Reference: reference}}
	skip, _ := strconv.Atoi(r.URL.Query().Get("skip")) // what is no number begins at the latest
	page, err := c.Cases.AuditOf(r.Context(), who, reference, max(skip, 0))
	if page.Next != nil {
		p.Older = "/staff/cases/" + reference + "/audit?skip=" + *page.Next
	}
	c.showAudit(w, r, who, "Who looked at "+reference, p, page.Lines, err)
}

// showAudit puts names to the lines, and shows them unless they could not be read.
func (c *Console) showAudit(w http.ResponseWriter, r *http.Request, who caseworker.Staff, title string, p auditPage, lines []register.Written, err error) {
	if err == nil {
		p.Staff, err = c.Accounts.List(r.Context())
	}
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	names := namesOf(p.Staff)
	for _, l := range lines {
		p.Cases = append(p.Cases, writtenLine{l, names[l.By]})
	}
	for n, l := range p.Accounts {
		p.Accounts[n].Name, p.Accounts[n].Account = names[l.By], names[l.Written.Account]
	}
	c.render(w, r, http.StatusOK, "audit", title, who, p)
}

// namesOf are the names that go with account ids.
func namesOf(all []staff.Account) map[string]string {
	names := make(map[string]string, len(all))
	for _, a := range all {
		names[a.ID] = a.Name
	}
	return names
}

// wrote says what a line of the audit tells, after the name of whoever it was.
func wrote(act string) string {
	words := map[string]string{
		"list": "looked at the queue", "view": "looked at the case", "audit": "read who did what",
		"report": "counted all cases for a report", "read_report": "read a report", "publish_report": "published a report",
		"earlier_figures": "gave figures of earlier years", "changes_due": "looked at what is to change", "certificates": "looked at what was erased", "mark": "The record was marked, so that a gap would show",
		"account_made": "made the account of", "account_changed": "changed the account of", "account_disabled": "closed the account of",
		"password_reset": "gave a new password to", "token_made": "made an API token for", "signed_in": "signed in",
		"signed_out": "signed out", "sign_in_refused": "A sign-in was refused: the account of",
		"set_up_second_step": "set up a second step", "recovery_code": "used a recovery code", "reset_second_step": "took away the second step of",
	}
	if w, ok := words[act]; ok {
		return w
	}
	if _, path, door := strings.Cut(act, " "); door {
		return "asked for " + path // somebody was turned away before anything was done
	}
	return did(act)
}
