package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"sayso/caseworker/audit"
	"sayso/caseworker/register"
	"sayso/caseworker/staff"
	"sayso/cmd/sayso/config"
	"sayso/conversation/seal"
)

// auditCommand says whether what was written down about who did what is still all there.
func auditCommand(ctx context.Context, args []string, w world) error {
	f := flags("audit", "--config FILE [--cases MARK]... [--accounts MARK]...", w)
	path := f.String("config", "", "the configuration")
	marks := map[string][]audit.Mark{}
	for name, does := range map[string]string{"cases": "the cases'", "accounts": "the accounts'"} {
		f.Func(name, "a mark of "+does+" audit that was kept elsewhere, as this command or the log gave it", func(text string) error {
			m, err := audit.ReadMark(text)
			marks[name] = append(marks[name], m)
			return err
		})
	}
	if err := parse(f, args); err != nil {
		return err
	}
	if *path == "" || f.NArg() > 0 {
		f.Usage()
		return fmt.Errorf("%w: --config is needed, and nothing else", errUsage)
	}
	c, keys, db, err := kept(*path, w)
	if err != nil {
		return err
	}
	defer db.Close()
	whole := true
	for _, t := range trails(c, keys) {
		v, err := t.Verify(ctx, db, marks[t.name]...)
		if err != nil {
			return err
		}
		tellVerified(w.out, t.name, v)
		whole = whole && v.Breaks == nil
	}
	if !whole {
		return errors.New("the audit is not as it was written: tell whoever answers for it, and change nothing")
	}
	return nil
}

type namedTrail struct {
	name string
	audit.Trail
}

// trails are all that there are in a deployment.
func trails(c config.Config, keys *seal.Keyset) []namedTrail {
	return []namedTrail{{"cases", register.Trail(c.Redis.Prefix, keys)}, {"accounts", staff.Trail(c.Redis.Prefix, keys)}}
}

func tellVerified(out io.Writer, name string, v audit.Verified) {
	if v.Breaks == nil {
		fmt.Fprintf(out, "%s: whole, %d lines, %d of them marks", name, v.Lines, v.Marks)
		if v.Head.Seq > 0 {
			fmt.Fprintf(out, ". Keep this mark where Redis is not: --%s %s", name, v.Head)
		}
		fmt.Fprintln(out)
		return
	}
	fmt.Fprintf(out, "%s: NOT WHOLE, %d lines read\n", name, v.Lines)
	for _, b := range v.Breaks {
		fmt.Fprintf(out, "  %s", b.What)
		if b.ID != "" {
			fmt.Fprintf(out, " (entry %s)", b.ID)
		}
		fmt.Fprintln(out)
	}
}
