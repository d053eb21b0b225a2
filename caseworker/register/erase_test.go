package register_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"sayso/caseworker"
	"sayso/caseworker/register"
	"sayso/conversation"
)

// erased is a conversation that was erased by no act: what a crash half-way leaves.
func (o *office) erased(id string) {
	o.t.Helper()
	if _, err := o.talks.Erase(o.ctx, id, 1000); err != nil {
		o.t.Fatal(err)
	}
}

var asked = caseworker.Erase{Seen: map[string]int{jade: 99, nan: 99}, Reason: "they asked us to"}

// isGone waits until a case has been erased.
func (o *office) isGone(reference string) {
	o.t.Helper()
	o.until("the case is erased", func() bool {
		_, err := o.Get(o.ctx, reference, morag)
		return errors.Is(err, register.ErrNoCase)
	})
}

// names lists the keys in which a reference stands, in name or content.
func (o *office) names(reference string) (all []string) {
	o.t.Helper()
	keys, err := o.db.Keys(o.ctx, "*").Result()
	if err != nil {
		o.t.Fatal(err)
	}
	for _, key := range keys {
		var content any
		switch kind := o.db.Type(o.ctx, key).Val(); kind {
		case "hash":
			content = o.db.HGetAll(o.ctx, key).Val()
		case "zset":
			content = o.db.ZRange(o.ctx, key, 0, -1).Val()
		case "set":
			content = o.db.SMembers(o.ctx, key).Val()
		case "list":
			content = o.db.LRange(o.ctx, key, 0, -1).Val()
		case "stream":
			content = o.db.XRange(o.ctx, key, "-", "+").Val()
		}
		if strings.Contains(key+fmt.Sprint(content), reference) {
			all = append(all, strings.TrimPrefix(key, "sayso:{cases}:"))
		}
	}
	slices.Sort(all)
	return all
}

func isAudit(key string) bool { return strings.HasPrefix(key, "audit") }

// TestAnErasedCaseLeavesItsCertificateAndItsTally, and nothing brings it back: not even facts that were on their way.
func TestAnErasedCaseLeavesItsCertificateAndItsTally(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	o.join()
	o.do(priya, caseworker.Note{Text: "rang her school", DrawsOn: []string{jade}})
	late := o.talks.change(jade, func(s *conversation.State) {})
	o.run()
	o.do(morag, asked)
	o.isGone(reference)
	for _, by := range []string{reference, nans} {
		o.isGone(by)
		if _, err := o.Do(o.ctx, by, priya, caseworker.Note{Text: "hello"}); !errors.Is(err, register.ErrNoCase) {
			t.Errorf("an act on %s: %v", by, err)
		}
	}
	o.file(late)
	o.isGone(reference)
	if queue, _ := o.queue(register.Filter{}); len(queue) != 0 {
		t.Errorf("the queue has %v", queue)
	}
	want := []string{"case:" + reference, "case:" + nans, "certificates"} // and where the other one went, for ever
	if got := o.names(reference); !slices.Equal(slices.DeleteFunc(got, isAudit), want) {
		t.Errorf("it still stands in %v", got)
	}
	all, err := o.Certificates(o.ctx, morag)
	if err != nil || len(all) != 1 || !all[0].Whole || all[0].Reference != reference || len(all[0].Talks) != 2 || all[0].Why != asked.Reason || all[0].By != morag.Email {
		t.Errorf("certificates %+v, %v", all, err)
	}
	if _, err := o.Certificates(o.ctx, priya); refusal(err).Code != "not_allowed" {
		t.Errorf("a caseworker sees them: %v", err)
	}
	var counted []caseworker.Tally
	if err := o.Tallies(o.ctx, morag, func(c caseworker.Tally) { counted = append(counted, c) }); err != nil || len(counted) != 1 || len(counted[0].Issues) != 2 {
		t.Errorf("counted %+v, %v", counted, err)
	}
	o.until("the append-only file is written anew", func() bool {
		o.talks.mu.Lock()
		defer o.talks.mu.Unlock()
		return o.talks.rewritten > 1 && o.db.Exists(o.ctx, "sayso:{cases}:unwritten").Val() == 0
	})
	if lines := o.audit(); !slices.Contains(lines, "erase s2 "+reference) {
		t.Errorf("audit %v", lines)
	}
}

