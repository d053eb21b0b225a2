package sms

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	openapi "github.com/twilio/twilio-go/rest/api/v2010"

	"sayso/channels"
)

// Finding is one thing that was looked at in the account at Twilio.
type Finding struct {
	What  string // "webhook of +447700900000"
	Says  string // what is well; or what is wrong, and what to set to what
	Level Level
}

// Level is how much a finding matters.
type Level int

// The levels.
const (
	Well  Level = iota // as it should be
	Note               // to know; nothing here can judge it
	Wrong              // to be mended
)

// Tries is what a webhook's address ends with, so that Twilio tries again whatever went wrong.
const Tries = "#rc=5&rp=all"

// fewestTries is how often Twilio must try again at least before a text is left to the sweep.
const fewestTries = 3

// look is one going through an account.
type look struct {
	cfg     Config
	public  string
	twilio  *account
	service *account // of the same account, at the address of Messaging Services
	found   []Finding
}

// Look compares the account at Twilio with what this deployment needs of it, and says of each difference what to set to
// what. It changes nothing there. It looks only at what Twilio's API shows: see lookAtOptOut for what it does not.
func Look(ctx context.Context, cfg Config, now func() time.Time) ([]Finding, error) {
	public, err := baseURL(cfg.PublicURL)
	if err != nil {
		return nil, fmt.Errorf("public_url: %w", err)
	}
	api, err := baseURL(cfg.APIURL)
	if err != nil {
		return nil, fmt.Errorf("twilio.api_url: %w", err)
	}
	l := &look{cfg: cfg, public: public.String(), twilio: newAccount(api, cfg, now), service: newAccount(messagingURL(*api), cfg, now)}
	if !l.atAccount(ctx) {
		return l.found, nil // without it nothing else can be seen
	}
	byService := l.atService(ctx)
	for _, number := range l.numbers() {
		l.atNumber(ctx, number, byService[number])
	}
	for _, sender := range cfg.Senders {
		l.say(Note, "sender "+sender, "Twilio's list of numbers does not show it: see in its console that messages to it go to "+l.inbound()+Tries+" by POST")
	}
	l.atOptOut(ctx)
	return l.found, nil
}

// messagingURL is where Messaging Services are to be had: Twilio has them under a name of their own, whatever else stands
// in for Twilio has all under one.
func messagingURL(api url.URL) *url.URL {
	if strings.HasSuffix(api.Hostname(), ".twilio.com") {
		api.Host = "messaging." + strings.TrimPrefix(api.Host, "api.")
	}
	return &api
}

func (l *look) say(level Level, what, says string) {
	l.found = append(l.found, Finding{what, says, level})
}

func (l *look) inbound() string { return l.public + "/sms/inbound" }

// atAccount looks whether the account is there, ours and in use.
func (l *look) atAccount(ctx context.Context) bool {
	const what = "twilio account"
	found, err := l.twilio.api(ctx).FetchAccount(l.cfg.AccountSid)
	if err != nil {
		l.say(Wrong, what, l.unseen(err))
		return false
	}
	switch status := value(found.Status); {
	case status != "active":
		l.say(Wrong, what, fmt.Sprintf("is %q: no text goes or comes; have Twilio set it to active", status))
	case value(found.Type) == "Trial":
		l.say(Wrong, what, "is a trial: it texts nobody but numbers that you have verified, and writes its own words before ours; upgrade it")
	default:
		l.say(Well, what, "active, and the first token opens it")
	}
	return true
}

// unseen says why something could not be looked at. Twilio's own words may repeat a number and are left out.
func (l *look) unseen(err error) string {
	f := new(failure)
	if !errors.As(safe(err), &f) {
		return "Twilio's answer cannot be read: is twilio.api_url right?"
	}
	switch f.status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return "Twilio does not let us in: set twilio.account_sid to the account's, and the first of twilio.auth_tokens to its primary token"
	case http.StatusNotFound:
		return "is not there in this account"
	case 0:
		return "Twilio does not answer: is twilio.api_url right, may this machine reach it?"
	}
	return fmt.Sprintf("Twilio answered %d, code %d: try again", f.status, f.code)
}

// numbers are those of ours that Twilio lists as numbers, each once.
func (l *look) numbers() []string {
	all := []string{l.cfg.From}
	if l.cfg.AlertFrom != "" {
		all = append(all, l.cfg.AlertFrom)
	}
	return slices.Compact(all)
}

