package console

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"sayso/caseworker"
)

// casePage is all that the case's template needs beside the case itself.
type casePage struct {
	caseworker.View
	Now      time.Time
	Clock    string // working days used, of those there are
	Due      *caseworker.Date
	Late     bool
	Mine     bool     // whoever looks is the owner
	Missing  []string // what still stands in the way of closing
	Done     string   // the act that brought us here, in words, or ""
	Refused  *refused
	Conflict string       // who did what when, where an act came too late
	Number   string       // a phone number, shown once
	Asked    []whoIsMeant // names of which nobody has said who they are
	Said     []saidMeant  // and those of which somebody has
	Once     string       // on every form of this page, so that pressing twice does it once
	Before   string       // what stands before words of whoever looks, by text: "Priya: "
	Room     int          // how many UTF-16 code units they can write
	Smart    string       // letters that are written in others on their way, as JSON; "" where none are
	zone     *time.Location
	sinceChange
}

func (c *Console) showCase(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	c.caseWith(w, r, who, http.StatusOK, casePage{Done: doneWords[r.FormValue("done")]})
}

// caseWith shows a case, with what p already says.
func (c *Console) caseWith(w http.ResponseWriter, r *http.Request, who caseworker.Staff, status int, p casePage) {
	var err error
	if p.sinceChange, err = c.sinceChange(r); err != nil {
		c.fail(w, r, who, err)
		return
	}
	v, mark, err := c.Cases.GetNew(r.Context(), r.PathValue("reference"), who, shown(r))
	if err == nil && mark == shown(r) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	p.Shown = mark
	if err == nil {
		p.Once, err = c.random()
	}
	if err == nil {
		p.Asked, p.Said, err = c.whoIsMeant(r.Context(), who, v)
	}
	if err != nil {
		c.fail(w, r, who, err)
		return
	}
	rules := c.config.Rules
	p.View, p.Now, p.zone = v, c.Now(), rules.Zone
	p.Before, p.Room = rules.Before(who), rules.Room(who)
	if rules.SmartEncoding {
		p.Smart = smartLetters
	}
	today := rules.Day(p.Now)
	p.Due = v.Stage.Last()
	if v.State != caseworker.ClosedState {
		p.Clock = used(v.Stage.WorkingDaysUsed, p.Due, today, rules.Calendar)
		p.Late = p.Due != nil && p.Due.Before(today)
	}
	p.Mine = v.Owner != nil && *v.Owner == who.Email
	p.Missing = missing(v)
	if p.Refused != nil && p.Refused.Kind == caseworker.Conflict && p.Refused.By != who.Email {
		p.Conflict = c.conflict(p.Refused.Refusal, v, p.Now)
	}
	c.render(w, r, status, "case", "Case "+v.Reference, who, p)
}

// doneWords say, after an act, that it was done: never more than is so.
var doneWords = map[string]string{
	"claim": "The case is yours.", "release": "The case waits for somebody else.", "hand_over": "The case is handed over.",
	"messages": "Your message is on its way. Beside it you see when it has arrived.", "visits": "The visit is booked. They are told of it if it is safe to write to them.",
	"visits/outcome": "What came of the visit is recorded.", "issues": "The issue is added.", "issues/outcome": "The outcome is recorded.",
	"category": "The category is confirmed.", "standing": "The decision on standing is recorded.", "urgency": "The urgency is recorded.", "urgency_waits": "Nothing is changed yet: a second person must agree.",
	"stage": "The stage is changed.", "extend": "The new date is recorded. They are told of it if it is safe to write to them.", "alerts/acknowledge": "The alert is acknowledged.",
	"in_hand": "It is in hand.", "referrals": "The referral is written down, and it is in hand.", "referrals/decision": "What came of the referral is written down.",
	"meant": "It is recorded who is meant.", "defer": "The complaint waits. Somebody must look again on that day.", "resume": "The complaint goes on.", "mute": "They are answered by Sayso only in danger, until that day. Every message is still kept, screened and read.", "learning": "The change is agreed.", "learning/end": "What came of the change is recorded.", "learning/show": "Everybody can read it now.", "learning/hide": "It is taken down.", "hold": "It is on hold. Nobody can erase it alone.", "lift_hold": "The hold is lifted.", "erase_waits": "Nothing is erased yet: a second person must agree.", "erase_goes_on": "It is being erased.", "erase_heard_since": "They have written since, so not all of it was erased. Read that first.", "unmute": "Sayso answers them again.", "read": "Marked as read.", "notes": "The note is kept.", "close": "The case is closed.",
	"reopen": "The case is open again.", "join": "The cases are one now. Each person still has their own conversation.", "enter": "The complaint is taken in. If somebody may not be safe, set the urgency now.",
}

// missing is what stands in the way of closing, so that nobody has to find out by trying.
func missing(v caseworker.View) []string {
	var m []string
	for _, i := range v.Issues {
		if i.Outcome == nil {
			m = append(m, "Issue "+strconv.Itoa(i.Number)+" has no outcome.")
		}
	}
	if v.Urgency == "immediate" && !v.InHand {
		m = append(m, "Somebody may be in danger, and nobody has it in hand.")
	}
	if categoryNow(v) == "contact" && v.Urgency != "none" {
		m = append(m, "Somebody may not be safe, so this is more than a contact.")
	}
	return m
}

// categoryNow is what counts: as confirmed, or else as proposed.
func categoryNow(v caseworker.View) string {
	if v.Category.Confirmed != nil {
		return *v.Category.Confirmed
	}
	return v.Category.Proposed
}

// conflict says who did what when.
func (c *Console) conflict(r caseworker.Refusal, v caseworker.View, now time.Time) string {
	if r.At.IsZero() {
		return ""
	}
	when := "at " + clockOn(r.At, now, c.config.Rules.Zone)
	if r.Code == "heard_since" {
		return say(r.By) + " wrote " + when + "."
	}
	for _, d := range slices.Backward(v.History) {
		if d.By == r.By && d.At.Equal(r.At) {
			return d.Name + " " + did(d.Act) + " " + when + "."
		}
	}
	if r.By == "" {
		return ""
	}
	return r.By + " was here " + when + "."
}
