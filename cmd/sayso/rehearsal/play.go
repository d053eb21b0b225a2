package rehearsal

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"sayso/conversation"
)

// Played is a scene as it went.
type Played struct {
	Scene   Scene
	On      conversation.Channel
	Text    string // the whole file, with what the machine says
	Lines   []Line
	Seen    string // what the caseworker sees, where the scene shows it
	Cases   []Case // of each talk
	Says    []conversation.Say
	Changes []Change
	Effort  Effort
}

// Sentences are the names of what was said, in order.
func (p Played) Sentences() []string {
	names := make([]string, len(p.Says))
	for i, say := range p.Says {
		names[i] = say.Sentence
	}
	return names
}

// player runs one scene on its own clock.
type player struct {
	brackets []Bracket
	doors    *Doors
	home     Door     // where the scene begins
	names    []string // of the talks: whoever spoke first in it
	who      string   // speaks now
	act      act
	about    int // the talk that staff act on now
	step     time.Duration
	gap      bool // the next line stands below an empty one
	over     bool // the first talk has been handed over
	played   Played
}

// Play plays a scene on one channel. The error is the scene's, with its line: a bracket that it does
// not know, a state that does not survive being stored, words that somebody else would read.
func Play(s Scene, talk conversation.Talk, on conversation.Channel) (Played, error) {
	p := &player{brackets: Brackets(), home: Door{Channel: on}, played: Played{Scene: s, On: on}}
	p.doors = Open(talk, s.At, p.tell)
	for _, b := range s.blocks {
		switch err := p.block(b); {
		case err == nil:
		case p.act.line == 0: // typed at a terminal
			return p.played, err
		default:
			return p.played, fmt.Errorf("line %d: %w", p.act.line, err)
		}
	}
	return p.end()
}

