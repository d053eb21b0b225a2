package rehearsal

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"sayso/conversation"
)

// Doors are a phone and a chat with the talks behind them, on a clock of their own. They do what the
// channels, the store and the outbox do: a state is bytes between two turns, an alarm rings when it is
// due, a talk begins where somebody else speaks, a code is made when it is asked for.
type Doors struct {
	Talk conversation.Talk
	Now  time.Time

	tell   func(talk int, e conversation.Effect) error
	talks  []kept
	behind map[conversation.Channel]int // the talk that a door now leads to
}

// kept is a talk as the store keeps it.
type kept struct {
	state   []byte
	changes []Change
}

// Change is one step from a stage to another.
type Change struct{ From, To conversation.Stage }

// theCode is the code of everybody who asks for one in a scene.
const theCode = "otter-maple-window-cloud"

// Open makes a phone and a chat on which nothing has been said. tell hears each effect, and which
// talk it belongs to, in order.
func Open(talk conversation.Talk, at time.Time, tell func(talk int, e conversation.Effect) error) *Doors {
	return &Doors{Talk: talk, Now: at, tell: tell, behind: map[conversation.Channel]int{}}
}

// Talks is how many talks have begun.
func (d *Doors) Talks() int { return len(d.talks) }

// Behind is the talk that a door leads to; false where a message would begin a new one.
func (d *Doors) Behind(on conversation.Channel) (int, bool) {
	talk, ok := d.behind[on]
	return talk, ok
}

// Changes are the stages that a talk went through, in order.
func (d *Doors) Changes(talk int) []Change { return d.talks[talk].changes }

// State reads a talk's state back.
func (d *Doors) State(talk int) (conversation.State, error) {
	var s conversation.State
	if err := json.Unmarshal(d.talks[talk].state, &s); err != nil {
		return s, fmt.Errorf("read talk %d back: %w", talk, err)
	}
	return s, nil
}

// Speak brings what a person does through a door to the talk behind it.
func (d *Doors) Speak(on conversation.Channel, what conversation.Happening) error {
	talk, ok := d.behind[on]
	if !ok {
		var err error
		if talk, err = d.begin(on); err != nil {
			return err
		}
	}
	return d.Bring(talk, what)
}

// Shut has the next words on a channel begin a talk of their own, as those of a new chat do.
func (d *Doors) Shut(on conversation.Channel) { delete(d.behind, on) }

// Prove has the person of a talk go on with it at another door, with their code. The talk that this
// door led to before hears that they have parted.
func (d *Doors) Prove(on conversation.Channel, talk int) error {
	left, was := d.behind[on]
	if err := d.Bring(talk, conversation.Joined{Channel: on}); err != nil {
		return err
	}
	d.behind[on] = talk
	if was && left != talk {
		return d.Bring(left, conversation.Parted{Channel: on})
	}
	return nil
}

// Until lets time pass; what falls due on the way happens in its order.
func (d *Doors) Until(then time.Time) error {
	for {
		talk, wake, err := d.next()
		if err != nil || wake.IsZero() || wake.After(then) {
			d.Now = then
			return err
		}
		if wake.After(d.Now) {
			d.Now = wake
		}
		if err := d.Bring(talk, conversation.Woke{}); err != nil {
			return err
		}
		s, err := d.State(talk)
		if err != nil {
			return err
		}
		if again := s.Wake(); !again.IsZero() && !again.After(wake) {
			return fmt.Errorf("the alarm of %s rings for ever", wake)
		}
	}
}

// next is the alarm that rings first, of all talks.
func (d *Doors) next() (int, time.Time, error) {
	first, at := 0, time.Time{}
	for talk := range d.talks {
		s, err := d.State(talk)
		if err != nil {
			return 0, at, err
		}
		if wake := s.Wake(); !wake.IsZero() && (at.IsZero() || wake.Before(at)) {
			first, at = talk, wake
		}
	}
	return first, at, nil
}

