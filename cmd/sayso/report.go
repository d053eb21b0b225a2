package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"strings"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/caseworker/report"
	"sayso/caseworker/report/workbook"
	"sayso/caseworker/staff"
	"sayso/cmd/sayso/config"
)

// reportFlags are how the report was asked for.
type reportFlags struct {
	config, by, format string
	from, to           caseworker.Date
	earlier            int
	keep               string // a file with figures of earlier years
	publish            bool
	given              register.Given
}

// reportCommand makes the report of a period: what it shows can be published.
func reportCommand(ctx context.Context, args []string, w world) error {
	r := reportFlags{}
	f := flags("report", "--config FILE --by EMAIL [--from DATE --to DATE] [--format text|html|csv|xlsx|json] [--earlier N] [--publish] [--keep-earlier FILE]", w)
	f.StringVar(&r.config, "config", "", "the configuration")
	f.StringVar(&r.by, "by", "", "who makes it: the e-mail of an account, a manager's unless it was published")
	f.StringVar(&r.format, "format", "text", "text (sentences, a draft), html (to print), csv or xlsx (every table), or json (all of it)")
	day := func(into *caseworker.Date) func(string) error {
		return func(v string) error { return into.UnmarshalText([]byte(v)) }
	}
	f.Func("from", "the first day, as 2026-04-01; where neither day is said it is the financial year that is over", day(&r.from))
	f.Func("to", "the last day", day(&r.to))
	f.IntVar(&r.earlier, "earlier", 0, "so many years before beside it")
	f.BoolVar(&r.publish, "publish", false, "publish the period: its figures are kept and stay as they are now")
	f.StringVar(&r.given.Note, "note", "", "with --publish: what explains the period")
	number := func(into **int) func(string) error {
		return func(v string) error {
			n, err := strconv.Atoi(v)
			*into = &n
			return err
		}
	}
	f.Func("investigated", "with --publish: how many complaints the Ombudsman formally investigated", number(&r.given.Investigated))
	f.Func("fault", "with --publish: in how many of them the Ombudsman found fault or maladministration", number(&r.given.Fault))
	f.StringVar(&r.keep, "keep-earlier", "", "first keep the figures of years from before Sayso: a CSV with the lines of a report's, as many as are known")
	if err := parse(f, args); err != nil {
		return err
	}
	if err := r.check(f.Args()); err != nil {
		return err
	}
	var earlier []report.Column
	if r.keep != "" {
		text, err := os.ReadFile(r.keep)
		if err != nil {
			return err
		}
		if earlier, err = report.ReadEarlier(text); err != nil {
			return fmt.Errorf("%s: %w", r.keep, err)
		}
	}
	c, err := config.Load(r.config, w.getenv)
	if err != nil {
		return err
	}
	p, err := r.make(ctx, c, w, earlier)
	if err != nil {
		return err
	}
	return r.write(p, c.Council.Name, w.out)
}

func (r reportFlags) check(rest []string) error {
	switch {
	case r.config == "":
		return fmt.Errorf("%w: --config FILE is missing", errUsage)
	case r.by == "":
		return fmt.Errorf("%w: --by EMAIL is missing", errUsage)
	case r.from.IsZero() != r.to.IsZero():
		return fmt.Errorf("%w: say both --from and --to, or neither", errUsage)
	case !slices.Contains([]string{"text", "html", "csv", "xlsx", "json"}, r.format):
		return fmt.Errorf("%w: --format is text, html, csv, xlsx or json", errUsage)
	case !r.publish && r.given != register.Given{}:
		return fmt.Errorf("%w: --note, --investigated and --fault belong to --publish", errUsage)
	case len(rest) > 0:
		return fmt.Errorf("%w: %q is not a flag", errUsage, rest[0])
	}
	return nil
}

// make keeps what is to be kept, publishes what is to be published, and gives the report.
func (r reportFlags) make(ctx context.Context, c config.Config, w world, earlier []report.Column) (report.Published, error) {
	n, err := open(ctx, c, w, slog.New(slog.DiscardHandler))
	if err != nil {
		return report.Published{}, err
	}
	defer n.redis.Close()
	by, err := n.accounts.Find(ctx, r.by)
	if errors.Is(err, staff.ErrNoAccount) {
		return report.Published{}, fmt.Errorf("--by %s: %w", r.by, err)
	}
	if err != nil {
		return report.Published{}, err
	}
	zone, err := caseworker.London()
	if err != nil {
		return report.Published{}, err
	}
	period := report.Period{From: r.from, To: r.to}
	if r.from.IsZero() {
		period = report.Year(caseworker.DateIn(w.now(), zone)).Before()
	}
	if r.keep != "" {
		if err := n.register.KeepEarlier(ctx, by, earlier); err != nil {
			return report.Published{}, err
		}
	}
	if r.publish {
		if err := n.register.PublishReport(ctx, by, period, r.given); err != nil {
			return report.Published{}, err
		}
	}
	made, err := n.register.Report(ctx, by, period, r.earlier)
	return made.Published, err
}

func (r reportFlags) write(p report.Published, council string, to io.Writer) error {
	switch r.format {
	case "html":
		return p.HTML(to, council)
	case "xlsx":
		return workbook.Write(p, to)
	case "csv":
		return p.CSV(to)
	case "json":
		text, err := json.MarshalIndent(p, "", "  ")
		if err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		_, err = fmt.Fprintf(to, "%s\n", text)
		return err
	}
	_, err := fmt.Fprintln(to, strings.Join(p.Words(), "\n"))
	return err
}
