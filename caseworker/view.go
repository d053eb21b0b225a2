package caseworker

import (
	"time"

	"sayso/conversation"
)

// View is a case with all that its asker may see: what staff did, what its conversations tell, and
// their words. Its JSON is the answer of GET /api/v1/cases/{reference}.
type View struct {
	Reference   string            `json:"reference"`
	Aliases     []string          `json:"aliases"`
	ExternalIDs map[string]string `json:"external_ids"`
	Version     int               `json:"version"`
	Owner       *string           `json:"owner"`
	Received    time.Time         `json:"received"`
	Language    string            `json:"language"`
	State       State             `json:"state"`
	Talk        string            `json:"talk"`
	Withdrawal  *string           `json:"withdrawal"`

	Urgency       string        `json:"urgency"`
	Professional  bool          `json:"professional"`
	InHand        bool          `json:"in_hand"`
	UnreadSince   *time.Time    `json:"unread_since"`
	ReadBy        *time.Time    `json:"read_by_due"`
	UrgentBecause []ViewUrgent  `json:"urgent_because"`
	Alerts        []ViewAlert   `json:"alerts"`
	Category      ViewCategory  `json:"category"`
	SubmittedBy   SubmittedBy   `json:"submitted_by"`
	Standing      ViewStanding  `json:"standing"`
	YoungPeople   []Young       `json:"young_people"`
	Conversations []ViewTalk    `json:"conversations"`
	Issues        []ViewIssue   `json:"issues"`
	Outcome       *Outcome      `json:"outcome"`
	Visits        []ViewVisit   `json:"visits"`
	Stage         Clock         `json:"stage"`
	Referrals     []Referral    `json:"referrals"`
	Learning      []Learning    `json:"learning"`
	Kept          Keeping       `json:"-"`            // from whom it is kept, for the page that says why
	WhoIsMeant    []string      `json:"who_is_meant"` // names and words for a job that were complained of: nobody has said who they are
	Mentioned     []string      `json:"mentioned"`    // what only stands in what was told and could be a name: the case is kept from whoever has it, until somebody has said who it is
	Meant         []Meant       `json:"meant"`
	Texts         ViewTexts     `json:"texts"`        // how many text messages it came to, by who spoke
	Deferrals     []Deferral    `json:"deferrals"`    // of the complaint's own clock; the last holds until it is resumed
	FormalAsked   *time.Time    `json:"formal_asked"` // since when somebody waits for the formal way to begin
	Interpreter   bool          `json:"interpreter"`  // one of those who told needs a person who speaks their language
	Claim         *Owner        `json:"claim"`
	Entered       *Entered      `json:"entered"`
	Lowering      *ViewLowering `json:"urgency_requested"`
	Closed        *Done         `json:"closed"`
	Held          *Held         `json:"held"`            // nobody erases it alone
	EraseAsked    *ViewErasing  `json:"erase_requested"` // it waits for a second person
	Erasing       bool          `json:"erasing"`         // it was decided, and is being done
	Erased        []string      `json:"erased"`          // conversations that were erased: what staff wrote of them stays
	Certificates  []Certificate `json:"certificates"`
	Notes         []NoteKept    `json:"notes"`
	History       []Done        `json:"history"`
}

type (
	// ViewUrgent is one reason for haste.
	ViewUrgent struct {
		Conversation string            `json:"conversation"`
		Seq          int               `json:"seq"`
		Because      string            `json:"because"`
		Tier         conversation.Tier `json:"tier"`
		RiskKinds    []string          `json:"risk_kinds"`
		Words        string            `json:"words"`
	}
	// ViewAlert is a call for a human.
	ViewAlert struct {
		ID           string            `json:"id"`
		Tier         conversation.Tier `json:"tier"`
		Raised       time.Time         `json:"raised"`
		HandedOver   *time.Time        `json:"handed_over"` // a route to a human took it
		Delivered    *time.Time        `json:"delivered"`   // it is on somebody's phone, or in their system
		Failed       *time.Time        `json:"failed"`
		Acknowledged *time.Time        `json:"acknowledged"`
		By           *string           `json:"by"`
		Lapsed       *time.Time        `json:"lapsed"` // since when whoever acknowledged it could be meant: somebody else was called, by another alert
		Calls        []Call            `json:"calls"`  // who was called, by which route, the first first
	}
	// ViewCategory is what the service proposed and what a human confirmed.
	ViewCategory struct {
		Proposed  string  `json:"proposed"`
		Confirmed *string `json:"confirmed"`
		By        *string `json:"by"`
	}
	// ViewStanding is the decision on somebody's standing; the case's is that of the first contact.
	ViewStanding struct {
		Ground   *string `json:"ground"`
		Decision string  `json:"decision"`
		By       *string `json:"by"`
	}
	// ViewErasing is a wish to erase that waits for a second person.
	ViewErasing struct {
		Conversation *string   `json:"conversation"` // nil is the whole case
		By           string    `json:"by"`
		At           time.Time `json:"at"`
		Reason       string    `json:"reason"`
	}
	// ViewLowering is a wish to lower an R1 that waits for a second person.
	ViewLowering struct {
		Tier   conversation.Tier `json:"tier"`
		By     string            `json:"by"`
		At     time.Time         `json:"at"`
		Reason string            `json:"reason"`
	}
)

