package sms

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	messaging "github.com/twilio/twilio-go/rest/messaging/v1"
)

// longestValid is how long Twilio keeps trying by itself, in seconds. Ours that must not come late say so themselves; a word
// about danger says nothing and has the service's.
const longestValid = int(10 * time.Hour / time.Second)

// atService looks at the Messaging Service, and says for which of our numbers it takes the texts.
func (l *look) atService(ctx context.Context) (takes map[string]bool) {
	sid := l.cfg.MessagingServiceSid
	if sid == "" {
		l.say(Note, "messaging", "no Messaging Service: Twilio answers STOP, HELP and START with its own words, which are not for children; set twilio.messaging_service_sid once the number is in one")
		if l.cfg.SmartEncoding {
			l.say(Wrong, "messaging", "set twilio.smart_encoding to false: without a Messaging Service nothing is encoded so")
		}
		return nil
	}
	api := messaging.NewApiServiceWithClient(&call{ctx: ctx, account: l.service})
	service, err := api.FetchService(sid)
	if err != nil {
		l.say(Wrong, "messaging", "the Messaging Service "+sid+": "+l.unseen(err))
		return nil
	}
	pool, err := l.pool(api, sid)
	if err != nil {
		l.say(Wrong, "messaging", "the senders of the Messaging Service: "+l.unseen(err))
		return nil
	}
	l.atPool(pool)
	l.atSettings(service)
	if isSet(service.UseInboundWebhookOnNumber) {
		return nil // each number's own addresses hold
	}
	where := "messaging"
	if value(service.InboundRequestUrl) == "" {
		l.say(Wrong, where, fmt.Sprintf("texts to its numbers are thrown away, not even Twilio's list has them: set \"Incoming messages\" to \"Send a webhook\", the Request URL to %s, by POST", l.inbound()+Tries))
	} else {
		l.atWebhook(where, "Request URL", value(service.InboundRequestUrl), value(service.InboundMethod))
		l.atFallback(where, "Fallback URL", value(service.FallbackUrl), value(service.FallbackMethod))
	}
	takes = map[string]bool{}
	for _, number := range pool {
		takes[number] = true
	}
	return takes
}

// pool are the numbers and short codes that a service sends from.
func (l *look) pool(api *messaging.ApiService, sid string) ([]string, error) {
	var all []string
	numbers, err := api.PagePhoneNumber(sid, (&messaging.ListPhoneNumberParams{}).SetPageSize(pageSize), "", "")
	if err != nil {
		return nil, err
	}
	for _, n := range numbers.PhoneNumbers {
		all = append(all, value(n.PhoneNumber))
	}
	codes, err := api.PageShortCode(sid, (&messaging.ListShortCodeParams{}).SetPageSize(pageSize), "", "")
	if err != nil {
		return nil, err
	}
	for _, n := range codes.ShortCodes {
		all = append(all, value(n.ShortCode))
	}
	return all, nil
}

// atPool looks at who may send: our number, and no other that a young person does not know.
func (l *look) atPool(pool []string) {
	if !slices.Contains(pool, l.cfg.From) {
		l.say(Wrong, "messaging", "add "+l.cfg.From+" to the service's Sender Pool: texts come from another number, or from none")
	}
	var others []string
	for _, number := range pool {
		if number != l.cfg.From {
			others = append(others, number)
		}
	}
	switch {
	case len(others) > 0:
		l.say(Wrong, "messaging", "take "+strings.Join(others, ", ")+" out of the service's Sender Pool: our texts could come from there, and what is answered there is not looked for")
	case slices.Contains(pool, l.cfg.From):
		l.say(Well, "messaging", l.cfg.From+" alone sends")
	}
}

// atSettings looks at what a service does to the texts that it sends.
func (l *look) atSettings(s *messaging.MessagingV1Service) {
	const where = "messaging"
	switch smart := isSet(s.SmartEncoding); {
	case smart != l.cfg.SmartEncoding:
		l.say(Wrong, where, fmt.Sprintf("set twilio.smart_encoding to %t, as the service has it: our count of texts is wrong, and a text that Twilio wrote in other letters is not found in its list", smart))
	case smart:
		l.say(Well, where, "Smart Encoding is on, and is counted so")
	default:
		l.say(Well, where, "Smart Encoding is off, and nothing is counted so")
	}
	if s.ValidityPeriod > 0 && s.ValidityPeriod < longestValid {
		l.say(Wrong, where, fmt.Sprintf("set the Validity Period to %d seconds: after %s a word about danger is given up while a phone is off; what must not come late says so itself",
			longestValid, strings.TrimSuffix((time.Duration(s.ValidityPeriod)*time.Second).String(), "0s")))
	} else {
		l.say(Well, where, "a text is tried for "+strconv.Itoa(longestValid/3600)+" hours, where it does not say less")
	}
	if value(s.StatusCallback) != "" {
		l.say(Note, where, "\"Delivery Status Callback\" is set and not needed: each text of ours names its own")
	}
}

func isSet(b *bool) bool { return b != nil && *b }
