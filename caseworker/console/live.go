package console

import (
	"errors"
	"io"
	"net/http"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/staff"
)

// live is the stream by which an open page learns that it should look again ("changed"), or that
// time has passed and alarms may have risen ("beat"). It never says what changed: the page fetches itself anew, through the same gate as ever. It does not keep a
// session alive, and ends with it.
func (c *Console) live(w http.ResponseWriter, r *http.Request, _ caseworker.Staff) {
	wake, stop := c.Changed()
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	stream := http.NewResponseController(w)
	say := func(what string) bool {
		// A browser that has gone without a word is found out by the deadline.
		if err := stream.SetWriteDeadline(c.Now().Add(c.config.Beat)); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return false
		}
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