// View brings the case together with its conversations. Transcripts are by conversation.
func (c Case) View(facts []conversation.Facts, transcripts map[string][]conversation.Line, rules Rules, now time.Time) View {
	since, readBy := c.unread(facts)
	v := View{
		Reference: c.Reference, Aliases: list(c.Aliases), ExternalIDs: map[string]string{}, Version: c.Version,
		Received: c.Received, Language: language(facts), State: c.StateNow(facts), Talk: "handed_over",
		Withdrawal: withdrawal(facts), Urgency: urgency(c.tier(facts)), Professional: professional(facts),
		InHand: c.handled(facts), UnreadSince: since, ReadBy: readBy,
		UrgentBecause: urgentBecause(facts), Alerts: viewAlerts(c.alerts(facts)),
		Category:    ViewCategory{Proposed: c.proposed(facts)},
		SubmittedBy: c.submittedBy(facts), Standing: c.viewStanding(c.first(facts)),
		YoungPeople: c.youngPeople(facts), Conversations: c.viewTalks(facts, transcripts, rules, now),
		Visits: c.viewVisits(facts), Stage: c.Clock(rules, now), Claim: c.Owner, Entered: c.Entered,
		FormalAsked: c.formalAsked(facts), Interpreter: interpreter(facts),
		Held: c.Held, Erasing: c.Erasing != nil, Erased: list(c.ErasedTalks), Certificates: list(c.Certificates),
		Referrals: list(c.Referrals), Learning: list(c.Learning), Deferrals: list(c.Deferrals), Notes: list(c.Notes), History: list(c.History),
	}
	for _, t := range v.Conversations {
		v.Texts.Heard += t.Texts.Heard
		v.Texts.Sayso += t.Texts.Sayso
		v.Texts.Caseworker += t.Texts.Caseworker
	}
	v.Kept = c.Keeping(facts, rules)
	v.WhoIsMeant, v.Mentioned, v.Meant = list(v.Kept.Named), list(v.Kept.Mentioned), list(c.Meant)
	for n := range v.Visits {
		visit := &v.Visits[n]
		visit.Meant = visit.Open && v.Kept.Comes(visit.With)
	}
	v.Issues = c.viewIssues(facts)
	if overall := Overall(outcomes(c.issuesNow(facts))); overall != "" {
		v.Outcome = &overall
	}
	if talkOpen(facts) {
		v.Talk = "open"
	}
	if c.Owner != nil {
		v.Owner = &c.Owner.Email
	}
	if k := c.Category; k != nil {
		v.Category.Confirmed, v.Category.By = &k.Name, &k.By
	}
	if a := c.TierAsked; a != nil {
		v.Lowering = &ViewLowering{Tier: a.Tier, By: a.By, At: a.At, Reason: a.Why}
	}
	if a := c.EraseAsked; a != nil {
		v.EraseAsked = &ViewErasing{Conversation: nothing(a.Conversation), By: a.By, At: a.At, Reason: a.Why}
	}
	if k := c.Closed; k != nil {
		v.Closed = &Done{At: k.At, By: k.By, Act: "close", Why: k.Why, Conversation: k.Conversation, Version: c.Version}
	}
	return v
}

// list is never null on the wire.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func withdrawal(facts []conversation.Facts) *string {
	most := ""
	for _, f := range facts {
		if f.Withdrawal != "" && most != "confirmed" {
			most = f.Withdrawal
		}
	}
	return nothing(most)
}

func urgentBecause(facts []conversation.Facts) []ViewUrgent {
	all := []ViewUrgent{}
	for _, f := range facts {
		for _, u := range f.Urgent {
			all = append(all, ViewUrgent{
				Conversation: f.Conversation, Seq: u.Seq, Because: u.Because, Tier: u.Tier,
				RiskKinds: list(u.RiskKinds), Words: u.Words,
			})
		}
	}
	return all
}

func viewAlerts(alerts []conversation.Alert) []ViewAlert {
	all := []ViewAlert{}
	for _, a := range alerts {
		all = append(all, ViewAlert{
			ID: a.ID, Tier: a.Tier, Raised: a.Raised, HandedOver: a.Delivered, Failed: a.Failed,
			Acknowledged: a.Acknowledged, By: nothing(a.By), Lapsed: a.Lapsed, Calls: []Call{},
		})
	}
	return all
}

// youngPeople is whom it is about: known to be one, even where nothing else is known yet.
func (c Case) youngPeople(facts []conversation.Facts) []Young {
	if c.Entered != nil && (len(c.Entered.YoungPeople) > 0 || len(facts) == 0) {
		return list(c.Entered.YoungPeople)
	}
	y := Young{}
	for _, f := range facts {
		told := youngPerson(f)
		if y.Name == "" {
			y.Name = told.Name
		}
		if y.Age == nil && y.Ages == "" {
			y.Age, y.Ages = told.Age, told.Ages
		}
	}
	return []Young{y}
}

// youngPerson is the young person as one conversation tells of them.
func youngPerson(f conversation.Facts) Young {
	if f.Who == conversation.YoungPerson {
		return Young{Name: f.Name, Age: f.ChildAge, Ages: f.ChildAges}
	}
	return Young{Name: f.ChildName, Age: f.ChildAge, Ages: f.ChildAges}
}
