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
	"sort"
	"strings"
	"time"
)

//go:embed pages
var files embed.FS

// pages are the templates and assets, made ready once.
type pages struct {
	templates map[string]*template.Template
	assets    map[string]asset // by hashed name: "chat-3f2a9c01.js"
	policy    string
	embed     []byte // the script of a council's own page
	secure    bool   // reached by https
	zone      *time.Location
}

type asset struct {
	kind        string
	plain, zips []byte
}

// assets are what the pages load, and the files that each is made of. The chat's script is one: with one of
// several lost in a tunnel the rest would hold back the form, and send nothing. Leaving is not part of it,
// and works whatever becomes of the rest.
var assets = map[string][]string{
	"chat.js":   {"says.js", "lines.js", "answers.js", "panel.js", "codes.js", "box.js", "wire.js", "outbox.js", "chat.js"},
	"leave.js":  {"says.js", "leave.js"},
	"beside.js": {"says.js", "beside.js"},
	"aloud.js":  {"says.js", "aloud.js"},
	"style.css": {"style.css"},
	"icon.svg":  {"icon.svg"},
}

func newPages(config Config, origins map[string]bool, all speeches) (*pages, error) {
	p := &pages{
		templates: map[string]*template.Template{}, assets: map[string]asset{},
		secure: strings.HasPrefix(config.PublicURL, "https:"),
	}
	var err error
	if p.zone, err = time.LoadLocation("Europe/London"); err != nil {
		return nil, fmt.Errorf("chat pages: %w", err)
	}
	names := map[string]string{}
	for name, parts := range assets {
		if names[name], err = p.add(name, parts); err != nil {
			return nil, fmt.Errorf("chat asset %s: %w", name, err)
		}
	}
	code, err := qrCode(config.PublicURL)
	if err != nil {
		return nil, err
	}
	if names["qr.svg"], err = p.keep("qr.svg", code); err != nil {
		return nil, fmt.Errorf("chat asset qr.svg: %w", err)
	}
	asset := template.FuncMap{"asset": func(name string) string { return "/chat/assets/" + names[name] }}
	for _, name := range []string{"home", "chat", "privacy", "safety", "accessibility", "changes", "poster", "missing"} {
		t, err := template.New("layout.html").Funcs(asset).ParseFS(files, "pages/layout.html", "pages/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("chat page %s: %w", name, err)
		}
		p.templates[name] = t
	}
	p.policy, err = policyFor(config, origins)
	if err != nil {
		return nil, err
	}
	p.embed, err = embedScript(config, all)
	return p, err
}

// add puts an asset together and keeps it under a name that holds its hash, so that it may be cached for ever.
func (p *pages) add(name string, parts []string) (string, error) {
	var plain []byte
	for _, part := range parts {
		text, err := files.ReadFile("pages/" + part)
		if err != nil {
			return "", err
		}
		plain = append(plain, text...)
	}
	return p.keep(name, plain)
}

func (p *pages) keep(name string, plain []byte) (string, error) {
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
		"form-action 'self' " + out, "frame-ancestors " + framedBy(config), "base-uri 'none'",
		"require-trusted-types-for 'script'", "trusted-types 'none'",
	}, "; "), nil
}

// framedBy are the pages that may show ours in a frame: whoever else could lay theirs over our buttons.
func framedBy(config Config) string {
	if len(config.Frames) == 0 {
		return "'none'"
	}
	return strings.Join(config.Frames, " ")
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
	if p.secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
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

func (c *Chat) page(status int, name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		view := c.newView(r)
		if err := c.begin(&view); err != nil {
			c.log.Error("chat: open a page", "page", name, "error", err)
			c.broken(w, view.speech)
			return
		}
		c.show(w, status, name, view)
	}
}

// show renders into memory first, so that a page is whole or is not sent at all.
func (c *Chat) show(w http.ResponseWriter, status int, name string, v view) {
	v.Chat = name == "chat"
	var page bytes.Buffer
	if err := c.pages.templates[name].Execute(&page, v); err != nil {
		c.log.Error("chat: render a page", "page", name, "error", err)
		c.broken(w, v.speech)
		return
	}
	c.pages.guard(w)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(page.Bytes())
}

// broken is the answer when there is no page to show.
func (c *Chat) broken(w http.ResponseWriter, in *speech) {
	c.pages.guard(w)
	w.Header().Set("Content-Language", in.code)
	http.Error(w, in.words.Sentence("broken"), http.StatusInternalServerError)
}
