package register

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/report"
)

// Reported is a report as somebody is shown it.
type Reported struct {
	report.Published
	At *time.Time // when its own period was published; nil while it is a draft
}

// Given is what no case tells of a period, and a manager does.
type Given struct {
	Note                string // what explains the period, such as "a stable workforce"
	Investigated, Fault *int   // what the Ombudsman said; nil where nobody knows
}

const (
	mostEarlier = 20  // years beside a report
	longestNote = 500 // characters
)

// Report is a period with so many years before beside it. A period that was published is shown as it was
// then; any other is counted from the cases, which only a manager may have, and is a draft. Years of which
// nothing is known are left out: there are no cases of the time before Sayso, which is not to say that
// nobody complained.
func (r *Register) Report(ctx context.Context, by caseworker.Staff, period report.Period, earlier int) (Reported, error) {
	line := r.line(by, "read_report", "")
	if !by.May(caseworker.MayReadReport) {
		return Reported{}, r.mayNot(ctx, line, caseworker.MayReadReport)
	}
	if earlier < 0 || earlier > mostEarlier {
		return Reported{}, refused("earlier", "A report has 20 earlier years at most.")
	}
	kept, err := r.reportsKept(ctx)
	if err != nil {
		return Reported{}, err
	}
	at := kept.publishedAt(period)
	if at == nil && !by.May(caseworker.MayReport) {
		return Reported{}, caseworker.Refusal{Kind: caseworker.NotFound, Code: "not_published", Words: "No report of this period was published."}
	}
	periods := []report.Period{period}
	for p := period; earlier > 0; earlier-- {
		p = p.Before()
		if by.May(caseworker.MayReport) || kept.publishedAt(p) != nil {
			periods = append(periods, p)
		}
	}
	columns, err := r.count(ctx, by, periods, kept)
	if err != nil {
		return Reported{}, err
	}
	p, err := report.Publish(columns, kept.published()...)
	if err != nil {
		return Reported{}, refused("period", sentence(err))
	}
	return Reported{p, at}, r.looked(ctx, line)
}

// PublishReport keeps a period's figures, small ones hidden, as they will be shown from now on. Where that
// was done before it does nothing.
func (r *Register) PublishReport(ctx context.Context, by caseworker.Staff, period report.Period, given Given) error {
	line := r.line(by, "publish_report", "")
	if !by.May(caseworker.MayReport) {
		return r.mayNot(ctx, line, caseworker.MayReport)
	}
	if err := given.check(); err != nil {
		return err
	}
	for {
		kept, err := r.reportsKept(ctx)
		if err != nil || kept.publishedAt(period) != nil {
			return err
		}
		columns, err := r.count(ctx, by, []report.Period{period}, kept)
		if err != nil {
			return err
		}
		columns[0].Note = strings.TrimSpace(given.Note)
		for key, n := range map[string]*int{report.Investigated: given.Investigated, report.Fault: given.Fault} {
			if n != nil {
				columns[0].Figures[key] = *n
			}
		}
		if done, err := r.keepReports(ctx, line, kept, columns, false); done || err != nil {
			return err
		}
	}
}

// KeepEarlier keeps figures of periods from before Sayso. They were public before, so a slip in them can be
// put right by giving them again; what was counted here and published cannot.
func (r *Register) KeepEarlier(ctx context.Context, by caseworker.Staff, columns []report.Column) error {
	line := r.line(by, "earlier_figures", "")
	if !by.May(caseworker.MayReport) {
		return r.mayNot(ctx, line, caseworker.MayReport)
	}
	for _, c := range columns {
		if err := r.over(c.Period); err != nil {
			return err
		}
		if err := (Given{Note: c.Note}).check(); err != nil {
			return err
		}
	}
	for {
		kept, err := r.reportsKept(ctx)
		if err != nil {
			return err
		}
		others := *kept
		others.all = slices.DeleteFunc(slices.Clone(kept.all), func(k keptReport) bool {
			return k.Given && slices.ContainsFunc(columns, func(c report.Column) bool { return c.Period == k.period })
		})
		for _, c := range columns {
			if others.publishedAt(c.Period) != nil {
				return refused("published", c.Period.String()+" was counted here and published, and stays as it was.")
			}
		}
		if done, err := r.keepReports(ctx, line, &others, columns, true); done || err != nil {
			return err
		}
	}
}

// over refuses a period that goes on: it is published once, and stays as it was.
func (r *Register) over(p report.Period) error {
	if today := r.config.Rules.Day(r.now()); !p.To.Before(today) {
		return refused("not_over", "The period is not over before "+p.To.AddDays(1).String()+".")
	}
	return nil
}

// count counts those periods that were not published. In the place of the others stand columns without a figure.
func (r *Register) count(ctx context.Context, by caseworker.Staff, periods []report.Period, kept *keptReports) ([]report.Column, error) {
	var columns []report.Column
	var missing []report.Period
	for _, p := range periods {
		if kept.publishedAt(p) == nil {
			if err := r.over(p); err != nil {
				return nil, err
			}
			missing = append(missing, p)
		}
		columns = append(columns, report.Column{Period: p})
	}
	if len(missing) == 0 {
		return columns, nil
	}
	counted, err := report.NewCount(missing...)
	if err != nil {
		return nil, refused("period", sentence(err))
	}
	if err := r.Tallies(ctx, by, counted.Add); err != nil {
		return nil, err
	}
	for _, c := range counted.Columns() {
		at := slices.Index(periods, c.Period)
		columns[at] = c
	}
	return slices.DeleteFunc(columns, func(c report.Column) bool {
		return c.Period != periods[0] && c.Figures != nil && c.Nothing()
	}), nil
}

func (g Given) check() error {
	for _, n := range []*int{g.Investigated, g.Fault} {
		if n != nil && (*n < 0 || *n > 1_000_000) {
			return refused("ombudsman", "A number of complaints is wanted.")
		}
	}
	if g.Fault != nil && (g.Investigated == nil || *g.Fault > *g.Investigated) {
		return refused("ombudsman", "The Ombudsman cannot have found fault in more complaints than were investigated.")
	}
	if len([]rune(g.Note)) > longestNote {
		return refused("note", "A note has 500 characters at most.")
	}
	return nil
}

func refused(code, words string) caseworker.Refusal {
	return caseworker.Refusal{Kind: caseworker.Invalid, Code: code, Words: words}
}

// sentence is an error of the report for people. It holds periods and figures, never a word of anybody.
func sentence(err error) string {
	var refusal caseworker.Refusal
	if errors.As(err, &refusal) {
		return refusal.Words
	}
	return "This cannot be published: " + err.Error() + "."
}
