package conversation

import (
	"slices"
	"strings"
	"time"
)

// knownWhere: they have said where they are within the hour. A place is not wiped out by more danger.
func (n *turn) knownWhere() bool {
	return n.s.words(AskWhereNow) != "" && n.callIsFresh(time.Hour)
}

// callIsFresh: a worker was called within this time.
func (n *turn) callIsFresh(within time.Duration) bool {
	return slices.ContainsFunc(n.s.Alerts, func(a Alert) bool { return a.Tier == R1 && n.at.Sub(a.Raised) < within })
}

// waitsForHelp: they are not safe, or have not said it though they were asked twice, nobody has it in hand yet, and they tell more ("i locked the door").
// Then nothing is asked of them that the complaint needs: what they write is added, and the talk waits
// for them, until they say no more than "ok" or ten minutes have passed.
func (n *turn) waitsForHelp() bool {
	const wait, few = 10 * time.Minute, 2 // words
	if len(strings.Fields(n.reading.Text)) <= few && !(n.reading.Wish != nil && *n.reading.Wish == "status") || n.reading.Wants == "go_on" || n.reader().Answer(string(AskSafeNow), n.reading.Text).Value == Yes {
		return false
	}
	if n.answered || n.again && n.askedBack() { // they go on with the talk themselves
		return false
	}
	safe := n.s.value(AskSafeNow)
	unanswered := safe == "" && n.s.Put[AskSafeNow] >= 2
	if n.s.tier() != R1 || n.s.Danger.InHand || n.s.Caseworker != "" || safe != No && !unanswered || !n.callIsFresh(wait) {
		return false
	}
	if (n.s.Pending.Ask == AskSafeNow || n.s.Pending.Ask == AskWhereNow) && (n.stays || !unanswered) {
		return !n.again // it is on their screen
	}
	if n.at.Sub(n.s.Danger.Waited) >= again {
		n.s.Danger.Waited = n.at
		n.say("danger_wait", LaneSafety, nil)
	}
	return true
}

// askedBack: they asked something of us that has its answer ("whats an advocate"), which is no cry for help.
func (n *turn) askedBack() bool {
	if wish := n.reading.Wish; wish != nil {
		return *wish != "help" && *wish != "person"
	}
	return n.reading.Wants != ""
}
