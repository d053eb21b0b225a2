package meaning

// CannotCall reports whether whoever writes says that they cannot make a phone call, since they do not hear or
// speak: "i cant call 999 im deaf".
func (r *Reader) CannotCall(text string) bool {
	m := r.message(text)
	for _, h := range m.of("cannot_call") {
		if !m.reported(h.from) {
			return true
		}
	}
	return false
}
