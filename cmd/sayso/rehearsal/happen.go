package rehearsal

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"sayso/conversation"
)

// Bracket is one kind of line in round brackets.
type Bracket struct {
	Like  []string // as it may stand in a scene
	Means string   // what it says that is not plain; ""

	form  *regexp.Regexp
	still bool // takes no time
	do    func(p *player, m []string) error
}

const (
	sameMoment = "at the same moment"
	moment     = 2 * time.Second
	aDay       = `(\w+ \d+ \w+ \d{4})`
	aTime      = `(\w+ \d+ \w+ \d{4}, \d+:\d{2})`
)

// WelshReviewed is the bracket after which Welsh is spoken.
const WelshReviewed = "a named person has reviewed the Welsh words"

// Brackets lists what may stand in round brackets. docs/wording.md has the same list for the people
// who write scenes.
func Brackets() []Bracket {
	return []Bracket{
		{Like: []string{"20 minutes pass", "3 hours pass", "1 day passes", "2 weeks pass", "2 months pass"},
			form: like(`(\d+) (minute|hour|day|week|month)s? pass(?:es)?`), do: passes},
		{Like: []string{sameMoment}, Means: "what follows was written before our question was read",
			form: like(sameMoment), still: true, do: func(p *player, _ []string) error { p.step = moment; return nil }},

		{Like: []string{"the button: I need help now"}, Means: "of the chat", form: like(`the button: I need help now`),
			do: presses(func(c conversation.Channel) conversation.Happening { return conversation.NeedHelpNow{Channel: c} })},
		{Like: []string{"they leave"}, Means: "the exit button of the chat", form: like(`they leave`),
			do: presses(func(c conversation.Channel) conversation.Happening { return conversation.Left{Channel: c} })},
		{Like: []string{"the button: get a code"}, Means: "of the chat, to go on from another phone", form: like(`the button: get a code`), do: getsCode},

		{Like: []string{"the network refuses our texts"}, form: like(`the network refuses our texts`),
			do: forCase(func(*player, conversation.State, []string) (conversation.Happening, error) {
				return conversation.Undelivered{OptedOut: true}, nil
			})},
		{Like: []string{"nobody is on the rota"}, Means: "there is no route to a worker from here on", form: like(`nobody is on the rota`),
			still: true, do: func(p *player, _ []string) error { p.doors.Talk.Paging = false; return nil }},
		{Like: []string{"the call reaches a worker"}, Means: "it has arrived, and nobody has answered yet", form: like(`the call reaches a worker`),
			do: ofAlert(func(id, _ string) conversation.Happening { return conversation.AlertDelivered{Alert: id} })},
		{Like: []string{"no route to a worker works"}, form: like(`no route to a worker works`),
			do: ofAlert(func(id, _ string) conversation.Happening { return conversation.AlertFailed{Alert: id} })},
		{Like: []string{"Priya answers the call"}, form: like(`(\w+) answers the call`),
			do: ofAlert(func(id, by string) conversation.Happening {
				return conversation.AlertAcknowledged{Alert: id, By: by}
			})},

		{Like: []string{WelshReviewed}, Means: "until then no Welsh is said", still: true,
			form: like(WelshReviewed), do: func(p *player, _ []string) error {
				p.doors.Talk.Languages = conversation.Languages()
				return nil
			}},

		{Like: []string{"Priya claims the case"}, form: like(`(\w+) claims the case`), do: forCase(claims)},
		{Like: []string{"Priya lets the case go"}, form: like(`(\w+) lets the case go`), do: forCase(letsGo)},
		{Like: []string{"Priya reads the case"}, form: like(`(\w+) reads the case`), do: forCase(reads)},
		{Like: []string{"Priya has it in hand"}, Means: "has acted on the danger", form: like(`(\w+) has it in hand`), do: forCase(inHand)},
		{Like: []string{"Priya sets the urgency to R2"}, form: like(`(\w+) sets the urgency to (R1|R2|R3|planned_change|none)`), do: forCase(setsUrgency)},
		{Like: []string{"Priya books a visit: Friday 20 March 2026, 16:00, the library"}, Means: "a second time, before it is done or missed: it is moved",
			form: like(`(\w+) books a visit: ` + aTime + `, (.+)`), do: forCase(books)},
		{Like: []string{"the visit is done", "the visit is missed", "the visit is refused"}, Means: "the one that was booked last",
			form: like(`the visit is (done|missed|refused)`), do: forCase(visitOver)},
		{Like: []string{"it takes longer, until Friday 17 April 2026"}, form: like(`it takes longer, until ` + aDay), do: forCase(longer)},
		{Like: []string{"the case is closed"}, form: like(`the case is closed`), do: forCase(closes)},
		{Like: []string{"the case is reopened"}, form: like(`the case is reopened`), do: forCase(reopens)},
	}
}

