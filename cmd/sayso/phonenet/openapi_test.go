package phonenet

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// described is one field of Twilio's OpenAPI description.
type described struct{ kind, more string }

// openAPI reads testdata/openapi.txt.
func openAPI(t *testing.T) map[string]map[string]described {
	t.Helper()
	f, err := os.Open("testdata/openapi.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string]map[string]described{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if len(words) < 3 || words[0] == "#" {
			continue
		}
		if all[words[0]] == nil {
			all[words[0]] = map[string]described{}
		}
		all[words[0]][words[1]] = described{words[2], strings.Join(words[3:], " ")}
	}
	return all
}

// agrees checks one answer of the network against the description.
func agrees(t *testing.T, what string, got map[string]any, with map[string]described) {
	t.Helper()
	if have, want := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(with)); !slices.Equal(have, want) {
		t.Errorf("%s has the fields\n%v, Twilio describes\n%v", what, have, want)
	}
	for field, value := range got {
		d := with[field]
		ok := value == nil
		switch v := value.(type) {
		case string:
			ok = d.kind == "string"
			if d.more == "rfc2822" {
				_, err := time.Parse(time.RFC1123Z, v)
				ok = ok && err == nil && strings.HasSuffix(v, "+0000")
			} else if d.more != "" {
				ok = ok && regexp.MustCompile(d.more).MatchString(v)
			}
		case float64:
			ok = d.kind == "integer" && v == math.Trunc(v)
		case map[string]any:
			ok = d.kind == "object"
		}
		if !ok {
			t.Errorf("%s: %s is %#v, Twilio describes %+v", what, field, value, d)
		}
	}
}

// TestTheNetworkAgreesWithTwiliosOpenAPIDescription in every status that a message here can have.
func TestTheNetworkAgreesWithTwiliosOpenAPIDescription(t *testing.T) {
	t.Parallel()
	const service = "MG0123456789abcdef0123456789abcdef"
	n, address := startNetwork(t, startSayso(t, nil), func(c *Config) { c.MessagingServiceSID = service })
	description := openAPI(t)
	get := func(path string) map[string]any {
		t.Helper()
		request, err := http.NewRequest("GET", address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.SetBasicAuth(account, token)
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		var got map[string]any
		if err := json.NewDecoder(answer.Body).Decode(&got); err != nil {
			t.Fatal(err)
		}
		return got
	}
	everyStatus := []string{"delivered", "received"}
	var phones []string
	for i, f := range []Fault{{Do: Undelivered, Code: 30005}, {Do: Sending, For: time.Hour}, {Do: Failed}, {Do: Canceled}} {
		phones = append(phones, fmt.Sprintf("+4477009002%02d", i))
		f.On, f.Phone, f.Times = Carry, phones[i], 1
		if err := n.Trouble(f); err != nil {
			t.Fatal(err)
		}
		everyStatus = append(everyStatus, string(f.Do))
	}
	for _, to := range append(phones, jade) {
		if _, err := create(address, to, ours, "Hello", ""); err != nil {
			t.Fatal(err)
		}
	}
	n.Text(t.Context(), jade, ours, "STOP")
	statuses := map[string]bool{}
	list := func() []any { return get("/2010-04-01/Accounts/" + account + "/Messages.json")["messages"].([]any) }
	deadline := time.Now().Add(20 * time.Second)
	missing := func() bool {
		return slices.ContainsFunc(everyStatus, func(status string) bool { return !statuses[status] })
	}
	for missing() && time.Now().Before(deadline) {
		for _, m := range list() {
			message := m.(map[string]any)
			statuses[message["status"].(string)] = true
			agrees(t, "a message that is "+message["status"].(string), message, description["message"])
			if failed := message["error_code"] != nil; failed != (message["status"] == "undelivered" || message["status"] == "failed") || failed != (message["error_message"] != nil) {
				t.Errorf("error %v %v with status %v", message["error_code"], message["error_message"], message["status"])
			}
		}
	}
	if missing() {
		t.Errorf("seen %v of %v", statuses, everyStatus)
	}
	for _, number := range get("/2010-04-01/Accounts/" + account + "/IncomingPhoneNumbers.json")["incoming_phone_numbers"].([]any) {
		agrees(t, "a number", number.(map[string]any), description["number"])
	}
}
