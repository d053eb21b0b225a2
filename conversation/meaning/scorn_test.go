package meaning

import "testing"

// Words of praise beside what went wrong are no praise.
func TestScornIsAComplaint(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"oh brilliant my contact got cancelled again. love that for me", "well done council. my sw has cancelled 4 times. slow clap",
		"my social worker is amazing at forgetting i exist", "best social worker ever, hasnt seen me since march",
		"gold star for my iro who read off a sheet", "brilliant. cancelled again", "shoutout to my sw for ghosting me", "thanks for nothing",
		"big thanks to the council for moving me 3 times in a year", "love how my sw never picks up", "my sw is the best at not turning up",
		"5 stars for the worker who was 2 hours late", "wow amazing service. 6 weeks and no reply", "fantastic. another new social worker",
		"so kind of them to tell me on the day i was moving", "nice one, forgot my birthday again", "perfect timing as always, an hour late",
		"congrats on being the worst council ever", "top marks to my pa for vanishing", "lovely. no contact this month",
		"what a legend, promised to ring on monday and its friday",
		"so proud of my council for spelling my name wrong on my plan", "shout out to whoever decided to split me and my brother up",
		"really helpful social worker, blocked my number lol", "a huge thank you to my IRO who didnt read my form",
		"best council ever, took my brother away and told me by text", "great job guys, i sleep on a sofa", "amazing support, all they do is email my mum", "absolute legends, my bag was a bin liner",
		"well done, my sister lives 200 miles away now", "shes brilliant when she remembers i exist", "big up my sw, seen her twice this year", "thanks so much, havent heard from you in weeks",
		"brilliant, late once again", "lovely worker, gave up on me after a week", "thanks for never giving me a reply", "cheers, nobody asked me before moving me",
		"my foster carer is lovely when the social worker is there, screams at me when shes gone",
	} {
		if got := Read(text); got.Category != Complaint || !got.Scorns {
			t.Errorf("%q is read as %s, scorn %v", text, got.Category, got.Scorns)
		}
	}
}

// Praise that is meant stays praise, though words stand in it that elsewhere tell of what went wrong.
func TestPraiseThatIsMeantStaysPraise(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"my social worker is amazing", "thanks to my sw she never gives up on me", "my sw is brilliant, she has never let me down",
		"shoutout to jo, never late once", "my foster carer is the best, love her", "i never thought id say this but my sw is great",
		"big thank you to my sw for coming to see me again", "mum has been visited 4 times and the worker is lovely",
		"i have had 4 social workers and sarah is the best one", "she is the best she never cancels",
		"my carer is amazing, we went to the beach 3 times", "my sw got my contact sorted when it got cancelled, shes brilliant",
		"my social worker remembered my birthday again, love her", "i lost my nan and my sw was amazing",
		"my pa drove 2 hours to see me, what a legend", "my sw is great she never makes me feel stupid",
		"she came to every meeting and was never late, best worker", "thanks to the taxi driver who waited with me when it was late",
		"my worker is brilliant and i dont know what id do without her", "well done to my sw she got me 3 visits with my sister",
		"my advocate was wonderful, she didnt give up till i got my passport", "best worker ever, she never forgets anything",
		"thank you Dawn for never giving up on me", "shout out to my sw for turning up to my show even though it rained", "no one ever listened to me before her, shes amazing",
		"my sw took my brother away for the weekend and he loved it, thank you", "shes brilliant when i feel low", "my new flat is lovely, i sleep so well now, thanks",
		"amazing how fast she got me moved away from him", "fab worker, took us to the beach when it was raining", "my social worker is the best, she comes when i dont even ask", "the best, seen her twice this week",
		"just want to say my carer is kind, she doesnt shout",
	} {
		if got := Read(text); got.Category != Compliment || got.Scorns {
			t.Errorf("%q is read as %s, scorn %v", text, got.Category, got.Scorns)
		}
	}
}
