package meaning

import (
	"slices"
	"testing"
)

// Whoever is named as having done something is kept out until a human has said who is meant, however it is typed.
func TestWhoIsComplainedOfByTheirFirstName(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"karen hit me": {"karen"}, "Karen hit me": {"Karen"}, "dave from the home shouts at me": {"dave"}, "steve reads my diary": {"steve"}, "sharon is always late": {"sharon"},
		"i hate tracey": {"tracey"}, "tracey never rings": {"tracey"}, "my sw karen never rings": {"my sw", "karen"},
		"my brother jake hit me": {}, "its kyle he hit me": {}, "Jade is 12 and they moved her": {}, "grace period is over": {}, "will hit the shops": {},
	} {
		if got := Read(text).People; !slices.Equal(got, want) {
			t.Errorf("%q is of %q, want %q", text, got, want)
		}
	}
}
