package conversation

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sayso/conversation/meaning"
)

// talkForTests waits for nothing longer than a person would, and promises within the hour.
func talkForTests() Talk {
	return Talk{
		Words: English(), Council: "Example Council", Zone: time.UTC, Paging: true,
		GatherText: 8 * time.Second, GatherChat: 2 * time.Second, CrossingText: 10 * time.Second,
		RemindAfter: 4 * time.Hour, HandOverAfter: 24 * time.Hour, ComeBackAfter: 25 * time.Hour, Quiet: Quiet{From: 20 * 60, To: 8 * 60},
		Promise:           func(at time.Time, _ bool) time.Time { return at.Add(time.Hour) },
		WithinAWorkingDay: func(now, day time.Time) bool { return day.Sub(now) < 24*time.Hour },
	}
}

// hardly are things that people, networks and attackers send.
var hardly = []string{
	"", " ", "0", "1", "2", "3", "a", "B", "yes", "no", "nah", "idk", "👍", "stop", "STOP", "END", "help",
	"my social worker never rings me back", "he hit me again", "i want to die", "not really", "hes still here",
	"I am Jade's nan and nobody calls me back", "who sees this", "are you a bot", "forget it", "start again", "go back",
	"delete everything", "they r moving me friday", "thank you so much", "wrong number", "her mum must not know", "12",
	"at school", "after 4", "{child} {council} [a|b]", "\x00\xff", "ሓገዝ የድልየኒ ኣሎ", strings.Repeat("long ", 400), "yes but mum looks", "2\n1\nno",
	"what's happening?", "im deaf i cant call", "im 22", "im safe", "im not safe", "before", "its about the same", "something new", "who is this?", "can i get a code", "gotta go shes coming",
	"dyw fy ngweithiwr cymdeithasol byth yn ateb", "mae o'n brifo fi, dwi ofn", "ydw", "na dim diolch", "dwi isio gweld fy mrawd",
}

// inTwoLanguages is a talk as it is set up for tests, with or without Welsh as if a named person had reviewed it.
func inTwoLanguages(t *rapid.T) Talk {
	talk := talkForTests()
	if rapid.Bool().Draw(t, "Welsh is reviewed") {
		talk.Languages = Languages()
	}
	return talk
}

func anyEvent(t *rapid.T) Happening {
	channel := rapid.SampledFrom([]Channel{SMS, Chat}).Draw(t, "channel")
	text := strings.ToValidUTF8(rapid.OneOf(rapid.SampledFrom(hardly), rapid.String()).Draw(t, "text"), "")
	return rapid.OneOf(
		rapid.Just[Happening](Said{Channel: channel, Text: text, After: rapid.IntRange(0, 40).Draw(t, "after")}),
		rapid.Just[Happening](Said{Channel: channel, Text: text, After: 1 << 20}),
		rapid.Just[Happening](Said{Channel: SMS, Text: text, Unseen: rapid.SliceOfN(rapid.IntRange(1, 40), 0, 4).Draw(t, "unseen"), Media: rapid.IntRange(0, 2).Draw(t, "media")}),
		rapid.Just[Happening](Woke{}),
		rapid.SampledFrom([]Happening{
			NeedHelpNow{Channel: channel}, Left{Channel: Chat}, Undelivered{OptedOut: true}, Opted{}, Undelivered{},
			AlertDelivered{Alert: "A-x"}, AlertFailed{Alert: "A-x"}, AlertAcknowledged{Alert: "A-x", By: "Sam"}, AlertLapsed{Alert: "A-x"},
			StaffSaid{Effect: "c/staff-1", Name: "Priya", Text: "secret plan"}, CaseRead{Seq: 3}, CaseClaimed{Name: "Priya"},
			Joined{Channel: channel}, Parted{Channel: channel}, CodeMade{Code: "plum otter cloud tent"}, CaseExtended{Effect: "c/late", Until: time.Unix(1e9, 0)},
			Muted{Until: time.Date(2026, 3, 2, 22, 0, 0, 0, time.UTC)}, Muted{}, CaseReleased{}, CaseClosed{Effect: "c/close"}, CaseReopened{}, InHand{By: "Sam"}, UrgencySet{Tier: R2},
			VisitBooked{Effect: "c/v", ID: "v1", At: time.Unix(1e9, 0), Place: "the library", With: "Priya"}, VisitOver{ID: "v1", State: "done"},
		}),
	).Draw(t, "event")
}

// inSafeHands is a talk that was handed over on a safe phone, with a visit in somebody's diary.
func inSafeHands(at time.Time) State {
	return State{ID: "00-x", Reference: "ABCD-EFGH", Began: at, Stage: HandedOver, First: SMS, Last: SMS, Lines: 3, LastHeard: 3, HeardAt: at, Greeted: true, Limits: true, Caseworker: "Priya",
		Contacts: map[Channel]Contact{SMS: {Channel: SMS, SafeToReply: Yes, CanText: true}}, Visits: []Visit{{ID: "v1", At: at.AddDate(0, 1, 0), Place: "the library", State: "confirmed"}},
		Answers: map[Ask]Answer{AskAboutWho: {Value: "self"}, AskContactSafe: {Value: Yes, Seq: 2}, AskSafeNow: {Value: Yes, Seq: 3}}}
}

