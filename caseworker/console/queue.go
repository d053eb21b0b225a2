package console

import (
	"net/http"
	"strings"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/register"
)

// queuePage is a page of the queue. It holds no words of anybody and no names but staff's own.
type queuePage struct {
	Rows []queueRow
	Next string // the cursor of the next page, or ""
	Show string // open, mine, closed
	sinceChange
}

// queueRow is a case as the queue shows it.
type queueRow struct {
	caseworker.Row
	Why    string
	Formal bool   // somebody asked for the formal way, and Why does not say so
	Clock  string // working days used, of those there are
	Late   bool
	Age    string // since it was received
	Unread string // since when the oldest message waits, or ""
	Mine   bool
	Muted  bool // somebody is answered only in danger now
}

func (c *Console) queue(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	show := r.FormValue("show")
	filter := register.Filter{State: "open"}
	switch show {
	case "mine":
		filter.Owner = "me"
	case "closed":
		filter.State = string(caseworker.ClosedState)
	default:
		show = "open"
	}
	since, err := c.sinceChange(r)
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	list, mark, err := c.Cases.ListNew(r.Context(), who, filter, r.FormValue("cursor"), shown(r))
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	if mark == shown(r) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	now := c.Now()
	q := queuePage{Next: deref(list.Next), Show: show, sinceChange: since}
	q.Shown = mark
	for _, row := range list.Cases {
		q.Rows = append(q.Rows, c.queueRow(row, who, now))
	}
	c.render(w, r, http.StatusOK, "queue", "Cases", who, q)
}

func (c *Console) queueRow(r caseworker.Row, who caseworker.Staff, now time.Time) queueRow {
	rules := c.config.Rules
	q := queueRow{Row: r, Why: why(r, now, rules), Age: age(r.Received, now), Mine: deref(r.Owner) == who.Email}
	q.Formal = r.FormalAsked != nil && !strings.HasPrefix(q.Why, formalAsked)
	if r.State != caseworker.ClosedState && r.Due != nil {
		q.Late = r.Due.Before(rules.Day(now))
	}
	if r.Stage == "1" && r.State != caseworker.ClosedState {
		q.Clock = used(rules.Calendar.Between(rules.Day(r.Received), rules.Day(now)), r.Due, rules.Day(now), rules.Calendar)
	}
	q.Muted = r.MutedUntil != nil && r.MutedUntil.After(now)
	if r.UnreadSince != nil {
		q.Unread = clockOn(*r.UnreadSince, now, rules.Zone)
	}
	return q
}
