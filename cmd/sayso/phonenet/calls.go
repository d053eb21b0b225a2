package phonenet

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Call is one call from a number of ours to a phone.
type Call struct {
	SID    string
	From   string
	Said   string // all that was read out, in order
	Status string // Twilio's word for how it went
}

// twiml is as much of Twilio's markup as the network understands.
type twiml struct {
	Gather *struct {
		Action string   `xml:"action,attr"`
		Digits int      `xml:"numDigits,attr"`
		Say    []string `xml:"Say"`
	} `xml:"Gather"`
	Say []string `xml:"Say"`
}

var (
	noMarkup  = refusal{Code: 21205, Status: 400, Message: "Url parameter is required."}
	badMarkup = refusal{Code: 12100, Status: 400, Message: "Document parse failure"}
)

// AnswerCalls has a phone take calls from now on and press these keys, one call after the other: ""
// presses nothing. Whoever was never told to, and has no keys left, does not pick up.
func (n *Network) AnswerCalls(phone string, keys ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.phone(phone).keys = append(n.phone(phone).keys, keys...)
}

// Calls are those to a phone, the first first.
func (n *Network) Calls(phone string) []Call {
	n.mu.Lock()
	defer n.mu.Unlock()
	var all []Call
	for _, c := range n.phone(phone).calls {
		all = append(all, *c)
	}
	return all
}

func (n *Network) createCall(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, requestSizeMost)
	if err := r.ParseForm(); err != nil {
		n.refuse(w, tooLong)
		return
	}
	to := r.PostForm.Get("To")
	if f, hit := n.struck(Ring, to, ""); hit && n.spoil(w, r, f) {
		return
	}
	script, refused := n.callable(r.PostForm)
	if refused != nil {
		n.refuse(w, *refused)
		return
	}
	n.mu.Lock()
	sid, err := n.id("CA")
	if err != nil || n.life.Err() != nil {
		n.mu.Unlock()
		n.refuse(w, ownFault)
		return
	}
	c := &Call{SID: sid, From: r.PostForm.Get("From"), Status: "queued"}
	p := n.phone(to)
	p.calls = append(p.calls, c)
	n.wait.Go(func() { n.ring(c, to, script, r.PostForm) })
	n.mu.Unlock()
	n.answer(w, http.StatusCreated, map[string]any{
		"sid": sid, "account_sid": n.cfg.AccountSID, "to": to, "from": c.From, "status": "queued",
		"direction": "outbound-api", "api_version": apiVersion, "date_created": n.now().UTC().Format(time.RFC1123Z),
	})
}

// callable checks a call as Twilio does.
func (n *Network) callable(form url.Values) (script twiml, refused *refusal) {
	callback := form.Get("StatusCallback")
	parsed, err := url.Parse(callback)
	switch {
	case form.Get("To") == "":
		return script, &noTo
	case !number.MatchString(form.Get("To")):
		return script, &badTo
	case !n.ours(form.Get("From")):
		return script, &notOurs
	case form.Get("Twiml") == "":
		return script, &noMarkup
	case callback != "" && (err != nil || parsed.Host == ""):
		return script, &badCallback
	case xml.Unmarshal([]byte(form.Get("Twiml")), &script) != nil:
		return script, &badMarkup
	}
	return script, nil
}

// ring lets the phone ring, and play the script where somebody takes the call.
func (n *Network) ring(c *Call, to string, script twiml, form url.Values) {
	n.mu.Lock()
	p := n.phone(to)
	takes, key := len(p.keys) > 0, ""
	if takes {
		key, p.keys = p.keys[0], p.keys[1:]
	}
	n.mu.Unlock()
	if !takes {
		n.callStep(c, to, "no-answer", form)
		return
	}
	n.callStep(c, to, "in-progress", form)
	if script.Gather != nil {
		n.hears(c, to, script.Gather.Say)
		if key != "" {
			n.press(c, to, script.Gather.Action, key)
			n.callStep(c, to, "completed", form)
			return
		}
	}
	n.hears(c, to, script.Say)
	n.callStep(c, to, "completed", form)
}

// press posts the key to where the script wants it, and plays what is answered.
func (n *Network) press(c *Call, to, action, key string) {
	d := n.post(n.life, n.callWebhook(c, to, action, url.Values{"Digits": {key}, "CallStatus": {"in-progress"}}))
	var next twiml
	if d.GivenUp || xml.Unmarshal([]byte(d.Answer), &next) != nil {
		n.hears(c, to, []string{"We are sorry, an application error has occurred. Goodbye."})
		return
	}
	n.hears(c, to, next.Say)
}

func (n *Network) hears(c *Call, to string, words []string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	c.Said += strings.Join(words, " ")
	n.phone(to).stir()
}

// callStep writes how far a call is, and tells whoever wanted to be told.
func (n *Network) callStep(c *Call, to, status string, form url.Values) {
	n.mu.Lock()
	c.Status = status
	n.phone(to).stir()
	n.mu.Unlock()
	callback, event := form.Get("StatusCallback"), "completed"
	if status == "in-progress" {
		event = "answered"
	}
	if callback == "" || !slices.Contains(form["StatusCallbackEvent"], event) {
		return
	}
	n.post(n.life, n.callWebhook(c, to, callback, url.Values{"CallStatus": {status}}))
}

func (n *Network) callWebhook(c *Call, to, address string, form url.Values) webhook {
	for key, value := range map[string]string{
		"CallSid": c.SID, "AccountSid": n.cfg.AccountSID, "To": to, "From": c.From,
		"Direction": "outbound-api", "ApiVersion": apiVersion,
	} {
		form.Set(key, value)
	}
	return webhook{dial: n.dialled(address), signed: address, form: form, token: c.SID}
}
