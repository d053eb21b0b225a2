package meaning

import (
	"slices"
	"testing"
)

// What only says who writes, or what they are at, is no matter beside one.
func TestWhoWritesIsNoMatterBesideOne(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"My grandson Alfie is in foster care. No one will answer our letters":                                 {"No one will answer our letters"},
		"im mum to Summer. no one rings":                                                                      {"no one rings"},
		"hi Im carer for Jade aged 9. no one ever rings":                                                      {"no one ever rings"},
		"sorry love had to answer the door. and they have not paid a penny since may":                         {"they have not paid a penny since may"},
		"sorry just seen this, and No one will answer our letters":                                            {"No one will answer our letters"},
		"I am on duty so will be brief. also she has no idea who her social worker is":                        {"she has no idea who her social worker is"},
		"Hello, I am writing on behalf of my friend's daughter who lives in a residential unit in your area.": nil,
		"on behalf of my neighbours son":                                                                      nil,
		"can someone sort my pocket money out they owe me 6 weeks":                                            {"can someone sort my pocket money out they owe me 6 weeks"}, // and no mere question
		"can someone call me": nil,
		"my daughter was taken into care with no warning. nobody told us why": {"my daughter was taken into care with no warning.", "nobody told us why"},
		"my son is in care and hates it. no one listens to him":               {"my son is in care and hates it.", "no one listens to him"},
	} {
		var got []string
		for _, i := range Read(text).Issues {
			got = append(got, string([]rune(text)[i.Start:i.End]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
