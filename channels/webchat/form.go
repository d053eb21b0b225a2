package webchat

import (
	"context"
	"errors"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"sayso/conversation"
)

// maxForm is how many bytes a form may have: maxText characters of four bytes, each byte as "%F0".
const maxForm = 64 << 10

// posted is what the form of the chat page sends.
type posted struct {
	token, id, text, action string
	code                    string // to come back with
	choice                  string // the quick reply that was pressed; the text then stays in the box
	after                   int
}

// said is what the form says, and "" where it says nothing.
func (p posted) said() string {
	switch {
	case p.choice != "":
		return p.choice
	case p.action == "say":
		return strings.TrimSpace(p.text)
	}
	return ""
}

// readForm reads the body only: a token in the address would be in logs and histories.
func readForm(w http.ResponseWriter, r *http.Request) (posted, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return posted{}, err
	}
	// Browsers send line ends as CR LF; the socket sends LF.
	text := strings.ReplaceAll(r.PostForm.Get("text"), "\r\n", "\n")
	after, err := strconv.Atoi(r.PostForm.Get("after"))
	if err != nil || after < 0 {
		after = 0
	}
	return posted{
		token: r.PostForm.Get("token"), id: r.PostForm.Get("id"), action: r.PostForm.Get("action"), code: r.PostForm.Get("code"),
		choice: strings.ToValidUTF8(r.PostForm.Get("choice"), "\uFFFD"),
		text:   strings.ToValidUTF8(text, "\uFFFD"), after: after,
	}, nil
}

// postChat is the chat without JavaScript. It answers with the page itself, never with a redirect,
// since the token must not be in an address. The same id sent twice is taken once.
func (c *Chat) postChat(w http.ResponseWriter, r *http.Request) {
	// The Origin of a form cannot be asked for: our own no-referrer makes browsers send "null".
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		c.pages.guard(w)
		http.Error(w, "This form must be sent from its own page.", http.StatusForbidden)
		return
	}
	form, err := readForm(w, r)
	view := c.newView(r)
	view.Unsafe = form.action == needHelpNow // whatever becomes of the form, they see whom to call
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(err, &tooBig):
		// What was typed could not be read, the token neither: going back keeps both.
		c.refuse(w, http.StatusRequestEntityTooLarge, view, view.Say("form.back_too_long"))
		return
	case err != nil:
		c.refuse(w, http.StatusBadRequest, view, view.Say("form.back_unread"))
		return
	case !c.genuine(form.token):
		c.ended(w, form, view)
		return
	}
	view.Token, view.ID, view.Text = form.token, form.id, form.text
	if form.action == "leave" {
		c.leaveByForm(form.token)
		c.exit(w, r)
		return
	}
	var (
		receipt conversation.Receipt
		trouble *trouble
	)
	switch form.action {
	case "join":
		receipt, trouble, err = c.joinByForm(r, form)
	case "code":
		view.Code, trouble, err = c.codeByForm(r, form)
	default:
		receipt, trouble, err = c.takeForm(r, form)
	}
	switch {
	case errors.Is(err, conversation.ErrGone):
		c.ended(w, form, view)
		return
	case err != nil:
		c.log.Error("chat: take a form", "error", err)
		view.After = form.after
		c.refuse(w, notSaved.status, view, view.Say(notSaved.words)) // without the talk: what could not be written cannot be read
		return
	case trouble == &another:
		view.ID = "" // what is in the box now is a message of its own
	case trouble == nil && receipt.Conversation != "":
		view.Heard, view.ID = form.id, "" // the next message has an id of its own
		if form.action == "say" && form.choice == "" {
			view.Text = ""
		}
	}
	status := http.StatusOK
	if trouble != nil {
		status, view.Trouble = trouble.status, view.Say(trouble.words)
	}
	if words := c.closedByForm(r.Context(), view, receipt); words != "" {
		view.Token, view.ID, view.Anew = "", "", true
		view.Said = true
		c.refuse(w, http.StatusGone, view, template.HTML(template.HTMLEscapeString(words)))
		return
	}
	if err := c.fill(r.Context(), &view, receipt); errors.Is(err, conversation.ErrGone) {
		c.ended(w, form, view)
		return
	}
	c.show(w, status, "chat", view)
}

const needHelpNow = "need_help_now"

// trouble is why a form was not taken, with the name of the words for the person who sent it.
type trouble struct {
	status int
	words  string
}

var (
	notSaved = trouble{http.StatusServiceUnavailable, "form.not_saved"}
	overlong = trouble{http.StatusRequestEntityTooLarge, "problem.too_long"}
	tooQuick = trouble{http.StatusTooManyRequests, "form.too_fast"}
	another  = trouble{http.StatusConflict, "form.another"}
	unread   = trouble{http.StatusBadRequest, "form.unread"}
)

