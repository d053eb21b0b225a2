package console_test

import (
	"context"
	"net/url"
	"testing"
	"time"

	"sayso/conversation"
)

func TestAVisitIsMovedOrFollowedByAnotherAndRecordedOnItsDay(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, priya)
	tuesday := url.Values{"day": {"2026-11-24"}, "from": {"16:00"}, "until": {"17:00"}, "place": {"The library"}, "with": {"Priya"}}
	b.pressed(ref, "/visits", tuesday)
	wants(t, b.get(at), []string{"Move this visit", "They said no to it"}, "How did it go?")
	moved := url.Values{"day": {"2026-11-25"}, "from": {"16:00"}, "until": {"17:00"}, "place": {"The hub"}, "with": {"Priya"}}
	b.pressed(ref, "/visits/v1/move", moved)
	wants(t, b.get(at), []string{"Wednesday 25 November, 16:00 to 17:00 The hub"}, "Tuesday 24 November")

	d.until(t, "c-jade", func(s conversation.State) bool { return len(s.Visits) > 0 })
	d.change(t, "c-jade", func(s *conversation.State) {
		s.VisitSay = []conversation.VisitAnswer{{Visit: "v1", At: d.clock.now(), Words: "not wednesday", Seq: 6}}
	})
	wants(t, b.get(at), []string{"They said no to the visit on Wed 25 Nov. Book another day.", "Move this visit"})
	d.clock.pass(time.Minute)
	b.pressed(ref, "/visits", url.Values{"day": {"2026-11-26"}, "from": {"16:00"}, "until": {"17:00"}, "place": {"The hub"}, "with": {"Priya"}})
	wants(t, b.get(at), []string{"They said no: not wednesday"}, "Book another day", `id="move-v1"`, "visit-v1-open")
	b.fill(b.get(at), at+"/visits/v2/move", nil)
}

func TestAYoungPersonWhoseNameIsKnownHeadsTheirThread(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref, other := d.jade(t), d.nan(t)
	d.change(t, "c-jade", func(s *conversation.State) { delete(s.Answers, conversation.AskName) })
	b := d.signedIn(t, priya)
	b.pressed(ref, "/join", url.Values{"case": {other}})
	if s, err := d.State(context.Background(), "c-jade"); err != nil || s.Facts().Name != "" {
		t.Fatalf("she has the name %q (%v), want none", s.Facts().Name, err)
	}
	wants(t, b.get("/staff/cases/"+ref), []string{"Write to Jadzia (young person)", "They have not told us their own name."})
}

// TestWhoeverIsToComeAndIsNamedSinceIsSentNoMore: the page says so until somebody else comes, or it is said who is meant.
func TestWhoeverIsToComeAndIsNamedSinceIsSentNoMore(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	ref := d.jade(t)
	at := "/staff/cases/" + ref
	b := d.signedIn(t, priya)
	visit := url.Values{"day": {"2026-11-24"}, "from": {"16:00"}, "until": {"17:00"}, "place": {"The library"}, "with": {"Karen"}}
	b.pressed(ref, "/visits", visit)
	wants(t, b.get(at), nil, "could be meant by what they told")
	d.until(t, "c-jade", func(s conversation.State) bool { return len(s.Visits) > 0 })
	d.change(t, "c-jade", func(s *conversation.State) { s.Mentioned = []string{"kaz"} })
	wants(t, b.get(at), []string{"Karen, who is to come to the visit on Tue 24 Nov, could be meant by what they told."})
	visit.Set("with", "Priya")
	b.pressed(ref, "/visits/v1/move", visit)
	wants(t, b.get(at), nil, "could be meant by what they told")
}
