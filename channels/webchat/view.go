package webchat

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"sayso/conversation"
)

// view is all that a template is shown.
type view struct {
	look
	spoken                                 *speeches
	Council, Phone, TextNumber, TextSpoken string
	Opening, ReadWithin, ExitURL, Site     string

	Token string // in hidden fields, nowhere else
	ID    string // of the message in the box, or of a call for help

	Changes []Change // of the page that tells what was done

	// Of the chat page only.
	Chat        bool
	Text        string // in the box
	After       int
	Resumed     bool   // this page answers a form: its token is the chat's
	Anew        bool   // the chat of the form was closed: this page's token is another's
	Heard       string // the id that this form's message had
	Trouble     template.HTML
	Said        bool   // the trouble is what we said in the talk, in whatever language that was
	Code        string // to come back with; shown this once
	Talk        string // names the talk whose lines are shown
	Unsafe      bool   // they asked for help now
	Lines       []lineView
	Choices     []conversation.Choice
	ChoicesLang string
}

type lineView struct {
	Seq             int
	From, Who, Text string
	Lang            string // "" where nobody knows: whatever a person wrote in
	At, Clock       string
	Choices         []conversation.Choice
}

func (c *Chat) newView(r *http.Request) view {
	l := c.speeches.lookOf(r)
	return view{
		look: l, spoken: &c.speeches,
		Council: c.config.Council, Phone: c.config.Phone,
		TextNumber: c.config.TextNumber, TextSpoken: ukNumber(c.config.TextNumber),
		Opening: l.speech.opening(c.config.Opening), ReadWithin: l.speech.spoken(c.config.ReadWithin), ExitURL: c.config.ExitURL,
		Site: siteOf(c.config.PublicURL),
	}
}

// Say is the words of a name, in the language of this page.
func (v view) Say(name string) template.HTML {
	return v.speech.markup(name, filled{query: v.query(), easy: v.easy, blanks: map[string]string{
		"council": v.Council, "phone": v.Phone, "text_number": v.TextSpoken, "text_to": v.TextNumber,
		"opening": v.Opening, "read_within": v.ReadWithin, "site": v.Site,
	}})
}

// Numbered are the names of a list: home.next_1, home.next_2, and so on.
func (v view) Numbered(name string) []string {
	var all []string
	for n := 1; v.speech.words.Sentence(fmt.Sprintf("%s_%d", name, n)) != ""; n++ {
		all = append(all, fmt.Sprintf("%s_%d", name, n))
	}
	return all
}

// What the templates ask of the look.
func (v view) Lang() string        { return v.speech.code }
func (v view) Dir() string         { return v.speech.words.Sentence("direction") }
func (v view) Script() string      { return v.speech.script }
func (v view) Easy() bool          { return v.easy }
func (v view) Query() string       { return v.query() }
func (v view) Languages() []choice { return v.spoken.choices(v.look) }

// OtherLook is this page in the other layout: easy read, or not.
func (v view) OtherLook() string {
	other := v.look
	other.easy = !other.easy
	return "?" + strings.TrimPrefix(other.query(), "?")
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
			v.Choices, v.ChoicesLang = line.Choices, line.Language
		}
		at := line.At.In(c.pages.zone)
		v.Lines = append(v.Lines, lineView{
			Seq: line.Seq, From: from, Who: v.who(line), Text: text, Lang: line.Language, Choices: slices.Clone(line.Choices),
			At: at.Format(time.RFC3339), Clock: v.speech.clock(at),
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

func (v view) who(line conversation.Line) string {
	switch {
	case line.From == conversation.FromPerson:
		return v.speech.words.Sentence("who.you")
	case line.From == conversation.FromSayso:
		return v.speech.words.Sentence("who.sayso")
	case line.Name != "":
		return line.Name
	default:
		return v.speech.words.Sentence("who.worker")
	}
}

// siteOf gives an address as people type it: "sayso.example.gov.uk".
func siteOf(address string) string {
	_, site, _ := strings.Cut(address, "://")
	return strings.TrimSuffix(site, "/")
}

// ukNumber gives a British number as people here read it: "07700 900000".
func ukNumber(e164 string) string {
	if national, ok := strings.CutPrefix(e164, "+44"); ok && len(national) == 10 {
		return "0" + national[:4] + " " + national[4:]
	}
	return e164
}