// takeForm does what the form asks. "refresh", and an empty box, ask for nothing but the page.
func (c *Chat) takeForm(r *http.Request, form posted) (conversation.Receipt, *trouble, error) {
	none := conversation.Receipt{}
	said, kind := form.said(), "say"
	var what conversation.Happening = conversation.Said{Channel: conversation.Chat, Text: said, After: form.after}
	switch {
	case form.action == needHelpNow:
		what, kind = conversation.NeedHelpNow{Channel: conversation.Chat}, needHelpNow
	case said == "":
		return none, nil, nil
	case utf8.RuneCountInString(said) > maxText:
		return none, &overlong, nil
	case c.tooFast(c.door(form.token), c.caller(r)) > 0:
		return none, &tooQuick, nil
	}
	if !goodID(form.id) {
		return none, &unread, nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), c.config.StoreWithin)
	defer cancel()
	door := c.door(form.token)
	receipt, err := c.receive(ctx, door, messageID(kind, form.id), c.caller(r), what)
	if err != nil {
		return receipt, nil, err
	}
	c.hub.poke(door.Address)
	if receipt.Again && kind == "say" && !c.saidBefore(ctx, receipt, said) {
		return receipt, &another, nil
	}
	return receipt, nil, nil
}

// saidBefore: the message that was taken under this id says the same. Where the answer was lost, words may have been
// changed before Send was pressed again: they would be thrown away without a word.
func (c *Chat) saidBefore(ctx context.Context, receipt conversation.Receipt, said string) bool {
	lines, err := c.talks.Transcript(ctx, receipt.Conversation, receipt.Seq-1)
	return err != nil || len(lines) == 0 || lines[0].Seq != receipt.Seq || lines[0].Text == said
}

// fill puts the transcript on the page; where something was just said, it waits a little for the
// answer, which saves a press of "refresh".
func (c *Chat) fill(ctx context.Context, view *view, receipt conversation.Receipt) error {
	if err := c.begin(view); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, c.config.StoreWithin+c.config.AnswerWithin)
	defer cancel()
	id := receipt.Conversation
	if id == "" || receipt.Again { // what was taken long ago may stand in a talk that this door has left
		var err error
		id, err = c.talks.Find(ctx, c.door(view.Token))
		switch {
		case errors.Is(err, conversation.ErrNoTalk):
			return nil
		case err != nil:
			return c.unshown(view, err)
		}
	}
	if id != receipt.Conversation {
		receipt.Seq = 0
	}
	lines, err := c.linesAfterAnswer(ctx, id, receipt.Seq)
	if err != nil {
		return c.unshown(view, err)
	}
	view.Resumed, view.Talk = true, c.talkOf(id)
	c.put(view, lines)
	return nil
}

// unshown says that the talk is safe but cannot be shown at this moment.
func (c *Chat) unshown(view *view, err error) error {
	if !errors.Is(err, conversation.ErrGone) {
		c.log.Error("chat: show the talk", "error", err)
	}
	if view.Trouble == "" {
		view.Trouble = view.Say("form.unshown")
	}
	return err
}

// linesAfterAnswer gives the transcript, once it holds a line of ours after seq or
// Config.AnswerWithin has passed. With seq 0 nothing was said, and nothing is waited for.
func (c *Chat) linesAfterAnswer(ctx context.Context, id string, seq int) ([]conversation.Line, error) {
	wake, stop := c.talks.Listen(id)
	defer stop()
	patience, cancel := context.WithTimeout(ctx, c.config.AnswerWithin)
	defer cancel()
	for {
		lines, err := c.talks.Transcript(ctx, id, 0)
		if err != nil || seq == 0 || answered(lines, seq) || patience.Err() != nil {
			return lines, err
		}
		select {
		case _, open := <-wake:
			if !open {
				wake = nil
			}
		case <-patience.Done():
		}
	}
}

func answered(lines []conversation.Line, seq int) bool {
	for _, line := range lines {
		if line.Seq > seq && line.From != conversation.FromPerson {
			return true
		}
	}
	return false
}

// ended says that this chat is over. What they typed is given back with a token of a new chat,
// and goes nowhere unless they send it.
func (c *Chat) ended(w http.ResponseWriter, form posted, view view) {
	view.Token, view.ID, view.Text = "", "", form.text
	words := view.Say("form.ended")
	if form.text != "" {
		words = view.Say("form.ended_words")
	}
	c.refuse(w, http.StatusGone, view, words)
}

func (c *Chat) refuse(w http.ResponseWriter, status int, view view, words template.HTML) {
	view.Trouble = words
	if err := c.begin(&view); err != nil {
		c.log.Error("chat: refuse a form", "error", err)
		c.broken(w, view.speech)
		return
	}
	c.show(w, status, "chat", view)
}
