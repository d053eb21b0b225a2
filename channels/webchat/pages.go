package webchat

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"mime"
	"net/http"
	"path"
	"slices"
	"sort"
	"strings"
	"time"

	"sayso/conversation"
)

//go:embed pages
var files embed.FS

// pages are the templates and assets, made ready once.
type pages struct {
	templates map[string]*template.Template
	assets    map[string]asset // by hashed name: "chat-3f2a9c01.js"
	policy    string
	zone      *time.Location
}

type asset struct {
	kind        string
	plain, zips []byte
}

func newPages(config Config, origins map[string]bool) (*pages, error) {
	p := &pages{templates: map[string]*template.Template{}, assets: map[string]asset{}}
	var err error
	if p.zone, err = time.LoadLocation("Europe/London"); err != nil {
		return nil, fmt.Errorf("chat pages: %w", err)
	}
	names := map[string]string{}
	for _, name := range []string{"chat.js", "leave.js", "style.css", "icon.svg"} {
		if names[name], err = p.add(name); err != nil {
			return nil, fmt.Errorf("chat asset %s: %w", name, err)
		}
	}
	asset := template.FuncMap{"asset": func(name string) string { return "/chat/assets/" + names[name] }}
	for _, name := range []string{"home", "chat", "privacy", "safety", "accessibility", "changes"} {
		t, err := template.New("layout.html").Funcs(asset).ParseFS(files, "pages/layout.html", "pages/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("chat page %s: %w", name, err)
		}
		p.templates[name] = t
	}
	p.policy, err = policyFor(config, origins)
	return p, err
}

// add keeps an asset under a name that holds its hash, so that it may be cached for ever.
func (p *pages) add(name string) (string, error) {
	plain, err := files.ReadFile("pages/" + name)
	if err != nil {
		return "", err
	}
	var zipped bytes.Buffer
	z, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := z.Write(plain); err != nil {
		return "", err
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	sum := sha256.Sum256(plain)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:4]) + ext
	p.assets[hashed] = asset{kind: mime.TypeByExtension(ext), plain: plain, zips: zipped.Bytes()}
	return hashed, nil
}

// policyFor allows this site, its own socket, and the one redirect that leaving needs: browsers
// hold a form's redirect against form-action.
func policyFor(config Config, origins map[string]bool) (string, error) {
	out, err := originOf(config.ExitURL)
	if err != nil {
		return "", fmt.Errorf("chat exit_url: %w", err)
	}
	var sockets []string
	for origin := range origins {
		sockets = append(sockets, "ws"+strings.TrimPrefix(origin, "http"))
	}
	sort.Strings(sockets)
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
		"connect-src 'self' " + strings.Join(sockets, " "),
		"form-action 'self' " + out, "frame-ancestors 'none'", "base-uri 'none'",
	}, "; "), nil
}

// guard sets what every answer of these pages carries.
func (p *pages) guard(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", p.policy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

func (p *pages) asset(w http.ResponseWriter, r *http.Request) {
	a, ok := p.assets[r.PathValue("name")]
	p.guard(w)
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := a.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = a.zips
	}
	w.Write(body)
}

// view is all that a template is shown.
type view struct {
	Council, Phone, TextNumber, Opening, ReadWithin, ExitURL string

	// Of the chat page only.
	Chat    bool
	Token   string // in hidden fields, nowhere else
	ID      string // of the message in the box
	Text    string // in the box
	After   int
	Resumed bool   // this page answers a form: its token is the chat's
	Heard   string // the id that this form's message had
	Trouble string
	Unsafe  bool // they asked for help now
	Lines   []lineView
	Choices []conversation.Choice
}

type lineView struct {
	Seq             int
	From, Who, Text string
	At, Clock       string
	Choices         []conversation.Choice
}

func (c *Chat) newView() view {
	return view{
		Council: c.config.Council, Phone: c.config.Phone, TextNumber: c.config.TextNumber,
		Opening: c.config.Opening, ReadWithin: spoken(c.config.ReadWithin), ExitURL: c.config.ExitURL,
	}
}

// begin gives the chat page what it lacks of a token and ids.
func (c *Chat) begin(v *view) error {
	v.Chat = true
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
			Seq: line.Seq, From: from, Who: who(line), Text: text, Choices: slices.Clone(line.Choices),
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

func (c *Chat) page(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { c.show(w, http.StatusOK, name, c.newView()) }
}

// show renders into memory first, so that a page is whole or is not sent at all.
func (c *Chat) show(w http.ResponseWriter, status int, name string, v view) {
	var page bytes.Buffer
	if err := c.pages.templates[name].Execute(&page, v); err != nil {
		c.log.Error("chat: render a page", "page", name, "err", err)
		c.broken(w)
		return
	}
	c.pages.guard(w)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(page.Bytes())
}

// broken is the answer when there is no page to show.
func (c *Chat) broken(w http.ResponseWriter) {
	c.pages.guard(w)
	http.Error(w, "Something went wrong. Please try again. If you are in danger, call 999. Childline: 0800 1111.", http.StatusInternalServerError)
}
