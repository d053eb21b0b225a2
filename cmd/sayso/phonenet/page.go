package phonenet

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
)

// Person is somebody invented who has a phone here.
type Person struct{ Name, About, Number string }

// Cast is the invented people of the demo.
func Cast() []Person {
	return []Person{
		{"Jade", "14, lives with foster carers", "+447700900101"},
		{"Kai", "11, in a children's home", "+447700900102"},
		{"Amina", "16, came here on her own", "+447700900103"},
		{"Tyler", "17, leaving care soon", "+447700900104"},
		{"Megan", "8, on her brother's phone", "+447700900105"},
		{"Reece", "20, has his own flat", "+447700900106"},
		{"Nan Pat", "Jade's nan", "+447700900107"},
		{"Mr Osei", "teaches Kai", "+441632960108"},
	}
}

//go:embed page
var files embed.FS

// policy lets the page load its own files only, and run no script from within itself.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func (n *Network) pages(mux *http.ServeMux) {
	index := template.Must(template.ParseFS(files, "page/index.html"))
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		var whole bytes.Buffer
		if err := index.Execute(&whole, n.cfg); err != nil {
			http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
			return
		}
		guard(w)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(whole.Bytes())
	})
	parts, err := fs.Sub(files, "page")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	serve := http.StripPrefix("/page/", http.FileServerFS(parts))
	for _, name := range []string{"phone.css", "phone.js", "segments.js", "icon.svg"} {
		mux.HandleFunc("GET /page/"+name, func(w http.ResponseWriter, r *http.Request) {
			guard(w)
			serve.ServeHTTP(w, r)
		})
	}
}

func guard(w http.ResponseWriter) {
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.Header().Set("Cache-Control", "no-cache")
}
