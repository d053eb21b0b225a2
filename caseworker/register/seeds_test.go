package register_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/caseworker/report"
)

// likes are cases of one sort: who came with what, and what was done with it.
type likes struct {
	n            int
	channel, who string
	relationship string
	category     string // where it is no complaint
	issues       []matter
	days         int    // from receipt until it is closed; 0 leaves it open
	extended     bool   // stage 1 gets its 20 days
	stages       string // "2 3 ombudsman": begun one after another, a week apart
	wantsOutcome caseworker.Outcome
}

type matter struct {
	kind    string
	outcome caseworker.Outcome
}

func several(n int, m matter) []matter { return slices.Repeat([]matter{m}, n) }

// lives takes cases in and works each through the acts that staff have, on the days on which they would.
func (o *office) lives(year report.Period, all []likes) {
	o.t.Helper()
	n := 0
	for _, l := range all {
		for range l.n {
			o.live(l, year.From.AddDays((n*5)%300).At(10*60, time.UTC))
			n++
		}
	}
}

func (o *office) live(l likes, received time.Time) {
	o.t.Helper()
	enter := caseworker.EnterCase{Channel: l.channel, Received: received, Words: "Nobody listens.", SubmittedBy: caseworker.SubmittedBy{Who: l.who}}
	if l.relationship != "" {
		enter.SubmittedBy.Relationship = &l.relationship
	}
	for _, m := range l.issues {
		enter.Issues = append(enter.Issues, caseworker.NewIssue{Words: "Nobody listens.", Kinds: []string{m.kind}})
	}
	o.clock.Store(received.UnixMilli())
	a, err := o.Enter(o.ctx, register.Once{}, morag, enter)
	if err != nil {
		o.t.Fatal(err)
	}
	act := func(do func(version int) caseworker.Act) {
		o.t.Helper()
		done, err := o.Do(o.ctx, a.Reference, morag, do(a.Version))
		if err != nil {
			o.t.Fatalf("%s: %v", do(0).Terms().Name, err)
		}
		a.Version = done.Version
	}
	if l.category != "" {
		act(func(v int) caseworker.Act {
			return caseworker.SetCategory{Version: v, Category: l.category, Reason: "They say so."}
		})
	}
	if l.extended {
		act(func(v int) caseworker.Act {
			until := caseworker.DateIn(received, time.UTC).AddDays(25)
			return caseworker.Extend{Version: v, Until: until, Reason: "It is complex."}
		})
	}
	for week, stage := range strings.Fields(l.stages) {
		o.clock.Store(received.AddDate(0, 0, 7*(week+1)).UnixMilli())
		act(func(v int) caseworker.Act {
			return caseworker.SetStage{Version: v, To: stage, Reason: "They asked for it."}
		})
	}
	if l.days == 0 {
		return
	}
	o.clock.Store(received.AddDate(0, 0, l.days).UnixMilli())
	for n, m := range l.issues {
		act(func(v int) caseworker.Act {
			return caseworker.IssueOutcome{Version: v, Number: n + 1, Outcome: m.outcome, Action: "Said so.", Reason: "What was found."}
		})
	}
	act(func(v int) caseworker.Act { return caseworker.Close{Version: v, Reason: "All is answered."} })
	if view, err := o.Get(o.ctx, a.Reference, morag); err != nil || view.Outcome == nil || *view.Outcome != l.wantsOutcome {
		o.t.Fatalf("the outcome is %v (%v), want %s", view.Outcome, err, l.wantsOutcome)
	}
}

