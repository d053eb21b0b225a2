package register_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/caseworker/staff"
	"sayso/conversation"
	"sayso/conversation/seal"
	"sayso/conversation/store/redisd"
	"sayso/conversation/store/redistest"
)

const hour = time.Hour

var received = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

var (
	priya = caseworker.Staff{ID: "s1", Email: "priya@example.gov.uk", Name: "Priya Nair", Role: caseworker.RoleCaseworker, Job: caseworker.NobodysWorker}
	morag = caseworker.Staff{ID: "s2", Email: "morag@example.gov.uk", Name: "Morag Bell", Role: caseworker.RoleManager}
	nosy  = caseworker.Staff{ID: "s3", Email: "nosy@example.gov.uk", Name: "Nosy Parker", Role: caseworker.RoleScrutiny}
)

const jade, reference = "07-jade", "ABCD-2345"

// office is a register with its Redis and its conversations.
type office struct {
	*register.Register
	t     testing.TB
	ctx   context.Context
	dir   string
	redis *redisd.Server
	db    redis.UniversalClient
	seals *seal.Keyset
	talks *talks
	clock atomic.Int64 // ms
	fresh io.Reader
	page  int
	staff []caseworker.Staff // everybody
	list  func(register.ErasedCase) error
}

func newOffice(t testing.TB) *office {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	seals, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, ctx: ctx, dir: t.TempDir(), seals: seals, talks: newTalks(t, seals), fresh: rand.Reader, page: 50, staff: []caseworker.Staff{priya, morag}}
	if o.redis, err = redisd.Start(ctx, redisd.Config{Dir: o.dir}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.redis.Stop() })
	o.db = redistest.Client(t, o.redis)
	o.clock.Store(received.UnixMilli())
	o.again()
	return o
}

// again is the service started anew on the same Redis.
func (o *office) again() {
	o.t.Helper()
	england, err := caseworker.England()
	if err != nil {
		o.t.Fatal(err)
	}
	london, err := caseworker.London()
	if err != nil {
		o.t.Fatal(err)
	}
	c := register.Defaults("sayso", caseworker.Rules{Calendar: england, Zone: london, Lease: 72 * hour})
	c.Round, c.Lease, c.Page = 10*time.Millisecond, 500*time.Millisecond, o.page
	c.Erased = o.list
	number := func(context.Context, string) (string, error) { return "+447700900123", nil }
	o.Register, err = register.New(o.db, o.seals, o.talks, o, number, uncalled, c, o.now, o.fresh, slog.New(slog.DiscardHandler))
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) now() time.Time { return time.UnixMilli(o.clock.Load()).UTC() }

func (o *office) Find(_ context.Context, email string) (caseworker.Staff, error) {
	if email == morag.Email {
		return morag, nil
	}
	return caseworker.Staff{}, staff.ErrNoAccount
}

func (o *office) Everybody(context.Context) ([]caseworker.Staff, error) { return o.staff, nil }

// run works the road back until the test ends, or stop is called.
func (o *office) run() (stop func()) {
	ctx, cancel := context.WithCancel(o.ctx)
	var all sync.WaitGroup
	running := o.Register
	all.Go(func() { running.Run(ctx) })
	stop = sync.OnceFunc(func() { cancel(); all.Wait() })
	o.t.Cleanup(stop)
	return stop
}

func (o *office) file(f conversation.Facts) {
	o.t.Helper()
	if err := o.File(o.ctx, f); err != nil {
		o.t.Fatal(err)
	}
}

// opens is a case that a text has just opened.
func (o *office) opens() {
	o.t.Helper()
	o.file(o.talks.begin(jade, reference, "my sw never rings back"))
}

func (o *office) do(by caseworker.Staff, act caseworker.Act) caseworker.Answer {
	o.t.Helper()
	a, err := o.Do(o.ctx, reference, by, act)
	if err != nil {
		o.t.Fatalf("%s: %v", act.Terms().Name, err)
	}
	return a
}

func (o *office) view() caseworker.View {
	o.t.Helper()
	v, err := o.Get(o.ctx, reference, morag)
	if err != nil {
		o.t.Fatal(err)
	}
	return v
}

// audit is the lines of the audit: act, who, the refusal's code.
func (o *office) audit() []string {
	o.t.Helper()
	entries, err := o.db.XRange(o.ctx, "sayso:{cases}:audit", "-", "+").Result()
	if err != nil {
		o.t.Fatal(err)
	}
	var lines []string
	for _, e := range entries {
		lines = append(lines, strings.TrimSpace(fmt.Sprint(e.Values["act"], " ", e.Values["by"], " ", e.Values["reference"], " ", e.Values["refused"])))
	}
	return lines
}

// until waits for something that Run brings about.
func (o *office) until(what string, so func() bool) {
	o.t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-tick.C:
		case <-o.ctx.Done():
			o.t.Fatalf("waited in vain: %s", what)
		}
	}
}

func refusal(err error) caseworker.Refusal {
	var r caseworker.Refusal
	errors.As(err, &r)
	return r
}

// uncalled is a ladder on which nobody has been called.
func uncalled(context.Context, []string) (map[string][]caseworker.Call, error) { return nil, nil }
