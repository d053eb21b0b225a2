package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/caseworker/alert"
	"sayso/caseworker/api"
	"sayso/caseworker/audit"
	"sayso/caseworker/console"
	"sayso/caseworker/register"
	"sayso/caseworker/staff"
	"sayso/channels/sms"
	"sayso/channels/webchat"
	"sayso/cmd/sayso/config"
	"sayso/conversation"
	"sayso/conversation/meaning"
	"sayso/conversation/seal"
	"sayso/conversation/store"
)

// node is one Sayso process, plugged together. Nodes hold nothing: add more behind a balancer.
type node struct {
	config   config.Config
	log      *slog.Logger
	now      func() time.Time
	redis    redis.UniversalClient
	store    *store.Store
	texts    *sms.SMS
	chat     *webchat.Chat
	register *register.Register
	accounts *staff.Accounts
	pager    *alert.Pager
	api      *api.API
	console  *console.Console
	line     *sendLine
	trails   []audit.Trail
	erasures erasures
}

// open plugs the rooms together. Nothing runs yet, but what cannot work is refused here.
func open(ctx context.Context, c config.Config, w world, log *slog.Logger) (*node, error) {
	n := &node{config: c, log: log, now: w.now, erasures: erasures{path: c.Encryption.Erased()}}
	keys, err := readKeyset(c)
	if err != nil {
		return nil, err
	}
	rules, hours, err := council(c)
	if err != nil {
		return nil, err
	}
	if n.redis, err = store.Connect(c.Redis.URLs); err != nil {
		return nil, err
	}
	if err := n.plug(ctx, keys, rules, hours, w); err != nil {
		return nil, errors.Join(err, n.redis.Close())
	}
	return n, nil
}

// plug makes the rooms in the order in which they need each other.
func (n *node) plug(ctx context.Context, keys *seal.Keyset, rules caseworker.Rules, hours caseworker.Hours, w world) (err error) {
	c := n.config
	others, err := ofTalk.readLanguages(c.Conversation.Languages)
	if err != nil {
		return err
	}
	for _, code := range others.off {
		n.log.Info(ofTalk.off(code))
	}
	pages, err := n.pages(hours)
	if err != nil {
		return err
	}
	talk, err := newTalk(c, others, hours, len(c.Safeguarding.Rotas.Everybody()) > 0)
	if err != nil {
		return err
	}
	meaning.Default() // the rules are read now, and no child's first text waits for it
	for code := range others.reviewed {
		meaning.In(code)
	}
	for _, t := range trails(c, keys) {
		n.trails = append(n.trails, t.Trail)
	}
	n.line = &sendLine{long: c.Conversation.BusyAfter, now: w.now, smart: c.Twilio.SmartEncoding}
	if n.store, err = store.Open(ctx, n.redis, keys, n.line.step(talk.Step), w.fresh, store.Config{
		Prefix: c.Redis.Prefix, Partitions: c.Redis.Partitions, Durability: c.Redis.Durability, Trial: c.Trial,
		SendTimeout: c.Twilio.SendTimeout + 5*time.Second, SettleAfter: c.Twilio.SettleAfter, SentWithin: c.Twilio.SentWithin, Again: c.Twilio.TryAgain, Late: talk.Late,
		Erased: n.erasures.talk, UndoneAfter: c.Safeguarding.UndoneAfter, AlertWithin: c.Safeguarding.AlertWithin, AlertAfter: c.Safeguarding.AlertAfter,
	}, n.log); err != nil {
		return err
	}
	texts := textsConfig(c)
	if texts.ObserveUntil, err = n.observeUntil(ctx); err != nil {
		return err
	}
	if n.texts, err = sms.New(texts, n.store, dutyPhones{n}, keys, n.log, w.now); err != nil {
		return err
	}
	pages.Changes = n.changes
	if n.chat, err = webchat.New(pages, n.store, keys, n.log, w.now, w.fresh); err != nil {
		return err
	}
	people := staff.Defaults(c.Redis.Prefix)
	people.Idle, people.Absolute, people.Proof = c.Casework.SessionIdle, c.Casework.SessionTotal, c.Casework.ProveAgain
	if n.accounts, err = staff.New(n.redis, keys, people, w.now, w.fresh); err != nil {
		return err
	}
	cases := register.Defaults(c.Redis.Prefix, rules)
	cases.Erased = n.erasures.wholeCase
	if n.register, err = register.New(n.redis, keys, n.store, n.accounts, n.number, n.alerted, cases, w.now, w.fresh, n.log); err != nil {
		return err
	}
	if n.pager, err = n.newPager(keys, hours, w); err != nil {
		return err
	}
	if n.api, err = api.New(n.register, n.accounts, 10*time.Second, n.log); err != nil {
		return err
	}
	n.console, err = console.New(console.Config{
		Council: c.Council.Name, PublicURL: c.PublicURL, ProxyHeader: c.ProxyHeader, Rules: rules,
		SafeguardingOwner: c.Safeguarding.Owner, SignedOff: c.Safeguarding.SignedOff, Beat: 30 * time.Second,
		SecondStep: c.Casework.SecondStep == "required",
	}, console.Parts{
		Accounts: n.accounts, Cases: n.register, Undone: n.undoneForPages, Changed: n.store.ListenAll,
		Log: n.log, Now: w.now, Fresh: w.fresh,
	})
	return err
}

