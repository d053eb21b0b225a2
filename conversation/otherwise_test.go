package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// readBackOf is a whole talk up to the read-back, and where agreed is set past it: a young person's, or a nan's.
func readBackOf(t *testing.T, who string, agreed bool) *talking {
	t.Helper()
	p := newTalking(t)
	for _, words := range map[string][]string{
		"self":   {"my social worker never rings me, she came 3 times on the 3rd of may", "they took my xbox off me", "1", "1", "a new worker", "yes", "school", "thursday", "tracey", "no", "Kai"},
		"behalf": {"I'm Anna's nan. She is 7 and her carers never let her ring me", "no", "yes", "1", "yes", "her dad", "a phone call every week", "yes", "my house", "wednesday at 4", "0", "no", "Jean"},
	}[who] {
		p.happens(time.Minute, text(words))
	}
	if p.s.Pending.Ask != AskConfirm {
		t.Fatalf("%q is asked, want the read-back", p.s.Pending.Ask)
	}
	if agreed {
		p.happens(time.Minute, text("1"))
		p.happens(time.Hour, CaseRead{Seq: 1000})
	}
	return p
}

// stands is the words of an answer, or where it has none its value.
func stands(s State, a Ask) string {
	if words := s.words(a); words != "" {
		return words
	}
	return s.value(a)
}

// Whatever they say otherwise at the read-back, or after hand-over, it is that answer which is changed, and no other, and
// nothing of it becomes a matter that is wrong.
func TestWhatTheySayOtherwiseIsPutRight(t *testing.T) {
	t.Parallel()
	const both, before, after = 3, 1, 2
	for _, row := range []struct {
		when      int
		who, text string
		put       Ask
		want      string
	}{
		{both, "self", "changed my mind, at home not school", AskVisitWhere, "at home"},
		{both, "self", "no one. and can we meet at mcdonalds instead", AskVisitWhere, "at mcdonalds"},
		{both, "self", "actually not school my nans", AskVisitWhere, "my nans"},
		{both, "self", "actually scrap school do costa", AskVisitWhere, "costa"},
		{before, "self", "ngl id rather do it at costa", AskVisitWhere, "at costa"},
		{before, "self", "my nans", AskVisitWhere, "my nans"},
		{before, "self", "nah home", AskVisitWhere, "home"},
		{before, "self", "school is bad. nans is better", AskVisitWhere, "nans"},
		{before, "self", "yes but at my nans", AskVisitWhere, "at my nans"},
		{both, "behalf", "I would sooner meet at the library", AskVisitWhere, "at the library"},
		{before, "self", "all good but make it friday", AskVisitWhen, "friday"},
		{before, "self", "1 but friday", AskVisitWhen, "friday"},
		{before, "self", "friday", AskVisitWhen, "friday"},
		{both, "self", "any day but thursday", AskVisitWhen, "any day but thursday"},
		{both, "self", "i cant do thursdays anymore", AskVisitWhen, "i cant do thursdays anymore"},
		{before, "behalf", "Wednesday won't do, I have the hospital. Friday.", AskVisitWhen, "Friday"},
		{both, "self", "tracey can come i dont mind", AskAvoid, "none"},
		{both, "self", "lol tracey is fine idc", AskAvoid, "none"},
		{both, "self", "dont mind tracey", AskAvoid, "none"},
		{before, "self", "also not gemma", AskAvoid, "tracey\nnot gemma"},
		{before, "self", "its fine but dont send gemma either", AskAvoid, "tracey\ndont send gemma either"},
		{before, "self", "the one i dont like is gemma not tracey", AskAvoid, "gemma"},
		{both, "behalf", "Her dad can know now", AskKeepFrom, "none"},
		{both, "behalf", "Her dad can know, it is her uncle who mustn't", AskKeepFrom, "Her dad can know, it is her uncle who mustn't"},
		{before, "self", "its right but i do want an advocate", AskAdvocate, "i do want an advocate"},
		{both, "self", "i do want a advocate now", AskAdvocate, "i do want a advocate"},
		{before, "behalf", "On reflection I would like an advocate for her", AskAdvocate, "I would like an advocate"},
		{before, "self", "add an advocate", AskAdvocate, "an advocate"},
		{both, "self", "im not Kai im KJ", AskName, "KJ"},
		{before, "self", "remove my name", AskName, "refuses"},
		{before, "self", "can u not use my name", AskName, "refuses"},
		{both, "behalf", "I told her about it this morning so she knows now", AskChildKnows, "I told her about it this morning so she knows now"},
		{both, "behalf", "She doesn't know I've told you", AskChildKnows, "She doesn't know I've told"},
		{both, "behalf", "my daughter will be with me", AskVisitWith, "my daughter will be with me"},
		{before, "self", "add my nan", AskVisitWith, "my nan"},
		{before, "self", "can you add my mate josh", AskVisitWith, "my mate josh"},
		{before, "self", "add gemma to who not to send", AskAvoid, "tracey gemma"},
		{both, "self", "i dont want a new worker anymore i want her to say sorry", AskWanted, "her to say sorry"},
		{before, "self", "i want my xbox back thats what i want", AskWanted, "a new worker, i want my xbox back thats what i want"},
		{before, "self", "drop the bit about tracey", AskAvoid, "refuses"},
	} {
		for _, agreed := range []bool{false, true} {
			if row.when == before && agreed || row.when == after && !agreed {
				continue
			}
			p := readBackOf(t, row.who, agreed)
			was := p.s
			names, _ := p.tells(row.text)
			if got := stands(p.s, row.put); got != row.want {
				t.Errorf("%q, agreed %v: %s is %q, want %q; said %v", row.text, agreed, row.put, got, row.want, names)
			}
			for a, known := range was.Answers {
				if a != row.put && a != AskConfirm && p.s.Answers[a] != known {
					t.Errorf("%q, agreed %v: %s became %+v", row.text, agreed, a, p.s.Answers[a])
				}
			}
			if len(p.s.Issues) != len(was.Issues) || !agreed && p.s.Pending.Ask != AskConfirm {
				t.Errorf("%q, agreed %v: %d matters, %q is asked", row.text, agreed, len(p.s.Issues), p.s.Pending.Ask)
			}
		}
	}
}

