package caseworker

import (
	"time"

	"sayso/conversation"
)

type (
	// ViewTalk is one conversation: one confidence.
	ViewTalk struct {
		ID            string                 `json:"id"`
		Who           string                 `json:"who"`
		Contacts      []conversation.Contact `json:"contacts"`
		WantedOutcome string                 `json:"wanted_outcome"`
		Advocate      *string                `json:"advocate"`
		AdvocateSaid  string                 `json:"advocate_said"` // how they put it; "" where it was a word or a figure
		Avoid         string                 `json:"avoid"`
		Meeting       ViewMeeting            `json:"meeting"`
		Transcript    []ViewLine             `json:"transcript"`

		// Beyond what every asker needs: for the page on which a visit is prepared.
		Reference        string       `json:"reference"` // the number that they were given
		Name             string       `json:"name"`
		Relationship     *string      `json:"relationship"`
		YoungPerson      Young        `json:"young_person"` // as they tell of them
		YoungPersonKnows *string      `json:"young_person_knows"`
		KeepFrom         string       `json:"keep_from"`
		Standing         ViewStanding `json:"standing"`
		Language         string       `json:"language"`
		Interpreter      bool         `json:"interpreter"` // a person who speaks it is needed; never a relative or carer
		SafeNow          *string      `json:"safe_now"`
		WhereNow         string       `json:"where_now"`
		PlannedChange    string       `json:"planned_change"`
		LastHeard        int          `json:"last_heard"` // what "seen" must reach before an act concludes

		Missing     []conversation.Ask   `json:"missing"`     // not answered when it was handed over incomplete
		MoreIssues  int                  `json:"more_issues"` // matters that are listed nowhere but in the transcript
		Agreed      *ViewAgreed          `json:"agreed"`      // what they last said is right
		Earlier     []ViewEarlier        `json:"earlier"`     // answers that were changed since, oldest first
		Formal      *ViewSaid            `json:"formal"`      // they asked for the formal way
		Withdrawal  *string              `json:"withdrawal"`
		Delete      bool                 `json:"delete_requested"`
		LeftByExit  bool                 `json:"left_by_exit"`
		Follows     *string              `json:"follows"`     // the case that they told of before on this phone
		Ways        []conversation.Way   `json:"ways"`        // other ways to reach them that stand in their words, and that they would like to be phoned
		Media       []conversation.Media `json:"media"`       // pictures and other things that came with a message; nobody has opened them
		NoVisit     bool                 `json:"no_visit"`    // they want nobody to come
		WentOn      bool                 `json:"went_on"`     // they have begun something new on this phone since
		FollowedBy  []string             `json:"followed_by"` // the cases of that
		Blocked     []ViewBlocked        `json:"blocked"`
		CannotWrite *string              `json:"cannot_write"`     // why nothing may be written to them: someone_else, opted_out, no_number, unsafe_contact, contact_unknown, too_many_waiting
		Texts       ViewTexts            `json:"texts"`            // how many text messages, by who spoke
		MutedUntil  *time.Time           `json:"muted_until"`      // until then Sayso answers them only in danger; staff can write
		Overspent   bool                 `json:"overspent"`        // they wrote so much that Sayso answers them no more for a while
		Untold      bool                 `json:"extension_untold"` // the stage has a new date, and no act told them
	}
	// ViewAgreed is the read-back that they said is right.
	ViewAgreed struct {
		Seq int       `json:"seq"` // the line of the read-back
		At  time.Time `json:"at"`  // when they said so
	}
	// ViewEarlier is an answer that was changed.
	ViewEarlier struct {
		Ask   conversation.Ask `json:"ask"`
		Value string           `json:"value"`
		Words string           `json:"words"`
		Seq   int              `json:"seq"`
		Until time.Time        `json:"until"` // when it was changed
		Read  bool             `json:"read"`  // a person had read it before
	}
	// ViewSaid is something that they said, where and when.
	ViewSaid struct {
		Words string    `json:"words"`
		Seq   int       `json:"seq"`
		At    time.Time `json:"at"`
	}
	// ViewMeeting is where and when it is good to meet, as they said it.
	ViewMeeting struct {
		Where string `json:"where"`
		When  string `json:"when"`
		With  string `json:"with"` // whom they want there
	}
	// ViewBlocked is words of staff that did not go out, and why.
	ViewBlocked struct {
		Effect string `json:"effect"`
		Reason string `json:"reason"`
	}
	// ViewLine is one line of a transcript.
	ViewLine struct {
		Seq      int                  `json:"seq"`
		From     string               `json:"from"` // young_person, relative, unknown, sayso, caseworker
		At       time.Time            `json:"at"`
		Text     string               `json:"text"`
		Effect   *string              `json:"effect"`
		Delivery *string              `json:"delivery"`
		Texts    *int                 `json:"texts"`          // how many text messages it was, as the network bills them, each try again too; null for the chat, and for what the network has not taken
		Why      *string              `json:"why"`            // of what did not arrive: no_number, phone_off, filtered, refused, opted_out, stuck, and overtaken; again where it is tried again; null where nobody knows
		Name     string               `json:"name,omitempty"` // the caseworker's first name
		Channel  conversation.Channel `json:"channel"`
		Late     bool                 `json:"late,omitempty"`
	}
)

