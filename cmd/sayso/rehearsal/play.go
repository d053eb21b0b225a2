package rehearsal

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"sayso/conversation"
)

// Played is a scene as it went.
type Played struct {
	Text      string          // the whole file, with what the machine says
	Sentences []string        // the names of the sentences heard, in order
	Stages    map[string]bool // the stages passed through
	State     conversation.State
	Effects   []conversation.Effect
}

// player runs one scene on its own clock.
type player struct {
	talk   conversation.Talk
	on     conversation.Channel
	state  conversation.State
	now    time.Time
	turns  int
	out    strings.Builder
	played Played
}

// Play plays a scene on one channel. The error is the scene's: a bracket it does not know, a state
// that does not survive being stored, a state that a turn changed under our hands.
func Play(s Scene, talk conversation.Talk, on conversation.Channel) (Played, error) {
	p := &player{talk: talk, on: on, now: s.At}
	p.played.Stages = map[string]bool{}
	p.state.ID = "00-rehearsal"
	fmt.Fprintf(&p.out, "%s\n\n%s\n\n%s\n", s.Story, dash, s.When)
	for _, b := range s.blocks {
		p.out.WriteString("\n")
		if err := p.block(b); err != nil {
			return p.played, err
		}
	}
	if s.Summary {
		fmt.Fprintf(&p.out, "\n%s\n%s", summary, Summary(p.state.Facts(), talk.Zone))
	}
	p.played.Text, p.played.State = p.out.String(), p.state
	return p.played, nil
}

// block plays one exchange: a minute after the last, its messages a second apart, and then
// time goes on until the service has answered.
func (p *player) block(b block) error {
	step := time.Minute
	for _, a := range b.acts {
		fmt.Fprintln(&p.out, a.written())
		switch {
		case a.who == "" && a.text == "at the same moment":
			step = 2 * time.Second
			continue
		case a.who == "" && a.text == "nobody is on the rota":
			p.talk.Paging = false
			continue
		}
		if err := p.until(p.now.Add(step)); err != nil {
			return err
		}
		step = time.Second
		what, wait, err := p.happens(a)
		if err != nil {
			return fmt.Errorf("line %d: %w", a.line, err)
		}
		if wait > 0 {
			if err := p.until(p.now.Add(wait)); err != nil {
				return err
			}
			continue
		}
		if err := p.take(what); err != nil {
			return err
		}
	}
	if at := p.state.AnswerAt; !at.IsZero() {
		return p.until(at)
	}
	return nil
}

// until lets time pass; what falls due on the way happens in its order.
func (p *player) until(then time.Time) error {
	for {
		wake := p.state.Wake()
		if wake.IsZero() || wake.After(then) {
			break
		}
		if wake.After(p.now) {
			p.now = wake
		}
		if err := p.take(conversation.Woke{}); err != nil {
			return err
		}
		if !p.state.Wake().IsZero() && !p.state.Wake().After(wake) {
			return fmt.Errorf("the alarm of %s rings for ever", wake)
		}
	}
	p.now = then
	return nil
}

// take takes one turn as the store would: the state goes in as bytes and comes out as bytes.
func (p *player) take(what conversation.Happening) error {
	p.turns++
	p.state.Turn = p.turns
	before, err := json.Marshal(p.state)
	if err != nil {
		return err
	}
	fresh := fmt.Sprintf("%s%020d", "kqmvax", p.turns)
	next, effects := p.talk.Step(p.state, conversation.Event{At: p.now, Fresh: strings.NewReplacer("0", "a", "1", "b", "8", "c", "9", "d").Replace(fresh), What: what})
	after, err := json.Marshal(p.state)
	if err != nil {
		return err
	}
	if string(before) != string(after) {
		return fmt.Errorf("turn %d changed the state that it was given", p.turns)
	}
	kept, err := json.Marshal(next)
	if err != nil {
		return err
	}
	p.state = conversation.State{}
	if err := json.Unmarshal(kept, &p.state); err != nil {
		return err
	}
	p.played.Stages[string(p.state.Stage)] = true
	for _, e := range effects {
		if err := p.show(e); err != nil {
			return err
		}
	}
	return nil
}

func (p *player) show(e conversation.Effect) error {
	stored, err := conversation.EncodeEffect(e)
	if err != nil {
		return err
	}
	if back, err := conversation.DecodeEffect(stored); err != nil || !reflect.DeepEqual(back, e) {
		return fmt.Errorf("%s does not survive the outbox: %v", conversation.KindOf(e), err)
	}
	p.played.Effects = append(p.played.Effects, e)
	if say, ok := e.(conversation.Say); ok {
		p.played.Sentences = append(p.played.Sentences, say.Sentence)
		from := "Service"
		if say.From == conversation.FromCaseworker && say.Channel == conversation.Chat {
			from = say.Name
		}
		fmt.Fprintln(&p.out, label(from)+say.Text)
		return nil
	}
	if seen := conversation.Describe(e); seen != "" {
		fmt.Fprintf(&p.out, "%s[%s]\n", strings.Repeat(" ", column), seen)
	}
	return nil
}