// What a line says is called wrong, and nothing better is named: so they are asked for it.
func TestWhatIsOnlyCalledWrongIsAskedFor(t *testing.T) {
	t.Parallel()
	for words, ask := range map[string]Ask{
		"i dont want to do it at school": AskVisitWhere, "good except its not school": AskVisitWhere, "youve put the wrong place": AskVisitWhere,
		"thats not my name": AskName, "i dont want to be called Kai": AskName,
	} {
		p := readBackOf(t, "self", false)
		lines := readableLetters(p)
		if p.tells(words); p.s.Pending.Ask != AskChange || p.s.Changing != lines[ask] {
			t.Errorf("%q: %q is asked of %q, want %q", words, p.s.Pending.Ask, p.s.Changing, lines[ask])
		}
	}
	for words, ask := range map[string]Ask{"can i change where we meet": AskVisitWhere, "i want to change my name": AskName, "i wanna change who not to send": AskAvoid, "i dont want to do it at school": AskVisitWhere} {
		p := readBackOf(t, "self", true)
		was := stands(p.s, ask)
		if p.tells(words); p.s.Pending.Ask != ask || stands(p.s, ask) != was || len(p.s.Issues) != 2 {
			t.Errorf("after hand-over %q: %q is asked, %q stands, %d matters", words, p.s.Pending.Ask, stands(p.s, ask), len(p.s.Issues))
		}
	}
}

// A line is taken out at once: an answer is blank, a matter is marked and no more read back.
func TestALineIsTakenOutAtOnce(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"take B out", "B shouldnt be there", "get rid of b", "delete B pls", "b isnt mine", "lose b", "cross out B", "b needs to go", "leave b out", "dont put b", "can u take b out plz", "forget B",
		"scrap the xbox thing they gave it back", "take out the part about my xbox", "i dont want b in there", "I would like B taken out please", "B off",
	} {
		for _, agreed := range []bool{false, true} {
			p := readBackOf(t, "self", agreed)
			names, said := p.tells(words)
			if !p.s.Issues[1].Out() || p.s.Issues[1].Words != "they took my xbox off me" || !slices.Contains(names, "left_out") || strings.Contains(said, "they took my xbox") || p.s.Delete || p.s.Withdrawal != "" {
				t.Errorf("%q, agreed %v: said %v %q; the matter is %+v", words, agreed, names, said, p.s.Issues[1])
			}
		}
	}
	for words, ask := range map[string]Ask{"remove C": AskWanted, "take out D": AskVisitWhere, "E out": AskVisitWhen, "D blank pls": AskVisitWhere, "scrap d and e": AskVisitWhere, "take off tracey": AskAvoid, "leave the place out": AskVisitWhere} {
		p := readBackOf(t, "self", false)
		if p.tells(words); stands(p.s, ask) != "refuses" || p.s.Pending.Ask != AskConfirm || len(p.s.Issues) != 2 {
			t.Errorf("%q: %s is %q, %q is asked", words, ask, stands(p.s, ask), p.s.Pending.Ask)
		}
	}
}

