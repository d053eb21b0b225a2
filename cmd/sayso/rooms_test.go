package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// room says what a folder may import of ours and of others. The longest name that fits counts.
type room struct {
	ours   []string // "sayso/..." that it may import; a trailing / allows all below
	others []string // modules beside the standard library
	pure   bool     // no net, no disk, no clock, no randomness, no log
	why    string
}

var rooms = map[string]room{
	"conversation/meaning/learned": {others: []string{"golang.org/x/text"}, pure: true,
		why: "what was learned is compiled in; learning is done by cmd/train"},
	"conversation/meaning/linear": {pure: true, why: "a table of weights knows nothing of what they weigh"},
	"conversation/meaning/hands": {ours: []string{"sayso/conversation/meaning/learned", "sayso/conversation/meaning/linear"}, others: []string{"golang.org/x/text"}, pure: true,
		why: "what was learned is compiled in; learning is done by cmd/train"},
	"conversation/meaning/tone": {ours: []string{"sayso/conversation/meaning/learned", "sayso/conversation/meaning/linear"}, others: []string{"golang.org/x/text"}, pure: true,
		why: "what was learned is compiled in; learning is done by cmd/train"},
	"conversation/meaning": {ours: []string{"sayso/conversation/meaning/hands", "sayso/conversation/meaning/learned", "sayso/conversation/meaning/tone"}, others: []string{"golang.org/x/text"}, pure: true,
		why: "what a message means belongs to no channel, case or machine"},
	"conversation": {ours: []string{"sayso/conversation/meaning"}, others: []string{"golang.org/x/text"}, pure: true,
		why: "the conversation decides and touches nothing; what touches belongs to a channel, the store or cmd"},
	"conversation/dialogues":       {pure: true, why: "scenes are plain text"},
	"conversation/seal":            {others: []string{"github.com/tink-crypto/tink-go", "google.golang.org/protobuf"}, why: "sealing knows nothing of what it seals"},
	"conversation/store":           {ours: []string{"sayso/conversation", "sayso/conversation/seal"}, others: []string{"github.com/redis/go-redis", "github.com/go-json-experiment/json"}, why: "the store keeps conversations; it knows no channel and no case"},
	"conversation/store/redisd":    {why: "it runs a redis-server and knows nothing of what is kept there"},
	"conversation/store/redistest": {ours: []string{"sayso/conversation/store/redisd"}, others: []string{"github.com/redis/go-redis"}, why: "tests only"},
	"channels":                     {ours: []string{"sayso/conversation", "sayso/conversation/seal"}, why: "channels know the conversation, never the case"},
	"channels/sms":                 {ours: []string{"sayso/channels", "sayso/conversation", "sayso/conversation/seal"}, others: []string{"github.com/twilio/twilio-go"}, why: "channels know the conversation, never the case nor each other"},
	"channels/webchat":             {ours: []string{"sayso/channels", "sayso/conversation", "sayso/conversation/seal"}, others: []string{"github.com/gorilla/websocket", "golang.org/x/time", "golang.org/x/text", "github.com/boombuler/barcode"}, why: "channels know the conversation, never the case nor each other"},
	"caseworker":                   {ours: []string{"sayso/conversation"}, pure: true, why: "the rules of a case are pure; Redis belongs to caseworker/register, pages to caseworker/console"},
	"caseworker/report":            {ours: []string{"sayso/caseworker", "sayso/conversation"}, pure: true, why: "the report counts and writes; who reads the cases and where it goes belongs to register and cmd"},
	"caseworker/report/workbook":   {ours: []string{"sayso/caseworker/report"}, others: []string{"github.com/xuri/excelize"}, why: "a spreadsheet has what the report lets out, and nothing else"},
	"caseworker/audit":             {ours: []string{"sayso/conversation/seal"}, others: []string{"github.com/redis/go-redis"}, why: "a trail knows nothing of what its lines tell"},
	"caseworker/register":          {ours: []string{"sayso/caseworker", "sayso/caseworker/audit", "sayso/caseworker/report", "sayso/caseworker/staff", "sayso/conversation", "sayso/conversation/seal"}, others: []string{"github.com/redis/go-redis", "github.com/go-json-experiment/json"}, why: "the register keeps cases; it reaches people only through the conversation"},
	"caseworker/staff":             {ours: []string{"sayso/caseworker", "sayso/caseworker/audit", "sayso/conversation/seal"}, others: []string{"github.com/redis/go-redis", "github.com/alexedwards/argon2id", "github.com/pquerna/otp"}, why: "accounts know no case"},
	"caseworker/alert":             {ours: []string{"sayso/caseworker", "sayso/conversation", "sayso/conversation/seal"}, others: []string{"github.com/redis/go-redis"}, why: "the ladder of alerts knows who was called, not what was said"},
	"caseworker/api":               {ours: []string{"sayso/caseworker", "sayso/caseworker/register", "sayso/caseworker/report", "sayso/caseworker/staff", "sayso/conversation"}, why: "the API speaks of cases only"},
	"caseworker/console":           {ours: []string{"sayso/caseworker", "sayso/caseworker/register", "sayso/caseworker/report", "sayso/caseworker/report/workbook", "sayso/caseworker/staff", "sayso/conversation"}, others: []string{"github.com/boombuler/barcode"}, why: "pages speak of cases only"},
	"cmd":                          {ours: []string{"sayso/"}, others: []string{""}, why: "cmd/sayso is the only room that knows the others"},
}

