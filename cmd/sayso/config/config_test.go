package config

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const example = "../../../config.example.yaml"

func none(string) string { return "" }

func TestTheExampleIsCompleteAndRight(t *testing.T) {
	t.Parallel()
	if _, err := Load(example, none); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	for key := range keys(reflect.TypeOf(Config{}), "") {
		if strings.HasPrefix(key, "council.opening.s") || strings.HasSuffix(key, "."+chosen) {
			continue // Saturday and Sunday are no working days; the file chooses what it calls some
		}
		if name := key[strings.LastIndex(key, ".")+1:]; !strings.Contains(string(raw), name+":") {
			t.Errorf("config.example.yaml does not explain %s", key)
		}
	}
}

// with loads the example with one line changed.
func with(t *testing.T, from, to string, getenv func(string) string) (Config, error) {
	t.Helper()
	raw, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), from) {
		t.Fatalf("the example has no %q", from)
	}
	file := filepath.Join(t.TempDir(), "sayso.yaml")
	if err := os.WriteFile(file, []byte(strings.Replace(string(raw), from, to, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(file, getenv)
	if err != nil {
		err = fmt.Errorf("%s", strings.TrimPrefix(err.Error(), file+": "))
	}
	return c, err
}

// lineOf is the line of the example in which something stands.
func lineOf(t *testing.T, words string) int {
	t.Helper()
	raw, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(string(raw), words)
	return strings.Count(before, "\n") + 1
}

func TestWhatIsWrongIsToldWithItsLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, want string }{
		{"listen: 127.0.0.1:8080", "lissen: 127.0.0.1:8080", `line @: no such key "lissen"`},
		{"  prefix: sayso", "  trial: sayso", `no such key "redis.trial"; there is "trial"`},
		{"[fill-this-in]", "[]", "line @: twilio.auth_tokens: missing"},
		{"[fill-this-in]", `["", abc]`, "twilio.auth_tokens: a token is empty"},
		{"signature: enforce", "signature: off", "twilio.signature: want enforce"},
		{"gather_sms: 8s", "gather_sms: eight", "line @: cannot unmarshal"},
		{"gather_sms: 8s", "gather_sms: 0s", "line @: conversation.gather_sms: want a time"},
		{"text_name: Example Council ", "text_name: The London Borough of Example ", "council.text_name: want 1 to 24"},
		{`mon: "09:00-17:00"`, `mon: "9-5"`, "council.opening"},
		{"public_url: https://tell.example.gov.uk", "public_url: tell.example.gov.uk", "public_url: want the address"},
		{"public_url: https://tell.example.gov.uk", "public_url: https://tell.example.gov.uk?a=b", "public_url: want it without a query"},
		{"public_url: https://tell.example.gov.uk", "public_url: https://tell.example.gov.uk/#rc=5", "twilio.webhook_fragment"},
		{"api_url: https://api.twilio.com", "api_url: https://api.twilio.com?a=b", "twilio.api_url: want https"},
		{"  answers: 80 ", "  answers: 5 ", "conversation.answers: want 10 or more"},
		{"busy_answers: 20", "busy_answers: 0", "conversation.busy_answers: want 10 or more"},
		{"second_step: optional", "second_step: no", "casework.second_step: want optional or required"},
		{"delete_bodies_after: 0s", "delete_bodies_after: 48h", "line @: twilio.delete_bodies_after: want 0s: a body may be deleted at Twilio only once a verified backup"},
		{"partitions: 16", "partitions: 0", "redis.partitions: want 1 to 100"},
		{"in_hours: [] ", `in_hours: [{name: A, phone: "07700 900002"}] `, "a phone is written as"},
		{"in_hours: [] ", `in_hours: [{name: A, fone: "1"}] `, `no such key "safeguarding.rotas.in_hours.fone"`},
		{"in_hours: [] ", `in_hours: [{name: A, webhook: "https://x.example"}] `, "no webhook_secret"},
		{`quiet_hours: "20:00-08:00"`, `quiet_hours: "8pm"`, "conversation.quiet_hours: want 20:00-08:00"},
		{"keyset_file: sayso.keyset", `keyset_file: ""`, "encryption.keyset_file: missing"},
		{"    cy: ", "    welsh: ", "line @: conversation.languages.welsh: want the ISO 639 code"},
		{`      reviewed_on: "" `, `      reviewed_on: 2026-11-21 `, "conversation.languages.cy.reviewed_by: missing"},
		{`      reviewed_by: "" `, `      reviewed_by: A. Reviewer `, "conversation.languages.cy.reviewed_on: want the day"},
		{`      reviewed_by: "" `, `      reviewer: A. Reviewer `, `no such key "conversation.languages.cy.reviewer"`},
	} {
		want := strings.Replace(c.want, "line @", fmt.Sprintf("line %d", lineOf(t, c.from)), 1)
		if _, err := with(t, c.from, c.to, none); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\n got %v\nwant %s", c.to, err, want)
		}
	}
}

func TestAnErrorNeverShowsASecret(t *testing.T) {
	t.Parallel()
	c, err := with(t, "[fill-this-in]", "hush", none)
	if err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("got %v", err)
	}
	c.Twilio.AuthTokens = []Secret{"hush"}
	if shown := fmt.Sprintf("%v %+v %#v", c, c, c.Twilio); strings.Contains(shown, "hush") {
		t.Errorf("shown: %s", shown)
	}
}

func TestValuesComeFromTheEnvironmentAndFromFiles(t *testing.T) {
	t.Parallel()
	c, err := with(t, "listen: 127.0.0.1:8080", "listen: 127.0.0.1:8081", func(name string) string {
		return map[string]string{"SAYSO_TWILIO_AUTH_TOKENS": `["one", "two"]`, "SAYSO_CONVERSATION_GATHER_SMS": "20ms"}[name]
	})
	if err != nil || len(c.Twilio.AuthTokens) != 2 || c.Conversation.GatherText.Milliseconds() != 20 || c.Listen != "127.0.0.1:8081" {
		t.Errorf("from the environment: %v, %v", c.Listen, err)
	}
	tokens := filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(tokens, []byte("[from-a-file]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err = with(t, "auth_tokens: [fill-this-in]", "auth_tokens_file: "+tokens, none)
	if err != nil || len(c.Twilio.AuthTokens) != 1 || c.Twilio.AuthTokens[0] != Secret("from-a-file") {
		t.Errorf("from a file: %v", err)
	}
	if _, err = with(t, "listen: 127.0.0.1:8080", "listen: 127.0.0.1:8080", func(name string) string {
		return map[string]string{"SAYSO_REDIS_PARTITIONS": "hush"}[name]
	}); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("a bad variable: %v", err)
	}
}
