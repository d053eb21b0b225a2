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

// A webhook says nothing of when its text was written, and may come behind a later one's: the order is the network's to say.
func TestWhichWordOfOptingOutWasLastIsAsTheNetworksListSays(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		said  []Said
		order []string
		last  bool // lets us text them
		can   bool
	}{
		{"START came first, and was written last", []Said{{ID: "2", Text: "START"}, {ID: "1", Text: "STOP"}}, []string{"1", "2"}, true, true},
		{"STOP came first, and was written last", []Said{{ID: "2", Text: "STOP"}, {ID: "1", Text: "START"}}, []string{"1", "2"}, false, false},
		{"they came in order", []Said{{ID: "1", Text: "STOP"}, {ID: "2", Text: "START"}}, []string{"1", "2"}, true, true},
		{"the list does not have the newest yet", []Said{{ID: "2", Text: "START"}, {ID: "1", Text: "STOP"}, {ID: "3", Text: "STOP"}}, []string{"1", "2"}, true, false},
		{"the newest is a word that the network knows and we do not", []Said{{ID: "2", Text: "START"}, {ID: "1", Text: "STOP"}, {ID: "3", Text: "arret", OptOut: "stop"}}, []string{"1", "2"}, true, false},
		{"nothing of it was said here", nil, []string{"1", "2"}, false, true},
	} {
		p := askedFor(t, AskWanted)
		for _, said := range row.said {
			said.Channel = SMS
			p.happens(time.Second, said)
		}
		p.happens(time.Minute, Opted{Order: row.order, CanText: row.last})
		if got := p.s.Contact(SMS).CanText; got != row.can {
			t.Errorf("%s: can text %v", row.name, got)
		}
		p.happens(time.Minute, Undelivered{Effect: "x", OptedOut: true})
		p.happens(time.Minute, Opted{Order: row.order, CanText: row.last})
		if p.s.Contact(SMS).CanText {
			t.Errorf("%s: the network has refused a text since, and an older word undoes it", row.name)
		}
	}
}
