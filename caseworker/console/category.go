package console

import "sayso/caseworker"

func category(f form) caseworker.Act {
	return caseworker.SetCategory{
		Version: f.version(), Seen: f.seen(), Category: f.text("category"), Reason: f.text("reason"), DrawsOn: f.drawsOn(),
	}
}
