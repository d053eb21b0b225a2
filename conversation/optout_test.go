package conversation

import (
	"testing"
	"time"
)

// Who has opted out is as the network says, and by the words where it does not say.
func TestWhoHasOptedOutIsAsTheNetworkSays(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		said Said
		can  bool
	}{
		{Said{Text: "arret", OptOut: "stop"}, false}, {Said{Text: "stop"}, false}, {Said{Text: "Stop "}, false},
		{Said{Text: "arret"}, true}, {Said{Text: "please stop"}, true},
	} {
		p := askedFor(t, AskWanted)
		row.said.Channel = SMS
		p.happens(time.Minute, row.said)
		if got := p.s.Contact(SMS).CanText; got != row.can {
			t.Errorf("%+v: can text %v", row.said, got)
		}
		p.happens(time.Minute, Said{Channel: SMS, Text: "encore", OptOut: "start"})
		if !p.s.Contact(SMS).CanText {
			t.Errorf("%+v: they have opted in again, and it is not known", row.said)
		}
	}
}

// A word that came late, since its webhook was lost, undoes nothing that they have written after it.
func TestAnOlderWordOfOptingOutUndoesNoNewerOne(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		newer, older string
		can          bool
	}{{"START", "STOP", true}, {"STOP", "START", false}} {
		p := askedFor(t, AskWanted)
		written := p.at.Add(time.Minute)
		p.happens(2*time.Minute, text(row.newer))
		p.happens(5*time.Minute, Said{Channel: SMS, Text: row.older, Late: true, Written: written})
		if got := p.s.Contact(SMS).CanText; got != row.can {
			t.Errorf("%s, then an older %s: can text %v", row.newer, row.older, got)
		}
		p.happens(time.Minute, Said{Channel: SMS, Text: row.older, Late: true, Written: p.at})
		if got := p.s.Contact(SMS).CanText; got == row.can {
			t.Errorf("%s, then a newer %s: can text %v", row.newer, row.older, got)
		}
	}
}
