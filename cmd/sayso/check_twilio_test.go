package main

import (
	"strings"
	"testing"

	"sayso/channels/sms"
	"sayso/cmd/sayso/phonenet"
)

// TestCheckSaysWhatToSetAtTwilio as an operator runs it, and is content once it is set.
func TestCheckSaysWhatToSetAtTwilio(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	d.config.Twilio.WebhookFragment = sms.Tries
	file := d.configFile()
	twilio := func() (wrong []string, all string) {
		t.Helper()
		code, out, _ := sayso(t, "", "check", "--config", file)
		for line := range strings.Lines(out) {
			if strings.HasPrefix(line, "WRONG") && (strings.Contains(line, "number +") || strings.Contains(line, "calls to") || strings.Contains(line, "messaging") || strings.Contains(line, "twilio account")) {
				wrong = append(wrong, line)
			}
		}
		if len(wrong) > 0 && code != 1 {
			t.Errorf("exit %d where something is wrong", code)
		}
		return wrong, out
	}
	wrong, out := twilio()
	for _, number := range []string{demoNumber, demoAlerts} {
		for _, want := range []string{
			"number " + number + ` set "A message comes in" to ` + d.base + "/sms/inbound#rc=5&rp=all",
			"number " + number + ` set "Primary handler fails" (fallback) to ` + d.base + "/sms/inbound",
			"calls to " + number + ` set "A call comes in" to ` + d.base + "/voice/inbound",
		} {
			if !strings.Contains(out, "WRONG  "+want) {
				t.Errorf("not told: %q", want)
			}
		}
	}
	if len(wrong) != 6 || strings.Contains(out, string(d.config.Twilio.AuthTokens[0])) {
		t.Errorf("%d things wrong, want 6, and no token shown: %s", len(wrong), out)
	}
	d.network.Set(func(s *phonenet.Settings) {
		for number, n := range s.Numbers {
			n.SMSURL, n.SMSFallbackURL, n.VoiceURL = d.base+"/sms/inbound"+sms.Tries, d.base+"/sms/inbound", d.base+"/voice/inbound"
			s.Numbers[number] = n
		}
	})
	if wrong, out := twilio(); len(wrong) != 0 || !strings.Contains(out, "ok     twilio account active") || !strings.Contains(out, "compare in Twilio's console") {
		t.Errorf("still wrong: %s", out)
	}
}
