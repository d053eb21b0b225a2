package api

import (
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
)

func TestEveryActHasARouteAndEveryRouteAPermission(t *testing.T) {
	t.Parallel()
	a, err := New(nil, nil, time.Second, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	var served []string
	for _, route := range a.routes {
		if !strings.HasPrefix(route.pattern, "POST ") {
			continue
		}
		path := strings.TrimPrefix(strings.TrimPrefix(route.pattern, "POST /api/v1/cases"), "/{reference}/")
		path = regexp.MustCompile(`\{[a-z]+\}/`).ReplaceAllString(path, "")
		if path == "" {
			path = "enter"
		}
		if path != route.name {
			t.Errorf("%s is called %q in the audit, want %q", route.pattern, route.name, path)
		}
		served = append(served, route.name)
	}
	var acts []string
	for _, act := range caseworker.AllActs() {
		acts = append(acts, act.Terms().Name)
	}
	slices.Sort(served)
	slices.Sort(acts)
	if !slices.Equal(served, acts) {
		t.Errorf("served %v\nacts   %v", served, acts)
	}
}
