package caseworker

import (
	"slices"
	"testing"

	"sayso/conversation"
)

// TestAnAcknowledgementByWhoeverIsNamedSinceLapses: somebody else is called, and what they had in hand is nobody's. Whom
// only the word for their job could mean keeps it, and so does whoever could be meant before they took it.
func TestAnAcknowledgementByWhoeverIsNamedSinceLapses(t *testing.T) {
	t.Parallel()
	ack, hand := AcknowledgeAlert{Alert: "A-1"}, TakeInHand{Note: "I rang them."}
	rota := Staff{ID: "rota", Name: "Sam Hay", Role: RoleDuty}
	for what, row := range map[string]struct {
		before []string // named before
		did    Act
		by     Staff
		then   func(*conversation.Facts)
		said   SayWho // then, if anything
		lapses bool
	}{
		"nobody is named":                 {nil, ack, sam, nil, SayWho{}, false},
		"they are complained of":          {nil, ack, sam, func(f *conversation.Facts) { f.Named = []string{"Sam"} }, SayWho{}, true},
		"they are mentioned":              {nil, ack, sam, func(f *conversation.Facts) { f.Mentioned = []string{"sam"} }, SayWho{}, true},
		"by their job":                    {nil, ack, sam, func(f *conversation.Facts) { f.Named = []string{"my worker"} }, SayWho{}, false},
		"somebody else":                   {nil, ack, sam, func(f *conversation.Facts) { f.Named = []string{"Dave"} }, SayWho{}, false},
		"from a phone, without account":   {nil, ack, rota, func(f *conversation.Facts) { f.Named = []string{"Sam"} }, SayWho{}, true},
		"two days later":                  {nil, ack, sam, func(f *conversation.Facts) { f.Named, f.LastHeardAt = []string{"Sam"}, minute(49*60) }, SayWho{}, false},
		"in hand":                         {nil, hand, sam, func(f *conversation.Facts) { f.Named = []string{"Sam"} }, SayWho{}, true},
		"the last that was left":          {[]string{"Sam"}, ack, rota, func(f *conversation.Facts) { f.Mentioned = []string{"sam"} }, SayWho{}, false},
		"a human says so":                 {nil, ack, sam, nil, SayWho{Name: "my worker", Emails: []string{sam.Email}, Reason: "she said"}, true},
		"a human says so of the last":     {[]string{"Sam"}, AcknowledgeAlert{Alert: "A-1", Email: sam.Email}, rota, nil, SayWho{Name: "Sam", Emails: []string{sam.Email}, Reason: "she said"}, true},
		"a human says that it is another": {nil, ack, sam, nil, SayWho{Name: "my worker", Emails: []string{"x@example.gov.uk"}, Reason: "she said"}, false},
	} {
		f := inDanger()
		f.Named = row.before
		d := newDesk(t, f)
		d.do(row.by, row.did)
		var tells []Tell
		if row.then != nil {
			row.then(&f)
		}
		if f.Turn++; row.said.Name == "" {
			d.c, tells = d.c.Take(f, rules(t))
		} else {
			d.do(priya, row.said)
			tells = d.tells
		}
		if got := lapsed(tells); got != row.lapses {
			t.Errorf("%s: lapses %v", what, got)
		}
		if what == "in hand" && d.c.InHand != nil {
			t.Errorf("%s: in hand %v", what, d.c.InHand)
		}
		f.Turn++
		if _, tells = d.c.Take(f, rules(t)); lapsed(tells) {
			t.Errorf("%s: it lapses twice", what)
		}
	}
}

// TestNothingLapsesWhereSomebodyElseKnows, of this or of what was raised since, or has it in hand.
func TestNothingLapsesWhereSomebodyElseKnows(t *testing.T) {
	t.Parallel()
	two := func() conversation.Facts {
		f := inDanger()
		f.Alerts = append(f.Alerts, conversation.Alert{ID: "A-2", Tier: conversation.R1, Raised: *minute(30)})
		return f
	}
	for what, row := range map[string]struct {
		facts  conversation.Facts
		others Act
		lapses bool
	}{
		"nobody else":                   {inDanger(), Note{Text: "a note"}, true},
		"the later one":                 {two(), AcknowledgeAlert{Alert: "A-2"}, false},
		"the later one is being called": {two(), Note{Text: "a note"}, false},
		"in hand":                       {inDanger(), TakeInHand{Note: "The police are there."}, false},
	} {
		d := newDesk(t, row.facts)
		d.do(sam, AcknowledgeAlert{Alert: "A-1"})
		d.do(priya, row.others)
		f := row.facts
		f.Turn, f.Named = f.Turn+1, []string{"Sam"}
		if _, tells := d.c.Take(f, rules(t)); lapsed(tells) != row.lapses {
			t.Errorf("%s: lapses %v", what, !row.lapses)
		}
	}
}

func lapsed(tells []Tell) bool {
	return slices.ContainsFunc(tells, func(tell Tell) bool { _, is := tell.What.(conversation.AlertLapsed); return is })
}
