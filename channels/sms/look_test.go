package sms

import (
	"os"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/phonenet"
)

const service = "MG00000000000000000000000000000000"

// rightly is an account as docs/running.md has it set up, without a Messaging Service or with one.
func rightly(s *phonenet.Settings) {
	for number, n := range s.Numbers {
		n.SMSURL, n.SMSFallbackURL, n.VoiceURL = public+path+Tries, public+path, public+"/voice/inbound"
		s.Numbers[number] = n
	}
}

func withService(s *phonenet.Settings) {
	rightly(s)
	s.Service.UseInboundWebhookOnNumber = false
	s.Service.InboundRequestURL, s.Service.FallbackURL = public+path+Tries, public+path
	n := s.Numbers[ourNumber]
	n.SMSURL, n.SMSFallbackURL = "https://old.example/", "" // not used
	s.Numbers[ourNumber] = n
}

// looked looks at an account and gives what is wrong and what is noted, as lines.
func looked(t *testing.T, set func(*phonenet.Settings), change func(*Config)) (wrong, noted []string) {
	t.Helper()
	var cfg Config
	w := newWorld(t, func(c *Config) { c.Fragment = Tries; change(c); cfg = *c })
	w.net.Set(set)
	found, err := Look(t.Context(), cfg, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		switch line := f.What + ": " + f.Says; f.Level {
		case Wrong:
			wrong = append(wrong, line)
		case Note:
			noted = append(noted, line)
		}
	}
	return wrong, noted
}

func inService(c *Config) { c.MessagingServiceSid = service }

func TestAnAccountThatIsSetUpRightlyHasNothingWrong(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		set    func(*phonenet.Settings)
		change func(*Config)
	}{
		"numbers alone":         {rightly, func(*Config) {}},
		"in a service":          {withService, inService},
		"a service by numbers":  {rightly, inService},
		"smart, and counted so": {func(s *phonenet.Settings) { withService(s); s.Service.SmartEncoding = true }, func(c *Config) { inService(c); c.SmartEncoding = true }},
		"three tries": {func(s *phonenet.Settings) {
			withService(s)
			s.Service.InboundRequestURL = public + path + "#rc=3&rp=all&ct=2000"
			n := s.Numbers[alertsFrom]
			n.SMSURL = s.Service.InboundRequestURL
			s.Numbers[alertsFrom] = n
		}, func(c *Config) { inService(c); c.Fragment = "#rc=3&rp=all&ct=2000" }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if wrong, _ := looked(t, row.set, row.change); len(wrong) != 0 {
				t.Errorf("wrong: %s", strings.Join(wrong, "\n"))
			}
		})
	}
}

// TestEachSettingThatIsWrongIsToldWithWhatToSet takes each in turn: it alone is told.
func TestEachSettingThatIsWrongIsToldWithWhatToSet(t *testing.T) {
	t.Parallel()
	number := func(which string, change func(*phonenet.NumberSettings)) func(*phonenet.Settings) {
		return func(s *phonenet.Settings) { n := s.Numbers[which]; change(&n); s.Numbers[which] = n }
	}
	none := func(*Config) {}
	for name, row := range map[string]struct {
		base   func(*phonenet.Settings)
		set    func(*phonenet.Settings)
		change func(*Config)
		want   string
	}{
		"suspended":           {rightly, func(s *phonenet.Settings) { s.Status = "suspended" }, none, `twilio account: is "suspended"`},
		"closed":              {rightly, func(s *phonenet.Settings) { s.Status = "closed" }, none, `twilio account: is "closed"`},
		"a trial":             {rightly, func(s *phonenet.Settings) { s.Type = "Trial" }, none, "upgrade it"},
		"wrong token":         {rightly, func(*phonenet.Settings) {}, func(c *Config) { c.AuthTokens = []string{"other"} }, "set twilio.account_sid to the account's"},
		"not answering":       {rightly, func(*phonenet.Settings) {}, func(c *Config) { c.APIURL = "http://127.0.0.1:1" }, "Twilio does not answer"},
		"number elsewhere":    {rightly, func(s *phonenet.Settings) { delete(s.Numbers, alertsFrom) }, none, "number " + alertsFrom + ": is not a number of this account"},
		"cannot text":         {rightly, number(alertsFrom, func(n *phonenet.NumberSettings) { n.NoSMS = true }), none, "cannot text"},
		"webhook elsewhere":   {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.SMSURL = "https://old.example/sms" + Tries }), none, `number ` + ourNumber + `: set "A message comes in" to ` + public + path + Tries},
		"no webhook":          {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.SMSURL = "" }), none, `set "A message comes in" to`},
		"webhook by GET":      {rightly, number(alertsFrom, func(n *phonenet.NumberSettings) { n.SMSMethod = "GET" }), none, `number ` + alertsFrom + `: set the method of "A message comes in" to POST`},
		"no tries":            {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.SMSURL = public + path }), none, "Twilio tries again only where it got no connection"},
		"too few tries":       {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.SMSURL = public + path + "#rc=1&rp=all" }), none, "Twilio tries again only"},
		"tries after some":    {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.SMSURL = public + path + "#rc=5&rp=ct" }), none, "Twilio tries again only"},
		"another fragment":    {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.SMSURL = public + path + "#rc=4&rp=all" }), none, `set twilio.webhook_fragment to "#rc=4&rp=all"`},
		"no fallback":         {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.SMSFallbackURL = "" }), none, `set "Primary handler fails" (fallback) to ` + public + path},
		"fallback by GET":     {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.SMSFallbackMethod = "GET" }), none, "(fallback) to POST"},
		"an application":      {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.SMSApplicationSID = "AP1" }), none, "not to a TwiML App"},
		"calls elsewhere":     {rightly, number(alertsFrom, func(n *phonenet.NumberSettings) { n.VoiceURL = "https://demo.twilio.com/welcome/voice/" }), none, `calls to ` + alertsFrom + `: set "A call comes in" to ` + public + "/voice/inbound"},
		"calls by GET":        {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.VoiceMethod = "GET" }), none, `set the method of "A call comes in" to POST`},
		"calls to a trunk":    {rightly, number(ourNumber, func(n *phonenet.NumberSettings) { n.TrunkSID = "TK1" }), none, "an application or a trunk"},
		"smart, no service":   {rightly, func(*phonenet.Settings) {}, func(c *Config) { c.SmartEncoding = true }, "set twilio.smart_encoding to false"},
		"no such service":     {withService, number(ourNumber, func(n *phonenet.NumberSettings) { n.SMSURL, n.SMSFallbackURL = public+path+Tries, public+path }), func(c *Config) { c.MessagingServiceSid = "MG1" }, "the Messaging Service MG1: is not there"},
		"service throws away": {withService, func(s *phonenet.Settings) { s.Service.InboundRequestURL = "" }, inService, "texts to its numbers are thrown away"},
		"service elsewhere":   {withService, func(s *phonenet.Settings) { s.Service.InboundRequestURL = "https://old.example/sms" }, inService, `messaging: set "Request URL" to ` + public + path + Tries},
		"service by GET":      {withService, func(s *phonenet.Settings) { s.Service.InboundMethod = "GET" }, inService, `set the method of "Request URL" to POST`},
		"service's fallback":  {withService, func(s *phonenet.Settings) { s.Service.FallbackURL = "" }, inService, `set "Fallback URL" (fallback) to`},
		"smart, not counted":  {withService, func(s *phonenet.Settings) { s.Service.SmartEncoding = true }, inService, "set twilio.smart_encoding to true"},
		"counted, not smart":  {withService, func(*phonenet.Settings) {}, func(c *Config) { inService(c); c.SmartEncoding = true }, "set twilio.smart_encoding to false"},
		"given up early":      {withService, func(s *phonenet.Settings) { s.Service.ValidityPeriod = 3600 }, inService, "set the Validity Period to 36000 seconds: after 1h0m a word about danger"},
		"alerts in the pool":  {withService, func(s *phonenet.Settings) { s.Pool = []string{ourNumber, alertsFrom} }, inService, "take " + alertsFrom + " out of the service's Sender Pool"},
		"an empty pool":       {rightly, func(s *phonenet.Settings) { s.Pool = nil }, inService, "add " + ourNumber + " to the service's Sender Pool"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wrong, _ := looked(t, func(s *phonenet.Settings) { row.base(s); row.set(s) }, row.change)
			if len(wrong) != 1 || !strings.Contains(wrong[0], row.want) {
				t.Errorf("wrong: %q\nwant one line with %q", wrong, row.want)
			}
		})
	}
}

