package main

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestARequestThatBreaksOffIsLoggedWithoutItsWords(t *testing.T) {
	t.Parallel()
	var log journal
	n := &node{log: slog.New(slog.NewJSONHandler(&log, nil))}
	broken := n.survives(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("zebra") }))
	answer := httptest.NewRecorder()
	broken.ServeHTTP(answer, httptest.NewRequest("GET", "/", nil))
	if answer.Code != http.StatusInternalServerError || strings.Contains(answer.Body.String(), "zebra") {
		t.Errorf("answered %d %q", answer.Code, answer.Body)
	}
	if said := log.String(); !strings.Contains(said, "a request broke off") || !strings.Contains(said, "survives_test.go") || strings.Contains(said, "zebra") {
		t.Errorf("logged %s", said)
	}
}
