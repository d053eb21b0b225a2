package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// phone is somebody who texts and is answered, for tests of a whole talk.
type phone struct {
	t     *testing.T
	talk  Talk
	s     State
	at    time.Time
	turns int
}

// texts sends a message, lets what falls due meanwhile happen, and gives what came back.
func (p *phone) texts(text string) []Say {
	p.t.Helper()
	p.at = p.at.Add(time.Minute)
	all := p.step(Said{Channel: SMS, Text: text})
	for wake := p.s.Wake(); !wake.IsZero() && wake.Before(p.at.Add(time.Minute)); wake = p.s.Wake() {
		p.at = wake
		all = append(all, p.step(Woke{})...)
	}
	return all
}

func (p *phone) step(what Happening) []Say {
	p.turns++
	next, effects := p.talk.Step(p.s, Event{At: p.at, Fresh: strings.Repeat("abcdefgh", 3) + string(rune('a'+p.turns%26)), What: what})
	p.s = next
	var said []Say
	for _, e := range effects {
		if say, ok := e.(Say); ok {
			said = append(said, say)
		}
	}
	return said
}

func aPhone(t *testing.T, talk Talk) *phone {
	return &phone{t: t, talk: talk, s: State{ID: "00-x"}, at: time.Date(2026, 3, 2, 11, 0, 0, 0, time.UTC)}
}

// inWelsh reports whether a text is the Welsh wording of its sentence and not the English one.
func inWelsh(say Say, talk Talk) bool {
	ours, theirs := talk.Languages["cy"].sentences[say.Sentence], talk.Words.sentences[say.Sentence]
	first := strings.Fields(half(ours, SMS))[0]
	return ours != theirs && (strings.HasPrefix(first, "{") || strings.HasPrefix(say.Text, capital(first)))
}

func TestATalkInWelshGoesThroughToTheCase(t *testing.T) {
	t.Parallel()
	talk := talkForTests()
	talk.Languages = Languages() // as if a named person had reviewed it
	p := aPhone(t, talk)
	answers := map[Ask]string{
		AskConcern: "dyw fy ngweithiwr cymdeithasol byth yn ateb", AskAnythingElse: "na", AskAboutWho: "fi", AskSafeNow: "ydw", AskContactSafe: "ydy",
		AskWanted: "dwi isio gweld fy mrawd", AskCarryOn: "iawn", AskVisitWhere: "yn yr ysgol", AskVisitWhen: "dydd Llun ar ol ysgol",
		AskAvoid: "neb", AskAdvocate: "na dim diolch", AskName: "Cadi", AskConfirm: "ydy",
	}
	said := p.texts("Dyw fy ngweithiwr cymdeithasol byth yn ateb a dwi'n becso")
	for sent := 0; p.s.Stage != HandedOver; sent++ {
		for _, say := range said {
			if !inWelsh(say, talk) {
				t.Errorf("%s is not said in Welsh: %q", say.Sentence, say.Text)
			}
		}
		reply, ok := answers[p.s.Pending.Ask]
		if !ok || sent > 20 {
			t.Fatalf("stuck at %q after %d messages", p.s.Pending.Ask, sent)
		}
		said = p.texts(reply)
	}
	f := p.s.Facts()
	if f.Language != "cy" || f.Interpreter || len(f.Issues) == 0 || f.Name != "Cadi" || f.Advocate != No {
		t.Errorf("the case says %+v", f)
	}
	if f.Contacts[0].SafeToReply != Yes {
		t.Errorf("safe to reply is %q, want yes", f.Contacts[0].SafeToReply)
	}
}

// TestAnUnreviewedLanguageIsNeverSpoken: who writes Welsh before anybody has reviewed it is
// promised a person who speaks it, in English, and hears no danger words in Welsh either.
func TestAnUnreviewedLanguageIsNeverSpoken(t *testing.T) {
	t.Parallel()
	talk := talkForTests()
	p := aPhone(t, talk)
	said := p.texts("Dyw fy ngweithiwr cymdeithasol byth yn ateb a dwi'n becso")
	said = append(said, p.texts("helpwch mae o'n brifo fi")...)
	for _, say := range said {
		if say.Text != "" && talk.Words.sentences[say.Sentence] == "" {
			t.Errorf("%q is said by no English sentence: %q", say.Sentence, say.Text)
		}
	}
	if !slices.ContainsFunc(said, func(s Say) bool { return s.Sentence == "interpreter" }) {
		t.Errorf("no interpreter is promised: %v", said)
	}
	if f := p.s.Facts(); f.Language != "cy" || !f.Interpreter || p.s.tier() != R1 {
		t.Errorf("language %q, interpreter %v, tier %s; want cy, true, R1", f.Language, f.Interpreter, p.s.tier())
	}
}

func TestDangerInWelshIsAnsweredInWelshWhereItIsReviewed(t *testing.T) {
	t.Parallel()
	talk := talkForTests()
	talk.Languages = Languages() // as if a named person had reviewed it
	p := aPhone(t, talk)
	said := p.texts("Helpwch fi plis, mae o'n brifo fi a dwi ofn mynd adre")
	if p.s.tier() != R1 || len(said) == 0 {
		t.Fatalf("tier %s, said %v", p.s.tier(), said)
	}
	for _, say := range said {
		if !inWelsh(say, talk) {
			t.Errorf("%s is not said in Welsh: %q", say.Sentence, say.Text)
		}
	}
}
