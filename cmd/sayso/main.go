// Command sayso is a complaint channel for young people in children's social care.
//
// It answers one question: what is plugged into what, on this machine? It reads flags, files,
// environment variables and signals, hands clock and randomness in, and is the only room that
// knows the others. What is said, kept, sent or decided is none of its business.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // Europe/London, on machines that do not know it

	"github.com/redis/go-redis/v9/logging"
)

// world is what a command may touch, handed in so that tests can hand in their own.
type world struct {
	in     io.Reader
	out    io.Writer // for people and programs who asked
	errs   io.Writer // for logs and for the one sentence that says why not
	getenv func(string) string
	now    func() time.Time
	fresh  io.Reader // randomness
}

func main() {
	logging.Disable() // the Redis client would write past our log; what it could not do comes back as an error
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], world{
		in: os.Stdin, out: os.Stdout, errs: os.Stderr, getenv: os.Getenv, now: time.Now, fresh: rand.Reader,
	}))
}

// command is one of sayso's; does is a line of the help.
type command struct {
	name, does string
	run        func(ctx context.Context, args []string, w world) error
}

func commands() []command {
	return []command{
		{"demo", "everything on one machine, with a phone to try it with", demo},
		{"serve", "the real thing: --config FILE", serve},
		{"check", "says what is wrong with a configuration, and what to do", check},
		{"talk", "have the conversation in a terminal", talk},
		{"read", "what a message means, and why", read},
		{"rehearse", "plays dialogues and says what differs", rehearse},
		{"staff", "accounts and API tokens of staff", staffCommand},
		{"audit", "says whether what was written down about who did what is all there", auditCommand},
		{"report", "the annual report: what it shows can be published", reportCommand},
		{"erase", "destroys a case, or what one person told, for good", eraseCommand},
		{"backup", "writes all that is kept to two encrypted files, while the service runs", backupCommand},
		{"restore", "brings a backup back into an empty Redis", restoreCommand},
		{"bench", "measures Sayso against the Redis it is pointed at", bench},
		{"version", "which build this is", version},
	}
}

// errUsage marks a mistake in how a command was called: exit 2, not 1.
var errUsage = errors.New("wrong usage")

// run is the whole program. It gives the exit code: 0 done, 1 failed with one clear sentence, 2 wrong usage.
func run(ctx context.Context, args []string, w world) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		help(w.out)
		if len(args) == 0 {
			return 2
		}
		return 0
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		err := c.run(ctx, args[1:], w)
		switch {
		case err == nil, errors.Is(err, flag.ErrHelp):
			return 0
		case errors.Is(err, errUsage):
			fmt.Fprintf(w.errs, "sayso %s: %v\n", c.name, err)
			return 2
		default:
			fmt.Fprintf(w.errs, "sayso %s: %v\n", c.name, err)
			return 1
		}
	}
	fmt.Fprintf(w.errs, "sayso: there is no command %q; see sayso help\n", args[0])
	return 2
}

func help(out io.Writer) {
	fmt.Fprint(out, "Sayso: a complaint channel for young people in children's social care.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(out, "  sayso %-9s %s\n", c.name, c.does)
	}
	fmt.Fprint(out, "\nEach has --help. Start with: sayso demo\n")
}

// flags makes a command's flag set; its mistakes are errUsage.
func flags(name, usage string, w world) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(w.errs)
	f.Usage = func() {
		fmt.Fprintf(w.errs, "usage: sayso %s %s\n", name, usage)
		f.PrintDefaults()
	}
	return f
}

// parse reads flags; --help is no mistake.
func parse(f *flag.FlagSet, args []string) error {
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	return nil
}