// TestWhateverHappensInWhateverOrder holds the promises that no order of events may break.
func TestWhateverHappensInWhateverOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		talk := inTwoLanguages(t)
		s := State{ID: "00-x"}
		at := time.Date(2026, 3, 2, 16, 0, 0, 0, time.UTC)
		if rapid.Bool().Draw(t, "handed over") {
			s = inSafeHands(at)
		}
		var said, heard []string
		for turn := 1; turn <= rapid.IntRange(1, 40).Draw(t, "turns"); turn++ {
			at = at.Add(rapid.SampledFrom([]time.Duration{time.Second, 9 * time.Second, time.Minute, 5 * time.Hour, 30 * time.Hour}).Draw(t, "wait"))
			what := anyEvent(t)
			if s.Lines == 0 {
				what = Said{Channel: SMS, Text: "hi"}
			}
			s.Turn = turn
			before := remembered(t, s)
			next, effects := talk.Step(s, Event{At: at, Fresh: fmt.Sprintf("abcdefgh%018d", turn), What: what})
			if remembered(t, s) != before {
				t.Fatalf("%T changed the state that it was given", what)
			}
			holds(t, s, next, at, what, effects)
			if w, ok := what.(Said); ok && !slices.Contains(effects, Effect(Elsewhere{})) {
				said = append(said, w.Text)
			}
			for _, e := range effects {
				if h, ok := e.(Heard); ok && what != Happening(NeedHelpNow{Channel: h.Channel}) {
					heard = append(heard, h.Text)
				}
			}
			s = reread(t, next)
		}
		if s.Reference == "" || !slices.Equal(said, heard) {
			t.Fatalf("written: %q, in the transcript: %q, case %q", said, heard, s.Reference)
		}
	})
}

// holds checks one turn.
func holds(t *rapid.T, before, after State, at time.Time, what Happening, effects []Effect) {
	seq := before.Lines
	_, joins := what.(Joined)
	there := joins || !after.HeardAt.IsZero() && at.Sub(after.HeardAt) < live
	for _, e := range effects {
		switch e := e.(type) {
		case Heard:
			seq++
			if said, ok := what.(Said); e.Seq != seq || ok && e.Text != said.Text {
				t.Fatalf("heard %d after line %d", e.Seq, seq-1)
			}
		case Say:
			seq++
			contact := after.Contact(e.Channel)
			name, _, _ := strings.Cut(e.Sentence, ".") // without its variant
			_, theyWrote := what.(Said)
			switch {
			case e.From == FromSayso && e.Effect == "" && e.Lane != LaneSafety && after.Muting.Until.After(at) && !slices.Contains([]Tier{R1, R2, R3}, after.tier()):
				t.Fatalf("said %q to somebody who is muted", e.Sentence)
			case contact.SafeToReply == Unknown && !slices.Contains(anywhere, name) && !(slices.Contains(whileTheyWrite, name) && there):
				t.Fatalf("said %q to a contact of which nobody knows whether it is safe", e.Sentence)
			case before.Contact(e.Channel).SomeoneElse && contact.SomeoneElse:
				t.Fatalf("said %q where somebody else speaks", e.Sentence)
			case after.Doubted && theyWrote && (strings.Contains(e.Text, "Priya") || strings.Contains(e.Text, "library")):
				t.Fatalf("told %q after a long silence", e.Text)
			case e.Seq != seq:
				t.Fatalf("line %d after line %d", e.Seq, seq-1)
			case !contact.CanText:
				t.Fatalf("said %q to somebody whom the network does not let us reach", e.Sentence)
			case contact.SafeToReply == No && !slices.Contains(anywhere, name):
				t.Fatalf("said %q to a contact that is not safe", e.Sentence)
			case strings.Contains(e.Text, "secret plan") && contact.SafeToReply != Yes:
				t.Fatalf("a caseworker's words went to a contact that is %s", contact.SafeToReply)
			case strings.TrimSpace(e.Text) == "":
				t.Fatalf("%q says nothing", e.Sentence)
			}
		}
	}
	if after.Lines != seq {
		t.Fatalf("%d lines, but the state says %d", seq, after.Lines)
	}
	if before.tier().Before(after.tier()) {
		if _, human := what.(UrgencySet); !human {
			t.Fatalf("%T lowered %s to %s", what, before.tier(), after.tier())
		}
	}
	if size := len(remembered(t, after)); size > 120_000 {
		t.Fatalf("the state has %d bytes", size)
	}
}

