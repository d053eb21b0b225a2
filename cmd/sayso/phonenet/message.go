package phonenet

import (
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"sayso/conversation"
)

const apiVersion = "2010-04-01"

// The directions of a message, in Twilio's words.
const (
	inbound  = "inbound"
	outbound = "outbound-api"
	byTwilio = "outbound-reply" // Twilio's own answer to STOP, START, HELP
)

// message is one text in the network's list. Network.mu guards it.
type message struct {
	seq                                  int
	sid, from, to, body, service, status string
	direction                            string
	created, sent, updated               time.Time // sent is zero until it left
	code                                 int       // Twilio's error code; 0 while all is well
	segments                             int
	callback                             string // StatusCallback of an outbound one
	token                                string // I-Twilio-Idempotency-Token of an inbound one
	again                                bool   // an earlier one to this phone had the same callback
	media                                int    // pictures that came with an inbound one
	optOut                               string // OptOutType of an inbound one: STOP, START, HELP, or none
}

// id makes a Twilio id: a prefix and 32 hex digits. The caller holds mu.
func (n *Network) id(prefix string) (string, error) {
	var raw [16]byte
	if _, err := io.ReadFull(n.fresh, raw[:]); err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	return prefix + hex.EncodeToString(raw[:]), nil
}

// keep puts a message in the list with its id, its time and its number of segments. The caller
// holds mu.
func (n *Network) keep(m *message) error {
	sid, err := n.id("SM")
	if err != nil {
		return err
	}
	m.sid, m.seq = sid, n.first+len(n.messages)
	m.created = n.now().UTC()
	m.updated = m.created
	m.segments, _ = conversation.Segments(m.body)
	n.messages = append(n.messages, m)
	n.bySID[sid] = m
	n.forget()
	return nil
}

// forget drops the oldest messages once there are twice as many as are to be kept, so that the
// cost of dropping is spread. The caller holds mu.
func (n *Network) forget() {
	if len(n.messages) < 2*n.cfg.Keep {
		return
	}
	old := len(n.messages) - n.cfg.Keep
	for _, m := range n.messages[:old] {
		delete(n.bySID, m.sid)
		if m.callback != "" {
			delete(n.phone(m.to).callbacks, m.callback)
		}
	}
	n.first += old
	n.messages = append([]*message(nil), n.messages[old:]...)
	for _, p := range n.phones {
		p.forget(n.first)
	}
}
