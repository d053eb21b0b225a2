package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	json "github.com/go-json-experiment/json/v1"

	"sayso/conversation"
	"sayso/conversation/seal"
)

// commit is one turn, sealed and ready to be written by commit.lua.
type commit struct {
	happened
	was     loaded // of the conversation that it is written to
	command string
	key     *seal.Key
	newKey  []byte // wrapped; nil where the conversation has one
	state   []byte
	at      int64
	seq     int // for the receipt
	alarm   int64
	unread  int64

	pointer, before string // what the door speaks for from now on; pointer "" leaves it as it is
	instead         string // the conversation that the message was routed to until now
	follow          string // where it belongs after all; then nothing else is written

	lines    []string
	statuses []string // effect, status
	entries  []string // kind, lane, effect, address, payload
	opened   []string // "<conversation>/<alert>", raised ms
	closed   []string // "<conversation>/<alert>"
	shut     []string // addresses
	errands  []any
}

// write turns effects and errands into what is written.
func (c *commit) write(k keys, effects []conversation.Effect, at time.Time) error {
	for i, effect := range effects {
		if err := c.effect(k, effect, fmt.Sprintf("%s/%d/%d", c.was.id, c.was.version+1, i+1), at); err != nil {
			return err
		}
	}
	if d := c.joins; d != nil {
		come := moved{Channel: d.Channel, Address: d.Address, MessageID: c.messageID}
		if from := c.was.doors[d.Channel]; from != d.Address {
			come.From = from
		}
		c.errands = append(c.errands, come)
	}
	for _, errand := range c.errands {
		b, err := json.Marshal(errand)
		if err != nil {
			return fmt.Errorf("encode errand: %w", err)
		}
		kind := conversation.KindOf(errand)
		if err := c.entry(kind, b, conversation.LaneAnswer, fmt.Sprintf("%s/%d/%s", c.was.id, c.was.version+1, kind), ""); err != nil {
			return err
		}
	}
	return nil
}

func (c *commit) effect(k keys, effect conversation.Effect, name string, at time.Time) error {
	lane := conversation.LaneAnswer
	switch e := effect.(type) {
	case conversation.Heard:
		if c.seq == 0 {
			c.seq = c.was.lines + len(c.lines) + 1
		}
		return c.line(conversation.Line{From: conversation.FromPerson, At: at, Channel: e.Channel, Text: e.Text, Late: e.Late})
	case conversation.Say:
		return c.say(e, name, at)
	case conversation.Blocked:
		c.statuses = append(c.statuses, c.own(e.Effect, name), "blocked")
		return nil
	case conversation.ShutDoor:
		address := c.addressOf(e.Channel)
		if c.door != nil && c.door.Channel == e.Channel {
			address = c.door.Address // they leave where they are
		}
		switch {
		case address == "":
		case k.partitionOfAddress(address) == partitionOf(c.was.id):
			c.shut = append(c.shut, address)
		default:
			c.errands = append(c.errands, shut{Channel: e.Channel, Address: address})
		}
		return nil
	case conversation.Elsewhere:
		return fmt.Errorf("turn %d goes elsewhere and does something here as well", c.was.version+1)
	case conversation.RaiseAlert:
		lane = conversation.LaneSafety
	}
	b, err := conversation.EncodeEffect(effect)
	if err != nil {
		return err
	}
	return c.entry(conversation.KindOf(effect), b, lane, name, "")
}

func (c *commit) say(e conversation.Say, name string, at time.Time) error {
	staff := e.Effect != ""
	e.Effect = c.own(e.Effect, name)
	shown := e.Text
	if e.Hide != "" {
		shown = strings.ReplaceAll(shown, e.Hide, hidden)
	}
	if staff && c.seq == 0 {
		c.seq = c.was.lines + len(c.lines) + 1
	}
	err := c.line(conversation.Line{
		From: e.From, Name: e.Name, At: at, Channel: e.Channel, Text: shown,
		Language: e.Language, Sentence: e.Sentence, Ask: e.Ask, Choices: e.Choices, Effect: e.Effect,
		Urgent: e.Lane == conversation.LaneSafety,
	})
	if err != nil {
		return err
	}
	if e.Channel != conversation.SMS {
		// The browser reads the transcript: what stands there has been sent.
		c.statuses = append(c.statuses, e.Effect, "sent")
		return nil
	}
	c.statuses = append(c.statuses, e.Effect, "waiting")
	b, err := conversation.EncodeEffect(e)
	if err != nil {
		return err
	}
	return c.entry(conversation.KindOf(e), b, e.Lane, e.Effect, c.addressOf(e.Channel))
}

