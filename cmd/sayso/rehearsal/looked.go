package rehearsal

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Look is what a story's last line says of who has read the scene, and how it was then.
type Look struct {
	By   string // "R. Malik, complaints manager"
	On   string // "2 March 2026"
	Mark string
}

var lookLine = regexp.MustCompile(`(?m)^Looked at by: (.+), (\d{1,2} \w+ \d{4}) \[([0-9a-f]{8})\]$`)

func (l Look) String() string {
	return fmt.Sprintf("Looked at by: %s, %s [%s]", l.By, l.On, l.Mark)
}

// Looked is who has looked at the scene; false where nobody has.
func (s Scene) Looked() (Look, bool) {
	m := lookLine.FindStringSubmatch(s.Story)
	if m == nil {
		return Look{}, false
	}
	return Look{By: m[1], On: m[2], Mark: m[3]}, true
}

// Mark changes with every word of the talk, as it was played, and of what the caseworker sees. The
// story is not part of it.
func (p Played) Mark() string {
	var b strings.Builder
	for _, line := range p.Lines {
		b.WriteString(line.String() + "\n")
	}
	sum := sha256.Sum256([]byte(b.String() + p.Seen))
	return hex.EncodeToString(sum[:4])
}

// LookedAt is the scene's text, saying that somebody has looked at it as it now is.
func (p Played) LookedAt(by string, on time.Time) string {
	look := Look{By: by, On: on.Format("2 January 2006"), Mark: p.Mark()}.String()
	story := strings.TrimSpace(lookLine.ReplaceAllString(p.Scene.Story, ""))
	return story + "\n\n" + look + strings.TrimPrefix(p.Text, p.Scene.Story)
}
