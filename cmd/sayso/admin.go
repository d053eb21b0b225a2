package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/pprof"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"sayso/caseworker/console"
	"sayso/conversation/store"
)

// adminRoutes are for operators, on a listener of their own that is never public.
func (n *node) adminRoutes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /alarmz", n.alarmz)
	mux.HandleFunc("POST /alarmz/try-again", n.tryAgain)
	mux.Handle("GET /metrics", promhttp.HandlerFor(n.metrics(), promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return mux
}

// alarm is what /alarmz shows of one thing that is undone: no word, no name, no number.
type alarm struct {
	Kind      string    `json:"kind"`
	Reference string    `json:"reference,omitempty"`
	Since     time.Time `json:"since"`
	Detail    string    `json:"detail,omitempty"`
	ID        string    `json:"id,omitempty"` // of what is parked: what POST /alarmz/try-again takes
}

// alarmz answers 200 and [], or 503 and what is undone, parked, unread or unacknowledged past its
// time. It looks itself: an answer from memory could hide that the looking has stopped.
func (n *node) alarmz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 10*time.Second)
	defer cancel()
	found, err := n.undone(ctx)
	all := []alarm{}
	if err != nil {
		n.log.Error("cannot look for what is undone", "cause", err)
		all = append(all, alarm{Kind: "cannot look", Since: n.now().UTC()})
	}
	for _, a := range found {
		all = append(all, alarm{Kind: a.Kind, Reference: a.Reference, Since: a.Since, Detail: a.Detail, ID: a.ID})
	}
	w.Header().Set("Content-Type", "application/json")
	if len(all) > 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	if err := json.NewEncoder(w).Encode(all); err != nil {
		n.log.Debug("alarmz was not read to its end", "cause", err)
	}
}

// tryAgain puts something that was refused too often back to be done: form field id, as /alarmz shows it.
func (n *node) tryAgain(w http.ResponseWriter, r *http.Request) {
	err := n.store.Unpark(r.Context(), r.PostFormValue("id"))
	switch {
	case errors.Is(err, store.ErrNotParked):
		http.Error(w, "nothing is parked under this id", http.StatusNotFound)
	case err != nil:
		n.log.Error("cannot try again what was parked", "cause", err)
		http.Error(w, "not done: see the log", http.StatusServiceUnavailable)
	default:
		fmt.Fprintln(w, "it is tried again")
	}
}

// What is found beside what the store finds.
const (
	alarmBehind     = "behind"     // an act of staff that has not reached its conversation in time
	alarmUnanswered = "unanswered" // an alert whose whole ladder was called in vain
	alarmUntaken    = "untaken"    // texts that the sweep has found and cannot take in
	alarmObserving  = "observing"  // signatures of inbound texts are not enforced, while a deployment is set up
	alarmRefusing   = "refusing"   // Twilio refuses the texts of one talk after another with a code that we do not know
	alarmUnswept    = "unswept"    // no sweep has come to its end for too long
)

// undone is all that should have been done and was not: in the partitions, on the ladder of alerts
// and on the road back.
func (n *node) undone(ctx context.Context) ([]store.Alarm, error) {
	all, err := n.store.Undone(ctx)
	if err != nil {
		return all, err
	}
	silent, err := n.pager.Unanswered(ctx)
	if err != nil {
		return all, err
	}
	for _, a := range silent {
		all = append(all, store.Alarm{Kind: alarmUnanswered, Reference: a.Reference, Since: a.Since, Detail: a.Alert})
	}
	waiting, since, err := n.register.Behind(ctx)
	if err != nil {
		return all, err
	}
	if waiting > 0 && n.now().Sub(since) > n.config.Safeguarding.UndoneAfter {
		all = append(all, store.Alarm{Kind: alarmBehind, Since: since, Detail: "acts of staff wait to reach a conversation"})
	}
	if until := n.texts.Observing(); !until.IsZero() {
		all = append(all, store.Alarm{Kind: alarmObserving, Since: until.Add(-observeFor), Detail: "signatures of inbound texts are not enforced until " + until.Format(time.RFC3339)})
	}
	if texts, since := n.texts.Untaken(); texts > 0 {
		all = append(all, store.Alarm{Kind: alarmUntaken, Since: since, Detail: fmt.Sprintf("%d texts that Twilio has cannot be taken in", texts)})
	}
	if since := n.texts.Refusing(); !since.IsZero() {
		all = append(all, store.Alarm{Kind: alarmRefusing, Since: since, Detail: "Twilio refuses all texts with a code that Sayso does not know: they wait; the log has the code"})
	}
	if since := n.texts.Unswept(); !since.IsZero() {
		all = append(all, store.Alarm{Kind: alarmUnswept, Since: since, Detail: "Twilio's list of texts cannot be gone through"})
	}
	return all, nil
}

