package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sayso/conversation"
)

// doorway is what stood at the door that a message came through.
type doorway struct {
	gone    bool
	pointer string // the conversation that the address now speaks for, "" for none
	before  string // earlier ones of the same person: ids, a space between two
	routed  string // the conversation that this message was found to belong to before, "" for none
}

// speaksFor lists the conversations whose person is at this door.
func (d doorway) speaksFor() []string { return strings.Fields(d.pointer + " " + d.before) }

// belongs is the conversation that what happened belongs to, as far as the door knows; "" for a new one.
func (d doorway) belongs(h happened) string {
	if d.routed != "" || h.anew != "" {
		return d.routed
	}
	return d.pointer
}

var errBegun = errors.New("what begins a talk was sent to begin one elsewhere")

// begin makes a new conversation of this turn's, and says what the door is to it.
func (c *commit) begin(id string) {
	way, was := c.was.way, c.was.id
	c.instead = way.routed
	switch {
	case c.anew == "":
		// What the door spoke for, if anything, is no longer there.
		if way.pointer == was || way.pointer == "" {
			c.pointer = id
		}
	case way.gone: // nobody hears what it says
	case way.pointer == c.anew:
		c.pointer, c.before = id, strings.Join(way.speaksFor(), " ")
	case slices.Contains(way.speaksFor(), c.anew):
		c.pointer, c.before = way.pointer, strings.Join(append(strings.Fields(way.before), id), " ")
	default: // somebody else has come meanwhile, and the door stays theirs
		c.errands = append(c.errands, parted{Channel: c.door.Channel, Address: c.door.Address, Of: []string{id}})
	}
	c.was = loaded{way: way, now: c.was.now, id: id}
}

// elsewhere makes the turn another person's: a new conversation with the same event, which takes the
// door. Those whose door it was are told by an errand. Where the door has another one's meanwhile, the
// message follows it there.
func (c *commit) elsewhere(id string) error {
	way := c.was.way
	switch {
	case c.door == nil:
		return errors.New("what came through no door cannot go elsewhere")
	case c.was.version == 0:
		return errBegun
	case way.pointer != "" && way.pointer != c.was.id:
		c.follow = way.pointer
		return nil
	}
	c.instead, c.pointer, c.before = way.routed, id, ""
	c.errands = append(c.errands, parted{Channel: c.door.Channel, Address: c.door.Address, Of: way.speaksFor()})
	c.was = loaded{way: way, now: c.was.now, id: id}
	return nil
}

// route writes down ahead of a turn where a message belongs. It reports false where the door has
// changed: expected is the conversation that it must speak for, "" for whichever.
func (s *Store) route(ctx context.Context, door conversation.Door, messageID, id, until, expected string) (bool, error) {
	n, err := s.scripts.route.Run(ctx, s.redis, []string{s.keys.address(door.Address), s.keys.routed(door.Address)},
		messageID, id, until, expected).Int()
	if err != nil {
		return false, fmt.Errorf("route a message to conversation %s: %w", id, err)
	}
	return n == 1, nil
}
