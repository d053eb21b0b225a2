package console_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/conversation"
)

// change puts a conversation into a state that a long talk would lead to, and brings the case what
// it must know.
func (d *desk) change(t *testing.T, id string, how func(*conversation.State)) {
	t.Helper()
	d.talks.mu.Lock()
	s := d.states[id]
	s.Turn++
	s.Issues = slices.Clone(s.Issues)
	how(&s)
	d.states[id] = s
	d.talks.mu.Unlock()
	if err := d.file(context.Background(), s.Facts()); err != nil {
		t.Fatal(err)
	}
	d.talks.wake()
}

// nan tells by text for Jade, in Polish and from a phone that is not safe.
func (d *desk) nan(t *testing.T) (reference string) {
	t.Helper()
	d.hear(t, "c-nan", "i am Jade's nan. nobody rings me back about Jade")
	d.change(t, "c-nan", func(s *conversation.State) {
		s.Language, s.Interpret = "pl", true
		s.Answers = map[conversation.Ask]conversation.Answer{
			conversation.AskAboutWho: {Value: "behalf"}, conversation.AskRelationship: {Value: "grandparent"},
			conversation.AskName: {Words: "Bea"}, conversation.AskChildName: {Words: "Jadzia"},
			conversation.AskChildKnows: {Value: "no"}, conversation.AskKeepFrom: {Words: "her stepdad"},
		}
		s.Contacts = map[conversation.Channel]conversation.Contact{conversation.SMS: {Channel: conversation.SMS, SafeToReply: conversation.Yes, CanText: true}}
		s.Stage, s.Withdrawal = conversation.HandedOver, "requested"
	})
	return d.reference("c-nan")
}

// everything is a case with all that a case can show: two who told, and all that a talk can lead to.
func (d *desk) everything(t *testing.T) (reference string) {
	t.Helper()
	ref, other := d.jade(t), d.nan(t)
	b := d.signedIn(t, priya)
	b.pressed(ref, "/claim", nil)
	b.pressed(ref, "/visits", url.Values{"day": {"2026-11-24"}, "from": {"16:00"}, "until": {"17:00"}, "place": {"The library"}, "with": {"Priya"}})
	b.pressed(ref, "/join", url.Values{"case": {" " + strings.ToLower(other) + " "}})
	b.pressed(ref, "/extend", url.Values{"until": {"2026-12-10"}, "reason": {"An advocate is coming"}, "draws_on": {"c-jade"}, "conversation": {"c-jade"}})
	d.until(t, "c-jade", func(s conversation.State) bool { return len(s.Visits) > 0 })
	now := d.clock.now()
	d.change(t, "c-jade", func(s *conversation.State) {
		s.Issues[0].Parts = []conversation.Part{{Seq: 1, Start: 0, End: 21}}
		s.Issues[0].Versions = []conversation.Version{{Words: "i have not seen my sister since june", Seq: 4, At: now}}
		s.Earlier = []conversation.Earlier{{Ask: conversation.AskVisitWhere, Words: "at home", Seq: 4, Until: now, Seen: true}}
		s.Agreed = &conversation.Agreed{Seq: 5, At: now.Add(-time.Hour)}
		s.VisitSay = []conversation.VisitAnswer{{Visit: "v1", At: now, Words: "can it be wednesday", Seq: 6}}
		s.Sorted = []conversation.VisitSorted{{Visit: "v1", Value: "partly", Words: "a bit but not the phone", Seq: 7, At: now}}
		s.Formal = &conversation.Wanted{Words: "i want it formal", Seq: 8, At: now}
		s.More, s.Delete, s.WentOn = 2, true, true
	})
	again := conversation.Said{Channel: conversation.SMS, Text: "they moved my school", Follows: ref}
	if err := d.take(context.Background(), "c-later", again); err != nil {
		t.Fatal(err)
	}
	d.change(t, "c-nan", func(s *conversation.State) {
		s.Contacts = map[conversation.Channel]conversation.Contact{conversation.SMS: {Channel: conversation.SMS, SafeToReply: conversation.No, CanText: true, SomeoneElse: true}}
	})
	return ref
}

// until waits until a conversation has learnt something.
func (d *desk) until(t *testing.T, id string, so func(conversation.State) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if s, err := d.State(ctx, id); err == nil && so(s) {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("conversation %s never learns it", id)
		case <-tick.C:
		}
	}
}

