package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"sayso/conversation"
)

const (
	concern = "nobody tells me when I see my brother"
	opening = "These first replies are automatic"
)

// herself answers all that a young person is asked.
var herself = person{
	conversation.AskAnythingElse: "no", conversation.AskAboutWho: "me", conversation.AskSafeNow: "yes", conversation.AskContactSafe: "yes",
	conversation.AskWanted: "tell me when", conversation.AskCarryOn: "yes", conversation.AskVisitWhere: "at school", conversation.AskVisitWhen: "friday after school",
	conversation.AskAvoid: "no one", conversation.AskAdvocate: "no", conversation.AskName: "Mia", conversation.AskConfirm: "it is right",
}

// wholeComplaint is what the case must know when she has been asked everything.
func (d *deployment) wholeComplaint(tab context.Context, reference, talk string) {
	d.t.Helper()
	d.eventually("the case knows that the talk was handed over", func() bool { return d.seen(reference).Talk == "handed_over" })
	v := d.seen(reference)
	if v.SubmittedBy.Who != "young_person" || len(v.Issues) != 1 || v.Issues[0].Words != concern {
		d.t.Errorf("submitted by %+v about %+v", v.SubmittedBy, v.Issues)
	}
	d.sameOnTheScreen(tab, talk)
}

func lines(atLeast int) string {
	return fmt.Sprintf(`document.querySelectorAll('#log .line').length >= %d`, atLeast)
}

// TestAWholeComplaintWithoutJavaScript: from the first page to the hand-over there is nothing but links and forms.
func TestAWholeComplaintWithoutJavaScript(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	tab := browser(t)
	noScript := func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return chromedp.Void{}, err
	}
	another := func(goes step) step { // another page comes
		return chromedp.Steps(chromedp.Evaluate[chromedp.Void](`window.before = true`), goes, until(`!window.before && document.readyState === 'complete'`))
	}
	refresh := another(chromedp.Click(chromedp.CSS("#refresh button")))
	refreshed := func(expression string) {
		t.Helper()
		for {
			is, err := chromedp.Run(tab, chromedp.Evaluate[bool](expression))
			if is {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			steps(t, tab, refresh)
		}
	}
	steps(t, tab, noScript, chromedp.Navigate(d.base+"/"), another(chromedp.Click(chromedp.CSS(`a.door[href="/chat"]`))), another(says(concern)))
	reference := d.onlyCase()
	talk := d.seen(reference).Conversations[0].ID
	d.finishBy(talk, herself, func(seq int, answer string) {
		refreshed(lines(seq))
		steps(t, tab, another(says(answer)))
	})
	s, err := d.node.store.State(within(t), talk)
	if err != nil {
		t.Fatal(err)
	}
	refreshed(lines(s.Lines))
	d.wholeComplaint(tab, reference, talk)
}

// TestAWholeComplaintByKeyboardAlone: no mouse, no finger.
func TestAWholeComplaintByKeyboardAlone(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	tab := browser(t)
	tabTo := func(selector string) {
		t.Helper()
		for range 40 {
			steps(t, tab, chromedp.KeyEvent("\t"))
			there, err := chromedp.Run(tab, chromedp.Evaluate[bool](fmt.Sprintf("document.activeElement.matches(%q)", selector)))
			if err != nil {
				t.Fatal(err)
			}
			if there {
				return
			}
		}
		t.Fatalf("no key leads to %s", selector)
	}
	writes := func(text string) {
		t.Helper()
		steps(t, tab, chromedp.KeyEvent(text))
		tabTo("#send")
		steps(t, tab, chromedp.KeyEvent("\r"), until(`document.activeElement.id === 'text' && document.activeElement.value === ''`))
	}
	steps(t, tab, chromedp.Navigate(d.base+"/"))
	tabTo(`a.door[href="/chat"]`)
	steps(t, tab, chromedp.KeyEvent("\r"), until(`document.getElementById('text') !== null && document.readyState === 'complete'`))
	tabTo("#text")
	writes(concern)
	steps(t, tab, shows(opening))
	reference := d.onlyCase()
	talk := d.seen(reference).Conversations[0].ID
	d.finishBy(talk, herself, func(seq int, answer string) {
		steps(t, tab, until(lines(seq)))
		writes(answer)
	})
	s, err := d.node.store.State(within(t), talk)
	if err != nil {
		t.Fatal(err)
	}
	steps(t, tab, until(lines(s.Lines)))
	d.wholeComplaint(tab, reference, talk)
}
