package main

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"sayso/cmd/sayso/config"
)

// load posts signed webhooks as Twilio does, as cheaply as it can: it shares the machine with what it
// measures.
type load struct {
	senders int
	token   string
	signURL string // what a signature is over
	run     int64  // tells the texts of this run from those of another
	next    atomic.Int64
	sayso   string       // where Sayso is; the bare server's texts do not count
	taken   atomic.Int64 // texts that Sayso has acknowledged
	mu      sync.Mutex
	some    [][]byte // of those, for the replay
}

// replayed is how many webhooks are sent again at the end.
const replayed = 1000

func newLoad(senders int, c config.Config) *load {
	return &load{senders: senders, token: string(c.Twilio.AuthTokens[0]), signURL: c.PublicURL + "/sms/inbound", run: time.Now().UnixNano(), sayso: strings.TrimPrefix(c.PublicURL, "http://")}
}

// ordinary is what people write in ordinary trouble; none is urgent.
var ordinary = []string{
	"my social worker never rings me back and its been weeks", "they stopped my contact with my sister and didnt say why",
	"0", "1", "yes", "no thats it", "my room is freezing and nobody fixes it", "i want someone to ring me", "after school",
}

// form is the webhook of one text: 19 fields, as Twilio sends them.
func (l *load) form(n int64) string {
	v := url.Values{}
	for _, place := range []string{"From", "To"} {
		for _, part := range []string{"City", "State", "Zip"} {
			v.Set(place+part, "")
		}
		v.Set(place+"Country", "GB")
	}
	sid := fmt.Sprintf("SM%016x%016x", l.run, n)
	v.Set("MessageSid", sid)
	v.Set("SmsSid", sid)
	v.Set("SmsMessageSid", sid)
	v.Set("AccountSid", demoAccount)
	v.Set("From", "+4478"+fmt.Sprintf("%08d", n%int64(l.senders)))
	v.Set("To", demoNumber)
	v.Set("Body", ordinary[n%int64(len(ordinary))])
	v.Set("NumMedia", "0")
	v.Set("NumSegments", "1")
	v.Set("SmsStatus", "received")
	v.Set("ApiVersion", "2010-04-01")
	return v.Encode()
}

func (l *load) sign(form string) string {
	v, err := url.ParseQuery(form)
	if err != nil {
		return ""
	}
	names := make([]string, 0, len(v))
	for name := range v {
		names = append(names, name)
	}
	slices.Sort(names)
	mac := hmac.New(sha1.New, []byte(l.token))
	io.WriteString(mac, l.signURL)
	for _, name := range names {
		io.WriteString(mac, name)
		io.WriteString(mac, v.Get(name))
	}
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func (l *load) signed(form, signature string) bool {
	return hmac.Equal([]byte(l.sign(form)), []byte(signature))
}

// request is a whole POST, ready for the wire.
func (l *load) request(host string, n int64) []byte {
	form := l.form(n)
	return []byte("POST /sms/inbound HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
		"X-Twilio-Signature: " + l.sign(form) + "\r\nContent-Length: " + strconv.Itoa(len(form)) + "\r\n\r\n" + form)
}

// drive posts from n connections for a while. Requests are made and signed beforehand.
func (l *load) drive(ctx context.Context, base string, n int, each time.Duration) (rate, error) {
	host := strings.TrimPrefix(base, "http://")
	ready := l.made(host, each) // before the connections: one that says nothing for long is closed
	lines := make([]*line, n)
	for i := range lines {
		var err error
		if lines[i], err = dial(host); err != nil {
			return rate{}, err
		}
		defer lines[i].conn.Close()
	}
	return measure(ctx, n, each, func(_ context.Context, worker int) error {
		request, ok := <-ready
		if !ok {
			return errEnough
		}
		status, err := lines[worker].post(request)
		if err == nil && status != 200 {
			err = fmt.Errorf("answered %d", status)
		}
		if err == nil && host == l.sayso {
			l.remember(request)
		}
		return err
	})
}

func (l *load) remember(request []byte) {
	if l.taken.Add(1) > replayed {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.some = append(l.some, request)
}

// made keeps enough requests ready, 20,000 a second, that signing them is not what is measured.
func (l *load) made(host string, each time.Duration) <-chan []byte {
	ready := make(chan []byte, int(20_000*each.Seconds())+2)
	var fill sync.WaitGroup
	for range 2 {
		fill.Go(func() {
			for range cap(ready) / 2 {
				ready <- l.request(host, l.next.Add(1))
			}
		})
	}
	fill.Wait()
	close(ready)
	return ready
}

// replay sends webhooks of before again, as a retry or an attacker would.
func (l *load) replay() error {
	one, err := dial(l.sayso)
	if err != nil {
		return err
	}
	defer one.conn.Close()
	for _, request := range l.some {
		if status, err := one.post(request); err != nil || status != 200 {
			return fmt.Errorf("a replayed webhook was answered %d: %w", status, err)
		}
	}
	return nil
}

// line is one keep-alive connection.
type line struct {
	conn net.Conn
	read *bufio.Reader
}

func dial(host string) (*line, error) {
	c, err := net.Dial("tcp", host)
	if err != nil {
		return nil, err
	}
	return &line{conn: c, read: bufio.NewReader(c)}, nil
}

// post writes a request and reads its answer to the end.
func (l *line) post(request []byte) (status int, err error) {
	if _, err := l.conn.Write(request); err != nil {
		return 0, err
	}
	text := textproto.NewReader(l.read)
	first, err := text.ReadLine()
	if err != nil {
		return 0, err
	}
	if _, err := fmt.Sscanf(first, "HTTP/1.1 %d", &status); err != nil {
		return 0, fmt.Errorf("not an HTTP answer")
	}
	header, err := text.ReadMIMEHeader()
	if err != nil {
		return 0, err
	}
	length, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("an answer without a length")
	}
	_, err = io.CopyN(io.Discard, l.read, length)
	return status, err
}