func TestACaseShowsAllThatAConversationTells(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.everything(t)
	b := d.signedIn(t, priya)
	page := b.get("/staff/cases/" + ref)
	wants(t, page, []string{
		"They asked for the formal way", "asked for the formal way on Mon 23 Nov. Begin stage 2, and tell them so. i want it formal",
		"What it should say: i have not seen my sister since june", "1. As they said it: i never see my sister message 1",
		"Jade (young person) said Mon 23 Nov, 09:", "that what we read back is right: message 5 . Some of it was changed since.",
		"Earlier answers (1) Where to meet at home message 4 , until Mon 23 Nov", "Was read by a person before it changed",
		"They said no: can it be wednesday message 6", "Is it sorted? They said partly", "a bit but not the phone message 7",
		"Polish: an interpreter is needed", "Polish. An interpreter is needed; never a relative or carer",
		"Somebody else uses this phone now", "You cannot write to them here: somebody else uses this phone now.",
		"asked us to delete what they said", "may want to stop this. Ask them, and make sure that nobody pressed them.",
		"told of more than is listed here: 2 more.", "Incomplete: they did not say", "Bea (grandparent): Tell them of the new date, Thu 10 Dec.",
		"Told us of something new since Case " + d.reference("c-later"),
	})
	wants(t, b.get("/staff/cases/"+d.reference("c-later")), []string{"Told us of something before Case " + ref})
	queue := b.get("/staff/")
	wants(t, queue, []string{"They asked for the formal way. Due ", "Interpreter needed", "Somebody else uses the phone"})

	d.clock.pass(31 * time.Hour)
	b = d.signedIn(t, priya)
	// What staff record stands beside their own words, and the stage is begun by a person.
	b.pressed(ref, "/visits/v1/outcome", url.Values{"state": {"done"}, "sorted": {"no"}, "note": {"The phone is still hers to get"}, "draws_on": {"c-jade"}})
	b.pressed(ref, "/stage", url.Values{"to": {"2"}, "reason": {"She asked for it"}, "draws_on": {"c-jade"}})
	wants(t, b.get("/staff/cases/"+ref), []string{"Is it sorted? No. Recorded by us.", "Is it sorted? They said partly"}, "Begin stage 2")
	wants(t, b.get("/staff/"), nil, "asked for the formal way")
}

func TestTwoWhoToldStandApartOnThePage(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref, other := d.jade(t), d.nan(t)
	b := d.signedIn(t, priya)
	b.pressed(other, "/notes", url.Values{"text": {"She rang as well"}})
	b.pressed(ref, "/join", url.Values{"case": {other}})
	page := b.get("/staff/cases/" + other) // its old link
	wants(t, page, []string{
		"Case " + ref, "Also case " + other, "Priya Shah joined another case to this one (" + other + ")", "wrote a note on case " + other,
		"on the words of Bea (grandparent)", "Write to Jade (young person)", "Write to Bea (grandparent)",
		"Nothing that is said here reaches Bea (grandparent).", "Write nothing that comes from Jade (young person), nor that they spoke to us.",
		"Must not learn of it her stepdad", "Calls the young person Jadzia", "Send to Jade", "Send to Bea",
	})
	threads := strings.Split(page.body, `id="talk-`)
	if len(threads) != 3 || strings.Contains(threads[1], "nobody rings me") || strings.Contains(threads[2][:strings.Index(threads[2], "</section>")], "sister") {
		t.Error("the threads are not apart")
	}
	form := b.fill(page, "/staff/cases/"+ref+"/messages", url.Values{"text": {"Hello Jade"}})
	if got := b.post("/staff/cases/"+ref+"/messages", form); got.status != http.StatusSeeOther {
		t.Fatalf("writing to Jade: %d %s", got.status, got.text())
	}
	b.until("/staff/cases/"+ref, "Priya: Hello Jade")
	if s, err := d.State(context.Background(), "c-nan"); err != nil || s.Lines != len(d.lines["c-nan"]) {
		t.Errorf("got %v", err)
	}
	for _, l := range d.lines["c-nan"] {
		if strings.Contains(l.Text, "Hello Jade") {
			t.Error("nan was told what was said to Jade")
		}
	}
	for _, act := range []string{"/notes", "/extend", "/issues", "/standing", "/visits"} {
		typed := url.Values{
			"text": {"x"}, "until": {"2026-12-10"}, "reason": {"x"}, "words": {"x"}, "ground": {"own_right"}, "decision": {"pending"},
			"day": {"2026-11-24"}, "from": {"16:00"}, "until_time": {"17:00"}, "place": {"x"}, "with": {"x"},
		}
		if act == "/visits" {
			typed["until"] = []string{"17:00"}
		}
		if got := b.press(ref, act, typed); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s without saying whose: %d", act, got.status)
		} else {
			wants(t, got, []string{"More than one person has spoken about this."})
		}
	}
	if got := b.press(ref, "/join", url.Values{"case": {"nonsense"}}); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, `value="nonsense"`) {
		t.Errorf("joining nonsense: %d", got.status)
	} else {
		wants(t, got, []string{"There is no case with that reference."})
	}
}

func TestALetterAndATextAreTwoConfidencesOnThePage(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	b := d.signedIn(t, priya)
	got := b.post("/staff/enter", b.fill(b.get("/staff/enter"), "/staff/enter", url.Values{
		"channel": {"letter"}, "day": {"2026-11-20"}, "clock": {"09:00"}, "who": {"on_behalf"}, "relationship": {"grandparent"},
		"name": {"Bea"}, "words": {"Nobody rings me about Jade."},
	}))
	if got.status != http.StatusSeeOther {
		t.Fatalf("taking it in: %d %s", got.status, got.text())
	}
	at, err := url.Parse(got.header.Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	letter := strings.TrimPrefix(at.Path, "/staff/cases/")
	b.pressed(ref, "/join", url.Values{"case": {letter}})
	wants(t, b.get("/staff/cases/"+ref), []string{"What was said (Letter): Bea (grandparent), Letter", "Told first by Someone on their behalf: Grandparent, Bea", "Jade (young person)"})
	b.pressed(ref, "/notes", url.Values{"text": {"I rang Bea"}, "draws_on": {"entered"}})
	wants(t, b.get("/staff/cases/"+ref), []string{"on the words of Bea (grandparent), Letter I rang Bea"})
}
