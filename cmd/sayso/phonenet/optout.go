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

// AnswerKeywords replaces what is answered to STOP, START and HELP, as Advanced Opt-Out does. From then on the webhook of
// such a word to a number of the messaging service says by OptOutType what Twilio took it for.
func (n *Network) AnswerKeywords(texts map[string]string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.keywords = texts
}

// takeKeyword does what Twilio does by default where the whole body is one of its words; "stop
// please" is not. The webhook is posted all the same. The caller holds mu.
func (n *Network) takeKeyword(m *message) error {
	word := strings.ToUpper(strings.TrimSpace(m.body))
	out := n.optedOut[pair{m.from, m.to}]
	says, kind := "", ""
	switch {
	case !out && slices.Contains([]string{"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"}, word):
		n.optedOut[pair{m.from, m.to}] = true
		says, kind = saidStop, "STOP"
	case out && slices.Contains([]string{"START", "UNSTOP", "YES"}, word):
		delete(n.optedOut, pair{m.from, m.to})
		says, kind = saidStart, "START"
	case !out && slices.Contains([]string{"HELP", "INFO"}, word):
		says, kind = saidHelp, "HELP"
	default:
		return nil
	}
	if n.keywords != nil && m.service != "" { // the feature belongs to the service
		m.optOut = kind
	}
	reply := &message{from: m.to, to: m.from, body: orElse(n.keywords[kind], says), direction: byTwilio, status: "delivered", service: m.service}
	if err := n.keep(reply); err != nil {
		return err
	}
	reply.sent = reply.created
	n.phone(m.from).show(reply)
	return nil
}
