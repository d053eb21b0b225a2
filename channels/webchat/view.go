package webchat

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sayso/conversation"
)

// view is all that a template is shown.
type view struct {
	Council, Phone, TextNumber, TextSpoken, Opening, ReadWithin, ExitURL, Site string

	Token string // in hidden fields, nowhere else
	ID    string // of the message in the box, or of a call for help

	// Of the chat page only.
	Chat    bool
	Text    string // in the box
	After   int
	Resumed bool   // this page answers a form: its token is the chat's
	Anew    bool   // the chat of the form was closed: this page's token is another's
	Heard   string // the id that this form's message had
	Trouble string
	Code    string // to come back with; shown this once
	Talk    string // names the talk whose lines are shown
	Unsafe  bool   // they asked for help now
	Lines   []lineView
	Choices []conversation.Choice
}

type lineView struct {
	Seq             int
	From, Who, Text string
	Lang            string // "" where nobody knows: whatever a person wrote in
	At, Clock       string
	Choices         []conversation.Choice
}

func (c *Chat) newView() view {
	return view{
		Council: c.config.Council, Phone: c.config.Phone,
		TextNumber: c.config.TextNumber, TextSpoken: ukNumber(c.config.TextNumber),
		Opening: c.config.Opening, ReadWithin: spoken(c.config.ReadWithin), ExitURL: c.config.ExitURL,
		Site: siteOf(c.config.PublicURL),
	}
}

// begin gives a page what it lacks of a token and ids: from each of them one can call for help.
func (c *Chat) begin(v *view) error {
	var err error
	if v.Token == "" {
		if v.Token, err = c.mint(); err != nil {
			return err
		}
	}
	if !goodID(v.ID) {
		if v.ID, err = c.random(); err != nil {
			return fmt.Errorf("make the id of a message: %w", err)
		}
	}
	return nil
}

// put shows the transcript. Quick replies stand until the person has said something after them.
func (c *Chat) put(v *view, lines []conversation.Line) {
	for _, line := range lines {
		from := wireFrom(line.From)
		text := line.Text
		if from == "you" {
			text = labelOf(v.Choices, text)
			v.Choices = nil
		} else if len(line.Choices) > 0 {
			v.Choices = line.Choices
		}
		at := line.At.In(c.pages.zone)
		v.Lines = append(v.Lines, lineView{
			Seq: line.Seq, From: from, Who: who(line), Text: text, Lang: line.Language, Choices: slices.Clone(line.Choices),
			At: at.Format(time.RFC3339), Clock: at.Format("3:04 pm"),
		})
		v.After = line.Seq
	}
}

// labelOf shows "Yes" where the person pressed a button that says "1".
func labelOf(choices []conversation.Choice, text string) string {
	for _, choice := range choices {
		if choice.Say == text {
			return choice.Label
		}
	}
	return text
}

func who(line conversation.Line) string {
	switch {
	case line.From == conversation.FromPerson:
		return "You"
	case line.From == conversation.FromSayso:
		return "Automatic reply"
	case line.Name != "":
		return line.Name
	default:
		return "A worker"
	}
}

// siteOf gives an address as people type it: "sayso.example.gov.uk".
func siteOf(address string) string {
	_, site, _ := strings.Cut(address, "://")
	return strings.TrimSuffix(site, "/")
}

// spoken gives a time as people say it: "1 hour", "30 minutes".
func spoken(d time.Duration) string {
	many, unit := int(d.Minutes()), "minute"
	if d >= time.Hour && d%time.Hour == 0 {
		many, unit = int(d.Hours()), "hour"
	}
	if many != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", many, unit)
}

// ukNumber gives a British number as people here read it: "07700 900000".
func ukNumber(e164 string) string {
	if national, ok := strings.CutPrefix(e164, "+44"); ok && len(national) == 10 {
		return "0" + national[:4] + " " + national[4:]
	}
	return e164
}