// begin opens a talk behind a door.
func (d *Doors) begin(on conversation.Channel) (int, error) {
	talk := len(d.talks)
	state, err := json.Marshal(conversation.State{ID: fmt.Sprintf("00-rehearsal-%d", talk+1)})
	if err != nil {
		return 0, err
	}
	d.talks = append(d.talks, kept{state: state})
	d.behind[on] = talk
	return talk, nil
}

// Bring takes one turn of a talk as the store would, and does what the outbox would.
func (d *Doors) Bring(talk int, what conversation.Happening) error {
	before, err := d.State(talk)
	if err != nil {
		return err
	}
	before.Turn++
	given, err := json.Marshal(before)
	if err != nil {
		return err
	}
	next, effects := d.Talk.Step(before, conversation.Event{At: d.Now, Fresh: fresh(talk, before.Turn), What: what})
	still, err := json.Marshal(before)
	if err != nil {
		return err
	}
	if string(given) != string(still) {
		return fmt.Errorf("turn %d changed the state that it was given", before.Turn)
	}
	after, err := json.Marshal(next)
	if err != nil {
		return err
	}
	for _, e := range effects {
		if _, elsewhere := e.(conversation.Elsewhere); elsewhere {
			if len(effects) != 1 || string(after) != string(given) {
				return fmt.Errorf("what is another person's left something in this talk")
			}
			return d.elsewhere(talk, what)
		}
	}
	if before.Stage != next.Stage {
		d.talks[talk].changes = append(d.talks[talk].changes, Change{From: before.Stage, To: next.Stage})
	}
	d.talks[talk].state = after
	for _, e := range effects {
		if err := survives(e); err != nil {
			return err
		}
		if err := d.tell(talk, e); err != nil {
			return err
		}
	}
	for _, e := range effects { // the outbox comes after the commit
		if err := d.do(talk, e); err != nil {
			return err
		}
	}
	return nil
}

// elsewhere begins another person's talk with what they said.
func (d *Doors) elsewhere(left int, what conversation.Happening) error {
	said, ok := what.(conversation.Said)
	if !ok {
		return fmt.Errorf("%s is nobody's words", conversation.KindOf(what))
	}
	talk, err := d.begin(said.Channel)
	if err != nil {
		return err
	}
	if err := d.tell(left, conversation.Elsewhere{}); err != nil {
		return err
	}
	if err := d.Bring(talk, what); err != nil {
		return err
	}
	return d.Bring(left, conversation.Parted{Channel: said.Channel})
}

// do is the outbox's part.
func (d *Doors) do(talk int, e conversation.Effect) error {
	switch e := e.(type) {
	case conversation.GiveCode:
		return d.Bring(talk, conversation.CodeMade{Code: theCode})
	case conversation.ShutDoor:
		d.Shut(e.Channel)
	case conversation.Anew:
		talk, err := d.begin(e.Channel)
		if err != nil {
			return err
		}
		for _, text := range e.Texts {
			if err := d.Bring(talk, conversation.Said{Channel: e.Channel, Text: text, Follows: e.Follows}); err != nil {
				return err
			}
		}
	}
	return nil
}

// survives holds an effect to the outbox: what is read back is what was written.
func survives(e conversation.Effect) error {
	stored, err := conversation.EncodeEffect(e)
	if err != nil {
		return err
	}
	if back, err := conversation.DecodeEffect(stored); err != nil || !reflect.DeepEqual(back, e) {
		return fmt.Errorf("%s does not survive the outbox: %v", conversation.KindOf(e), err)
	}
	return nil
}

// fresh is the randomness of a turn: the same at every rehearsal, and another for each talk, so that
// the first case of every scene is KQMV-AXAA and the second KQMV-AXAB.
func fresh(talk, turn int) string {
	letters := strings.NewReplacer("0", "a", "1", "b", "8", "c", "9", "d")
	return "kqmvaxa" + string(rune('a'+talk)) + letters.Replace(fmt.Sprintf("%018d", turn))
}
