package report

import (
	"slices"

	"sayso/caseworker"
	"sayso/conversation"
)

// table divides a number among its rows: each of what it counts stands in exactly one of them. The
// number is another table's row (of), so that all tables together are trees and no two hold the same
// figure twice; where it is not, the table has a total of its own. Never is one table crossed with
// another: team by category by young person would name somebody.
type table struct {
	name, title string
	of          string // the key of the row that it divides; "" where it has a total of its own
	within      string // of a table with a total of its own: what its total lies in. Hidden with it
	rows        []row
	tally       func(caseworker.Tally) string          // the row that a case stands in; nil where it counts something else
	day         func(caseworker.Tally) caseworker.Date // of a table with a total of its own: the day that counts; nil is that of receipt
	ranked      bool                                   // readers are shown the largest first
	public      bool                                   // the figures are public anyhow and never hidden; the rows do not add up
}

type row struct{ name, label string }

// key names a figure for good: a table's row, or the total of a table that has one of its own.
func (t table) key(row string) string { return t.name + "/" + row }

// total is the key of the number that the table divides.
func (t table) total() string {
	if t.of != "" {
		return t.of
	}
	return t.key("all")
}

// The figures that sentences begin with.
const (
	received   = "category/all"
	complaints = "category/statutory_complaint"
	issues     = "kind/all"
	closed     = "resolved/all"
	alerts     = "alert/all"
)

// The figures that are the Ombudsman's to say: no case tells them.
const (
	Investigated = "ombudsman/investigated"
	Fault        = "ombudsman/fault"
)

// tables are all that cases as Sayso keeps them can give of what councils publish. Left out, because
// nothing on a case tells: gender and other equality data, compensation, findings, thanks passed on.
// Left out, because it is another table's figure under a second name or nearly so, and would give
// hidden ones away: working days to resolution, issues in each complaint, how many are open.
func tables() []table {
	var all []table
	for _, c := range chapters() {
		all = append(all, c.tables...)
	}
	return all
}

// chapter is tables that are read together.
type chapter struct {
	title  string
	tables []table
}

func chapters() []chapter {
	return []chapter{
		{"What came, and from whom", arrival()}, {"Visits", visits()}, {"What became of complaints", resolved()},
		{"What complaints were about", matters()}, {"Safety, and the Ombudsman", apart()},
	}
}

// arrival is who came, how, and what for.
func arrival() []table {
	return []table{
		// The four categories of Halton's board paper of 27 January 2020. A contact is none of them: a wrong number.
		{name: "category", title: "Everything received, by category", rows: []row{
			{"statutory_complaint", "Complaints"}, {"representation", "Representations"},
			{"customer_care_issue", "Customer care issues"}, {"compliment", "Compliments"}, {"contact", "Contacts that were none of these"},
		}, tally: func(t caseworker.Tally) string {
			return oneOf(t.Category, "statutory_complaint", caseworker.Categories()...)
		}},
		// Lincolnshire 2024/25 counts by quarter; by the day of receipt, as Walsall does.
		{name: "quarter", title: "Complaints by quarter", of: complaints, rows: []row{
			{"q1", "April to June"}, {"q2", "July to September"}, {"q3", "October to December"}, {"q4", "January to March"},
		}, tally: func(t caseworker.Tally) string { return quarter(t.Received) }},
		// Walsall 2011/12: "ten per cent directly by young people and 90 per cent on their behalf". The first contact counts.
		{name: "submitted", title: "Who made the complaint", of: complaints, rows: []row{
			{"young_person", "A young person"}, {"on_behalf", "Somebody on their behalf"}, {"unknown", "Not known"},
		}, tally: func(t caseworker.Tally) string { return oneOf(t.Who, "unknown", "young_person", "on_behalf") }},
		{name: "relationship", title: "Who made it on their behalf", of: "submitted/on_behalf", rows: []row{
			{"parent", "A parent"}, {"grandparent", "A grandparent"}, {"other_family", "Another relative"}, {"carer", "A carer"},
			{"friend", "A friend"}, {"professional", "A professional"}, {"other", "Somebody else, or not known"},
		}, tally: relationship},
		// "In need" or "looked after" (customer group) is not asked of a child; the age is, where they want to say it.
		{name: "age", title: "Age of the young person", of: complaints, rows: []row{
			{"under_12", "Under 12"}, {"12_to_15", "12 to 15"}, {"16_to_17", "16 or 17"}, {"over_17", "18 or over"}, {"not_told", "Not told"},
		}, tally: age},
		{name: "way", title: "Way in", of: complaints, rows: []row{
			{"sayso", "By text or chat"}, {"staff", "Another way, taken in by staff"}, {"unknown", "Not known any more"},
		}, tally: way},
		{name: "channel", title: "By text or chat", of: "way/sayso", rows: []row{
			{"sms", "By text"}, {"chat", "By chat"},
		}, tally: func(t caseworker.Tally) string { return t.Channel }},
		{name: "door", title: "Taken in by staff", of: "way/staff", rows: []row{
			{"phone", "By phone"}, {"letter", "By letter"}, {"email", "By e-mail"}, {"in_person", "In person"},
			{"advocate", "Through an advocate"}, {"other", "Another way"},
		}, tally: func(t caseworker.Tally) string { return t.Channel }},
		{name: "language", title: "Language of texts and chats", of: "way/sayso", rows: []row{
			{"en", "English"}, {"cy", "Welsh"}, {"other", "Another language"},
		}, tally: func(t caseworker.Tally) string { return oneOf(t.Language, "other", "en", "cy") }},
		// Where people stop: a talk handed over before all was answered.
		{name: "talk", title: "Texts and chats that came to their end", of: "way/sayso", rows: []row{
			{"whole", "All was answered"}, {"broken_off", "Handed over before all was answered"},
		}, tally: func(t caseworker.Tally) string {
			if t.Unanswered {
				return "broken_off"
			}
			return "whole"
		}},
		// Children Act 1989 s26A. What was answered; whether somebody was appointed is not on the case.
		{name: "advocate", title: "Was an advocate wanted?", of: "way/sayso", rows: []row{
			{"yes", "Yes"}, {"no", "No"}, {"unsure", "Not sure"}, {"not_answered", "Not asked or not answered"},
		}, tally: func(t caseworker.Tally) string { return oneOf(t.Advocate, "not_answered", "yes", "no", "unsure") }},
		{name: "contact", title: "Working days until a person wrote or came", of: "way/sayso", rows: []row{
			{"0", "The same day"}, {"1_to_2", "1 or 2"}, {"3_to_5", "3 to 5"}, {"6_to_10", "6 to 10"}, {"over_10", "More than 10"}, {"none", "Not yet"},
		}, tally: func(t caseworker.Tally) string {
			return days(t.FirstContact, "none", band{0, "0"}, band{2, "1_to_2"}, band{5, "3_to_5"}, band{10, "6_to_10"}, band{-1, "over_10"})
		}},
	}
}

