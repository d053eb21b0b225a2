package webchat

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// embedScript is /embed.js: one script tag on a council's own page gives it a link to the chat, which opens in
// a frame where there is room and the council's address is allowed, and in a tab of its own elsewhere. Who may
// frame the pages is not decided there: a browser holds frame-ancestors against every page.
func embedScript(config Config, spoken speeches) ([]byte, error) {
	text, err := files.ReadFile("pages/embed.js")
	if err != nil {
		return nil, fmt.Errorf("embed.js: %w", err)
	}
	words := map[string]map[string]string{}
	for _, s := range spoken.all {
		words[s.code] = map[string]string{"open": s.words.Sentence("embed.open"), "close": s.words.Sentence("embed.close")}
	}
	about, err := json.Marshal(map[string]any{"words": words, "exit": config.ExitURL, "frames": config.Frames})
	if err != nil {
		return nil, fmt.Errorf("embed.js: %w", err)
	}
	return []byte(strings.Replace(string(text), "/* about */ {}", string(about), 1)), nil
}

// embed serves that script. It holds nothing of anybody, and is for other sites' pages.
func (c *Chat) embed(w http.ResponseWriter, _ *http.Request) {
	c.pages.guard(w)
	h := w.Header()
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Set("Cache-Control", "public, max-age=300") // whoever changes the configuration need not wait long
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	w.Write(c.pages.embed)
}
