package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestANoThatSaysWhoItIsAboutRaisesNothing(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"no this is about me", "no, its about me", "no this is about me not my mate", "no not my mate its about me", "this is about me, im safe", "yes im safe, this is about me not my mate",
		"no, this is about me i get less", "no its me",
	} {
		p := newTalking(t)
		p.happens(0, text("my mate has more pocket money and its not fair"))
		p.happens(time.Minute, text("no"))
		if p.s.Pending.Ask != AskSafeNow || p.s.who() != OnBehalf {
			t.Fatalf("%q is asked, of %s", p.s.Pending.Ask, p.s.who())
		}
		said, alerts := p.happens(time.Minute, text(words))
		if alerts != 0 || p.s.tier() != NoTier || slices.Contains(said, "danger_where") {
			t.Errorf("%q: said %v, %d alerts, tier %s", words, said, alerts, p.s.tier())
		}
		if words == "no its me" {
			continue // of whom that is, is asked
		}
		if p.s.who() != YoungPerson || p.s.value(AskRelationship) != "" {
			t.Errorf("%q: %s speaks, a %s", words, p.s.who(), p.s.value(AskRelationship))
		}
	}
	for _, words := range []string{"no", "no im not", "no this is about me and im not safe", "no hes here", "no its about me he hit me", "no, its my dad"} {
		p := newTalking(t)
		p.happens(0, text("my mate has more pocket money and its not fair"))
		p.happens(time.Minute, text("no"))
		if _, alerts := p.happens(time.Minute, text(words)); alerts != 1 {
			t.Errorf("%q: %d alerts, want one", words, alerts)
		}
	}
}

// inDanger is a talk in which "where are you now?" has just been asked.
func inDanger(t *testing.T) *talking {
	t.Helper()
	p := askedFor(t, AskSafeNow)
	if _, alerts := p.happens(time.Minute, text("no")); alerts != 1 || p.s.Pending.Ask != AskWhereNow {
		t.Fatalf("%d alerts, %q is asked", alerts, p.s.Pending.Ask)
	}
	return p
}

func TestDangerToldInsteadOfAPlaceIsKeptAsDanger(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"im going to kill myself": "self_harm", "hes coming up the stairs": "danger_wait", "i dont want you to know. hes got a knife": "danger_wait",
		"my dad is kicking the door in": "danger_wait", "i took loads of pills": "self_harm",
	} {
		p := inDanger(t)
		issues, urgent := len(p.s.Issues), len(p.s.Danger.Urgent)
		said, _ := p.happens(time.Minute, text(words))
		if !slices.Contains(said, want) || p.s.words(AskWhereNow) != "" || len(p.s.Issues) == issues || len(p.s.Danger.Urgent) == urgent || p.s.tier() != R1 {
			t.Errorf("%q: said %v, where now %q, %d issues more, %d urgent", words, said, p.s.words(AskWhereNow), len(p.s.Issues)-issues, len(p.s.Danger.Urgent)-urgent)
		}
		p.happens(time.Minute, text("in the wardrobe"))
		if got := p.s.words(AskWhereNow); got != "in the wardrobe" {
			t.Errorf("after %q the place is %q", words, got)
		}
		p = inDanger(t)
		if _, alerts := p.happens(11*time.Minute, text(words)); alerts != 1 && words != "hes coming up the stairs" && words != "my dad is kicking the door in" {
			t.Errorf("%q after a while: %d alerts, want one", words, alerts)
		}
	}
}

func TestANoThatIsTakenBackIsNotedAndLowersNothing(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"i pressed the wrong one im safe", "sorry i was just saying no theres nothing else. im ok", "im ok i meant no theres nothing else", "sorry meant yes",
		"sorry i meant yes im safe hes gone", "im safe hes gone", "hes gone now im ok", "no wait yes im safe", "actually im safe now hes gone", "im safe now he went home",
		"sorry no i mean yes", "sorry ignore that im fine", "yes im safe he left", "soz yes im safe", "my bad im safe", "its ok hes gone now im safe", "he left so im ok"} {
		p := inDanger(t)
		p.happens(time.Minute, text(words))
		was := slices.ContainsFunc(p.s.Earlier, func(e Earlier) bool { return e.Ask == AskSafeNow && e.Value == No })
		if p.s.words(AskWhereNow) != "" || p.s.value(AskSafeNow) != Yes || !strings.HasSuffix(words, p.s.words(AskSafeNow)) || !was || p.s.tier() != R1 {
			t.Errorf("%q: where now %q, safe now %q (%q), tier %s", words, p.s.words(AskWhereNow), p.s.value(AskSafeNow), p.s.words(AskSafeNow), p.s.tier())
		}
	}
}

