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
	"strings"

	"sayso/caseworker"
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
	published          []string
}

// reportCommand makes the report of a period: what it shows can be published.
func reportCommand(ctx context.Context, args []string, w world) error {
	r := reportFlags{}
	f := flags("report", "--config FILE --by EMAIL [--from DATE --to DATE] [--format text|html|csv|xlsx|json] [--earlier N] [--published FILE]...", w)
	f.StringVar(&r.config, "config", "", "the configuration")
	f.StringVar(&r.by, "by", "", "who makes it: the e-mail of a manager's account")
	f.StringVar(&r.format, "format", "text", "text (sentences, a draft), html (to print), csv or xlsx (every table), or json (all of it; keep it for --published)")
	day := func(into *caseworker.Date) func(string) error {
		return func(v string) error { return into.UnmarshalText([]byte(v)) }
	}
	f.Func("from", "the first day, as 2026-04-01; where neither day is said it is the financial year that is over", day(&r.from))
	f.Func("to", "the last day", day(&r.to))
	f.IntVar(&r.earlier, "earlier", 0, "so many years before beside it")
	f.Func("published", "the JSON of a report that was published; say it for each of them, or what changed since can be worked out",
		func(v string) error { r.published = append(r.published, v); return nil })
	if err := parse(f, args); err != nil {
		return err
	}
	if err := r.check(f.Args()); err != nil {
		return err
	}
	var before []report.Published
	for _, file := range r.published {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		p, err := report.ReadPublished(text)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		before = append(before, p)
	}
	c, err := config.Load(r.config, w.getenv)
	if err != nil {
		return err
	}
	columns, err := r.count(ctx, c, w)
	if err != nil {
		return err
	}
	p, err := report.Publish(columns, before...)
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
	case r.earlier < 0 || r.earlier > 20:
		return fmt.Errorf("%w: --earlier is a number of years, 20 at most", errUsage)
	case len(rest) > 0:
		return fmt.Errorf("%w: %q is not a flag", errUsage, rest[0])
	}
	return nil
}

// count reads all cases once.
func (r reportFlags) count(ctx context.Context, c config.Config, w world) ([]report.Column, error) {
	n, err := open(ctx, c, w, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	defer n.redis.Close()
	by, err := n.accounts.Find(ctx, r.by)
	if errors.Is(err, staff.ErrNoAccount) {
		return nil, fmt.Errorf("--by %s: %w", r.by, err)
	}
	if err != nil {
		return nil, err
	}
	zone, err := caseworker.London()
	if err != nil {
		return nil, err
	}
	today := caseworker.DateIn(w.now(), zone)
	periods := r.periods(today)
	if !periods[0].To.Before(today) {
		return nil, fmt.Errorf("the period is not over before %s: it is published once, and stays as it was", periods[0].To.AddDays(1))
	}
	counted, err := report.NewCount(periods...)
	if err != nil {
		return nil, err
	}
	if err := n.register.Tallies(ctx, by, counted.Add); err != nil {
		return nil, err
	}
	return counted.Columns(), nil
}

// periods are the one asked for, or the financial year that is over, and those before it.
func (r reportFlags) periods(today caseworker.Date) []report.Period {
	p := report.Period{From: r.from, To: r.to}
	if r.from.IsZero() {
		p = report.Year(today).Before()
	}
	all := []report.Period{p}
	for range r.earlier {
		p = p.Before()
		all = append(all, p)
	}
	return all
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
