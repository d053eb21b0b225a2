package sms

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/twilio/twilio-go/client"
)

const (
	token  = "0123456789abcdef0123456789abcdef"
	public = "https://sayso.example.org"
	path   = "/sms/inbound"
)

// signed is what Twilio puts into X-Twilio-Signature for a form of single values.
func signed(token, address string, form url.Values) string {
	keys := make([]string, 0, len(form))
	for k := range form {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	mac := hmac.New(sha1.New, []byte(token))
	mac.Write([]byte(address))
	for _, k := range keys {
		mac.Write([]byte(k + form.Get(k)))
	}
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func checker(t testing.TB, public, fragment string, tokens ...string) signatures {
	t.Helper()
	u, err := baseURL(public)
	if err != nil {
		t.Fatal(err)
	}
	return newSignatures(u, fragment, tokens)
}

func fields(t testing.TB, values url.Values) form {
	t.Helper()
	f, err := readForm(values.Encode())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// inboundForm has the 19 parameters that Twilio posts.
func inboundForm() url.Values {
	v := url.Values{
		"AccountSid": {accountSID}, "ApiVersion": {"2010-04-01"}, "Body": {"My worker never comes"},
		"From": {kim}, "To": {ourNumber}, "MessageSid": {"SM00000000000000000000000000000001"},
		"SmsSid": {"SM00000000000000000000000000000001"}, "SmsMessageSid": {"SM00000000000000000000000000000001"},
		"SmsStatus": {"received"}, "NumMedia": {"0"}, "NumSegments": {"1"},
	}
	for _, end := range []string{"City", "State", "Zip", "Country"} {
		v.Set("From"+end, "")
		v.Set("To"+end, "")
	}
	return v
}

func TestASignatureHoldsForTheConfiguredAddressOnly(t *testing.T) {
	t.Parallel()
	values := inboundForm()
	for _, c := range []struct {
		name, public, fragment, signedOver string
		want                               bool
	}{
		{"as configured", public, "", public + path, true},
		{"Twilio added the port", public, "", public + ":443" + path, true},
		{"Twilio left the port out", public + ":443", "", public + path, true},
		{"a port of one's own, left out", public + ":8443", "", public + path, true},
		{"another port", public, "", public + ":8443" + path, false},
		{"http has another port", "http://sayso.example.org", "", "http://sayso.example.org:80" + path, true},
		{"http is not https", public, "", "http://sayso.example.org" + path, false},
		{"another host", public, "", "https://evil.example.org" + path, false},
		{"host in capitals", public, "", "https://SAYSO.example.org" + path, false},
		{"a slash more", public, "", public + path + "/", false},
		{"a query more", public, "", public + path + "?x=1", false},
		{"a path before ours", public + "/a/", "", public + "/a" + path, true},
		{"fragment configured and signed", public, "#rc=5&rp=all", public + path + "#rc=5&rp=all", true},
		{"fragment configured without its sign", public, "rc=5", public + path + "#rc=5", true},
		{"fragment configured, not signed", public, "#rc=5&rp=all", public + path, true},
		{"fragment and port", public, "#rc=5", public + ":443" + path + "#rc=5", true},
		{"fragment signed, not configured", public, "", public + path + "#rc=5", false},
	} {
		got := checker(t, c.public, c.fragment, token).hold(path, fields(t, values), signed(token, c.signedOver, values))
		if got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAnyConfiguredTokenMaySignAndNoOther(t *testing.T) {
	t.Parallel()
	values := inboundForm()
	s := checker(t, public, "", "first", "second", "third")
	for token, want := range map[string]bool{"first": true, "second": true, "third": true, "fourth": false, "": false} {
		if got := s.hold(path, fields(t, values), signed(token, public+path, values)); got != want {
			t.Errorf("token %q: got %v, want %v", token, got, want)
		}
	}
}

func TestASignatureIsExactlyOneBase64(t *testing.T) {
	t.Parallel()
	values := inboundForm()
	s, f, right := checker(t, public, "", token), fields(t, values), signed(token, public+path, values)
	if !s.hold(path, f, right) {
		t.Fatal("the right one does not hold")
	}
	raw, err := base64.StdEncoding.DecodeString(right)
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{
		"", "=", right[:27], right + "=", right + right, " " + right, right[:10] + "\n" + right[10:], right[:10] + "\n" + right[11:],
		base64.URLEncoding.EncodeToString(raw) + "\r", base64.StdEncoding.EncodeToString(raw[:19]), base64.StdEncoding.EncodeToString(append(raw, 0)),
	} {
		if s.hold(path, f, wrong) {
			t.Errorf("%q holds", wrong)
		}
	}
}

// bases are addresses as Twilio may have them: with a port, a path, a fragment behind it.
var bases = []struct{ public, fragment string }{
	{public, ""}, {"http://sayso.example.org", ""}, {public + ":443", ""}, {public + ":8443", ""}, {"http://127.0.0.1:8080", ""},
	{public + "/a/b", ""}, {public + ":8443/a", "#rc=5"}, {public, "#rc=5&rp=all"}, {"https://[2001:db8::1]:8443", ""},
}

// FuzzASignatureHoldsAsTwilioSaysItDoes asks Twilio's own validator beside ours, for each kind of address, about a signature
// that was made up, the right one, and the right one of another kind of address.
func FuzzASignatureHoldsAsTwilioSaysItDoes(f *testing.F) {
	for n := range bases {
		f.Add("Body=hello&From=%2B447700900123", "", path, n, n)
		f.Add("a=1&b=2", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "/sms/status?effect=c%2F1%2F2", n, (n+1)%len(bases))
		f.Add("Body=%00%ff&Body2=&=x", "", "/sms/inbound?a=%20&b=+", n, (n+2)%len(bases))
	}
	theirs := client.NewRequestValidator(token)
	f.Fuzz(func(t *testing.T, body, signature, uri string, configured, signs int) {
		if configured < 0 || configured >= len(bases) || signs < 0 || signs >= len(bases) {
			return
		}
		read, err := readForm(body)
		if err != nil {
			return
		}
		values, params := url.Values{}, map[string]string{}
		for _, p := range read {
			values.Set(p.key, p.value)
			params[p.key] = p.value
		}
		base := bases[configured]
		if u, err := url.Parse(base.public + uri); err != nil || uri == "" || uri[0] != '/' || strings.Contains(uri, "#") || u.String() != base.public+uri {
			return // not what a server hands on
		}
		ours := checker(t, base.public, base.fragment, token)
		twilio := func(signature string) bool {
			return theirs.Validate(base.public+uri, params, signature) || base.fragment != "" && theirs.Validate(base.public+uri+base.fragment, params, signature)
		}
		other := bases[signs]
		for what, signature := range map[string]string{
			"made up": signature, "right": signed(token, base.public+uri, values), "right with the fragment": signed(token, base.public+uri+base.fragment, values),
			"of another address": signed(token, other.public+uri+other.fragment, values), "with another token": signed(token+"0", base.public+uri, values),
		} {
			got, want := ours.hold(uri, read, signature), twilio(signature)
			if strings.Contains(base.public, "[") && what == "of another address" {
				continue // Twilio's own cuts such an address at its first colon
			}
			if got != want {
				t.Fatalf("a signature %s, %s signed as %s: got %v, Twilio says %v", what, base.public, other.public, got, want)
			}
			if what == "right" && !got {
				t.Fatal("the right signature does not hold")
			}
		}
		changed := append(slices.Clone(read), field{"~", "x"})
		if ours.hold(uri, changed, signed(token, base.public+uri, values)) {
			t.Fatal("a field more and it still holds")
		}
	})
}

func BenchmarkSignature(b *testing.B) {
	values := inboundForm()
	body, params := values.Encode(), map[string]string{}
	for k := range values {
		params[k] = values.Get(k)
	}
	right := signed(token, public+path, values)
	ours, read := checker(b, public, "", token), fields(b, values)
	twilios := client.NewRequestValidator(token)
	held := func(b *testing.B, ok bool) {
		if !ok {
			b.Fatal("does not hold")
		}
	}
	b.Run(fmt.Sprintf("ours, %d fields", len(values)), func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			held(b, ours.hold(path, read, right))
		}
	})
	b.Run("ours with reading the form", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := readForm(body)
			held(b, err == nil && ours.hold(path, f, right))
		}
	})
	b.Run("twilio-go", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			held(b, twilios.Validate(public+path, params, right))
		}
	})
	b.Run("twilio-go with reading the form", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			held(b, twilios.ValidateBody(public+path, []byte(body), right))
		}
	})
}
