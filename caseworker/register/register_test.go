package register_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
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
	priya = caseworker.Staff{ID: "s1", Email: "priya@example.gov.uk", Name: "Priya Nair", Role: caseworker.RoleCaseworker}
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
}

func newOffice(t testing.TB) *office {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	seals, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, ctx: ctx, dir: t.TempDir(), seals: seals, talks: newTalks(t, seals), fresh: rand.Reader, page: 50}
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
	number := func(context.Context, string) (string, error) { return "+447700900123", nil }
	o.Register, err = register.New(o.db, o.seals, o.talks, o, number, c, o.now, o.fresh, slog.New(slog.DiscardHandler))
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

func TestFiftyClaimsAtOnceHaveOneWinnerAndTheOthersAreToldByWhom(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	errs := make([]error, 50)
	var all sync.WaitGroup
	for n := range errs {
		all.Go(func() {
			by := caseworker.Staff{ID: fmt.Sprint("s", n), Email: fmt.Sprintf("w%d@example.gov.uk", n), Name: "W", Role: caseworker.RoleCaseworker}
			_, errs[n] = o.Do(o.ctx, reference, by, caseworker.Claim{Version: 1})
		})
	}
	all.Wait()
	owner := *o.view().Owner
	won := 0
	for n, err := range errs {
		switch r := refusal(err); {
		case err == nil && owner == fmt.Sprintf("w%d@example.gov.uk", n):
			won++
		case r.Code != "claimed" || r.By != owner || r.Version != 2:
			t.Errorf("worker %d: got %v (%+v), want it told that %s has the case", n, err, r, owner)
		}
	}
	if won != 1 {
		t.Errorf("%d claims won, want 1", won)
	}
}

func TestFilingTwiceOrLateDoesNoHarm(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.talks.begin(jade, reference, "my sw never rings back")
	second := o.talks.say(jade, "and i cant see my brother")
	for _, f := range []conversation.Facts{second, first, second, first} {
		o.file(f)
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { o.file(first) })
		all.Go(func() { o.file(second) })
	}
	all.Wait()
	v := o.view()
	if len(v.Issues) != 2 || v.Version != 1 || len(v.Conversations) != 1 {
		t.Errorf("got %d issues, version %d, %d conversations; want 2, 1, 1", len(v.Issues), v.Version, len(v.Conversations))
	}
	if n, err := o.Changed(o.ctx); err != nil || n != 1 {
		t.Errorf("%d changes (%v), want 1: facts that are not newer change nothing", n, err)
	}
}

func TestTwoConversationsNeverShareAReference(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	if err := o.File(o.ctx, o.talks.begin("03-ty", reference, "other words")); !errors.Is(err, register.ErrTaken) {
		t.Errorf("got %v, want ErrTaken", err)
	}
	if v := o.view(); len(v.Conversations) != 1 || len(v.Issues) != 1 {
		t.Errorf("a stranger's words are on the case: %+v", v.Issues)
	}
}

func TestActsAtOnceLoseNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	var all sync.WaitGroup
	for n := range 15 {
		all.Go(func() { o.do(priya, caseworker.Note{Text: fmt.Sprint("note ", n)}) })
		all.Go(func() { o.do(morag, caseworker.AddIssue{Words: fmt.Sprint("issue ", n)}) })
		all.Go(func() { o.file(o.talks.say(jade, "more")) })
	}
	all.Wait()
	v := o.view()
	numbers := map[int]bool{}
	for _, i := range v.Issues {
		numbers[i.Number] = true
	}
	if len(v.Notes) != 15 || len(numbers) != 31 || v.Version != 16 {
		t.Errorf("%d notes, %d issues, version %d; want 15, 31, 16", len(v.Notes), len(numbers), v.Version)
	}
}

func TestOfTwoWhoSawTheSameVersionTheSecondIsToldAboutTheFirst(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.AddIssue{Version: 1, Words: "the food"})
	_, err := o.Do(o.ctx, reference, morag, caseworker.AddIssue{Version: 1, Words: "the bus"})
	if r := refusal(err); r.Code != "version" || r.By != priya.Email || r.Version != 2 || !r.At.Equal(o.now()) {
		t.Errorf("got %v (%+v)", err, r)
	}
}

