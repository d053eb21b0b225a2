package phonenet

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// resource is a message in Twilio's JSON.
type resource struct {
	AccountSID          string            `json:"account_sid"`
	APIVersion          string            `json:"api_version"`
	Body                string            `json:"body"`
	DateCreated         string            `json:"date_created"` // RFC 2822, UTC, as are all of them
	DateSent            *string           `json:"date_sent"`
	DateUpdated         string            `json:"date_updated"`
	Direction           string            `json:"direction"`
	ErrorCode           *int              `json:"error_code"`
	ErrorMessage        *string           `json:"error_message"`
	From                *string           `json:"from"`
	MessagingServiceSID *string           `json:"messaging_service_sid"`
	NumMedia            string            `json:"num_media"`
	NumSegments         string            `json:"num_segments"`
	Price               *string           `json:"price"`
	PriceUnit           string            `json:"price_unit"`
	SID                 string            `json:"sid"`
	Status              string            `json:"status"`
	SubresourceURIs     map[string]string `json:"subresource_uris"`
	To                  string            `json:"to"`
	URI                 string            `json:"uri"`
}

// resource makes it. The caller holds mu.
func (n *Network) resource(m *message) resource {
	uri := n.messagesURI() + "/" + m.sid
	r := resource{
		AccountSID: n.cfg.AccountSID, APIVersion: apiVersion, Body: m.body,
		DateCreated: m.created.Format(time.RFC1123Z), DateUpdated: m.updated.Format(time.RFC1123Z),
		Direction: m.direction, From: &m.from, NumMedia: strconv.Itoa(m.media), NumSegments: strconv.Itoa(m.segments),
		PriceUnit: "USD", SID: m.sid, Status: m.status,
		SubresourceURIs: map[string]string{"media": uri + "/Media.json"}, To: m.to, URI: uri + ".json",
	}
	if !m.sent.IsZero() {
		sent := m.sent.Format(time.RFC1123Z)
		r.DateSent = &sent
	}
	if m.service != "" {
		service := m.service
		r.MessagingServiceSID = &service
	}
	if m.code != 0 {
		code := m.code
		r.ErrorCode = &code
		words := "Message could not be delivered"
		r.ErrorMessage = &words
	}
	return r
}

func (n *Network) messagesURI() string {
	return "/" + apiVersion + "/Accounts/" + n.cfg.AccountSID + "/Messages"
}

// page is one page of the list in Twilio's JSON.
type page struct {
	End             int        `json:"end"`
	FirstPageURI    string     `json:"first_page_uri"`
	Messages        []resource `json:"messages"`
	NextPageURI     *string    `json:"next_page_uri"`
	Page            int        `json:"page"`
	PageSize        int        `json:"page_size"`
	PreviousPageURI *string    `json:"previous_page_uri"`
	Start           int        `json:"start"`
	URI             string     `json:"uri"`
}

// listMessages answers one page, newest first. A page after the first begins behind the message
// that its token names, so that texts that arrive meanwhile move nothing.
func (n *Network) listMessages(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	wanted, err := readFilter(asked)
	if err != nil {
		n.refuse(w, refusal{Code: 20001, Status: 400, Message: err.Error()})
		return
	}
	size, number := 50, 0
	if given, err := strconv.Atoi(asked.Get("PageSize")); err == nil {
		size = min(max(given, 1), 1000)
	}
	if given, err := strconv.Atoi(asked.Get("Page")); err == nil {
		number = max(given, 0)
	}

	n.mu.Lock()
	from, skip := len(n.messages), number*size
	if token := asked.Get("PageToken"); token != "" {
		last := n.bySID[strings.TrimPrefix(token, "PA")]
		if last == nil {
			n.mu.Unlock()
			n.refuse(w, refusal{Code: 20006, Status: 400, Message: "Page token is not valid"})
			return
		}
		from, skip = last.seq-n.first, 0
	}
	found, more := []resource{}, false
	for i := from - 1; i >= 0 && !more; i-- {
		m := n.messages[i]
		switch {
		case !wanted.fits(m):
		case skip > 0:
			skip--
		case len(found) == size:
			more = true
		default:
			found = append(found, n.resource(m))
		}
	}
	n.mu.Unlock()

	shown := page{
		Messages: found, Page: number, PageSize: size, Start: number * size, End: number*size + max(len(found)-1, 0),
		FirstPageURI: n.pageURI(asked, size, 0, ""), URI: n.pageURI(asked, size, number, asked.Get("PageToken")),
	}
	if more {
		next := n.pageURI(asked, size, number+1, "PA"+found[len(found)-1].SID)
		shown.NextPageURI = &next
	}
	n.answer(w, http.StatusOK, shown)
}

func (n *Network) pageURI(asked url.Values, size, number int, token string) string {
	query := url.Values{"PageSize": {strconv.Itoa(size)}, "Page": {strconv.Itoa(number)}}
	for _, key := range []string{"To", "From", "DateSent", "DateSent<", "DateSent>"} {
		if asked.Has(key) {
			query.Set(key, asked.Get(key))
		}
	}
	if token != "" {
		query.Set("PageToken", token)
	}
	return n.messagesURI() + ".json?" + query.Encode()
}

// filter is what a list was asked for. Twilio's times have whole seconds; each bound belongs to it.
type filter struct {
	to, from      string
	after, before time.Time // zero where not asked
}

func readFilter(asked url.Values) (filter, error) {
	f := filter{to: asked.Get("To"), from: asked.Get("From")}
	for key, set := range map[string]func(from, until time.Time){
		"DateSent":  func(from, until time.Time) { f.after, f.before = from, until },
		"DateSent>": func(from, _ time.Time) { f.after = from },
		"DateSent<": func(_, until time.Time) { f.before = until },
	} {
		given := asked.Get(key)
		if given == "" {
			continue
		}
		if day, err := time.Parse(time.DateOnly, given); err == nil {
			set(day, day.AddDate(0, 0, 1).Add(-time.Second))
		} else if at, err := time.Parse(time.RFC3339, given); err == nil {
			set(at, at)
		} else {
			return f, fmt.Errorf("%s is neither a date nor a time", key)
		}
	}
	return f, nil
}

// fits says whether a message belongs in the list. One that has not left yet has no date sent,
// and no date filter finds it.
func (f filter) fits(m *message) bool {
	sent := m.sent.Truncate(time.Second)
	switch {
	case f.to != "" && f.to != m.to, f.from != "" && f.from != m.from:
		return false
	case (!f.after.IsZero() || !f.before.IsZero()) && m.sent.IsZero():
		return false
	case !f.after.IsZero() && sent.Before(f.after.Truncate(time.Second)):
		return false
	case !f.before.IsZero() && sent.After(f.before):
		return false
	}
	return true
}
