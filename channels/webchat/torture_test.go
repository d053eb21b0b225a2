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
	patient := time.NewTimer(6 * patience)
	defer patient.Stop()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for runtime.NumGoroutine() > before+2 {
		select {
		case <-look.C:
		case <-patient.C:
			t.Fatalf("%d goroutines before, %d after", before, runtime.NumGoroutine())
		}
	}
}
