package console

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"

	"sayso/caseworker"
)

//go:embed assets/*
var assets embed.FS

// tagsOf names each asset's content, so that a browser that has it already is not sent it again.
func tagsOf() (map[string]string, error) {
	files, err := fs.ReadDir(assets, "assets")
	if err != nil {
		return nil, fmt.Errorf("console assets: %w", err)
	}
	tags := map[string]string{}
	for _, f := range files {
		content, err := fs.ReadFile(assets, "assets/"+f.Name())
		if err != nil {
			return nil, fmt.Errorf("console asset %s: %w", f.Name(), err)
		}
		sum := sha256.Sum256(content)
		tags[f.Name()] = `"` + hex.EncodeToString(sum[:8]) + `"`
	}
	return tags, nil
}

// asset serves the style and the script. They hold nothing of anybody, so browsers may keep them,
// but ask each time whether they are still the ones of this program.
func (c *Console) asset(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	tag, known := c.tags[r.PathValue("file")]
	if !known {
		c.nothingHere(w, r, who)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", tag)
	http.ServeFileFS(w, r, assets, "assets/"+r.PathValue("file"))
}
