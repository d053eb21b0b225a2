package console_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/console"
	"sayso/caseworker/register"
	"sayso/caseworker/staff"
	"sayso/conversation"
	"sayso/conversation/seal"
	"sayso/conversation/store/redisd"
	"sayso/conversation/store/redistest"
)

const (
	priya    = "priya.shah@example.gov.uk"
	sam      = "sam.okafor@example.gov.uk"
	malik    = "r.malik@example.gov.uk"
	password = "copper lantern meadow"
	phone    = "+447700900123"
)

// desk is a whole caseworkers' side: a Redis, the register, accounts, and the console over HTTP.
type desk struct {
	*talks
	cases *register.Register
	redis *redisd.Server
	pages *console.Console
	site  *httptest.Server
	log   *bytes.Buffer
	clock *clock

	accounts *staff.Accounts

	mu     sync.Mutex
	alarms []console.Alarm
	wakes  map[chan struct{}]bool
}

type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// safeLog is a log that many goroutines write and the test reads at the end.
type safeLog struct {
	mu *sync.Mutex
	io.Writer
}

func (s safeLog) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Writer.Write(b)
}

// open starts a desk with two caseworkers and a manager, on Monday 23 November 2026 at ten.
func open(t *testing.T, change func(*console.Config)) *desk {
	t.Helper()
	ctx := context.Background()
	keys, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	calendar, err := caseworker.England()
	if err != nil {
		t.Fatal(err)
	}
	zone, err := caseworker.London()
	if err != nil {
		t.Fatal(err)
	}
	week, err := caseworker.ReadWeek(map[string]string{"mon": "09:00-17:00", "tue": "09:00-17:00", "wed": "09:00-17:00", "thu": "09:00-17:00", "fri": "09:00-16:30"})
	if err != nil {
		t.Fatal(err)
	}
	hours := caseworker.Hours{Calendar: calendar, Week: week, Within: caseworker.Within{Concern: time.Hour, Other: time.Hour}, Zone: zone}
	d := &desk{log: &bytes.Buffer{}, clock: &clock{at: time.Date(2026, time.November, 23, 10, 0, 0, 0, zone)}, wakes: map[chan struct{}]bool{}}
	d.talks = newTalks(t, keys, hours, d.clock.now)
	log := slog.New(slog.NewTextHandler(safeLog{&d.mu, d.log}, nil))
	d.redis = redistest.Start(t)
	db := redistest.Client(t, d.redis)

	settings := staff.Defaults("test")
	settings.Hashing = staff.Hashing{MemoryKiB: 64, Passes: 1, Lanes: 1, AtOnce: 2}
	accounts, err := staff.New(db, keys, settings, d.clock.now, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []struct {
		email, name string
		role        caseworker.Role
	}{{priya, "Priya Shah", caseworker.RoleCaseworker}, {sam, "Sam Okafor", caseworker.RoleCaseworker}, {malik, "R Malik", caseworker.RoleManager}} {
		if _, err := accounts.Add(ctx, a.email, a.name, a.role, password); err != nil {
			t.Fatal(err)
		}
		nobodys := string(caseworker.NobodysWorker)
		if err := accounts.Edit(ctx, a.email, staff.Change{Job: &nobodys}); err != nil {
			t.Fatal(err)
		}
	}
	d.accounts = accounts
	rules := caseworker.Rules{Calendar: calendar, Zone: zone, Lease: 4 * time.Hour}
	number := func(context.Context, string) (string, error) { return phone, nil }
	keep := register.Defaults("test", rules)
	keep.Round = 5 * time.Millisecond
	d.cases, err = register.New(db, keys, d.talks, accounts, number, uncalled, keep, d.clock.now, rand.Reader, log)
	if err != nil {
		t.Fatal(err)
	}
	d.file, d.wake, d.pass = d.cases.File, d.changed, d.clock.pass
	run, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() { d.cases.Run(run); close(ended) }()
	t.Cleanup(func() { stop(); <-ended })

	config := console.Config{Council: "London Borough of Example", PublicURL: "http://127.0.0.1", Rules: rules, Beat: time.Minute}
	if change != nil {
		change(&config)
	}
	d.pages, err = console.New(config, console.Parts{
		Accounts: accounts, Cases: d.cases, Undone: d.undone, Changed: d.listen, Log: log, Now: d.clock.now, Fresh: rand.Reader,
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	d.pages.Routes(mux)
	d.site = httptest.NewServer(mux)
	t.Cleanup(d.site.Close)
	t.Cleanup(d.pages.Drain)
	return d
}

func (d *desk) undone(context.Context) ([]console.Alarm, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.alarms, nil
}

func (d *desk) listen() (<-chan struct{}, func()) {
	wake := make(chan struct{}, 1)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.wakes[wake] = true
	return wake, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.wakes, wake)
	}
}

func (d *desk) changed() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for wake := range d.wakes {
		select {
		case wake <- struct{}{}:
		default:
		}
	}
}

// jade tells by text what is wrong, and answers what she is asked: it is safe to write to her.
func (d *desk) jade(t *testing.T) (reference string) {
	t.Helper()
	return d.talkThrough(t, "c-jade", "i never see my sister", map[conversation.Ask]string{
		conversation.AskAnythingElse: "0", conversation.AskAboutWho: "me", conversation.AskSafeNow: "1", conversation.AskContactSafe: "1",
		conversation.AskWanted: "i want to see my sister every week", conversation.AskCarryOn: "yes",
		conversation.AskVisitWhere: "the library", conversation.AskVisitWhen: "tuesday after school", conversation.AskAvoid: "not dave",
		conversation.AskAdvocate: "1", conversation.AskName: "Jade", conversation.AskConfirm: "1",
	})
}

// danger is a conversation in which somebody presses "I need help now".
func (d *desk) danger(t *testing.T) (reference string) {
	t.Helper()
	d.hear(t, "c-danger", "he is at the door and i am scared")
	if err := d.take(context.Background(), "c-danger", conversation.NeedHelpNow{Channel: conversation.SMS}); err != nil {
		t.Fatal(err)
	}
	return d.reference("c-danger")
}

// talkThrough holds a conversation until nothing more is asked.
func (d *desk) talkThrough(t *testing.T, id, first string, answers map[conversation.Ask]string) (reference string) {
	t.Helper()
	d.hear(t, id, first)
	for range 30 {
		s, err := d.State(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		answer, ok := answers[s.Pending.Ask]
		if s.Pending.Ask == "" || !ok {
			break
		}
		d.hear(t, id, answer)
	}
	return d.reference(id)
}

// uncalled is a ladder on which nobody has been called.
func uncalled(context.Context, []string) (map[string][]caseworker.Call, error) { return nil, nil }
