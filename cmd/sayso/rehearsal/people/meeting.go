package people

import (
	"fmt"
	"strings"
	"time"

	"sayso/cmd/sayso/rehearsal"
	"sayso/conversation"
)

// Meeting is how one person got through the talk.
type Meeting struct {
	Person *Person
	Lines  []string           // the talk, as it can be read
	Facts  conversation.Facts // what the case holds of their own talk
	Sent   int                // messages until it was handed over
	Again  []conversation.Ask // asked although they had said it
	Faults []string           // what is not as it should be; none where all is well
}

// mostTurns is more than anybody needs: whoever is not done by then is going round in a circle.
const mostTurns = 60

// meeting is a person at their phone.
type meeting struct {
	Meeting
	p      *Person
	doors  *rehearsal.Doors
	screen []conversation.Say // since they last wrote
	asked  conversation.Say   // the question that they have not answered yet
	prods  int
	heard  int // the last line of theirs
	over   bool
}

// Meet has a person go through the talk, from the first word until it has been handed over and they
// have nothing more to say. The error is a fault of the conversation's own: a state that cannot be read back.
func Meet(p *Person, talk conversation.Talk, at time.Time) (Meeting, error) {
	m := &meeting{p: p, Meeting: Meeting{Person: p}}
	m.doors = rehearsal.Open(talk, at, m.told)
	err := m.goThrough()
	if err == nil {
		err = m.comeBack()
	}
	if err == nil {
		err = m.doors.Until(m.doors.Now.Add(30 * time.Hour))
	}
	if err != nil {
		return m.Meeting, fmt.Errorf("%s: %w", p, err)
	}
	s, err := m.doors.State(0)
	if err != nil {
		return m.Meeting, err
	}
	m.Facts = s.Facts()
	m.judge()
	return m.Meeting, nil
}

// told puts what a turn brought on the screen.
func (m *meeting) told(talk int, e conversation.Effect) error {
	switch e := e.(type) {
	case conversation.Heard:
		m.heard = e.Seq
		if talk > 0 {
			m.line(fmt.Sprintf("[in a talk of their own, number %d]", talk+1))
		}
	case conversation.Say:
		m.screen = append(m.screen, e)
		name := e.Sentence
		if e.Ask != "" {
			name += ", asks " + string(e.Ask)
			m.asked = e
			m.p.asked[e.Ask]++
			if gave, ok := m.p.gave[e.Ask]; ok && e.Ask != conversation.AskConfirm && !m.p.retaken[e.Ask] && !asksInstead(gave) {
				m.Again = append(m.Again, e.Ask)
				m.line(fmt.Sprintf("              [asked again: they had said %q]", gave))
			}
			if m.p.asked[e.Ask] == 3 {
				m.fault("is asked %s three times", e.Ask)
			}
		}
		m.line(fmt.Sprintf("Service:      %s   (%s)", e.Text, name))
	case conversation.OpenCase, conversation.AddToCase:
	default:
		m.line(fmt.Sprintf("              [%s] %s", conversation.KindOf(e), conversation.Describe(e)))
	}
	return nil
}

// asksInstead: what they sent for an answer was itself a question. It is answered, and then ours may be put once more.
func asksInstead(gave string) bool {
	said := strings.Join(words(gave), " ")
	return strings.HasPrefix(said, "would they tell") || said == "why" || strings.HasPrefix(said, "who wants to know") || strings.HasPrefix(said, "what do u care")
}

func (m *meeting) line(text string) { m.Lines = append(m.Lines, text) }

func (m *meeting) fault(format string, args ...any) {
	m.Faults = append(m.Faults, fmt.Sprintf(format, args...))
}

// goThrough answers what is asked until nothing is asked any more.
func (m *meeting) goThrough() error {
	opening := true
	for range mostTurns {
		if err := m.lookIfOver(); err != nil {
			return err
		}
		if m.over && m.asked.Ask == "" {
			return nil
		}
		t, ok := m.next(opening)
		if !ok {
			m.fault("is stuck: nothing is asked, and nothing is done with it")
			return nil
		}
		if err := m.send(t); err != nil {
			return err
		}
		opening = false
	}
	m.fault("goes round in a circle: %d turns", mostTurns)
	return nil
}