// impure are the doors to the world that the core does not have.
// log/slog is left out: what masks itself must know it.
var impure = []string{"net", "os", "context", "math/rand", "crypto/rand", "syscall", "io/ioutil", "runtime"}

// clocks are the calls by which a clock would come in by the window.
var clocks = []string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker", "AfterFunc"}

func TestEveryLineIsInItsRoom(t *testing.T) {
	t.Parallel()
	top := filepath.Join("..", "..")
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		rel, err := filepath.Rel(top, path)
		if err != nil {
			return err
		}
		name, r, ok := roomOf(filepath.ToSlash(filepath.Dir(rel)))
		if !ok {
			t.Errorf("%s: there is no such room; a line belongs to conversation, channels, caseworker or cmd", rel)
			return nil
		}
		look(t, rel, path, name, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func roomOf(dir string) (string, room, bool) {
	for name := dir; name != "."; name = filepath.ToSlash(filepath.Dir(name)) {
		if r, ok := rooms[name]; ok && (name == dir || name == "cmd") {
			return name, r, true
		}
	}
	return "", room{}, false
}

func look(t *testing.T, rel, path, name string, r room) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Errorf("%s: %v", rel, err)
		return
	}
	timeName := ""
	for _, spec := range file.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if imported == "time" {
			timeName = "time"
		}
		if !allowed(r, imported) {
			t.Errorf("%s imports %s: %s may not; %s", rel, imported, name, r.why)
		}
	}
	if !r.pure || timeName == "" {
		return
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := call.X.(*ast.Ident); ok && x.Name == timeName && slices.Contains(clocks, call.Sel.Name) {
				t.Errorf("%s calls time.%s: time arrives on the event; %s", rel, call.Sel.Name, r.why)
			}
		}
		return true
	})
}

func allowed(r room, imported string) bool {
	switch {
	case strings.HasPrefix(imported, "sayso/"):
		return slices.ContainsFunc(r.ours, func(ok string) bool {
			return imported == ok || strings.HasSuffix(ok, "/") && strings.HasPrefix(imported, ok)
		})
	case strings.Contains(strings.SplitN(imported, "/", 2)[0], "."):
		return slices.ContainsFunc(r.others, func(ok string) bool {
			return ok == "" || imported == ok || strings.HasPrefix(imported, ok+"/")
		})
	}
	return !r.pure || imported != "log" && !slices.ContainsFunc(impure, func(bad string) bool {
		return imported == bad || strings.HasPrefix(imported, bad+"/")
	})
}
