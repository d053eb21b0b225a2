package meaning

import "slices"

// Wish is what can be asked for at any point ("who sees this"): back, start_again, help, person,
// delete_data, withdraw, is_robot, who_sees, how_long or status, or "" where the message asks for
// none. A lone "stop" is none of them: it may be an answer, and it is not a withdrawal.
func Wish(text string) string { return Default().Wish(text) }

// Wish says what the message asks of the conversation itself, by this reader's rules.
func (r *Reader) Wish(text string) string { return r.reply(text).wish() }

func (m message) wish() string {
	h, ok := first(slices.DeleteFunc(m.of("wish"), m.inAStory))
	if !ok || h.rule.about[1] == "none" {
		return ""
	}
	return h.rule.about[1]
}

// inAStory: more is said beside a wish than its heading allows ("[wish back 2]"), so it is no command.
func (m message) inAStory(h hit) bool {
	if len(h.rule.about) < 3 {
		return false
	}
	others := 0
	for i, w := range m.words {
		if (i < h.from || i >= h.to) && !m.reader.phrases.fills(w) {
			others++
		}
	}
	return others > h.rule.weight
}
