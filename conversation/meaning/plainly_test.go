package meaning

import "testing"

// TestAPlainYesOrNoIsReadAsOne: what nearly everybody writes must never be read as its opposite.
func TestAPlainYesOrNoIsReadAsOne(t *testing.T) {
	t.Parallel()
	yes := []string{"yes", "Yes", "yes.", "yeah", "yep", "yh", "ok", "1", "👍", "yes please", "yes thank you", "Yes, thanks"}
	no := []string{"no", "No.", "nah", "nope", "2", "no thanks", "No thank you", "👎"}
	for ask, more := range map[string]struct{ yes, no []string }{
		"safe_now":     {[]string{"yes she is", "Yes he is", "yes im safe", "he is safe", "im fine", "we are fine", "yes im safe its just rude"}, []string{"no she isnt", "no he's not", "im not", "she is not safe"}},
		"contact_safe": {[]string{"yes it is", "yes thats fine", "its my phone", "nobody else uses it"}, []string{"no its not", "not really", "please dont"}},
		"child_knows":  {[]string{"yes he does", "she does", "he knows"}, []string{"no she doesnt", "he doesnt", "not yet"}},
		"advocate":     {[]string{"yes i would", "id like that"}, []string{"no i dont", "not for me"}},
		"carry_on":     {[]string{"go on", "yes carry on"}, []string{"not now", "leave it there"}},
		"visit_ok":     {[]string{"yes it is", "that is fine", "see you then"}, []string{"no it isnt", "i cant"}},
		"forget":       {[]string{"yes leave it", "leave it"}, []string{"no carry on", "carry on"}},
		"sorted":       {[]string{"yes it is", "all sorted", "yes got my key the same day"}, []string{"no it isnt", "not at all", "lol no. he said sorry and then didnt turn up"}},
	} {
		for want, texts := range map[string][]string{"yes": append(more.yes, yes...), "no": append(more.no, no...)} {
			for _, text := range texts {
				if ask == "sorted" && text == "2" {
					continue // there it is "a bit"
				}
				if got := Answer(ask, text).Value; got != want {
					t.Errorf("%s: %q is read as %q, want %s", ask, text, got, want)
				}
			}
		}
	}
	if got := Answer("sorted", "2").Value; got != "partly" {
		t.Errorf(`sorted: "2" is read as %q, want partly`, got)
	}
}

// notPlain are tails that make a yes to "are you safe" more or less than a plain one.
var notPlain = []string{
	"but he is outside the door", "until dad gets home", "when hes asleep", "if he doesnt come back", "for now", "i guess", "i think",
	"unless he wakes up", "but hes drunk", "hes shouting", "but im hiding", "but im locked in", "she has a knife", "he hit me", "but im bleeding",
	"but im scared", "i want to die", "but i cut myself", "hes outside", "he comes back at 6", "for tonight", "as long as nobody tells him",
	"not really", "kind of", "at the moment", "atm", "lol not", "but not at night", "but not from my dad", "except when its night",
	"he doesnt know im texting", "dont tell him", "till he finds out", "he'll be back soon", "hes on his way", "please hurry", "help", "come quick",
	"but i have to go back there later", "just dont send me back", "so far", "i suppose", "probably", "most of the time", "only because hes out",
	"only when im at school", "sort of", "compared to last night", "now that hes gone", "he went out", "while mum is here", "he said he will kill me",
	"i took some tablets", "someone is following me", "but she isnt", "but my sister isnt", "but my brother is still there", "not my sister though",
	"i wish",
}

// TestAYesWithATailIsNotSafe: whoever answers quickly says yes first and what matters afterwards.
func TestAYesWithATailIsNotSafe(t *testing.T) {
	t.Parallel()
	for _, lead := range []string{
		"yes", "yeah", "im fine", "im ok", "safe", "ok", "yep im safe", "i am", "she is", "👍", "1", "all good", "yes thank you", "im at school",
		"im with my nan",
	} {
		for _, tail := range notPlain {
			for _, between := range []string{" ", ", ", ". "} {
				if got := Answer("safe_now", lead+between+tail); got.Value == "yes" {
					t.Errorf("%q is taken for safe", lead+between+tail)
				}
			}
		}
	}
}