// end puts the text together.
func (p *player) end() (Played, error) {
	s := p.played.Scene
	for talk := range p.doors.Talks() {
		state, err := p.doors.State(talk)
		if err != nil {
			return p.played, err
		}
		p.played.Cases = append(p.played.Cases, Case{Of: p.name(talk), Facts: state.Facts()})
		p.played.Changes = append(p.played.Changes, p.doors.Changes(talk)...)
	}
	if len(p.played.Cases) > 0 {
		p.played.Effort.ends(p.played.Cases[0].Facts)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n\n%s\n", s.Story, dash, s.When)
	for _, line := range p.played.Lines {
		if line.Gap {
			b.WriteString("\n")
		}
		b.WriteString(line.String() + "\n")
	}
	if s.summary {
		p.played.Seen = Summary(p.played.Cases, p.doors.Talk.Zone)
		fmt.Fprintf(&b, "\n%s\n%s", summary, p.played.Seen)
	}
	p.played.Text = b.String()
	return p.played, nil
}

// block plays one exchange: a minute after the last, its messages a second apart, and then
// time goes on until the service has answered.
func (p *player) block(b block) error {
	p.step, p.gap = time.Minute, true
	for _, a := range b.acts {
		p.act = a
		if err := p.lookIfOver(); err != nil {
			return err
		}
		if err := p.does(a); err != nil {
			return err
		}
	}
	return p.doors.Settle()
}

// does plays one line that people wrote.
func (p *player) does(a act) error {
	switch {
	case a.who == "":
		p.write(Line{Kind: Happens, Text: a.text})
		return p.happens(a.text)
	case a.staff != "":
		p.write(Line{Kind: Staff, Who: a.who, Text: a.text})
		return p.writes(a)
	}
	p.write(Line{Kind: Speaks, Who: a.who, Text: a.text})
	return p.speaks(a)
}

// soon lets the moment pass that is between two lines.
func (p *player) soon() error {
	step := p.step
	p.step = time.Second
	return p.doors.Until(p.doors.Now.Add(step))
}

// picture stands in a dialogue before the words that come with one, if any do.
const picture = "(sends a picture)"

func (p *player) speaks(a act) error {
	if err := p.soon(); err != nil {
		return err
	}
	p.who = a.name
	door := p.home
	if a.place != "" {
		door = places()[a.place]
	}
	after, err := p.onScreen(door)
	if err != nil {
		return err
	}
	if !p.over {
		p.played.Effort.sent(door.Channel, a.text)
	}
	said := conversation.Said{Channel: door.Channel, Text: a.text, After: after}
	if words, is := strings.CutPrefix(a.text, picture); is {
		said.Text, said.Media = strings.TrimSpace(words), 1
	}
	return p.doors.Speak(door, said)
}

// onScreen is the last line on the screen of somebody in the chat: what was said two seconds ago or
// later has not been read yet.
func (p *player) onScreen(door Door) (int, error) {
	talk, ok := p.doors.Behind(door)
	if !ok {
		return 0, nil
	}
	s, err := p.doors.State(talk)
	if asked := s.Pending; asked.Seq > 0 && p.doors.Now.Sub(asked.At) <= moment {
		return asked.Seq - 1, err
	}
	return s.Lines, err
}

// writes has a caseworker write to the person of a talk.
func (p *player) writes(a act) error {
	if err := p.soon(); err != nil {
		return err
	}
	if err := p.turnTo(a.to); err != nil {
		return err
	}
	return p.doors.Bring(p.about, conversation.StaffSaid{Effect: p.effect("staff"), Name: a.staff, Text: a.text})
}

// turnTo says which talk staff act on. Where there is more than one it must be said, so that everybody
// who reads the scene knows in whose confidence it is done.
func (p *player) turnTo(name string) error {
	if name == "" && p.doors.Talks() == 1 {
		p.about = 0
		return nil
	}
	var names []string
	for talk := range p.doors.Talks() {
		if p.name(talk) == name {
			p.about = talk
			return nil
		}
		names = append(names, p.name(talk))
	}
	if len(names) == 0 {
		return errors.New("nobody has written yet")
	}
	return fmt.Errorf("say who is meant, as in (for %s: ...) or \"Caseworker Sam to %s: ...\"; there are: %s", names[0], names[0], strings.Join(names, "; "))
}

// name is what a talk is called: by whoever spoke first in it.
func (p *player) name(talk int) string {
	if talk < len(p.names) && p.names[talk] != "" {
		return p.names[talk]
	}
	return "Young person"
}

// heard names a talk when the first words are said in it.
func (p *player) heard(talk int) {
	for len(p.names) <= talk {
		p.names = append(p.names, "")
	}
	if p.names[talk] != "" {
		return
	}
	name := p.who
	for other := range talk {
		if p.name(other) == p.who {
			name = fmt.Sprintf("%s, talk %d", p.who, talk+1)
		}
	}
	p.names[talk] = name
}

// tell writes down what a turn brought.
func (p *player) tell(talk int, e conversation.Effect) error {
	switch e := e.(type) {
	case conversation.Heard:
		p.heard(talk)
	case conversation.Say:
		p.said(talk, e)
		return nil
	}
	if seen := conversation.Describe(e); seen != "" {
		p.notices(talk, seen)
	}
	return nil
}

// notices writes down what the office would notice, and in whose case where there are several.
func (p *player) notices(talk int, seen string) {
	if p.doors.Talks() > 1 {
		seen = "For " + p.name(talk) + ": " + seen
	}
	p.write(Line{Kind: Office, Text: seen})
}

// said writes down what the service said, to whom, and where, as far as that is not plain.
func (p *player) said(talk int, say conversation.Say) {
	p.played.Says = append(p.played.Says, say)
	if !p.over && talk == 0 {
		p.played.Effort.heard(say)
	}
	who := "Service"
	if p.doors.Talks() > 1 {
		who += " to " + p.name(talk)
	}
	if door := p.doors.Door(talk, say.Channel); door != p.home {
		who += " (" + door.String() + ")"
	}
	text := say.Text
	if say.From == conversation.FromCaseworker && say.Channel == conversation.Chat {
		text = say.Name + ": " + text // the chat shows the name above the words
	}
	p.write(Line{Kind: Says, Who: who, Text: text, Language: say.Language})
	if say.Hide != "" {
		p.notices(talk, "The office sees **** in place of the code.")
	}
}

func (p *player) write(l Line) {
	l.Gap, p.gap = p.gap, false
	p.played.Lines = append(p.played.Lines, l)
}

// lookIfOver sees if the first talk has been handed over.
func (p *player) lookIfOver() error {
	if p.over || p.doors.Talks() == 0 {
		return nil
	}
	s, err := p.doors.State(0)
	p.over = s.Facts().Talk == "handed_over"
	return err
}