// visits are the way that comes first.
func visits() []table {
	return []table{
		{name: "visit", title: "Visits", of: complaints, rows: []row{
			{"done", "Somebody came"}, {"booked", "A visit is booked"}, {"not_met", "Missed or refused"}, {"none", "None"},
		}, tally: func(t caseworker.Tally) string { return oneOf(t.Visit, "none", "done", "booked", "not_met") }},
		{name: "sorted", title: "Was it sorted at the visit?", of: "visit/done", rows: []row{
			{"yes", "Yes"}, {"partly", "Partly"}, {"no", "No"}, {"formal", "They want the formal way"}, {"not_said", "Not said"},
		}, tally: func(t caseworker.Tally) string { return oneOf(t.Sorted, "not_said", "yes", "partly", "no", "formal") }},
		{name: "came", title: "Working days until somebody came", of: "visit/done", rows: []row{
			{"0_to_5", "5 or fewer"}, {"6_to_10", "6 to 10"}, {"11_to_20", "11 to 20"}, {"over_20", "More than 20"},
		}, tally: func(t caseworker.Tally) string {
			return days(t.FirstVisit, "over_20", band{5, "0_to_5"}, band{10, "6_to_10"}, band{20, "11_to_20"}, band{-1, "over_20"})
		}},
	}
}

// resolved is what became of complaints. To readers it says "closed": some were withdrawn, and nothing was put
// right by that. It counts those that were closed in the period, whenever they
// came, as Bradford 2022/23 does: a year that is over is complete, and nothing has to say how few are open.
func resolved() []table {
	kept := func(t caseworker.Tally) string { return oneOf(t.Kept, "late", "in_time", "extended") }
	clock := []row{{"in_time", "In time"}, {"extended", "Within an extension"}, {"late", "Late"}}
	return []table{
		// Walsall: "the majority were resolved at stage one". Buckinghamshire 2024/25 by stage.
		{name: "resolved", title: "Complaints closed in the period, by the stage that they had reached", rows: []row{
			{"1", "Stage 1"}, {"2", "Stage 2"}, {"3", "Stage 3 or the Ombudsman"},
		}, tally: func(t caseworker.Tally) string {
			if t.Category != "statutory_complaint" {
				return ""
			}
			return oneOf(t.Stage, "3", "1", "2")
		}, day: func(t caseworker.Tally) caseworker.Date { return t.Closed }},
		// SI 2006/1738: 10 working days, 20 with an extension. A complaint that went on to stage 2 is counted there.
		{name: "stage_1", title: "Timescale of complaints closed at stage 1", of: "resolved/1", rows: clock, tally: kept},
		// 25 working days from the request, 65 with an extension. Stage 3's 30 end with the panel's meeting, which no case tells.
		{name: "stage_2", title: "Timescale of complaints closed at stage 2", of: "resolved/2", rows: clock, tally: kept},
		// The derived outcome: Halton's five parts, three upheld and two not, are partially upheld.
		{name: "outcome", title: "Outcome of closed complaints", of: closed, rows: append(outcomes(), row{"no_issue", "Nothing to decide on"}),
			tally: func(t caseworker.Tally) string { return oneOf(string(t.Outcome), "no_issue", outcomeNames()...) }},
	}
}

