package caseworker

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sayso/conversation"
)

// Everything that is hers or that staff say, book or write in her confidence carries her mark.
var marks = map[string]string{"07-jade": "zzjade", "03-nan": "zznan"}

func otherMark(id string) string {
	if id == "07-jade" {
		return marks["03-nan"]
	}
	return marks["07-jade"]
}

// pair is two real conversations about one matter, their cases, and the staff between them.
type pair struct {
	*rapid.T
	rules  Rules
	talk   conversation.Talk
	at     time.Time
	states map[string]conversation.State
	lines  map[string][]conversation.Line
	cases  []Case // two, or one once they are joined
}

func newPair(t *rapid.T, rules Rules) *pair {
	p := &pair{
		T: t, rules: rules, at: received, states: map[string]conversation.State{}, lines: map[string][]conversation.Line{},
		talk: conversation.Talk{
			Words: conversation.English(), Council: "Example Council", Zone: rules.Zone, Paging: true,
			GatherText: 8 * time.Second, GatherChat: 2 * time.Second, CrossingText: 10 * time.Second,
			RemindAfter: 4 * time.Hour, HandOverAfter: 24 * time.Hour, ComeBackAfter: 30 * 24 * time.Hour,
			Promise:           func(at time.Time, _ bool) time.Time { return at.Add(time.Hour) },
			WithinAWorkingDay: func(now, day time.Time) bool { return day.Sub(now) < 24*time.Hour },
		},
	}
	for id, first := range map[string]string{"07-jade": "my sw never rings back zzjade", "03-nan": "I am Jade's nan zznan and nobody calls me"} {
		p.states[id] = conversation.State{ID: id}
		p.step(id, conversation.Said{Channel: conversation.SMS, Text: first})
		s := p.states[id]
		s.Contacts[conversation.SMS] = conversation.Contact{Channel: conversation.SMS, SafeToReply: conversation.Yes, CanText: true}
		p.cases = append(p.cases, Open(s.Facts()))
	}
	p.file()
	return p
}

// step lets a conversation take a turn, keeps its lines, and checks that none is the other's.
func (p *pair) step(id string, what conversation.Happening) {
	s := p.states[id]
	s, effects := p.talk.Step(s, conversation.Event{At: p.at, Fresh: fresh(id, s.Turn), What: what})
	s.Turn++
	p.states[id] = s
	for _, e := range effects {
		switch e := e.(type) {
		case conversation.Heard:
			p.lines[id] = append(p.lines[id], conversation.Line{Seq: e.Seq, From: conversation.FromPerson, Text: e.Text})
		case conversation.Say:
			p.lines[id] = append(p.lines[id], conversation.Line{Seq: e.Seq, From: e.From, Text: e.Text})
			if strings.Contains(e.Text, otherMark(id)) {
				p.Fatalf("%s was told what is the other's: %q after %T", id, e.Text, what)
			}
		}
	}
}

// fresh is 26 letters that no other turn has.
func fresh(id string, turn int) string {
	letters := func(r rune) rune { return 'a' + (r-'0')%26 }
	return strings.Map(letters, fmt.Sprintf("%s%024d", id[1:2]+id[1:2], turn))
}

func (p *pair) facts(c Case) (facts []conversation.Facts) {
	for _, id := range c.Conversations {
		facts = append(facts, p.states[id].Facts())
	}
	return facts
}

// file brings the cases up to date, as the register does before each act.
func (p *pair) file() {
	for n := range p.cases {
		for _, f := range p.facts(p.cases[n]) {
			var tells []Tell
			p.cases[n], tells = p.cases[n].Take(f, Rules{})
			p.tell("a message", tells)
		}
	}
}

// wordless are the happenings that reach everybody who told. They hold no word but the caseworker's
// name; an alert's is about an alert of their own.
var wordless = []string{"CaseClaimed", "CaseReleased", "CaseReopened", "InHand", "UrgencySet", "AlertAcknowledged", "AlertLapsed"}

// tell brings the conversations what an act made in one's confidence ("" for none) tells them.
func (p *pair) tell(act string, tells []Tell, in ...string) {
	for _, t := range tells {
		b, err := conversation.EncodeHappening(t.What)
		if err != nil || strings.Contains(string(b), otherMark(t.Conversation)) {
			p.Fatalf("%s tells %s %s (%v)", act, t.Conversation, b, err)
		}
		if len(in) > 0 && !slices.Contains(in, t.Conversation) && !slices.Contains(wordless, conversation.KindOf(t.What)) {
			p.Fatalf("%s was made with %v and tells %s %s", act, in, t.Conversation, b)
		}
		p.step(t.Conversation, t.What)
	}
}

// does lets somebody do an act to a case of theirs; a refusal is as good.
func (p *pair) does(n int, by Staff, act Act, in string) {
	p.file()
	m := Moment{At: p.at, By: by, Facts: p.facts(p.cases[n]), Rules: p.rules, To: sam}
	join, joins := act.(Join)
	if other := len(p.cases) - 1 - n; joins && other != n {
		m.Joins = &Joining{p.cases[other], p.facts(p.cases[other])}
		join.Case = p.cases[other].Reference
		act = join
	}
	c, tells, _, err := p.cases[n].Do(act, m)
	if err != nil {
		return
	}
	if p.cases[n] = c; joins {
		p.cases = []Case{c}
	}
	p.tell(act.Terms().Name, tells, in)
}

