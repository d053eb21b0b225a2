package register

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	json "github.com/go-json-experiment/json/v1"

	"sayso/caseworker"
	"sayso/caseworker/report"
)

// keptReport is one period as it was published.
type keptReport struct {
	At     time.Time        `json:"at"`
	Given  bool             `json:"given"` // it is from before Sayso, and was not counted here
	Report report.Published `json:"report"`
	period report.Period
}

// keptReports are all of them, as they were read.
type keptReports struct {
	rev string
	all []keptReport
}

func (k *keptReports) published() (all []report.Published) {
	for _, one := range k.all {
		all = append(all, one.Report)
	}
	return all
}

func (k *keptReports) publishedAt(p report.Period) *time.Time {
	for _, one := range k.all {
		if one.period == p {
			return &one.At
		}
	}
	return nil
}

// PublishedPeriods are those whose figures are kept, the latest first.
func (r *Register) PublishedPeriods(ctx context.Context, by caseworker.Staff) ([]report.Period, error) {
	if !by.May(caseworker.MayReadReport) {
		return nil, r.mayNot(ctx, r.line(by, "read_report", ""), caseworker.MayReadReport)
	}
	kept, err := r.reportsKept(ctx)
	if err != nil {
		return nil, err
	}
	var all []report.Period
	for _, k := range kept.all {
		all = append(all, k.period)
	}
	slices.SortFunc(all, func(a, b report.Period) int { return strings.Compare(b.From.String(), a.From.String()) })
	return all, nil
}

func (r *Register) reportsKept(ctx context.Context) (*keptReports, error) {
	fields, err := r.db.HGetAll(ctx, r.keys.reports()).Result()
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	kept := &keptReports{rev: "0"}
	for field, value := range fields {
		if field == "rev" {
			kept.rev = value
			continue
		}
		var one keptReport
		if err := json.Unmarshal([]byte(value), &one); err != nil {
			return nil, fmt.Errorf("read the report of %s: %w", field, err)
		}
		periods := one.Report.Periods()
		if len(periods) != 1 || fieldOf(periods[0]) != field {
			return nil, fmt.Errorf("read the report of %s: it is of %v", field, periods)
		}
		one.period = periods[0]
		kept.all = append(kept.all, one)
	}
	return kept, nil
}

// keepReports keeps each column, small numbers hidden. It is not done where others were kept meanwhile.
func (r *Register) keepReports(ctx context.Context, line *auditLine, kept *keptReports, columns []report.Column, given bool) (done bool, err error) {
	written, err := r.signed(line, nil)
	if err != nil {
		return false, err
	}
	args := []any{kept.rev, strconv.Itoa(len(columns))}
	if _, err := report.Publish(columns, kept.published()...); err != nil {
		return false, refused("period", sentence(err))
	}
	for _, c := range columns {
		p, err := report.Publish([]report.Column{c}, kept.published()...)
		if err != nil {
			return false, refused("period", sentence(err))
		}
		text, err := json.Marshal(keptReport{At: r.now().UTC(), Given: given, Report: p})
		if err != nil {
			return false, fmt.Errorf("keep the report of %s: %w", c.Period, err)
		}
		args = append(args, fieldOf(c.Period), string(text))
	}
	n, err := r.scripts.keepReports.Run(ctx, atMostOnce{r.db}, append([]string{r.keys.reports()}, r.trail.Keys(line.reference)...), append(args, written...)...).Int()
	if err != nil {
		return false, fmt.Errorf("keep reports: %w", err)
	}
	return n == 1, nil
}

func fieldOf(p report.Period) string { return p.From.String() + " " + p.To.String() }
