package console

import (
	"fmt"
	"strings"
	"time"

	"sayso/caseworker"
	"sayso/conversation"
)

// The words of the wire in the words of the office. A word without its line here is shown as it is,
// with spaces: it is better read oddly than not at all.
var plain = map[string]string{
	"immediate": "Immediate danger", "professional": "Professional or carer", "significant": "May be at risk",
	"R1": "Immediate danger", "R3": "Professional or carer", "R2": "May be at risk",
	"planned_change": "Planned change", "none": "Not urgent",

	"talking": "Still talking", "waiting": "Waiting", "claimed": "Claimed", "visit_booked": "Visit booked",
	"visited": "Visited", "formal": "Formal", "closed": "Closed",

	"sms": "Text", "chat": "Chat", "phone": "Phone", "letter": "Letter", "email": "E-mail", "in_person": "In person", "advocate": "Through an advocate",

	"young_person": "Young person", "on_behalf": "Someone on their behalf", "relative": "Speaking for them",
	"unknown": "Not known yet", "sayso": "Sayso (automatic)", "caseworker": "Caseworker",
	"aunt_uncle": "Aunt or uncle",

	"statutory_complaint": "Statutory complaint", "representation": "Representation",
	"customer_care_issue": "Customer care issue", "compliment": "Compliment", "contact": "Contact only",

	"upheld": "Upheld", "partially_upheld": "Partially upheld", "not_upheld": "Not upheld", "no_finding": "No finding",
	"withdrawn": "Withdrawn", "transferred": "Transferred",

	"offered": "Offered", "booked": "Booked, not confirmed yet", "confirmed": "Confirmed by them", "done": "Took place",
	"missed": "They did not come", "refused": "Refused",
	"yes": "Yes", "no": "No", "unsure": "Not sure", "partly": "Partly",

	"pending": "To be decided", "accepted": "Accepted",

	"sent": "Sent", "delivered": "Arrived", "failed": "Did not arrive",
	"blocked": "Not sent",

	"unsafe_contact": "they said it is not safe", "contact_unknown": "we do not know yet whether it is safe",
	"opted_out": "their phone refuses our texts", "no_number": "this number does not exist any more, or takes no texts", "someone_else": "somebody else uses this phone now",
	"too_many_waiting": "too much waits for the morning", "muted": "a manager had muted them by then",

	"words": "What they wrote", "safe_now": "Said they are not safe", "button": "Pressed “I need help now”", "staff": "Staff said so",
}

// say gives the office's word for a word of the wire.
func say(word any) string {
	w := fmt.Sprint(word)
	if o, ok := word.(*caseworker.Outcome); ok {
		w = string(*o)
	}
	if p, ok := plain[w]; ok {
		return p
	}
	w = strings.ReplaceAll(w, "_", " ")
	if w == "" {
		return ""
	}
	return strings.ToUpper(w[:1]) + w[1:]
}

// visitState says how a visit stands.
func visitState(state string) string {
	if state == "refused" {
		return "They said no"
	}
	return say(state)
}

// sorted is their answer to "is it sorted?", as staff write it down.
func sorted(answer string) string {
	if answer == "formal" {
		return "No, they want it made formal"
	}
	return say(answer)
}

// delivery says what became of words of ours.
func delivery(d string) string {
	switch d {
	case "waiting":
		return "On its way"
	case "unknown":
		return "Not known whether it arrived"
	default:
		return say(d)
	}
}

// notArrived says why words of ours did not arrive.
func notArrived(why string) string {
	switch why {
	case "no_number":
		return "the number does not exist any more, or takes no texts"
	case "phone_off":
		return "the phone was off or out of reach for too long"
	case "filtered":
		return "a phone network took it for unwanted"
	case "refused":
		return "the phone network would not carry it"
	case "opted_out":
		return "they have texted STOP, so the network takes no more texts for them"
	case "overtaken":
		return "it could not go at once, and they had written meanwhile"
	case "again":
		return "it could not be delivered, and is tried again"
	case "stuck":
		return "it was refused again and again, and waits for whoever runs Sayso"
	}
	return say(why)
}

// asked says in words what a question was about, for the lists of what is not known and what was
// answered differently before.
func asked(a conversation.Ask) string {
	words := map[conversation.Ask]string{
		conversation.AskConcern: "what is wrong", conversation.AskAnythingElse: "whether there is anything else",
		conversation.AskAboutWho: "whom it is about", conversation.AskSafeNow: "whether they are safe now",
		conversation.AskContactSafe: "whether it is safe to write back", conversation.AskRelationship: "who they are to the young person",
		conversation.AskChildName: "the young person’s name", conversation.AskChildAge: "the young person’s age",
		conversation.AskChildKnows: "whether the young person knows", conversation.AskKeepFrom: "who must not learn of it",
		conversation.AskWanted: "what would make it better", conversation.AskVisitWhere: "where to meet",
		conversation.AskVisitWhen: "when to meet", conversation.AskAvoid: "whom to avoid",
		conversation.AskAdvocate: "whether they want an advocate", conversation.AskName: "what to call them",
		conversation.AskConfirm: "whether what was written down is right", conversation.AskWhereNow: "where they are now",
		conversation.AskCarryOn: "whether they want a visit", conversation.AskForget: "whether to leave it alone",
		conversation.AskVisitOK: "whether the visit’s day is all right", conversation.AskSorted: "whether it is sorted",
		conversation.AskSameNew: "whether it is about the same or something new",
	}
	if w, ok := words[a]; ok {
		return w
	}
	return strings.ReplaceAll(string(a), "_", " ")
}