func TestAShortCodeIsLookedAtAmongShortCodes(t *testing.T) {
	t.Parallel()
	const code = "60777"
	set := func(url string) func(*phonenet.Settings) {
		return func(s *phonenet.Settings) {
			rightly(s)
			s.Numbers[code] = phonenet.NumberSettings{SMSURL: url, SMSMethod: "POST", SMSFallbackURL: public + path, SMSFallbackMethod: "POST"}
		}
	}
	from := func(c *Config) { c.From = code }
	if wrong, _ := looked(t, set(public+path+Tries), from); len(wrong) != 0 {
		t.Errorf("wrong: %q", wrong)
	}
	if wrong, _ := looked(t, set(""), from); len(wrong) != 1 || !strings.Contains(wrong[0], "short code "+code+`: set "A message comes in"`) {
		t.Errorf("wrong: %q", wrong)
	}
	if wrong, _ := looked(t, rightly, from); len(wrong) != 1 || !strings.Contains(wrong[0], "is not a short code of this account") {
		t.Errorf("wrong: %q", wrong)
	}
}

// TestWhatNoAPIShowsIsPrintedToCompare and Twilio's newest answer of its own is held against it.
func TestWhatNoAPIShowsIsPrintedToCompare(t *testing.T) {
	t.Parallel()
	var cfg Config
	w := newWorld(t, func(c *Config) { c.Fragment = Tries; cfg = *c })
	w.net.Set(rightly)
	look := func(level Level, want string) {
		t.Helper()
		found, err := Look(t.Context(), cfg, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if f.What == "opt-out texts" && f.Level == level && strings.Contains(f.Says, want) {
				return
			}
		}
		t.Errorf("no line %q: %v", want, found)
	}
	for _, text := range OptOutTexts() {
		look(Note, text.Keyword+": "+text.Text)
	}
	look(Note, "text HELP to the number from a phone")
	w.net.Text(t.Context(), kim, ourNumber, "HELP")
	look(Wrong, "turn on Advanced Opt-Out")
	w.net.AnswerKeywords(map[string]string{"HELP": OptOutTexts()[1].Text})
	w.net.Text(t.Context(), kim, ourNumber, "HELP")
	look(Well, "is one of them, word for word")
}

// TestTheManualHasTheOptOutTextsWordForWord since whoever sets them up copies them from there.
func TestTheManualHasTheOptOutTextsWordForWord(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../docs/running.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range OptOutTexts() {
		if row := "| " + text.Keyword + " | " + text.Text + " |"; !strings.Contains(string(raw), row) {
			t.Errorf("docs/running.md has no row %q", row)
		}
	}
	if !strings.Contains(string(raw), Tries) {
		t.Errorf("docs/running.md does not say %s", Tries)
	}
}
