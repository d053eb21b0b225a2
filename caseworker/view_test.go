package caseworker

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"sayso/conversation"
)

var update = flag.Bool("update", false, "write testdata/case.json anew")

// aWholeCase has everything that a case can show.
func aWholeCase(t *testing.T) (*desk, map[string][]conversation.Line) {
	age := 14
	f, behalf := inDanger(), nan()
	f.WantedOutcome, f.Advocate, f.AdvocateSaid, f.Avoid = "that she rings", conversation.Yes, "yes please one of those", "dave"
	f.VisitWhere, f.VisitWhen, f.SafeNow, f.Missing = "the library", "after school", conversation.No, []conversation.Ask{conversation.AskName}
	f.BlockedSays = []conversation.Blocked{{Effect: "07-jade/staff-ABCD-2345-1", Reason: "opted_out"}}
	f.MoreIssues, f.Follows, f.Delete = 2, "QRST-2345", true
	f.Issues[0].Parts = []conversation.Part{{Seq: 1, Start: 0, End: 22}}
	f.Issues[0].Versions = []conversation.Version{{Words: "my sw never rings back, since april", Seq: 5, At: *minute(3)}}
	f.Earlier = []conversation.Earlier{{Ask: conversation.AskVisitWhere, Words: "at home", Seq: 2, Until: *minute(3), Seen: true}}
	f.Agreed = &conversation.Agreed{Seq: 6, At: *minute(4)}
	f.VisitAnswers = []conversation.VisitAnswer{{Visit: "v1", At: *minute(700), Words: "not monday", Seq: 8}}
	f.VisitsSorted = []conversation.VisitSorted{{Visit: "v1", Value: "formal", Words: "no, i want it formal", Seq: 9, At: *minute(800)}}
	f.Formal = &conversation.Wanted{Words: "no, i want it formal", Seq: 9, At: *minute(800)}
	behalf.ChildAge, behalf.ChildKnows, behalf.KeepFrom, behalf.Language = &age, conversation.Unsure, "her stepdad", "cy"
	behalf.Interpreter, behalf.Withdrawal, behalf.WentOn = true, "requested", true
	behalf.Contacts[0].SomeoneElse = true
	behalf.Ways, behalf.NoVisit = []conversation.Way{{Kind: "phone", Seq: 1}, {Kind: "call", Seq: 1}}, true
	d := newDesk(t, f)
	d.do(priya, Claim{Version: 1})
	d.join(priya, newDesk(t, behalf))
	d.do(priya, AcknowledgeAlert{Alert: "A-1"})
	d.do(priya, BookVisit{Version: 3, Conversation: "07-jade", At: *minute(2000), Until: *minute(2060), Place: "the library", With: "Priya"})
	d.do(priya, AddIssue{Version: 4, Conversation: "03-nan", Words: "nobody told her nan", Kinds: []string{"communication"}})
	d.do(priya, IssueOutcome{
		Version: 5, Number: 1, Outcome: Upheld, Action: "A new worker", Reason: "Calls were not returned.", Seen: seenAll,
		DrawsOn: []string{"07-jade"},
	})
	d.do(priya, SetCategory{Version: 6, Category: "statutory_complaint", Seen: seenAll})
	d.do(priya, SetStanding{Version: 7, Conversation: "07-jade", Ground: "own_right", Decision: "accepted", Reason: "Looked after.", DrawsOn: []string{"07-jade"}})
	d.do(priya, Extend{Version: 8, Conversation: "07-jade", Until: day(t, "2026-12-10"), Reason: "An advocate is coming.", DrawsOn: []string{"07-jade"}})
	d.do(priya, SetUrgency{Version: 9, Tier: conversation.R2, Reason: "She is with her nan.", DrawsOn: []string{"03-nan"}})
	d.do(priya, Note{Text: "Her nan rang too.", DrawsOn: []string{"03-nan"}})
	return d, map[string][]conversation.Line{
		"07-jade": {
			{Seq: 1, From: conversation.FromPerson, At: received, Channel: conversation.SMS, Text: "my sw never rings back"},
			{Seq: 2, From: conversation.FromSayso, At: *minute(1), Channel: conversation.SMS, Text: "Are you safe right now?", Ask: conversation.AskSafeNow, Effect: "07-jade/2/1", Delivery: "delivered"},
			{Seq: 3, From: conversation.FromPerson, At: *minute(2), Channel: conversation.SMS, Text: "no he has a knife"},
			{Seq: 4, From: conversation.FromCaseworker, Name: "Priya", At: *minute(90), Channel: conversation.SMS, Text: "I am on my way.", Effect: "07-jade/staff-ABCD-2345-9", Delivery: "sent"},
		},
		"03-nan": {{Seq: 1, From: conversation.FromPerson, At: received, Channel: conversation.Chat, Text: "i am jades nan"}},
	}
}

