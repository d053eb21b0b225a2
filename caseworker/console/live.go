package console

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

// sinceChange is what a page needs to keep itself up to date.
type sinceChange struct {
	Since int64  // how many changes there had been when it was read, for its stream to go on from
	Shown string // the mark of what it shows
}

func (c *Console) sinceChange(r *http.Request) (sinceChange, error) {
	n, err := c.Cases.Changed(r.Context())
	return sinceChange{Since: n}, err
}

// shown is the mark of what a page shows that asks again by itself, else "".
func shown(r *http.Request) string {
	if !byItself(r) {
		return ""
	}
	return r.Header.Get("Sayso-Shown")
}

// live is the stream by which an open page learns that it should look again ("changed"), or that
// time has passed and alarms may have risen ("beat"). It never says what changed: the page fetches
// itself anew, through the same gate as ever. It does not keep a session alive, and ends with it.
func (c *Console) live(w http.ResponseWriter, r *http.Request, who caseworker.Staff) {
	wake, stop := c.Changed()
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	stream := http.NewResponseController(w)
	// The server's time for an answer is not meant for a stream.
	if err := stream.SetWriteDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		c.fail(w, r, who, fmt.Errorf("open a live stream: %w", err))
		return
	}
	say := func(what string) bool {
		if _, err := io.WriteString(w, "data: "+what+"\n\n"); err != nil {
			return false
		}
		return stream.Flush() == nil
	}
	beat := time.NewTicker(c.config.Beat)
	defer beat.Stop()
	// Between a page and its stream something may have changed: nobody will say so again.
	first := "open"
	if now, err := c.Cases.Changed(r.Context()); err == nil && r.FormValue("since") != strconv.FormatInt(now, 10) {
		first = "changed"
	}
	for said := say(first); said; {
		select {
		case <-r.Context().Done():
			return
		case <-c.ended:
			return
		case <-wake:
			said = say("changed")
		case <-beat.C:
			if _, err := c.who(r); errors.Is(err, staff.ErrNotSignedIn) {
				say("signed-out")
				return
			}
			said = say("beat")
		}
	}
}
