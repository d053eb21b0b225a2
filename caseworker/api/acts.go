package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"sayso/caseworker"
	"sayso/caseworker/register"
)

// longestBody is far more than any act needs.
const longestBody = 256 << 10 // bytes

// reader makes an act of a body and a path. With nil for both it gives the empty act.
type reader func(b []byte, r *http.Request) (caseworker.Act, error)

// sayer is what an answer looks like on the wire, and its status.
type sayer func(caseworker.Answer) (int, any)

// body reads an act strictly: a field that the act does not have is an error, and so is anything
// after the object. fill takes what stands in the path.
func body[A caseworker.Act](fill func(*A, *http.Request)) reader {
	return func(b []byte, r *http.Request) (caseworker.Act, error) {
		var act A
		if r == nil {
			return act, nil
		}
		if err := strict(b, &act); err != nil {
			return nil, err
		}
		if fill != nil {
			fill(&act, r)
		}
		return act, nil
	}
}

func strict(b []byte, into any) error {
	if b = bytes.TrimSpace(b); len(b) == 0 {
		b = []byte("{}") // "claim {}" and an empty body mean the same
	}
	if b[0] != '{' {
		return errors.New("the body is not an object") // null would pass for an empty one
	}
	if !utf8.Valid(b) {
		return errors.New("the body is not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("the body goes on after its JSON object")
	}
	return nil
}

// act serves one kind of act.
func (a *API) act(read reader, say sayer) func(http.ResponseWriter, *http.Request, caseworker.Staff) {
	return func(w http.ResponseWriter, r *http.Request, by caseworker.Staff) {
		act, once, wrong := post(w, r, read)
		if wrong == nil {
			if terms := act.Terms(); terms.Versioned && terms.Version <= 0 {
				wrong = bad("version", "Say which version of the case you have seen: {\"version\": n}.")
			}
		}
		if wrong != nil {
			write(w, *wrong)
			return
		}
		done, err := a.register.DoOnce(r.Context(), once, r.PathValue("reference"), by, act)
		if err != nil {
			a.fail(w, r, err)
			return
		}
		status, v := say(done)
		answer(w, status, "application/json", v)
	}
}

// enter takes in what came another way.
func (a *API) enter(w http.ResponseWriter, r *http.Request, by caseworker.Staff) {
	act, once, wrong := post(w, r, body[caseworker.EnterCase](nil))
	if wrong != nil {
		write(w, *wrong)
		return
	}
	done, err := a.register.Enter(r.Context(), once, by, act.(caseworker.EnterCase))
	if err != nil {
		a.fail(w, r, err)
		return
	}
	w.Header().Set("Location", "/api/v1/cases/"+done.Reference)
	answer(w, http.StatusCreated, "application/json", map[string]any{"reference": done.Reference, "version": done.Version})
}

// post reads what every POST must have: its own name, and one JSON object.
func post(w http.ResponseWriter, r *http.Request, read reader) (caseworker.Act, register.Once, *problem) {
	key := r.Header.Get("Idempotency-Key")
	if key == "" || len(key) > 200 {
		return nil, register.Once{}, bad("idempotency_key", "Send an Idempotency-Key of at most 200 characters, a new one for each request.")
	}
	if kind := r.Header.Get("Content-Type"); kind != "" {
		if media, _, err := mime.ParseMediaType(kind); err != nil || media != "application/json" {
			return nil, register.Once{}, &problem{Status: http.StatusUnsupportedMediaType, Code: "content_type", Detail: "Send JSON."}
		}
	}
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, longestBody))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, register.Once{}, &problem{Status: http.StatusRequestEntityTooLarge, Code: "too_large", Detail: "This is too long."}
	}
	if err != nil {
		return nil, register.Once{}, bad("body", "The body could not be read.")
	}
	act, err := read(b, r)
	if err != nil {
		return nil, register.Once{}, bad("body", wrongBody(err))
	}
	return act, register.Once{Key: key, Body: r.URL.Path + "\n" + string(b)}, nil
}

// wrongBody says what is wrong without repeating what was sent: it may be somebody's words.
func wrongBody(err error) string {
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		return "The field " + kind.Field + " has the wrong type."
	case strings.HasPrefix(err.Error(), "json: unknown field "):
		return "There is a field that this act does not have: " + strings.TrimPrefix(err.Error(), "json: unknown field ") + "."
	}
	return "The body must be one JSON object in UTF-8, with the fields of this act."
}

func sayVersion(a caseworker.Answer) (int, any) {
	if a.Waiting {
		return http.StatusAccepted, map[string]any{"version": a.Version, "waiting_for": "second_person"}
	}
	return http.StatusOK, map[string]any{"version": a.Version}
}

// sayErasing: it is decided, and is done at once by whichever node has the register's loop.
func sayErasing(a caseworker.Answer) (int, any) {
	if a.Waiting {
		return sayVersion(a)
	}
	return http.StatusAccepted, map[string]any{"version": a.Version}
}

func sayEffect(a caseworker.Answer) (int, any) {
	return http.StatusAccepted, map[string]any{"version": a.Version, "effect": a.Effect}
}

func sayVisit(a caseworker.Answer) (int, any) {
	return http.StatusCreated, map[string]any{"version": a.Version, "id": a.Visit}
}

func sayIssue(a caseworker.Answer) (int, any) {
	return http.StatusCreated, map[string]any{"version": a.Version, "number": a.Issue}
}

func sayReferral(a caseworker.Answer) (int, any) {
	return http.StatusCreated, map[string]any{"version": a.Version, "number": a.Referral}
}

func sayLearning(a caseworker.Answer) (int, any) {
	return http.StatusCreated, map[string]any{"version": a.Version, "number": a.Learning}
}

func sayNumber(a caseworker.Answer) (int, any) {
	return http.StatusOK, map[string]any{"version": a.Version, "number": a.Number}
}
