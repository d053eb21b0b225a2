package console

import (
	"strings"

	"sayso/caseworker"
)

// join takes the other reference as people type it: in small letters, with spaces around it.
func join(f form) caseworker.Act {
	return caseworker.Join{Version: f.version(), Case: strings.ToUpper(strings.TrimSpace(f.text("case")))}
}
