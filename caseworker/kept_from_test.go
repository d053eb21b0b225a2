package caseworker

import (
	"slices"
	"strings"
	"testing"

	"sayso/conversation"
)

func TestWhoCouldBeMeantByAName(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		named, full string
		want        bool
	}{
		{"Dave", "David Smith", true},
		{"dave smith", "David Smith", true},
		{"dave jones", "David Smith", false},
		{"mr smith", "David Smith", true},
		{"Liz", "Elizabeth Okafor", true},
		{"Sam", "Samantha Okafor", true},
		{"Chris", "Christine Bell", true},
		{"my sw Karen", "Karen Bell", true},
		{"Karen's", "Karen Bell", true},
		{"my sw", "Karen Bell", false}, // nobody in particular
		{"the social worker", "Sosial Worker", false},
		{"Priya", "Morag Bell", false},
		{"Al", "Alan Turner", false}, // two letters begin too many names
		{"", "Karen Bell", false},
		{"Zoë", "Zoë Bell", true},
		{"zoe", "Zoë Bell", true}, {"lukasz", "Łukasz Bell", true}, {"obrien", "Pat O'Brien", true}, {"jose", "José Bell", true},
		{"tracey", "Tracy Bell", true}, {"mohammad", "Mohammed Bell", true}, {"clare", "Claire Bell", true}, {"shaz", "Sharon Bell", true},
		{"jane", "Jade Bell", false}, {"maria", "Gloria Bell", false},
		{"dont send karen", "Karen Bell", true},
		{"i really do not mind who it is as long as they are kind", "Karen Kind", false},
	} {
		if got := couldBe(row.named, row.full); got != row.want {
			t.Errorf("%q could be %s: got %v", row.named, row.full, got)
		}
	}
}

// complaining is a young person who complains of somebody by name.
func complaining(of ...string) conversation.Facts {
	f := jade()
	f.Named = of
	return f
}

func TestACaseIsKeptFromWhoeverIsNamedUntilAHumanHasSaidWho(t *testing.T) {
	t.Parallel()
	d := newDesk(t, complaining("my foster mum", "Sam"))
	kept := func(who Staff) bool { return d.c.Keeping(d.facts, rules(t)).From(who) }
	if !kept(sam) || kept(priya) || kept(morag) || kept(system) {
		t.Error("want it kept from Sam alone")
	}
	d.refuses("kept_from", priya, HandOver{To: sam.Email}, sam)
	d.refuses("kept_from", priya, BookVisit{At: *minute(60), Until: *minute(90), Place: "School", With: "Sam"})
	d.refuses("reason", priya, SayWho{Name: "Sam"})
	d.do(priya, SayWho{Name: "sam", Reason: "her brother Sam"})
	if kept(sam) || len(d.c.Keeping(d.facts, rules(t)).Named) > 0 {
		t.Error("it is nobody here, and still kept from Sam")
	}
	d.do(priya, SayWho{Name: "Sam", Emails: []string{"SAM@example.gov.uk", "dave@example.gov.uk"}, Reason: "she says it is him"})
	if !kept(sam) || !kept(Staff{Email: "dave@example.gov.uk", Name: "David"}) || kept(priya) {
		t.Error("want it kept from those who are meant")
	}
}

// TestAnOwnerWhoIsComplainedOfHasTheCaseNoLonger, whenever that is said, and whoever says it.
func TestAnOwnerWhoIsComplainedOfHasTheCaseNoLonger(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.do(sam, Claim{})
	f := complaining("Sam")
	f.Turn++
	c, tells := d.c.Take(f, rules(t))
	if c.Owner != nil || !c.Released || len(tells) != 1 || tells[0].What != (conversation.CaseReleased{}) {
		t.Errorf("owner %v, told %+v", c.Owner, tells)
	}
	d.do(priya, SayWho{Name: "my keyworker", Emails: []string{sam.Email}, Reason: "she told me"})
	if d.c.Owner != nil {
		t.Errorf("owner %v", d.c.Owner)
	}
	d.state(Waiting)
}

func TestWhomTheyMustNotMeetIsKeptOutToo(t *testing.T) {
	t.Parallel()
	f := jade()
	f.Avoid = "please dont send sam"
	if !newDesk(t, f).c.Keeping([]conversation.Facts{f}, rules(t)).From(sam) {
		t.Error("Sam, whom they must not meet, may see the case")
	}
}

