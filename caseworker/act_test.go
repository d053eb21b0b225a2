package caseworker

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"sayso/conversation"
)

// Saturday 21 November 2026: stage 1 is due on Friday 4 December.
var received = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

var (
	priya  = Staff{ID: "s1", Email: "priya@example.gov.uk", Name: "Priya Nair", Role: RoleCaseworker, Job: NobodysWorker}
	sam    = Staff{ID: "s2", Email: "sam@example.gov.uk", Name: "Sam Okafor", Role: RoleCaseworker, Job: NobodysWorker}
	morag  = Staff{ID: "s3", Email: "morag@example.gov.uk", Name: "Morag Bell", Role: RoleManager}
	system = Staff{ID: "s4", Name: "case-system", Role: RoleManager, Machine: true}
)

func rules(t *testing.T) Rules {
	return Rules{Calendar: england(t), Zone: london(t), Lease: 72 * time.Hour}
}

// jade is a young person who has said two things by text and can be written to.
func jade() conversation.Facts {
	return conversation.Facts{
		Conversation: "07-jade", Reference: "ABCD-2345", Turn: 4, Received: received, FirstChannel: conversation.SMS,
		Language: "en", Who: conversation.YoungPerson, Name: "Jade", Category: "statutory_complaint", Talk: "open",
		Contacts: []conversation.Contact{{Channel: conversation.SMS, SafeToReply: conversation.Yes, CanText: true}},
		Issues: []conversation.Issue{
			{Number: 1, Seq: 1, Words: "my sw never rings back", Kinds: []string{"communication"}},
			{Number: 2, Seq: 3, Words: "i cant see my brother", Kinds: []string{"family_time"}},
		},
		Tier: conversation.NoTier, LastSeq: 4, LastHeard: 3, LastHeardAt: minute(2), UnreadSince: minute(0), ReadBy: minute(60),
	}
}

// nan is somebody else's confidence about the same matter.
func nan() conversation.Facts {
	f := jade()
	f.Conversation, f.Reference = "03-nan", "WXYZ-2345"
	f.Who, f.Relationship, f.Name, f.ChildName = conversation.OnBehalf, "grandparent", "Bea", "Jade"
	f.Issues, f.FirstChannel = nil, conversation.Chat
	return f
}

// minute is so many minutes after the receipt.
func minute(minutes int) *time.Time {
	when := received.Add(time.Duration(minutes) * time.Minute)
	return &when
}

// opened is the case that these conversations have.
func opened(facts ...conversation.Facts) Case {
	c := Open(facts[0])
	for _, f := range facts {
		if f.Conversation != facts[0].Conversation {
			c.Conversations = append(c.Conversations, f.Conversation)
		}
		c, _ = c.Take(f, Rules{})
	}
	return c
}

// desk is a case on somebody's desk: it does acts one after another, an hour apart.
type desk struct {
	t     *testing.T
	c     Case
	facts []conversation.Facts
	now   time.Time
	joins *Joining // the case that a Join names
	all   []Staff
	tells []Tell // of the last act
	said  Answer // to the last act
}

func newDesk(t *testing.T, facts ...conversation.Facts) *desk {
	if len(facts) == 0 {
		facts = []conversation.Facts{jade()}
	}
	return &desk{t: t, c: opened(facts...), facts: facts, now: received}
}

func (d *desk) try(by Staff, act Act, to ...Staff) error {
	d.t.Helper()
	before := d.c.clone()
	d.now = d.now.Add(time.Hour)
	m := Moment{At: d.now, By: by, Facts: d.facts, Joins: d.joins, All: d.all, Rules: rules(d.t)}
	if len(to) > 0 {
		m.To = to[0]
	}
	c, tells, said, err := d.c.Do(act, m)
	if !reflect.DeepEqual(before, d.c.clone()) {
		d.t.Fatalf("%s changed the case that it was given", act.Terms().Name)
	}
	if err != nil && !reflect.DeepEqual(c, d.c) {
		d.t.Fatalf("%s was refused and still changed something", act.Terms().Name)
	}
	d.c, d.tells, d.said = c, tells, said
	return err
}

func (d *desk) do(by Staff, act Act, to ...Staff) {
	d.t.Helper()
	if err := d.try(by, act, to...); err != nil {
		d.t.Fatalf("%s by %s: %v", act.Terms().Name, by.Name, err)
	}
}

// refuses wants this refusal, and gives it.
func (d *desk) refuses(code string, by Staff, act Act, to ...Staff) Refusal {
	d.t.Helper()
	err := d.try(by, act, to...)
	var refusal Refusal
	if !errors.As(err, &refusal) || refusal.Code != code {
		d.t.Fatalf("%s by %s: got %v, want it refused as %q", act.Terms().Name, by.Name, err, code)
	}
	if refusal.Words == "" {
		d.t.Errorf("the refusal %q has no words for people", code)
	}
	return refusal
}

func (d *desk) state(want State) {
	d.t.Helper()
	if got := d.c.StateNow(d.facts); got != want {
		d.t.Errorf("state: got %s, want %s", got, want)
	}
}

func (d *desk) told(want ...conversation.Happening) {
	d.t.Helper()
	var got []conversation.Happening
	for _, t := range d.tells {
		got = append(got, t.What)
	}
	if !reflect.DeepEqual(got, want) {
		d.t.Errorf("the conversation learns %+v, want %+v", got, want)
	}
}

var seenAll = map[string]int{"07-jade": 3, "03-nan": 3}

