package api

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/register"
)

// Tokens says whose bearer token this is; staff.ErrNotSignedIn where it is nobody's.
type Tokens interface {
	Authenticate(ctx context.Context, token string) (caseworker.Staff, error)
}

// API serves the paths under /api/v1/.
type API struct {
	register *register.Register
	tokens   Tokens
	patience time.Duration
	log      *slog.Logger
	routes   []route
}

// route is one line of the route table.
type route struct {
	pattern string
	name    string                // in the audit
	needs   caseworker.Permission // nothing is served that names none
	serve   func(http.ResponseWriter, *http.Request, caseworker.Staff)
}

// New makes the API. patience is how long one request may take. A route that names no permission is
// a mistake that must not start.
func New(r *register.Register, tokens Tokens, patience time.Duration, log *slog.Logger) (*API, error) {
	a := &API{register: r, tokens: tokens, patience: patience, log: log}
	a.routes = a.table()
	for _, route := range a.routes {
		if route.needs == "" {
			return nil, fmt.Errorf("api: the route %q names no permission", route.pattern)
		}
	}
	return a, nil
}

// table is every route: its path, who may, and what it does. Other systems hold on to the paths; the
// permission is the act's own, so that no door can ask for less.
func (a *API) table() []route {
	const one = "/api/v1/cases/{reference}"
	table := []route{
		{"GET /api/v1/cases", "list", caseworker.MayList, a.list},
		{"GET " + one, "view", caseworker.MayView, a.view},
		{"GET /api/v1/report", "read_report", caseworker.MayReadReport, a.report},
		{"GET /api/v1/reports", "read_report", caseworker.MayReadReport, a.reports},
		{"GET /api/v1/audit", "audit", caseworker.MayAudit, a.audit},
		{"GET /api/v1/erased", "certificates", caseworker.MaySeeErased, a.erased},
		{"POST /api/v1/cases", "enter", caseworker.MayEnter, a.enter},
	}
	add := func(path string, read reader, say sayer) {
		act, _ := read(nil, nil) // the empty act, for its terms
		terms := act.Terms()
		table = append(table, route{"POST " + one + "/" + path, terms.Name, terms.Needs, a.act(read, say)})
	}
	add("claim", body[caseworker.Claim](nil), sayVersion)
	add("release", body[caseworker.Release](nil), sayVersion)
	add("hand_over", body[caseworker.HandOver](nil), sayVersion)
	add("messages", body[caseworker.Message](nil), sayEffect)
	add("visits", body[caseworker.BookVisit](nil), sayVisit)
	add("visits/{id}/outcome", body(func(a *caseworker.VisitOutcome, r *http.Request) { a.ID = r.PathValue("id") }), sayVersion)
	add("issues", body[caseworker.AddIssue](nil), sayIssue)
	add("issues/{n}/outcome", body(func(a *caseworker.IssueOutcome, r *http.Request) {
		a.Number, _ = strconv.Atoi(r.PathValue("n")) // 0 is no issue's number
	}), sayVersion)
	add("category", body[caseworker.SetCategory](nil), sayVersion)
	add("standing", body[caseworker.SetStanding](nil), sayVersion)
	add("stage", body[caseworker.SetStage](nil), sayVersion)
	add("extend", body[caseworker.Extend](nil), sayVersion)
	add("alerts/{id}/acknowledge", body(func(a *caseworker.AcknowledgeAlert, r *http.Request) { a.Alert = r.PathValue("id") }), sayVersion)
	add("read", body[caseworker.Read](nil), sayVersion)
	add("urgency", body[caseworker.SetUrgency](nil), sayVersion)
	add("reopen", body[caseworker.Reopen](nil), sayVersion)
	add("in_hand", body[caseworker.TakeInHand](nil), sayVersion)
	add("referrals", body[caseworker.Refer](nil), sayReferral)
	add("referrals/{n}/decision", body(func(a *caseworker.ReferralDecided, r *http.Request) {
		a.Number, _ = strconv.Atoi(r.PathValue("n")) // 0 is no referral's number
	}), sayVersion)
	add("learning", body[caseworker.Learn](nil), sayLearning)
	add("learning/{n}/end", body(func(a *caseworker.EndLearning, r *http.Request) {
		a.Number, _ = strconv.Atoi(r.PathValue("n")) // 0 is no number of a change
	}), sayVersion)
	add("learning/{n}/show", body(func(a *caseworker.ShowLearning, r *http.Request) {
		a.Number, _ = strconv.Atoi(r.PathValue("n"))
	}), sayVersion)
	add("learning/{n}/hide", body(func(a *caseworker.HideLearning, r *http.Request) {
		a.Number, _ = strconv.Atoi(r.PathValue("n"))
	}), sayVersion)
	add("meant", body[caseworker.SayWho](nil), sayVersion)
	add("defer", body[caseworker.Defer](nil), sayVersion)
	add("resume", body[caseworker.Resume](nil), sayVersion)
	add("mute", body[caseworker.Mute](nil), sayVersion)
	add("unmute", body[caseworker.Unmute](nil), sayVersion)
	add("hold", body[caseworker.Hold](nil), sayVersion)
	add("lift_hold", body[caseworker.LiftHold](nil), sayVersion)
	add("erase", body[caseworker.Erase](nil), sayErasing)
	add("reveal_contact", body[caseworker.RevealContact](nil), sayNumber)
	add("notes", body[caseworker.Note](nil), sayVersion)
	add("join", body[caseworker.Join](nil), sayVersion)
	add("close", body[caseworker.Close](nil), sayVersion)
	return table
}

// Routes adds the API to a mux.
func (a *API) Routes(mux *http.ServeMux) {
	for _, route := range a.routes {
		mux.HandleFunc(route.pattern, a.guard(route))
	}
	mux.HandleFunc("/api/v1/", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := a.signedIn(w, r); ok {
			write(w, problem{Status: http.StatusNotFound, Code: "not_found", Detail: "There is nothing here."})
		}
	})
}
