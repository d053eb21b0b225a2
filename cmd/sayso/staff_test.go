package main

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"sayso/cmd/sayso/config"
)

// TestAnAccountIsMadeUsedAndEndedByCommands: what an operator does with a configuration file alone.
func TestAnAccountIsMadeUsedAndEndedByCommands(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	file := d.configFile()
	staff := func(stdin string, args ...string) (code int, out, errs string) {
		t.Helper()
		return sayso(t, stdin, append([]string{"staff", args[0], "--config", file}, args[1:]...)...)
	}
	const email, chosen = "noor@demo.example", "a long enough password"
	if code, out, errs := staff(chosen+"\n", "add", "--email", email, "--name", "Noor Example", "--role", "caseworker"); code != 0 || out != "" {
		t.Fatalf("add: exit %d, %q, %q; want 0 and nothing shown of a password that was chosen", code, out, errs)
	}
	code, out, errs := staff("\n", "add", "--email", "lee@demo.example", "--name", "Lee Example", "--role", "manager")
	if made, ok := strings.CutPrefix(out, "password: "); code != 0 || !ok || len(strings.TrimSpace(made)) < 12 {
		t.Errorf("add without a password: exit %d, %q, %q; want one made", code, out, errs)
	}
	for name, c := range map[string]struct {
		stdin string
		args  []string
		code  int
		says  string
	}{
		"twice":            {chosen + "\n", []string{"add", "--email", email, "--name", "Noor", "--role", "caseworker"}, 1, "taken"},
		"a role of nobody": {chosen + "\n", []string{"add", "--email", "kit@demo.example", "--name", "Kit", "--role", "boss"}, 1, "role"},
		"no e-mail":        {chosen + "\n", []string{"add", "--email", "kit", "--name", "Kit", "--role", "caseworker"}, 1, "e-mail"},
		"no name":          {chosen + "\n", []string{"add", "--email", "kit@demo.example", "--role", "caseworker"}, 2, "--name"},
		"too short":        {"1234\n", []string{"add", "--email", "kit@demo.example", "--name", "Kit", "--role", "caseworker"}, 1, "password"},
		"a job of nobody":  {chosen + "\n", []string{"add", "--email", "kit@demo.example", "--name", "Kit", "--role", "caseworker", "--job", "plumber"}, 1, "social_worker"},
		"no such job":      {"", []string{"edit", "--email", email, "--job", "plumber"}, 1, "social_worker"},
		"by nobody":        {"", []string{"reset-second-step", "--email", email, "--by", "kit@demo.example", "--reason", "lost"}, 1, "no such account"},
		"by a caseworker":  {"", []string{"reset-second-step", "--email", "lee@demo.example", "--by", email, "--reason", "lost"}, 1, "not allowed"},
		"for no reason":    {"", []string{"reset-second-step", "--email", email, "--by", "lee@demo.example"}, 2, "--reason"},
		"nothing to edit":  {"", []string{"edit", "--email", email}, 2, "--job"},
		"edit of nobody":   {"", []string{"edit", "--email", "kit@demo.example", "--team", "North"}, 1, "no such account"},
		"token of nobody":  {"", []string{"token", "--email", "kit@demo.example"}, 1, "no such account"},
	} {
		code, out, errs := staff(c.stdin, c.args...)
		if code != c.code || !strings.Contains(errs, c.says) || out != "" {
			t.Errorf("%s: exit %d, %q, %q; want %d and a sentence with %q", name, code, out, errs, c.code, c.says)
		}
		if strings.Contains(errs, chosen) {
			t.Errorf("%s: the password is shown", name)
		}
	}
	if code, out, _ := staff("", "list"); code != 0 || !strings.Contains(out, email+"\tNoor Example\tcaseworker\tactive\t\t\n") || strings.Contains(out, "kit@") {
		t.Errorf("list: exit %d, %q", code, out)
	}
	if code, out, errs := staff("", "edit", "--email", email, "--job", "social_worker", "--team", "North"); code != 0 || out != "" {
		t.Errorf("edit: exit %d, %q, %q", code, out, errs)
	}
	if code, out, _ := staff("", "list"); code != 0 || !strings.Contains(out, email+"\tNoor Example\tcaseworker\tactive\tsocial_worker\tNorth\n") {
		t.Errorf("list: exit %d, %q", code, out)
	}
	if code, out, errs := staff("", "reset-second-step", "--email", email, "--by", "lee@demo.example", "--reason", "Noor lost the phone"); code != 0 || out != "" {
		t.Errorf("reset-second-step: exit %d, %q, %q", code, out, errs)
	}
	if _, out, _ := sayso(t, "", "check", "--config", file); !strings.Contains(out, "no job is said of lee@demo.example:") || strings.Contains(out, email) {
		t.Errorf("check does not tell whose job is missing: %s", out)
	}

	code, out, errs = staff("", "token", "--email", email)
	token := strings.TrimSuffix(out, "\n")
	if code != 0 || token == "" || strings.ContainsAny(token, " \n") {
		t.Fatalf("token: exit %d, %q, %q; want it alone on standard output", code, out, errs)
	}
	if code := d.as(token).call("GET", "/cases", nil, nil); code != 200 {
		t.Errorf("the API with the token: %d", code)
	}
	if code, _, errs := staff("", "disable", "--email", email); code != 0 {
		t.Fatalf("disable: exit %d, %q", code, errs)
	}
	if code := d.as(token).call("GET", "/cases", nil, nil); code != 401 {
		t.Errorf("the API with the token of a disabled account: %d, want 401", code)
	}
	answer, err := http.PostForm(d.base+"/staff/sign-in", url.Values{"email": {email}, "password": {chosen}})
	if err != nil {
		t.Fatal(err)
	}
	if shown := body(t, answer); answer.StatusCode != 401 || strings.Contains(shown, chosen) {
		t.Errorf("sign-in of a disabled account: %d", answer.StatusCode)
	}
	if code, out, _ := staff("", "list"); code != 0 || !strings.Contains(out, email+"\tNoor Example\tcaseworker\tdisabled\tsocial_worker\tNorth\n") {
		t.Errorf("list: exit %d, %q", code, out)
	}
	if code, out, _ := staff("", "token", "--email", email); code != 1 || out != "" {
		t.Errorf("token of a disabled account: exit %d, %q", code, out)
	}
	d.keptSecret(token, chosen, email)
}

// TestTheConfigurationRequiresASecondStep: a password alone then shows nothing.
func TestTheConfigurationRequiresASecondStep(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ setting, shows string }{{"required", "Your second step"}, {"optional", "Cases"}} {
		d := deploy(t, func(c *config.Config) { c.Casework.SecondStep = row.setting })
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		browser := http.Client{Jar: jar}
		answer, err := browser.PostForm(d.base+"/staff/sign-in", url.Values{"email": {demoCaseworker}, "password": {demoPassword}})
		if err != nil {
			t.Fatal(err)
		}
		if shown := body(t, answer); answer.StatusCode != 200 || !strings.Contains(shown, "<h1>"+row.shows) {
			t.Errorf("%s: %d, and no %q", row.setting, answer.StatusCode, row.shows)
		}
		_, out, _ := sayso(t, "", "check", "--config", d.configFile())
		if noted := strings.Contains(out, "a password alone lets staff in"); noted != (row.setting == "optional") {
			t.Errorf("%s: check says %t that a password alone lets in", row.setting, noted)
		}
	}
}
