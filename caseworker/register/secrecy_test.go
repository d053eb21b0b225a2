package register_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sayso/caseworker"
	"sayso/caseworker/register"
)

func TestNoWordNameOrNumberIsReadableOnDisk(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.Claim{})
	o.do(priya, caseworker.Message{Text: "Secret answer"})
	o.do(priya, caseworker.Note{Text: "Secret note"})
	o.do(priya, caseworker.AddIssue{Words: "secret matter"})
	o.do(priya, caseworker.BookVisit{At: received.Add(hour), Until: received.Add(2 * hour), Place: "Secret library", With: "Priya"})
	if _, err := o.Do(o.ctx, reference, priya, caseworker.Extend{Version: 99, Reason: "Secret reason"}); err == nil {
		t.Fatal("want it refused, so that its reason is in the audit only")
	}
	a, err := o.DoOnce(o.ctx, register.Once{Key: "k", Body: "Secret body"}, reference, priya, caseworker.RevealContact{Reason: "Secret danger"})
	if err != nil || a.Number != "+447700900123" {
		t.Fatalf("number %q, %v", a.Number, err)
	}
	if _, err := o.List(o.ctx, priya, register.Filter{}, ""); err != nil {
		t.Fatal(err)
	}
	seen := 0
	err = filepath.WalkDir(o.dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		seen += len(b)
		for _, secret := range []string{
			"ecret", "never rings", "Zebedee", "Priya", "Nair", "priya@", "900123", "library",
		} {
			if strings.Contains(string(b), secret) {
				t.Errorf("%s holds %q", filepath.Base(path), secret)
			}
		}
		return err
	})
	if err != nil || seen < 1000 {
		t.Errorf("read %d bytes of Redis's files (%v)", seen, err)
	}
}

func TestAnErasedConversationLeavesTheCaseAndNoWord(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.do(priya, caseworker.AddIssue{Words: "the food", Kinds: []string{"placement"}})
	o.do(priya, caseworker.Message{Text: "Hello"})
	o.erased(jade)
	o.do(priya, caseworker.Claim{})
	v := o.view()
	if len(v.Conversations) != 0 || v.SubmittedBy.Name != "" || v.Issues[0].Words != "" || v.Issues[0].Kinds[0] != "placement" {
		t.Errorf("got %+v", v)
	}
	o.run()
	o.until("the road is empty", func() bool { n, _, err := o.Behind(o.ctx); return err == nil && n == 0 })
}

func TestAPageThatLooksAgainIsWrittenDownWhenItShowsSomethingNew(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	var mark, list string
	look := func(by caseworker.Staff) (shown bool) {
		t.Helper()
		before := len(o.audit())
		v, now, err := o.GetNew(o.ctx, reference, by, mark)
		if err != nil {
			t.Fatal(err)
		}
		page, queue, err := o.ListNew(o.ctx, by, register.Filter{}, "", list)
		if err != nil {
			t.Fatal(err)
		}
		shown = v.Reference != ""
		if listed := len(page.Cases) == 1; listed != shown || (len(o.audit()) == before+2) != shown {
			t.Errorf("case shown: %v, listed: %v, %d new lines", shown, listed, len(o.audit())-before)
		}
		mark, list = now, queue
		return shown
	}
	if !look(priya) || look(priya) {
		t.Error("want the first look to show, and the second to show nothing new")
	}
	o.do(morag, caseworker.Claim{Version: 1})
	if !look(priya) || look(priya) {
		t.Error("want what has changed to be shown, once")
	}
	if !look(morag) {
		t.Error("what one has been shown, the other has not")
	}
}

func TestEveryLookActAndRefusalIsAnAuditLine(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.opens()
	o.view()
	o.do(priya, caseworker.Claim{Version: 1})
	o.Do(o.ctx, reference, morag, caseworker.Claim{Version: 2})
	o.Do(o.ctx, reference, nosy, caseworker.Note{Text: "x"})
	if _, err := o.Get(o.ctx, reference, nosy); refusal(err).Code != "not_allowed" {
		t.Errorf("got %v", err)
	}
	if _, err := o.List(o.ctx, nosy, register.Filter{}, ""); refusal(err).Code != "not_allowed" {
		t.Errorf("got %v", err)
	}
	if _, err := o.List(o.ctx, priya, register.Filter{}, ""); err != nil {
		t.Error(err)
	}
	for _, unknown := range []string{"ZZZZ-2345", "", "../etc", "abcd-2345", "ABCD-23456"} {
		if _, err := o.Get(o.ctx, unknown, priya); !errors.Is(err, register.ErrNoCase) {
			t.Errorf("get %q: %v", unknown, err)
		}
		if _, err := o.Do(o.ctx, unknown, priya, caseworker.Claim{}); !errors.Is(err, register.ErrNoCase) {
			t.Errorf("do on %q: %v", unknown, err)
		}
	}
	if err := o.Denied(o.ctx, nosy, "claim", "Jade's story", caseworker.MayWork); refusal(err).Code != "not_allowed" {
		t.Errorf("got %v", err)
	}
	want := []string{
		"view s2 ABCD-2345", "claim s1 ABCD-2345", "claim s2 ABCD-2345 claimed", "notes s3 ABCD-2345 not_allowed",
		"view s3 ABCD-2345 not_allowed", "list s3  not_allowed", "list s1", "claim s3  not_allowed",
	}
	if got := o.audit(); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
