package webchat_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"sayso/channels/webchat"
	"sayso/conversation"
	"sayso/conversation/seal"
	"sayso/conversation/store"
	"sayso/conversation/store/redisd"
	"sayso/conversation/store/redistest"
)

const patience = 10 * time.Second

// world is a chat over a real store, with a script instead of the conversation.
type world struct {
	chat  *webchat.Chat
	store *store.Store
	keys  *seal.Keyset
	redis *redisd.Server
	url   string
	wires *wires
	log   *safeBuffer
}

func newWorld(t testing.TB, change func(*webchat.Config)) *world {
	t.Helper()
	keys, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{keys: keys, redis: redistest.Start(t), log: &safeBuffer{}}
	log := slog.New(slog.NewTextHandler(w.log, nil))
	w.store, err = store.Open(t.Context(), redistest.Client(t, w.redis), keys, script, rand.Reader, store.Config{}, log)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	server := httptest.NewUnstartedServer(mux)
	w.wires = &wires{Listener: server.Listener, open: map[net.Conn]bool{}}
	server.Listener = w.wires
	server.Start()
	t.Cleanup(server.Close)
	w.url = server.URL
	config := webchat.Config{
		PublicURL: server.URL, Council: "London Borough of Example", Phone: "01632 960000",
		TextNumber: "+447700900000", Opening: fromNineToFive(),
		AnswerWithin: patience, LookEvery: time.Second,
	}
	if change != nil {
		change(&config)
	}
	w.chat, err = webchat.New(config, w.store, keys, log, time.Now, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	w.chat.Routes(mux)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := w.chat.Drain(ctx); err != nil {
			t.Error(err)
		}
	})
	return w
}

func fromNineToFive() []webchat.Hours {
	var week []webchat.Hours
	for day := time.Monday; day <= time.Friday; day++ {
		week = append(week, webchat.Hours{Day: day, From: 9 * time.Hour, Until: 17 * time.Hour})
	}
	return week
}

var yesOrNo = []conversation.Choice{{Say: "1", Label: "Yes"}, {Say: "2", Label: "No"}}

// script answers every message with the same question, except "quiet" with nothing, and "new ..." by
// beginning a talk of its own with the rest, and "I am his mum" by closing the chat.
func script(s conversation.State, e conversation.Event) (conversation.State, []conversation.Effect) {
	var effects []conversation.Effect
	hear := func(text string) {
		s.Lines++
		effects = append(effects, conversation.Heard{Seq: s.Lines, Channel: conversation.Chat, Text: text})
	}
	say := func(line conversation.Say) {
		s.Lines++
		line.Seq, line.Channel, line.Lane = s.Lines, conversation.Chat, cmp.Or(line.Lane, conversation.LaneAnswer)
		if line.From == conversation.FromSayso {
			line.Language = "en"
		}
		effects = append(effects, line)
	}
	switch what := e.What.(type) {
	case conversation.Said:
		hear(what.Text)
		switch words, anew := strings.CutPrefix(what.Text, "new "); {
		case anew:
			effects = append(effects, conversation.Anew{Channel: conversation.Chat, Texts: []string{words}})
		case what.Text == "I am his mum":
			say(conversation.Say{From: conversation.FromSayso, Text: closed})
			effects = append(effects, conversation.ShutDoor{Channel: conversation.Chat})
		case what.Text != "quiet":
			say(conversation.Say{From: conversation.FromSayso, Text: "Are you safe right now?", Ask: conversation.AskSafeNow, Choices: yesOrNo})
		}
	case conversation.NeedHelpNow:
		hear("I need help now")
		say(conversation.Say{From: conversation.FromSayso, Text: "We are telling a worker now.", Lane: conversation.LaneSafety})
	case conversation.Joined:
		say(conversation.Say{From: conversation.FromSayso, Text: "Hi again."})
	case conversation.Left:
		effects = append(effects, conversation.ShutDoor{Channel: conversation.Chat})
	case conversation.StaffSaid:
		say(conversation.Say{From: conversation.FromCaseworker, Name: what.Name, Text: what.Text, Effect: what.Effect})
	}
	return s, effects
}

// conversation is the one behind a token.
func (w *world) conversation(t *testing.T, token string) string {
	t.Helper()
	id, err := w.store.Find(t.Context(), conversation.Door{Channel: conversation.Chat, Address: w.keys.Hash("chat", token)})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// texts are the lines behind a token, as they are kept.
func (w *world) texts(t *testing.T, token string) []string {
	t.Helper()
	lines, err := w.store.Transcript(t.Context(), w.conversation(t, token), 0)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, line := range lines {
		texts = append(texts, line.Text)
	}
	return texts
}

// wires is a listener whose connections can be cut, sockets too.
type wires struct {
	net.Listener
	mu   sync.Mutex
	open map[net.Conn]bool
	dead bool
}

func (w *wires) Accept() (net.Conn, error) {
	for {
		c, err := w.Listener.Accept()
		if err != nil {
			return nil, err
		}
		w.mu.Lock()
		dead := w.dead
		w.open[c] = !dead
		w.mu.Unlock()
		if !dead {
			return c, nil
		}
		c.Close()
	}
}

// cut ends every connection; with dead set, new ones end at once, until it is called again.
func (w *wires) cut(dead bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dead = dead
	for c := range w.open {
		c.Close()
		delete(w.open, c)
	}
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
