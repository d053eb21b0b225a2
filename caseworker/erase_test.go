package caseworker

import (
	"slices"
	"testing"

	"sayso/conversation"
)

func everything(d *desk) map[string]int {
	return lastHeard(d.facts)
}

// TestAManagerErasesWhatHasBeenRead, with a reason that names nobody.
func TestAManagerErasesWhatHasBeenRead(t *testing.T) {
	t.Parallel()
	d := newDesk(t, jade())
	asked := Erase{Seen: everything(d), Reason: "They asked us to, on 21 November"}
	for code, act := range map[string]Erase{
		"reason":               {Seen: asked.Seen},
		"names":                {Seen: asked.Seen, Reason: "Jade's wish"},
		"heard_since":          {Reason: asked.Reason},
		"no_such_conversation": {Seen: asked.Seen, Reason: asked.Reason, Conversation: "09-else"},
		"whole_case":           {Seen: asked.Seen, Reason: asked.Reason, Conversation: "07-jade"},
	} {
		d.refuses(code, morag, act)
	}
	d.refuses("not_allowed", priya, asked)
	d.refuses("not_allowed", system, asked)
	d.do(morag, asked)
	e := d.c.Erasing
	if e == nil || !e.Whole || !slices.Equal(e.Conversations, []string{"07-jade"}) || e.Heard["07-jade"] != 3 || e.Second != "" {
		t.Fatalf("erasing: %+v", e)
	}
	d.refuses("erasing", priya, Note{Text: "hello"})
	d.refuses("erasing", morag, asked)
}

// TestADangerousCaseIsErasedByTwo: whatever somebody made of the danger since.
func TestADangerousCaseIsErasedByTwo(t *testing.T) {
	t.Parallel()
	other := Staff{ID: "s9", Email: "ola@example.gov.uk", Name: "Ola Ray", Role: RoleManager}
	worried := func(tier conversation.Tier) conversation.Facts {
		f := jade()
		f.Urgent = []conversation.Urgent{{Seq: 3, Because: "words", Tier: tier}}
		return f
	}
	lowered := inDanger()
	lowered.Tier = conversation.NoTier
	for name, begin := range map[string]func() *desk{
		"R2": func() *desk { return newDesk(t, worried(conversation.R2)) },
		"R3": func() *desk { return newDesk(t, worried(conversation.R3)) },
		"lowered": func() *desk {
			d := newDesk(t, lowered)
			d.do(priya, TakeInHand{Note: "police"})
			d.facts[0].Alerts = nil
			return d
		},
		"referred": func() *desk {
			d := newDesk(t, jade())
			d.do(priya, Refer{To: "Front door"})
			return d
		},
		"held": func() *desk {
			d := newDesk(t, jade())
			d.do(morag, Hold{Reason: "an inquiry"})
			return d
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := begin()
			act := Erase{Seen: everything(d), Reason: "they asked us to"}
			d.do(morag, act)
			if !d.said.Waiting || d.c.Erasing != nil || d.view().EraseAsked == nil {
				t.Fatalf("said %+v, erasing %+v", d.said, d.c.Erasing)
			}
			d.refuses("second_person", morag, act)
			d.hear(conversation.NoTier)
			d.refuses("heard_since", other, act)
			act.Seen = everything(d)
			d.do(other, act) // the wish is void, since more was said: this is another
			if !d.said.Waiting || d.c.EraseAsked.By != other.Email {
				t.Fatalf("said %+v, asked %+v", d.said, d.c.EraseAsked)
			}
			d.do(morag, act)
			if d.c.Erasing == nil || d.c.Erasing.Second != other.Email || d.c.EraseAsked != nil {
				t.Errorf("erasing %+v", d.c.Erasing)
			}
		})
	}
}

func TestNobodyErasesDangerThatNobodyHasInHand(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	act := Erase{Seen: everything(d), Reason: "they asked us to"}
	d.refuses("not_in_hand", morag, act)
	d.facts[0].Tier = conversation.R2
	d.refuses("alert_open", morag, act)
}