// next is what they do about what is on the screen; false where there is nothing to do any more.
func (m *meeting) next(opening bool) (Turn, bool) {
	ask := m.asked.Ask
	var t Turn
	switch {
	case opening:
		t = m.p.plain("", nil, "")
		t.Opening = true
	case ask != "":
		t = m.p.plain(ask, m.asked.Choices, m.onScreen())
	case m.prods >= 2:
		return t, false
	default:
		m.prods++
		t = Turn{Messages: []Message{{Pause: 3 * time.Minute, Parts: []Part{aside(m.p.word("hello?", "so what now", "ok can we go on"))}}}}
		return t, true
	}
	m.prods, t.Over = 0, m.over
	for _, h := range m.p.Habits {
		if h.Bend != nil {
			h.Bend(m.p, &t)
		}
	}
	return t, true
}

func (m *meeting) onScreen() string {
	texts := make([]string, len(m.screen))
	for i, say := range m.screen {
		texts[i] = say.Text
	}
	return strings.Join(texts, "\n")
}

// send sends a turn's messages, with their pauses, and waits for the answer. What is asked meanwhile
// is still to be answered: it had not been read when they wrote.
func (m *meeting) send(t Turn) error {
	m.screen, m.asked = nil, conversation.Say{}
	for i, message := range t.Messages {
		if message.Text() == "" {
			continue
		}
		if err := m.pause(i, message); err != nil {
			return err
		}
		after, err := m.lastSeen(message)
		if err != nil {
			return err
		}
		m.line(fmt.Sprintf("%-14s%s", m.doors.Now.Format("Mon 15:04:05"), message.Text()))
		if !m.over {
			m.Sent++
		}
		m.p.send(message)
		if err := m.doors.Speak(m.door(), conversation.Said{Channel: m.p.Channel, Text: message.Text(), After: after}); err != nil {
			return err
		}
	}
	return m.doors.Settle()
}

// pause lets the time pass before a message: reading and thinking first, then typing.
func (m *meeting) pause(i int, message Message) error {
	wait := message.Pause
	switch {
	case message.Crosses:
		if err := m.doors.Settle(); err != nil {
			return err
		}
		wait = 2 * time.Second
	case wait > 0:
	case i == 0:
		wait = time.Duration(15+m.p.rand.IntN(60)) * time.Second
	default:
		wait = m.p.between()
	}
	return m.doors.Until(m.doors.Now.Add(wait))
}

// lastSeen is the last line that they have read: all of them, but for what came while they typed.
func (m *meeting) lastSeen(message Message) (int, error) {
	talk, ok := m.doors.Behind(m.door())
	if !ok {
		return 0, nil
	}
	if message.Crosses {
		return m.heard, nil
	}
	s, err := m.doors.State(talk)
	return s.Lines, err
}

func (m *meeting) door() rehearsal.Door { return rehearsal.Door{Channel: m.p.Channel} }

func (m *meeting) lookIfOver() error {
	if m.doors.Talks() == 0 {
		return nil
	}
	s, err := m.doors.State(0)
	m.over = s.Stage == conversation.HandedOver
	return err
}

// comeBack has them say what they have to say afterwards, and answer what is asked then.
func (m *meeting) comeBack() error {
	for _, h := range m.p.Habits {
		if h.After == nil || !m.over {
			continue
		}
		messages := h.After(m.p)
		if len(messages) == 0 {
			continue
		}
		messages[0].Pause = pick(m.p.rand, []time.Duration{2 * time.Minute, 3 * time.Hour, 20 * time.Hour})
		if err := m.send(Turn{Over: true, Messages: messages}); err != nil {
			return err
		}
		if err := m.goThrough(); err != nil {
			return err
		}
	}
	return nil
}

// Read is the talk as it can be read, with what is wrong below.
func (m Meeting) Read() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", m.Person, strings.Join(m.Lines, "\n"))
	for _, fault := range m.Faults {
		fmt.Fprintf(&b, "  WRONG: %s\n", fault)
	}
	return b.String()
}
