package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/caseworker/staff"
	"sayso/cmd/sayso/config"
	"sayso/conversation"
)

// eraseFlags are what is to be erased, on whose word and why.
type eraseFlags struct{ config, reference, conversation, by, second, reason string }

// eraseCommand destroys a case, or what one person told, and prints the certificate.
func eraseCommand(ctx context.Context, args []string, w world) error {
	var e eraseFlags
	f := flags("erase", "CASE --config FILE --by EMAIL --reason TEXT [--conversation ID] [--second EMAIL]", w)
	f.StringVar(&e.config, "config", "", "the configuration")
	f.StringVar(&e.by, "by", "", "who has decided it: the e-mail of a manager's account")
	f.StringVar(&e.reason, "reason", "", "why; it stays when all else has gone, so it names nobody")
	f.StringVar(&e.conversation, "conversation", "", "only what this one of those who told has said")
	f.StringVar(&e.second, "second", "", "who agrees, where somebody may not have been safe: another manager's e-mail; their token, made with --may erase, is read from standard input")
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		e.reference, args = args[0], args[1:]
	}
	if err := parse(f, args); err != nil {
		return err
	}
	if e.reference == "" && f.NArg() == 1 {
		e.reference = f.Arg(0)
	} else if f.NArg() > 0 {
		return fmt.Errorf("%w: %q is not a flag", errUsage, f.Arg(0))
	}
	for what, value := range map[string]string{"CASE, such as ABCD-2345,": e.reference, "--config FILE": e.config, "--by EMAIL": e.by, "--reason TEXT": e.reason} {
		if value == "" {
			return fmt.Errorf("%w: %s is missing", errUsage, what)
		}
	}
	c, err := config.Load(e.config, w.getenv)
	if err != nil {
		return err
	}
	n, err := open(ctx, c, w, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer n.redis.Close()
	return e.erase(ctx, n, w)
}

func (e eraseFlags) erase(ctx context.Context, n *node, w world) error {
	by, err := n.accounts.Find(ctx, e.by)
	if err != nil {
		return fmt.Errorf("--by %s: %w", e.by, err)
	}
	people := []caseworker.Staff{by}
	if e.second != "" {
		second, err := agreeing(ctx, n.accounts, e.second, w.in)
		if err != nil {
			return err
		}
		people = append(people, second)
	}
	var waits bool
	for _, who := range people {
		v, err := n.register.Get(ctx, e.reference, who)
		if err != nil {
			return err
		}
		e.reference = v.Reference // it may have been called by another case's that was joined to it
		answer, err := e.ask(ctx, n.register, v, who)
		refusal := caseworker.Refusal{}
		switch {
		case errors.As(err, &refusal) && refusal.Code == "second_person" && len(people) > 1 && who.ID == by.ID:
			waits = true // they have asked for it before
			continue
		case errors.As(err, &refusal):
			return errors.New(refusal.Words)
		case err != nil:
			return err
		}
		if waits = answer.Waiting; !waits {
			break
		}
	}
	if waits {
		return errors.New("nothing is erased yet: a second manager must agree, since somebody may not have been safe, or it was referred, or is on hold; they do so on the case's page, or with --second")
	}
	if err := n.register.FinishErasing(ctx, e.reference); err != nil {
		return err
	}
	return e.certify(ctx, n.register, by, w.out)
}

// ask does the act, on all that has been said so far.
func (e eraseFlags) ask(ctx context.Context, cases *register.Register, v caseworker.View, who caseworker.Staff) (caseworker.Answer, error) {
	seen := map[string]int{}
	for _, t := range v.Conversations {
		seen[t.ID] = t.LastHeard
	}
	return cases.Do(ctx, e.reference, who, caseworker.Erase{Version: v.Version, Seen: seen, Conversation: e.conversation, Reason: e.reason})
}

// agreeing is the second person, who shows by a token that it is they.
func agreeing(ctx context.Context, accounts *staff.Accounts, email string, in io.Reader) (caseworker.Staff, error) {
	token, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return caseworker.Staff{}, fmt.Errorf("read the token of %s: %w", email, err)
	}
	who, err := accounts.Authenticate(ctx, strings.TrimSpace(token))
	if errors.Is(err, staff.ErrNotSignedIn) || err == nil && !strings.EqualFold(who.Email, email) {
		return caseworker.Staff{}, fmt.Errorf("standard input holds no token of %s: make one with 'sayso staff token --may view,erase'", email)
	}
	return who, err
}

func (e eraseFlags) certify(ctx context.Context, cases *register.Register, by caseworker.Staff, out io.Writer) error {
	all, err := cases.Certificates(ctx, by)
	if err != nil {
		return err
	}
	for _, c := range all {
		of := func(t conversation.Erased) bool { return t.Conversation == e.conversation }
		if c.Reference != e.reference || c.Whole != (e.conversation == "") || !c.Whole && !slices.ContainsFunc(c.Talks, of) {
			continue
		}
		fmt.Fprintf(out, "Case %s\nErased: %s\nDecided by: %s%s\nWhy: %s\n", c.Reference, c.At.Format("2006-01-02 15:04:05 UTC"), c.By, also(c.Second), c.Why)
		for _, t := range c.Talks {
			fmt.Fprintf(out, "Conversation %s: %d messages of theirs\n", t.Conversation, t.Heard)
		}
		fmt.Fprintln(out, "What had left by then and cannot be called back:")
		for _, what := range c.Outside {
			fmt.Fprintf(out, "- %s\n", what)
		}
		return nil
	}
	return errors.New("not all of it was erased: somebody has written since it was decided. Read that first; /staff/erased shows what has gone")
}

func also(second string) string {
	if second == "" {
		return ""
	}
	return " and " + second
}