func TestAnAllegationIsForItsPoolAndTheManagers(t *testing.T) {
	t.Parallel()
	f := jade()
	f.Professional = true
	d, r := newDesk(t, f), rules(t)
	if d.c.Keeping(d.facts, r).From(sam) {
		t.Error("without a pool it is everybody's")
	}
	r.Allegations = []string{"Priya@example.gov.uk"}
	k := d.c.Keeping(d.facts, r)
	if !k.From(sam) || k.From(priya) || k.From(morag) {
		t.Error("want it for Priya, who is of the pool, and for the manager")
	}
	f.Professional = false
	if d.c.Keeping([]conversation.Facts{f}, r).From(sam) {
		t.Error("what is no allegation is everybody's")
	}
}

// TestAnOwnerForWhomAnAllegationIsNotHasTheCaseNoLonger: they could not open it, and nobody else could claim it.
func TestAnOwnerForWhomAnAllegationIsNotHasTheCaseNoLonger(t *testing.T) {
	t.Parallel()
	r := rules(t)
	r.Allegations = []string{priya.Email}
	for _, row := range []struct {
		owner Staff
		keeps bool
	}{{sam, false}, {priya, true}, {morag, true}} {
		d := newDesk(t)
		d.do(row.owner, Claim{})
		f := jade()
		f.Turn, f.Professional = f.Turn+1, true
		if c, tells := d.c.Take(f, r); (c.Owner != nil) != row.keeps || (len(tells) == 0) != row.keeps {
			t.Errorf("%s keeps the case: %v, told %+v", row.owner.Name, !row.keeps, tells)
		}
	}
}

func TestJoiningKeepsWhatWasSaidOfWhoIsMeant(t *testing.T) {
	t.Parallel()
	jades, nans := newDesk(t, jade()), newDesk(t, nan())
	nans.do(priya, SayWho{Name: "Sam", Emails: []string{sam.Email}, Reason: "she knows him"})
	jades.joins = &Joining{Case: nans.c, Facts: nans.facts}
	jades.do(priya, Join{Version: jades.c.Version, Case: nans.c.Reference})
	if !jades.c.Keeping(jades.facts, rules(t)).From(sam) {
		t.Error("the joined case is no longer kept from Sam")
	}
}

// staffOf is a council with two teams of social workers, one whose account says no team, and one whose
// account says nothing.
func staffOf() map[string]Staff {
	all := map[string]Staff{}
	for _, s := range []Staff{
		{Name: "North", Role: RoleCaseworker, Job: SocialWorker, Team: "North"},
		{Name: "South", Role: RoleCaseworker, Job: SocialWorker, Team: "South"},
		{Name: "Anyteam", Role: RoleCaseworker, Job: SocialWorker},
		{Name: "Keyworker", Role: RoleCaseworker, Job: KeyWorker, Team: "The Elms"},
		{Name: "Adviser", Role: RoleCaseworker, Job: PersonalAdviser, Team: "Leaving care"},
		{Name: "Reviewer", Role: RoleCaseworker, Job: ReviewingOfficer},
		{Name: "Complaints", Role: RoleCaseworker, Job: NobodysWorker},
		{Name: "Teamlead", Role: RoleCaseworker, Job: LineManager, Team: "North"},
		{Name: "Unsaid", Role: RoleCaseworker},
		{Name: "Boss", Role: RoleManager},
	} {
		s.ID, s.Email = s.Name, strings.ToLower(s.Name)+"@example.gov.uk"
		all[s.Name] = s
	}
	return all
}

