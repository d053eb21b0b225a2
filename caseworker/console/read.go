package console

import "sayso/caseworker"

// read is sent by the page's script once the last line has been on the screen, or by its button.
func read(f form) caseworker.Act { return caseworker.Read{Seen: f.seen()} }
