package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"sayso/channels/sms"
	"sayso/cmd/sayso/config"
)

// checkTwilio compares the account at Twilio with what this deployment needs of it.
func checkTwilio(ctx context.Context, l *list, c config.Config, now func() time.Time) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if _, err := sms.New(textsConfig(c), nil, nil, nil, slog.New(slog.DiscardHandler), now); err != nil {
		l.say(err, "texts", "") // serve would not start
	}
	found, err := sms.Look(ctx, textsConfig(c), now)
	if err != nil {
		l.say(err, "twilio", "")
		return
	}
	for _, f := range found {
		switch f.Level {
		case sms.Wrong:
			l.say(errors.New(f.Says), f.What, "")
		case sms.Note:
			l.warn(f.What, f.Says)
		default:
			l.say(nil, f.What, f.Says)
		}
	}
	l.warn("bodies", "Twilio keeps the words of every text; nothing deletes them there, since there is no backup that could hold them instead (twilio.delete_bodies_after)")
	if c.Twilio.Signature == "observe" {
		l.warn("signature", "is observe: in the first hour of the deployment anybody could write in another's name; set twilio.signature to enforce before anybody knows the number")
	}
	if !strings.HasPrefix(c.PublicURL, "https://") {
		l.warn("public_url", "is not https: what young people write can be read on its way")
	}
}

// textsConfig is the configuration of the texts.
func textsConfig(c config.Config) sms.Config {
	return sms.Config{
		PublicURL: c.PublicURL, Fragment: c.Twilio.WebhookFragment, AccountSid: c.Twilio.AccountSID, AuthTokens: plain(c.Twilio.AuthTokens),
		From: c.Twilio.From, MessagingServiceSid: c.Twilio.MessagingServiceSID, SmartEncoding: c.Twilio.SmartEncoding,
		Senders: c.Twilio.Senders, APIURL: c.Twilio.APIURL,
		MessagesPerSecond: c.Twilio.MessagesPerSecond, AlertFrom: c.Safeguarding.From,
		Greeting:    greeting(c),
		CallTimeout: c.Twilio.SendTimeout, SweepEvery: c.Twilio.SweepEvery, SweepGrace: c.Twilio.SweepGrace,
	}
}
