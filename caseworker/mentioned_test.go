package caseworker

import (
	"fmt"
	"testing"
)

// TestWhoHasAMentionedName, in the ways in which people write one. A desk or a team is nobody's name.
func TestWhoHasAMentionedName(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		mentioned, full string
		want            bool
	}{
		{"karen", "Karen Mills", true}, {"Kaz", "Karen Mills", true}, {"karens", "Karen Mills", true}, {"mills", "Karen Mills", true},
		{"karenmills", "Karen Mills", true}, {"KarenMills", "Karen Ann Mills", true}, {"kmills", "Karen Mills", true}, {"karenm", "Karen Mills", true},
		{"brien", "Pat O'Brien", true}, {"obrien", "Pat O Brien", true}, {"OBrien", "Pat O’Brien", true}, {"donald", "Sue McDonald", true}, {"mcdonald", "Sue Mc Donald", true},
		{"smithjones", "Jo Smith-Jones", true}, {"jones", "Jo Smith-Jones", true}, {"maryjane", "Mary-Jane Bell", true}, {"joanne", "Jo-Anne Bell", true},
		{"alhassan", "Omar Al-Hassan", true}, {"hassan", "Omar Alhassan", true}, {"vandenberg", "Tom van den Berg", true},
		{"K", "Karen King", true}, {"k", "Omar Khan", true}, {"K", "Karen Mills", false},
		{"KM", "Karen Mills", true}, {"K.M", "Karen Mills", true}, {"km", "Karen Ann Mills", true}, {"kam", "Karen Ann Mills", true},
		{"another", "Ann Other", false}, {"kareem", "Karin Mills", false}, {"millsbury", "Karen Mills", false}, {"ill", "Karen Mills", false},
		{"duty", "Duty desk", false}, {"Desk", "Duty desk", false}, {"DD", "Duty desk", false}, {"EDT", "Emergency Duty Team", false}, {"Team", "Emergency Duty Team", false},
		{"ooh", "Out of hours", false}, {"Manager", "Manager", false}, {"dutton", "Duty desk", false}, {"priya", "Priya, duty desk", true},
	} {
		if got := (Keeping{Mentioned: []string{row.mentioned}}).Near(Staff{Name: row.full}) == ByName; got != row.want {
			t.Errorf("%q, and %s: got %v", row.mentioned, row.full, got)
		}
	}
}

// TestALongTalkKeepsAListQuick: a list asks for each of 500 cases whether one of 200 words could be the name of whoever
// looks. What that costs is what it allocates.
func TestALongTalkKeepsAListQuick(t *testing.T) { // not beside others, whose allocations would count
	var k Keeping
	for n := range 200 {
		k.Mentioned = append(k.Mentioned, fmt.Sprintf("%c%cstrange%c", 'b'+n%20, 'a'+n/20, 'c'+n%7))
	}
	who := Staff{Name: "Karen Mills", Email: "karen@example.gov.uk", Role: RoleCaseworker, Job: SocialWorker}
	if n := testing.AllocsPerRun(10, func() { k.Near(who) }); n > 300 {
		t.Errorf("%v allocations for one case", n)
	}
}