func (c Case) viewTalks(facts []conversation.Facts, transcripts map[string][]conversation.Line, rules Rules, now time.Time) []ViewTalk {
	all := []ViewTalk{}
	for _, f := range facts {
		v := ViewTalk{
			ID: f.Conversation, Who: who(f), Contacts: list(f.Contacts), WantedOutcome: f.WantedOutcome,
			Advocate: nothing(f.Advocate), AdvocateSaid: f.AdvocateSaid, Avoid: f.Avoid, Meeting: ViewMeeting{Where: f.VisitWhere, When: f.VisitWhen, With: f.VisitWith},
			Transcript: viewLines(f, transcripts[f.Conversation], rules), Reference: f.Reference, Name: f.Name,
			Relationship: nothing(f.Relationship), YoungPerson: youngPerson(f), YoungPersonKnows: nothing(f.ChildKnows),
			KeepFrom: f.KeepFrom, Standing: c.viewStanding(f.Conversation), Language: language([]conversation.Facts{f}),
			Interpreter: f.Interpreter, SafeNow: nothing(f.SafeNow), WhereNow: f.WhereNow, PlannedChange: f.PlannedChange,
			LastHeard: f.LastHeard, Missing: list(f.Missing), MoreIssues: f.MoreIssues, Earlier: viewEarlier(f.Earlier),
			Withdrawal: nothing(f.Withdrawal), Delete: f.Delete, LeftByExit: f.LeftByExit,
			Follows: nothing(f.Follows), Ways: list(f.Ways), NoVisit: f.NoVisit, Media: list(f.Media), WentOn: f.WentOn, FollowedBy: []string{}, Blocked: []ViewBlocked{},
			CannotWrite: nothing(blocked(f)), Untold: c.untold(f.Conversation), MutedUntil: mutedUntil(f, now), Overspent: f.Overspent,
		}
		v.Texts = sumTexts(v.Transcript)
		if a := f.Agreed; a != nil {
			v.Agreed = &ViewAgreed{Seq: a.Seq, At: a.At}
		}
		if w := f.Formal; w != nil {
			v.Formal = &ViewSaid{Words: w.Words, Seq: w.Seq, At: w.At}
		}
		for _, b := range f.BlockedSays {
			v.Blocked = append(v.Blocked, ViewBlocked{Effect: b.Effect, Reason: b.Reason})
		}
		all = append(all, v)
	}
	return all
}

func viewLines(f conversation.Facts, lines []conversation.Line, rules Rules) []ViewLine {
	all := []ViewLine{}
	whyNot := map[string]string{}
	for _, n := range f.NotArrived {
		whyNot[n.Effect] = string(n.Why)
	}
	for _, l := range lines {
		line := ViewLine{
			Seq: l.Seq, From: from(l, f), At: l.At, Text: l.Text, Effect: nothing(l.Effect),
			Delivery: nothing(l.Delivery), Name: l.Name, Channel: l.Channel, Late: l.Late, Texts: rules.texts(l),
		}
		why := whyNot[l.Effect]
		ended, again := l.Delivery == "failed" || l.Delivery == "blocked", why == string(conversation.WhyAgain)
		if ended && !again || l.Delivery == "waiting" && again { // what ended is not tried again, whatever was said of a try before
			line.Why = nothing(why)
		}
		all = append(all, line)
	}
	return all
}

func viewEarlier(earlier []conversation.Earlier) []ViewEarlier {
	all := []ViewEarlier{}
	for _, e := range earlier {
		all = append(all, ViewEarlier{Ask: e.Ask, Value: e.Value, Words: e.Words, Seq: e.Seq, Until: e.Until, Read: e.Seen})
	}
	return all
}

// from is whose line it is, for staff: what the person is to the young person is known by now.
func from(l conversation.Line, f conversation.Facts) string {
	if l.From != conversation.FromPerson {
		return l.From
	}
	switch f.Who {
	case conversation.YoungPerson:
		return "young_person"
	case conversation.OnBehalf:
		return "relative"
	}
	return conversation.Unknown
}
