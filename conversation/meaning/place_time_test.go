package meaning

import "testing"

// A place and a time in one breath are two answers, however the time is said.
func TestAPlaceAndATimeAreTakenApart(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"the kebab shop by the bridge and thurs evening":           {"the kebab shop by the bridge", "thurs evening"},
		"mcdonalds. after my dinner":                               {"mcdonalds", "after my dinner"},
		"the museum cafe and saturday but not before ten":          {"the museum cafe", "saturday but not before ten"},
		"youth club and not early tho, like 2ish":                  {"youth club", "not early tho, like 2ish"},
		"the drop in centre, next wednesday":                       {"the drop in centre", "next wednesday"},
		"my grans n any day but monday":                            {"my grans", "any day but monday"},
		"the soft play, once the baby has napped":                  {"the soft play", "once the baby has napped"},
		"her nursery and not during bath":                          {"her nursery", "not during bath"},
		"the hub on bell street, not fridays, i do nails":          {"the hub on bell street", "not fridays, i do nails"},
		"our hall, after breakfast":                                {"our hall", "after breakfast"},
		"costa and friday, she finishes early and is done by 2.30": {"costa", "friday, she finishes early and is done by 2.30"},
		"his school, first week of the easter holidays":            {"his school", "first week of the easter holidays"},
		"school. front office, her inset day, next friday":         {"school. front office", "her inset day, next friday"},
		"the union and reading week so the one after next, monday": {"the union", "reading week so the one after next, monday"},
		"tuesday at school 3pm":                                    {"at school", "tuesday 3pm"},
		"after school at mcdonalds thursday":                       {"at mcdonalds", "after school thursday"},
		"OURS ANY DAY BUT WEDNESDAY":                               {"OURS", "ANY DAY BUT WEDNESDAY"},
		"my house any day except friday":                           {"my house", "any day except friday"},
		"mine tuesday 4pm":                                         {"mine", "tuesday 4pm"},
		"not at home tho. after school at the library on weds":     {"not at home tho. at the library", "after school on weds"},
		"mine is broken":                                           {"", ""},
		"school, not at Denise's":                                  {"", ""},
		"home and garden centre":                                   {"", ""},
		"mum and dads":                                             {"", ""},
		"monday and tuesday after school":                          {"", ""},
		"the bench and tables outside college":                     {"", ""},
	} {
		place, time, ok := Default().PlaceThenTime(text)
		if got := [2]string{place, time}; got != want || ok != (want[0] != "") {
			t.Errorf("%q is %q", text, got)
		}
	}
}

// When not to come is kept in their words.
func TestWhenNotToComeIsKeptInWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"not while the match is on": "text", "any morning when hes napping so about half 10": "text", "not when my mum is in": "text",
		"after breakfast on sunday": "sunday morning", "after my tea": "evening", "first week of the easter holidays": "school holidays",
		"never": "refuses",
	} {
		if got := Answer("visit_when", text).Value; got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// What is announced as a wish is the wish, to the end of its sentence and without what announces it.
func TestAWishIsKeptWhole(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"what id like is a proper answer, if they have one":         "wanted_outcome=text[a proper answer, if they have one]",
		"what i want is my money put right cos its not fair":        "wanted_outcome=text[my money put right cos its not fair]",
		"They lost my bag. what we would like is an apology please": "wanted_outcome=text[an apology please]",
		"the letter was come to office and they kept it":            "",
		"please come to school":                                     "visit_where=text[school]",
	} {
		if got := tellings(text); got != want {
			t.Errorf("%q\n tells %s\n want  %s", text, got, want)
		}
	}
}

// A place that is no kind of place we know is one by how it begins.
func TestAPlaceBeginsAsOne(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"by the fountain in town": true, "outside the chip shop": true, "behind the bowls green": true, "in the porch": true, "at my nans": true,
		"in a bit": false, "in a mood": false, "at the end of my tether": false, "by the way": false, "in the morning": true, "why": false, "no not in the car": false, "in a minute": false,
	} {
		if got := Default().Meets(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
