package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sayso/conversation"
	"sayso/conversation/seal"
)

// commit is one turn, sealed and ready to be written by commit.lua.
type commit struct {
	happened
	was     loaded
	command string
	newKey  []byte // wrapped; nil where the conversation has one
	state   []byte
	at      int64
	seq     int // for the receipt
	alarm   int64
	unread  int64

	lines    []string
	statuses []string // effect, status
	entries  []string // kind, lane, effect, payload
	opened   []string // "<conversation>/<alert>", raised ms
	closed   []string // "<conversation>/<alert>"
	shut     []string // addresses
}

// take turns effects into what is written.
func (c *commit) take(key *seal.Key, effects []conversation.Effect, at time.Time) error {
	for i, effect := range effects {
		name := fmt.Sprintf("%s/%d/%d", c.was.id, c.was.version+1, i+1)
		var err error
		switch e := effect.(type) {
		case conversation.Heard:
			err = c.line(key, conversation.Line{From: conversation.FromPerson, At: at, Channel: e.Channel, Text: e.Text, Late: e.Late})
			if c.seq == 0 {
				c.seq = c.was.lines + len(c.lines)
			}
		case conversation.Say:
			err = c.say(key, e, name, at)
		case conversation.Blocked:
			c.statuses = append(c.statuses, c.own(e.Effect, name), "blocked")
		case conversation.ShutDoor:
			if address := c.addressOf(e.Channel); address != "" {
				c.shut = append(c.shut, address)
			}
		case conversation.RaiseAlert:
			err = c.entry(key, e, conversation.LaneSafety, name)
		default:
			err = c.entry(key, e, conversation.LaneAnswer, name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *commit) say(key *seal.Key, e conversation.Say, name string, at time.Time) error {
	staff := e.Effect != ""
	e.Effect = c.own(e.Effect, name)
	err := c.line(key, conversation.Line{
		From: e.From, Name: e.Name, At: at, Channel: e.Channel, Text: e.Text,
		Sentence: e.Sentence, Ask: e.Ask, Choices: e.Choices, Effect: e.Effect,
	})
	if err != nil {
		return err
	}
	if staff && c.seq == 0 {
		c.seq = c.was.lines + len(c.lines)
	}
	if e.Channel != conversation.SMS {
		// The browser reads the transcript: what stands there has been sent.
		c.statuses = append(c.statuses, e.Effect, "sent")
		return nil
	}
	c.statuses = append(c.statuses, e.Effect, "waiting")
	return c.entry(key, e, e.Lane, e.Effect)
}

// own is the effect's name where its cause gave one. Every name begins with the conversation's id:
// a status callback brings nothing else.
func (c *commit) own(given, otherwise string) string {
	switch {
	case given == "":
		return otherwise
	case strings.HasPrefix(given, c.was.id+"/"):
		return given
	}
	return c.was.id + "/" + given
}

func (c *commit) line(key *seal.Key, l conversation.Line) error {
	l.Seq = c.was.lines + len(c.lines) + 1
	b, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("encode line %d: %w", l.Seq, err)
	}
	sealed, err := key.Seal(b, "line/"+strconv.Itoa(l.Seq))
	if err != nil {
		return err
	}
	c.lines = append(c.lines, l.Effect+"\n"+string(sealed))
	return nil
}

func (c *commit) entry(key *seal.Key, e conversation.Effect, lane conversation.Lane, name string) error {
	b, err := conversation.EncodeEffect(e)
	if err != nil {
		return err
	}
	sealed, err := key.Seal(b, "effect/"+name)
	if err != nil {
		return err
	}
	c.entries = append(c.entries, conversation.KindOf(e), string(lane), name, string(sealed))
	return nil
}

// addressOf is where the conversation's door on a channel is; the message at hand may be the first through it.
func (c *commit) addressOf(channel conversation.Channel) string {
	if c.door != nil && c.door.Channel == channel {
		return c.door.Address
	}
	return c.was.doors[channel]
}

// alerts notes which alerts this turn opened and closed.
func (c *commit) alerts(before, after []conversation.Alert) {
	for _, a := range after {
		c.opened = append(c.opened, c.was.id+"/"+a.ID, strconv.FormatInt(ms(a.Raised), 10))
	}
	for _, a := range before {
		if !slices.ContainsFunc(after, func(b conversation.Alert) bool { return a.ID == b.ID }) {
			c.closed = append(c.closed, c.was.id+"/"+a.ID)
		}
	}
}

// work reports whether the partition's loop has something to do before it would look by itself.
func (c *commit) work(poll time.Duration) bool {
	return len(c.entries) > 0 || (c.alarm != 0 && c.alarm < c.at+poll.Milliseconds())
}

// script gives the keys and arguments of commit.lua.
func (c *commit) script(k keys, wake string) (names []string, args []any) {
	id, p := c.was.id, partitionOf(c.was.id)
	names = []string{
		k.conversation(id), k.lines(id), k.once(id), k.delivery(id),
		k.outbox(p), k.alarms(p), k.unread(p), k.alerts(p), k.urgent(p),
	}
	args = make([]any, 0, 23+len(c.lines)+len(c.statuses)+len(c.entries)+len(c.opened)+len(c.closed))
	args = append(args, id, c.was.version, c.command, c.state, c.newKey, c.at,
		c.once, c.seq, some(c.alarm), some(c.unread), k.wake(), wake)
	if c.door != nil {
		names = append(names, k.address(c.door.Address), k.routed(c.door.Address))
		args = append(args, "1", c.was.pointer, c.messageID, string(c.door.Channel), c.door.Address, c.door.Sealed)
	} else {
		args = append(args, "0", "", "", "", "", "")
	}
	for _, a := range c.shut {
		names = append(names, k.address(a))
	}
	args = append(args, len(c.lines), len(c.statuses)/2, len(c.entries)/4, len(c.opened)/2, len(c.closed))
	for _, list := range [][]string{c.lines, c.statuses, c.entries, c.opened, c.closed} {
		for _, v := range list {
			args = append(args, v)
		}
	}
	return names, args
}

// some is "" for 0.
func some(ms int64) string {
	if ms == 0 {
		return ""
	}
	return strconv.FormatInt(ms, 10)
}
