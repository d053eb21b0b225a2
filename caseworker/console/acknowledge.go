package console

import "sayso/caseworker"

func acknowledge(f form) caseworker.Act {
	return caseworker.AcknowledgeAlert{Alert: f.PathValue("alert")}
}