func TestTheCaseOnTheWireIsExactlyAsWrittenDown(t *testing.T) {
	t.Parallel()
	d, transcripts := aWholeCase(t)
	got, err := json.MarshalIndent(d.c.View(d.facts, transcripts, rules(t), d.now), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	const golden = "testdata/case.json"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the case is not as %s has it; got\n%s", golden, got)
	}
}

// written is the case as it is documented, every name in its place.
const written = `{"reference":"","aliases":[],"external_ids":{},"version":4,"owner":null,"received":"","language":"en",
 "state":"","talk":"","withdrawal":"","urgency":"","professional":false,"in_hand":false,"unread_since":null,"read_by_due":null,
 "urgent_because":[{"conversation":"","seq":3,"because":"","tier":"R1","risk_kinds":[],"words":""}],
 "alerts":[{"id":"","tier":"R1","raised":"","delivered":null,"acknowledged":null,"by":null}],
 "category":{"proposed":"","confirmed":null,"by":null},
 "submitted_by":{"who":"","relationship":"","name":"","young_person_knows":"","keep_from":""},
 "standing":{"ground":null,"decision":"","by":null},"young_people":[{"name":"","age":null}],
 "conversations":[{"id":"","who":"","contacts":[{"channel":"sms","safe_to_reply":"","can_text":true}],
   "wanted_outcome":"","advocate":"","avoid":"","meeting":{"where":"","when":""},
   "transcript":[{"seq":1,"from":"","at":"","text":"","effect":null,"delivery":""}]}],
 "issues":[{"number":1,"conversation":"","words":"","kinds":[],"kinds_confirmed":false,"outcome":null,"action":null}],
 "outcome":"","visits":[{"id":"","conversation":"","state":"","at":"","until":"","place":"","with":"","sorted":null}],
 "stage":{"now":"1","due":"","extended_due":null,"working_days_used":6}}`

func TestTheCaseOnTheWireHasEveryNameOfTheInterface(t *testing.T) {
	t.Parallel()
	var want, got any
	if err := json.Unmarshal([]byte(written), &want); err != nil {
		t.Fatal(err)
	}
	d, transcripts := aWholeCase(t)
	b, err := json.Marshal(d.c.View(d.facts, transcripts, rules(t), d.now))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	has := names("", got)
	for _, name := range names("", want) {
		if !slices.Contains(has, name) {
			t.Errorf("the case does not say %s", name)
		}
	}
}

// names is every path of names in a JSON value.
func names(at string, v any) []string {
	var all []string
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			all = append(append(all, at+"."+name), names(at+"."+name, inner)...)
		}
	case []any:
		for _, inner := range v {
			all = append(all, names(at+"[]", inner)...)
		}
	}
	return all
}

func TestAnEmptyCaseShowsListsNotNulls(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal(Case{Reference: "ABCD-2345", Received: received}.View(nil, nil, rules(t), received))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"aliases", "urgent_because", "alerts", "young_people", "conversations", "issues", "visits", "notes", "history"} {
		if strings.Contains(string(b), `"`+name+`":null`) {
			t.Errorf("%s is null", name)
		}
	}
}