func TestAPlaceSaidUnaskedInDangerIsThePlace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a     Ask
		words string
	}{
		{AskAnythingElse, "he is still there, at the carers house in Elm Road"}, {AskContactSafe, "at the carers house in Elm Road"}, {AskAnythingElse, "i think hes at the park by the canal"},
	} {
		p := newTalking(t)
		p.happens(0, text("im Leos mum. his carer is hitting him with a belt right now"))
		p.happens(time.Minute, text("not sure"))
		for range 3 {
			if p.s.Pending.Ask != c.a {
				p.happens(time.Minute, text("no"))
			}
		}
		if p.s.tier() != R1 {
			t.Fatalf("%q is asked, tier %s", p.s.Pending.Ask, p.s.tier())
		}
		issues := len(p.s.Issues)
		p.happens(time.Minute, text(c.words))
		if p.s.words(AskWhereNow) != c.words || len(p.s.Issues) != issues {
			t.Errorf("%s: %q: where now %q, %d issues more", c.a, c.words, p.s.words(AskWhereNow), len(p.s.Issues)-issues)
		}
	}
}

func TestAWorryToldBesideAnAnswerIsAMatterAndAsksAgain(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"could i move rooms. he comes in to say goodnight and i dont like it", "for him to leave me alone, he touches me", "i want a lock. he watches me in the shower",
	} {
		p := newTalking(t)
		for _, before := range []string{"i dont get my pocket money on time", "no", "me", "yes", "yes"} {
			p.happens(time.Minute, text(before))
		}
		if p.s.Pending.Ask != AskWanted {
			t.Fatalf("%q is asked", p.s.Pending.Ask)
		}
		issues := len(p.s.Issues)
		said, _ := p.happens(time.Minute, text(words))
		if !slices.ContainsFunc(said, func(s string) bool { return s == "safe_now" || s == "danger" }) || len(p.s.Issues) != issues+1 {
			t.Errorf("%q: said %v, %d issues more", words, said, len(p.s.Issues)-issues)
		}
	}
}

func TestThatTheyAreSafeIsHeardLate(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"oh and yeah im safe", "im safe btw", "yes im safe"} {
		p := askedFor(t, AskSafeNow)
		for _, no := range []string{"u can text me here its my phone", "its my phone you can text me on it"} {
			p.happens(time.Minute, text(no))
		}
		if _, answered := p.s.Answers[AskSafeNow]; answered || p.s.tier() != NoTier {
			t.Fatalf("safe now is %q, tier %s", p.s.value(AskSafeNow), p.s.tier())
		}
		for range 4 {
			if p.s.Pending.Ask != AskCarryOn {
				p.happens(time.Minute, text("an apology from her"))
			}
		}
		if p.s.Pending.Ask != AskCarryOn {
			t.Fatalf("%q is asked", p.s.Pending.Ask)
		}
		p.happens(time.Minute, text(words))
		if p.s.value(AskSafeNow) != Yes || p.s.value(AskCarryOn) != "" {
			t.Errorf("%q: safe now %q, carry on %q", words, p.s.value(AskSafeNow), p.s.value(AskCarryOn))
		}
	}
}

func TestWhomNotToSendIsNoPlace(t *testing.T) {
	t.Parallel()
	p := askedFor(t, AskWanted)
	p.happens(time.Minute, text("an apology"))
	p.happens(time.Minute, text("yes"))
	if p.s.Pending.Ask != AskVisitWhere {
		t.Fatalf("%q is asked", p.s.Pending.Ask)
	}
	p.happens(time.Minute, text("dont send tracey shes the one who said no"))
	if p.s.words(AskVisitWhere) != "" || p.s.words(AskAvoid) == "" {
		t.Errorf("where %q, avoid %q", p.s.words(AskVisitWhere), p.s.words(AskAvoid))
	}
}

func TestWhoMayHurtThemselvesIsToldWhoToTalkTo(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"who can i talk to", "i need someone to talk to", "is there someone i can talk to"} {
		p := newTalking(t)
		p.happens(0, text("tbh sometimes i think everyone would be better off if i wasnt here"))
		if said, _ := p.happens(time.Minute, text(words)); !slices.Contains(said, "self_harm") {
			t.Errorf("%q: said %v", words, said)
		}
	}
}

func TestWhetherAWorkerKnowsIsAnsweredAsItIs(t *testing.T) {
	t.Parallel()
	ask := text("is anyone coming")
	p := newTalking(t)
	p.happens(0, text("hes outside my door with a knife"))
	p.happens(time.Minute, text("no"))
	if said, _ := p.happens(time.Minute, ask); !slices.Contains(said, "danger_where") {
		t.Errorf("while a worker is being told: %v", said)
	}
	p.happens(time.Minute, AlertAcknowledged{Alert: p.s.Alerts[0].ID, By: "Sam"})
	if said, _ := p.happens(time.Minute, ask); !slices.Contains(said, "worker_knows") {
		t.Errorf("once a worker knows: %v", said)
	}
	nobody := newTalking(t)
	nobody.talk.Paging = false
	nobody.happens(0, text("hes outside my door with a knife"))
	said, _ := nobody.happens(time.Minute, ask)
	if slices.Contains(said, "danger") || slices.Contains(said, "danger_where") || slices.Contains(said, "worker_knows") || len(said) == 0 {
		t.Errorf("where nobody can be told: %v", said)
	}
}

