package console

import (
	"errors"
	"maps"
	"net/http"
	"slices"

	"sayso/caseworker/staff"
)

// provePage asks who it is and holds what they asked for meanwhile, in the form that sends it again.
type provePage struct {
	To         string
	Asked      []field
	SecondStep bool
	Problem    string
}

// field is one value of a form as it was sent.
type field struct{ Name, Value string }

// prove lets a form through whose sender shows again who they are: they sign in anew, which also ends
// the session that whoever copied its cookie would use. Until then it answers with a page that holds
// the form's fields and asks for the password. Nothing leads anywhere but to the form's own address.
func (c *Console) prove(w http.ResponseWriter, r *http.Request, s staff.Session, to page) {
	who := s.Staff
	if byItself(r) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	if err := r.ParseForm(); err != nil {
		c.problem(w, r, who, http.StatusBadRequest, "This form could not be read. It may have been too long.")
		return
	}
	answered, shown := r.PostForm.Has("password"), staff.Attempt{Email: who.Email, Password: r.PostForm.Get("password"), From: c.caller(r), Browser: c.browser(r)}
	asks := provePage{To: r.URL.EscapedPath(), SecondStep: s.SecondStep}
	shown.Code = r.PostForm.Get("proof_code")
	delete(r.PostForm, "password") // what was asked holds no proof
	delete(r.PostForm, "proof_code")
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		for _, value := range r.PostForm[name] {
			asks.Asked = append(asks.Asked, field{name, value})
		}
	}
	if !answered {
		c.render(w, r, http.StatusForbidden, "prove", "Show that it is you", who, asks)
		return
	}
	cookie, _, err := c.Accounts.SignIn(r.Context(), shown)
	if errors.As(err, new(staff.CodeNeeded)) {
		err = staff.ErrWrong
	}
	wrong := "The password is wrong."
	if s.SecondStep {
		wrong = "The password or the code is wrong. Each code is taken once: wait for the next one."
	}
	if status, words := turnedAway(w.Header(), err, wrong); status != 0 {
		asks.Problem = words
		c.render(w, r, status, "prove", "Show that it is you", who, asks)
		return
	}
	if err == nil {
		err = c.letIn(w, r, cookie, who)
	}
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	to(w, r, who)
}