func TestAHoldIsPutOnAndLiftedWithAReason(t *testing.T) {
	t.Parallel()
	d := newDesk(t, jade())
	d.refuses("not_allowed", priya, Hold{Reason: "an inquiry"})
	d.refuses("reason", morag, Hold{})
	d.refuses("not_held", morag, LiftHold{Reason: "over"})
	d.do(morag, Hold{Reason: "an inquiry"})
	if d.view().Held == nil {
		t.Error("the page does not say so")
	}
	d.refuses("reason", morag, LiftHold{})
	d.do(morag, LiftHold{Reason: "over"})
	d.do(morag, Erase{Seen: everything(d), Reason: "they asked us to"})
	if d.c.Erasing == nil {
		t.Error("it is held still")
	}
}

// TestOneOfTwoConfidencesGoes, and the case goes on with the other, counted as before.
func TestOneOfTwoConfidencesGoes(t *testing.T) {
	t.Parallel()
	d := newDesk(t, jade(), nan())
	d.do(priya, RevealContact{Conversation: "07-jade", Reason: "visit", DrawsOn: []string{"07-jade"}})
	before := d.c.Tally(d.facts, rules(t), d.now)
	d.do(morag, Erase{Conversation: "07-jade", Seen: everything(d), Reason: "they asked us to"})
	gone, certificate := d.c.Gone([]conversation.Erased{{Conversation: "07-jade", Heard: 2, TextsIn: 2, TextsOut: 3, Messages: []string{"m/x/SM1"}}}, nil, rules(t), d.now)
	if certificate.Whole || certificate.Talks[0].Messages != nil || certificate.Talks[0].Heard != 2 || certificate.By != morag.Email {
		t.Errorf("certificate %+v", certificate)
	}
	want := []string{
		"Text messages: 2 came and 3 went. They stay on the phone, and with the text network for as long as the council's account there says.",
		"A phone number: it was shown to staff once.",
		"Backups: they hold it sealed. The key is in none of them after 2026-12-05.",
	}
	if !slices.Equal(certificate.Outside, want) {
		t.Errorf("outside: %q", certificate.Outside)
	}
	d.c, d.facts = gone, d.facts[1:]
	if !d.c.WasErased("07-jade") || d.c.Erasing != nil {
		t.Error("it is not known to be gone")
	}
	after := d.c.Tally(d.facts, rules(t), d.now)
	if after.Who != before.Who || after.Channel != before.Channel || len(after.Issues) != len(before.Issues) || after.Issues[0] != before.Issues[0] {
		t.Errorf("counted as %+v, and before as %+v", after, before)
	}
	d.do(priya, Note{Text: "it goes on"})
	if v := d.view(); len(v.Certificates) != 1 || !slices.Equal(v.Erased, []string{"07-jade"}) {
		t.Errorf("the page shows %+v, %v", v.Certificates, v.Erased)
	}
}

// TestWhatWasSaidMeanwhileKeepsTheCase: a whole case stays as far as it was written to.
func TestWhatWasSaidMeanwhileKeepsTheCase(t *testing.T) {
	t.Parallel()
	d := newDesk(t, jade())
	d.do(morag, Erase{Seen: everything(d), Reason: "they asked us to"})
	gone, certificate := d.c.Gone(nil, []string{"07-jade"}, rules(t), d.now)
	if certificate.Whole || gone.Erasing != nil || len(gone.Certificates) != 0 || gone.Counted != nil {
		t.Errorf("certificate %+v of %+v", certificate, gone)
	}
	if last := gone.History[len(gone.History)-1]; last.Act != "erased/heard_since" {
		t.Errorf("history: %+v", last)
	}
	if len(d.c.History) == len(gone.History) {
		t.Error("the case that was given has changed")
	}
}
