package phonenet

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// carry takes a text to its phone: it leaves, it arrives behind those that were taken before it,
// and each step is told to its status callback.
func (n *Network) carry(m *message, queued time.Duration, before <-chan struct{}, arrived chan struct{}) {
	told := make(chan string, 3)
	defer close(told)
	n.wait.Go(func() { n.tell(m, told) })

	fault, hit := n.struck(Carry, m.to, m.body)
	overtaken := hit && fault.Do == Overtaken
	if overtaken {
		before = arrived // nobody waits for it, and it for nobody
		close(arrived)
	} else {
		defer close(arrived)
	}
	if hit && (fault.Do == Slow || overtaken) {
		queued += fault.For
	}
	if !n.pause(n.life, queued+n.cfg.Sent) {
		return
	}
	switch {
	case hit && fault.Do == Sending:
		n.step(m, "sending", 0)
		told <- "sending"
		if !n.pause(n.life, fault.For) {
			return
		}
	case hit && (fault.Do == Failed || fault.Do == Canceled):
		code := fault.Code
		if fault.Do == Failed {
			code = orElse(code, 30008)
		}
		n.step(m, string(fault.Do), code)
		told <- string(fault.Do)
		return
	}
	n.step(m, "sent", 0)
	told <- "sent"
	if !n.pause(n.life, n.cfg.Delivered) {
		return
	}
	if hit && fault.Do == Undelivered {
		n.step(m, "undelivered", orElse(fault.Code, 30003))
		told <- "undelivered"
		return
	}
	select {
	case <-before:
	case <-n.life.Done():
		return
	}
	n.step(m, "delivered", 0)
	told <- "delivered"
}

// step writes a new status into the list, and a delivered text onto its phone.
func (n *Network) step(m *message, status string, code int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	m.status, m.code, m.updated = status, code, n.now().UTC()
	switch status {
	case "sent":
		m.sent = m.updated
	case "delivered":
		n.counts.Arrived++
		n.phone(m.to).show(m)
	}
}

// tell posts the statuses of one text, one after the other. A callback that fails is lost.
func (n *Network) tell(m *message, statuses <-chan string) {
	fault, hit := n.struck(Status, m.to, m.body)
	switch {
	case hit && fault.Do == Swapped:
		statuses = backwards(statuses)
	case hit && fault.Do == Shuffled:
		n.shuffle(m, statuses, fault.For)
		return
	}
	for status := range statuses {
		if m.callback == "" || hit && fault.Do == Lost {
			continue
		}
		if hit && fault.Do == Slow && !n.pause(n.life, fault.For) {
			return
		}
		n.callBack(m, status)
		if hit && fault.Do == Twice {
			n.callBack(m, status)
		}
	}
}

// shuffle posts each status by itself, some time after it was reached.
func (n *Network) shuffle(m *message, statuses <-chan string, most time.Duration) {
	for status := range statuses {
		n.mu.Lock()
		late := time.Duration(n.dice.Float64() * float64(most))
		n.mu.Unlock()
		n.wait.Go(func() {
			if m.callback != "" && n.pause(n.life, late) {
				n.callBack(m, status)
			}
		})
	}
}

// backwards waits for all and gives the last one first.
func backwards(statuses <-chan string) <-chan string {
	all := []string{}
	for status := range statuses {
		all = append(all, status)
	}
	turned := make(chan string, len(all))
	for _, status := range slices.Backward(all) {
		turned <- status
	}
	close(turned)
	return turned
}

// callBack posts one status. Only so many are under way at once, and their patience begins when
// they are, so that a slow Sayso meets a queue here and not thousands of connections.
func (n *Network) callBack(m *message, status string) {
	select {
	case n.places <- struct{}{}:
		defer func() { <-n.places }()
	case <-n.life.Done():
		return
	}
	n.mu.Lock()
	h := webhook{dial: n.dialled(m.callback), signed: m.callback, form: url.Values{
		"MessageSid": {m.sid}, "SmsSid": {m.sid}, "MessageStatus": {status}, "SmsStatus": {status},
		"To": {m.to}, "From": {m.from}, "AccountSid": {n.cfg.AccountSID}, "ApiVersion": {apiVersion},
	}}
	if m.code != 0 && (status == "undelivered" || status == "failed" || status == "canceled") {
		h.form.Set("ErrorCode", strconv.Itoa(m.code))
	}
	if m.service != "" {
		h.form.Set("MessagingServiceSid", m.service)
	}
	if status == "delivered" {
		h.form.Set("RawDlrDoneDate", m.updated.Format("0601021504"))
	}
	token, err := n.id("")
	n.mu.Unlock()
	if err != nil {
		return
	}
	h.token = token
	if d := n.post(n.life, h); !d.GivenUp {
		n.mu.Lock()
		n.counts.Callbacks++
		n.mu.Unlock()
	}
}

// dialled is where a status callback is reached: Sayso makes the address from its public_url, and
// here it may answer at another one.
func (n *Network) dialled(callback string) string {
	public, there := origin(n.cfg.SignedURL), origin(n.cfg.InboundURL)
	if rest, ok := strings.CutPrefix(callback, public); ok {
		return there + rest
	}
	return callback
}

// origin is the scheme and the host of an address.
func origin(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return address
	}
	return parsed.Scheme + "://" + parsed.Host
}
