package caseworker

import (
	"slices"
	"testing"
)

// TestWhatIsKeptFromEverybodyFallsToAManager: somebody must be able to say who is meant.
func TestWhatIsKeptFromEverybodyFallsToAManager(t *testing.T) {
	t.Parallel()
	all := staffOf()
	boss, unsaid := all["Boss"], all["Unsaid"]
	for name, row := range map[string]struct {
		named, said []string
		others      []Staff
		want        bool
	}{
		"nobody else is left":                     {[]string{"my sw", "the manager"}, nil, []Staff{unsaid, all["North"]}, true},
		"somebody else can say":                   {[]string{"my sw", "the manager"}, nil, []Staff{unsaid, all["Complaints"]}, false},
		"another manager can":                     {[]string{"the manager"}, nil, []Staff{{ID: "m", Role: RoleManager, Job: NobodysWorker}}, false},
		"a machine cannot":                        {[]string{"the manager"}, nil, []Staff{unsaid, {ID: "m", Role: RoleManager, Machine: true}}, true},
		"they are named, and nobody else is left": {[]string{"Boss", "my sw"}, nil, []Staff{all["North"]}, true},
		"a human has said that it is they":        {[]string{"my sw"}, []string{boss.Email}, []Staff{all["North"]}, false},
	} {
		k := Keeping{Named: row.named, Emails: row.said}
		if !k.From(boss) {
			t.Errorf("%s: it is not kept from them at all", name)
		}
		if got := k.FallsTo(boss, append(row.others, boss)); got != row.want {
			t.Errorf("%s: falls to the manager: %v", name, got)
		}
		if k.FallsTo(unsaid, []Staff{unsaid}) {
			t.Errorf("%s: it falls to somebody who is no manager", name)
		}
	}
}

// TestNobodySaysThatItIsEverybody: then nobody could see the case.
func TestNobodySaysThatItIsEverybody(t *testing.T) {
	t.Parallel()
	for _, row := range map[string]struct {
		said   []string
		refuse bool
	}{
		"both":                {[]string{sam.Email, morag.Email}, true},
		"one of them":         {[]string{sam.Email}, false},
		"the manager":         {[]string{morag.Email}, false},
		"nobody on the staff": {nil, false},
	} {
		d := newDesk(t, complaining("the staff"))
		d.all = []Staff{sam, morag, system}
		act := SayWho{Name: "the staff", Emails: row.said, Reason: "she says"}
		if row.refuse {
			d.refuses("nobody_left", morag, act)
		} else {
			d.do(morag, act)
		}
	}
}

// TestSomebodySeesWhatIsDue: however near each of a staff is to being meant, somebody sees the case and its
// alarms, unless it could be everybody who may say and a human has said that it is all the managers.
func TestSomebodySeesWhatIsDue(t *testing.T) {
	t.Parallel()
	nears := []Nearness{NotMeant, ByJob, ByName, BySaid}
	for n := range 256 {
		all := []Staff{
			{ID: "1", Name: "Ann", Email: "ann@x", Role: RoleManager}, {ID: "2", Name: "Bob", Email: "bob@x", Role: RoleManager},
			{ID: "3", Name: "Cat", Email: "cat@x", Role: RoleCaseworker}, {ID: "4", Name: "Dan", Email: "dan@x", Role: RoleCaseworker},
		}
		k := Keeping{Named: []string{"my sw"}}
		free, unsaid := false, false
		for i, left := 0, n; i < len(all); i, left = i+1, left/4 {
			who := &all[i]
			who.Job = NobodysWorker
			switch nears[left%4] {
			case ByJob:
				who.Job = SocialWorker
			case ByName:
				k.Named = append(k.Named, who.Name)
			case BySaid:
				k.Emails = append(k.Emails, who.Email)
			}
			if k.Near(*who) != nears[left%4] {
				t.Fatalf("%s is not as near as meant", who.Name)
			}
			free = free || nears[left%4] == NotMeant
			unsaid = unsaid || who.Role == RoleManager && nears[left%4] < BySaid
		}
		seen := slices.ContainsFunc(all, func(s Staff) bool { return !k.From(s) || k.FallsTo(s, all) })
		if seen != (free || unsaid) {
			t.Errorf("%v: somebody sees it: %v", k, seen)
		}
		for _, who := range all {
			if k.FallsTo(who, all) && (k.Near(who) == BySaid || who.Role != RoleManager) {
				t.Errorf("%v: it falls to %s", k, who.Name)
			}
		}
	}
}
