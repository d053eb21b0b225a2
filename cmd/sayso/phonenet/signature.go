package phonenet

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// sign makes the X-Twilio-Signature of a form posted to an address: the HMAC-SHA1, under the auth
// token, of the address followed by each key and its values in the order of the keys.
// Source: Twilio's "Validating Signatures from Twilio", written here apart from any library.
func sign(token, address string, form url.Values) string {
	var signed strings.Builder
	signed.WriteString(address)
	for _, key := range slices.Sorted(maps.Keys(form)) {
		for _, value := range form[key] {
			signed.WriteString(key)
			signed.WriteString(value)
		}
	}
	mac := hmac.New(sha1.New, []byte(token))
	mac.Write([]byte(signed.String()))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// Sign signs a form as this network signs its webhooks, for whoever posts what it never would.
func (n *Network) Sign(address string, form url.Values) string {
	return sign(n.cfg.AuthToken, address, form)
}