// undoneForPages puts the same into words for a page.
func (n *node) undoneForPages(ctx context.Context) ([]console.Alarm, error) {
	found, err := n.undone(ctx)
	words := map[string]string{
		store.AlarmUndone: "Safety words have not been sent",
		store.AlarmParked: "Something was refused too often and waits for a person",
		store.AlarmUnread: "Nobody has read a message in its time",
		store.AlarmAlert:  "Nobody has answered an alert",
		alarmUnanswered:   "Everybody on duty was called and nobody has answered an alert",
		alarmBehind:       "Acts of staff have not reached a conversation",
		alarmUntaken:      "Texts have come that cannot be taken in. Tell whoever runs Sayso",
		alarmObserving:    "Anybody could write in another's name: signatures are not enforced in this first hour. Not for real people yet",
		alarmRefusing:     "The phone network refuses all texts. They wait. Tell whoever runs Sayso",
		alarmUnswept:      "Nobody knows whether all texts have come in. Tell whoever runs Sayso",
	}
	all := make([]console.Alarm, len(found))
	for i, a := range found {
		all[i] = console.Alarm{What: words[a.Kind], Reference: a.Reference, Since: a.Since}
	}
	return all, err
}

// watchEvery is how often the watchdog looks.
const watchEvery = 10 * time.Second

// watch is the watchdog: every node looks over all partitions and says in the log what is undone.
func (n *node) watch(ctx context.Context) error {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		found, err := n.undone(ctx)
		if err != nil && ctx.Err() == nil {
			n.log.Error("cannot look for what is undone", "cause", err)
		}
		for kind, count := range byKind(found) {
			n.log.Error("undone", "kind", kind, "count", count)
		}
	}
}

func byKind(all []store.Alarm) map[string]int {
	counts := map[string]int{}
	for _, a := range all {
		counts[a.Kind]++
	}
	return counts
}

// metrics are counts only; no label holds anything that a person said or is called.
func (n *node) metrics() *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	count := func(name, help string, of func(store.Counts) int64) {
		r.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "sayso_" + name, Help: help}, func() float64 { return float64(of(n.store.Counts())) }))
	}
	count("turns_total", "Turns committed.", func(c store.Counts) int64 { return c.Turns })
	count("races_total", "Turns that lost a race and were taken again.", func(c store.Counts) int64 { return c.Races })
	count("effects_done_total", "Effects done.", func(c store.Counts) int64 { return c.Done })
	count("effects_later_total", "Calls that a provider could not take.", func(c store.Counts) int64 { return c.Later })
	count("effects_refused_total", "Effects refused, each time.", func(c store.Counts) int64 { return c.Refused })
	count("effects_parked_total", "Effects parked for a human.", func(c store.Counts) int64 { return c.Parked })
	count("texts_unknown_total", "Texts whose outcome was not known.", func(c store.Counts) int64 { return c.Unknown })
	count("texts_resent_total", "Texts sent again after their outcome stayed unknown; each may be a duplicate.", func(c store.Counts) int64 { return c.Resent })
	count("texts_again_total", "Texts that the network could not bring and that were put off to be tried again.", func(c store.Counts) int64 { return c.Again })
	count("texts_overtaken_total", "Questions not sent because newer words had overtaken them while they could not go.", func(c store.Counts) int64 { return c.Overtaken })
	count("texts_barred_total", "Texts not sent because somebody else speaks through their door now.", func(c store.Counts) int64 { return c.Barred })
	count("codes_wrong_total", "Codes that opened nothing.", func(c store.Counts) int64 { return c.Wrong })
	r.MustRegister(eventCounts{smsDesc, n.texts.Counts}, eventCounts{alertDesc, n.pager.Counts}, eventCounts{segmentsDesc, n.segments}, undoneGauge{n})
	return r
}

// eventCounts shows what happened, by event.
type eventCounts struct {
	desc *prometheus.Desc
	of   func() map[string]int64
}

var (
	smsDesc      = prometheus.NewDesc("sayso_sms_total", "What happened to texts and their webhooks.", []string{"event"}, nil)
	segmentsDesc = prometheus.NewDesc("sayso_segments_total", "Text messages as the network bills them, by who spoke: person, sayso, staff, alert (to staff).", []string{"from"}, nil)
	alertDesc    = prometheus.NewDesc("sayso_alerts_total", "What happened to alerts and the calls about them.", []string{"event"}, nil)
)

func (e eventCounts) Describe(ch chan<- *prometheus.Desc) { ch <- e.desc }
func (e eventCounts) Collect(ch chan<- prometheus.Metric) {
	for event, n := range e.of() {
		ch <- prometheus.MustNewConstMetric(e.desc, prometheus.CounterValue, float64(n), event)
	}
}

// undoneGauge shows what is undone now, by kind, looked up at each scrape.
type undoneGauge struct{ *node }

var undoneDesc = prometheus.NewDesc("sayso_undone", "What should have been done and was not, by kind.", []string{"kind"}, nil)

func (u undoneGauge) Describe(ch chan<- *prometheus.Desc) { ch <- undoneDesc }
func (u undoneGauge) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	found, err := u.undone(ctx)
	if err != nil {
		ch <- prometheus.NewInvalidMetric(undoneDesc, err)
		return
	}
	counts := byKind(found)
	for _, kind := range []string{store.AlarmUndone, store.AlarmParked, store.AlarmUnread, store.AlarmAlert, alarmUnanswered, alarmBehind, alarmUntaken, alarmRefusing, alarmUnswept, alarmObserving} {
		ch <- prometheus.MustNewConstMetric(undoneDesc, prometheus.GaugeValue, float64(counts[kind]), kind)
	}
}