func like(form string) *regexp.Regexp { return regexp.MustCompile(`^` + form + `$`) }

var forWhom = regexp.MustCompile(`^for ([^:]+): (.+)$`)

// happens plays what stands in brackets.
func (p *player) happens(text string) error {
	whom := ""
	if m := forWhom.FindStringSubmatch(text); m != nil {
		whom, text = m[1], m[2]
	}
	for _, b := range p.brackets {
		m := b.form.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		if p.act.to = whom; !b.still {
			if err := p.soon(); err != nil {
				return err
			}
		}
		return b.do(p, m)
	}
	return unknown{text}
}

// unknown stands in brackets and is nothing that can happen.
type unknown struct{ text string }

func (u unknown) Error() string {
	return fmt.Sprintf("nothing like %q can happen here; sayso rehearse --brackets lists what can", "("+u.text+")")
}

// Unknown reports whether an error is of a bracket that means nothing here, so that whoever typed it can be shown
// those that do.
func Unknown(err error) bool { return errors.As(err, new(unknown)) }

func passes(p *player, m []string) error {
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return err
	}
	if m[2] == "month" {
		return p.doors.Until(p.doors.Now.AddDate(0, n, 0))
	}
	day := 24 * time.Hour
	unit := map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": day, "week": 7 * day}[m[2]]
	return p.doors.Until(p.doors.Now.Add(time.Duration(n) * unit))
}

// presses brings a button of the chat.
func presses(of func(conversation.Channel) conversation.Happening) func(*player, []string) error {
	return func(p *player, _ []string) error {
		chat, err := p.chat()
		if err != nil {
			return err
		}
		return p.doors.Speak(chat, of(conversation.Chat))
	}
}

// chat is the chat that was opened last.
func (p *player) chat() (Door, error) {
	fresh := places()["a new chat"]
	if _, open := p.doors.Behind(fresh); open {
		return fresh, nil
	}
	if len(p.played.Scene.Channels) > 1 {
		return Door{}, errors.New(`only a chat has buttons, so the scene's line with the day begins with "In the chat."`)
	}
	return Door{Channel: conversation.Chat}, nil
}

// getsCode: the page asks for the code and shows it; the conversation has no part in that.
func getsCode(p *player, _ []string) error {
	chat, err := p.chat()
	if err != nil {
		return err
	}
	talk, ok := p.doors.Behind(chat)
	if !ok {
		return errors.New("nothing has been said in the chat yet")
	}
	p.notices(talk, "The chat shows them their code: "+p.doors.MakeCode(talk))
	return nil
}

// forCase brings what staff or the network do to the talk that is meant.
func forCase(of func(*player, conversation.State, []string) (conversation.Happening, error)) func(*player, []string) error {
	return func(p *player, m []string) error {
		if err := p.turnTo(p.act.to); err != nil {
			return err
		}
		s, err := p.doors.State(p.about)
		if err != nil {
			return err
		}
		what, err := of(p, s, m)
		if err != nil {
			return err
		}
		return p.doors.Bring(p.about, what)
	}
}

// ofAlert brings what becomes of the call for a worker made last.
func ofAlert(of func(id, by string) conversation.Happening) func(*player, []string) error {
	return forCase(func(_ *player, s conversation.State, m []string) (conversation.Happening, error) {
		if len(s.Alerts) == 0 {
			return nil, errors.New("nobody has been called")
		}
		return of(s.Alerts[len(s.Alerts)-1].ID, strings.Join(m[1:], "")), nil
	})
}