// matters is the issues of complaints: "204 issues were raised within the 129 complaints" (Walsall).
// An issue of several kinds stands under the first, so that none is counted twice.
func matters() []table {
	kinds := []row{
		{"staff_conduct", "Staff conduct"}, {"communication", "Communication"}, {"delay", "Delay"}, {"decision", "A decision"},
		{"family_time", "Family time"}, {"placement", "Where they live"}, {"support", "Support and services"}, {"money", "Money and things"},
		{"privacy", "Privacy and records"}, {"discrimination", "Discrimination"}, {"safety", "Safety"}, {"other", "Something else"},
		{"not_sorted", "Not sorted yet"},
	}
	return []table{
		{name: "kind", title: "Issues within complaints, by what they are about", within: complaints, rows: kinds, ranked: true},
		{name: "finding", title: "Issues within closed complaints, by outcome", within: closed, rows: outcomes()},
	}
}

// apart is what is counted by its own day, not by that of the case's receipt.
func apart() []table {
	return []table{
		{name: "alert", title: "Calls for a human because somebody may not be safe, by how fast one answered", rows: []row{
			{"5_minutes", "Within 5 minutes"}, {"15_minutes", "Within 15 minutes"}, {"1_hour", "Within an hour"}, {"later", "Later"}, {"never", "Nobody yet"},
		}},
		// What the council itself decided to change: it tells of no complainant. Agreed and ended are counted by their own days.
		{name: "learning", title: "What was to change because of complaints", public: true, rows: []row{
			{"agreed", "Changes agreed"}, {"done", "Made"}, {"not_done", "Not made, with the reason written down"},
		}},
		// Counts of Ombudsman decisions are public. taken is counted by the day on which a complaint went there; the
		// others are the Ombudsman's to say and are given.
		{name: "ombudsman", title: "The Local Government and Social Care Ombudsman", public: true, rows: []row{
			{"taken", "Complaints that we know went there"}, {"investigated", "Formally investigated"}, {"fault", "Fault or maladministration found"},
		}},
	}
}

// quarter is that of the financial year.
func quarter(d caseworker.Date) string { return [...]string{"q4", "q1", "q2", "q3"}[(d.Month-1)/3] }

func relationship(t caseworker.Tally) string {
	switch t.Relationship {
	case "mother", "father", "parent":
		return "parent"
	case "sibling", "aunt_uncle":
		return "other_family"
	}
	return oneOf(t.Relationship, "other", "grandparent", "carer", "friend", "professional")
}

func age(t caseworker.Tally) string {
	return days(t.Age, "not_told", band{11, "under_12"}, band{15, "12_to_15"}, band{17, "16_to_17"}, band{-1, "over_17"})
}

func way(t caseworker.Tally) string {
	switch {
	case slices.Contains([]string{string(conversation.SMS), string(conversation.Chat)}, t.Channel):
		return "sayso"
	case slices.Contains(caseworker.OtherDoors(), t.Channel):
		return "staff"
	}
	return "unknown"
}

func outcomes() []row {
	return []row{
		{"upheld", "Upheld"}, {"partially_upheld", "Partially upheld"}, {"not_upheld", "Not upheld"}, {"no_finding", "No finding"},
		{"withdrawn", "Withdrawn"}, {"transferred", "Transferred"},
	}
}

func outcomeNames() []string {
	var names []string
	for _, o := range caseworker.Outcomes() {
		names = append(names, string(o))
	}
	return names
}

// oneOf is what it is if it is one of these, else the other.
func oneOf(is, other string, these ...string) string {
	if slices.Contains(these, is) {
		return is
	}
	return other
}

// band is a row up to a number, that one included; -1 is whatever is more.
type band struct {
	upTo int
	name string
}

// days is the first band that a number fits in.
func days(n *int, none string, bands ...band) string {
	if n == nil {
		return none
	}
	for _, b := range bands {
		if *n <= b.upTo || b.upTo < 0 {
			return b.name
		}
	}
	return none
}
