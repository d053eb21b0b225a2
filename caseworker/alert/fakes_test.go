package alert_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"sayso/caseworker"
	"sayso/caseworker/alert"
)

// cases are the cases as a ladder knows them.
type cases world

func (c *cases) Answered(_ context.Context, _, id string) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	return c.answered[id], c.noCase
}

func (c *cases) Acknowledge(_ context.Context, _, id, by string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.noCase == nil {
		c.told, c.answered[id] = append(c.told, id+" "+by), true
	}
	return c.noCase
}

func (c *cases) Unreached(_ context.Context, _, id string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unreached = append(c.unreached, id)
	return nil
}

func (c *cases) KeptFrom(_ context.Context, reference, _ string) (func(alert.Person) caseworker.Nearness, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if of := c.keptOf; of != nil {
		return func(p alert.Person) caseworker.Nearness { return of(reference, p) }, c.noCase
	}
	return c.kept, c.noCase
}

// receiver is a webhook that keeps what it was sent.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	header []http.Header
	bodies [][]byte
}

func receive(t *testing.T, status int) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.header, r.bodies = append(r.header, q.Header), append(r.bodies, body)
		w.WriteHeader(status)
	}))
	t.Cleanup(r.Close)
	return r
}

// journal keeps what was logged.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}
