package seal_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"sayso/conversation/seal"
)

func newKeyset(t testing.TB) *seal.Keyset {
	t.Helper()
	k, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestAKeysetReadBackOpensAndFindsTheSame(t *testing.T) {
	t.Parallel()
	k := newKeyset(t)
	var kept bytes.Buffer
	if err := k.Write(&kept); err != nil {
		t.Fatal(err)
	}
	again, err := seal.ReadKeyset(&kept)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := k.Seal([]byte("+447700900123"), "number")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := again.Open(sealed, "number"); err != nil || string(got) != "+447700900123" {
		t.Fatalf("Open: %q, %v", got, err)
	}
	if got, want := again.Hash("phone", "+447700900123"), k.Hash("phone", "+447700900123"); got != want {
		t.Fatalf("Hash: %q, want %q", got, want)
	}
	wrapped, key, err := k.NewKey("07-abc")
	if err != nil {
		t.Fatal(err)
	}
	line, err := key.Seal([]byte("my words"), "line/1")
	if err != nil {
		t.Fatal(err)
	}
	unwrapped, err := again.Unwrap("07-abc", wrapped)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := unwrapped.Open(line, "line/1"); err != nil || string(got) != "my words" {
		t.Fatalf("Open: %q, %v", got, err)
	}
}

func TestNothingOpensForAnotherOwnerPurposeOrKeyset(t *testing.T) {
	t.Parallel()
	k := newKeyset(t)
	wrapped, key, err := k.NewKey("07-abc")
	if err != nil {
		t.Fatal(err)
	}
	line, err := key.Seal([]byte("my words"), "line/1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := key.Open(line, "line/2"); err == nil {
		t.Error("a line opened as another line")
	}
	if _, err := k.Unwrap("07-xyz", wrapped); err == nil {
		t.Error("a key was unwrapped for another owner")
	}
	if _, err := newKeyset(t).Unwrap("07-abc", wrapped); err == nil {
		t.Error("a key was unwrapped by another keyset")
	}
	_, other, err := k.NewKey("07-abc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Open(line, "line/1"); err == nil {
		t.Error("a line opened with another key")
	}
	if _, err := k.Open(wrapped, "07-abc"); err == nil {
		t.Error("a wrapped key opened as a sealed value")
	}
	line[len(line)-1] ^= 1
	if _, err := key.Open(line, "line/1"); err == nil {
		t.Error("a changed line opened")
	}
}

func TestHashesAreLongLowerCaseAndOfOnePurpose(t *testing.T) {
	t.Parallel()
	k := newKeyset(t)
	h := k.Hash("phone", "+447700900123")
	if len(h) != 32 || strings.Trim(h, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		t.Errorf("hash %q", h)
	}
	if h == k.Hash("chat", "+447700900123") || h == k.Hash("phone", "+447700900124") || h == newKeyset(t).Hash("phone", "+447700900123") {
		t.Error("two hashes are alike that must not be")
	}
}

func TestABrokenKeysetFileIsRefusedWithoutShowingIt(t *testing.T) {
	t.Parallel()
	for _, broken := range []string{``, `secretsecret`, `{"aead":{},"lookup":""}`, `{"aead":{"key":"secretsecret"},"lookup":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}`} {
		_, err := seal.ReadKeyset(strings.NewReader(broken))
		if err == nil {
			t.Errorf("%q was taken for a keyset", broken)
		} else if strings.Contains(err.Error(), "secretsecret") {
			t.Errorf("the error shows the file: %v", err)
		}
	}
}

func TestSecretsMaskThemselves(t *testing.T) {
	t.Parallel()
	k := newKeyset(t)
	_, key, err := k.NewKey("07-abc")
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []any{k, *k, key, *key} {
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "secret", secret)
		asJSON, err := json.Marshal(secret)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range []string{fmt.Sprint(secret), fmt.Sprintf("%v %+v %#v %s %x", secret, secret, secret, secret, secret), log.String(), string(asJSON)} {
			if strings.Contains(strings.ReplaceAll(got, "[secret]", ""), "[") || !strings.Contains(got, "[secret]") {
				t.Errorf("%T shows itself: %s", secret, got)
			}
		}
	}
}

func BenchmarkUnwrapOpenAndThreeSealings(b *testing.B) {
	k := newKeyset(b)
	wrapped, key, err := k.NewKey("07-abc")
	if err != nil {
		b.Fatal(err)
	}
	state, err := key.Seal(make([]byte, 1024), "state")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		key, err := k.Unwrap("07-abc", wrapped)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := key.Open(state, "state"); err != nil {
			b.Fatal(err)
		}
		for range 3 {
			if _, err := key.Seal(state[:500], "line/1"); err != nil {
				b.Fatal(err)
			}
		}
	}
}
