package caseworker

import "time"

// Call is one call of one person by one route about an alert. That a route took it, that it reached
// the phone, and that a human acknowledged the alert are three times.
type Call struct {
	Who        string     `json:"who"`
	Route      string     `json:"route"` // text, call, webhook
	At         time.Time  `json:"at"`
	HandedOver *time.Time `json:"handed_over"` // null while the text waits to go with others
	Delivered  *time.Time `json:"delivered"`
	Failed     *time.Time `json:"failed"`
	PassedOn   *time.Time `json:"passed_on"` // it has come to be kept from them, so somebody else was called
}
