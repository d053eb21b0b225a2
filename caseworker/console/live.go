package console

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

// live is the stream by which an open page learns that it should look again ("changed"), or that
// time has passed and alarms may have risen ("beat"). It never says what changed: the page fetches itself anew, through the same gate as ever. It does not keep a
// session alive, and ends with it.
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
	for said := say("open"); said; {
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
