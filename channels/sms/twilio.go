package sms

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/twilio/twilio-go/client"
	openapi "github.com/twilio/twilio-go/rest/api/v2010"
)

// maxAnswer bounds what is read of an answer: a page of pageSize messages is under 1 MiB.
const maxAnswer = 4 << 20

// account is how requests reach Twilio: where, as whom, and for how long.
type account struct {
	base    *url.URL
	sid     string
	token   string
	timeout time.Duration
	http    *http.Client
	now     func() time.Time
}

func newAccount(base *url.URL, cfg Config, now func() time.Time) *account {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 64 // texts go out side by side to one host
	return &account{
		base: base, sid: cfg.AccountSid, token: cfg.AuthTokens[0], timeout: cfg.CallTimeout, now: now,
		http: &http.Client{
			Transport: transport,
			// A redirect would carry the credentials elsewhere, and is no answer of Twilio's.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// api is twilio-go's Messages API for one call, on our own way of sending.
func (a *account) api(ctx context.Context) *openapi.ApiService {
	return openapi.NewApiServiceWithClient(&call{ctx: ctx, account: a})
}

// call is twilio-go's client.BaseClient for one call. Its own client knows no context, cannot be
// pointed at another address, follows a redirect as a success, and loses Retry-After; this one
// says exactly what is known when something fails. The interface has no room for a context, hence
// the field.
type call struct {
	ctx     context.Context
	account *account
}

func (c *call) AccountSid() string       { return c.account.sid }
func (c *call) SetTimeout(time.Duration) {} // the account's holds
func (c *call) SetOauth(client.OAuth)    {} // not used: basic authentication
func (c *call) OAuth() client.OAuth      { return nil }

// failure is a call that brought no success. Its text holds no address, number or word: Twilio's
// own messages repeat the number, so only its code is kept.
type failure struct {
	written bool          // false: nothing has left this machine
	status  int           // 0: no answer came
	code    int           // Twilio's, 0 where there was none
	after   time.Duration // Retry-After
	cause   error         // where no answer came
}

func (f *failure) Error() string {
	if f.status != 0 {
		return fmt.Sprintf("twilio answered %d, code %d", f.status, f.code)
	}
	return fmt.Sprintf("no answer from twilio: %v", f.cause)
}

func (f *failure) Unwrap() error { return f.cause }

// SendRequest sends once. The answer is read whole before it returns, so that its time counts and
// its connection is given back.
func (c *call) SendRequest(method, rawURL string, data url.Values, headers map[string]interface{}, _ ...byte) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(c.ctx, c.account.timeout)
	defer cancel()
	var reached atomic.Bool // a connection for this request; reset when the transport tries another
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { reached.Store(false) },
		GotConn: func(httptrace.GotConnInfo) { reached.Store(true) },
	})
	req, err := c.request(ctx, method, rawURL, data)
	if err != nil {
		return nil, &failure{cause: err}
	}
	for k, v := range headers {
		req.Header.Set(k, fmt.Sprint(v))
	}
	res, err := c.account.http.Do(req)
	if err != nil {
		return nil, &failure{written: reached.Load(), cause: withoutURL(err)}
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return nil, c.refusal(res, body)
	}
	if err == nil && len(body) > maxAnswer {
		err = errors.New("answer too long")
	}
	if err != nil {
		return nil, &failure{written: true, cause: withoutURL(err)}
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}

// request is for the account's own address, whatever host twilio-go or TWILIO_EDGE would have.
func (c *call) request(ctx context.Context, method, rawURL string, data url.Values) (*http.Request, error) {
	theirs, err := url.Parse(rawURL)
	if err != nil {
		return nil, errors.New("not an address")
	}
	where := *c.account.base
	where.Path += theirs.Path
	where.RawQuery = theirs.RawQuery
	var body io.Reader
	switch {
	case method == http.MethodPost:
		body = strings.NewReader(data.Encode())
	case data != nil:
		where.RawQuery = data.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, method, where.String(), body)
	if err != nil {
		return nil, errors.New("not a request")
	}
	req.SetBasicAuth(c.account.sid, c.account.token)
	return req, nil
}

func (c *call) refusal(res *http.Response, body []byte) *failure {
	var said struct{ Code int }
	_ = json.Unmarshal(body, &said) // an HTML page of a gateway has no code, which is code 0
	return &failure{written: true, status: res.StatusCode, code: said.Code,
		after: retryAfter(res.Header.Get("Retry-After"), c.account.now())}
}

// retryAfter reads both of the header's forms; 0 where it says nothing, at most an hour.
func retryAfter(header string, now time.Time) time.Duration {
	var after time.Duration
	if seconds, err := strconv.Atoi(header); err == nil {
		after = time.Duration(min(seconds, 3600)) * time.Second
	} else if at, err := http.ParseTime(header); err == nil {
		after = at.Sub(now)
	}
	return max(0, min(after, time.Hour))
}

// withoutURL leaves out the address: a list's has a phone number in its query.
func withoutURL(err error) error {
	if u := new(url.Error); errors.As(err, &u) {
		return u.Err
	}
	return err
}

var errUnreadable = errors.New("the answer could not be read")

// safe is an error of twilio-go made fit to be logged: its own (of JSON, say) may repeat words.
func safe(err error) error {
	if f := new(failure); errors.As(err, &f) {
		return f
	}
	return errUnreadable
}
