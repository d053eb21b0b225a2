package config

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"sayso/caseworker"
	"sayso/conversation"
)

var (
	e164         = regexp.MustCompile(`^\+[1-9]\d{6,14}$`)
	shortCode    = regexp.MustCompile(`^\d{3,8}$`)
	sender       = regexp.MustCompile(`^[a-z]{1,20}:[A-Za-z0-9_+.-]{1,64}$`)
	account      = regexp.MustCompile(`^AC[0-9a-zA-Z]{32}$`)
	languageCode = regexp.MustCompile(`^[a-z]{2,3}$`)
	minutely     = regexp.MustCompile(`^(\d{2}):(\d{2})-(\d{2}):(\d{2})$`)
)

// problem is one thing that is wrong: where, what, and what would be right.
func (l lines) problem(key, format string, a ...any) error {
	text := fmt.Sprintf(format, a...)
	if line, ok := l[key]; ok {
		return fmt.Errorf("line %d: %s: %s", line, key, text)
	}
	return fmt.Errorf("%s: %s", key, text)
}

// check refuses what cannot work. The first thing that is wrong is told.
func (c Config) check(l lines) error {
	for _, one := range []func(lines) error{c.checkDoors, c.checkCouncil, c.checkRedis, c.checkTwilio, c.checkTalk, c.checkSafeguarding} {
		if err := one(l); err != nil {
			return err
		}
	}
	return nil
}

func (c Config) checkDoors(l lines) error {
	for key, addr := range map[string]string{"listen": c.Listen, "admin_listen": c.AdminListen} {
		if _, _, err := net.SplitHostPort(addr); err != nil {
			return l.problem(key, "want an address with a port, such as 127.0.0.1:8080")
		}
	}
	u, err := url.Parse(c.PublicURL)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return l.problem("public_url", "want the address that people and Twilio use, such as https://tell.example.gov.uk")
	}
	if u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return l.problem("public_url", "want it without a query, a # and a password: what follows # in the webhook's address at Twilio belongs into twilio.webhook_fragment")
	}
	if strings.ContainsAny(c.ProxyHeader, " :\r\n") {
		return l.problem("proxy_header", "want the name of a header, such as X-Forwarded-For")
	}
	if c.Encryption.KeysetFile == "" {
		return l.problem("encryption.keyset_file", "missing: make one with 'sayso check --make-keyset FILE' and name it here")
	}
	if err := checkLanguages(l, "chat.languages.", c.Chat.Languages); err != nil {
		return err
	}
	for _, origin := range c.Chat.Origins {
		if o, err := url.Parse(origin); err != nil || o.Host == "" || o.Path != "" {
			return l.problem("chat.origins", "want full origins, such as https://www.example.gov.uk, without a path")
		}
	}
	return nil
}

func (c Config) checkCouncil(l lines) error {
	switch {
	case c.Council.Name == "":
		return l.problem("council.name", "missing: the council's name")
	case c.Council.TextName == "" || utf8.RuneCountInString(c.Council.TextName) > 24:
		return l.problem("council.text_name", "want 1 to 24 characters: it must fit into a text")
	case c.Council.Phone == "":
		return l.problem("council.phone", "missing: the line that callers are given")
	}
	if _, plain := conversation.Segments(c.Council.TextName); !plain {
		return l.problem("council.text_name", "has a character that makes every text cost double")
	}
	if _, err := caseworker.ReadWeek(c.Council.Opening); err != nil {
		return l.problem("council.opening", "%v", err)
	}
	return nil
}

func (c Config) checkRedis(l lines) error {
	switch {
	case len(c.Redis.URLs) == 0 || c.Redis.URLs[0] == "":
		return l.problem("redis.urls", "missing: such as [\"redis://127.0.0.1:6379/0\"]")
	case c.Redis.Partitions < 1 || c.Redis.Partitions > 100:
		return l.problem("redis.partitions", "want 1 to 100; it is fixed at the first start")
	case c.Redis.Durability != "verified" && c.Redis.Durability != "declared":
		return l.problem("redis.durability", "want verified or declared")
	case c.Redis.Prefix == "" || strings.ContainsAny(c.Redis.Prefix, "{}: "):
		return l.problem("redis.prefix", "want a short word without braces, colons or spaces")
	}
	return nil
}

