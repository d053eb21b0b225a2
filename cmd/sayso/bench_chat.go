package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"github.com/redis/go-redis/v9"
)

// chatSizes are how many chats are open in the bench, and for how long they talk.
type chatSizes struct {
	idle, talking int
	talkFor       time.Duration
}

// chats measures the chat beside a bare socket server over the same Redis: memory, how fast sockets open, and
// how soon a message is heard, which for Sayso means that it is stored for good. Rounds are in turn.
func (b *benched) chats(ctx context.Context, sizes chatSizes, rounds int, out io.Writer) error {
	bare, err := newBareSockets(ctx, b.redis)
	if err != nil {
		return err
	}
	defer bare.close()
	var weigh, rates, p50 [2][]rate // of the bare server, of Sayso
	lost, twice, left, kept := 0, 0, 0, 0.0
	for range rounds {
		for i, at := range []string{bare.address(), b.base} {
			idle, err := b.idle(ctx, at, sizes.idle)
			if err != nil {
				return err
			}
			left, kept = max(left, idle.left), max(kept, idle.kept)
			weigh[i], rates[i] = append(weigh[i], rate{perSecond: idle.bytes}), append(rates[i], rate{perSecond: idle.perSecond})
			said, err := b.talking(ctx, at, sizes)
			if err != nil {
				return err
			}
			lost, twice = lost+said.Said-said.Heard, twice+said.Twice
			p50[i] = append(p50[i], rate{perSecond: float64(said.P50), p99: said.P99})
		}
	}
	mid := func(all []rate) float64 { return median(all, func(r rate) float64 { return r.perSecond }) }
	for i, name := range []string{"bare sockets", "sayso's chat"} {
		fmt.Fprintf(out, "  %-14s %5.1f KiB a chat of %d, %6.0f opened a second; heard after p50 %s, p99 %s\n", name, mid(weigh[i])/1024, sizes.idle, mid(rates[i]),
			time.Duration(mid(p50[i])).Round(time.Microsecond), time.Duration(median(p50[i], func(r rate) float64 { return float64(r.p99) })).Round(time.Microsecond))
	}
	b.bars = append(b.bars,
		bar{6, fmt.Sprintf("memory of %d idle chats, beside bare sockets", sizes.idle), ratio(weigh[1], weigh[0]), atMost, 2},
		bar{6, "goroutines that are left when they have gone", float64(left), atMost, 20},
		bar{6, "share of their memory that is held when they have gone", kept, atMost, 0.1},
		bar{7, "sockets opened a second, beside bare sockets", ratio(rates[1], rates[0]), atLeast, 0.4},
		bar{8, fmt.Sprintf("p50 from said to stored, %d chats, beside bare sockets", sizes.talking), ratio(p50[1], p50[0]), atMost, 4},
		bar{8, "messages lost", float64(lost), atMost, 0}, bar{8, "messages heard twice", float64(twice), atMost, 0})
	return nil
}

// idled is what so many idle chats need.
type idled struct {
	bytes, perSecond float64 // bytes are of one chat
	left             int     // goroutines, once they have gone
	kept             float64 // of the memory that all took, the share that is held then
}

func (b *benched) idle(ctx context.Context, at string, many int) (idled, error) {
	heap, goroutines := inUse(), runtime.NumGoroutine()
	t, err := startTabs(ctx, at, many)
	if err != nil {
		return idled{}, err
	}
	took := float64(inUse() - heap)
	if err := t.close(); err != nil {
		return idled{}, err
	}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > goroutines && time.Now().Before(end); {
		<-tick.C
	}
	return idled{
		bytes: took / float64(many), perSecond: t.opened.PerSecond,
		left: max(0, runtime.NumGoroutine()-goroutines), kept: max(0, float64(inUse()-heap)/took),
	}, nil
}

// inUse is the memory that is needed when all that is not has been given back.
func inUse() int64 {
	runtime.GC()
	runtime.GC() // what pools hold goes with the second one
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}