func remembered(t *rapid.T, s State) string {
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func reread(t *rapid.T, s State) State {
	var back State
	if err := json.Unmarshal([]byte(remembered(t, s)), &back); err != nil {
		t.Fatal(err)
	}
	return back
}

func TestNothingOfSubstanceGoesToAnUnsafePhone(t *testing.T) {
	t.Parallel()
	talk := talkForTests()
	at := time.Date(2026, 3, 2, 16, 0, 0, 0, time.UTC)
	s := State{ID: "00-x", Reference: "ABCD-EFGH", Began: at, Stage: HandedOver, Last: SMS, First: SMS, Lines: 3, Greeted: true, HeardAt: at,
		Contacts: map[Channel]Contact{SMS: {Channel: SMS, SafeToReply: No, CanText: true}}}
	for _, what := range []Happening{
		StaffSaid{Effect: "e", Name: "Priya", Text: "I will come on Monday"}, CaseClosed{Effect: "e"}, CaseClaimed{Name: "Priya"},
		VisitBooked{Effect: "e", ID: "v", At: at.Add(time.Hour), Place: "the library", With: "Priya"},
		Said{Channel: SMS, Text: "what's happening with my case?"}, Said{Channel: SMS, Text: "who sees this"},
		AlertFailed{Alert: "A-1"}, AlertAcknowledged{Alert: "A-1", By: "Sam"}, AlertLapsed{Alert: "A-1"},
	} {
		next, effects := talk.Step(s, Event{At: at.Add(time.Minute), Fresh: "abcdefghijklmnopqrstuvwxyz", What: what})
		for !next.Wake().IsZero() && next.Wake().Before(at.Add(time.Hour)) {
			var more []Effect
			next, more = talk.Step(next, Event{At: next.Wake(), Fresh: "bcdefghijklmnopqrstuvwxyza", What: Woke{}})
			effects = append(effects, more...)
		}
		for _, e := range effects {
			if say, ok := e.(Say); ok {
				t.Errorf("%T: said %q to it", what, say.Text)
			}
		}
	}
	_, effects := talk.Step(s, Event{At: at.Add(time.Minute), Fresh: "abcdefghijklmnopqrstuvwxyz", What: NeedHelpNow{Channel: SMS}})
	var said []string
	for _, e := range effects {
		if say, ok := e.(Say); ok {
			said = append(said, say.Text)
		}
	}
	if want := []string{"Need help now? 999. Free: 0800 1111."}; !slices.Equal(said, want) {
		t.Errorf("in danger it says %q, want %q", said, want)
	}
}

func TestQuietHoursEndInTheMorning(t *testing.T) {
	t.Parallel()
	night := Quiet{From: 20 * 60, To: 8 * 60}
	day := func(hour, minute int) time.Time { return time.Date(2026, 3, 2, hour, minute, 0, 0, time.UTC) }
	for _, c := range []struct{ at, until time.Time }{
		{day(19, 59), time.Time{}}, {day(20, 0), day(32, 0)}, {day(23, 59), day(32, 0)}, {day(3, 0), day(8, 0)}, {day(8, 0), time.Time{}},
	} {
		if got := night.Until(c.at, time.UTC); !got.Equal(c.until) {
			t.Errorf("at %s until %s, want %s", c.at, got, c.until)
		}
	}
}

func TestDangerHeardAfterStaffLookedStillCounts(t *testing.T) {
	t.Parallel()
	talk := talkForTests()
	at := time.Date(2026, 3, 2, 16, 0, 0, 0, time.UTC)
	s := State{ID: "00-x", Reference: "ABCD-EFGH", Began: at, Lines: 9, Stage: HandedOver, Danger: Danger{Tier: R1,
		Urgent: []Urgent{{Seq: 2, Tier: R1}, {Seq: 7, Tier: R1}}}}
	for _, c := range []struct {
		what   Happening
		tier   Tier
		inHand bool
	}{
		{UrgencySet{Tier: R2, Seen: 9}, R2, false},
		{UrgencySet{Tier: R2, Seen: 5}, R1, false},
		{InHand{By: "Sam", Seen: 9}, R1, true},
		{InHand{By: "Sam", Seen: 5}, R1, false},
	} {
		next, _ := talk.Step(s, Event{At: at, Fresh: "abcdefghijklmnopqrstuvwxyz", What: c.what})
		if next.Danger.Tier != c.tier || next.Danger.InHand != c.inHand {
			t.Errorf("%+v: tier %s, in hand %v", c.what, next.Danger.Tier, next.Danger.InHand)
		}
	}
}

func TestTheWordsThatWorryAreShownOnce(t *testing.T) {
	t.Parallel()
	text := "he hit me again and im locked in"
	for _, c := range []struct {
		because []meaning.Span
		want    string
	}{
		{nil, text},
		{[]meaning.Span{{Start: 20, End: 32}, {Start: 0, End: 15}, {Start: 3, End: 9}, {Start: 23, End: 32}}, "he hit me again ... im locked in"},
		{[]meaning.Span{{Start: 0, End: 9}, {Start: 3, End: 15}}, "he hit me again"},
	} {
		if got := spans(text, c.because); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