// did says what an act was, after the name of whoever did it.
func did(act string) string {
	words := map[string]string{
		"claim": "claimed the case", "release": "released the case", "hand_over": "handed the case over",
		"messages": "wrote a message", "visits": "booked a visit", "visits/outcome": "recorded what came of a visit",
		"issues": "added an issue", "issues/outcome": "recorded an issue’s outcome", "category": "set the category",
		"standing": "decided on standing", "stage": "changed the stage", "extend": "extended the time",
		"alerts/acknowledge": "acknowledged an alert", "urgency": "set the urgency", "reopen": "reopened the case",
		"in_hand": "took it in hand", "referrals": "referred it", "referrals/decision": "wrote down what came of a referral",
		"meant": "said who is meant by a name", "defer": "let the complaint wait", "resume": "let the complaint go on", "mute": "muted them", "learning": "agreed a change", "learning/end": "said what came of a change", "learning/show": "told everybody of a change", "learning/hide": "took a change down", "hold": "put it on hold", "lift_hold": "lifted the hold", "erase": "asked for it, or something of it, to be erased", "erased": "erased what was decided", "erased/heard_since": "erased nothing of whoever had written since", "unmute": "ended the muting", "reveal_contact": "looked at the phone number", "notes": "wrote a note",
		"close": "closed the case", "join": "joined another case to this one", "enter": "took the case in",
	}
	if w, ok := words[act]; ok {
		return w
	}
	return "did: " + act
}

const formalAsked = "They asked for the formal way"

// why says why a case stands where it does in the queue. The order is that of caseworker.Place.
func why(r caseworker.Row, now time.Time, rules caseworker.Rules) string {
	past := func(t *time.Time) bool { return t != nil && !t.After(now) }
	switch {
	case r.State == caseworker.ClosedState:
		return "Closed"
	case r.Urgency == "immediate" && !r.InHand:
		return "Immediate danger, and nobody has it in hand"
	case r.Urgency == "professional", r.Urgency == "immediate" && r.Professional:
		return "About a professional or carer"
	case r.Urgency == "significant":
		return "May be at risk of harm"
	case r.Urgency == "planned_change":
		return "A move or change is planned very soon"
	case past(r.ReadBy):
		return "Unread past its time: it was to be read by " + clockOn(*r.ReadBy, now, rules.Zone)
	case r.Visit != nil && past(&r.Visit.Until):
		return "A visit is over and nobody has said how it went"
	case r.FormalAsked != nil:
		return formalAsked + ". " + deadline(r.Due, rules.Day(now))
	}
	return deadline(r.Due, rules.Day(now))
}

func deadline(due *caseworker.Date, today caseworker.Date) string {
	switch {
	case due == nil:
		return "No deadline: the oldest first"
	case due.Before(today):
		return "Overdue since " + shortDate(*due)
	default:
		return "Due " + shortDate(*due)
	}
}

// used is "6 of 10": working days gone by, of those there are.
func used(gone int, due *caseworker.Date, today caseworker.Date, calendar caseworker.Calendar) string {
	if due == nil {
		return ""
	}
	if due.Before(today) {
		return fmt.Sprintf("%d of %d", gone, gone-calendar.Between(*due, today))
	}
	return fmt.Sprintf("%d of %d", gone, gone+calendar.Between(today, *due))
}

// cannotWrite is why nothing may be written to somebody, short enough for a sign.
func cannotWrite(reason string) string {
	switch reason {
	case "unsafe_contact":
		return "Not safe to write"
	case "opted_out":
		return "Phone refuses our texts"
	case "no_number":
		return "No such number"
	case "someone_else":
		return "Somebody else uses the phone"
	case "too_many_waiting":
		return "Too much waits for the morning"
	default:
		return "Not known if safe to write"
	}
}

// age says how long ago something was.
func age(then, now time.Time) string {
	d := now.Sub(then)
	count := func(n int, one string) string {
		if n == 1 {
			return "1 " + one
		}
		return fmt.Sprintf("%d %ss", n, one)
	}
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return count(int(d/time.Minute), "minute")
	case d < 48*time.Hour:
		return count(int(d/time.Hour), "hour")
	}
	return count(int(d/(24*time.Hour)), "day")
}

func shortDate(d caseworker.Date) string { return d.At(0, time.UTC).Format("Mon 2 Jan") }

// clockOn is the time, with its day where that is not today.
func clockOn(at, now time.Time, zone *time.Location) string {
	if caseworker.DateIn(at, zone) == caseworker.DateIn(now, zone) {
		return at.In(zone).Format("15:04")
	}
	return at.In(zone).Format("15:04 on Mon 2 Jan")
}

// joined says several words of the wire, with commas.
func joined(words []string) string {
	said := make([]string, len(words))
	for n, w := range words {
		said[n] = say(w)
	}
	return strings.Join(said, ", ")
}

// byRoute is how somebody was called.
func byRoute(route string) string {
	switch route {
	case "text":
		return "by text"
	case "call":
		return "by phone"
	case "webhook":
		return "through their own system"
	}
	return route
}