// TestOneConfidenceGoesAndTheCaseGoesOn with the other.
func TestOneConfidenceGoesAndTheCaseGoesOn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	o.join()
	o.do(priya, caseworker.AddIssue{Conversation: nan, Words: "and the bus"})
	only := asked
	only.Conversation = nan
	o.run()
	o.do(morag, only)
	o.until("hers is gone", func() bool { return len(o.view().Certificates) == 1 })
	v := o.view()
	if len(v.Conversations) != 1 || v.Conversations[0].ID != jade || !slices.Equal(v.Erased, []string{nan}) || v.Erasing {
		t.Errorf("left: %d conversations, erased %v", len(v.Conversations), v.Erased)
	}
	o.file(o.talks.say(jade, "it still goes on"))
	if v := o.view(); !slices.ContainsFunc(v.Issues, func(i caseworker.ViewIssue) bool { return i.Words == "it still goes on" }) {
		t.Errorf("issues %+v", v.Issues)
	}
	fields, err := o.db.HKeys(o.ctx, "sayso:{cases}:case:"+reference).Result()
	if err != nil || slices.ContainsFunc(fields, func(f string) bool { return strings.HasSuffix(f, nan) }) {
		t.Errorf("fields %v, %v", fields, err)
	}
	if n, err := o.counted(morag); n != 1 || err != nil {
		t.Errorf("%d cases are counted, %v", n, err)
	}
	if all, err := o.Certificates(o.ctx, morag); err != nil || len(all) != 1 || all[0].Whole {
		t.Errorf("certificates %+v, %v", all, err)
	}
}

// TestWhatTheyTextMeanwhileStays: it was decided by somebody who had not read it.
func TestWhatTheyTextMeanwhileStays(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(morag, asked)
	f := o.talks.say(jade, "he hit me")
	o.talks.change(jade, func(s *conversation.State) { s.LastHeard = 100 }) // past what asked says was read
	o.run()
	o.file(f)
	o.until("the erasing has come to its end", func() bool { return !o.view().Erasing })
	v := o.view()
	if last := v.History[len(v.History)-1]; last.Act != "erased/heard_since" || len(v.Certificates) != 0 {
		t.Errorf("history ends with %+v", last)
	}
	if len(v.Conversations) != 1 || len(v.Conversations[0].Transcript) != 2 {
		t.Errorf("left: %+v", v.Conversations)
	}
	o.do(priya, caseworker.Note{Text: "it goes on"})
}

// TestErasingIsFinishedByWhoeverComesNext: it broke off after the first of two conversations, or could not be written down.
func TestErasingIsFinishedByWhoeverComesNext(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.both()
	o.join()
	o.do(morag, asked)
	o.erased(jade)
	full := errors.New("no space left on device")
	var answer error = full
	var listed []register.ErasedCase
	o.list = func(e register.ErasedCase) error { listed = append(listed, e); return answer }
	o.again()
	if err := o.FinishErasing(o.ctx, reference); !errors.Is(err, full) {
		t.Fatalf("it is said to be done: %v", err)
	}
	if o.view().Erasing != true {
		t.Error("it is forgotten that it is to be erased")
	}
	answer = nil
	for range 2 {
		if err := o.FinishErasing(o.ctx, reference); err != nil {
			t.Fatal(err)
		}
	}
	o.isGone(reference)
	last := listed[len(listed)-1]
	if !last.Certificate.Whole || len(last.Certificate.Talks) != 2 || !slices.Equal(last.Aliases, []string{nans}) {
		t.Errorf("listed %+v", last)
	}
}

// TestARestoredCaseIsErasedAgain, and counted once.
func TestARestoredCaseIsErasedAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	var listed []register.ErasedCase
	o.list = func(e register.ErasedCase) error { listed = append(listed, e); return nil }
	o.again()
	o.opens()
	o.do(priya, caseworker.Note{Text: "rang her school"})
	backup := map[string]string{}
	for _, key := range o.db.Keys(o.ctx, "*").Val() {
		backup[key] = o.db.Dump(o.ctx, key).Val()
	}
	o.do(morag, asked)
	if err := o.FinishErasing(o.ctx, reference); err != nil {
		t.Fatal(err)
	}
	for key, value := range backup {
		if err := o.db.RestoreReplace(o.ctx, key, 0, value).Err(); err != nil {
			t.Fatal(err)
		}
	}
	o.again()
	if o.view().Reference != reference {
		t.Fatal("the backup did not bring it back, so this test shows nothing")
	}
	for range 2 {
		for _, e := range listed {
			if err := o.EraseAgain(o.ctx, e); err != nil {
				t.Fatal(err)
			}
		}
	}
	o.isGone(reference)
	if n, err := o.counted(morag); n != 1 || err != nil {
		t.Errorf("%d cases are counted, %v", n, err)
	}
}

// TestALookWhileItIsErasedFindsItWholeOrNotAtAll: the case and its key go in one step, and are read in one.
func TestALookWhileItIsErasedFindsItWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for n := range 60 {
		ref, talk := fmt.Sprintf("CASE-%c%c22", 'A'+n/26, 'A'+n%26), fmt.Sprintf("07-talk%02d", n)
		o.file(o.talks.begin(talk, ref, "words"))
		var both sync.WaitGroup
		both.Go(func() {
			act := caseworker.Erase{Seen: map[string]int{talk: 99}, Reason: asked.Reason}
			if _, err := o.Do(o.ctx, ref, morag, act); err != nil {
				t.Error(err)
			} else if err := o.FinishErasing(o.ctx, ref); err != nil {
				t.Error(err)
			}
		})
		for range 2 {
			both.Go(func() {
				for {
					_, err := o.Get(o.ctx, ref, priya)
					if errors.Is(err, register.ErrNoCase) {
						return
					}
					if err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		both.Wait()
	}
}