// pages are what the chat's pages need to know of the council, in the languages that a named person has reviewed.
func (n *node) pages(hours caseworker.Hours) (webchat.Config, error) {
	c := n.config
	words, err := ofPages.readWords(c.Chat.WordsFile)
	if err != nil {
		return webchat.Config{}, err
	}
	others, err := ofPages.readLanguages(c.Chat.Languages)
	if err != nil {
		return webchat.Config{}, err
	}
	for _, code := range others.off {
		n.log.Info(ofPages.off(code))
	}
	var open []webchat.Hours
	for day := time.Monday; day <= time.Saturday; day++ {
		if o, is := hours.Week[day]; is {
			open = append(open, webchat.Hours{Day: day, From: time.Duration(o.From) * time.Minute, Until: time.Duration(o.To) * time.Minute})
		}
	}
	return webchat.Config{
		PublicURL: c.PublicURL, ProxyHeader: c.ProxyHeader, Origins: c.Origins(), Frames: c.Chat.Origins,
		Council: c.Council.Name, Phone: c.Council.Phone, TextNumber: c.Twilio.From, Opening: open, ReadWithin: c.ReadWithin.Other,
		Words: words, Languages: others.reviewed,
	}, nil
}

// changes are what everybody is told that was done.
func (n *node) changes(ctx context.Context) ([]webchat.Change, error) {
	kept, err := n.register.Changes(ctx)
	all := make([]webchat.Change, len(kept))
	for i, c := range kept {
		all[i] = webchat.Change{At: c.At, YouSaid: c.YouSaid, WeDid: c.WeDid}
	}
	return all, err
}

// observeFor is how long after its first start a deployment can be set up with signatures that do not hold.
const observeFor = time.Hour

// observeUntil is until when wrong signatures are told and not refused; zero where they are refused. It is the same for all
// nodes, and no later start begins it again.
func (n *node) observeUntil(ctx context.Context) (time.Time, error) {
	if n.config.Twilio.Signature != "observe" {
		return time.Time{}, nil
	}
	began, err := n.store.Began(ctx)
	if err != nil {
		return time.Time{}, err
	}
	until := began.Add(observeFor)
	if !n.now().Before(until) {
		n.log.Warn("twilio.signature is observe, and this deployment's first hour is over: signatures are enforced; set it to enforce")
	}
	return until, nil
}

// doers are what a turn may ask of the world, and who does it.
func (n *node) doers() store.Doers {
	return store.Doers{Send: n.line.send(n.texts.Send), Took: n.line.cost, Settle: n.texts.Settle, Fate: n.texts.Fate, File: n.register.File, Alert: n.pager.Page}
}

// number gives out the phone number behind a conversation, for the act that reveals it.
func (n *node) number(ctx context.Context, id string) (string, error) {
	door, err := n.store.Door(ctx, id, conversation.SMS)
	if err != nil {
		return "", err
	}
	return n.texts.Number(door)
}

// council reads what the rules of a case need to know of it.
func council(c config.Config) (caseworker.Rules, caseworker.Hours, error) {
	zone, err := caseworker.London()
	if err != nil {
		return caseworker.Rules{}, caseworker.Hours{}, err
	}
	calendar, err := caseworker.England()
	if err != nil {
		return caseworker.Rules{}, caseworker.Hours{}, err
	}
	week, err := caseworker.ReadWeek(c.Council.Opening)
	if err != nil {
		return caseworker.Rules{}, caseworker.Hours{}, err
	}
	hours := caseworker.Hours{Calendar: calendar, Week: week, Zone: zone,
		Within: caseworker.Within{Concern: c.ReadWithin.Concern, Other: c.ReadWithin.Other}}
	words, err := ofTalk.readWords(c.Conversation.WordsFile)
	if err != nil {
		return caseworker.Rules{}, caseworker.Hours{}, err
	}
	return caseworker.Rules{Calendar: calendar, Zone: zone, Lease: c.Casework.ClaimLease, Allegations: c.Casework.Allegations,
		ByText: words.FromStaff, SmartEncoding: c.Twilio.SmartEncoding}, hours, nil
}

func newTalk(c config.Config, others languages, hours caseworker.Hours, paging bool) (conversation.Talk, error) {
	words, err := ofTalk.readWords(c.Conversation.WordsFile)
	if err != nil {
		return conversation.Talk{}, err
	}
	quiet, err := c.Quiet()
	if err != nil {
		return conversation.Talk{}, err
	}
	t := c.Conversation
	return conversation.Talk{
		Words: words, Languages: others.reviewed, Council: c.Council.TextName, Zone: hours.Zone, Paging: paging,
		GatherText: t.GatherText, GatherChat: t.GatherChat, CrossingText: t.CrossingText,
		RemindAfter: t.RemindAfter, HandOverAfter: t.HandOverAfter, ComeBackAfter: t.ComeBackAfter,
		Allowance: conversation.Allowance{Most: t.Answers, Every: t.AnswerEvery, Busy: t.BusyAnswers}, Quiet: quiet, Promise: hours.Promise, WithinAWorkingDay: hours.WithinAWorkingDay,
		Thresholds: meaning.Thresholds{Flag: c.Safeguarding.FlagAt, Page: c.Safeguarding.PageAt},
	}, nil
}

// greeting is what a caller to the number hears.
func greeting(c config.Config) string {
	return fmt.Sprintf("Hello. This number is for text messages. If you are in danger now, hang up and call 999. "+
		"To speak to %s, call %s. You can talk to Childline at any time, free, on 0 8 0 0, 1 1 1 1.", c.Council.Name, c.Council.Phone)
}

func plain(secrets []config.Secret) []string {
	all := make([]string, len(secrets))
	for i, s := range secrets {
		all[i] = string(s)
	}
	return all
}