// act is one that a member of staff might do to case n in this confidence.
func (p *pair) act(n int, id string) Act {
	mark, seen := marks[id], map[string]int{}
	for other, s := range p.states {
		seen[other] = s.Lines
	}
	on := []string{id}
	visits := []string{"v99"}
	for _, v := range p.cases[n].Visits {
		if v.Conversation == id {
			visits = append(visits, v.ID)
		}
	}
	visit := rapid.SampledFrom(visits).Draw(p.T, "visit")
	day := DateIn(p.at.AddDate(0, 0, rapid.IntRange(10, 20).Draw(p.T, "day")), time.UTC)
	move := rapid.SampledFrom([]string{"", visit}).Draw(p.T, "move")
	return rapid.SampledFrom([]Act{
		Claim{}, Release{}, HandOver{Note: "ill " + mark, DrawsOn: on}, Message{To: id, Text: "hello " + mark},
		BookVisit{ID: move, Conversation: id, At: p.at.Add(time.Hour), Until: p.at.Add(2 * time.Hour), Place: mark + " place", With: mark + " with"},
		VisitOutcome{ID: visit, State: "done", Sorted: "partly", Note: mark, DrawsOn: on}, AddIssue{Conversation: id, Words: "food " + mark},
		IssueOutcome{Number: rapid.IntRange(1, 6).Draw(p.T, "issue"), Outcome: Upheld, Seen: seen, Action: "ring", Reason: mark, DrawsOn: on},
		SetStage{To: "2", Seen: seen, Reason: mark, DrawsOn: on}, Extend{Conversation: id, Until: day, Reason: mark, DrawsOn: on},
		SetUrgency{Tier: rapid.SampledFrom([]conversation.Tier{conversation.R1, conversation.R2, conversation.NoTier}).Draw(p.T, "tier"), Reason: mark, DrawsOn: on},
		TakeInHand{Note: mark, DrawsOn: on}, Read{Seen: map[string]int{id: seen[id]}}, Note{Text: mark, DrawsOn: on}, SetStanding{Conversation: id, Ground: "own_right", Decision: "pending"},
		SetCategory{Category: "statutory_complaint", Seen: seen}, Close{Conversation: id, Seen: seen, Reason: mark, DrawsOn: on}, Reopen{Reason: mark, DrawsOn: on},
		Join{}, Join{},
	}).Draw(p.T, "act")
}

func TestTwoConfidencesNeverMix(t *testing.T) {
	t.Parallel()
	rules := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		p := newPair(t, rules)
		ids := []string{"07-jade", "03-nan"}
		texts := []string{
			"what's happening?", "yes", "1", "2", "no", "when is the visit", "who sees this", "i want it formal", "and the food is bad %s",
			"he hit me %s", "forget it", "go back", "what did you write down", "are you a bot", "it is not sorted %s", "not monday %s", "is my nan there", "hello",
		}
		if rapid.Bool().Draw(t, "joined from the start") {
			p.does(rapid.IntRange(0, 1).Draw(t, "into"), morag, Join{}, "")
		}
		for range rapid.IntRange(20, 120).Draw(t, "steps") {
			p.at = p.at.Add(rapid.SampledFrom([]time.Duration{time.Minute, time.Hour, 30 * time.Hour}).Draw(t, "wait"))
			id := rapid.SampledFrom(ids).Draw(t, "who")
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				text := strings.ReplaceAll(rapid.SampledFrom(texts).Draw(t, "text"), "%s", marks[id])
				p.step(id, conversation.Said{Channel: conversation.SMS, Text: text})
			case 1:
				p.step(id, conversation.Woke{})
			default:
				n := slices.IndexFunc(p.cases, func(c Case) bool { return slices.Contains(c.Conversations, id) })
				p.does(n, rapid.SampledFrom([]Staff{priya, sam, morag}).Draw(t, "by"), p.act(n, id), id)
			}
		}
		p.file()
		p.apart()
	})
}

// apart checks that what staff are shown of one stands apart from the other, and that nothing is lost.
func (p *pair) apart() {
	issues := 0
	for _, c := range p.cases {
		v := c.View(p.facts(c), p.lines, p.rules, p.at)
		for _, talk := range v.Conversations {
			b, err := json.Marshal(talk)
			if err != nil || strings.Contains(string(b), otherMark(talk.ID)) {
				p.Fatalf("the thread of %s shows the other's: %s (%v)", talk.ID, b, err)
			}
		}
		for _, i := range v.Issues {
			if strings.Contains(i.Words+i.Statement, otherMark(*i.Conversation)) {
				p.Fatalf("an issue of %s says %q", *i.Conversation, i.Words)
			}
		}
		for _, visit := range v.Visits {
			if strings.Contains(visit.Place+visit.With, otherMark(*visit.Conversation)) {
				p.Fatalf("a visit with %s is at %q", *visit.Conversation, visit.Place)
			}
		}
		issues += len(v.Issues)
	}
	told := 0
	for _, s := range p.states {
		told += len(s.Facts().Issues)
	}
	if issues < told {
		p.Fatalf("%d issues were told, the cases show %d", told, issues)
	}
}
