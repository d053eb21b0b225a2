package webchat_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// old are browsers of five years ago, which cheap and handed-down phones still have.
var old = []api.Engine{
	{Name: api.EngineChrome, Version: "96"}, {Name: api.EngineEdge, Version: "96"}, {Name: api.EngineFirefox, Version: "94"},
	{Name: api.EngineSafari, Version: "15.1"}, {Name: api.EngineIOS, Version: "15.1"},
}

// later is what those browsers lack and a script could ask for unawares: it does not come at all, and what stands
// after it never runs. It is a list of names, so it can only find what somebody has put there.
var later = regexp.MustCompile(`structuredClone|Object\.groupBy|Map\.groupBy|Promise\.(withResolvers|try)|Array\.fromAsync|\.(findLast|findLastIndex|toSorted|toReversed|toSpliced|isWellFormed|toWellFormed|showPicker|requestSubmit|checkVisibility|replaceWith\(\.\.\.|showPopover|togglePopover|hidePopover|setHTML|getSetCookie|intersection|isSubsetOf|symmetricDifference|scheduler|at|with|group|transferToFixedLength|submitter)\(|AbortSignal\.(timeout|any)|URL\.(canParse|parse)\(|Object\.hasOwn|navigation\.|CloseWatcher|Intl\.(DurationFormat|Segmenter)|startViewTransition|crypto\.randomUUID|\.inert\b|\.submitter\b|#!`)

// laterStyle is the same of the style sheet. A rule that is not understood is dropped whole, so one that only
// makes things nicer may stand: it is named in nicer.
var (
	laterStyle = regexp.MustCompile(`:has\(|@container|@layer|@scope|@starting-style|@property|color-mix\(|oklch\(|light-dark\(|text-wrap|field-sizing|\b(round|sqrt|sin)\(|anchor\(|:popover-open|subgrid|\binset-area\b|\d(dvh|svh|lvh|cqw)\b`)
	nicer      = []string{
		".hello:has(+ #log .line) .before { display: none; } /* the first reply says the same */", // without it the greeting stays
		"height: 100vh; height: 100dvh;", // the first half stays
	}
)

func TestTheScriptsRunInBrowsersOfFiveYearsAgo(t *testing.T) {
	t.Parallel()
	scripts, err := filepath.Glob("pages/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	for _, path := range scripts {
		script := asset(t, path)
		if now, then := built(t, path, script, api.LoaderJS, nil), built(t, path, script, api.LoaderJS, old); now != then {
			t.Errorf("%s is written in what older browsers cannot read; for them it would be\n%s", path, then)
		}
		if found := later.FindString(script); found != "" {
			t.Errorf("%s asks for %q, which older browsers lack", path, found)
		}
	}
	style := asset(t, "pages/style.css")
	for _, rule := range nicer {
		if !strings.Contains(style, rule) {
			t.Errorf("the style sheet has no %q", rule)
		}
		style = strings.ReplaceAll(style, rule, "")
	}
	if now, then := built(t, "style.css", style, api.LoaderCSS, nil), built(t, "style.css", style, api.LoaderCSS, old); now != then {
		t.Errorf("the style sheet would be, for older browsers,\n%s", then)
	}
	if found := laterStyle.FindString(style); found != "" {
		t.Errorf("the style sheet has %q, which older browsers lack", found)
	}
}

// What the test above is to find, it finds.
func TestWhatOlderBrowsersLackIsFound(t *testing.T) {
	t.Parallel()
	for _, script := range []string{"class A { static { f(); } }", "found = /[a-z--[aeiou]]/v.test(x)"} {
		if built(t, "x.js", script, api.LoaderJS, nil) == built(t, "x.js", script, api.LoaderJS, old) {
			t.Errorf("%s would pass", script)
		}
	}
	for _, script := range []string{"list.at(-1)", "crypto.randomUUID()", "structuredClone(x)", "e.submitter.value"} {
		if !later.MatchString(script) {
			t.Errorf("%s would pass", script)
		}
	}
	if css := "a { b { color: red } }"; built(t, "x.css", css, api.LoaderCSS, nil) == built(t, "x.css", css, api.LoaderCSS, old) {
		t.Error("nested rules would pass")
	}
}

func asset(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// built is what esbuild makes of a file for these browsers, for the newest where none is named.
func built(t *testing.T, path, text string, loader api.Loader, engines []api.Engine) string {
	t.Helper()
	made := api.Transform(text, api.TransformOptions{Loader: loader, Sourcefile: path, Engines: engines, Target: map[bool]api.Target{true: api.ESNext, false: api.DefaultTarget}[engines == nil], LogLevel: api.LogLevelSilent})
	for _, e := range append(made.Errors, made.Warnings...) {
		t.Errorf("%s: %s", path, e.Text)
	}
	return string(made.Code)
}
