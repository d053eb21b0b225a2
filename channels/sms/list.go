package sms

import (
	"context"
	"errors"
	"net/url"
	"time"

	openapi "github.com/twilio/twilio-go/rest/api/v2010"
)

const (
	pageSize = 200
	maxPages = 500 // a list without end is none
)

// list goes through the pages of a list of messages, which is newest first, as far as what was made since a time. There
// is no filter by day: a message that Twilio still holds, or whose webhook it never posted, has no day of sending.
// It is here, and not left to twilio-go's
// ListMessage, because that takes any JSON for an empty list, and on an empty list texts are sent
// again. Its errors are safe to log.
func (a *account) list(ctx context.Context, p *openapi.ListMessageParams, since time.Time) ([]openapi.ApiV2010Message, error) {
	p.SetPageSize(pageSize)
	var all []openapi.ApiV2010Message
	token, number := "", ""
	for range maxPages {
		page, err := a.api(ctx).PageMessage(p, token, number)
		if err != nil {
			return nil, safe(err)
		}
		if page.Messages == nil {
			return nil, errUnreadable
		}
		all = append(all, page.Messages...)
		if value(page.NextPageUri) == "" || len(page.Messages) > 0 && older(page.Messages[len(page.Messages)-1], since) {
			return all, nil
		}
		next, err := url.Parse(*page.NextPageUri)
		if err != nil {
			return nil, errUnreadable
		}
		token, number = next.Query().Get("PageToken"), next.Query().Get("Page")
	}
	return nil, errors.New("the list has too many pages")
}

// older reports whether a message was made before a time, as far as its whole seconds tell.
func older(m openapi.ApiV2010Message, than time.Time) bool {
	at, dated := madeAt(m)
	return dated && at.Before(than.Truncate(time.Second))
}

func isInbound(m openapi.ApiV2010Message) bool { return value(m.Direction) == "inbound" }

// madeAt is when Twilio took a message, in whole seconds.
func madeAt(m openapi.ApiV2010Message) (time.Time, bool) {
	at, err := time.Parse(time.RFC1123Z, value(m.DateCreated))
	return at, err == nil
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
