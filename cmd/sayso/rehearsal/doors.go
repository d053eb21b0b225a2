package rehearsal

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"sayso/conversation"
)

// Door is where somebody writes: a phone or a chat. The first of each kind has no name.
type Door struct {
	Channel conversation.Channel
	Name    string // "another phone"
}

// Doors are phones and chats with the talks behind them, on a clock of their own. They do what the
// channels, the store and the outbox do: a state is bytes between two turns, an alarm rings when it is
// due, a talk begins where somebody else speaks, a code is made and tried. Talks are numbered from 0.
type Doors struct {
	Talk conversation.Talk
	Now  time.Time

	tell   func(talk int, e conversation.Effect) error
	talks  []kept
	behind map[Door][]int // the talks that speak through a door; what is written there goes to the last
	codes  map[string]int // the talk that a code opens
	made   int            // how many codes were made
}

// kept is a talk as the store keeps it.
type kept struct {
	state   []byte
	doors   map[conversation.Channel]Door // where its person was last
	changes []Change
}

// Open makes doors at which nothing has been said. tell hears each effect, and which talk it belongs
// to, in order.
func Open(talk conversation.Talk, at time.Time, tell func(talk int, e conversation.Effect) error) *Doors {
	return &Doors{Talk: talk, Now: at, tell: tell, behind: map[Door][]int{}, codes: map[string]int{}}
}

// Talks is how many talks have begun.
func (d *Doors) Talks() int { return len(d.talks) }

// Behind is the talk that a door leads to; false where a message would begin a new one.
func (d *Doors) Behind(door Door) (int, bool) {
	speak := d.behind[door]
	if len(speak) == 0 {
		return 0, false
	}
	return speak[len(speak)-1], true
}

// Door is where the person of a talk was last, on a channel.
func (d *Doors) Door(talk int, on conversation.Channel) Door { return d.talks[talk].doors[on] }

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

// Speak brings what a person does through a door to the talk behind it. A message that is nothing but
// a code leads to the talk which that code opens.
func (d *Doors) Speak(door Door, what conversation.Happening) error {
	if said, ok := what.(conversation.Said); ok {
		if code, is := conversation.CodeIn(said.Text); is {
			if talk, opens := d.codes[code]; opens {
				return d.prove(door, talk)
			}
		}
	}
	talk, ok := d.Behind(door)
	if !ok {
		talk = d.begin(door)
	}
	d.talks[talk].doors[door.Channel] = door
	return d.Bring(talk, what)
}

// prove has the person of a talk go on with it at another door. Those that this door led to before
// hear that they have parted; the door that they come from leads to them no longer.
func (d *Doors) prove(door Door, talk int) error {
	if here, ok := d.Behind(door); ok && here == talk {
		return nil
	}
	left := d.behind[door]
	from := d.talks[talk].doors[door.Channel]
	d.behind[from] = slices.DeleteFunc(slices.Clone(d.behind[from]), func(one int) bool { return one == talk })
	d.behind[door], d.talks[talk].doors[door.Channel] = []int{talk}, door
	if err := d.Bring(talk, conversation.Joined{Channel: door.Channel}); err != nil {
		return err
	}
	return d.part(door, left)
}

// part tells talks that somebody else speaks through their door now. One that has another door by now
// needs no telling.
func (d *Doors) part(door Door, left []int) error {
	for _, talk := range left {
		if here, ok := d.Behind(door); ok && here == talk || d.Door(talk, door.Channel) != door {
			continue
		}
		if err := d.Bring(talk, conversation.Parted{Channel: door.Channel}); err != nil {
			return err
		}
	}
	return nil
}

// MakeCode makes a code for a talk, in place of the one before.
func (d *Doors) MakeCode(talk int) string {
	for code, opens := range d.codes {
		if opens == talk {
			delete(d.codes, code)
		}
	}
	code := conversation.CodeFrom([]byte{0x90, 0x1f, 0x32, 0x8d, byte(0xb7 + d.made)}) // otter maple cloud kite
	d.codes[code] = talk
	d.made++
	return code
}

// Until lets time pass; what falls due on the way happens in its order.
func (d *Doors) Until(then time.Time) error {
	for {
		talk, wake, err := d.next(conversation.State.Wake)
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

// Settle lets time pass until all that was said has been answered.
func (d *Doors) Settle() error {
	for {
		_, at, err := d.next(func(s conversation.State) time.Time { return s.AnswerAt })
		if err != nil || at.IsZero() {
			return err
		}
		if err := d.Until(at); err != nil {
			return err
		}
	}
}

// next is the first alarm of a kind, of all talks.
func (d *Doors) next(alarm func(conversation.State) time.Time) (int, time.Time, error) {
	first, at := 0, time.Time{}
	for talk := range d.talks {
		s, err := d.State(talk)
		if err != nil {
			return 0, at, err
		}
		if wake := alarm(s); !wake.IsZero() && (at.IsZero() || wake.Before(at)) {
			first, at = talk, wake
		}
	}
	return first, at, nil
}

// begin opens a talk, to which a door leads from now on.
func (d *Doors) begin(door Door) int {
	talk := len(d.talks)
	d.talks = append(d.talks, kept{
		state: fmt.Appendf(nil, `{"id":"00-rehearsal-%d"}`, talk+1),
		doors: map[conversation.Channel]Door{door.Channel: door},
	})
	d.behind[door] = append(d.behind[door], talk)
	return talk
}
