package phonenet

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// ask sends JSON to one of the network's own addresses.
func ask(t *testing.T, method, address, body string, into any) *http.Response {
	t.Helper()
	request, err := http.NewRequestWithContext(soon(t), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if into != nil {
		if err := json.NewDecoder(response.Body).Decode(into); err != nil {
			t.Fatal(err)
		}
	}
	return response
}

func TestThePageRunsItsOwnFilesOnly(t *testing.T) {
	t.Parallel()
	_, address := startNetwork(t, nil, func(c *Config) { c.Links = []Link{{"Chat <1>", "http://127.0.0.1:1/chat"}} })
	response, err := http.Get(address + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	html := string(body)
	for _, want := range []string{`data-to="` + strings.ReplaceAll(ours, "+", "&#43;") + `"`, "Jade", "Nan Pat", "Chat &lt;1&gt;", `role="log"`, `<label for="number">`, `for="words"`} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, never := range []string{" style=", " onclick", "<style", "https://"} {
		if strings.Contains(html, never) {
			t.Errorf("the page has %s", never)
		}
	}
	files := regexp.MustCompile(`(?:src|href)="(/[^"]+)"`).FindAllStringSubmatch(html, -1)
	if len(files) != 4 {
		t.Errorf("the page names %d files", len(files))
	}
	for _, file := range append(files, []string{"", "/"}) {
		response := ask(t, http.MethodGet, address+file[1], "", nil)
		policy := response.Header.Get("Content-Security-Policy")
		if response.StatusCode != http.StatusOK || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: %s, policy %q", file[1], response.Status, policy)
		}
	}
	if got := ask(t, http.MethodGet, address+"/page/index.html", "", nil).StatusCode; got != http.StatusNotFound {
		t.Errorf("the template itself: %d", got)
	}
}

func TestAPhoneIsUsedFromThePage(t *testing.T) {
	t.Parallel()
	s := startSayso(t, nil)
	_, address := startNetwork(t, s, nil)
	var made struct{ Number string }
	ask(t, http.MethodPost, address+"/network/phones", "", &made)
	first := made.Number
	ask(t, http.MethodPost, address+"/network/phones", "", &made)
	if made.Number == first || !strings.HasPrefix(made.Number, "+4477009002") {
		t.Errorf("new phones %s and %s", first, made.Number)
	}

	live, err := http.NewRequestWithContext(soon(t), http.MethodGet, address+"/network/phones/"+first+"/live", nil)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := http.DefaultClient.Do(live)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	lines := bufio.NewScanner(stream.Body)
	next := func() (p Phone) {
		for lines.Scan() {
			if event, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				if err := json.Unmarshal([]byte(event), &p); err != nil {
					t.Fatal(err)
				}
				return p
			}
		}
		t.Fatal("the stream ended")
		return p
	}
	if got := next(); got.Number != first || len(got.Messages) != 0 {
		t.Errorf("at first: %+v", got)
	}
	var d Delivery
	ask(t, http.MethodPost, address+"/network/texts", fmt.Sprintf(`{"from":%q,"body":"hi"}`, first), &d)
	if d.Status != http.StatusOK || d.GivenUp {
		t.Errorf("text: %+v", d)
	}
	if got := next(); len(got.Messages) != 1 || got.Messages[0].Body != "hi" || !got.Messages[0].FromPhone || got.Messages[0].With != ours {
		t.Errorf("afterwards: %+v", got)
	}
	var counts Counts
	ask(t, http.MethodGet, address+"/network/counts", "", &counts)
	if counts != (Counts{Texts: 1}) {
		t.Errorf("counts %+v", counts)
	}
	for _, bad := range []string{`{"from":"07700","body":"x"}`, `{"from":"` + ours + `","body":"x"}`, `{`, `{"nonsense":1}`, `{} {}`} {
		if got := ask(t, http.MethodPost, address+"/network/texts", bad, nil).StatusCode; got != http.StatusBadRequest {
			t.Errorf("%s: %d", bad, got)
		}
	}
}

func TestFaultsAreAskedForFromAnotherProcess(t *testing.T) {
	t.Parallel()
	n, address := startNetwork(t, nil, nil)
	faults := address + "/network/faults"
	if got := ask(t, http.MethodPost, faults, `{"on":"send","do":"too_many","times":3,"for":1000000}`, nil).StatusCode; got != http.StatusNoContent {
		t.Errorf("taken with %d", got)
	}
	if got := ask(t, http.MethodPost, faults, `{"on":"status","do":"reset"}`, nil).StatusCode; got != http.StatusBadRequest {
		t.Errorf("an impossible one: %d", got)
	}
	if _, err := create(address, jade, ours, "x", ""); code(err) != 20429 {
		t.Errorf("struck: %v", err)
	}
	var left []Fault
	ask(t, http.MethodGet, faults, "", &left)
	if len(left) != 1 || left[0].Times != 2 {
		t.Errorf("left: %+v", left)
	}
	ask(t, http.MethodDelete, faults, "", nil)
	if got := len(n.Troubles()); got != 0 {
		t.Errorf("%d after the mending", got)
	}
}

func TestAnotherSiteInTheBrowserMayDoNothingHere(t *testing.T) {
	t.Parallel()
	n, address := startNetwork(t, nil, nil)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/network/texts", strings.NewReader(`{"from":"`+jade+`","body":"x"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Sec-Fetch-Site", "cross-site")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusForbidden || n.Counts().Texts != 0 {
		t.Errorf("%s", response.Status)
	}
}

func TestAHeavyLoadUsesItsConnectionsAgainAndKeepsItsBounds(t *testing.T) {
	t.Parallel()
	var seen sync.Map
	s := startSayso(t, func(w http.ResponseWriter, r *http.Request) {
		seen.Store(r.RemoteAddr, true)
	})
	n, address := startNetwork(t, s, func(c *Config) { c.Keep = 100 })
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			from := fmt.Sprintf("+4477009003%02d", worker)
			for range 100 {
				if d := n.Text(t.Context(), from, ours, "hi"); d.GivenUp {
					t.Errorf("%+v", d)
				}
				if _, err := create(address, from, ours, "hello", ""); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if got := n.Counts(); got.Texts != 800 || got.Accepted != 800 {
		t.Errorf("counts %+v", got)
	}
	connections := 0
	seen.Range(func(any, any) bool { connections++; return true })
	if connections > 80 { // a connection for each text would be 800
		t.Errorf("%d connections for 800 texts, 8 at a time", connections)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.messages) >= 200 || len(n.bySID) != len(n.messages) || n.first+len(n.messages) != 1600 {
		t.Errorf("%d messages kept from %d on, %d by id", len(n.messages), n.first, len(n.bySID))
	}
	for _, m := range n.messages {
		if n.bySID[m.sid] != m {
			t.Errorf("message %d is lost", m.seq)
		}
	}
}