func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		permission                    Permission
		caseworker, manager, machines bool
	}{
		{MayList, true, true, true},
		{MayView, true, true, true},
		{MayEnter, true, true, true},
		{MayNote, true, true, true},
		{MayWork, true, true, false},
		{MayJudge, true, true, false},
		{MayAnswerAlert, true, true, false},
		{MayReveal, true, true, false},
		{MayTakeOver, false, true, false},
		{MayDefer, false, true, false},
		{MayMute, false, true, false},
		{MayReport, false, true, false},
		{MayReadReport, false, true, true},
		{MayAudit, false, false, false},
		{MayLowerCategory, false, true, false},
		{MayConfirmR1, false, true, false},
		{MayHold, false, true, false},
		{MayErase, false, true, false},
		{MaySeeErased, false, true, true},
		{"something_new", false, false, false},
		{"", false, false, false},
	} {
		for _, who := range []struct {
			Staff
			want bool
		}{{priya, row.caseworker}, {morag, row.manager}, {system, row.machines}, {Staff{Role: RoleAuditor}, row.permission == MayAudit || row.permission == MaySeeErased}, {Staff{}, false}, {Staff{Role: RoleScrutiny}, row.permission == MayReadReport}} {
			if got := who.May(row.permission); got != who.want {
				t.Errorf("%s (%s, machine %v) may %q: got %v, want %v", who.Name, who.Role, who.Machine, row.permission, got, who.want)
			}
		}
	}
}

func TestEveryActIsNamedAndNeedsAPermissionOfTheTable(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, act := range AllActs() {
		terms := act.Terms()
		if names[terms.Name] || terms.Name == "" {
			t.Errorf("%T has the name %q, which is empty or another's", act, terms.Name)
		}
		names[terms.Name] = true
		if _, ok := allowed[terms.Needs]; !ok {
			t.Errorf("%T needs %q, which is not in the table", act, terms.Needs)
		}
		if terms.Concludes && !terms.Versioned {
			t.Errorf("%T concludes without a version", act)
		}
	}
}

func TestWhoeverLacksThePermissionIsRefusedEveryAct(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, act := range AllActs() {
		d.refuses("not_allowed", Staff{ID: "s9", Role: RoleScrutiny}, act)
	}
}

func TestAnOldVersionIsToldWhoChangedTheCaseAndWhen(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.do(priya, Claim{Version: 1})
	got := d.refuses("version", sam, Release{Version: 1})
	want := Refusal{Kind: Conflict, Code: "version", Words: got.Words, By: priya.Email, At: received.Add(time.Hour), Version: 2}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestOnlyActsWithAVersionRaiseIt(t *testing.T) {
	t.Parallel()
	f := jade()
	f.Alerts = []conversation.Alert{{ID: "A-1", Tier: conversation.R1, Raised: received}}
	d := newDesk(t, f)
	d.do(priya, Claim{Version: 1})
	for _, act := range []Act{
		Message{Text: "Hello"}, Read{Seen: map[string]int{"07-jade": 3}}, AcknowledgeAlert{Alert: "A-1"}, TakeInHand{Note: "Rang her."},
		Note{Text: "Seen at school."}, RevealContact{Reason: "To ring her now."},
	} {
		if d.do(priya, act); d.c.Version != 2 || d.said.Version != 2 {
			t.Errorf("after %s the version is %d, answered %d, want 2", act.Terms().Name, d.c.Version, d.said.Version)
		}
	}
	d.do(priya, Extend{Version: 2, Until: day(t, "2026-12-10"), Reason: "An advocate is coming."})
	if d.c.Version != 3 {
		t.Errorf("after extend the version is %d, want 3", d.c.Version)
	}
}

func TestActsThatConcludeMustHaveSeenEverything(t *testing.T) {
	t.Parallel()
	for _, act := range []Act{
		IssueOutcome{Number: 1, Outcome: Upheld}, SetCategory{Category: "statutory_complaint"}, SetStage{To: "2"}, Close{},
	} {
		d := newDesk(t)
		got := d.refuses("heard_since", priya, act)
		if got.By != conversation.YoungPerson || !got.At.Equal(*minute(2)) || got.Version != 1 {
			t.Errorf("%s: got %+v, want it told who wrote, when, and the version", act.Terms().Name, got)
		}
	}
}

func TestWithTwoConfidencesEveryActSaysInWhichItIsMade(t *testing.T) {
	t.Parallel()
	visit := BookVisit{At: *minute(600), Until: *minute(660), Place: "the library", With: "Priya"}
	for _, act := range []Act{
		Message{Text: "Hello"}, visit, AddIssue{Words: "the food"}, RevealContact{Reason: "To ring.", DrawsOn: []string{"03-nan"}},
		Note{Text: "Nan worries."}, TakeInHand{Note: "Rang nan."}, Extend{Until: day(t, "2026-12-10"), Reason: "Nan is ill."},
	} {
		newDesk(t, jade(), nan()).refuses("which_confidence", priya, act)
	}
	d := newDesk(t, jade(), nan())
	d.do(priya, Message{To: "03-nan", Text: "Hello"})
	if d.tells[0].Conversation != "03-nan" || len(d.tells) != 1 {
		t.Errorf("told %+v, want the one who was named and nobody else", d.tells)
	}
	d.do(priya, Note{Text: "Nan worries.", DrawsOn: []string{"03-nan"}})
	d.refuses("no_such_conversation", priya, Note{Text: "x", DrawsOn: []string{"99-no"}})
	d.refuses("no_such_conversation", priya, Message{To: "99-no", Text: "Hello"})
}

func TestWhatWasSaidNeverStandsInTheHistory(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.do(priya, Message{Text: "I will come on Tuesday"})
	d.do(priya, Note{Text: "She sounded tired"})
	for _, line := range d.c.History {
		if strings.Contains(line.Why, "Tuesday") || strings.Contains(line.Why, "tired") {
			t.Errorf("history holds words: %+v", line)
		}
	}
}
