package conversation

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/conversation/meaning"
)

// worries are words of each tier, by a young person and by their grandmother.
var worries = []struct {
	tier         Tier
	child, adult string
}{
	{R1, "my dad is strangling my little brother right now", "his dad is strangling him right now"},
	{R2, "my dad hits me", "his dad hits him"},
	{R3, "a member of staff at my childrens home grabbed me", "a carer at the home punched him"},
	{PlannedChange, "they are moving me tomorrow to a new placement", "they are moving him tomorrow to a new placement"},
}

// phones are what is known of where they write from.
var phones = []struct {
	name string
	Contact
}{
	{"safe", Contact{Channel: SMS, SafeToReply: Yes, CanText: true}},
	{"not asked about", Contact{Channel: SMS, SafeToReply: Unknown, CanText: true}},
	{"not safe", Contact{Channel: SMS, SafeToReply: No, CanText: true}},
	{"after STOP", Contact{Channel: SMS, SafeToReply: Yes, CanText: false}},
}

// places are where a talk can be when danger is told.
var places = []struct {
	name string
	put  func(*State)
}{
	{"going on", func(*State) {}},
	{"handed over", func(s *State) { s.Stage, s.Caseworker = HandedOver, "Priya" }},
	{"closed", func(s *State) { s.Stage, s.Caseworker, s.Closed = HandedOver, "Priya", true }},
}

// TestDangerIsHeardFromEverybodyEverywhere: each tier, from a young person and a grown-up, at each kind of phone,
// in a talk that goes on, was handed over or closed, in answer to every question and to none.
func TestDangerIsHeardFromEverybodyEverywhere(t *testing.T) {
	t.Parallel()
	played := 0
	for _, adult := range []bool{false, true} {
		begun := complaining(t, adult)
		for _, w := range worries {
			words := w.child
			if adult {
				words = w.adult
			}
			for _, phone := range phones {
				for _, place := range places {
					for _, asked := range append(AllAsks(), "") {
						c := telling{tier: w.tier, professional: w.tier == R3, adult: adult, phone: phone.Contact}
						if asked == AskSafeNow && meaning.Answer("safe_now", words).Value == No {
							c.tier = R1 // who answers "are you safe?" so is not
						}
						c.name = fmt.Sprintf("%s, adult %v, phone %s, talk %s, asked %q", w.tier, adult, phone.name, place.name, asked)
						s := begun.clone()
						place.put(&s)
						s.Contacts[SMS] = phone.Contact
						s.Pending = Asked{}
						if asked != "" {
							s.Pending, s.Put[asked] = Asked{Ask: asked, Seq: s.Lines, At: s.HeardAt, Channel: SMS}, 1
						}
						if asked == AskWhereNow { // asked in danger only, of which a worker knows
							s.Danger, s.Alerts = Danger{Tier: R1, Told: true}, []Alert{{ID: "A-first", Tier: R1, Raised: s.HeardAt, Acknowledged: &s.HeardAt}}
							c.before = R1
						}
						c.judge(t, s, words)
						played++
					}
				}
			}
		}
	}
	if want := 2 * len(worries) * len(phones) * len(places) * (len(AllAsks()) + 1); played != want {
		t.Errorf("%d of %d were played", played, want)
	}
}

// complaining is a talk that has just begun, of a matter without danger.
func complaining(t *testing.T, adult bool) State {
	t.Helper()
	p := newTalking(t)
	p.talk.Promise = byHaste
	words := "my social worker never rings me back"
	if adult {
		words = "im kyles nan and his social worker never rings me back"
	}
	if _, alerts := p.happens(0, text(words)); alerts != 0 || p.s.tier() != NoTier {
		t.Fatalf("%d alerts, tier %s", alerts, p.s.tier())
	}
	if adult != (p.s.who() == OnBehalf && grownUp(p.s.value(AskRelationship))) {
		t.Fatalf("%s speaks, %q", p.s.who(), p.s.value(AskRelationship))
	}
	return p.s
}

// byHaste promises a reader of a worry sooner than of anything else.
func byHaste(at time.Time, concern bool) time.Time {
	if concern {
		return at.Add(time.Hour)
	}
	return at.Add(9 * time.Hour)
}

// telling is one telling of danger.
type telling struct {
	name         string
	tier, before Tier
	professional bool
	adult        bool
	phone        Contact
}

