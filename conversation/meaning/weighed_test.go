package meaning

import "testing"

// byRules reads by the rules alone, as they must do their part alone. What both readers do together is
// measured in cmd/measure.
func byRules(text string) Reading {
	r := *Default()
	r.learned = nil
	return r.Read(text)
}

func TestTheMoreWorriedReaderWins(t *testing.T) {
	t.Parallel()
	sideways := "he comes in my room after lights out and says its our secret, i pretend im asleep"
	low, high := Default().At(Thresholds{Flag: 0.01, Page: 0.01}), Default().At(Thresholds{Flag: 0.9999, Page: 0.9999})
	if got := low.Read("the wifi at the unit is down again"); got.Risk == None {
		t.Error("the learned reader raises nothing, however little it takes")
	}
	if got := high.Read("i want to kill myself tonight"); got.Risk != Immediate {
		t.Errorf("the rules are lowered to %s", got.Risk)
	}
	got := low.Read(sideways)
	if got.Risk != Immediate || got.Tier != "R1" || len(got.RiskKinds) == 0 || len(got.Because) == 0 {
		t.Errorf("got %s, tier %s, kinds %v, because %v", got.Risk, got.Tier, got.RiskKinds, got.Because)
	}
	runes := []rune(sideways)
	for _, b := range got.Because {
		if b.Start < 0 || b.End > len(runes) || string(runes[b.Start:b.End]) != b.Text || b.Why == "" {
			t.Errorf("%+v is no stretch of the message with a reason", b)
		}
	}
}

func TestAShortAnswerMustSoundWorseThanFirstWords(t *testing.T) {
	t.Parallel()
	at := Default().At(Thresholds{Flag: 0.3, Page: 0.3})
	for _, text := range []string{"dont tell my mum", "nobody else sees it", "im at my dads till sunday"} {
		if got := at.Asked("keep_from").Read(text); got.Risk != None {
			t.Errorf("%q in answer to a question is read as %s", text, got.Risk)
		}
	}
	if got := at.Asked("keep_from").Read("my dad. he hits me when he finds out anything"); got.Risk == None {
		t.Error("harm in an answer is not heard")
	}
	if got, want := at.Asked("safe_now").Read("he is outside my door"), at.Read("he is outside my door"); got.Risk != want.Risk {
		t.Errorf("in answer to 'are you safe?' it is read as %s, want %s", got.Risk, want.Risk)
	}
}

func TestStandardThresholdsAreProbabilities(t *testing.T) {
	t.Parallel()
	if got := StandardThresholds(); got.Flag <= 0 || got.Flag >= 1 || got.Page <= 0 || got.Page >= 1 {
		t.Errorf("got %+v", got)
	}
}

func TestDangerIsNoPraise(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"took all my nans heart pills feel well sick", "thanks for everything youve all been great im going to kill myself tonight"} {
		if got := Read(text); got.Category == Compliment {
			t.Errorf("%q is %s with %d matters", text, got.Category, len(got.Issues))
		}
	}
}
