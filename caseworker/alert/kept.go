package alert

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
)

// errNoAlert: no such alert was ever put on the ladder.
var errNoAlert = errors.New("no such alert")

// tries is how often a change is made again because somebody else was first.
const tries = 100

// load reads a ladder; rev is "0" with errNoAlert.
func (p *Pager) load(ctx context.Context, alert string) (l ladder, rev string, err error) {
	fields, err := p.db.HMGet(ctx, p.keys.ladder(alert), "rev", "ladder").Result()
	if err != nil {
		return l, "", fmt.Errorf("read alert %s: %w", alert, err)
	}
	rev, _ = fields[0].(string)
	sealed, _ := fields[1].(string)
	if rev == "" {
		return l, "0", errNoAlert
	}
	plain, err := p.seals.Open([]byte(sealed), "alert/"+alert)
	if err == nil {
		err = json.Unmarshal(plain, &l)
	}
	if err != nil {
		return l, "", fmt.Errorf("open alert %s: %w", alert, err)
	}
	return l, rev, nil
}

// update changes a ladder, and makes the change again where somebody else was first.
func (p *Pager) update(ctx context.Context, alert string, change func(*ladder)) (ladder, error) {
	for range tries {
		l, rev, err := p.load(ctx, alert)
		if err != nil {
			return l, err
		}
		change(&l)
		done, err := p.commit(ctx, l, rev)
		if err != nil || done {
			return l, err
		}
	}
	return ladder{}, fmt.Errorf("change alert %s: lost %d races", alert, tries)
}

// commit writes a ladder, if it is still at rev.
func (p *Pager) commit(ctx context.Context, l ladder, rev string) (done bool, err error) {
	command, err := p.random(10)
	if err != nil {
		return false, err
	}
	plain, err := json.Marshal(l)
	if err != nil {
		return false, fmt.Errorf("encode alert %s: %w", l.Alert, err)
	}
	sealed, err := p.seals.Seal(plain, "alert/"+l.Alert)
	if err != nil {
		return false, err
	}
	when, ended := ms(p.nextLook(l)), ""
	if l.done() {
		when = ""
	}
	if l.Ended != nil && l.Answered == nil {
		ended = ms(*l.Ended)
	}
	k := p.keys
	result, err := p.scripts.commit.Run(ctx, p.db, []string{k.ladder(l.Alert), k.due(), k.unanswered()},
		command, rev, string(sealed), alertDue(l.Alert), when, ended, l.Alert).Text()
	if err != nil {
		return false, fmt.Errorf("write alert %s: %w", l.Alert, err)
	}
	return result == "done", nil
}

func alertDue(alert string) string { return "alert/" + alert }
func phoneDue(hash string) string  { return "phone/" + hash }

func ms(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }

// Unanswered is an alert whose whole ladder has been called in vain.
type Unanswered struct {
	Alert, Reference string
	Since            time.Time
}

// Unanswered lists the alerts whose ladder was called to its end without an answer, the oldest first.
func (p *Pager) Unanswered(ctx context.Context) ([]Unanswered, error) {
	found, err := p.db.ZRangeWithScores(ctx, p.keys.unanswered(), 0, 999).Result()
	if err != nil {
		return nil, fmt.Errorf("read the alerts that nobody answered: %w", err)
	}
	var all []Unanswered
	for _, z := range found {
		id, _ := z.Member.(string)
		l, _, err := p.load(ctx, id)
		if err != nil {
			return all, err
		}
		if answered, err := p.cases.Answered(ctx, l.Reference, id); err == nil && answered {
			continue // the ladder learns of it when it is looked at next
		}
		all = append(all, Unanswered{Alert: id, Reference: l.Reference, Since: time.UnixMilli(int64(z.Score)).UTC()})
	}
	return all, nil
}

// sentAbout is what a text or a call to staff was about.
type sentAbout struct {
	Alerts []string `json:"alerts"`
	Who    string   `json:"who"`
	Route  string   `json:"route"`
}

// keep remembers what a text or call is about, under a code that its phone has no other one of.
func (p *Pager) keep(ctx context.Context, to Person, about sentAbout) (code, key string, err error) {
	plain, err := json.Marshal(about)
	if err != nil {
		return "", "", fmt.Errorf("encode what a text is about: %w", err)
	}
	for range tries {
		if code, err = p.figures(); err != nil {
			return "", "", err
		}
		key = p.keyOf(to.Phone, code)
		sealed, err := p.seals.Seal(plain, "sent/"+key)
		if err != nil {
			return "", "", err
		}
		fresh, err := p.db.SetNX(ctx, p.keys.sent(key), sealed, codeFor).Result()
		if err != nil {
			return "", "", fmt.Errorf("keep what a text is about: %w", err)
		}
		if fresh {
			return code, key, nil
		}
	}
	return "", "", errors.New("all codes of a phone are in use")
}

// about gives what was kept; errNoAlert where nothing is.
func (p *Pager) about(ctx context.Context, key string) (about sentAbout, err error) {
	sealed, err := p.db.Get(ctx, p.keys.sent(key)).Bytes()
	if errors.Is(err, redis.Nil) {
		return about, errNoAlert
	}
	if err != nil {
		return about, fmt.Errorf("read what a text was about: %w", err)
	}
	plain, err := p.seals.Open(sealed, "sent/"+key)
	if err == nil {
		err = json.Unmarshal(plain, &about)
	}
	if err != nil {
		return about, fmt.Errorf("open what a text was about: %w", err)
	}
	return about, nil
}

// Calls gives who has been called about each of these alerts, the first call first. An alert that
// is on no ladder has none.
func (p *Pager) Calls(ctx context.Context, alerts []string) (map[string][]caseworker.Call, error) {
	all := make(map[string][]caseworker.Call, len(alerts))
	for _, id := range alerts {
		l, _, err := p.load(ctx, id)
		if errors.Is(err, errNoAlert) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, c := range l.Calls {
			all[id] = append(all[id], c.Call)
		}
	}
	return all, nil
}