// TestWhoCouldBeMeantByAWordForAJob: whose account says no job could be anybody's worker.
func TestWhoCouldBeMeantByAWordForAJob(t *testing.T) {
	t.Parallel()
	workers := "Adviser Anyteam Keyworker North South Unsaid"
	social := "Anyteam North South Unsaid"
	for words, want := range map[string]string{
		"my sw": social, "My Social Worker": social, "the social worker": social, "her sw": social, "my old s.w": social, "our socail worker": social,
		"my supervising social worker": social, "dont send my sw": social, "social workers": social,
		"my key worker": "Keyworker Unsaid", "my keyworker": "Keyworker Unsaid", "kw": "Keyworker Unsaid", "the night staff": "Keyworker Unsaid",
		"my PA": "Adviser Unsaid", "his personal advisor": "Adviser Unsaid", "my leaving care worker": "Adviser Unsaid",
		"my IRO": "Reviewer Unsaid", "the reviewing officer": "Reviewer Unsaid", "my yot worker": "Unsaid",
		"my worker": workers, "my soshal worker": workers,
		"the manager": "Boss Teamlead Unsaid", "my team manager": "Boss Teamlead Unsaid",
		"my sw and her manager": "Anyteam Boss North South Teamlead Unsaid",
		"my sw Keisha":          social, // who has a name has a job too
		"my foster carer":       "", "my mum": "", "my head teacher": "", "panda": "", "swim teacher": "", "my mum works there": "", "": "",
	} {
		for name, who := range staffOf() {
			k := newDesk(t, complaining(words)).c.Keeping([]conversation.Facts{complaining(words)}, rules(t))
			if got := k.From(who); got != slices.Contains(strings.Fields(want), name) {
				t.Errorf("%q kept from %s: %v", words, name, got)
			}
		}
	}
}

// TestOneJobByManyWordsIsAskedOnce, but another person of the same job is asked anew.
func TestOneJobByManyWordsIsAskedOnce(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		one, other string
		want       bool
	}{
		{"my sw", "our social worker", true},
		{"her sw", "the social worker", true},
		{"my PA", "my personal adviser", true},
		{"my key worker", "KW", true},
		{"my sw", "my new sw", false},
		{"my old sw", "my new sw", false},
		{"my sw", "my pa", false},
		{"my worker", "my sw", false},
		{"Dave", "dave", true},
		{"Dave", "David", false},
	} {
		if got := sameMeant(row.one, row.other); got != row.want {
			t.Errorf("%q is %q: got %v", row.one, row.other, got)
		}
	}
	d := newDesk(t, complaining("my sw", "my social worker", "my new sw"))
	if got := d.c.Keeping(d.facts, rules(t)).Named; !slices.Equal(got, []string{"my sw", "my new sw"}) {
		t.Errorf("asked: %q", got)
	}
}

// TestATeamLeavesOutItsOwn: what is known of the team lets the others see the case, and who it is must
// still be said.
func TestATeamLeavesOutItsOwn(t *testing.T) {
	t.Parallel()
	d, all := newDesk(t, complaining("my sw")), staffOf()
	kept := func(name string) bool { return d.c.Keeping(d.facts, rules(t)).From(all[name]) }
	d.refuses("team", priya, SayWho{Name: "my sw", Team: "North", Emails: []string{"north@example.gov.uk"}, Reason: "she says"})
	d.refuses("emails", priya, SayWho{Name: "my sw", Emails: []string{""}, Reason: "she says"})
	d.do(priya, SayWho{Name: "my sw", Team: " north ", Reason: "she lives there"})
	for name, want := range map[string]bool{"North": true, "South": false, "Anyteam": true, "Unsaid": true, "Boss": false} {
		if kept(name) != want {
			t.Errorf("with the team known, kept from %s: %v", name, !want)
		}
	}
	if v := d.c.View(d.facts, nil, rules(t), received); !slices.Equal(v.WhoIsMeant, []string{"my sw"}) {
		t.Errorf("asked: %q", v.WhoIsMeant)
	}
	d.do(priya, SayWho{Name: "my social worker", Emails: []string{"south@example.gov.uk"}, Reason: "it was the other team after all"})
	for name, want := range map[string]bool{"North": false, "South": true, "Anyteam": false, "Unsaid": false} {
		if kept(name) != want {
			t.Errorf("once it is said who, kept from %s: %v", name, !want)
		}
	}
}

// TestWhoMustNotLearnOfItIsKeptOutToo, as a relative has said it.
func TestWhoMustNotLearnOfItIsKeptOutToo(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]bool{"her social worker": true, "sam": false, "North": true, "her mum": false} {
		f := nan()
		f.KeepFrom = said
		if got := newDesk(t, f).c.Keeping([]conversation.Facts{f}, rules(t)).From(staffOf()["North"]); got != want {
			t.Errorf("keep from %q: kept from a social worker: %v", said, got)
		}
	}
}

