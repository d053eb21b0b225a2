package phonenet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
)

// controls are the network's own addresses, for the page and for tests in other processes. They
// take and give JSON and have no sign-in: the network never listens to more than one machine.
func (n *Network) controls(mux *http.ServeMux) {
	own := http.NewServeMux()
	own.HandleFunc("POST /network/texts", n.postText)
	own.HandleFunc("POST /network/phones", n.newPhone)
	own.HandleFunc("GET /network/phones/{number}", n.getPhone)
	own.HandleFunc("GET /network/phones/{number}/live", n.livePhone)
	own.HandleFunc("GET /network/faults", func(w http.ResponseWriter, _ *http.Request) { n.answer(w, http.StatusOK, n.Troubles()) })
	own.HandleFunc("POST /network/faults", n.postFault)
	own.HandleFunc("DELETE /network/faults", func(w http.ResponseWriter, _ *http.Request) {
		n.Mend()
		w.WriteHeader(http.StatusNoContent)
	})
	own.HandleFunc("GET /network/counts", func(w http.ResponseWriter, _ *http.Request) { n.answer(w, http.StatusOK, n.Counts()) })
	n.pages(own)
	// Another site open in the same browser must not text or break anything from here.
	mux.Handle("/", http.NewCrossOriginProtection().Handler(own))
}

// postText takes {"from","to","body"} and answers with the Delivery and its "error", if any. "to"
// may be left out: our first number.
func (n *Network) postText(w http.ResponseWriter, r *http.Request) {
	var text struct{ From, To, Body string }
	if !read(w, r, &text) {
		return
	}
	if !number.MatchString(text.From) || n.ours(text.From) {
		http.Error(w, "That is not a phone number, such as +447700900123.", http.StatusBadRequest)
		return
	}
	// Closing the page must not call back a text that was sent.
	d := n.Text(context.WithoutCancel(r.Context()), text.From, orElse(text.To, n.cfg.Numbers[0]), text.Body)
	answer := struct {
		Delivery
		Error string `json:"error,omitempty"`
	}{Delivery: d}
	if d.Err != nil {
		answer.Error = d.Err.Error()
	}
	n.answer(w, http.StatusOK, answer)
}

// newPhone answers {"number"} of an invented mobile phone that nobody here has used.
// Source of the range: Ofcom's numbers for drama, 07700 900000 to 900999.
func (n *Network) newPhone(w http.ResponseWriter, _ *http.Request) {
	n.mu.Lock()
	defer n.mu.Unlock()
	taken := func(number string) bool {
		_, used := n.phones[number]
		return used || n.ours(number) || slices.ContainsFunc(n.cfg.People, func(p Person) bool { return p.Number == number })
	}
	for last := 200; last <= 999; last++ {
		if number := fmt.Sprintf("+447700900%03d", last); !taken(number) {
			n.phone(number)
			n.answer(w, http.StatusCreated, map[string]string{"number": number})
			return
		}
	}
	http.Error(w, "All invented numbers are in use.", http.StatusConflict)
}

func (n *Network) getPhone(w http.ResponseWriter, r *http.Request) {
	n.answer(w, http.StatusOK, n.Phone(r.PathValue("number")))
}

// livePhone is a stream of server-sent events: the whole phone now, and again after every change.
func (n *Network) livePhone(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	for seen := -1; ; {
		shown, version, err := n.watch(r.Context(), r.PathValue("number"), func(_ Phone, version int) bool { return version > seen })
		if err != nil {
			return
		}
		seen = version
		body, err := json.Marshal(shown)
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", body); err != nil {
			return
		}
		if out.Flush() != nil {
			return
		}
	}
}

// postFault takes a Fault and adds it.
func (n *Network) postFault(w http.ResponseWriter, r *http.Request) {
	var f Fault
	if !read(w, r, &f) {
		return
	}
	if err := n.Trouble(f); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// read takes in one JSON value, and answers 400 where there is none.
func read(w http.ResponseWriter, r *http.Request, into any) bool {
	in := json.NewDecoder(http.MaxBytesReader(w, r.Body, requestSizeMost))
	in.DisallowUnknownFields()
	if err := in.Decode(into); err != nil {
		http.Error(w, "The request is not the JSON that belongs here.", http.StatusBadRequest)
		return false
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		http.Error(w, "The request has something behind its JSON.", http.StatusBadRequest)
		return false
	}
	return true
}
