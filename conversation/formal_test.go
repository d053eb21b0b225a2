package conversation

import (
	"slices"
	"testing"
)

// TestTheFormalWayIsOneStepAway: in whatever words, and above all in those that we offer it in.
func TestTheFormalWayIsOneStepAway(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"the formal way please", "formal way", "ok the formal way then", "do it the formal way", "can you do it the formal way", "id like the formal way", "i want it looked into the formal way",
		"can it be formal", "official complaint pls", "formal complaint", "make it a formal one", "not sorted formal please", "id rather do the formal complaint",
		"escalate this", "please escalate", "i wish to escalate my complaint", "i want this escalated", "i want this investigated", "i want an investigation", "i want a proper investigation",
		"i want it looked into properly", "im going to the ombudsman", "can i go to the ombudsman", "i want the ombudsman", "i want to appeal", "i want a written response", "i want a reply in writing",
		"I would like this treated under the statutory procedure", "no, I want it formal", "i want it formal",
	} {
		p := withAVisit(t, "yes")
		if names, _ := p.tells(words); !slices.Equal(names, []string{"formal"}) || p.s.Formal == nil {
			t.Errorf("%q: said %v, formal %v", words, names, p.s.Formal)
		}
	}
	for _, words := range []string{
		"i dont want it formal", "i wore a formal dress", "the formal meeting was cancelled", "i dont want a formal complaint", "id rather not make it formal",
		"they never investigated it", "she escalated it last time", "i want to appeal to my mum", "i want an answer", "i want a written plan", "can i go to the park", "i want to go to a formal dance", "it was looked into",
		"the police are investigating", "no need for formal", "i didnt mean a formal complaint", "do i have to make it formal", "does it have to be formal",
	} {
		p := withAVisit(t, "yes")
		if names, _ := p.tells(words); p.s.Formal != nil {
			t.Errorf("%q is taken for a wish for the formal way: said %v", words, names)
		}
	}
}
