package console

import (
	"errors"
	"net/http"
	"net/url"

	"sayso/caseworker"
	"sayso/caseworker/register"
)

// refused is an act that the rules did not allow, and what was typed for it, so that nobody types twice.
type refused struct {
	caseworker.Refusal
	Form  string // which form of the page it was: its field "form"
	typed url.Values
}

// act is the road of every form: read it, do it, show the case again. What the rules refuse is
// said on the case as it now stands, above everything that was typed.
func (c *Console) act(read func(form) caseworker.Act) page {
	return func(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
		if err := r.ParseForm(); err != nil {
			c.problem(w, r, who, http.StatusBadRequest, "This form could not be read. It may have been too long.")
			return
		}
		act := read(form{r})
		answer, err := c.Cases.DoOnce(r.Context(), once(r), r.PathValue("reference"), who, act)
		if err != nil {
			c.notDone(w, r, who, err)
			return
		}
		if byItself(r) {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		done := act.Terms().Name
		if answer.Waiting {
			done += "_waits"
		}
		to := "/staff/cases/" + url.PathEscape(r.PathValue("reference")) + "?done=" + url.QueryEscape(done)
		if at := r.PostFormValue("form"); at != "" {
			to += "#" + url.PathEscape(at)
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
	}
}

// once names a form as it was shown and filled in: pressing its button twice does it once.
func once(r *http.Request) register.Once {
	if r.PostFormValue("once") == "" {
		return register.Once{}
	}
	return register.Once{Key: r.URL.Path + "?" + r.PostForm.Encode()}
}

// notDone shows the case with what was refused and why, and what was typed.
func (c *Console) notDone(w http.ResponseWriter, r *http.Request, who caseworker.Staff, err error) {
	var refusal caseworker.Refusal
	if !errors.As(err, &refusal) || refusal.Kind == caseworker.NotFound || byItself(r) {
		c.fail(w, r, who, err)
		return
	}
	c.caseWith(w, r, who, statusOf(refusal), casePage{Refused: &refused{Refusal: refusal, Form: r.PostFormValue("form"), typed: r.PostForm}})
}

func statusOf(r caseworker.Refusal) int {
	switch r.Kind {
	case caseworker.Conflict:
		return http.StatusConflict
	case caseworker.Forbidden:
		return http.StatusForbidden
	case caseworker.NotFound:
		return http.StatusNotFound
	default:
		return http.StatusUnprocessableEntity
	}
}
