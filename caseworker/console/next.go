package console

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sayso/caseworker"
)

// step is one thing that waits for somebody to do it.
type step struct {
	Words string
	Quote string // what they said about it
	To    string // the part of the page where it is done
}

// Next is what to do next, in the order in which somebody would be missed. Only people do any of it.
func (p casePage) Next() (steps []step) {
	if p.State == caseworker.ClosedState {
		return nil
	}
	add := func(to, quote, words string, about ...any) {
		steps = append(steps, step{Words: fmt.Sprintf(words, about...), Quote: quote, To: to})
	}
	if p.Urgency == "immediate" && !p.InHand {
		add("urgent", "", "Somebody may be in danger. Act on it, and say that it is in hand.")
	}
	if p.Claim == nil {
		add("summary", "", "Claim the case. Nobody has it.")
	}
	for _, w := range p.Asked {
		if len(w.Could) == 0 {
			continue // it keeps nobody out
		}
		add("meant", "", "Say who “%s” is. Until then whoever it could be is kept out of this case.", w.Name)
	}
	if w := p.Waits(); w != nil && !p.today().Before(w.Until) {
		add("decide", "", "Look again: the complaint was to wait until %s. Let it go on, or name another day.", shortDate(w.Until))
	}
	for _, r := range p.Referrals {
		if r.Decision == "" {
			add("referrals", "", "Ask what came of the referral (%s), and write it down.", r.To)
		} else if r.ToldBy == "" {
			add("referrals", "", "Have somebody tell the young person what came of the referral (%s), if it is safe.", r.To)
		}
	}
	for _, l := range p.Learning {
		if p.Overdue(l) {
			add("learning", "", "Say what came of the change that %s was to see to by %s.", l.Owner, shortDate(l.Due))
		}
	}
	for n, t := range p.Conversations {
		p.nextFor(t, n, add)
	}
	for _, v := range p.Visits {
		p.nextOfVisit(v, add)
	}
	if len(p.Visits) == 0 && p.CategoryNow() != "contact" {
		add("visits", "", "Book a visit. Going to see them comes first.")
	}
	if p.Category.Confirmed == nil {
		add("decide", "", "Confirm the category.")
	}
	return steps
}

// nextFor is what one of those who told waits for.
func (p casePage) nextFor(t caseworker.ViewTalk, n int, add func(to, quote, words string, about ...any)) {
	who, of := "They", ""
	if p.Many() {
		who = p.Whose(t.ID)
		of = who + ": "
	}
	facts := fmt.Sprintf("facts-%d", n)
	if f := t.Formal; f != nil && p.waitsForFormal(f.At) {
		add("stage", f.Words, "%s asked for the formal way on %s. Begin stage 2, and tell them so.", who, p.when(f.At))
	}
	switch {
	case t.Interpreter && t.Language == "en":
		add(facts, "", "%sThey have little English. Find out which language they speak, and an interpreter. Never a relative or carer.", of)
	case t.Interpreter:
		add(facts, "", "%sFind an interpreter for %s. Never a relative or carer.", of, language(t.Language))
	}
	switch {
	case t.Delete:
		add(facts, "", "%s asked us to delete what they said. Decide it with them and a manager.", who)
	case t.Withdrawal != nil && *t.Withdrawal == "requested":
		add(facts, "", "%s may want to stop this. Ask them, and make sure that nobody pressed them.", who)
	}
	if t.CannotWrite != nil && *t.CannotWrite == "someone_else" {
		add(facts, "", "%sSomebody else uses this phone now. Reach them another way.", of)
	}
	if l := notReached(t.Transcript); l != nil {
		add(facts, l.Text, "%sWhat was written to them on %s did not arrive, or nobody knows whether it did. Reach them another way, or write again.", of, p.when(l.At))
	}
	if t.Untold {
		add("extend", "", "%sTell them of the new date, %s.", of, shortDate(*p.Stage.ExtendedDue))
	}
	if len(t.Media) > 0 {
		add(facts, "", "%sThey sent a picture or another thing, which nobody has opened. Ask them what it shows.", of)
	}
	if len(t.Missing) > 0 {
		add(facts, "", "%s did not answer everything. Ask what is not known when you see them.", who)
	}
}

// notReached is the last line to somebody, where it did not arrive, or may not have, and they have not written since.
func notReached(lines []caseworker.ViewLine) *caseworker.ViewLine {
	for _, l := range slices.Backward(lines) {
		switch {
		case l.Delivery == nil, *l.Delivery == "sent", *l.Delivery == "delivered":
			return nil
		case *l.Delivery == "failed", *l.Delivery == "unknown":
			return &l
		}
	}
	return nil
}

// nextOfVisit is what a visit waits for.
func (p casePage) nextOfVisit(v caseworker.ViewVisit, add func(to, quote, words string, about ...any)) {
	with := ""
	if p.Many() {
		with = " with " + p.Whose(deref(v.Conversation))
	}
	at, day := "visit-"+v.ID, p.when(v.At)
	if v.Meant {
		add(at, "", "%s, who is to come to the visit%s on %s, could be meant by what they told. Send somebody else, or say who is meant.", v.With, with, day)
	}
	switch {
	case v.State == "refused" && !v.Followed && v.Recorded == nil && len(v.Answers) > 0:
		add(at, v.Answers[len(v.Answers)-1].Words, "They said no to the visit%s on %s. Book another day.", with, day)
	case (v.State == "booked" || v.State == "confirmed") && !v.Until.After(p.Now):
		add(at, "", "The visit%s on %s is over. Say how it went.", with, day)
	case v.Answer != nil && v.Recorded == nil && (v.Answer.Value == nil || *v.Answer.Value != "yes"):
		add(at, v.Answer.Words, "It is not sorted for them after the visit%s on %s.", with, day)
	}
}

// when is the day of something, on the clocks of the office.
func (p casePage) when(at time.Time) string { return at.In(p.zone).Format("Mon 2 Jan") }

func (p casePage) today() caseworker.Date { return caseworker.DateIn(p.Now, p.zone) }

// Waits is the deferral that holds now, or nil.
func (p casePage) Waits() *caseworker.Deferral {
	if n := len(p.Deferrals); n > 0 && p.Deferrals[n-1].Resumed == nil {
		return &p.Deferrals[n-1]
	}
	return nil
}

func (p casePage) waitsForFormal(asked time.Time) bool {
	return p.FormalAsked != nil && !asked.Before(*p.FormalAsked)
}

// MissingOf lists in plain words what one of those who told did not answer.
func (casePage) MissingOf(t caseworker.ViewTalk) string {
	var words []string
	for _, m := range t.Missing {
		words = append(words, asked(m))
	}
	return strings.Join(words, "; ")
}
