package phonenet

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// Settings are what the account's owner has set in Twilio's console, as its API shows it. The network obeys none of them:
// it posts where Config says. They are there to be looked at.
type Settings struct {
	Status, Type string // of the account: "active", "Full"
	Numbers      map[string]NumberSettings
	Pool         []string // the numbers of the Messaging Service
	Service      ServiceSettings
}

// NumberSettings are those of one number, or of a short code, which has no voice.
type NumberSettings struct {
	SMSURL, SMSMethod, SMSFallbackURL, SMSFallbackMethod, SMSApplicationSID string
	VoiceURL, VoiceMethod, VoiceApplicationSID, TrunkSID                    string
	NoSMS                                                                   bool // it cannot text
}

// ServiceSettings are those of the Messaging Service.
type ServiceSettings struct {
	InboundRequestURL, InboundMethod, FallbackURL, FallbackMethod, StatusCallback string
	SmartEncoding, UseInboundWebhookOnNumber                                      bool
	ValidityPeriod                                                                int // seconds
}

// newSettings are those of numbers that bring their texts to Sayso and have nothing else set.
func newSettings(cfg Config) Settings {
	s := Settings{
		Status: "active", Type: "Full", Numbers: map[string]NumberSettings{}, Pool: cfg.Numbers[:min(1, len(cfg.Numbers))],
		Service: ServiceSettings{InboundMethod: http.MethodPost, FallbackMethod: http.MethodPost, UseInboundWebhookOnNumber: true, ValidityPeriod: 36_000},
	}
	for _, number := range cfg.Numbers {
		s.Numbers[number] = NumberSettings{SMSURL: cfg.SignedURL, SMSMethod: http.MethodPost, SMSFallbackMethod: http.MethodPost,
			VoiceURL: "https://demo.twilio.com/welcome/voice/", VoiceMethod: http.MethodPost}
	}
	return s
}

// Set changes settings.
func (n *Network) Set(change func(*Settings)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	change(&n.settings)
}

// settingsRoutes serve the resources that show them.
func (n *Network) settingsRoutes(mux *http.ServeMux, account string) {
	mux.HandleFunc("GET "+account+"{account}/IncomingPhoneNumbers.json", n.signedIn(n.orSpoiled(n.listNumbers)))
	mux.HandleFunc("GET "+account+"{account}/SMS/ShortCodes.json", n.signedIn(n.orSpoiled(n.listShortCodes)))
	mux.HandleFunc("GET /v1/Services/{service}", n.signedIn(n.orSpoiled(n.fetchService)))
	mux.HandleFunc("GET /v1/Services/{service}/PhoneNumbers", n.signedIn(n.orSpoiled(n.listPool)))
	mux.HandleFunc("GET /v1/Services/{service}/ShortCodes", n.signedIn(n.orSpoiled(n.listPool)))
}

func (n *Network) fetchAccount(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("file") != n.cfg.AccountSID+".json" {
		n.refuse(w, notFound)
		return
	}
	n.mu.Lock()
	status, kind := n.settings.Status, n.settings.Type
	n.mu.Unlock()
	n.answer(w, http.StatusOK, map[string]any{
		"sid": n.cfg.AccountSID, "owner_account_sid": n.cfg.AccountSID, "friendly_name": "Simulated phone network",
		"status": status, "type": kind, "uri": "/" + apiVersion + "/Accounts/" + n.cfg.AccountSID + ".json",
	})
}

// isShortCode tells a short code from a number.
func isShortCode(number string) bool { return !strings.HasPrefix(number, "+") }

func (n *Network) listNumbers(w http.ResponseWriter, r *http.Request) {
	found := []map[string]any{}
	for number, s := range n.numbersLike(r.URL.Query().Get("PhoneNumber"), false) {
		found = append(found, map[string]any{
			"account_sid": n.cfg.AccountSID, "api_version": apiVersion, "phone_number": number, "friendly_name": number,
			"capabilities": map[string]bool{"sms": !s.NoSMS, "mms": false, "voice": true, "fax": false},
			"sms_url":      s.SMSURL, "sms_method": s.SMSMethod, "sms_fallback_url": s.SMSFallbackURL, "sms_fallback_method": s.SMSFallbackMethod,
			"sms_application_sid": s.SMSApplicationSID, "status": "in-use", "status_callback": "", "status_callback_method": "POST",
			"voice_url": s.VoiceURL, "voice_method": s.VoiceMethod, "voice_application_sid": s.VoiceApplicationSID, "trunk_sid": orNull(s.TrunkSID),
		})
	}
	n.answer(w, http.StatusOK, n.onePage("incoming_phone_numbers", found, r))
}

