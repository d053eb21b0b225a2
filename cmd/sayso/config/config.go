// Package config answers one question: how is this deployment set up?
//
// It reads one YAML file, strictly: an unknown key, a missing secret or an impossible value stops
// the start with the file, the line and what would be right. It holds no defaults that could do
// harm and never writes. config.example.yaml explains every key.
package config

import (
	"log/slog"
	"slices"
	"time"

	"sayso/conversation/meaning"
)

// Secret is a value that no log or error may show.
type Secret string

func (Secret) String() string               { return "(secret)" }
func (Secret) GoString() string             { return "(secret)" }
func (Secret) LogValue() slog.Value         { return slog.StringValue("(secret)") }
func (Secret) MarshalText() ([]byte, error) { return []byte("(secret)"), nil }

// Config is the whole file. Durations are in Go's notation ("8s", "250ms").
type Config struct {
	Listen      string `yaml:"listen"`
	AdminListen string `yaml:"admin_listen"`
	PublicURL   string `yaml:"public_url"`
	ProxyHeader string `yaml:"proxy_header"` // where the proxy in front writes the caller's address; "" without one
	Trial       bool   `yaml:"trial"`

	Council      Council      `yaml:"council"`
	Redis        Redis        `yaml:"redis"`
	Twilio       Twilio       `yaml:"twilio"`
	Encryption   Encryption   `yaml:"encryption"`
	Conversation Conversation `yaml:"conversation"`
	ReadWithin   ReadWithin   `yaml:"read_within"`
	Safeguarding Safeguarding `yaml:"safeguarding"`
	Chat         Chat         `yaml:"chat"`
	Casework     Casework     `yaml:"casework"`
}

// Council is what people are told of it, and when it is open (Europe/London).
type Council struct {
	Name     string            `yaml:"name"`
	TextName string            `yaml:"text_name"` // at most 24 characters
	Phone    string            `yaml:"phone"`
	Opening  map[string]string `yaml:"opening"` // mon..fri: "09:00-17:00"
}

// Redis is where everything is kept.
type Redis struct {
	URLs       []string `yaml:"urls"`
	Prefix     string   `yaml:"prefix"`
	Partitions int      `yaml:"partitions"`
	Durability string   `yaml:"durability"` // verified, declared
}

// Twilio is the phone network's door.
type Twilio struct {
	AccountSID          string          `yaml:"account_sid"`
	AuthTokens          []Secret        `yaml:"auth_tokens"` // the first sends, all verify
	From                string          `yaml:"from"`
	MessagingServiceSID string          `yaml:"messaging_service_sid"`
	SmartEncoding       bool            `yaml:"smart_encoding"` // the Messaging Service has it on
	Senders             []string        `yaml:"senders"`        // further addresses of ours: "whatsapp:+447700900002", "rcs:example_agent"
	APIURL              string          `yaml:"api_url"`
	WebhookFragment     string          `yaml:"webhook_fragment"` // connection overrides of the webhook's address: "#rc=5&rp=all"
	MessagesPerSecond   float64         `yaml:"messages_per_second"`
	Signature           string          `yaml:"signature"`           // enforce; observe: for the first hour of a deployment, to set it up
	DeleteBodiesAfter   time.Duration   `yaml:"delete_bodies_after"` // at Twilio; 0: never
	SendTimeout         time.Duration   `yaml:"send_timeout"`
	SettleAfter         time.Duration   `yaml:"settle_after"`
	SentWithin          time.Duration   `yaml:"sent_within"`
	TryAgain            []time.Duration `yaml:"try_again"` // the waits before a text is tried again that found the phone off
	SweepEvery          time.Duration   `yaml:"sweep_every"`
	SweepGrace          time.Duration   `yaml:"sweep_grace"`
}

// Encryption names the file of the deployment's keys, and the one that says what was erased.
type Encryption struct {
	KeysetFile string `yaml:"keyset_file"`
	ErasedFile string `yaml:"erased_file"`
}

// Erased is the file that says what was erased.
func (e Encryption) Erased() string {
	if e.ErasedFile == "" {
		return e.KeysetFile + ".erased"
	}
	return e.ErasedFile
}

// Conversation is how long things wait in a talk, and its wording.
type Conversation struct {
	GatherText    time.Duration `yaml:"gather_sms"`
	GatherChat    time.Duration `yaml:"gather_chat"`
	CrossingText  time.Duration `yaml:"crossing_sms"`
	RemindAfter   time.Duration `yaml:"remind_after"`
	HandOverAfter time.Duration `yaml:"hand_over_after"`
	ComeBackAfter time.Duration `yaml:"come_back_after"`
	Answers       int           `yaml:"answers"`      // by text, to one phone, at once; 0 for no limit
	AnswerEvery   time.Duration `yaml:"answer_every"` // after so long one more may go
	BusyAfter     time.Duration `yaml:"busy_after"`   // a line of texts longer than this is shared out
	BusyAnswers   int           `yaml:"busy_answers"` // answers to one phone while it is
	QuietHours    string        `yaml:"quiet_hours"`  // "20:00-08:00", Europe/London; "" for none
	WordsFile     string        `yaml:"words_file"`   // "" for the wording that is compiled in

	Languages map[string]Language `yaml:"languages"` // beside English, by ISO 639 code: "cy"
}

