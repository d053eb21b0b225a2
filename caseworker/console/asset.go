package console

import (
	"embed"
	"net/http"

	"sayso/caseworker"
)

//go:embed assets/*
var assets embed.FS

// asset serves the style and the script. They hold nothing of anybody, so browsers may keep them,
// but ask each time whether they are still the ones of this program.
func (c *Console) asset(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeFileFS(w, r, assets, "assets/"+r.PathValue("file"))
}
