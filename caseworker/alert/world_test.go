package alert_test

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/caseworker/alert"
	"sayso/conversation"
	"sayso/conversation/seal"
	"sayso/conversation/store/redisd"
	"sayso/conversation/store/redistest"
)

const (
	dutyPhone    = "+447700900501"
	secondPhone  = "+447700900502"
	nightPhone   = "+447700900503"
	managerPhone = "+447700900504"
	strangePhone = "+447700900599"
)

var (
	receiverKey = []byte("thirty-two bytes of a test's key")
	secret      = "whsec_" + base64.StdEncoding.EncodeToString(receiverKey)
	noon        = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	danger      = conversation.RaiseAlert{Alert: "A-a7k2", Reference: "H4KD-9QAA", Tier: conversation.R1}
)

// rota is duty, second and manager by day, one at night.
func rota() alert.Config {
	who := func(name, phone string) alert.Person {
		return alert.Person{Name: name, Phone: phone, After: 5 * time.Minute}
	}
	return alert.Config{
		InHours:    []alert.Person{who("Duty", dutyPhone), who("Second", secondPhone)},
		OutOfHours: []alert.Person{who("Night", nightPhone)},
		Manager:    []alert.Person{who("Manager", managerPhone)},
	}
}

// sent is one text or call to a phone.
type sent struct{ to, words, key string }

// world is what is around a ladder: a clock, phones, cases and a Redis.
type world struct {
	*alert.Pager
	t      *testing.T
	redis  *redisd.Server
	db     redis.UniversalClient
	seals  *seal.Keyset
	config alert.Config
	gather time.Duration
	log    journal

	mu        sync.Mutex
	at        time.Time
	open      bool
	texts     []sent
	rung      []sent
	refuse    map[string]error // what a phone answers
	answered  map[string]bool  // on the case
	told      []string         // acknowledgements by phone: alert and who
	asked     int              // how often it was asked if a case knows already
	unreached []string
	tells     bool  // a text's arrival is told before it is answered that it was taken
	noCase    error // what the cases answer
	kept      func(alert.Person) caseworker.Nearness
	keptOf    func(reference string, p alert.Person) caseworker.Nearness // kept, where it is not the same for all cases
}

func newWorld(t *testing.T, c alert.Config) *world {
	t.Helper()
	seals, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	server := redistest.Start(t)
	w := &world{
		t: t, redis: server, db: redistest.Client(t, server), seals: seals, config: c, gather: time.Minute, at: noon, open: true,
		refuse: map[string]error{}, answered: map[string]bool{}, kept: func(alert.Person) caseworker.Nearness { return caseworker.NotMeant },
	}
	w.Pager = w.pager()
	return w
}

// pager is one more node on the same Redis.
func (w *world) pager() *alert.Pager {
	w.t.Helper()
	c := w.config
	c.Prefix, c.PublicURL, c.Zone = "test", "https://sayso.example", time.FixedZone("BST", 3600)
	c.Timeout, c.Gather, c.Again, c.Poll = 5*time.Second, w.gather, 15*time.Second, 5*time.Millisecond
	p, err := alert.New(c, alert.Parts{
		Redis: w.db, Seals: w.seals, Cases: (*cases)(w), Open: w.isOpen, Text: w.text, Ring: w.ring,
		Log: slog.New(slog.NewTextHandler(&w.log, nil)), Now: w.now, Fresh: rand.Reader,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// runs lets a node go on with the ladders until the test ends or it is stopped.
func (w *world) runs(p *alert.Pager) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); p.Run(ctx) }()
	stop = sync.OnceFunc(func() { cancel(); <-ended })
	w.t.Cleanup(stop)
	return stop
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.at
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = w.at.Add(d)
}

func (w *world) change(with func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	with()
}

func (w *world) isOpen(time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.open
}

func (w *world) text(ctx context.Context, to, body, key string) error {
	if w.tells {
		if err := w.Arrived(ctx, key, true); err != nil {
			return err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.refuse[to]; err != nil {
		return err
	}
	w.texts = append(w.texts, sent{to, body, key})
	return nil
}

func (w *world) ring(_ context.Context, to, words, key string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.refuse[to]; err != nil {
		return err
	}
	w.rung = append(w.rung, sent{to, words, key})
	return nil
}

// on is what has come to a phone so far.
func (w *world) on(phone string) (all []sent) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range slices.Concat(w.texts, w.rung) {
		if s.to == phone {
			all = append(all, s)
		}
	}
	return all
}

// comes waits until a phone has had so many texts or calls, and until all that was sent is written
// down: were the clock put on before, whoever is at it would be taken for dead.
func (w *world) comes(phone string, n int) sent {
	w.t.Helper()
	w.eventually("a call of "+phone, func() bool { return len(w.on(phone)) >= n })
	w.eventually("what was sent is written down", func() bool {
		w.mu.Lock()
		went := len(w.texts) + len(w.rung)
		w.mu.Unlock()
		return w.handedOver() >= went
	})
	return w.on(phone)[n-1]
}

// handedOver is how many calls the ladders of all tests' alerts know to have been taken.
func (w *world) handedOver() (n int) {
	calls, err := w.Calls(context.Background(), []string{danger.Alert, "A-moreB", "A-moreC", "A-moreD", "A-moreE"})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, all := range calls {
		for _, c := range all {
			if c.HandedOver != nil && c.Route != "webhook" {
				n++
			}
		}
	}
	return n
}

// rests lets the nodes look again several times, so that what they would do is done.
func (w *world) rests() {
	w.t.Helper()
	before := w.looks()
	w.eventually("some rounds", func() bool { return w.looks() > before+5 })
}

// looks is how many scripts Redis has run: every round of a node is one.
func (w *world) looks() int {
	stats, err := w.db.Info(context.Background(), "commandstats").Result()
	if err != nil {
		w.t.Fatal(err)
	}
	n := 0
	for _, line := range strings.Split(stats, "\n") {
		if rest, is := strings.CutPrefix(line, "cmdstat_evalsha:calls="); is {
			for _, r := range rest {
				if r < '0' || r > '9' {
					break
				}
				n = n*10 + int(r-'0')
			}
		}
	}
	return n
}

func (w *world) eventually(what string, holds func() bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			w.t.Fatalf("never: %s\n%s", what, w.log.String())
		case <-again.C:
		}
	}
}

func (w *world) page(a conversation.RaiseAlert) {
	w.t.Helper()
	if err := w.Page(context.Background(), a); err != nil {
		w.t.Fatal(err)
	}
}

// replies sends a text from a phone and gives what is texted back.
func (w *world) replies(phone, body string) string {
	w.t.Helper()
	words, known, err := w.Reply(context.Background(), rand.Text(), phone, body)
	if err != nil || !known {
		w.t.Fatalf("a reply: known %v, %v", known, err)
	}
	return words
}

var sixFigures = regexp.MustCompile(`reply (\d{6})`)

// code is that of a text.
func (s sent) code() string {
	if m := sixFigures.FindStringSubmatch(s.words); m != nil {
		return m[1]
	}
	return "none"
}
