package console

import "sayso/caseworker"

func note(f form) caseworker.Act {
	return caseworker.Note{Text: f.text("text"), DrawsOn: f.drawsOn()}
}
