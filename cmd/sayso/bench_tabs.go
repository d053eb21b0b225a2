package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/sync/errgroup"
)

// tabs are browsers of the bench. They are a process of their own, so that what the service needs can be told from
// what they need: `sayso bench --tabs 1000 --at URL`, which the bench starts itself.
type tabs struct {
	at    string
	conns []*websocket.Conn
}

// opened is what opening all of them came to.
type opened struct {
	PerSecond float64 `json:"per_second"`
}

// talked is what a while of talking came to.
type talked struct {
	Said  int           `json:"said"`
	Heard int           `json:"heard"` // of those
	Twice int           `json:"twice"` // the same line for two messages
	P50   time.Duration `json:"p50"`
	P99   time.Duration `json:"p99"`
}

// serveTabs opens so many, tells how that went, and then does what it is told, a word a line: "talk 5s". It ends,
// and all its tabs with it, when there is nothing more to read.
func serveTabs(at string, many int, in io.Reader, out io.Writer) error {
	t := &tabs{at: at, conns: make([]*websocket.Conn, many)}
	answers := json.NewEncoder(out)
	began := time.Now()
	if err := t.open(); err != nil {
		return err
	}
	if err := answers.Encode(opened{float64(many) / time.Since(began).Seconds()}); err != nil {
		return err
	}
	for orders := bufio.NewScanner(in); orders.Scan(); {
		lasts, err := time.ParseDuration(strings.TrimPrefix(orders.Text(), "talk "))
		if err != nil {
			return fmt.Errorf("tabs: %w", err)
		}
		if err := answers.Encode(t.talk(lasts)); err != nil {
			return err
		}
	}
	return nil
}

func (t *tabs) open() error {
	var all errgroup.Group
	all.SetLimit(64)
	for n := range t.conns {
		all.Go(func() (err error) {
			t.conns[n], err = t.openOne(n)
			return err
		})
	}
	return all.Wait()
}

// openOne comes from one of 24 addresses, since a service gives an address only so many sockets.
func (t *tabs) openOne(n int) (*websocket.Conn, error) {
	from := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+n%24))}}
	dialer := websocket.Dialer{NetDialContext: from.DialContext, ReadBufferSize: 1024, WriteBufferSize: 1024}
	conn, _, err := dialer.Dial("ws"+strings.TrimPrefix(t.at, "http")+"/chat/socket", http.Header{"Origin": {t.at}})
	if err != nil {
		return nil, fmt.Errorf("open a tab: %w", err)
	}
	if err := conn.WriteJSON(map[string]any{"type": "hello", "v": 1}); err != nil {
		return nil, err
	}
	var welcome struct{ Type string }
	if err := conn.ReadJSON(&welcome); err != nil || welcome.Type != "welcome" {
		return nil, fmt.Errorf("a tab was told %q: %w", welcome.Type, err)
	}
	return conn, nil
}

// talk has each tab say something once a second.
func (t *tabs) talk(lasts time.Duration) talked {
	var (
		all  sync.WaitGroup
		mu   sync.Mutex
		sum  talked
		took []time.Duration
	)
	for n, conn := range t.conns {
		all.Go(func() {
			said, heard, twice := 0, []time.Duration{}, 0
			seqs := map[int]bool{}
			for next := time.Now().Add(time.Duration(n) * time.Second / time.Duration(len(t.conns))); said < int(lasts.Seconds()); next = next.Add(time.Second) {
				<-time.After(time.Until(next))
				said++
				seq, one, err := sayOne(conn, "bench-"+strconv.FormatInt(time.Now().UnixNano(), 36)+"-"+strconv.Itoa(said), ordinary[(n+said)%len(ordinary)])
				if err != nil {
					break
				}
				if seqs[seq] {
					twice++
				}
				seqs[seq] = true
				heard = append(heard, one)
			}
			mu.Lock()
			defer mu.Unlock()
			sum.Said, sum.Heard, sum.Twice, took = sum.Said+said, sum.Heard+len(heard), sum.Twice+twice, append(took, heard...)
		})
	}
	all.Wait()
	if len(took) > 0 {
		slices.Sort(took)
		sum.P50, sum.P99 = took[len(took)/2], took[len(took)*99/100]
	}
	return sum
}

// sayOne says something and waits until it is heard; other frames go by.
func sayOne(conn *websocket.Conn, id, text string) (seq int, took time.Duration, err error) {
	began := time.Now()
	if err := conn.WriteJSON(map[string]any{"type": "say", "id": id, "text": text}); err != nil {
		return 0, 0, err
	}
	for {
		var f struct {
			Type, ID string
			Seq      int
		}
		if err := conn.ReadJSON(&f); err != nil {
			return 0, 0, err
		}
		if f.Type == "heard" && f.ID == id {
			return f.Seq, time.Since(began), nil
		}
	}
}
