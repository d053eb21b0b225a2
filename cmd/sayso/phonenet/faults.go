package phonenet

import (
	"fmt"
	"math"
	"net"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Where a fault strikes.
type Where string

// The places.
const (
	Send    Where = "send"    // POST Messages.json
	Ring    Where = "ring"    // POST Calls.json
	List    Where = "list"    // GET of messages and of the account
	Webhook Where = "webhook" // an inbound text on its way to Sayso
	Status  Where = "status"  // all status callbacks of one text
	Carry   Where = "carry"   // a text on its way to the phone
)

// What a fault does.
type What string

// The faults.
const (
	TooMany     What = "too_many"    // 429, code 20429, Retry-After of For in whole seconds, at least 1
	Broken      What = "broken"      // 503 with a page of HTML
	Hang        What = "hang"        // no answer; the connection is cut after For, or when the client leaves
	Reset       What = "reset"       // the connection is reset
	NoSID       What = "no_sid"      // 302 with {}, which Twilio's client takes for success
	OptedOut    What = "opted_out"   // 400, code 21610
	Slow        What = "slow"        // goes on after For
	Lost        What = "lost"        // is not posted at all
	Late        What = "late"        // is posted after For, and nobody waits for it: the phone goes on texting
	Twice       What = "twice"       // each is posted twice
	Swapped     What = "swapped"     // the last is posted first
	Shuffled    What = "shuffled"    // they are posted in any order, each up to For late
	Overtaken   What = "overtaken"   // leaves after For, and those taken later do not wait for it
	Sending     What = "sending"     // stays in status sending for For before it leaves, and says so
	Failed      What = "failed"      // status failed with Code (30008 if none); it never leaves
	Canceled    What = "canceled"    // status canceled, with Code if any; it never leaves
	Undelivered What = "undelivered" // status undelivered with Code (30003 if none); the phone gets nothing
)

var possible = map[Where][]What{
	Send:    {TooMany, Broken, Hang, Reset, NoSID, OptedOut, Slow},
	Ring:    {TooMany, Broken, Hang, Reset, NoSID, Slow},
	List:    {TooMany, Broken, Hang, Reset, Slow},
	Webhook: {Slow, Lost, Late, Twice},
	Status:  {Slow, Lost, Twice, Swapped, Shuffled},
	Carry:   {Slow, Sending, Failed, Canceled, Undelivered, Overtaken},
}

// Fault is one trouble on request.
type Fault struct {
	On       Where         `json:"on"`
	Do       What          `json:"do"`
	Times    int           `json:"times"`    // how often it strikes; 0 means until Mend
	Chance   float64       `json:"chance"`   // of striking each time, by Config.Seed; 0 means always
	Accepted bool          `json:"accepted"` // on send: the text was taken before the answer went wrong
	For      time.Duration `json:"for"`      // nanoseconds on the wire
	Code     int           `json:"code"`
	Phone    string        `json:"phone"` // strikes only what goes to or comes from this phone; "" means all

	// Only says of each text whether it is struck; nil means all. It is called with the network
	// locked: it must not call the network.
	Only func(phone, body string) bool `json:"-"`
}

// Trouble adds a fault behind those that there are. The first that fits strikes, alone.
func (n *Network) Trouble(f Fault) error {
	if !slices.Contains(possible[f.On], f.Do) {
		return fmt.Errorf("trouble %q on %q is none that the network can make", f.Do, f.On)
	}
	if !(f.Chance >= 0 && f.Chance <= 1) {
		return fmt.Errorf("a chance of %v is none between 0 and 1", f.Chance)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.troubles = append(n.troubles, f)
	return nil
}

// Mend ends all faults.
func (n *Network) Mend() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.troubles = nil
}

// Troubles lists the faults that may still strike.
func (n *Network) Troubles() []Fault {
	n.mu.Lock()
	defer n.mu.Unlock()
	return append([]Fault{}, n.troubles...)
}

// struck takes the fault that hits one exchange, if any.
func (n *Network) struck(on Where, phone, body string) (Fault, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for i, f := range n.troubles {
		if f.On != on || f.Phone != "" && f.Phone != phone || f.Only != nil && !f.Only(phone, body) {
			continue
		}
		if f.Chance > 0 && n.dice.Float64() >= f.Chance {
			continue
		}
		if f.Times == 1 {
			n.troubles = slices.Delete(n.troubles, i, i+1)
		} else if f.Times > 1 {
			n.troubles[i].Times--
		}
		return f, true
	}
	return Fault{}, false
}

// spoil answers a REST request as the fault has it, and says whether it did: after a Slow one the
// request goes on.
func (n *Network) spoil(w http.ResponseWriter, r *http.Request, f Fault) bool {
	switch f.Do {
	case TooMany:
		w.Header().Set("Retry-After", strconv.Itoa(int(max(1, math.Ceil(f.For.Seconds())))))
		n.refuse(w, tooMany)
	case Broken:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprint(w, "<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503</h1></body></html>")
	case NoSID:
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Location", r.URL.Path)
		w.WriteHeader(http.StatusFound)
		fmt.Fprint(w, "{}")
	case OptedOut:
		n.refuse(w, hasOptedOut)
	case Slow:
		return !n.pause(r.Context(), f.For)
	case Hang:
		n.pause(r.Context(), orElse(f.For, time.Duration(math.MaxInt64)))
		panic(http.ErrAbortHandler)
	case Reset:
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			if tcp, ok := conn.(*net.TCPConn); ok {
				tcp.SetLinger(0) // a reset, not an orderly end
			}
			conn.Close()
			return true
		}
		panic(http.ErrAbortHandler)
	}
	return true
}
