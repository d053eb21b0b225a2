// Package rehearsal answers one question: does the service say what its dialogues say?
//
// It plays plain text scenes against the real conversation, on the scene's own clock, storing and
// reading back the state between every two turns. It never touches a phone, a browser or Redis.
// Its scenes lie in conversation/dialogues; the commands rehearse and talk are its doors.
//
// scene.go reads a file, play.go plays it at the doors of doors.go, happen.go lists what may stand in
// brackets. page.go prints what was played, effort.go counts what it costs.
package rehearsal

import (
	"errors"
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
	Channels []conversation.Channel // that it can be played on; the first is the file's
	At       time.Time              // when it begins, Europe/London
	When     string                 // the date line as written
	blocks   []block
	summary  bool // ends with what the caseworker sees
}

// block is one exchange: what people do, up to the next empty line.
type block struct{ acts []act }

const (
	dash    = "----"
	summary = "-- what the caseworker sees --"
)

var dateLine = regexp.MustCompile(`^(By text\.|In the chat\.|By text or in the chat\.) (\w+ \d{1,2} \w+ \d{4}), (\d{1,2}:\d{2})\.$`)

// Parse reads a scene. Errors name the line.
func Parse(file string, zone *time.Location) (Scene, error) {
	story, talk, found := strings.Cut(file, "\n"+dash+"\n")
	if !found {
		return Scene{}, fmt.Errorf("no line %q between the story and the talk", dash)
	}
	s := Scene{Story: strings.TrimSpace(story)}
	r := reader{scene: &s, zone: zone}
	for i, line := range strings.Split(talk, "\n") {
		if line == summary {
			s.summary = true
			break
		}
		r.at = strings.Count(story, "\n") + 3 + i
		if err := r.read(line); err != nil {
			return s, fmt.Errorf("line %d: %w", r.at, err)
		}
	}
	if len(s.blocks) == 0 {
		return s, errors.New("nobody says anything")
	}
	return s, nil
}

// reader reads the talk line by line.
type reader struct {
	scene   *Scene
	zone    *time.Location
	at      int
	open    bool // the line above belongs to the same exchange
	machine bool // the line above is the machine's
}

func (r *reader) read(line string) error {
	switch {
	case strings.TrimSpace(line) == "":
		r.open = false
	case r.scene.When == "":
		return r.scene.begin(line, r.zone)
	case machineLine.MatchString(line) || strings.HasPrefix(line, indent+"["):
		r.machine = true
	case strings.HasPrefix(line, " ") && r.machine:
	case strings.HasPrefix(line, " "):
		return r.goOn(line)
	default:
		a, err := readAct(line)
		if err != nil {
			return err
		}
		a.line = r.at
		r.scene.add(a, r.open)
		r.open, r.machine = true, false
		return r.scene.oneWay(a)
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

// goOn adds a line to what a person said.
func (r *reader) goOn(line string) error {
	more, ok := strings.CutPrefix(line, indent+"| ")
	if !ok || !r.open {
		return fmt.Errorf("what goes on with the line above begins with %d spaces and %q", column, "| ")
	}
	b := r.scene.blocks[len(r.scene.blocks)-1]
	last := &b.acts[len(b.acts)-1]
	if last.who == "" {
		return errors.New("a line in brackets does not go on below")
	}
	last.text += "\n" + more
	return nil
}

// add adds an act, to the exchange that is open or in one of its own.
func (s *Scene) add(a act, open bool) {
	if !open {
		s.blocks = append(s.blocks, block{})
	}
	last := &s.blocks[len(s.blocks)-1]
	last.acts = append(slices.Clone(last.acts), a)
}

// oneWay: where somebody writes is only said in a scene that is played in one way.
func (s *Scene) oneWay(a act) error {
	if a.place != "" && len(s.Channels) > 1 {
		return fmt.Errorf("%q says where they write, so the scene's line with the day begins with %q or %q", a.who, "By text.", "In the chat.")
	}
	return nil
}

// On reports whether the scene is played on a channel.
func (s Scene) On(c conversation.Channel) bool { return slices.Contains(s.Channels, c) }

// Begin makes a scene in which nothing has been said yet.
func Begin(story string, on conversation.Channel, at time.Time) Scene {
	way := map[conversation.Channel]string{conversation.SMS: "By text.", conversation.Chat: "In the chat."}[on]
	return Scene{Story: story, Channels: []conversation.Channel{on}, At: at, When: way + at.Format(" Monday 2 January 2006, 15:04.")}
}

// With gives the scene with one more line, as it would stand in its file.
func (s Scene) With(line string) (Scene, error) {
	a, err := readAct(line)
	if err != nil {
		return s, err
	}
	s.blocks = slices.Clone(s.blocks)
	open := false
	if len(s.blocks) > 0 {
		acts := s.blocks[len(s.blocks)-1].acts
		open = acts[len(acts)-1].text == sameMoment && acts[len(acts)-1].who == ""
	}
	s.add(a, open)
	return s, nil
}

// Ending gives the scene with what the caseworker sees at its end.
func (s Scene) Ending() Scene {
	s.summary = true
	return s
}