func (c Config) checkTwilio(l lines) error {
	t := c.Twilio
	if len(t.AuthTokens) == 0 {
		return l.problem("twilio.auth_tokens", "missing: without a token anybody could pretend to be the phone network")
	}
	for _, token := range t.AuthTokens {
		if strings.TrimSpace(string(token)) == "" {
			return l.problem("twilio.auth_tokens", "a token is empty: with it anybody could pretend to be the phone network")
		}
	}
	switch {
	case !account.MatchString(t.AccountSID):
		return l.problem("twilio.account_sid", "want AC and 32 letters or digits")
	case !e164.MatchString(t.From) && !shortCode.MatchString(t.From):
		return l.problem("twilio.from", "want our number as +447700900000, or a short code")
	case slices.ContainsFunc(t.Senders, func(s string) bool { return !sender.MatchString(s) }):
		return l.problem("twilio.senders", "want each as whatsapp:+447700900000 or rcs:example_agent")
	case t.MessagesPerSecond <= 0:
		return l.problem("twilio.messages_per_second", "want more than 0")
	case t.Signature != "enforce" && t.Signature != "observe":
		return l.problem("twilio.signature", "want enforce: a service for children checks who is calling it (observe, to set up, ends an hour after the deployment's first start)")
	}
	if t.DeleteBodiesAfter != 0 {
		return l.problem("twilio.delete_bodies_after", "want 0s: a body may be deleted at Twilio only once a verified backup holds its text, and nothing tells this Sayso yet which backup does; Twilio's copy is the only second one there is")
	}
	if t.WebhookFragment != "" && !strings.HasPrefix(t.WebhookFragment, "#") {
		return l.problem("twilio.webhook_fragment", "want it to begin with #, such as #rc=5&rp=all")
	}
	if u, err := url.Parse(t.APIURL); err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return l.problem("twilio.api_url", "want https://api.twilio.com")
	}
	for _, wait := range t.TryAgain {
		if wait <= 0 {
			return l.problem("twilio.try_again", "want waits that are longer than nothing, such as [10m, 1h, 4h]")
		}
	}
	return positive(l, map[string]time.Duration{"twilio.send_timeout": t.SendTimeout, "twilio.settle_after": t.SettleAfter, "twilio.sent_within": t.SentWithin, "twilio.sweep_every": t.SweepEvery, "twilio.sweep_grace": t.SweepGrace})
}

func (c Config) checkTalk(l lines) error {
	if _, err := c.Quiet(); err != nil {
		return l.problem("conversation.quiet_hours", "%v", err)
	}
	t := c.Conversation
	if err := positive(l, map[string]time.Duration{
		"conversation.gather_sms": t.GatherText, "conversation.gather_chat": t.GatherChat,
		"conversation.remind_after": t.RemindAfter, "conversation.hand_over_after": t.HandOverAfter, "conversation.come_back_after": t.ComeBackAfter,
		"conversation.answer_every": t.AnswerEvery, "conversation.busy_after": t.BusyAfter,
		"read_within.concern": c.ReadWithin.Concern, "read_within.other": c.ReadWithin.Other,
		"casework.claim_lease": c.Casework.ClaimLease, "casework.session_idle": c.Casework.SessionIdle, "casework.session_total": c.Casework.SessionTotal, "casework.prove_again": c.Casework.ProveAgain,
	}); err != nil {
		return err
	}
	if s := c.Casework.SecondStep; s != "optional" && s != "required" {
		return l.problem("casework.second_step", "want optional or required")
	}
	if t.CrossingText < 0 {
		return l.problem("conversation.crossing_sms", "want 0s or more")
	}
	// Fewer than these would leave a child in the middle of telling, and the first message without its answer.
	const fewest = 10
	if t.Answers != 0 && t.Answers < fewest {
		return l.problem("conversation.answers", "want %d or more, or 0 for no limit: somebody who tells of something gets some twenty", fewest)
	}
	if t.BusyAnswers < fewest {
		return l.problem("conversation.busy_answers", "want %d or more", fewest)
	}
	return checkLanguages(l, "conversation.languages.", t.Languages)
}

