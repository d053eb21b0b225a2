package console

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sayso/caseworker"
)

func TestARouteWithoutAPermissionDoesNotStart(t *testing.T) {
	t.Parallel()
	c := &Console{}
	if err := allNamed(c.table()); err != nil {
		t.Error(err)
	}
	if err := allNamed(append(c.table(), route{pattern: "GET /staff/secrets"})); err == nil {
		t.Error("a route that names no permission was taken")
	}
	if err := allNamed(append(c.table(), route{pattern: "GET /staff/numbers", needs: caseworker.MayReveal})); err == nil {
		t.Error("a route that needs proof and is no form was taken")
	}
}

func TestNoRouteButSigningInIsOpenToAnyone(t *testing.T) {
	t.Parallel()
	zone := time.UTC
	config := Config{PublicURL: "https://sayso.example", Beat: time.Minute}
	config.Rules.Zone = zone
	c, err := New(config, Parts{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	c.Routes(mux)
	open := map[string]bool{}
	for _, r := range c.routes {
		method, path, _ := strings.Cut(r.pattern, " ")
		path = strings.NewReplacer("{reference}", "ABCD-EFGH", "{visit}", "v1", "{learning}", "1", "{issue}", "1", "{alert}", "a", "{$}", "", "{file}", "console.css").Replace(path)
		if r.needs == anyone {
			open[r.pattern] = true
			continue
		}
		got := httptest.NewRecorder()
		mux.ServeHTTP(got, httptest.NewRequest(method, path, nil))
		to := got.Header().Get("Location")
		if refused := r.pattern == "GET "+livePath && got.Code == http.StatusUnauthorized; !refused && !strings.HasPrefix(to, "/staff/sign-in") {
			t.Errorf("%s without signing in: %d to %q", r.pattern, got.Code, to)
		}
		if got.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept by a browser", r.pattern)
		}
	}
	if len(open) != 4 {
		t.Errorf("open to anyone: %v; want signing in (3) and assets", open)
	}
}

func TestSettingsWithoutWhichPagesCannotWorkAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]Config{
		"no beat":         {PublicURL: "https://sayso.example"},
		"no address":      {Beat: time.Minute},
		"half an address": {Beat: time.Minute, PublicURL: "sayso.example"},
	} {
		if name != "no beat" {
			c.Rules.Zone = time.UTC
		}
		if _, err := New(c, Parts{}); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestTheWayBackAfterSigningInStaysInside(t *testing.T) {
	t.Parallel()
	for next, want := range map[string]string{
		"/staff/cases/ABCD-EFGH": "/staff/cases/ABCD-EFGH", "": "/staff/", "https://evil.example/staff/": "/staff/",
		"//evil.example": "/staff/", "/staff/\\evil.example": "/staff/", "/staffed/": "/staff/", "/staff/..//evil.example": "/staff/", "/staff/sign-out": "/staff/",
	} {
		if got := inside(next); got != want {
			t.Errorf("%q: got %q, want %q", next, got, want)
		}
	}
}
