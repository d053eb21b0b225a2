package webchat_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"sayso/channels/webchat"
)

// piece is one frame of a browser as it goes over the wire, masked with zeros. op is 0 for a continuation.
func piece(op byte, last bool, payload []byte) []byte {
	b := []byte{op, 0x80}
	if last {
		b[0] |= 0x80
	}
	if len(payload) < 126 {
		b[1] |= byte(len(payload))
	} else {
		b[1] |= 126
		b = append(b, byte(len(payload)>>8), byte(len(payload)))
	}
	return append(append(b, 0, 0, 0, 0), payload...)
}

func TestAMessageInPiecesIsOneMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, _ := w.hello(t, "", 0)
	words := []byte(`{"type":"say","id":"f-1","text":"quiet 🙂 é"}`)
	for i := range words { // cut inside the emoji too, with a ping and an empty piece between
		op := byte(0)
		if i == 0 {
			op = websocket.TextMessage
		}
		all := piece(op, i == len(words)-1, words[i:i+1])
		if i == 40 {
			all = append(append(piece(websocket.PingMessage, true, nil), piece(0, false, nil)...), all...)
		}
		if _, err := a.conn.NetConn().Write(all); err != nil {
			t.Fatal(err)
		}
	}
	a.wantHeard("f-1", 1)
}

func TestPiecesWithoutAnEndAreCutOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, _ := w.hello(t, "", 0)
	op := byte(websocket.TextMessage)
	for range 100 {
		if _, err := a.conn.NetConn().Write(piece(op, false, []byte(strings.Repeat("x", 300)))); err != nil {
			break // the service has closed it already
		}
		op = 0
	}
	a.wantClosed(websocket.CloseMessageTooBig)
}

func TestAnUpgradeThatIsNeverFinishedHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	half, err := net.Dial("tcp", strings.TrimPrefix(w.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer half.Close()
	if _, err := io.WriteString(half, "GET /chat/socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"); err != nil {
		t.Fatal(err)
	}
	a, _ := w.hello(t, "", 0)
	a.say("m-1", "quiet")
	a.wantHeard("m-1", 1)
}

func TestAFloodOfPingsIsSlowedAndThenEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	a, _ := w.hello(t, "", 0)
	for range 1000 {
		if err := a.conn.WriteJSON(frame{"type": "ping"}); err != nil {
			break
		}
	}
	a.wantClosed(websocket.ClosePolicyViolation)
}

// Not parallel: it weighs this process, with the browsers' end of each socket in it.
func TestIdleChatsGiveBackWhatTheyTook(t *testing.T) {
	const many = 2000 // `sayso bench` opens 10,000; each is two files of this process
	w := newWorld(t, func(c *webchat.Config) { c.MaxSocketsPerAddress = many })
	comeAndGo := func() (there int64) {
		conns := make([]*websocket.Conn, many)
		for n := range conns {
			conn, _, err := w.dial(w.url)
			if err != nil {
				t.Fatal(err)
			}
			tab := &tab{t: t, conn: conn}
			tab.send(frame{"type": "hello", "v": 1})
			tab.want("welcome")
			if conns[n] = conn; n%20 == 0 { // those who said something are listened for
				tab.say("m-1", "quiet")
				tab.wantHeard("m-1", 1)
			}
		}
		there = weight()
		for _, conn := range conns {
			conn.Close()
		}
		return there
	}
	goroutines := runtime.NumGoroutine() + 2
	comeAndGo() // pools and maps grow once
	wantGone(t, goroutines, patience)
	before := weight()
	there := comeAndGo()
	wantGone(t, goroutines, patience)
	if left, most := weight()-before, (there-before)/50; left > most {
		t.Errorf("%d chats took %d KiB, and left %d KiB behind, want at most %d", many, (there-before)>>10, left>>10, most>>10)
	}
}

// weight is what is held when all that is not needed has been given back.
func weight() int64 {
	runtime.GC()
	runtime.GC() // what pools hold goes with the second one
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}

// Not parallel: it counts what runs in this process.
func TestReadersThatDoNotReadAreDroppedAndLeaveNothingBehind(t *testing.T) {
	w := newWorld(t, func(c *webchat.Config) { c.WriteWithin, c.Says = 500*time.Millisecond, 1000 })
	a, token := w.hello(t, "", 0)
	for n := 1; n <= 450; n++ {
		a.say(fmt.Sprint("m-", n), "quiet"+strings.Repeat("🙂", 3990))
		a.wantHeard(fmt.Sprint("m-", n), 2*n-1)
		a.want("message")
	}
	before := runtime.NumGoroutine()
	for range 8 {
		deaf := websocket.Dialer{NetDial: func(network, address string) (net.Conn, error) {
			conn, err := net.Dial(network, address)
			if err != nil {
				return nil, err
			}
			return conn, conn.(*net.TCPConn).SetReadBuffer(2048)
		}}
		conn, _, err := deaf.Dial("ws"+strings.TrimPrefix(w.url, "http")+"/chat/socket", http.Header{"Origin": {w.url}})
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := conn.WriteJSON(frame{"type": "hello", "v": 1, "token": token, "after": 0}); err != nil {
			t.Fatal(err)
		}
	}
	a.say("m-451", "quiet") // whoever reads is not held up by those who do not
	a.wantHeard("m-451", 901)
	wantGone(t, before+2, 6*patience)
}

// wantGone waits until no more goroutines run than that.
func wantGone(t *testing.T, most int, within time.Duration) {
	t.Helper()
	patient, look := time.NewTimer(within), time.NewTicker(20*time.Millisecond)
	defer patient.Stop()
	defer look.Stop()
	for runtime.NumGoroutine() > most {
		select {
		case <-look.C:
		case <-patient.C:
			t.Fatalf("%d goroutines run, want at most %d", runtime.NumGoroutine(), most)
		}
	}
}
