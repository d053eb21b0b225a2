package rehearsal

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"sayso/conversation"
)

// TestWordsThatSomebodyElseWouldReadMakeASceneFail: should the conversation ever speak to a person
// through a door that is another's, no scene hides it.
func TestWordsThatSomebodyElseWouldReadMakeASceneFail(t *testing.T) {
	t.Parallel()
	talk, err := Example(conversation.English())
	if err != nil {
		t.Fatal(err)
	}
	d := Open(talk, time.Date(2026, 3, 9, 10, 0, 0, 0, talk.Zone), func(int, conversation.Effect) error { return nil })
	phone := Door{Channel: conversation.SMS}
	if err := d.Speak(phone, conversation.Said{Channel: conversation.SMS, Text: "my worker never rings me back"}); err != nil {
		t.Fatal(err)
	}
	d.behind[phone] = nil
	d.begin(phone) // somebody else's, and the first has not heard of it
	if err := d.Settle(); err == nil || !strings.Contains(err.Error(), "somebody else reads what is said in talk 0") {
		t.Errorf("the answer to the first goes to another person: %v", err)
	}
	if err := d.change(0, Change{conversation.Confirming, ""}); err == nil {
		t.Error("a change of stage that is not listed passes")
	}
}