// checkLanguages refuses a half-signed wording: who reviewed it and when belong together.
func checkLanguages(l lines, under string, languages map[string]Language) error {
	for code, language := range languages {
		key := under + code
		_, err := time.Parse(time.DateOnly, language.ReviewedOn)
		switch {
		case !languageCode.MatchString(code) || code == "en":
			return l.problem(key, "want the ISO 639 code of a language other than English, such as cy")
		case language.ReviewedBy == "" && language.ReviewedOn != "":
			return l.problem(key+".reviewed_by", "missing: the name of the person who reviewed it")
		case language.ReviewedBy != "" && err != nil:
			return l.problem(key+".reviewed_on", "want the day of the review, such as 2026-11-21")
		}
	}
	return nil
}

func (c Config) checkSafeguarding(l lines) error {
	s := c.Safeguarding
	if s.SignedOff != "" {
		if _, err := time.Parse(time.DateOnly, s.SignedOff); err != nil {
			return l.problem("safeguarding.signed_off", "want a day such as 2026-11-21")
		}
	}
	for name, rota := range map[string][]Duty{"safeguarding.rotas.in_hours": s.Rotas.InHours, "safeguarding.rotas.out_of_hours": s.Rotas.OutOfHours, "safeguarding.rotas.manager": s.Rotas.Manager} {
		for _, d := range rota {
			switch {
			case d.Phone == "" && d.Webhook == "":
				return l.problem(name, "%q has neither phone nor webhook", d.Name)
			case d.Phone != "" && !e164.MatchString(d.Phone):
				return l.problem(name, "a phone is written as +447700900002")
			case d.Phone != "" && !e164.MatchString(s.From):
				return l.problem("safeguarding.from", "missing: the number that alerts are sent from")
			case d.Call && d.Phone == "":
				return l.problem(name, "%q is to be rung and has no phone", d.Name)
			case d.After < 0:
				return l.problem(name, "%q: after wants a time such as 5m", d.Name)
			case d.Name == "":
				return l.problem(name, "somebody has no name: the case shows who was called")
			case d.Webhook != "" && d.WebhookSecret == "":
				return l.problem(name, "%q has a webhook but no webhook_secret", d.Name)
			}
			if _, err := caseworker.ReadJob(d.Job); err != nil {
				return l.problem(name, "%q: %v", d.Name, err)
			}
		}
	}
	for key, at := range map[string]float64{"safeguarding.flag_at": s.FlagAt, "safeguarding.page_at": s.PageAt} {
		if at <= 0 || at >= 1 {
			return l.problem(key, "want a probability between 0 and 1, such as 0.6")
		}
	}
	if s.AlertGather < 0 {
		return l.problem("safeguarding.alert_gather", "want 0s or more")
	}
	return positive(l, map[string]time.Duration{"safeguarding.alert_again": s.AlertAgain, "safeguarding.alert_poll": s.AlertPoll, "safeguarding.alert_within": s.AlertWithin, "safeguarding.alert_after": s.AlertAfter, "safeguarding.undone_after": s.UndoneAfter})
}

func positive(l lines, all map[string]time.Duration) error {
	for key, d := range all {
		if d <= 0 {
			return l.problem(key, "want a time such as 8s or 30m, more than nothing")
		}
	}
	return nil
}

// Signed reports whether a named person has answered for wording, tiers and thresholds.
func (c Config) Signed() bool { return c.Safeguarding.Owner != "" && c.Safeguarding.SignedOff != "" }

// Quiet are the hours in which nothing goes out by text that was not asked for.
func (c Config) Quiet() (conversation.Quiet, error) {
	if c.Conversation.QuietHours == "" {
		return conversation.Quiet{}, nil
	}
	m := minutely.FindStringSubmatch(c.Conversation.QuietHours)
	if m == nil {
		return conversation.Quiet{}, fmt.Errorf("want 20:00-08:00, or \"\" for none")
	}
	from, err := time.Parse("15:04", m[1]+":"+m[2])
	if err != nil {
		return conversation.Quiet{}, fmt.Errorf("no such time: %s:%s", m[1], m[2])
	}
	to, err := time.Parse("15:04", m[3]+":"+m[4])
	if err != nil {
		return conversation.Quiet{}, fmt.Errorf("no such time: %s:%s", m[3], m[4])
	}
	return conversation.Quiet{From: from.Hour()*60 + from.Minute(), To: to.Hour()*60 + to.Minute()}, nil
}
