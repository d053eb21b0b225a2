package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	turnScript   = "conversation/store/lua/commit.lua"
	ladderScript = "caseworker/alert/lua/commit.lua"
	textScript   = "caseworker/alert/lua/turn.lua"
	wentScript   = "caseworker/alert/lua/went.lua"
	takeScript   = "caseworker/alert/lua/take.lua"
	caseScript   = "caseworker/register/lua/commit.lua"
	sentKey      = "sent" // what a text or a call is about
	fateKey      = "fate" // whether it arrived
)

// around are the points just before and just after a step.
func around(before, after, what string, n int) []point {
	return []point{{name: before, what: what, n: n}, {name: after, what: what, n: n, after: true}}
}

func joined(steps ...[]point) (all []point) {
	for _, s := range steps {
		all = append(all, s...)
	}
	return all
}

// onTheWayUp are the points between a risky text and the duty worker's text, and what becomes of that.
var onTheWayUp = joined(
	around("the message is not kept yet", "the message and its alert are kept", turnScript, 1),
	around("the case is not open yet", "the case is open", caseScript, 1),
	around("the alert is not on the ladder yet", "the alert is on the ladder", ladderScript, 1),
	around("nobody knows whether a text may go", "a text may go", textScript, 1),
	around("what the text is about is not kept yet", "what the text is about is kept", sentKey, 1),
	around("the network has the text, and nobody knows", "the text is noted as gone", wentScript, 1),
	around("the call is not written down yet", "the call is written down", ladderScript, 2),
	around("that the text arrived is not kept yet", "that the text arrived is kept", fateKey, 1),
	around("the ladder does not know what became of the text", "the ladder knows what became of it", ladderScript, 3),
	around("the conversation does not know yet that it was handed over", "the conversation knows that it was handed over", turnScript, 2),
	around("the case does not know yet that it was handed over", "the case knows that it was handed over", caseScript, 2),
)

// onTheWayBack are those between the code that the duty worker texts and the words "A worker knows".
var onTheWayBack = []point{
	{name: "the code has acknowledged nothing yet", what: ladderScript, n: 1},
	{name: "the ladder knows", what: ladderScript, n: 1, after: true},
	{name: "the case does not know yet", what: caseScript, n: 1},
	{name: "the case knows", what: caseScript, n: 1, after: true},
	{name: "the ladder does not know that the case knows", what: ladderScript, n: 2},
	{name: "the ladder knows that the case knows", what: ladderScript, n: 2, after: true, twice: true},
	{name: "the person has not been told yet", what: turnScript, n: 1},
	{name: "the person is being told", what: turnScript, n: 1, after: true, twice: true},
}

// toTheSecond are those between the first one's silence and the second one's text. The first rung has written the
// ladder three times: begun, called, arrived.
var toTheSecond = joined(
	around("the silent one's ladder is not taken yet", "the silent one's ladder is taken", takeScript, 1),
	around("nobody has it that the second is to be called", "the second is to be called", ladderScript, 4),
	around("nobody knows whether the second may have a text", "the second may have a text", textScript, 2),
	around("what the second's text is about is not kept yet", "what the second's text is about is kept", sentKey, 2),
	around("the second has a text, and nobody knows", "the second's text is noted as gone", wentScript, 2),
	around("that the second was called is not written down", "that the second was called is written down", ladderScript, 5),
)

// atTheEnd are those where the last rung has had its time: each rung writes three times.
var atTheEnd = joined(
	around("the last one's silence is nobody's yet", "the last one's silence is somebody's", ladderScript, 10),
	around("that nobody answered is not noted", "that nobody answered is noted", ladderScript, 11),
	around("whom to call again is not noted", "whom to call again is noted", ladderScript, 12),
)

// inTheMinute are those where a second alert waits for the end of the minute after the first one's text.
var inTheMinute = joined(
	around("nobody knows that the second alert waits", "the second alert waits", textScript, 2),
	around("what waits is not taken yet", "what waits is taken", takeScript, 1),
	around("what the second text is about is not kept yet", "what the second text is about is kept", sentKey, 2),
	around("the second text has gone, and it waits still", "the second text has gone, and nothing waits", wentScript, 2),
)

// byWebhook are those of a rung that has a webhook beside the phone.
var byWebhook = joined(
	around("the webhook has it, and that is not written down", "that the webhook has it is written down", ladderScript, 2),
	around("the text beside the webhook is not noted as gone", "the text beside the webhook is noted as gone", wentScript, 1),
)

// byCall are those of a phone call that is taken and acknowledged by a key.
var byCall = joined(
	around("what the call is about is not kept yet", "what the call is about is kept", sentKey, 1),
	around("it rings, or was answered, and that is not written down", "that it rings or was answered is written down", ladderScript, 2),
	around("one thing of the call is not written down", "one thing of the call is written down", ladderScript, 3),
)

// chosen are the points to play of each road: all, where SAYSO_FAULTS is "full"; those whose name has its words;
// and otherwise, so that `make test` stays quick, one before each script and command, and two after, other ones
// every day. SAYSO_FAULTS_DAY plays another day's.
func chosen(t *testing.T, roads []road) map[string][]point {
	t.Helper()
	words, day := os.Getenv("SAYSO_FAULTS"), time.Now().YearDay()
	if another, err := strconv.Atoi(os.Getenv("SAYSO_FAULTS_DAY")); err == nil {
		day = another
	}
	type at struct {
		road string
		point
	}
	kinds := []string{turnScript, ladderScript, textScript, wentScript, takeScript, caseScript, sentKey, fateKey, "after"}
	found, play := map[string][]at{}, map[string][]point{}
	for _, r := range roads {
		for _, p := range r.points {
			kind := p.what
			if p.after {
				kind = "after"
			}
			found[kind] = append(found[kind], at{r.name, p})
			if words == "full" || words != "" && strings.Contains(p.name, words) {
				play[r.name] = append(play[r.name], p)
			}
		}
	}
	if words != "" {
		return play
	}
	for _, kind := range append(kinds, "after") {
		one := found[kind][day%len(found[kind])]
		play[one.road] = append(play[one.road], one.point)
		found[kind] = append(found[kind][1:], one) // the next of a kind is another
	}
	return play
}

// TestEveryScriptHasAPointBeforeItEveryDay, and in a quarter of a year every point is played.
func TestEveryScriptHasAPointBeforeItEveryDay(t *testing.T) {
	all, played := map[string]bool{}, map[string]bool{}
	for _, r := range roads {
		for _, p := range r.points {
			all[r.name+p.name] = true
		}
	}
	t.Setenv("SAYSO_FAULTS", "")
	for day := range 92 {
		t.Setenv("SAYSO_FAULTS_DAY", fmt.Sprint(day))
		before, points := map[string]bool{}, 0
		for name, of := range chosen(t, roads) {
			for _, p := range of {
				played[name+p.name], points = true, points+1
				if !p.after {
					before[p.what] = true
				}
			}
		}
		if len(before) != 8 || points != 10 {
			t.Errorf("day %d: %d points, before %v", day, points, before)
		}
	}
	for name := range all {
		if !played[name] {
			t.Errorf("never played: %s", name)
		}
	}
}
