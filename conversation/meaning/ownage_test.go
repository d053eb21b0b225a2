package meaning

import "testing"

func TestTheirOwnAgeIsWhatTheySayTheyAre(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"im 22 care leaver. i want to kill myself tonight": 22, "im 19 and a care leaver. my semi has mould": 19, "im 14": 14, "I'm twenty one, left care at 18": 21,
		"i am 23 yrs old and my pa never rings": 23, "ive been in care since i was 12, im 20 now": 20, "aged 21, care leaver": 21, "i turned 19 last week": 19, "im 24 and im writing for my little brother": 24,
		"im 16 but my sister is 22": 16, "hi im 20 in supported living": 20, "im only 19": 19, "i'm actually 21 btw": 21, "im 22, live on my own": 22, "I just turned 20": 20, "im 25yo": 25,
	} {
		if got, ok := In("en").OwnAge(text); got != want || !ok {
			t.Errorf("%q: %d (%v), want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"my sister is 12 and i never see her", "im turning 19 in june", "i was 19 when they put me there", "im 25 minutes away", "im 19 weeks pregnant", "im nearly 19", "my brother is 19 hes in the flat",
		"im 19 tomorrow", "im 19 in june", "im 19 on friday", "im 20 mins late", "im 30 quid short", "im 21 days waiting", "im 20 miles from home", "she turned 19", "my nan is 70", "im in room 22", "im 19th on the list",
		"im 20 pounds in debt", "im 19 next week", "im 19 in 2 weeks", "im over 18",
	} {
		if got, ok := In("en").OwnAge(text); ok {
			t.Errorf("%q: %d", text, got)
		}
	}
}
