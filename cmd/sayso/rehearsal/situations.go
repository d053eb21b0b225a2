package rehearsal

import (
	"slices"
	"strings"

	"sayso/conversation"
)

// chapter is a kind of situation, told by what happens in a scene.
type chapter struct {
	name string
	fits func(Played) bool
}

// chapters are those of the page, in its order. A scene stands in the first that it fits; the last
// takes what is left. So nobody has to sort scenes, and none is missing.
func chapters() []chapter {
	return []chapter{
		{"Somebody is in danger", says("danger", "danger_not_passed", "danger_where", "danger_where_not_passed",
			"danger_wait", "danger_do", "danger_unsure", "neutral_danger", "welcome_danger")},
		{"Others see this phone, or somebody else writes from it", func(p Played) bool { return p.parted() || says("not_safe", "new_chat")(p) }},
		{"They go on elsewhere, with a code", says("code", "code_button", "code_not_here", "code_wrong", "joined")},
		{"They do not write English", func(p Played) bool { return p.foreign() || says("interpreter")(p) }},
		{"Visits, and what came of them", says("visit_ok", "visit_yes", "visit_no", "sorted")},
		{"They come back after a long time", says("same_new", "reopened")},
		{"They want to leave it, have it deleted, or start again", says("forget", "delete_data", "start_again", "start_again_after")},
		{"They put right what they said", says("change", "change_which", "changed", "back_after")},
		{"They ask back", says("who_sees", "is_robot", "person", "help", "how_long", "status", "status_named", "status_visit",
			"not_tell", "copy", "why_ask", "who_we_are", "advocate_is", "unclear", "safe_now_is", "contact_safe_is")},
		{"They go quiet", says("nudge")},
		{"A caseworker writes", func(p Played) bool {
			return slices.ContainsFunc(p.Lines, func(l Line) bool { return l.Kind == Staff })
		}},
		{"Somebody speaks for a young person", func(p Played) bool {
			return slices.ContainsFunc(p.Cases, func(c Case) bool { return c.Facts.Who == conversation.OnBehalf })
		}},
		{"A young person tells us something", func(Played) bool { return true }},
	}
}

// says: one of these sentences is heard, in whichever variant.
func says(names ...string) func(Played) bool {
	return func(p Played) bool {
		return slices.ContainsFunc(p.Says, func(s conversation.Say) bool {
			name, _, _ := strings.Cut(s.Sentence, ".")
			return slices.Contains(names, name)
		})
	}
}

// foreign: something was said in another language than English.
func (p Played) foreign() bool {
	return slices.ContainsFunc(p.Says, func(s conversation.Say) bool { return s.Language != "" && s.Language != "en" })
}

// parted: somebody else came to write from where a person had written.
func (p Played) parted() bool {
	return slices.ContainsFunc(p.Cases, func(c Case) bool {
		return slices.ContainsFunc(c.Facts.Contacts, func(at conversation.Contact) bool { return at.SomeoneElse })
	})
}