func TestWhoComesJustAfterACryForHelpIsDangerNow(t *testing.T) {
	t.Parallel()
	for words, alerts := range map[string]int{"hes coming": 1, "shes back": 1, "mum is here": 1, "hes gone": 0, "its raining": 0} {
		p := newTalking(t)
		for _, before := range []string{"help", "me", "i cant say"} {
			p.happens(time.Minute, text(before))
		}
		if _, called := p.happens(time.Minute, text(words)); called != alerts {
			t.Errorf("%q: %d alerts, want %d", words, called, alerts)
		}
	}
	p := askedFor(t, AskWanted) // where nothing of harm was said it is nothing
	if _, called := p.happens(time.Minute, text("hes coming")); called != 0 {
		t.Errorf("in an ordinary talk: %d alerts", called)
	}
}

// TestDangerCallsInAnswerToAnyQuestion, in words that the rules know and in such as are only like those of danger.
func TestDangerCallsInAnswerToAnyQuestion(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"he has a knife and hes outside my door", "i cant do this anymore tonight is the night", "she said she will kill me tonight", "he got his belt out again tonight"} {
		for _, ask := range []Ask{AskAnythingElse, AskSafeNow, AskContactSafe, AskWanted, AskCarryOn, AskVisitWhere, AskVisitWhen, AskAvoid, AskAdvocate, AskName, AskConfirm} {
			p := askedFor(t, AskWanted)
			p.s.Pending.Ask = ask
			if _, called := p.happens(time.Minute, text(words)); called != 1 {
				t.Errorf("%s: %q: %d alerts", ask, words, called)
			}
		}
	}
}

// What sounds like danger calls again once the first call has had its time, or somebody has it in hand.
func TestDangerThatOnlySoundsSoCallsAgain(t *testing.T) {
	t.Parallel()
	const later = "he got his belt out again tonight"
	for name, row := range map[string]struct {
		before []Happening
		after  time.Duration
		want   int
	}{
		"at once":                  {nil, time.Minute, 0},
		"when the call is old":     {nil, time.Hour, 1},
		"when it is in hand":       {[]Happening{AlertAcknowledged{Alert: "A-", By: "Priya"}, InHand{Seen: 99}}, time.Minute, 1},
		"weeks after it was so":    {[]Happening{AlertAcknowledged{Alert: "A-", By: "Priya"}, InHand{Seen: 99}}, 21 * 24 * time.Hour, 1},
		"and nobody could be told": {nil, 11 * time.Minute, 1},
	} {
		p := newTalking(t)
		p.happens(0, text("hes outside my door with a knife"))
		for _, what := range row.before {
			if known, is := what.(AlertAcknowledged); is {
				known.Alert = p.s.Alerts[0].ID
				what = known
			}
			p.happens(time.Minute, what)
		}
		if _, called := p.happens(row.after, text(later)); called != row.want {
			t.Errorf("%s: %d alerts, want %d", name, called, row.want)
		}
	}
}

// Smaller worries, however many, do not wash away that there was danger.
func TestManyWorriesDoNotWashDangerAway(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.happens(0, text("hes outside my door with a knife"))
	for n := range 60 {
		p.happens(time.Hour, text([]string{"my carer wont feed me", "a member of staff grabbed me and hurt my arm", "they are moving me on friday"}[n%3]))
	}
	if f := p.s.Facts(); len(f.Urgent) > mostUrgent || !slices.ContainsFunc(f.Urgent, func(u Urgent) bool { return u.Tier == R1 }) {
		t.Errorf("%d reasons are kept, and none of them is R1", len(f.Urgent))
	}
}

// Whoever takes back a "no" to another question, and says that they are safe, has answered if they are.
func TestSafeIsNoAnswerToTheQuestionBefore(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"i meant yes im safe", "sorry i meant yes im safe hes gone", "no wait yes im safe", "yes im safe he left", "im safe hes gone"} {
		p := askedFor(t, AskSafeNow)
		if p.goesElsewhere(words) {
			t.Errorf("%q is taken for somebody else's", words)
			continue
		}
		if _, alerts := p.happens(time.Minute, text(words)); alerts != 0 || p.s.value(AskSafeNow) != Yes || p.s.Pending.Ask != AskContactSafe {
			t.Errorf("%q: %d alerts, safe %q, %q is asked", words, alerts, p.s.value(AskSafeNow), p.s.Pending.Ask)
		}
	}
	for _, words := range []string{"hes gone now", "hes not here anymore"} {
		p := inDanger(t)
		if said, _ := p.happens(time.Minute, text(words)); slices.Contains(said, "self_harm") {
			t.Errorf("%q is answered with %v", words, said)
		}
	}
}