// onlookers are tails that say that a message here may be seen, or may come only at times.
var onlookers = []string{
	"but mum looks", "but my carer checks it", "mum reads it", "my sister can see it", "but not after 9", "only at school", "when im alone",
	"if you are careful", "but delete it after", "staff take it at night", "its shared", "but its not mine", "its my mums phone", "he goes through it",
	"just dont say who you are", "until tonight", "but be careful", "before 6", "not here", "i think", "i guess", "for now", "probably", "sometimes",
	"my dad has the password", "mum pays for it and sees everything", "but it comes up on the ipad", "we all use it", "my ex might see",
	"but dont put names", "unless hes home", "its my boyfriends", "they monitor it", "someone might see it", "as long as you dont mention dad",
	"but use a code", "during the day", "at night", "in the evenings only", "my brother is nosy", "dont text me", "stop texting", "call instead",
	"email is better", "theyll see", "he will go mad if he sees", "the home can see it",
}

// TestAYesWithAnOnlookerIsNotSafeToWriteTo: only a plain yes is safe.
func TestAYesWithAnOnlookerIsNotSafeToWriteTo(t *testing.T) {
	t.Parallel()
	for _, lead := range []string{
		"yes", "yeah", "ok", "fine", "1", "its my phone", "thats ok", "yes please", "sure",
	} {
		for _, tail := range onlookers {
			for _, between := range []string{" ", ", ", ". "} {
				if got := Answer("contact_safe", lead+between+tail); got.Value == "yes" {
					t.Errorf("%q is taken for safe to write to", lead+between+tail)
				}
			}
		}
	}
}

func TestAQuestionBackIsNoAnswer(t *testing.T) {
	t.Parallel()
	for ask, texts := range map[string][]string{
		"safe_now":     {"ten out of ten customer service so far", "I use translator in phone little bit", "Not great with these chat things.", "who is asking?", "why do you ask", "who wants to know", "are you the police", "how do you know my name"},
		"contact_safe": {"who else would see it", "why", "what will you write", "do you mean this number"},
		"child_knows":  {"why would that matter", "what do you mean"},
		"advocate":     {"what is that", "is it free", "what do they do", "never heard of it"},
		"visit_ok":     {"who is priya", "what time", "will you be there", "can my nan be there"},
		"carry_on":     {"how many", "what about", "do i have to", "is it long"},
		"same_new":     {"who is this", "new phone who dis", "wrong number"},
	} {
		for _, text := range texts {
			if got := Answer(ask, text); got.Value != "" {
				t.Errorf("%s: the question %q is read as %q", ask, text, got.Value)
			}
		}
	}
}

// A word that may be a yes is none in a sentence of something else. A phone is safe by a plain yes only.
func TestAYesWordInAnotherSentenceIsNoYes(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"my charger is sound", "i sound weird", "my retainers in so i sound weird irl lol", "the fine was huge", "its cool that the match is on", "k pop is my fave",
		"sure start was our nursery", "ye olde shop", "true crime is on telly"} {
		for _, ask := range []string{"contact_safe", "child_knows"} {
			if got := Default().Answer(ask, text).Value; got == "yes" {
				t.Errorf("%s: %q is read as yes", ask, text)
			}
		}
	}
	for _, text := range []string{"its my own phone", "go for it", "nobody else uses it", "ok. its freezing today", "text away", "i live alone so its fine", "sure thing boss", "yeah k pop fans only lol",
		"thats grand so it is", "fine by me", "course u can", "sure why not", "it is ok now"} {
		if got := Default().Answer("contact_safe", text).Value; got != "yes" {
			t.Errorf("contact_safe: %q is read as %q", text, got)
		}
	}
}
