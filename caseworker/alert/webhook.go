package alert

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// post sends the alert to a webhook, signed as Standard Webhooks 1.0 says: the headers webhook-id,
// webhook-timestamp (Unix seconds) and webhook-signature, which is "v1," and the base64 of
// HMAC-SHA256 over id.timestamp.body. Anything but a 2xx is a refusal.
func (p *Pager) post(ctx context.Context, to Person, m message) error {
	key, err := signingKey(to.Secret)
	if err != nil {
		return err
	}
	body, err := m.event()
	if err != nil {
		return fmt.Errorf("write the webhook's body: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, to.Webhook, bytes.NewReader(body))
	if err != nil {
		return withoutAddress(err)
	}
	at := strconv.FormatInt(m.sent.Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("webhook-id", m.id())
	r.Header.Set("webhook-timestamp", at)
	r.Header.Set("webhook-signature", sign(key, m.id(), at, body))
	answer, err := p.client.Do(r)
	if err != nil {
		return withoutAddress(err)
	}
	defer answer.Body.Close()
	io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10)) // so that the connection can be used again
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return fmt.Errorf("the webhook answered %d", answer.StatusCode)
	}
	return nil
}

func sign(key []byte, id, at string, body []byte) string {
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.%s", id, at, body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// signingKey reads a secret as receivers hand it out: whsec_ and base64 of at least 24 bytes.
func signingKey(secret string) ([]byte, error) {
	encoded, ok := strings.CutPrefix(secret, "whsec_")
	if !ok {
		return nil, errors.New("its secret does not begin with whsec_")
	}
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(key) < 24 {
		return nil, errors.New("its secret is not the base64 of at least 24 bytes")
	}
	return key, nil
}

// withoutAddress drops the webhook's address from an error: such addresses often hold a secret.
func withoutAddress(err error) error {
	var withURL *url.Error
	if errors.As(err, &withURL) {
		return withURL.Err
	}
	return err
}