func TestNothingIsConcludedOverAMessageThatIsStillOnItsWay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.talks.say(jade, "wait, there is more") // its facts have not been filed yet
	_, err := o.Do(o.ctx, reference, priya, caseworker.IssueOutcome{
		Version: 1, Number: 1, Outcome: caseworker.Upheld, Seen: map[string]int{jade: 1},
	})
	if r := refusal(err); r.Code != "heard_since" {
		t.Errorf("got %v, want heard_since", err)
	}
}

func TestAMessageOnAClosedCaseReopensItAndTheConversationLearnsOfBoth(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.run()
	seen := map[string]int{jade: 1}
	o.do(priya, caseworker.IssueOutcome{Number: 1, Outcome: caseworker.Upheld, Seen: seen})
	o.do(priya, caseworker.Close{Seen: seen})
	if v := o.view(); v.State != caseworker.ClosedState || *v.Outcome != caseworker.Upheld {
		t.Fatalf("state %s, outcome %v", v.State, v.Outcome)
	}
	o.file(o.talks.say(jade, "it happened again"))
	if v := o.view(); v.State != caseworker.Waiting || v.Version != 3 || len(v.Issues) != 2 {
		t.Errorf("state %s, version %d, %d issues; want waiting, 3, 2", v.State, v.Version, len(v.Issues))
	}
	got := o.talks.learns(o.ctx, jade, 2)
	want := []conversation.Happening{
		conversation.CaseClosed{Effect: "07-jade/staff-ABCD-2345-2"}, conversation.CaseReopened{},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("learnt %+v, want %+v", got, want)
	}
}

func TestWhatStaffDidIsToldInOrderAndAStuckConversationHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.talks.begin("03-ty", "WXYZ-2345", "they moved me")
	o.file(o.talks.change("03-ty", func(*conversation.State) {}))
	var stuck atomic.Bool
	stuck.Store(true)
	o.talks.failing = func(conv string) error {
		if conv == jade && stuck.Load() {
			return errors.New("its partition is away")
		}
		return nil
	}
	for n := range 5 {
		o.do(priya, caseworker.Message{Text: fmt.Sprint("Hello ", n)})
	}
	if _, err := o.Do(o.ctx, "WXYZ-2345", priya, caseworker.Message{Text: "Hello Ty"}); err != nil {
		t.Fatal(err)
	}
	o.run()
	o.talks.learns(o.ctx, "03-ty", 1)
	if n, since, err := o.Behind(o.ctx); err != nil || n < 5 || since.IsZero() {
		t.Errorf("behind by %d since %v (%v), want the five of the stuck one", n, since, err)
	}
	stuck.Store(false)
	for n, what := range o.talks.learns(o.ctx, jade, 5) {
		if said := what.(conversation.StaffSaid); said.Text != fmt.Sprint("Hello ", n) || said.Name != "Priya" {
			t.Errorf("%d: learnt %+v", n, said)
		}
	}
	o.until("the road is empty", func() bool { n, _, err := o.Behind(o.ctx); return err == nil && n == 0 })
}

func TestACrashBetweenTellingAndForgettingTellsOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.Message{Text: "Hello"})
	killed := make(chan struct{})
	o.talks.after = sync.OnceFunc(func() { // the conversation has it; Redis dies before the road is cleared
		o.redis.Kill()
		close(killed)
	})
	stop := o.run()
	<-killed
	stop()
	if err := o.redis.Again(o.ctx); err != nil {
		t.Fatal(err)
	}
	o.again()
	o.run()
	o.until("the road is empty", func() bool { n, _, err := o.Behind(o.ctx); return err == nil && n == 0 })
	if got := o.talks.learns(o.ctx, jade, 1); len(got) != 1 {
		t.Errorf("learnt %+v, want one message", got)
	}
}

func TestTwoNodesTellOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.run()
	o.again()
	stop := o.run()
	for n := range 20 {
		o.do(priya, caseworker.Message{Text: fmt.Sprint(n)})
		if n == 10 {
			stop() // whichever of them held the lease
		}
	}
	for n, what := range o.talks.learns(o.ctx, jade, 20) {
		if said := what.(conversation.StaffSaid); said.Text != fmt.Sprint(n) {
			t.Errorf("%d: learnt %q", n, said.Text)
		}
	}
}

func TestNoWordNameOrNumberIsReadableOnDisk(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.Claim{})
	o.do(priya, caseworker.Message{Text: "Secret answer"})
	o.do(priya, caseworker.Note{Text: "Secret note"})
	o.do(priya, caseworker.AddIssue{Words: "secret matter"})
	o.do(priya, caseworker.BookVisit{At: received.Add(hour), Until: received.Add(2 * hour), Place: "Secret library", With: "Priya"})
	if _, err := o.Do(o.ctx, reference, priya, caseworker.Extend{Version: 99, Reason: "Secret reason"}); err == nil {
		t.Fatal("want it refused, so that its reason is in the audit only")
	}
	a, err := o.DoOnce(o.ctx, register.Once{Key: "k", Body: "Secret body"}, reference, priya, caseworker.RevealContact{Reason: "Secret danger"})
	if err != nil || a.Number != "+447700900123" {
		t.Fatalf("number %q, %v", a.Number, err)
	}
	if _, err := o.List(o.ctx, priya, register.Filter{}, ""); err != nil {
		t.Fatal(err)
	}
	seen := 0
	err = filepath.WalkDir(o.dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		seen += len(b)
		for _, secret := range []string{
			"ecret", "never rings", "Zebedee", "Priya", "Nair", "priya@", "900123", "library",
		} {
			if strings.Contains(string(b), secret) {
				t.Errorf("%s holds %q", filepath.Base(path), secret)
			}
		}
		return err
	})
	if err != nil || seen < 1000 {
		t.Errorf("read %d bytes of Redis's files (%v)", seen, err)
	}
}

func TestARequestThatNamesItselfIsAnsweredOnceAndTheSame(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	once := register.Once{Key: "k1", Body: "messages Hello"}
	answers := make([]caseworker.Answer, 20)
	var all sync.WaitGroup
	for n := range answers {
		all.Go(func() {
			a, err := o.DoOnce(o.ctx, once, reference, priya, caseworker.Message{Text: "Hello"})
			if err != nil {
				t.Error(err)
			}
			answers[n] = a
		})
	}
	all.Wait()
	if want := slices.Repeat([]caseworker.Answer{{Version: 1, Effect: "07-jade/staff-ABCD-2345-1"}}, 20); !reflect.DeepEqual(answers, want) {
		t.Errorf("got %+v", answers)
	}
	if n, _, err := o.Behind(o.ctx); n != 1 || err != nil {
		t.Errorf("%d messages on their way (%v), want 1", n, err)
	}

	_, err := o.DoOnce(o.ctx, register.Once{Key: "k1", Body: "other"}, reference, priya, caseworker.Message{Text: "Bye"})
	if r := refusal(err); r.Code != "idempotency_key_reused" {
		t.Errorf("another body: got %v", err)
	}
	if _, err := o.DoOnce(o.ctx, register.Once{Key: "k1", Body: "other"}, reference, morag, caseworker.Message{Text: "Bye"}); err != nil {
		t.Errorf("somebody else's key is another key: %v", err)
	}

	claim := register.Once{Key: "k2", Body: "claim"}
	if _, err = o.DoOnce(o.ctx, claim, reference, priya, caseworker.Release{Version: 1}); refusal(err).Code != "not_claimed" {
		t.Fatalf("got %v", err)
	}
	o.do(priya, caseworker.Claim{Version: 1})
	if _, err = o.DoOnce(o.ctx, claim, reference, priya, caseworker.Release{Version: 1}); refusal(err).Code != "not_claimed" {
		t.Errorf("a refusal must be the same again: got %v", err)
	}
	reveal := register.Once{Key: "k3", Body: "reveal"}
	for range 2 {
		a, err := o.DoOnce(o.ctx, reveal, reference, priya, caseworker.RevealContact{Reason: "To ring her."})
		if err != nil || a.Number != "+447700900123" {
			t.Errorf("got %q, %v", a.Number, err)
		}
	}
}

