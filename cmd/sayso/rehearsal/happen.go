package rehearsal

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"sayso/conversation"
)

// happening is one kind of line in brackets.
type happening struct {
	form *regexp.Regexp
	make func(p *player, m []string) (conversation.Happening, time.Duration, error)
}

func just(h conversation.Happening) func(*player, []string) (conversation.Happening, time.Duration, error) {
	return func(*player, []string) (conversation.Happening, time.Duration, error) { return h, 0, nil }
}

// happenings lists what may stand in brackets.
func happenings() []happening {
	return []happening{
		{regexp.MustCompile(`^(\d+) (minute|hour|day)s? pass(?:es)?$`), passes},
		{regexp.MustCompile(`^the button: I need help now$`), func(p *player, _ []string) (conversation.Happening, time.Duration, error) {
			return conversation.NeedHelpNow{Channel: p.on}, 0, nil
		}},
		{regexp.MustCompile(`^they leave$`), func(p *player, _ []string) (conversation.Happening, time.Duration, error) {
			return conversation.Left{Channel: p.on}, 0, nil
		}},
		{regexp.MustCompile(`^the network refuses our texts$`), just(conversation.Undelivered{OptedOut: true})},
		{regexp.MustCompile(`^the call reaches a worker$`), lastAlert(func(id string) conversation.Happening { return conversation.AlertDelivered{Alert: id} })},
		{regexp.MustCompile(`^no route to a worker works$`), lastAlert(func(id string) conversation.Happening { return conversation.AlertFailed{Alert: id} })},
		{regexp.MustCompile(`^(\w+) answers the call$`), func(p *player, m []string) (conversation.Happening, time.Duration, error) {
			return lastAlert(func(id string) conversation.Happening {
				return conversation.AlertAcknowledged{Alert: id, By: m[1]}
			})(p, m)
		}},
		{regexp.MustCompile(`^(\w+) claims the case$`), func(_ *player, m []string) (conversation.Happening, time.Duration, error) {
			return conversation.CaseClaimed{Name: m[1]}, 0, nil
		}},
		{regexp.MustCompile(`^(\w+) reads the case$`), func(p *player, _ []string) (conversation.Happening, time.Duration, error) {
			return conversation.CaseRead{Seq: p.state.Lines}, 0, nil
		}},
		{regexp.MustCompile(`^(\w+) lets the case go$`), just(conversation.CaseReleased{})},
		{regexp.MustCompile(`^(\w+) has it in hand$`), func(p *player, m []string) (conversation.Happening, time.Duration, error) {
			return conversation.InHand{By: m[1], Seen: p.state.Lines}, 0, nil
		}},
		{regexp.MustCompile(`^(\w+) books a visit: (\w+ \d+ \w+ \d{4}, \d+:\d{2}), (.+)$`), books},
		{regexp.MustCompile(`^the visit is (done|missed)$`), func(_ *player, m []string) (conversation.Happening, time.Duration, error) {
			return conversation.VisitOver{ID: "v1", State: m[1]}, 0, nil
		}},
		{regexp.MustCompile(`^it takes longer, until (\w+ \d+ \w+ \d{4})$`), longer},
		{regexp.MustCompile(`^the case is closed$`), just(conversation.CaseClosed{Effect: "00-rehearsal/close"})},
	}
}

func passes(_ *player, m []string) (conversation.Happening, time.Duration, error) {
	n, err := strconv.Atoi(m[1])
	unit := map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}[m[2]]
	return nil, time.Duration(n) * unit, err
}

func lastAlert(of func(id string) conversation.Happening) func(*player, []string) (conversation.Happening, time.Duration, error) {
	return func(p *player, _ []string) (conversation.Happening, time.Duration, error) {
		if len(p.state.Alerts) == 0 {
			return nil, 0, fmt.Errorf("nobody has been called")
		}
		return of(p.state.Alerts[len(p.state.Alerts)-1].ID), 0, nil
	}
}

func books(p *player, m []string) (conversation.Happening, time.Duration, error) {
	at, err := time.ParseInLocation("Monday 2 January 2006, 15:04", m[2], p.talk.Zone)
	return conversation.VisitBooked{Effect: "00-rehearsal/visit", ID: "v1", At: at, Until: at.Add(time.Hour), Place: m[3], With: m[1]}, 0, err
}

func longer(p *player, m []string) (conversation.Happening, time.Duration, error) {
	until, err := time.ParseInLocation("Monday 2 January 2006", m[1], p.talk.Zone)
	return conversation.CaseExtended{Effect: "00-rehearsal/delay", Until: until}, 0, err
}

// happens reads one line that people wrote: what happens, or how long nothing does.
func (p *player) happens(a act) (conversation.Happening, time.Duration, error) {
	switch {
	case strings.HasPrefix(a.who, "Caseworker "):
		name := strings.TrimPrefix(a.who, "Caseworker ")
		return conversation.StaffSaid{Effect: fmt.Sprintf("00-rehearsal/staff-%d", a.line), Name: name, Text: a.text}, 0, nil
	case a.who != "":
		return conversation.Said{Channel: p.on, Text: a.text, After: p.seen()}, 0, nil
	}
	for _, h := range happenings() {
		if m := h.form.FindStringSubmatch(a.text); m != nil {
			return h.make(p, m)
		}
	}
	return nil, 0, fmt.Errorf("nothing like %q can happen here", "("+a.text+")")
}

// seen is the last line on the screen of somebody in the chat: what was said two seconds ago or
// later has not been read yet.
func (p *player) seen() int {
	if asked := p.state.Pending; asked.Seq > 0 && p.now.Sub(asked.At) <= 2*time.Second {
		return asked.Seq - 1
	}
	return p.state.Lines
}
