package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

// staffCommand makes and ends accounts and API tokens.
func staffCommand(ctx context.Context, args []string, w world) error {
	acts := map[string]func(context.Context, *staff.Accounts, staffFlags, world) error{
		"add": addStaff, "edit": editStaff, "list": listStaff, "disable": disableStaff, "reset": resetStaff, "reset-second-step": resetSecondStep, "token": tokenForStaff,
	}
	if len(args) == 0 || acts[args[0]] == nil {
		return fmt.Errorf("%w: sayso staff add|list|edit|disable|reset|reset-second-step|token --config FILE", errUsage)
	}
	var s staffFlags
	f := flags("staff "+args[0], "--config FILE [--email E] [--name N] [--role R] [--job J] [--team T] [--machine NAME] [--by EMAIL --reason TEXT]", w)
	f.StringVar(&s.config, "config", "", "the configuration")
	f.StringVar(&s.email, "email", "", "whose account")
	f.StringVar(&s.name, "name", "", "add, edit: the name that colleagues and families see")
	f.StringVar(&s.role, "role", "", "caseworker, manager, scrutiny (reads published reports and nothing else) or auditor (reads who did what and nothing else)")
	f.Func("job", "add, edit: what they are to young people: "+jobNames(), func(v string) error { s.job = &v; return nil })
	f.Func("team", "add, edit: their team, as you call it", func(v string) error { s.team = &v; return nil })
	f.StringVar(&s.machine, "machine", "", "token: for another system of this name, not for a person")
	f.Func("may", "token: what it may be used for, as list,view; all that the role may but reveal_contact where it is left out", func(v string) error {
		for name := range strings.SplitSeq(v, ",") {
			s.may = append(s.may, caseworker.Permission(strings.TrimSpace(name)))
		}
		return nil
	})
	f.StringVar(&s.by, "by", "", "reset-second-step: the e-mail of the manager who does it")
	f.StringVar(&s.reason, "reason", "", "reset-second-step: why; it is written down")
	if err := parse(f, args[1:]); err != nil {
		return err
	}
	if s.config == "" {
		return fmt.Errorf("%w: --config FILE is missing", errUsage)
	}
	c, keys, db, err := kept(s.config, w)
	if err != nil {
		return err
	}
	defer db.Close()
	accounts, err := staff.New(db, keys, staff.Defaults(c.Redis.Prefix), w.now, w.fresh)
	if err != nil {
		return err
	}
	return acts[args[0]](ctx, accounts, s, w)
}

type staffFlags struct {
	config, email, name, role, machine, by, reason string
	job, team                                      *string // nil where nothing was said
	may                                            []caseworker.Permission
}

func jobNames() string {
	var names []string
	for _, job := range caseworker.AllJobs() {
		names = append(names, string(job))
	}
	return strings.Join(names, ", ")
}

func (s staffFlags) needs(values map[string]string) error {
	for name, value := range values {
		if value == "" {
			return fmt.Errorf("%w: --%s is missing", errUsage, name)
		}
	}
	return nil
}

// password is the first line of standard input; "" has one made.
func password(w world) (string, error) {
	fmt.Fprintln(w.errs, "Password on standard input; an empty line has one made:")
	line, err := bufio.NewReader(w.in).ReadString('\n')
	if line == "" && err != nil {
		return "", nil // no standard input: have one made
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func showPassword(made string, w world) {
	if made != "" {
		fmt.Fprintf(w.out, "password: %s\n", made)
	}
}

func addStaff(ctx context.Context, accounts *staff.Accounts, s staffFlags, w world) error {
	if err := s.needs(map[string]string{"email": s.email, "name": s.name, "role": s.role}); err != nil {
		return err
	}
	if s.job != nil {
		if _, err := caseworker.ReadJob(*s.job); err != nil {
			return err
		}
	}
	chosen, err := password(w)
	if err != nil {
		return err
	}
	made, err := accounts.Add(ctx, s.email, s.name, caseworker.Role(s.role), chosen)
	if err != nil {
		return err
	}
	showPassword(made, w)
	if s.job == nil {
		fmt.Fprintln(w.errs, "No --job was given: until it is (sayso staff edit), they could be anybody's worker and see no case in which \"my social worker\" and the like are complained of.")
	}
	return accounts.Edit(ctx, s.email, staff.Change{Job: s.job, Team: s.team})
}

// editStaff changes what is named: name, job, team.
func editStaff(ctx context.Context, accounts *staff.Accounts, s staffFlags, _ world) error {
	if err := s.needs(map[string]string{"email": s.email}); err != nil {
		return err
	}
	change := staff.Change{Job: s.job, Team: s.team}
	if s.name != "" {
		change.Name = &s.name
	}
	if change == (staff.Change{}) {
		return fmt.Errorf("%w: say what to change: --name, --job, --team", errUsage)
	}
	return accounts.Edit(ctx, s.email, change)
}

func listStaff(ctx context.Context, accounts *staff.Accounts, _ staffFlags, w world) error {
	all, err := accounts.List(ctx)
	if err != nil {
		return err
	}
	for _, a := range all {
		state := "active"
		if a.Disabled {
			state = "disabled"
		}
		fmt.Fprintf(w.out, "%s\t%s\t%s\t%s\t%s\t%s\n", a.Email, a.Name, a.Role, state, a.Job, a.Team)
	}
	return nil
}

func disableStaff(ctx context.Context, accounts *staff.Accounts, s staffFlags, _ world) error {
	if err := s.needs(map[string]string{"email": s.email}); err != nil {
		return err
	}
	if strings.Contains(s.email, "@") { // else it is a machine, whose name is kept as written
		s.email = strings.ToLower(strings.TrimSpace(s.email))
	}
	return accounts.Disable(ctx, s.email)
}

func resetStaff(ctx context.Context, accounts *staff.Accounts, s staffFlags, w world) error {
	if err := s.needs(map[string]string{"email": s.email}); err != nil {
		return err
	}
	chosen, err := password(w)
	if err != nil {
		return err
	}
	made, err := accounts.Reset(ctx, s.email, chosen)
	if err != nil {
		return err
	}
	showPassword(made, w)
	return nil
}

// resetSecondStep is for somebody who lost phone and recovery codes. It is written down who did it and why.
func resetSecondStep(ctx context.Context, accounts *staff.Accounts, s staffFlags, _ world) error {
	if err := s.needs(map[string]string{"email": s.email, "by": s.by, "reason": s.reason}); err != nil {
		return err
	}
	by, err := accounts.Find(ctx, s.by)
	if err != nil {
		return fmt.Errorf("--by: %w", err)
	}
	return accounts.ResetSecondStep(ctx, s.email, by, s.reason)
}

func tokenForStaff(ctx context.Context, accounts *staff.Accounts, s staffFlags, w world) error {
	var token string
	var err error
	switch {
	case s.machine != "" && s.role != "":
		token, err = accounts.MachineToken(ctx, s.machine, caseworker.Role(s.role), s.may...)
	case s.email != "":
		token, err = accounts.Token(ctx, s.email, s.may...)
	default:
		return fmt.Errorf("%w: --email E, or --machine NAME --role R", errUsage)
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(w.out, token)
	return nil
}
