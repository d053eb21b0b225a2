package caseworker

import (
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
	d := newDesk(t, complaining("my sw", "Sam"))
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
	c, tells := d.c.Take(f)
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