func (n *Network) listShortCodes(w http.ResponseWriter, r *http.Request) {
	found := []map[string]any{}
	for code, s := range n.numbersLike(r.URL.Query().Get("ShortCode"), true) {
		found = append(found, map[string]any{
			"account_sid": n.cfg.AccountSID, "api_version": apiVersion, "short_code": code, "friendly_name": code,
			"sms_url": s.SMSURL, "sms_method": s.SMSMethod, "sms_fallback_url": s.SMSFallbackURL, "sms_fallback_method": s.SMSFallbackMethod,
		})
	}
	n.answer(w, http.StatusOK, n.onePage("short_codes", found, r))
}

// numbersLike are the numbers, or the short codes, that contain what was asked for; all where nothing was.
func (n *Network) numbersLike(part string, short bool) map[string]NumberSettings {
	n.mu.Lock()
	defer n.mu.Unlock()
	found := map[string]NumberSettings{}
	for number, s := range n.settings.Numbers {
		if isShortCode(number) == short && strings.Contains(number, part) {
			found[number] = s
		}
	}
	return found
}

// onePage is a list of the old API that fits on its first page.
func (n *Network) onePage(name string, found []map[string]any, r *http.Request) map[string]any {
	return map[string]any{name: found, "page": 0, "page_size": 50, "start": 0, "end": max(len(found)-1, 0),
		"uri": r.URL.RequestURI(), "first_page_uri": r.URL.RequestURI(), "next_page_uri": nil, "previous_page_uri": nil}
}

func (n *Network) fetchService(w http.ResponseWriter, r *http.Request) {
	sid := n.cfg.MessagingServiceSID
	if sid == "" || r.PathValue("service") != sid {
		n.refuse(w, notFound)
		return
	}
	n.mu.Lock()
	s := n.settings.Service
	n.mu.Unlock()
	made := n.now().UTC().Format(time.RFC3339)
	n.answer(w, http.StatusOK, map[string]any{
		"sid": sid, "account_sid": n.cfg.AccountSID, "friendly_name": "Simulated service", "date_created": made, "date_updated": made,
		"inbound_request_url": orNull(s.InboundRequestURL), "inbound_method": s.InboundMethod,
		"fallback_url": orNull(s.FallbackURL), "fallback_method": s.FallbackMethod, "status_callback": orNull(s.StatusCallback),
		"sticky_sender": true, "mms_converter": true, "smart_encoding": s.SmartEncoding, "scan_message_content": "inherit",
		"fallback_to_long_code": true, "area_code_geomatch": false, "synchronous_validation": false, "validity_period": s.ValidityPeriod,
		"usecase": "undeclared", "us_app_to_person_registered": false, "use_inbound_webhook_on_number": s.UseInboundWebhookOnNumber,
		"url": "https://messaging.twilio.com/v1/Services/" + sid,
	})
}

// listPool answers both lists of senders of a service: numbers, and short codes.
func (n *Network) listPool(w http.ResponseWriter, r *http.Request) {
	sid := n.cfg.MessagingServiceSID
	if sid == "" || r.PathValue("service") != sid {
		n.refuse(w, notFound)
		return
	}
	short := strings.HasSuffix(r.URL.Path, "/ShortCodes")
	name, field := "phone_numbers", "phone_number"
	if short {
		name, field = "short_codes", "short_code"
	}
	n.mu.Lock()
	pool := slices.Clone(n.settings.Pool)
	n.mu.Unlock()
	found := []map[string]any{}
	for _, number := range pool {
		if isShortCode(number) == short {
			found = append(found, map[string]any{field: number, "account_sid": n.cfg.AccountSID, "service_sid": sid, "country_code": "GB", "capabilities": []string{"SMS"}})
		}
	}
	n.answer(w, http.StatusOK, map[string]any{name: found, "meta": map[string]any{
		"page": 0, "page_size": 50, "key": name, "url": r.URL.RequestURI(), "first_page_url": r.URL.RequestURI(), "next_page_url": nil, "previous_page_url": nil}})
}

// orNull is how Twilio shows what is not set.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