// TestWhoComesToAVisitIsNoneOfThoseItCouldBe, as far as staff's words tell.
func TestWhoComesToAVisitIsNoneOfThoseItCouldBe(t *testing.T) {
	t.Parallel()
	k := Keeping{Named: []string{"my sw", "Dave"}, Mentioned: []string{"karen", "miss", "and", "K"}, Known: []string{"Bex"}, Emails: []string{"tom.hay@example.gov.uk"}}
	for with, want := range map[string]bool{
		"Priya": false, "David": true, "your social worker": true, "your key worker": false, "Priya and Dave": true,
		"Karen": true, "Kaz Mills": true, "Priya with Karen": true, "Miss Bell": false, "Priya King": true, "Priya and Jo": false,
		"Becky": true, "Tom": true, "Priya & Tom Hay": true, "Priya Hay": false, "Thomas": true,
	} {
		if got := k.Comes(with); got != want {
			t.Errorf("%q: got %v", with, got)
		}
	}
}

// TestAnOwnerWhoseJobIsComplainedOfHasTheCaseNoLonger, and one whose job is another keeps it.
func TestAnOwnerWhoseJobIsComplainedOfHasTheCaseNoLonger(t *testing.T) {
	t.Parallel()
	for name, keeps := range map[string]bool{"North": false, "Unsaid": false, "Complaints": true, "Boss": true} {
		d := newDesk(t)
		d.do(staffOf()[name], Claim{})
		f := complaining("my sw")
		f.Turn++
		if c, _ := d.c.Take(f, rules(t)); (c.Owner != nil) != keeps {
			t.Errorf("%s keeps the case: %v", name, !keeps)
		}
	}
}

// What comes by letter or phone keeps out whom it complains of as a text does.
func TestWhoIsComplainedOfInALetterIsKeptOutToo(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bool{"Sam shouts at me every day": true, "i hate sam": true, "i told sam and it got worse": true, "me and samantha argued": true, "my brother sam got hit": false, "my sw never rings": false, "the taxi is always late": false} {
		letter := &desk{t: t, c: Case{Reference: "WXYZ-2345"}, now: received.AddDate(0, 0, 2)}
		letter.do(priya, EnterCase{Channel: "letter", Received: received, SubmittedBy: SubmittedBy{Who: "young_person"}, Words: words})
		if got := letter.c.Keeping(nil, rules(t)).From(sam); got != want {
			t.Errorf("%q: kept from Sam: %v, want %v", words, got, want)
		}
	}
}

// Whoever is only named in what was told could be meant too, but for those who told it or whom it is about; and it
// is no matter that nobody here has such a name.
func TestWhoIsOnlyMentionedIsKeptOutToo(t *testing.T) {
	t.Parallel()
	f := jade()
	f.Mentioned = []string{"Jade", "sam", "Manchester", "Another", "K.B"}
	d := newDesk(t, f)
	kept := func(who Staff) bool { return d.c.Keeping(d.facts, rules(t)).From(who) }
	for _, who := range []Staff{sam, {Email: "s@example.gov.uk", Name: "Samuel Bell"}, {Email: "k@example.gov.uk", Name: "Kim Bell"}} {
		if !kept(who) {
			t.Errorf("it is not kept from %s", who.Name)
		}
	}
	for _, who := range []Staff{priya, {Email: "j@example.gov.uk", Name: "Jade Bell"}, {Email: "a@example.gov.uk", Name: "Ann Other"}} {
		if kept(who) {
			t.Errorf("it is kept from %s", who.Name)
		}
	}
	if d.c.Keeping(d.facts, rules(t)).Near(sam) != ByName {
		t.Error("want Sam kept out by name")
	}
	d.do(priya, SayWho{Name: "Sam", Team: "North", Reason: "she is not sure"})
	if !kept(sam) || kept(Staff{Email: "s@example.gov.uk", Name: "Sam South", Team: "South"}) {
		t.Error("want it kept from whoever of the North, or of no team, is called so")
	}
	d.do(priya, SayWho{Name: "Sam", Reason: "her brother Sam"})
	if kept(sam) {
		t.Error("it is nobody here, and still kept from Sam")
	}
}
