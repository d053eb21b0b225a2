package console

import "sayso/caseworker"

func inHand(f form) caseworker.Act {
	return caseworker.TakeInHand{Note: f.text("note"), DrawsOn: f.drawsOn()}
}
