package conversation

import (
	"testing"
	"time"
)

// Who it is about may be plain from the first words, and then be told otherwise: it is asked, once.
func TestWhoItIsAboutIsAskedWhereLaterWordsTellOtherwise(t *testing.T) {
	t.Parallel()
	for later, asked := range map[string]bool{
		"see my son every weekend": true, "im a mum of 3": true, "my granddaughter back with us": true, "my niece needs her own worker": true,
		"see my brother every weekend": false, "my boyfriend to be allowed in the unit": false, "a new social worker": false, "see my mum": false, "my nan to be told": false,
	} {
		p := newTalking(t)
		for _, said := range []string{"my social worker never rings me back", "0", "1", "1"} {
			p.happens(time.Minute, text(said))
		}
		if p.s.value(AskAboutWho) != "self" || p.s.Pending.Ask != AskWanted {
			t.Fatalf("%q, asked %s", p.s.value(AskAboutWho), p.s.Pending.Ask)
		}
		if p.happens(time.Minute, text(later)); (p.s.Pending.Ask == AskAboutWho) != asked {
			t.Errorf("%q: asked %s", later, p.s.Pending.Ask)
		}
		if asked && p.s.words(AskWanted) != later {
			t.Errorf("%q: wants %q", later, p.s.words(AskWanted))
		}
		if asked {
			p.happens(time.Minute, text("1"))
			if p.happens(time.Minute, text(later)); p.s.Pending.Ask == AskAboutWho || p.s.value(AskAboutWho) != "self" {
				t.Errorf("%q again: asked %s", later, p.s.Pending.Ask)
			}
		}
	}
}
