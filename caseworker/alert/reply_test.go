package alert_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestACodeFromTheDutyPhoneAcknowledges(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	code := w.comes(dutyPhone, 1).code()
	if words := w.replies(dutyPhone, "ok "+code[:3]+" "+code[3:]+" on my way"); words != "Thank you. You have acknowledged H4KD-9QAA." {
		t.Errorf("texted back: %q", words)
	}
	w.pass(time.Hour)
	w.rests()
	if len(w.texts) != 1 || !slices.Equal(w.told, []string{"A-a7k2 Duty"}) {
		t.Errorf("texts %+v, the case knows %q", w.texts, w.told)
	}
}

func TestAnAlertIsAcknowledgedOnceHoweverOftenItsCodeComes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.page(danger)
	code := w.comes(dutyPhone, 1).code()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { w.Reply(context.Background(), rand.Text(), dutyPhone, code) })
	}
	all.Wait()
	if w.Counts()["acknowledged_by_phone"] != 1 || len(w.told) != 1 || w.asked != 1 {
		t.Errorf("counts: %v, the case knows %q, and %d were about to tell it", w.Counts(), w.told, w.asked)
	}
}

// TestOfTwoWhoAnswerAtOnceOneHasAcknowledged, and the other is told so.
func TestOfTwoWhoAnswerAtOnceOneHasAcknowledged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	first := w.comes(dutyPhone, 1).code()
	w.pass(5 * time.Minute)
	second := w.comes(secondPhone, 1).code()
	var words [2]string
	var both sync.WaitGroup
	both.Go(func() { words[0], _, _ = w.Reply(context.Background(), rand.Text(), dutyPhone, first) })
	both.Go(func() { words[1], _, _ = w.Reply(context.Background(), rand.Text(), secondPhone, second) })
	both.Wait()
	thanked := 0
	for _, said := range words {
		if strings.HasPrefix(said, "Thank you") {
			thanked++
		} else if said != "Somebody else has acknowledged H4KD-9QAA already." {
			t.Errorf("texted back: %q", said)
		}
	}
	if thanked != 1 || len(w.told) != 1 {
		t.Errorf("%d were thanked, the case knows %q", thanked, w.told)
	}
}

func TestACodeIsOnlyGoodFromItsOwnPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.page(danger)
	code := w.comes(dutyPhone, 1).code()
	if words := w.replies(secondPhone, code); !strings.Contains(words, "opens nothing") {
		t.Errorf("another phone's code: %q", words)
	}
	if _, known, err := w.Reply(context.Background(), rand.Text(), strangePhone, code); known || err != nil {
		t.Errorf("a phone that is on no rota is known: %v", err)
	}
	if len(w.told) > 0 {
		t.Errorf("acknowledged by %q", w.told)
	}
}

func TestCodesCannotBeTriedOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.page(danger)
	right := w.comes(dutyPhone, 1).code()
	wrong := "000000"
	if right == wrong {
		wrong = "000001"
	}
	for range 20 {
		w.replies(dutyPhone, wrong)
	}
	if words := w.replies(dutyPhone, right); !strings.Contains(words, "Too many") || len(w.told) > 0 {
		t.Errorf("after twenty wrong ones: %q, acknowledged by %q", words, w.told)
	}
}

// TestATextThatIsPostedAgainIsNoFurtherTry, and is not answered again: its signature holds for ever.
func TestATextThatIsPostedAgainIsNoFurtherTry(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.page(danger)
	right := w.comes(dutyPhone, 1).code()
	wrong := "000000"
	if right == wrong {
		wrong = "000001"
	}
	post := func(id, body string) string {
		t.Helper()
		words, known, err := w.Reply(context.Background(), id, dutyPhone, body)
		if err != nil || !known {
			t.Fatal(known, err)
		}
		return words
	}
	if words := post("SM1", wrong); !strings.Contains(words, "opens nothing") {
		t.Errorf("the first time: %q", words)
	}
	for range 30 {
		if words := post("SM1", wrong); words != "" {
			t.Fatalf("posted again, it is answered with %q", words)
		}
	}
	if words := post("SM2", right); !strings.Contains(words, "You have acknowledged") {
		t.Errorf("the right code: %q", words)
	}
	if words := post("SM2", right); words != "" {
		t.Errorf("the right code again: %q", words)
	}
}

// TestOneIdWithManyCodesIsManyTries: whoever can post may choose the id too.
func TestOneIdWithManyCodesIsManyTries(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.page(danger)
	right := w.comes(dutyPhone, 1).code()
	for n := range 21 {
		code := fmt.Sprintf("%06d", n)
		if code == right {
			continue
		}
		if _, _, err := w.Reply(context.Background(), "SM1", dutyPhone, code); err != nil {
			t.Fatal(err)
		}
	}
	if words := w.replies(dutyPhone, right); !strings.Contains(words, "Too many") || len(w.told) > 0 {
		t.Errorf("after twenty wrong ones: %q, acknowledged by %q", words, w.told)
	}
}

func TestATextWithoutACodeIsToldWhatToDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	for _, body := range []string{"who is this", "call me on 07700 900501", "12345", "1234567", ""} {
		if words := w.replies(dutyPhone, body); !strings.Contains(words, "reply with its 6 figures") {
			t.Errorf("%q: %q", body, words)
		}
	}
}

// TestAnAcknowledgementWaitsForACaseThatIsNotThereYet, and nobody else is called meanwhile.
func TestAnAcknowledgementWaitsForACaseThatIsNotThereYet(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.noCase = errors.New("no such case")
	w.page(danger)
	w.replies(dutyPhone, w.comes(dutyPhone, 1).code())
	w.pass(10 * time.Minute)
	w.rests()
	w.change(func() { w.noCase = nil })
	w.pass(15 * time.Second)
	w.eventually("the case knows", func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return slices.Equal(w.told, []string{"A-a7k2 Duty"})
	})
	if len(w.texts) != 1 {
		t.Errorf("texts: %+v", w.texts)
	}
}

func TestSeveralWithinAMinuteBecomeOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	w.pass(20 * time.Second)
	for _, n := range []string{"B", "C", "D"} {
		w.page(another(n))
	}
	w.pass(39 * time.Second)
	w.rests()
	if n := len(w.on(dutyPhone)); n != 1 {
		t.Fatalf("%d texts within the minute, want 1", n)
	}
	w.pass(time.Second)
	together := w.comes(dutyPhone, 2)
	for _, want := range []string{"3 more alerts", "R1 MORE-2BBB 13:00", "MORE-2CCC", "MORE-2DDD", "reply " + together.code(), "https://sayso.example/staff/"} {
		if !strings.Contains(together.words, want) {
			t.Errorf("%q lacks %q", together.words, want)
		}
	}
	w.replies(dutyPhone, together.code())
	slices.Sort(w.told)
	if !slices.Equal(w.told, []string{"A-moreB Duty", "A-moreC Duty", "A-moreD Duty"}) {
		t.Errorf("acknowledged: %q", w.told)
	}
	w.pass(time.Minute)
	w.page(another("E"))
	w.comes(dutyPhone, 3)
}

func TestWhatIsAcknowledgedMeanwhileIsLeftOutOfTheMinutesText(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	w.page(another("B"))
	w.page(another("C"))
	w.change(func() { w.answered["A-moreB"] = true })
	w.pass(time.Minute)
	if text := w.comes(dutyPhone, 2); strings.Contains(text.words, "MORE-2BBB") || !strings.Contains(text.words, "Case MORE-2CCC") {
		t.Errorf("got %q", text.words)
	}
}

func TestWithoutGatheringEachGoesAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.gather = 0
	w.Pager = w.pager()
	w.page(danger)
	w.page(another("B"))
	w.comes(dutyPhone, 2)
}

// TestWhenTheMinutesTextCannotGoTheNextIsCalledAtOnce about each alert that waited for it.
func TestWhenTheMinutesTextCannotGoTheNextIsCalledAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.runs(w.Pager)
	w.page(danger)
	w.page(another("B"))
	w.change(func() { w.refuse[dutyPhone] = errors.New("refused") })
	w.pass(time.Minute)
	if text := w.comes(secondPhone, 1); !strings.Contains(text.words, "MORE-2BBB") {
		t.Errorf("got %q", text.words)
	}
}

// TestAnAcknowledgementIsBroughtToItsCaseByOne, however many come for it at once after the first could not.
func TestAnAcknowledgementIsBroughtToItsCaseByOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.noCase = errors.New("away")
	w.page(danger)
	code := w.comes(dutyPhone, 1).code()
	w.replies(dutyPhone, code)
	w.change(func() { w.noCase, w.asked = nil, 0 })
	w.pass(15 * time.Second)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { w.Reply(context.Background(), rand.Text(), dutyPhone, code) })
	}
	w.runs(w.Pager)
	all.Wait()
	w.eventually("the case knows", func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return len(w.told) > 0
	})
	w.rests()
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.told) != 1 || w.asked != 1 {
		t.Errorf("the case was told %q, and %d were about to tell it", w.told, w.asked)
	}
}

// TestAPhoneThatAnswersByItselfIsNotAnsweredForEver: two machines would text each other without end.
func TestAPhoneThatAnswersByItselfIsNotAnsweredForEver(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rota())
	w.page(danger)
	code := w.comes(dutyPhone, 1).code()
	answers := 0
	for range 60 {
		if w.replies(dutyPhone, "I am driving. I will get back to you.") != "" {
			answers++
		}
	}
	if answers != 1 {
		t.Errorf("answered %d times", answers)
	}
	answers = 0
	for range 60 {
		if w.replies(dutyPhone, "Sorry, I am away. Ring 000 001 please.") != "" {
			answers++
		}
	}
	if answers > 21 {
		t.Errorf("answered %d wrong codes", answers)
	}
	w.db.Del(context.Background(), "test:{alerts}:wrong:"+w.seals.Hash("duty phone", dutyPhone))
	if words := w.replies(dutyPhone, code); !strings.Contains(words, "You have acknowledged") {
		t.Errorf("a code is answered %q", words)
	}
}
