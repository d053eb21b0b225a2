package meaning

// Slips reports whether it is only said that something was pressed or sent by mistake ("sorry I pressed the wrong button",
// "didnt mean to send that"), and neither which nor what it should have been.
func (r *Reader) Slips(text string) bool {
	return r.Wish(text) == "back" && r.message(text).any("slipped")
}
