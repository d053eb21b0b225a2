package rehearsal

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"sayso/conversation"
)

// Change is one step from a stage to another; From is "" where a talk begins.
type Change struct{ From, To conversation.Stage }

// AllChanges lists the steps that there may be. Any other is a fault of the conversation's.
func AllChanges() []Change {
	return []Change{
		{"", conversation.Listening},                       // the first words
		{"", conversation.HandedOver},                      // and they say that nobody may write back
		{conversation.Listening, conversation.Confirming},  // all has been asked: it is read back
		{conversation.Listening, conversation.HandedOver},  // they leave it there, go quiet, or somebody else speaks
		{conversation.Confirming, conversation.Listening},  // "back", "start again"
		{conversation.HandedOver, conversation.Confirming}, // they went quiet before the last question, and answer it
		{conversation.Confirming, conversation.HandedOver}, // it is right
		{conversation.HandedOver, conversation.Listening},  // a bare "hi" was let go, and there is something after all
	}
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
	if slices.ContainsFunc(effects, is[conversation.Elsewhere]) {
		if len(effects) != 1 || string(after) != string(given) {
			return fmt.Errorf("what is another person's left something in this talk")
		}
		return d.elsewhere(talk, what)
	}
	if err := d.change(talk, Change{before.Stage, next.Stage}); err != nil {
		return err
	}
	d.talks[talk].state = after
	for _, e := range effects {
		if err := d.reaches(talk, e); err != nil {
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

func is[T conversation.Effect](e conversation.Effect) bool {
	_, ok := e.(T)
	return ok
}

func (d *Doors) change(talk int, c Change) error {
	switch {
	case c.From == c.To:
		return nil
	case !slices.Contains(AllChanges(), c):
		return fmt.Errorf("from %q the talk went to %q", c.From, c.To)
	}
	d.talks[talk].changes = append(d.talks[talk].changes, c)
	return nil
}

// reaches holds an effect to the outbox, and words of ours to those they are for: nobody else may sit
// at the door by which they go out.
func (d *Doors) reaches(talk int, e conversation.Effect) error {
	stored, err := conversation.EncodeEffect(e)
	if err != nil {
		return err
	}
	if back, err := conversation.DecodeEffect(stored); err != nil || !reflect.DeepEqual(back, e) {
		return fmt.Errorf("%s does not survive the outbox: %v", conversation.KindOf(e), err)
	}
	say, ok := e.(conversation.Say)
	if !ok || !d.shut(d.Door(talk, say.Channel), talk) {
		return nil
	}
	return fmt.Errorf("somebody else reads what is said in talk %d: %q", talk, say.Text)
}

// shut: others speak through this door now, and not this talk.
func (d *Doors) shut(door Door, talk int) bool {
	speak := d.behind[door]
	return len(speak) > 0 && !slices.Contains(speak, talk)
}

// elsewhere begins another person's talk with what they said.
func (d *Doors) elsewhere(left int, what conversation.Happening) error {
	said, ok := what.(conversation.Said)
	if !ok {
		return fmt.Errorf("%s is nobody's words", conversation.KindOf(what))
	}
	if err := d.tell(left, conversation.Elsewhere{}); err != nil {
		return err
	}
	door := d.Door(left, said.Channel)
	all := d.behind[door]
	delete(d.behind, door)
	said.Shared = true
	if err := d.Bring(d.begin(door), said); err != nil {
		return err
	}
	return d.part(door, all)
}

// do is the outbox's part.
func (d *Doors) do(talk int, e conversation.Effect) error {
	switch e := e.(type) {
	case conversation.GiveCode:
		return d.Bring(talk, conversation.CodeMade{Code: d.MakeCode(talk)})
	case conversation.ShutDoor:
		delete(d.behind, d.Door(talk, e.Channel))
	case conversation.Anew:
		further := d.begin(d.Door(talk, e.Channel))
		for _, text := range e.Texts {
			if err := d.Bring(further, conversation.Said{Channel: e.Channel, Text: text, Follows: e.Follows}); err != nil {
				return err
			}
		}
	}
	return nil
}

// fresh is the randomness of a turn: the same at every rehearsal, and another for each talk, so that
// the first case of every scene is KQMV-AXAA and the second KQMV-AXAB.
func fresh(talk, turn int) string {
	letters := strings.NewReplacer("0", "a", "1", "b", "8", "c", "9", "d")
	return "kqmvaxa" + string(rune('a'+talk)) + letters.Replace(fmt.Sprintf("%018d", turn))
}
