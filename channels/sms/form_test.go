package sms

import (
	"errors"
	"net/url"
	"testing"
)

func TestARepeatedKeyIsRefused(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"Body=ok&Body=more", "Body=ok&From=1&Body=ok", "Body=ok&%42ody=more", "Body&Body"} {
		if _, err := readForm(body); !errors.Is(err, errRepeated) {
			t.Errorf("%q: got %v", body, err)
		}
	}
}

// FuzzAFormIsReadAsTheStandardLibraryReadsIt compares with url.ParseQuery, but for repeated keys.
func FuzzAFormIsReadAsTheStandardLibraryReadsIt(f *testing.F) {
	for _, seed := range []string{"", "&", "=", "a=1&b=2", "a=1&a=2", "a=%zz", "a;b=1", "a=b;c", "Body=caf%E9+%00%F0%9F%98%80&From=%2B44", "a=1=2", "&&a", "%=1", "a=%"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		got, err := readForm(body)
		want, wantErr := url.ParseQuery(body)
		repeated := false
		for _, values := range want {
			repeated = repeated || len(values) > 1
		}
		switch {
		case wantErr != nil:
			if err == nil {
				t.Fatalf("%q was read; the standard library says %v", body, wantErr)
			}
			return
		case repeated:
			if !errors.Is(err, errRepeated) {
				t.Fatalf("%q: got %v", body, err)
			}
			return
		case err != nil:
			t.Fatalf("%q: %v", body, err)
		}
		if len(got) != len(want) {
			t.Fatalf("%q: %d fields, want %d", body, len(got), len(want))
		}
		for i, p := range got {
			if want.Get(p.key) != p.value || got.get(p.key) != p.value {
				t.Fatalf("%q: %q is %q, want %q", body, p.key, p.value, want.Get(p.key))
			}
			if i > 0 && got[i-1].key >= p.key {
				t.Fatalf("%q: not in the order of the keys", body)
			}
		}
	})
}