func (b *benched) talking(ctx context.Context, at string, sizes chatSizes) (talked, error) {
	t, err := startTabs(ctx, at, sizes.talking)
	if err != nil {
		return talked{}, err
	}
	defer t.close()
	if _, err := t.talk(time.Second); err != nil { // the first message opens a talk and a case, which is not what is measured
		return talked{}, err
	}
	if err := b.drained(ctx); err != nil {
		return talked{}, err
	}
	said, err := t.talk(sizes.talkFor)
	if err != nil {
		return said, err
	}
	return said, b.drained(ctx)
}

// tabsElsewhere are tabs in a process of their own.
type tabsElsewhere struct {
	cmd    *exec.Cmd
	orders io.WriteCloser
	says   *json.Decoder
	opened opened
}

func startTabs(ctx context.Context, at string, many int) (*tabsElsewhere, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("start tabs: %w", err)
	}
	t := &tabsElsewhere{cmd: exec.CommandContext(ctx, self, "bench", "--tabs", strconv.Itoa(many), "--at", at)}
	t.cmd.Stderr = os.Stderr
	if t.orders, err = t.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start tabs: %w", err)
	}
	from, err := t.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start tabs: %w", err)
	}
	if err := t.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start tabs: %w", err)
	}
	t.says = json.NewDecoder(from)
	if err := t.says.Decode(&t.opened); err != nil {
		t.close()
		return nil, fmt.Errorf("tabs do not open: %w", err)
	}
	return t, nil
}

func (t *tabsElsewhere) talk(lasts time.Duration) (said talked, err error) {
	if _, err = fmt.Fprintln(t.orders, "talk", lasts); err != nil {
		return said, err
	}
	return said, t.says.Decode(&said)
}

func (t *tabsElsewhere) close() error {
	t.orders.Close()
	return t.cmd.Wait()
}

// bareSockets are what a chat costs without a conversation: gorilla with small buffers, a reader and a writer for
// each socket, and one subscription through which each message comes back. Nothing is stored.
type bareSockets struct {
	redis    redis.UniversalClient
	listener net.Listener
	server   *http.Server
	sub      *redis.PubSub
	upgrader websocket.Upgrader
	mu       sync.Mutex
	next     int
	out      map[string]chan string
}

func newBareSockets(ctx context.Context, r redis.UniversalClient) (*bareSockets, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("bare sockets: %w", err)
	}
	s := &bareSockets{redis: r, listener: listener, out: map[string]chan string{}, sub: r.PSubscribe(ctx, "bench-sockets:*"),
		upgrader: websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 1024, WriteBufferPool: &sync.Pool{}}}
	go func() {
		for m := range s.sub.Channel() {
			s.mu.Lock()
			if to := s.out[m.Channel]; to != nil {
				to <- m.Payload
			}
			s.mu.Unlock()
		}
	}()
	s.server = &http.Server{Handler: http.HandlerFunc(s.serve)}
	go s.server.Serve(listener)
	return s, nil
}

func (s *bareSockets) serve(w http.ResponseWriter, r *http.Request) {
	conn, err := s.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	out := make(chan string, 8)
	s.mu.Lock()
	s.next++
	name := "bench-sockets:" + strconv.Itoa(s.next)
	s.out[name] = out
	s.mu.Unlock()
	go func() {
		for text := range out {
			conn.WriteMessage(websocket.TextMessage, []byte(text))
		}
	}()
	defer func() {
		s.mu.Lock()
		delete(s.out, name)
		close(out)
		s.mu.Unlock()
	}()
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return
		}
		frame := string(data)
		if !strings.Contains(frame, `"say"`) {
			out <- `{"type":"welcome"}`
			continue
		}
		var said struct{ ID string }
		if json.Unmarshal(data, &said) != nil || s.redis.Publish(r.Context(), name, heardFrame(said.ID, frame)).Err() != nil {
			return
		}
	}
}

// heardFrame is as long as what was said, as an echo is.
func heardFrame(id, said string) string {
	s := time.Now().UnixNano()
	return fmt.Sprintf(`{"type":"heard","id":%q,"seq":%d,"pad":%q}`, id, s, strings.Repeat("x", max(0, len(said)-60)))
}

func (s *bareSockets) address() string { return "http://" + s.listener.Addr().String() }
func (s *bareSockets) close() {
	s.server.Close()
	s.sub.Close()
}
