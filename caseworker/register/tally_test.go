package register_test

import (
	"slices"
	"strings"
	"testing"

	"sayso/caseworker"
)

// counted is how many cases were given, and the error.
func (o *office) counted(by caseworker.Staff) (int, error) {
	n := 0
	err := o.Tallies(o.ctx, by, func(caseworker.Tally) { n++ })
	return n, err
}

func TestTheReportIsGivenEachCaseOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	all := o.many(1200) // more than one stretch, and more than Redis gives at once
	o.opens()
	o.do(priya, caseworker.IssueOutcome{Version: 1, Number: 1, Outcome: caseworker.Upheld, Seen: map[string]int{jade: 99}})
	o.do(priya, caseworker.Close{Version: 2, Seen: map[string]int{jade: 99}})
	if _, err := o.Do(o.ctx, all[0], priya, caseworker.Join{Case: all[1]}); err != nil {
		t.Fatal(err)
	}
	var closed, issues int
	n := 0
	err := o.Tallies(o.ctx, morag, func(c caseworker.Tally) {
		if n++; !c.Closed.IsZero() {
			closed++
		}
		issues += len(c.Issues)
	})
	if err != nil || n != 1200 || closed != 1 || issues != 1201 {
		t.Errorf("%d cases, %d closed, %d issues, %v; want 1200, 1, 1201", n, closed, issues, err)
	}
	if lines := o.audit(); lines[len(lines)-1] != "report s2" {
		t.Errorf("the last line of the audit is %q", lines[len(lines)-1])
	}
}

func TestOnlyAManagerMakesAReport(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	for _, by := range []caseworker.Staff{priya, nosy, {}} {
		if n, err := o.counted(by); refusal(err).Code != "not_allowed" || n != 0 {
			t.Errorf("%s: %d cases, %v; want it refused", by.Name, n, err)
		}
	}
	if !slices.ContainsFunc(o.audit(), func(l string) bool { return strings.HasPrefix(l, "report s1") && strings.HasSuffix(l, "not_allowed") }) {
		t.Errorf("the refusals stand nowhere: %v", o.audit())
	}
}

// TestACaseThatCannotBeReadIsNotLeftOut: a report without it would be wrong, and nobody would know.
func TestACaseThatCannotBeReadIsNotLeftOut(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	if err := o.db.HSet(o.ctx, "sayso:{cases}:case:"+reference, "case", "junk").Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := o.counted(morag); err == nil {
		t.Error("it was counted without one")
	}
}

func BenchmarkTalliesOf5000Cases(b *testing.B) {
	o := newOffice(b)
	o.many(5000)
	for b.Loop() {
		if _, err := o.counted(morag); err != nil {
			b.Fatal(err)
		}
	}
}
