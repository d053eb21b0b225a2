package caseworker

import (
	"testing"
	"time"

	"sayso/conversation"
)

// TestAManagerMutesForATimeAndWithAReason, one of those who told, and the conversation learns of it.
func TestAManagerMutesForATimeAndWithAReason(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	today, later := d.onDay(1), d.onDay(8)
	d.onDay(1)
	whole := Mute{Until: later, Reason: "abuse, forty texts a day"}
	d.refuses("not_allowed", priya, whole)
	d.refuses("reason", morag, Mute{Until: later})
	d.refuses("until", morag, Mute{Reason: "abuse"})
	d.refuses("until", morag, Mute{Until: today, Reason: "abuse"})
	d.refuses("until", morag, Mute{Until: today.AddDays(32), Reason: "abuse"})
	d.refuses("not_muted", morag, Unmute{Reason: "enough"})
	d.do(morag, whole)
	d.told(conversation.Muted{Until: later.At(0, rules(t).Zone)})
	if last := d.c.History[len(d.c.History)-1]; last.Act != "mute" || last.Why != "abuse, forty texts a day" || last.By != morag.Email {
		t.Errorf("history: %+v", last)
	}
	until := later.At(0, rules(t).Zone)
	d.facts[0].MutedUntil = &until
	if v := d.view(); v.Conversations[0].MutedUntil == nil {
		t.Error("the page does not say so")
	}
	d.refuses("not_allowed", priya, Unmute{Reason: "enough"})
	d.refuses("reason", morag, Unmute{})
	d.do(morag, Unmute{Reason: "enough"})
	if what := d.tells[len(d.tells)-1].What; what != (conversation.Muted{}) {
		t.Errorf("told %+v", what)
	}
	d.now = until.Add(time.Second)
	if v := d.view(); v.Conversations[0].MutedUntil != nil {
		t.Error("it is over, and the page says that they are muted")
	}
}

func TestWhoIsMutedIsNamedWhereMoreHaveTold(t *testing.T) {
	t.Parallel()
	d := newDesk(t, jade(), nan())
	later := d.onDay(8)
	d.onDay(1)
	d.refuses("which_confidence", morag, Mute{Until: later, Reason: "abuse", DrawsOn: []string{"03-nan"}})
	d.do(morag, Mute{Until: later, Reason: "abuse", Conversation: "03-nan", DrawsOn: []string{"03-nan"}})
	if last := d.tells[len(d.tells)-1]; last.Conversation != "03-nan" {
		t.Errorf("told %+v", last)
	}
}
