package console

import "sayso/caseworker"

func message(f form) caseworker.Act {
	return caseworker.Message{To: f.text("conversation"), Text: f.text("text")}
}
