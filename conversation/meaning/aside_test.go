package meaning

import "testing"

func TestAnAsideHidesNobodyWhoLooks(t *testing.T) {
	t.Parallel()
	if got := Answer("contact_safe", "1. texting on the bus, my dad reads my phone").Value; got == "yes" {
		t.Errorf("read as %q", got)
	}
	if got := Answer("contact_safe", "1. sorry pressed send").Value; got != "yes" {
		t.Errorf("read as %q", got)
	}
}