// hidden stands in the transcript for what only the person may see (Say.Hide).
const hidden = "****"

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

func (c *commit) line(l conversation.Line) error {
	l.Seq = c.was.lines + len(c.lines) + 1
	b, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("encode line %d: %w", l.Seq, err)
	}
	sealed, err := c.key.Seal(b, "line/"+strconv.Itoa(l.Seq))
	if err != nil {
		return err
	}
	c.lines = append(c.lines, l.Effect+"\n"+string(sealed))
	return nil
}

func (c *commit) entry(kind string, payload []byte, lane conversation.Lane, name, address string) error {
	sealed, err := c.key.Seal(payload, "effect/"+name)
	if err != nil {
		return err
	}
	c.entries = append(c.entries, kind, string(lane), name, address, string(sealed))
	return nil
}

// through is the door that the turn came through or joined by; nil where there was none.
func (c *commit) through() *conversation.Door {
	if c.joins != nil {
		return c.joins
	}
	return c.door
}

// addressOf is where the conversation's door on a channel is; the message at hand may be the first through it.
func (c *commit) addressOf(channel conversation.Channel) string {
	known := c.was.doors[channel]
	if d := c.through(); d != nil && d.Channel == channel && (c.joins != nil || known == "") {
		return d.Address
	}
	return known
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

// fields are those of the conversation's hash that change seldom.
func (c *commit) fields() (fields []string) {
	if c.newKey != nil {
		fields = append(fields, "key", string(c.newKey))
	}
	d := c.through()
	if d == nil {
		return fields
	}
	// A conversation has one door on each channel, and only its code gives it another one: whether it is
	// safe to write there is asked of each.
	if c.joins != nil || c.was.doors[d.Channel] == "" {
		fields = append(fields, "address:"+string(d.Channel), d.Address)
		if d.Sealed != nil {
			fields = append(fields, "number:"+string(d.Channel), string(d.Sealed))
		}
	}
	if c.joins != nil {
		fields = append(fields, "joined:"+string(d.Channel), c.messageID)
	}
	return fields
}

// near reports whether the door is in the slot of the conversation, so that one commit covers both.
func (c *commit) near(k keys) bool {
	return c.door != nil && k.partitionOfAddress(c.door.Address) == partitionOf(c.was.id)
}

// script gives the keys and arguments of commit.lua.
func (c *commit) script(k keys, wake string) (names []string, args []any) {
	id, p, fields := c.was.id, partitionOf(c.was.id), c.fields()
	names = []string{
		k.conversation(id), k.lines(id), k.once(id), k.delivery(id),
		k.outbox(p), k.alarms(p), k.unread(p), k.alerts(p), k.urgent(p),
	}
	args = make([]any, 0, 24+len(fields)+len(c.lines)+len(c.statuses)+len(c.entries)+len(c.opened)+len(c.closed))
	args = append(args, id, c.was.version, c.command, c.state, c.at,
		c.once, c.seq, some(c.alarm), some(c.unread), k.wake(), wake)
	if c.near(k) {
		gone := ""
		if c.was.way.gone {
			gone = "1"
		}
		names = append(names, k.address(c.door.Address), k.routed(c.door.Address))
		args = append(args, "1", c.was.way.pointer, gone, c.messageID, c.instead, c.pointer, c.before)
	} else {
		args = append(args, "0", "", "", "", "", "", "")
	}
	for _, a := range c.shut {
		names = append(names, k.address(a))
	}
	args = append(args, len(fields)/2, len(c.lines), len(c.statuses)/2, len(c.entries)/5, len(c.opened)/2, len(c.closed))
	for _, list := range [][]string{fields, c.lines, c.statuses, c.entries, c.opened, c.closed} {
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

// commit sends the commit; false says that somebody else was first. Where the door is in another slot
// it is first written down there that the message belongs to this conversation.
func (s *Store) commit(ctx context.Context, c *commit) (bool, error) {
	way := c.was.way
	switch {
	case c.follow != "":
		_, err := s.route(ctx, *c.door, c.messageID, c.follow, way.routed, c.follow)
		return false, err
	case c.door != nil && !c.near(s.keys) && way.routed != c.was.id:
		if ok, err := s.route(ctx, *c.door, c.messageID, c.was.id, way.routed, way.pointer); err != nil || !ok {
			return false, err
		}
	}
	names, args := c.script(s.keys, wakeUp{node: s.node, conversation: c.was.id, work: c.work(s.config.Poll)}.String())
	answer, err := s.scripts.commit.Run(ctx, sendOnce{s.redis}, names, args...).Text()
	return answer == "done", err
}
