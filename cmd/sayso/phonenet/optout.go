package phonenet

import (
	"slices"
	"strings"
)

// What Twilio answers by itself to the words that it takes for itself on a long code.
const (
	saidStop  = "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe."
	saidStart = "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply."
	saidHelp  = "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
)

// takeKeyword does what Twilio does by default where the whole body is one of its words; "stop
// please" is not. The webhook is posted all the same. The caller holds mu.
func (n *Network) takeKeyword(m *message) error {
	word := strings.ToUpper(strings.TrimSpace(m.body))
	out := n.optedOut[pair{m.from, m.to}]
	says := ""
	switch {
	case !out && slices.Contains([]string{"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"}, word):
		n.optedOut[pair{m.from, m.to}] = true
		says = saidStop
	case out && slices.Contains([]string{"START", "UNSTOP", "YES"}, word):
		delete(n.optedOut, pair{m.from, m.to})
		says = saidStart
	case !out && slices.Contains([]string{"HELP", "INFO"}, word):
		says = saidHelp
	default:
		return nil
	}
	reply := &message{from: m.to, to: m.from, body: says, direction: byTwilio, status: "delivered", service: m.service}
	if err := n.keep(reply); err != nil {
		return err
	}
	reply.sent = reply.created
	n.phone(m.from).show(reply)
	return nil
}