// atNumber looks at where Twilio brings texts and calls to one of our numbers. Where a Messaging Service takes its texts,
// the number's own addresses for them are not used.
func (l *look) atNumber(ctx context.Context, number string, textsByService bool) {
	if n, err := channels.ParseNumber(number); err == nil && n.IsShortCode() {
		l.atShortCode(ctx, number, textsByService)
		return
	}
	p := &openapi.ListIncomingPhoneNumberParams{}
	page, err := l.twilio.api(ctx).PageIncomingPhoneNumber(p.SetPhoneNumber(number), "", "")
	if err != nil {
		l.say(Wrong, "number "+number, l.unseen(err))
		return
	}
	at := slices.IndexFunc(page.IncomingPhoneNumbers, func(n openapi.ApiV2010IncomingPhoneNumber) bool { return value(n.PhoneNumber) == number })
	if at < 0 {
		l.say(Wrong, "number "+number, "is not a number of this account: buy or move it there, or set the right one")
		return
	}
	n := page.IncomingPhoneNumbers[at]
	if n.Capabilities == nil || !n.Capabilities.Sms {
		l.say(Wrong, "number "+number, "cannot text: Twilio must give it SMS, or it must be another number")
	}
	if !textsByService {
		where := "number " + number
		if value(n.SmsApplicationSid) != "" {
			l.say(Wrong, where, "an application takes its texts, and the number's own addresses are not used: set \"Configure with\" to webhooks, not to a TwiML App")
		} else {
			l.atWebhook(where, "A message comes in", value(n.SmsUrl), value(n.SmsMethod))
			l.atFallback(where, "Primary handler fails", value(n.SmsFallbackUrl), value(n.SmsFallbackMethod))
		}
	}
	l.atVoice(number, n)
}

func (l *look) atShortCode(ctx context.Context, number string, textsByService bool) {
	p := &openapi.ListShortCodeParams{}
	page, err := l.twilio.api(ctx).PageShortCode(p.SetShortCode(number), "", "")
	where := "short code " + number
	if err != nil {
		l.say(Wrong, where, l.unseen(err))
		return
	}
	at := slices.IndexFunc(page.ShortCodes, func(n openapi.ApiV2010ShortCode) bool { return value(n.ShortCode) == number })
	if at < 0 {
		l.say(Wrong, where, "is not a short code of this account: set the right one")
		return
	}
	if !textsByService {
		n := page.ShortCodes[at]
		l.atWebhook(where, "A message comes in", value(n.SmsUrl), value(n.SmsMethod))
		l.atFallback(where, "Primary handler fails", value(n.SmsFallbackUrl), value(n.SmsFallbackMethod))
	}
}

// atVoice looks at what a caller to the number meets: our greeting, which names 999.
func (l *look) atVoice(number string, n openapi.ApiV2010IncomingPhoneNumber) {
	where, want := "calls to "+number, l.public+"/voice/inbound"
	without, _, _ := strings.Cut(value(n.VoiceUrl), "#")
	switch {
	case value(n.VoiceApplicationSid) != "" || value(n.TrunkSid) != "":
		l.say(Wrong, where, "an application or a trunk takes them: set \"Configure with\" to webhooks")
	case without != want:
		l.say(Wrong, where, fmt.Sprintf("set \"A call comes in\" to %s, by POST: whoever rings must hear where to turn", want))
	case value(n.VoiceMethod) != http.MethodPost:
		l.say(Wrong, where, "set the method of \"A call comes in\" to POST")
	default:
		l.say(Well, where, "hear where to turn")
	}
}

// atWebhook looks at one address to which Twilio posts the texts that come.
func (l *look) atWebhook(where, setting, address, method string) {
	without, fragment, _ := strings.Cut(address, "#")
	wrong := func(says string) { l.say(Wrong, where, says) }
	switch {
	case without != l.inbound():
		wrong(fmt.Sprintf("set %q to %s: texts do not come to us", setting, l.inbound()+Tries))
	case method != http.MethodPost:
		wrong(fmt.Sprintf("set the method of %q to POST: texts do not come to us", setting))
	case !tries(fragment):
		wrong(fmt.Sprintf("set %q to %s: Twilio tries again only where it got no connection, and then once", setting, l.inbound()+Tries))
	case strings.TrimPrefix(l.cfg.Fragment, "#") != fragment:
		wrong(fmt.Sprintf("set twilio.webhook_fragment to %q, as it stands in %q at Twilio: a signature may be over it", "#"+fragment, setting))
	default:
		l.say(Well, where, "texts come to us, and are tried again")
	}
}

// tries reads connection overrides: "rc=5&rp=all".
func tries(fragment string) bool {
	overrides, err := url.ParseQuery(fragment)
	if err != nil {
		return false
	}
	count, err := strconv.Atoi(overrides.Get("rc"))
	return err == nil && count >= fewestTries && slices.Contains(strings.Split(overrides.Get("rp"), ","), "all")
}

// atFallback looks at where a text goes when all tries have failed.
func (l *look) atFallback(where, setting, address, method string) {
	without, _, _ := strings.Cut(address, "#")
	switch {
	case without == l.inbound() && method != http.MethodPost:
		l.say(Wrong, where, fmt.Sprintf("set the method of %q (fallback) to POST", setting))
	case without == l.inbound():
		l.say(Well, where, "has a fallback")
	case strings.HasSuffix(without, "/sms/inbound"):
		l.say(Note, where, "its fallback is another address: a node must have that for its public_url, or the signature does not hold there")
	default:
		l.say(Wrong, where, fmt.Sprintf("set %q (fallback) to %s, by POST: it is one more try", setting, l.inbound()))
	}
}