func TestARowHoldsNoWordsAndNoNames(t *testing.T) {
	t.Parallel()
	d, _ := aWholeCase(t)
	b, err := json.Marshal(d.c.Row(d.facts, rules(t), d.now))
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Jade", "Bea", "Nair", "brother", "knife", "library", "stepdad", "dave"} {
		if strings.Contains(string(b), word) {
			t.Errorf("the row says %q: %s", word, b)
		}
	}
	want := `{"reference":"ABCD-2345","version":10,"state":"visit_booked","urgency":"immediate","professional":false,"in_hand":false,` +
		`"received":"2026-11-21T10:00:00Z","due":"2026-12-10","owner":"priya@example.gov.uk"`
	if !strings.HasPrefix(string(b), want) {
		t.Errorf("got  %s\nwant %s...", b, want)
	}
}

func TestWhatCameAnotherWayIsACaseLikeAnyOther(t *testing.T) {
	t.Parallel()
	d := &desk{t: t, c: Case{Reference: "ABCD-2345"}, now: received.AddDate(0, 0, 2)}
	entered := EnterCase{
		Channel: "letter", Received: received, SubmittedBy: SubmittedBy{Who: "young_person", Name: "Ty"},
		YoungPeople: []Young{{Name: "Ty"}}, Words: "They moved me twice and took my bike.",
		Issues: []NewIssue{{Words: "moved twice", Kinds: []string{"placement"}}, {Words: "took my bike", Kinds: []string{"money"}}},
	}
	for code, spoil := range map[string]func(*EnterCase){
		"channel":            func(e *EnterCase) { e.Channel = "sms" },
		"received":           func(e *EnterCase) { e.Received = received.AddDate(1, 0, 0) },
		"too_long_ago":       func(e *EnterCase) { e.Received = received.AddDate(-200, 0, 0) },
		"submitted_by":       func(e *EnterCase) { e.SubmittedBy.Who = "the cat" },
		"relationship":       func(e *EnterCase) { e.SubmittedBy.Relationship = nothing("cat") },
		"young_person_knows": func(e *EnterCase) { e.SubmittedBy.YoungPersonKnows = nothing("perhaps") },
		"no_text":            func(e *EnterCase) { e.Words, e.Issues = " ", nil },
		"kinds":              func(e *EnterCase) { e.Issues = []NewIssue{{Words: "x", Kinds: []string{"cat"}}} },
	} {
		wrong := entered
		spoil(&wrong)
		d.refuses(code, priya, wrong)
	}
	d.do(priya, entered)
	d.refuses("exists", priya, entered)
	v := d.c.View(nil, nil, rules(t), d.now)
	if v.State != Waiting || v.Stage.Due.String() != "2026-12-04" || len(v.Issues) != 2 || v.Category.Proposed != "statutory_complaint" || v.SubmittedBy.Name != "Ty" {
		t.Errorf("got %+v", v)
	}
	d.refuses("no_conversation", priya, Message{Text: "Hello"})
	d.do(priya, library())
	d.do(priya, IssueOutcome{Number: 1, Outcome: Upheld})
	d.do(priya, IssueOutcome{Number: 2, Outcome: Upheld})
	d.do(priya, Close{})
	if d.tells != nil {
		t.Errorf("told %v, but there is nobody to tell", d.tells)
	}

	bare := &desk{t: t, c: Case{Reference: "ABCD-2345"}, now: received.AddDate(0, 0, 2)}
	entered.Issues = nil
	bare.do(priya, entered)
	if len(bare.c.Issues) != 1 || bare.c.Issues[0].Words != entered.Words {
		t.Errorf("got issues %+v, want what was said as one", bare.c.Issues)
	}
}

func TestWordsStaffWroteDownFromAConversationComeOutAndGoBack(t *testing.T) {
	t.Parallel()
	d, _ := aWholeCase(t)
	bare, words := d.c.WithoutWords()
	if b, _ := json.Marshal(bare); strings.Contains(string(b), "nobody told") {
		t.Error("the words are still there")
	}
	if words["03-nan"][3] != "nobody told her nan" || len(words) != 1 {
		t.Errorf("got %v", words)
	}
	if back := bare.WithWords("03-nan", words["03-nan"]); back.Issues[2].Words != "nobody told her nan" {
		t.Errorf("got %+v", back.Issues[2])
	}
}
