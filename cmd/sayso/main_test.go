package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9/logging"

	"sayso/conversation/meaning"
)

// TestMain lets the tests' own binary be the program, so that a test can kill it as a separate process.
func TestMain(m *testing.M) {
	if os.Getenv("SAYSO_TEST_AS_PROGRAM") == "1" {
		main()
		return
	}
	logging.Disable() // as main does
	os.Exit(m.Run())
}

// sayso runs a command and gives its exit code, its output and its one sentence.
func sayso(t *testing.T, stdin string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	code = run(ctx, args, world{in: strings.NewReader(stdin), out: &o, errs: &e, getenv: func(string) string { return "" }, now: time.Now, fresh: rand.Reader})
	return code, o.String(), e.String()
}

func TestCommandsSayWhatIsWrongAndExitAccordingly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{nil, 2, ""},
		{[]string{"help"}, 0, ""},
		{[]string{"dance"}, 2, "there is no command"},
		{[]string{"serve"}, 2, "--config"},
		{[]string{"serve", "--config", "/no/such/file"}, 1, "no such file"},
		{[]string{"serve", "--colour"}, 2, "colour"},
		{[]string{"check"}, 2, "--config"},
		{[]string{"staff", "sack"}, 2, "add|list"},
		{[]string{"staff", "add"}, 2, "--config"},
		{[]string{"report"}, 2, "--config"},
		{[]string{"report", "--config", "x"}, 2, "--by"},
		{[]string{"report", "--config", "x", "--by", "y", "--from", "2026-04-01"}, 2, "--to"},
		{[]string{"report", "--config", "x", "--by", "y", "--from", "1 April"}, 2, "YYYY-MM-DD"},
		{[]string{"report", "--config", "x", "--by", "y", "--fault", "2"}, 2, "--publish"},
		{[]string{"report", "--config", "x", "--by", "y", "--format", "pdf"}, 2, "csv"},
		{[]string{"report", "--config", "x", "--by", "y", "--keep-earlier", "/no/such/file"}, 1, "no such file"},
		{[]string{"talk", "--channel", "pigeon"}, 2, "sms or chat"},
		{[]string{"rehearse", "--update"}, 2, "need the files"},
		{[]string{"rehearse", "/no/such/file"}, 1, "no such file"},
		{[]string{"demo", "--listen", "here"}, 2, "port"},
		{[]string{"version"}, 0, ""},
		{[]string{"serve", "--help"}, 0, ""},
	} {
		args := c.args
		if len(args) > 0 && args[0] == "demo" {
			args = append(args, "--dir", t.TempDir(), "--redis", "unix:///no/such/socket")
		}
		if code, _, errs := sayso(t, "", args...); code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("sayso %v: exit %d, %q; want %d and %q", c.args, code, errs, c.code, c.says)
		}
	}
}

func TestReadGivesOneLineForEachMessage(t *testing.T) {
	t.Parallel()
	code, out, errs := sayso(t, "yes\n\"he hit me\\nagain\"\n", "read", "--json", "--ask", "safe_now")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code != 0 || len(lines) != 2 || !strings.Contains(lines[0], `"answer":"yes"`) || !strings.Contains(lines[1], `he hit me\nagain`) {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
}

func TestReadShowsTheWholeReading(t *testing.T) {
	t.Parallel()
	for text, shows := range map[string][]string{
		"one of the night staff got in my bed":              {"tier R1 and R3", "because", "sexual_abuse"},
		"a member of staff at my childrens home grabbed me": {"tier R3 (a worker or a carer)"},
		"dad hits me": {"tier R2 physical_abuse"},
		"im Jades nan, shes 12 and her social worker Dave never rings": {"child     Jade", "told      child_age \"12\"", "relationship grandparent", "people"},
		"i got my phone back":          {"returns   again"},
		"wrong number mate":            {"stranger  the number"},
		"this is his mum, who are you": {"finder", "says who"},
	} {
		_, out, errs := sayso(t, "", "read", text)
		for _, want := range shows {
			if !strings.Contains(out, want) {
				t.Errorf("%q: %q is not shown in\n%s%s", text, want, out, errs)
			}
		}
	}
}

// TestReadReadsAsTheConversationDoes: what sounds like danger in the first words may be an answer where something is asked.
func TestReadReadsAsTheConversationDoes(t *testing.T) {
	t.Parallel()
	const words = "he looks at my phone and gets angry"
	for _, ask := range []string{"contact_safe", "avoid", ""} {
		_, out, _ := sayso(t, "", "read", "--json", "--ask", ask, words)
		var got meaning.Reading
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatal(err)
		}
		if want := meaning.Default().Asked(ask).Read(words); got.Risk != want.Risk || got.Tier != want.Tier {
			t.Errorf("while %q is asked: %s %s, the conversation reads %s %s", ask, got.Risk, got.Tier, want.Risk, want.Tier)
		}
	}
	if first := meaning.Read(words); first.Risk == meaning.Default().Asked("contact_safe").Read(words).Risk {
		t.Errorf("%q is read alike, asked or not, so this shows nothing: %s", words, first.Risk)
	}
	if _, out, _ := sayso(t, "", "read", "--ask", "contact_safe", words); !strings.Contains(out, "asked     contact_safe") {
		t.Errorf("it does not say that it was read as written while that is asked:\n%s", out)
	}
}

func TestATalkInATerminalCanBeKeptAsADialogue(t *testing.T) {
	t.Parallel()
	file := t.TempDir() + "/kept.txt"
	code, out, errs := sayso(t, "hi\n(1 hour passes)\nmy worker never rings me\n\n", "talk", "--keep", file)
	if code != 0 || !strings.Contains(out, "What's happened?") {
		t.Fatalf("exit %d, %q, %q", code, out, errs)
	}
	if code, out, errs = sayso(t, "", "rehearse", file); code != 0 {
		t.Errorf("what was kept does not play: %q %q", out, errs)
	}
}