func TestWhatCameAnotherWayGetsAReferenceThatNobodyHas(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	// The first two references are the same; the third is free.
	o.fresh = strings.NewReader("aaaaa" + "aaaaa" + "bbbbb")
	o.again()
	letter := caseworker.EnterCase{
		Channel: "letter", Received: received, SubmittedBy: caseworker.SubmittedBy{Who: "young_person"}, Words: "They moved me.",
	}
	first, err := o.Enter(o.ctx, register.Once{}, priya, letter)
	if err != nil {
		t.Fatal(err)
	}
	second, err := o.Enter(o.ctx, register.Once{}, priya, letter)
	if err != nil {
		t.Fatal(err)
	}
	if first.Reference != "MFQW-CYLB" || second.Reference == first.Reference {
		t.Errorf("got %q and %q", first.Reference, second.Reference)
	}
	if v, err := o.Get(o.ctx, second.Reference, priya); err != nil || v.Entered.Words != "They moved me." {
		t.Errorf("got %+v, %v", v.Entered, err)
	}
}

func TestAnErasedConversationLeavesTheCaseAndNoWord(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.AddIssue{Words: "the food", Kinds: []string{"placement"}})
	o.do(priya, caseworker.Message{Text: "Hello"})
	o.talks.erase(jade)
	o.do(priya, caseworker.Claim{})
	v := o.view()
	if len(v.Conversations) != 0 || v.SubmittedBy.Name != "" || v.Issues[0].Words != "" || v.Issues[0].Kinds[0] != "placement" {
		t.Errorf("got %+v", v)
	}
	o.run()
	o.until("the road is empty", func() bool { n, _, err := o.Behind(o.ctx); return err == nil && n == 0 })
}

func TestEveryLookActAndRefusalIsAnAuditLine(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.view()
	o.do(priya, caseworker.Claim{Version: 1})
	o.Do(o.ctx, reference, morag, caseworker.Claim{Version: 2})
	o.Do(o.ctx, reference, nosy, caseworker.Note{Text: "x"})
	if _, err := o.Get(o.ctx, reference, nosy); refusal(err).Code != "not_allowed" {
		t.Errorf("got %v", err)
	}
	if _, err := o.List(o.ctx, nosy, register.Filter{}, ""); refusal(err).Code != "not_allowed" {
		t.Errorf("got %v", err)
	}
	if _, err := o.List(o.ctx, priya, register.Filter{}, ""); err != nil {
		t.Error(err)
	}
	for _, unknown := range []string{"ZZZZ-2345", "", "../etc", "abcd-2345", "ABCD-23456"} {
		if _, err := o.Get(o.ctx, unknown, priya); !errors.Is(err, register.ErrNoCase) {
			t.Errorf("get %q: %v", unknown, err)
		}
		if _, err := o.Do(o.ctx, unknown, priya, caseworker.Claim{}); !errors.Is(err, register.ErrNoCase) {
			t.Errorf("do on %q: %v", unknown, err)
		}
	}
	want := []string{
		"view s2 ABCD-2345", "claim s1 ABCD-2345", "claim s2 ABCD-2345 claimed", "notes s3 ABCD-2345 not_allowed",
		"view s3 ABCD-2345 not_allowed", "list s3  not_allowed", "list s1",
	}
	if got := o.audit(); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestHandingOverFindsTheColleagueByEmail(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.Claim{})
	if _, err := o.Do(o.ctx, reference, priya, caseworker.HandOver{To: "nobody@example.gov.uk"}); refusal(err).Code != "no_such_colleague" {
		t.Errorf("got %v", err)
	}
	o.do(priya, caseworker.HandOver{To: morag.Email})
	if got := *o.view().Owner; got != morag.Email {
		t.Errorf("owner %s, want %s", got, morag.Email)
	}
}
