package conversation

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Facts is what the case is told of this conversation as it now stands.
func (s State) Facts() Facts {
	f := Facts{
		Conversation: s.ID, Reference: s.Reference, Turn: s.Turn,
		Received: s.Began, FirstChannel: s.First, Language: s.language(),
		Who: s.who(), Relationship: s.value(AskRelationship), Name: s.words(AskName),
		ChildName: s.words(AskChildName), ChildKnows: s.value(AskChildKnows), KeepFrom: s.words(AskKeepFrom),
		Category: s.Category, Issues: slices.Clone(s.Issues),
		WantedOutcome: s.words(AskWanted), VisitWhere: s.words(AskVisitWhere), VisitWhen: s.words(AskVisitWhen),
		VisitWith: s.words(AskVisitWith), Avoid: s.words(AskAvoid), Advocate: s.value(AskAdvocate), AdvocateSaid: s.howSaid(AskAdvocate), WhereNow: s.words(AskWhereNow),
		SafeNow: s.value(AskSafeNow), PlannedChange: s.Change, VisitAnswers: slices.Clone(s.VisitSay),
		Talk: "open", Withdrawal: s.Withdrawal, LeftByExit: s.LeftByExit,
		Tier: s.tier(), Professional: s.Danger.Professional, InHand: s.Danger.InHand,
		Urgent: slices.Clone(s.Danger.Urgent), Alerts: slices.Clone(s.Alerts),
		LastSeq: s.Lines, LastHeard: s.LastHeard, LastHeardAt: moment(s.HeardAt),
		UnreadSince: moment(s.Unread), ReadBy: moment(s.ReadBy),
		BlockedSays: slices.Clone(s.Blocked), NotArrived: slices.Clone(s.NotArrived), Unreached: s.Unreached, CaseClosed: s.Closed,
		MutedUntil: moment(s.Muting.Until), Overspent: s.Overspent,
		VisitsSorted: slices.Clone(s.Sorted), MoreIssues: s.More, Earlier: slices.Clone(s.Earlier),
		Agreed: s.Agreed, Formal: s.Formal, Interpreter: s.Interpret, Follows: s.Follows, WentOn: s.WentOn,
		Ways: slices.Clone(s.Ways), Media: slices.Clone(s.Media), NoVisit: s.value(AskCarryOn) == No,
		WaitFull: s.Last == SMS && s.waitFull(),
		Delete:   s.Delete, Named: slices.Clone(s.Named), Mentioned: slices.Clone(s.Mentioned),
	}
	if f.ChildAges = s.words(AskChildAge); f.ChildAges != "" {
		// one of several would be taken for the age of all
	} else if age, err := strconv.Atoi(s.value(AskChildAge)); err == nil {
		f.ChildAge = &age
	}
	for _, c := range []Channel{SMS, Chat} {
		if known, ok := s.Contacts[c]; ok {
			f.Contacts = append(f.Contacts, known)
		}
	}
	if s.Stage == HandedOver || s.Stage == Confirming {
		f.Talk = "handed_over"
		f.Missing = s.unasked()
	}
	return f
}

// who is "young_person", "on_behalf" or "unknown".
func (s State) who() string {
	switch s.value(AskAboutWho) {
	case "self", "both":
		return YoungPerson
	case "behalf":
		return OnBehalf
	}
	return Unknown
}

// value is what was answered, in the question's own vocabulary; words is the same in theirs.
func (s State) value(a Ask) string { return s.Answers[a].Value }
func (s State) words(a Ask) string { return s.Answers[a].Words }

// howSaid is how they put an answer, where it was more than a word or a figure.
func (s State) howSaid(a Ask) string {
	if words := s.words(a); len(strings.Fields(words)) > 1 {
		return words
	}
	return ""
}

func (s State) tier() Tier {
	if s.Danger.Tier != "" {
		return s.Danger.Tier
	}
	return NoTier
}

// moment is nil where nothing happened yet.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