// says publishes a year a month after it, and checks what the report with the years before says.
func (o *office) says(year report.Period, given register.Given, before string, earlier int, want []string) report.Published {
	o.t.Helper()
	o.clock.Store(year.To.AddDays(30).At(10*60, time.UTC).UnixMilli())
	columns, err := report.ReadEarlier([]byte(before))
	if err == nil {
		err = o.KeepEarlier(o.ctx, morag, columns)
	}
	if err == nil {
		err = o.PublishReport(o.ctx, morag, year, given)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	r, err := o.Report(o.ctx, nosy, year, earlier)
	if err != nil {
		o.t.Fatal(err)
	}
	if got := strings.Join(r.Words(), "\n"); got != strings.Join(want, "\n") {
		o.t.Errorf("it says\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	return r.Published
}

// TestWalsallsYear: 129 complaints with 204 issues from April 2011 to March 2012, 140 the year before, most resolved
// at stage 1, 10% by young people and 90% on their behalf, staff conduct the largest area, eight formally investigated
// by the Ombudsman and maladministration in two. What the newspaper does not tell is made up.
func TestWalsallsYear(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	year := report.Year(caseworker.Date{Year: 2011, Month: time.April, Day: 1})
	conduct, talk := matter{"staff_conduct", caseworker.NotUpheld}, matter{"communication", caseworker.NotUpheld}
	o.lives(year, []likes{
		{n: 13, channel: "phone", who: "young_person", issues: several(2, matter{"staff_conduct", caseworker.Upheld}), days: 8, wantsOutcome: caseworker.Upheld},
		{n: 62, channel: "phone", who: "on_behalf", relationship: "mother", issues: []matter{conduct, talk}, days: 10, wantsOutcome: caseworker.NotUpheld},
		{n: 45, channel: "letter", who: "on_behalf", relationship: "grandparent", issues: several(1, matter{"delay", caseworker.PartiallyUpheld}), days: 22, extended: true, wantsOutcome: caseworker.PartiallyUpheld},
		{n: 9, channel: "email", who: "on_behalf", relationship: "carer", issues: several(1, matter{"decision", caseworker.Upheld}), days: 40, stages: "2 3 ombudsman", wantsOutcome: caseworker.Upheld},
	})
	eight, two := 8, 2
	o.says(year, register.Given{Investigated: &eight, Fault: &two}, "Table,Row,2010/11\n\"Everything received, by category\",Complaints,140\n", 1, []string{
		"129 complaints were received in 2011/12, down from 140 the year before.",
		"204 issues were raised within the complaints.",
		"Of the 129 complaints, 13 (10%) were made by young people themselves and 116 (90%) made on their behalf.",
		"The largest area of concern was staff conduct: 88 of 204 issues (43%).",
		"Of the 129 that were closed, 120 (93%) were closed at stage 1 and 9 (7%) at stage 3 or after the Ombudsman.",
		"Of the 120 that were closed at stage 1, 75 (63%) were in time and 45 (38%) within an extension.",
		"Of the 129 that were closed, 22 (17%) were upheld, 45 (35%) partially upheld and 62 (48%) not upheld.",
		"The Ombudsman formally investigated 8 complaints and found fault or maladministration in 2.",
	})
}

// TestHaltonsYear: the four categories from April 2018 to March 2019; a complaint of five parts, three upheld and two
// not, is partially upheld; 2016/17 was low, with a stable workforce. The minute has no numbers: they are made up.
func TestHaltonsYear(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	year := report.Year(caseworker.Date{Year: 2018, Month: time.April, Day: 1})
	five := append(several(3, matter{"communication", caseworker.Upheld}), several(2, matter{"support", caseworker.NotUpheld})...)
	other := func(category string, n int) likes {
		return likes{n: n, channel: "email", who: "on_behalf", relationship: "friend", category: category, issues: several(1, matter{"other", ""})}
	}
	o.lives(year, []likes{
		{n: 6, channel: "in_person", who: "young_person", issues: five, days: 9, wantsOutcome: caseworker.PartiallyUpheld},
		{n: 25, channel: "phone", who: "on_behalf", relationship: "mother", issues: several(1, matter{"support", caseworker.NotUpheld}), days: 12, wantsOutcome: caseworker.NotUpheld},
		other("representation", 12), other("customer_care_issue", 20), other("compliment", 35),
	})
	const before = "Table,Row,2017/18,2016/17\n\"Everything received, by category\",Complaints,27,16\nNote,,,A more stable workforce was in place.\n"
	p := o.says(year, register.Given{}, before, 2, []string{
		"31 complaints were received in 2018/19, up from 27 the year before.",
		"55 issues were raised within the complaints.",
		"Besides there were 12 representations, 20 customer care issues and 35 compliments.",
		"Of the 31 complaints, 6 (19%) were made by young people themselves and 25 (81%) made on their behalf.",
		"The largest area of concern was support and services: 37 of 55 issues (67%).",
		"Of the 31 that were closed, 31 (100%) were closed at stage 1.",
		"Of the 31 that were closed at stage 1, 31 (100%) were in time.",
		"Of the 31 that were closed, 6 (19%) were partially upheld and 25 (81%) not upheld.",
	})
	for _, want := range [][]string{{"Everything received, by category", "Complaints", "31", "27", "16"}, {"Note", "", "", "", "A more stable workforce was in place."}} {
		if !slices.ContainsFunc(p.Lines(), func(l []string) bool { return slices.Equal(l, want) }) {
			t.Errorf("the line %q is missing", want)
		}
	}
}
