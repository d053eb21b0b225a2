// Package rehearsal answers one question: does the service say what its dialogues say?
//
// It plays plain text scenes against the real conversation, on the scene's own clock, storing and
// reading back the state between every two turns. It never touches a phone, a browser or Redis.
// Its scenes lie in conversation/dialogues; the commands rehearse and talk are its doors.
package rehearsal

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"sayso/conversation"
)

// Scene is one dialogue file as people wrote it, without what the machine writes.
type Scene struct {
	Story    string
	Channels []conversation.Channel
	At       time.Time // when it begins, Europe/London
	When     string    // the date line as written
	blocks   []block
	Summary  bool // ends with what the caseworker sees
}

// block is one exchange: what people do, up to the next empty line.
type block struct{ acts []act }

// act is one line that people wrote.
type act struct {
	line int
	who  string // "Young person", "Nan", "Caseworker Sam"; "" for a line in brackets
	text string
}

const (
	dash    = "----"
	summary = "-- what the caseworker sees --"
	column  = 14 // where the words begin
)

var dateLine = regexp.MustCompile(`^(By text\.|In the chat\.|By text or in the chat\.) (\w+ \d{1,2} \w+ \d{4}), (\d{1,2}:\d{2})\.$`)

// Parse reads a scene. Errors name the line.
func Parse(file string, zone *time.Location) (Scene, error) {
	story, talk, found := strings.Cut(file, "\n"+dash+"\n")
	if !found {
		return Scene{}, fmt.Errorf("no line %q between the story and the talk", dash)
	}
	s := Scene{Story: strings.TrimSpace(story)}
	lines := strings.Split(talk, "\n")
	first := strings.Count(story, "\n") + 3
	open := false
	for i, line := range lines {
		at := first + i
		switch {
		case line == summary:
			s.Summary = true
			return s, s.whole()
		case strings.TrimSpace(line) == "":
			open = false
		case s.When == "":
			if err := s.begin(line, zone); err != nil {
				return s, fmt.Errorf("line %d: %w", at, err)
			}
		case strings.HasPrefix(line, "Service:"):
		case strings.HasPrefix(line, " "):
			s.goOn(line)
		default:
			a, err := readAct(line, at)
			if err != nil {
				return s, err
			}
			if !open {
				s.blocks, open = append(s.blocks, block{}), true
			}
			last := &s.blocks[len(s.blocks)-1]
			last.acts = append(last.acts, a)
		}
	}
	return s, s.whole()
}

func (s *Scene) whole() error {
	if len(s.blocks) == 0 {
		return fmt.Errorf("nobody says anything")
	}
	return nil
}

func (s *Scene) begin(line string, zone *time.Location) error {
	m := dateLine.FindStringSubmatch(line)
	if m == nil {
		return fmt.Errorf("want a line such as %q", "By text or in the chat. Monday 2 March 2026, 16:05.")
	}
	at, err := time.ParseInLocation("Monday 2 January 2006 15:04", m[2]+" "+m[3], zone)
	if err != nil || at.Format("Monday 2 January 2006") != m[2] {
		return fmt.Errorf("no such day: %s", m[2])
	}
	s.When, s.At = line, at
	if strings.Contains(m[1], "text") {
		s.Channels = append(s.Channels, conversation.SMS)
	}
	if strings.Contains(m[1], "chat") {
		s.Channels = append(s.Channels, conversation.Chat)
	}
	return nil
}

// goOn adds a line to what a person said; indented lines of the machine's are passed over.
func (s *Scene) goOn(line string) {
	text := strings.TrimSpace(line)
	if strings.HasPrefix(text, "[") || !strings.HasPrefix(line, strings.Repeat(" ", column)+"| ") {
		return
	}
	b := &s.blocks[len(s.blocks)-1]
	b.acts[len(b.acts)-1].text += "\n" + strings.TrimPrefix(text, "| ")
}

func readAct(line string, at int) (act, error) {
	if strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") {
		return act{line: at, text: line[1 : len(line)-1]}, nil
	}
	who, text, found := strings.Cut(line, ":")
	if !found || strings.TrimSpace(who) == "" {
		return act{}, fmt.Errorf("line %d: want \"Somebody: words\" or \"(what happens)\"", at)
	}
	return act{line: at, who: who, text: strings.TrimSpace(text)}, nil
}

// written gives an act back as a line of the file.
func (a act) written() string {
	if a.who == "" {
		return "(" + a.text + ")"
	}
	return label(a.who) + strings.ReplaceAll(a.text, "\n", "\n"+strings.Repeat(" ", column)+"| ")
}

func label(who string) string {
	if pad := column - len(who) - 1; pad > 0 {
		return who + ":" + strings.Repeat(" ", pad)
	}
	return who + ": "
}

// On reports whether the scene is played on a channel.
func (s Scene) On(c conversation.Channel) bool { return slices.Contains(s.Channels, c) }

// Begin makes a scene in which nothing has been said yet.
func Begin(story string, on conversation.Channel, at time.Time) Scene {
	way := map[conversation.Channel]string{conversation.SMS: "By text.", conversation.Chat: "In the chat."}[on]
	return Scene{Story: story, Channels: []conversation.Channel{on}, At: at, When: way + at.Format(" Monday 2 January 2006, 15:04.")}
}

// With gives the scene with one more exchange: words of the young person, or a line in brackets.
func (s Scene) With(line string) (Scene, error) {
	if !strings.HasPrefix(line, "(") && !strings.HasPrefix(line, "Caseworker ") {
		line = "Young person: " + line
	}
	a, err := readAct(line, len(s.blocks)+1)
	if err != nil {
		return s, err
	}
	s.blocks = append(slices.Clone(s.blocks), block{acts: []act{a}})
	return s, nil
}

// Ending gives the scene with what the caseworker sees at its end.
func (s Scene) Ending() Scene {
	s.Summary = true
	return s
}