// judge plays the telling and looks at everything that must hold of it.
func (c telling) judge(t *testing.T, s State, words string) {
	t.Helper()
	p := newTalking(t)
	p.s, p.at, p.talk.Promise = s, s.HeardAt, byHaste
	p.s.ReadBy, p.s.Unread = time.Time{}, time.Time{} // a person has read what was said before
	said, alerts, effects := p.hears(words)

	if got := p.s.tier(); got != c.tier && got != c.before {
		t.Errorf("%s: tier %s", c.name, got)
	}
	if c.professional && !p.s.Facts().Professional {
		t.Errorf("%s: not for the restricted pool", c.name)
	}
	want := []Tier(nil)
	if c.tier == R1 || c.tier == PlannedChange {
		want = []Tier{c.tier}
	}
	if !slices.Equal(alerts, want) {
		t.Errorf("%s: called for %v, want %v", c.name, alerts, want)
	}
	if by := byHaste(s.HeardAt.Add(time.Minute), c.tier != PlannedChange || c.before == R1); !p.s.ReadBy.Equal(by) {
		t.Errorf("%s: to be read by %v, want %v", c.name, p.s.ReadBy, by)
	}
	if !slices.ContainsFunc(effects, func(e Effect) bool { _, ok := e.(AddToCase); return ok }) || p.s.Closed {
		t.Errorf("%s: the case was not told, closed %v", c.name, p.s.Closed)
	}
	if p.s.LastHeard <= s.LastHeard {
		t.Errorf("%s: not written down", c.name)
	}
	c.judgeWords(t, p.s, said)
}

// judgeWords looks at what was said: nothing after STOP, nothing of substance to a phone that is not safe, the words of
// safety in danger, "we are telling a worker" only where one is, and to a grown-up nothing that is for children.
func (c telling) judgeWords(t *testing.T, after State, said []Say) {
	t.Helper()
	names := []string{}
	for _, say := range said {
		name, _, _ := strings.Cut(say.Sentence, ".") // without for whom it is worded
		names = append(names, name)
	}
	ofDanger := slices.ContainsFunc(names, func(n string) bool { return n == "danger" || n == "danger_where" })
	switch {
	case !c.phone.CanText:
		if len(said) > 0 {
			t.Errorf("%s: said %v", c.name, names)
		}
		return
	case c.phone.SafeToReply == No && c.tier == R1:
		if !slices.Equal(names, []string{"neutral_danger"}) {
			t.Errorf("%s: said %v, want the neutral line alone", c.name, names)
		}
		return
	case c.phone.SafeToReply == No:
		if slices.ContainsFunc(names, func(n string) bool { return n != "not_safe" }) {
			t.Errorf("%s: said %v", c.name, names)
		}
		return
	case c.tier == R1 && (!ofDanger || after.Pending.Ask != AskSafeNow && after.Pending.Ask != AskWhereNow):
		t.Errorf("%s: said %v, and %q is asked", c.name, names, after.Pending.Ask)
	}
	for _, say := range said {
		for _, never := range c.never() {
			if say.Ask != AskConfirm && strings.Contains(say.Text, never) {
				t.Errorf("%s: said %q", c.name, say.Text)
			}
		}
	}
}

// never lists what must not stand in what is said here.
func (c telling) never() (words []string) {
	if c.adult {
		words = append(words, "Childline", "Press 55", "Are you safe", "in trouble")
	}
	if c.tier != R1 {
		words = append(words, "telling a worker", "A worker knows", "Need help now?")
	}
	if c.tier == PlannedChange {
		words = append(words, "tomorrow", "manager")
	}
	return words
}

// hears plays one text to its end, and gives what was said, the tiers of who was called, and everything done.
func (p *talking) hears(words string) (said []Say, alerts []Tier, effects []Effect) {
	p.at = p.at.Add(time.Minute)
	e := Event{At: p.at, Fresh: "abcdefghzbcdefghijklmnopqr", What: text(words)}
	for {
		var more []Effect
		p.s, more = p.talk.Step(p.s, e)
		effects = append(effects, more...)
		if p.s.AnswerAt.IsZero() {
			break
		}
		p.at = p.s.AnswerAt
		e = Event{At: p.at, Fresh: e.Fresh, What: Woke{}}
	}
	for _, effect := range effects {
		switch effect := effect.(type) {
		case Say:
			said = append(said, effect)
		case RaiseAlert:
			alerts = append(alerts, effect.Tier)
		}
	}
	return said, alerts, effects
}
