package conversation

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAComplaintThatAsksIsAComplaint(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"my sister doesnt get her pocket money and neither do i", "are you the ones for kids in care. my lad has been waiting since easter for a social worker to come",
		"can you help my carer lost my passport", "hi is this where i say about my keyworker shouting at me", "just wondering why my contact got stopped", "am i allowed to see my sister cos they wont let me",
		"is it right that they took my tv", "can they stop me seeing my nan", "who do i tell that my keyworker keeps going in my room",
	} {
		p := newTalking(t)
		if p.happens(0, text(words)); len(p.s.Issues) != 1 || p.s.Category != "statutory_complaint" {
			t.Errorf("%q: %s with %d matters", words, p.s.Category, len(p.s.Issues))
		}
	}
	for _, words := range []string{"can i get a bus pass", "how do i see my file", "what is an advocate", "what age do you leave care", "can you tell me how to get a provisional licence"} {
		p := newTalking(t)
		if p.happens(0, text(words)); len(p.s.Issues) != 0 {
			t.Errorf("%q: %q", words, p.s.Issues[0].Words)
		}
	}
}

func TestWhatStandsBesideALostCodeIsKept(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.happens(0, text("hi"))
	said, _ := p.happens(time.Minute, text("sorry i lost my code. my carers took my phone and i want it back"))
	if len(p.s.Issues) != 1 || !slices.Contains(said, "code_not_here") {
		t.Errorf("%d matters, said %v", len(p.s.Issues), said)
	}
}

func TestAYesToAVisitWithAConditionKeepsBoth(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		text  string
		ask   Ask
		words string
	}{
		{"only if its not my worker", AskAvoid, "not my worker"},
		{"can it be on the phone instead", AskVisitWhere, "on the phone"},
		{"id rather text", AskVisitWhere, "text"},
		{"yes but dont tell my mum", AskKeepFrom, "dont tell my mum"},
	} {
		p := nearlyDone(t, AskCarryOn, false, "", "")
		said, _ := p.happens(time.Minute, text(row.text))
		if p.s.value(AskCarryOn) != Yes || !strings.Contains(p.s.words(row.ask), row.words) || slices.Contains(said, "carry_on") {
			t.Errorf("%q: carry on %q, %s %q, said %v", row.text, p.s.value(AskCarryOn), row.ask, p.s.words(row.ask), said)
		}
	}
}
