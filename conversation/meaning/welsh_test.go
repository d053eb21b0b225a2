package meaning

import "testing"

func TestWelshRepliesAreUnderstood(t *testing.T) {
	t.Parallel()
	welsh := In("cy")
	for ask, replies := range map[string]map[string]string{
		"safe_now": {
			"ydw": "yes", "nac ydw": "no", "na": "no", "dwi ddim yn siŵr": "unsure", "ydy mae hi'n saff": "yes", "mae o dal yma": "no",
			"dwi'n iawn": "yes", "am rwan": "unsure", "1": "yes", "2": "no", "wn i ddim": "unsure", "nagw": "no", "ydw ond mae o'n fy mrifo i": "unsure",
		},
		"contact_safe": {
			"ie": "yes", "ydy": "yes", "na": "no", "ydy ond mae mam yn edrych": "no", "ffon mam ydi hon": "no", "iawn": "yes", "weithiau": "unsure",
		},
		"about_who": {"fi": "self", "rhywun arall": "behalf", "fy merch": "behalf", "amdana i": "self", "2": "behalf"},
		"relationship": {
			"mam": "mother", "nain": "grandparent", "mam-gu": "grandparent", "taid": "grandparent", "tad-cu": "grandparent", "tad": "father",
			"modryb": "aunt_uncle", "ei ewythr o": "aunt_uncle", "ffrind": "friend", "gofalwr maeth": "carer", "athro": "professional",
			"gweithiwr cymdeithasol": "professional", "brawd": "sibling",
		},
		"child_age":      {"12": "12", "mae hi'n 9": "9", "15 oed": "15"},
		"child_knows":    {"ydy": "yes", "nac ydy": "no", "ddim yn siwr": "unsure"},
		"anything_else":  {"na": "no", "dim": "no", "nac oes": "no", "dyna ni": "no", "0": "no", "oes, mae fy ffon ar goll": "issue"},
		"wanted_outcome": {"dim syniad": "unsure", "dwi ddim yn gwybod": "unsure", "gweld fy mrawd": "text"},
		"avoid":          {"neb": "none", "fy nhad": "text"},
		"keep_from":      {"na": "none", "mam": "text"},
		"carry_on":       {"ie": "yes", "iawn": "yes", "dim diolch": "no", "na": "no", "ok": "yes"},
		"advocate":       {"oes": "yes", "hoffwn": "yes", "na dim diolch": "no", "beth yw eiriolwr": "", "ddim yn siwr": "unsure", "do": "yes", "naddo": "no"},
		"name":           {"Cadi": "Cadi", "fy enw i yw Osian": "Osian", "galwa fi'n Beth": "Beth", "enw fi ydi Gwen": "Gwen"},
		"visit_when":     {"dydd Llun ar ôl ysgol": "monday after school", "unrhyw bryd": "any time", "fory": "tomorrow", "bore dydd Sadwrn": "saturday morning"},
		"confirm":        {"ydy": "send", "iawn": "send", "b": "change", "na mae'n anghywir": "change", "1": "send"},
		"visit_ok":       {"iawn": "yes", "na": "no"},
		"forget":         {"ie": "yes", "na": "no"},
	} {
		for text, want := range replies {
			if got := welsh.Answer(ask, text).Value; got != want {
				t.Errorf("%s: %q is read as %q, want %q", ask, text, got, want)
			}
		}
	}
}

func TestWelshWishesAreHeard(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"pwy sy'n gweld hwn": "who_sees", "fydd mam yn gweld hyn": "who_sees", "ai robot wyt ti": "is_robot", "robot wyt ti?": "is_robot",
		"ewch yn ôl": "back", "cer nol": "back", "dechrau eto": "start_again", "dileu popeth": "delete_data", "anghofia fo": "withdraw",
		"dw i isio siarad â rhywun": "person", "ga i siarad gyda rhywun plis": "person", "faint o amser": "how_long",
		"beth sy'n digwydd": "status", "dwi ddim yn deall": "help", "mae mam yn dod nol fory": "", "dwi isio mynd yn ol adre": "",
	} {
		if got := In("cy").Wish(text); got != want {
			t.Errorf("%q asks for %q, want %q", text, got, want)
		}
	}
}

func TestAWelshComplaintIsAComplaint(t *testing.T) {
	t.Parallel()
	for text, kind := range map[string]string{
		"dyw fy ngweithiwr cymdeithasol byth yn ateb": "communication", "dwi eisiau gweld mam": "family_time",
		"mae e'n gweiddi arna i bob nos": "staff_conduct", "dwi'n 16 a sgen i ddim dillad": "money",
	} {
		got := In("cy").Read(text)
		if got.Category != Complaint || got.Speaker != Self || len(got.Kinds) == 0 || got.Kinds[0] != kind {
			t.Errorf("%q: a %s of %v by %s, want a complaint of %s", text, got.Category, got.Kinds, got.Speaker, kind)
		}
	}
}

func TestWhoeverHasNoRulesOfTheirOwnIsReadInEnglish(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"", "en", "pl", "nonsense"} {
		if In(code) != Default() {
			t.Errorf("%q is read by another reader than the English one", code)
		}
	}
	if got := In("cy").Answer("safe_now", "yes but he comes back at 6").Value; got != "no" {
		t.Errorf("English in a Welsh talk is read as %q, want no", got)
	}
}
