package rehearsal

import (
	"fmt"
	"strings"
)

// Difference tells the first line that differs, in the reader's language; "" where none does.
func Difference(file, says, said string) string {
	dialogue, service := strings.Split(says, "\n"), strings.Split(said, "\n")
	for i := 0; i < len(dialogue) || i < len(service); i++ {
		if a, b := at(dialogue, i), at(service, i); a != b {
			return fmt.Sprintf("%s, line %d\n  the dialogue says: %s\n  the service says:  %s", file, i+1, a, b)
		}
	}
	return ""
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}