func TestWhatOnlySoundsLikeALineTakenOutTakesNoneOut(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"get rid of my key worker", "they take me out of school", "dont send tracey", "dont tell my dad", "take me out of here", "b is about my brother", "they left me out", "my dog is called b", "i dont want them to take my xbox",
		"it should not be like this", "she should not be there when you come", "im not mine", "who is tracey", "omg 1", "1", "yes", "im good thx", "i am not very good with this phone. aye thatll do", "its ok here im at the library",
	} {
		for _, agreed := range []bool{false, true} {
			p := readBackOf(t, "self", agreed)
			was := p.s
			p.tells(words)
			for _, a := range []Ask{AskWanted, AskVisitWhere, AskVisitWhen, AskName} {
				if p.s.Answers[a] != was.Answers[a] {
					t.Errorf("%q, agreed %v: %s became %+v", words, agreed, a, p.s.Answers[a])
				}
			}
			if slices.ContainsFunc(p.s.Issues, func(i Issue) bool { return i.Out() }) || !strings.Contains(p.s.words(AskAvoid), "tracey") {
				t.Errorf("%q, agreed %v: %+v, to leave out %q", words, agreed, p.s.Issues, p.s.words(AskAvoid))
			}
		}
	}
}

// An answer to the question on their screen may stand beside one that puts another right.
func TestAnAnswerStandsBesideOneThatPutsRight(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		asked Ask
		text  string
		want  map[Ask]string
	}{
		{AskAvoid, "no one. and can we meet at mcdonalds instead", map[Ask]string{AskAvoid: "none", AskVisitWhere: "at mcdonalds"}},
		{AskAvoid, "changed my mind, at home not school", map[Ask]string{AskVisitWhere: "at home"}},
		{AskVisitWhen, "wait not school my nans house", map[Ask]string{AskVisitWhere: "my nans house"}},
		{AskVisitWhen, "can it be at home not school cos my mates will see", map[Ask]string{AskVisitWhere: "at home"}},
		{AskVisitWhere, "oh and i dont want a new worker i want my xbox", map[Ask]string{AskWanted: "my xbox"}},
		{AskName, "yes to the advocate pls i changed my mind", map[Ask]string{AskAdvocate: "yes to the advocate"}},
		{AskName, "i do want one of them advocate people", map[Ask]string{AskAdvocate: "one of them advocate people"}},
	} {
		p := newTalking(t)
		for _, words := range []string{"my social worker never rings me", "they took my xbox off me", "1", "1", "a new worker", "yes", "school", "thursday", "tracey", "no"} {
			if p.s.Pending.Ask == row.asked {
				break
			}
			p.happens(time.Minute, text(words))
		}
		before := len(p.s.Issues)
		p.happens(time.Minute, text(row.text))
		for a, want := range row.want {
			if got := stands(p.s, a); got != want {
				t.Errorf("%s: %q: %s is %q, want %q", row.asked, row.text, a, got, want)
			}
		}
		if _, asked := row.want[row.asked]; !asked && p.s.Pending.Ask != row.asked || len(p.s.Issues) != before {
			t.Errorf("%s: after %q %s is asked, and there are %d matters", row.asked, row.text, p.s.Pending.Ask, len(p.s.Issues))
		}
	}
}

// The place that they had named is not it, and the new one comes with its day.
func TestAnotherPlaceMayComeWithItsDay(t *testing.T) {
	t.Parallel()
	for words, want := range map[string][2]string{
		"actually not school at my nans on saturday": {"at my nans", "on saturday"}, "not school, my nans saturday": {"my nans", "saturday"},
		"not school my nans. saturday morning": {"my nans", "saturday morning"}, "actually not school, my nans": {"my nans", ""},
	} {
		p := newTalking(t)
		for _, said := range []string{"my worker never rings me back", "no", "1", "1", "1", "a new worker", "1", "at school"} {
			p.happens(time.Minute, text(said))
		}
		if p.s.Pending.Ask != AskVisitWhen {
			t.Fatalf("asked %q", p.s.Pending.Ask)
		}
		p.happens(time.Minute, text(words))
		if got := [2]string{p.s.words(AskVisitWhere), p.s.words(AskVisitWhen)}; got != want {
			t.Errorf("%q: where and when are %q, want %q", words, got, want)
		}
	}
}

// What says of itself that it corrects something puts that right, and is no answer to what is asked, whatever it gives for a reason.
func TestACorrectionWithItsReasonIsNoAnswer(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	for _, said := range []string{"im Kais nan. they never tell me anything about him at all", "no", "yes", "1", "7", "yes"} {
		p.happens(time.Minute, text(said))
	}
	asked := p.s.Pending.Ask
	if asked != AskKeepFrom || p.s.value(AskChildAge) != "7" {
		t.Fatalf("asked %q, age %q", asked, p.s.value(AskChildAge))
	}
	p.happens(time.Minute, text("actually hes 8 he had his birthday last week"))
	if p.s.value(AskChildAge) != "8" || p.s.words(AskKeepFrom) != "" || p.s.Pending.Ask != asked {
		t.Errorf("age %q, not to tell %q, asked %q", p.s.value(AskChildAge), p.s.words(AskKeepFrom), p.s.Pending.Ask)
	}
}
