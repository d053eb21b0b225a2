package register_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/conversation"
)

var odile = caseworker.Staff{ID: "s9", Email: "odile@example.gov.uk", Name: "Odile Auty", Role: caseworker.RoleAuditor}

// lines are what a page of the audit tells, the latest first.
func lines(page register.WrittenPage) (all []string) {
	for _, l := range page.Lines {
		all = append(all, strings.Join(strings.Fields(fmt.Sprint(l.By, " ", l.Act, " ", l.Reference, " ", l.Refused, " ", l.Why)), " "))
	}
	return all
}

func TestTheAuditorSeesWhoDidWhatWithoutTheWords(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.Claim{Version: 1})
	o.do(priya, caseworker.RevealContact{Reason: "she did not answer"})
	if _, err := o.Get(o.ctx, reference, nosy); refusal(err).Code != "not_allowed" {
		t.Fatal(err)
	}
	page, err := o.Audit(o.ctx, odile, register.AuditFilter{}, "")
	want := []string{"s3 view " + reference + " not_allowed", "s1 reveal_contact " + reference, "s1 claim " + reference}
	if got := lines(page); err != nil || !slices.Equal(got, want) || page.Next != nil || !page.Lines[1].Reason {
		t.Errorf("the audit: %q, %v, want %q", got, err, want)
	}
	for name, c := range map[string]struct {
		register.AuditFilter
		want int
	}{
		"of somebody": {register.AuditFilter{By: "s1"}, 2}, "of another": {register.AuditFilter{By: "s7"}, 0},
		"of a case": {register.AuditFilter{Reference: reference}, 3}, "of no case": {register.AuditFilter{Reference: "ZZZZ-2222"}, 0},
		"refused": {register.AuditFilter{Refused: true}, 1},
	} {
		page, err := o.Audit(o.ctx, caseworker.Staff{ID: "s8", Role: caseworker.RoleAuditor}, c.AuditFilter, "")
		got := slices.DeleteFunc(page.Lines, func(l register.Written) bool { return l.Act == "audit" })
		if err != nil || len(got) != c.want {
			t.Errorf("%s: %d lines, %v, want %d", name, len(got), err, c.want)
		}
	}
	for name, bad := range map[string]error{
		"a manager":                  refusalOf(o.Audit(o.ctx, morag, register.AuditFilter{}, "")),
		"a cursor of nobody's":       refusalOf(o.Audit(o.ctx, odile, register.AuditFilter{}, "0-0-0")),
		"a reference that is a word": refusalOf(o.Audit(o.ctx, odile, register.AuditFilter{Reference: "Keisha"}, "")),
	} {
		if bad == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func refusalOf(_ register.WrittenPage, err error) error { return err }

func TestTheAuditGoesBackPageByPage(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	for n := range 120 {
		o.do(priya, caseworker.Note{Text: fmt.Sprint("note ", n)})
	}
	seen, cursor, pages := map[string]bool{}, "", 0
	for {
		page, err := o.Audit(o.ctx, odile, register.AuditFilter{By: priya.ID}, cursor)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range page.Lines {
			if seen[l.ID] {
				t.Errorf("%s is shown twice", l.ID)
			}
			seen[l.ID] = true
		}
		if pages++; page.Next == nil || pages > 9 {
			break
		}
		cursor = *page.Next
	}
	if len(seen) != 120 {
		t.Errorf("%d lines on %d pages, want 120", len(seen), pages)
	}
	first, err := o.AuditOf(o.ctx, priya, reference, 0)
	if err != nil || first.Next == nil {
		t.Fatalf("of the case: %v, %v", first.Next, err)
	}
	if last, err := o.AuditOf(o.ctx, priya, reference, 100); err != nil || last.Next != nil || len(last.Lines) != 21 {
		t.Errorf("of the case, its oldest: %d lines, %v", len(last.Lines), err) // the 20 first notes and the first of these two looks
	}
}

func TestACaseShowsWhoLookedAtItToThemWhoMaySeeIt(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.RevealContact{Reason: "she did not answer"})
	o.view()
	page, err := o.AuditOf(o.ctx, morag, reference, 0)
	want := []string{"s2 view " + reference, "s1 reveal_contact " + reference + " she did not answer"}
	if got := lines(page); err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	for _, who := range []caseworker.Staff{nosy, odile} {
		if _, err := o.AuditOf(o.ctx, who, reference, 0); refusal(err).Code != "not_allowed" {
			t.Errorf("%s: %v", who.Role, err)
		}
	}
	o.file(o.talks.change(jade, func(s *conversation.State) { s.Named = []string{"priya", "odile"} }))
	if _, err := o.AuditOf(o.ctx, priya, reference, 0); !errors.Is(err, register.ErrNoCase) {
		t.Errorf("whom the case is kept from: %v", err)
	}
	hidden, err := o.Audit(o.ctx, odile, register.AuditFilter{}, "")
	if err != nil || len(hidden.Lines) != 0 {
		t.Errorf("an auditor who is meant sees of the case: %q, %v", lines(hidden), err)
	}
	other := caseworker.Staff{ID: "s8", Name: "Ola Auditor", Role: caseworker.RoleAuditor}
	if page, err := o.Audit(o.ctx, other, register.AuditFilter{Refused: true}, ""); err != nil || !slices.Contains(lines(page), "s1 audit "+reference+" kept_from") {
		t.Errorf("another auditor: %q, %v", lines(page), err)
	}
}

func TestWhatIsWrittenDownIsChained(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.Claim{Version: 1})
	o.view()
	trail := register.Trail("sayso", o.seals)
	if v, err := trail.Verify(o.ctx, o.db); err != nil || v.Lines != 2 || v.Breaks != nil {
		t.Errorf("%+v, %v", v, err)
	}
	entries, err := o.db.XRange(o.ctx, "sayso:{cases}:audit", "-", "+").Result()
	if err != nil {
		t.Fatal(err)
	}
	o.db.XDel(o.ctx, "sayso:{cases}:audit", entries[0].ID)
	if v, err := trail.Verify(o.ctx, o.db); err != nil || len(v.Breaks) == 0 {
		t.Errorf("a claim was taken out unseen: %+v, %v", v, err)
	}
}
