package webchat_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"sayso/channels/webchat"
	"sayso/conversation"
)

const question = "Are you safe right now?"

func TestHeardMeansStoredAndTheAnswerFollows(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, _ := w.hello(t, "", 0)
	a.say("m-1", "they moved me again")
	a.wantHeard("m-1", 1)
	got := a.wantLine(2, "sayso", question)
	if got["ask"] != "safe_now" || len(got["choices"].([]any)) != 2 {
		t.Errorf("got %v, want the ask and its two choices", got)
	}
	if _, err := time.Parse(time.RFC3339, got["at"].(string)); err != nil {
		t.Errorf("at: %v", err)
	}
	a.pinged()
}

func TestTheSameIDIsTakenOnceAndGetsItsFirstSeq(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, _ := w.hello(t, "", 0)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	a.say("m-2", "quiet")
	a.wantHeard("m-2", 2)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	a.pinged()
}

func TestACallForHelpIsNeverTakenForARepeatedMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, _ := w.hello(t, "", 0)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	a.send(frame{"type": "need_help_now", "id": "m-1"})
	a.wantHeard("m-1", 2)
	a.wantLine(3, "sayso", "We are telling a worker now.")
}

func TestTwoTabsShowTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, token := w.hello(t, "", 0)
	b, same := w.hello(t, token, 0)
	if same != token {
		t.Errorf("an unused token was changed")
	}
	a.say("m-1", "hi")
	a.wantHeard("m-1", 1)
	a.wantLine(2, "sayso", question)
	b.wantLine(1, "you", "hi")
	b.wantLine(2, "sayso", question)
	b.say("m-2", "quiet")
	b.wantHeard("m-2", 3)
	a.wantLine(3, "you", "quiet")
	a.pinged()
	b.pinged()
}

func TestACaseworkersWordsCarryTheirName(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, token := w.hello(t, "", 0)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	if _, err := w.store.Apply(t.Context(), w.conversation(t, token), "s-1", conversation.StaffSaid{Name: "Priya", Text: "Hello, I am Priya."}); err != nil {
		t.Fatal(err)
	}
	if got := a.wantLine(2, "caseworker", "Hello, I am Priya."); got["name"] != "Priya" {
		t.Errorf("got %v, want Priya's name", got)
	}
}

func TestAfterADropNothingIsMissingAndNothingComesTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, token := w.hello(t, "", 0)
	for n := 1; n <= 5; n++ {
		a.say(fmt.Sprint("m-", n), "quiet")
		a.wantHeard(fmt.Sprint("m-", n), n)
	}
	w.wires.cut(false)
	back := w.tab(t)
	back.send(frame{"type": "hello", "v": 1, "token": token, "after": 3})
	if got := back.want("welcome"); got["resumed"] != true {
		t.Errorf("got %v, want resumed", got)
	}
	back.wantLine(4, "you", "quiet")
	back.wantLine(5, "you", "quiet")
	back.say("m-5", "quiet") // the browser never got its heard
	back.wantHeard("m-5", 5)
	back.say("m-6", "quiet")
	back.wantHeard("m-6", 6)
	back.pinged()
}

func TestHelloAgainRefetches(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, token := w.hello(t, "", 0)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	a.send(frame{"type": "hello", "v": 1, "token": token, "after": 0})
	a.want("welcome")
	a.wantLine(1, "you", "quiet")
	a.pinged()
}

func TestAnUnknownTokenIsGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	_, token := w.hello(t, "", 0)
	for _, forged := range []string{"x", strings.Repeat("a", 26), strings.Replace(token, token[:4], "aaaa", 1), token + "a", token[:len(token)-1]} {
		a := w.tab(t)
		a.send(frame{"type": "hello", "v": 1, "token": forged})
		a.wantProblem("gone", "")
	}
}

func TestLeavingRevokesTheTokenInEveryTab(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for _, said := range []bool{true, false} {
		a, token := w.hello(t, "", 0)
		if said {
			a.say("m-1", "quiet")
			a.wantHeard("m-1", 1)
		}
		b, _ := w.hello(t, token, 1)
		a.send(frame{"type": "leave", "id": "l-1"})
		a.wantHeard("l-1", 0)
		a.wantClosed(websocket.CloseNormalClosure)
		b.wantProblem("gone", "")
		b.wantClosed(websocket.CloseNormalClosure)
		c := w.tab(t)
		c.send(frame{"type": "hello", "v": 1, "token": token})
		c.wantProblem("gone", "")
	}
}

func TestDrainSendsEveryoneAwayAndBackLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, _ := w.hello(t, "", 0)
	b := w.tab(t) // has not said hello
	drained := make(chan error, 1)
	go func() { drained <- w.chat.Drain(t.Context()) }()
	if got := a.wantProblem("unavailable", ""); got["retry_after"].(float64) < 1 {
		t.Errorf("got %v, want when to come back", got)
	}
	a.wantClosed(websocket.CloseServiceRestart)
	b.wantClosed(websocket.CloseServiceRestart)
	if err := <-drained; err != nil {
		t.Error(err)
	}
	if _, answer, err := w.dial(w.url); err == nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("got %v, want 503 while draining", answer)
	}
}

func TestWithoutRedisNothingIsHeardAndNothingIsLost(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *webchat.Config) { c.StoreWithin = 3 * time.Second })
	a, token := w.hello(t, "", 0)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
	if err := w.redis.Kill(); err != nil {
		t.Fatal(err)
	}
	a.say("m-2", "a secret of mine")
	if got := a.wantProblem("unavailable", "m-2"); got["retry_after"].(float64) < 1 {
		t.Errorf("got %v, want when to try again", got)
	}
	if err := w.redis.Again(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.sayUntilHeard("m-2", "a secret of mine", 2)
	a.wantLine(3, "sayso", question)
	for _, secret := range []string{"a secret", token} {
		if strings.Contains(w.log.String(), secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
}
