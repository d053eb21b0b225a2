package conversation

import (
	"slices"
	"strings"
	"testing"
)

// TestAQuestionAboutAVisitIsAnswered: with who comes, when and where, and the visit still waits for its answer.
func TestAQuestionAboutAVisitIsAnswered(t *testing.T) {
	t.Parallel()
	for _, answered := range []string{"", "yes"} {
		for _, words := range []string{
			"whats the address", "where is it", "wheres it", "where are we meeting", "what time", "what time is it", "what time thursday", "what day", "is it still on", "is she still coming",
			"is the visit still on thursday", "are you still coming", "who is it thats coming", "who is coming", "who is priya", "when is she coming again", "when you coming", "so what time is she coming",
			"whats happening", "any news?",
		} {
			p := withAVisit(t, answered)
			names, all := p.tells(words)
			if !slices.Equal(names, []string{"status_visit"}) || !strings.Contains(all, "Priya") || !strings.Contains(all, "the library") {
				t.Errorf("%q (answered %q): said %v", words, answered, names)
			}
			if len(p.s.VisitSay) > 0 && !p.s.VisitSay[len(p.s.VisitSay)-1].Yes {
				t.Errorf("%q is taken for a no", words)
			}
		}
	}
	for _, words := range []string{"can she bring my sister", "can you text me the day before", "what is she like", "will you be on time", "will she be long"} {
		p := withAVisit(t, "")
		if names, _ := p.tells(words); len(names) == 0 || p.s.Visits[0].State != "booked" {
			t.Errorf("%q: said %v, the visit is %s", words, names, p.s.Visits[0].State)
		}
	}
}

// TestAYesThatIsNone: what they say yes to is not what was proposed.
func TestAYesThatIsNone(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"sure but not at school": "visit_noted", "yes but not priya": "visit_noted", "ok but not thursday": "visit_noted", "yes but somewhere else": "visit_noted", "yeah but can we make it later": "visit_noted",
		"yes but not with my carer there": "visit_noted", "make it 4pm": "visit_noted", "yes only not at home": "visit_noted",
		"2": "visit_no", "no": "visit_no",
		"yes but can my nan be there": "visit_yes", "yes but dont tell my mum": "visit_yes", "yes whats the address": "visit_yes", "yes but i might be late": "visit_yes", "ok but i finish at 3": "visit_yes", "yes": "visit_yes",
		"yes but not for long": "visit_yes", "yes thats fine but is she nice": "visit_yes",
	} {
		p := withAVisit(t, "")
		names, _ := p.tells(words)
		if !slices.Contains(names, want) {
			t.Errorf("%q: said %v, want %s", words, names, want)
		}
		if said := p.s.VisitSay; want == "visit_noted" && (len(said) == 0 || said[0].Yes || said[0].Words != words) {
			t.Errorf("%q: the case is told %+v", words, said)
		}
	}
}