// Language is a wording beside English, and who answers for it. It is off until both are named.
type Language struct {
	WordsFile  string `yaml:"words_file"` // "" for the wording that is compiled in
	ReviewedBy string `yaml:"reviewed_by"`
	ReviewedOn string `yaml:"reviewed_on"` // 2026-11-21
}

// ReadWithin is by when a person has read a message, counted in opening hours.
type ReadWithin struct {
	Concern time.Duration `yaml:"concern"`
	Other   time.Duration `yaml:"other"`
}

// Safeguarding is who signed the wording, tiers and thresholds, and who is called.
type Safeguarding struct {
	Owner       string        `yaml:"owner"`
	SignedOff   string        `yaml:"signed_off"` // 2026-11-21
	FlagAt      float64       `yaml:"flag_at"`    // how sure the learned reader must be that there is a risk, 0 to 1
	PageAt      float64       `yaml:"page_at"`    // the same of danger now, for which somebody is called
	From        string        `yaml:"from"`       // the number that alerts are sent from
	AlertWithin time.Duration `yaml:"alert_within"`
	AlertGather time.Duration `yaml:"alert_gather"` // texts to one phone within it become one
	AlertAgain  time.Duration `yaml:"alert_again"`  // how soon an alert that no route takes is tried again
	AlertPoll   time.Duration `yaml:"alert_poll"`   // how often it is looked for whom to call next
	AlertAfter  time.Duration `yaml:"alert_after"`
	UndoneAfter time.Duration `yaml:"undone_after"`
	Rotas       Rotas         `yaml:"rotas"`
}

// Rotas are who is called in the council's hours and outside them, in order, and then whoever
// answers for either when nobody does.
type Rotas struct {
	InHours    []Duty `yaml:"in_hours"`
	OutOfHours []Duty `yaml:"out_of_hours"`
	Manager    []Duty `yaml:"manager"`
}

// Everybody is all who may be called, at whatever hour.
func (r Rotas) Everybody() []Duty { return slices.Concat(r.InHours, r.OutOfHours, r.Manager) }

// Duty is one person or team on a rota.
type Duty struct {
	Name          string        `yaml:"name"`
	Email         string        `yaml:"email"` // of their account; "" where they have none
	Job           string        `yaml:"job"`   // what they are to young people: social_worker ... none; "" where it is not known
	Team          string        `yaml:"team"`  // as accounts name it
	Phone         string        `yaml:"phone"`
	Webhook       string        `yaml:"webhook"`
	WebhookSecret Secret        `yaml:"webhook_secret"`
	Call          bool          `yaml:"call"`  // the phone is rung, not texted
	After         time.Duration `yaml:"after"` // how long they have before the next is called; 0 is 5 minutes
}

// Chat is where the chat may be opened from.
type Chat struct {
	Origins   []string            `yaml:"origins"`    // full origins beside public_url's own
	WordsFile string              `yaml:"words_file"` // "" for the pages' wording that is compiled in
	Languages map[string]Language `yaml:"languages"`  // of the pages, beside English, by ISO 639 code: "cy"
}

// Casework is how long staff hold things.
type Casework struct {
	ClaimLease   time.Duration `yaml:"claim_lease"`
	SessionIdle  time.Duration `yaml:"session_idle"`
	SessionTotal time.Duration `yaml:"session_total"`
	ProveAgain   time.Duration `yaml:"prove_again"`
	SecondStep   string        `yaml:"second_step"` // optional or required
	Allegations  []string      `yaml:"allegations"` // e-mails of those who look after them, beside managers; none: everybody
}

// Default is what holds where the file says nothing.
func Default() Config {
	return Config{
		Listen: "127.0.0.1:8080", AdminListen: "127.0.0.1:9090",
		Redis: Redis{Prefix: "sayso", Partitions: 16, Durability: "verified"},
		Twilio: Twilio{APIURL: "https://api.twilio.com", MessagesPerSecond: 1, Signature: "enforce",
			SendTimeout: 10 * time.Second, SettleAfter: 30 * time.Second, SentWithin: 10 * time.Second,
			TryAgain: []time.Duration{10 * time.Minute, time.Hour, 4 * time.Hour}, SweepEvery: 3 * time.Minute, SweepGrace: 20 * time.Second},
		Conversation: Conversation{GatherText: 8 * time.Second, GatherChat: 2 * time.Second, CrossingText: 10 * time.Second,
			RemindAfter: 4 * time.Hour, HandOverAfter: 24 * time.Hour, ComeBackAfter: 7 * 24 * time.Hour,
			Answers: 80, AnswerEvery: 15 * time.Minute, BusyAfter: 2 * time.Minute, BusyAnswers: 20, QuietHours: "20:00-08:00"},
		ReadWithin: ReadWithin{Concern: time.Hour, Other: time.Hour},
		Safeguarding: Safeguarding{AlertWithin: 30 * time.Second, AlertGather: time.Minute,
			FlagAt: meaning.StandardThresholds().Flag, PageAt: meaning.StandardThresholds().Page,
			AlertAgain: 15 * time.Second, AlertPoll: time.Second, AlertAfter: 15 * time.Minute, UndoneAfter: 10 * time.Second},
		Casework: Casework{ClaimLease: 8 * time.Hour, SessionIdle: 30 * time.Minute, SessionTotal: 10 * time.Hour, ProveAgain: 10 * time.Minute, SecondStep: "optional"},
	}
}
