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
