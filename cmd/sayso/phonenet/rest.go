package phonenet

import (
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// refusal is an error in Twilio's form.
type refusal struct {
	Code     int    `json:"code"`
	Message  string `json:"message"`
	MoreInfo string `json:"more_info"`
	Status   int    `json:"status"`
}

// What Twilio refuses, in the words of its error pages as far as they are known (BELIEFS.md).
var (
	badCredentials = refusal{Code: 20003, Status: 401, Message: "Authenticate"}
	notFound       = refusal{Code: 20404, Status: 404, Message: "The requested resource was not found"}
	tooMany        = refusal{Code: 20429, Status: 429, Message: "Too Many Requests"}
	ownFault       = refusal{Code: 20500, Status: 500, Message: "Internal Server Error"}
	badTo          = refusal{Code: 21211, Status: 400, Message: "Invalid 'To' Phone Number"}
	sameNumbers    = refusal{Code: 21266, Status: 400, Message: "'To' and 'From' number cannot be the same"}
	noBody         = refusal{Code: 21602, Status: 400, Message: "Message body is required."}
	noFrom         = refusal{Code: 21603, Status: 400, Message: "A 'From' phone number is required."}
	noTo           = refusal{Code: 21604, Status: 400, Message: "A 'To' phone number is required."}
	notOurs        = refusal{Code: 21606, Status: 400, Message: "The 'From' phone number provided is not a valid message-capable Twilio phone number for this destination."}
	badCallback    = refusal{Code: 21609, Status: 400, Message: "The 'StatusCallback' URL is not a valid URL."}
	hasOptedOut    = refusal{Code: 21610, Status: 400, Message: "Attempt to send to unsubscribed recipient"}
	queueFull      = refusal{Code: 21611, Status: 429, Message: "This 'From' number has exceeded the maximum number of queued messages"}
	tooLong        = refusal{Code: 21617, Status: 400, Message: "The concatenated message body exceeds the 1600 character limit"}
	otherChannel   = refusal{Code: 21910, Status: 400, Message: "Invalid From and To pair. From and To should be of the same channel"}
	noChannel      = refusal{Code: 63007, Status: 400, Message: "Twilio could not find a Channel with the specified From address"}
	badService     = refusal{Code: 21701, Status: 404, Message: "The Messaging Service does not exist"}
)

const (
	queueAtMost     = 10 * time.Hour // of one sender; then error 21611
	charactersMost  = 1600           // in UTF-16 units
	requestSizeMost = 64 << 10       // bytes
)

var (
	number  = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`) // E.164
	channel = regexp.MustCompile(`^[a-z]+:`)             // before an address of another channel: "whatsapp:+447700900101"
)

// onChannel takes an address apart.
func onChannel(address string) (prefix, bare string) {
	prefix = channel.FindString(address)
	return prefix, address[len(prefix):]
}

// Handler serves Twilio's REST API, the network's own controls and the page.
func (n *Network) Handler() http.Handler {
	mux := http.NewServeMux()
	account := "/" + apiVersion + "/Accounts/"
	mux.HandleFunc("POST "+account+"{account}/Messages.json", n.signedIn(n.createMessage))
	mux.HandleFunc("POST "+account+"{account}/Calls.json", n.signedIn(n.createCall))
	mux.HandleFunc("GET "+account+"{account}/Messages.json", n.signedIn(n.orSpoiled(n.listMessages)))
	mux.HandleFunc("GET "+account+"{account}/Messages/{file}", n.signedIn(n.orSpoiled(n.fetchMessage)))
	mux.HandleFunc("GET "+account+"{file}", n.signedIn(n.orSpoiled(n.fetchAccount)))
	n.settingsRoutes(mux, account)
	mux.HandleFunc("/v1/", func(w http.ResponseWriter, _ *http.Request) { n.refuse(w, notFound) })
	mux.HandleFunc("/"+apiVersion+"/", func(w http.ResponseWriter, _ *http.Request) { n.refuse(w, notFound) })
	n.controls(mux)
	return mux
}

// signedIn lets in who knows the account and its token, to that account only.
func (n *Network) signedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		sid, token, _ := r.BasicAuth()
		if sid != n.cfg.AccountSID || subtle.ConstantTimeCompare([]byte(token), []byte(n.cfg.AuthToken)) != 1 {
			n.refuse(w, badCredentials)
			return
		}
		if asked := r.PathValue("account"); asked != "" && asked != n.cfg.AccountSID {
			n.refuse(w, notFound)
			return
		}
		next(w, r)
	}
}

func (n *Network) orSpoiled(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if f, hit := n.struck(List, "", ""); hit && n.spoil(w, r, f) {
			return
		}
		next(w, r)
	}
}

func (n *Network) createMessage(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, requestSizeMost)
	if err := r.ParseForm(); err != nil {
		n.refuse(w, tooLong)
		return
	}
	f, hit := n.struck(Send, r.PostForm.Get("To"), r.PostForm.Get("Body"))
	if hit && !f.Accepted && n.spoil(w, r, f) {
		return
	}
	taken, refused := n.accept(r.PostForm)
	if hit && f.Accepted && n.spoil(w, r, f) {
		return
	}
	if refused != nil {
		n.refuse(w, *refused)
		return
	}
	n.answer(w, http.StatusCreated, taken)
}

// accept checks a text as Twilio does, takes it and sends it on its way.
func (n *Network) accept(form url.Values) (resource, *refusal) {
	m := &message{
		to: form.Get("To"), from: form.Get("From"), body: form.Get("Body"), service: form.Get("MessagingServiceSid"),
		callback: form.Get("StatusCallback"), direction: outbound, status: "queued",
	}
	unsent := m.from == "" && m.service != ""
	if unsent && m.service == n.cfg.MessagingServiceSID {
		m.from, m.status = n.cfg.Numbers[0], "accepted"
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.life.Err() != nil {
		return resource{}, &ownFault
	}
	if refused := n.objection(m); refused != nil {
		n.counts.Refused++
		return resource{}, refused
	}
	if err := n.keep(m); err != nil {
		return resource{}, &ownFault
	}
	n.counts.Accepted++
	p := n.phone(m.to)
	if m.callback != "" {
		m.again = p.callbacks[m.callback]
		p.callbacks[m.callback] = true
	}
	if m.again {
		n.counts.Duplicates++
	}
	before, arrived := p.queue, make(chan struct{})
	p.queue = arrived
	queued := n.queueUp(m)
	n.wait.Go(func() { n.carry(m, queued, before, arrived) })
	taken := n.resource(m)
	if unsent { // a service chooses its sender later, so neither is known yet
		taken.From, taken.NumSegments = nil, "0"
	}
	return taken, nil
}

// objection is why Twilio would refuse a text, if it would. The caller holds mu.
func (n *Network) objection(m *message) *refusal {
	callback, err := url.Parse(m.callback)
	toChannel, to := onChannel(m.to)
	fromChannel, _ := onChannel(m.from)
	switch {
	case m.to == "":
		return &noTo
	case !number.MatchString(to):
		return &badTo
	case m.service != "" && m.service != n.cfg.MessagingServiceSID:
		return &badService
	case m.from == "":
		return &noFrom
	case m.from == m.to:
		return &sameNumbers
	case !n.ours(m.from) && fromChannel != "":
		return &noChannel
	case !n.ours(m.from):
		return &notOurs
	case toChannel != fromChannel:
		return &otherChannel
	case m.body == "":
		return &noBody
	case len(utf16.Encode([]rune(m.body))) > charactersMost:
		return &tooLong
	case m.callback != "" && (err != nil || callback.Host == "" || callback.Scheme != "http" && callback.Scheme != "https"):
		return &badCallback
	case n.optedOut[pair{m.to, m.from}]:
		return &hasOptedOut
	case n.queue(m.from) > queueAtMost:
		return &queueFull
	}
	return nil
}

// queue is how long a sender's texts wait now. The caller holds mu.
func (n *Network) queue(from string) time.Duration { return max(n.free[from].Sub(n.now()), 0) }

// queueUp gives a text its place among its sender's and says how long it waits. The caller holds mu.
func (n *Network) queueUp(m *message) time.Duration {
	if n.cfg.MessagesPerSecond <= 0 {
		return 0
	}
	waits := n.queue(m.from)
	takes := time.Duration(float64(m.segments) / n.cfg.MessagesPerSecond * float64(time.Second))
	n.free[m.from] = n.now().Add(waits + takes)
	return waits
}

func (n *Network) fetchMessage(w http.ResponseWriter, r *http.Request) {
	sid, isJSON := strings.CutSuffix(r.PathValue("file"), ".json")
	n.mu.Lock()
	m := n.bySID[sid]
	if m == nil || !isJSON {
		n.mu.Unlock()
		n.refuse(w, notFound)
		return
	}
	shown := n.resource(m)
	n.mu.Unlock()
	n.answer(w, http.StatusOK, shown)
}

func (n *Network) refuse(w http.ResponseWriter, why refusal) {
	why.MoreInfo = "https://www.twilio.com/docs/errors/" + strconv.Itoa(why.Code)
	if why.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Basic realm="Twilio API"`)
	}
	n.answer(w, why.Status, why)
}

func (n *Network) answer(w http.ResponseWriter, status int, with any) {
	body, err := json.Marshal(with)
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(body)
}
