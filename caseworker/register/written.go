package register

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"time"

	"sayso/caseworker"
	"sayso/caseworker/audit"
	"sayso/conversation/seal"
)

// Written is a line of the audit as it is shown. It holds no word that was said; Why is staff's reason, and
// only with the case itself.
type Written struct {
	ID        string    `json:"id"`
	At        time.Time `json:"at"`
	By        string    `json:"by"` // the account's id
	Role      string    `json:"role"`
	Machine   bool      `json:"machine"`
	Act       string    `json:"act"`
	Reference string    `json:"reference"` // "" where it was of no one case
	Joined    string    `json:"joined"`    // the case that a join named, or ""
	Refused   string    `json:"refused"`   // a code, or "" where it was done
	Count     int       `json:"count"`     // of a list: how many cases were shown
	Reason    bool      `json:"reason"`    // one was given
	Why       string    `json:"-"`
}

// WrittenPage is a stretch of the audit, the latest first.
type WrittenPage struct {
	Lines []Written `json:"lines"`
	Next  *string   `json:"next"` // the cursor of the older ones; nil at the end
}

// AuditFilter is which lines are shown; "" and false leave a part open.
type AuditFilter struct {
	By        string // an account's id
	Reference string
	Refused   bool // only what was refused
}

// mostRead is how many lines are read for one page, however few of them a filter lets through.
const mostRead = 5000

// Audit shows who did what, of all cases, without words and reasons. Lines about a case that is kept from
// whoever asks are left out. A page is a line of the audit itself.
func (r *Register) Audit(ctx context.Context, by caseworker.Staff, f AuditFilter, cursor string) (WrittenPage, error) {
	line := r.line(by, "audit", f.Reference)
	if !by.May(caseworker.MayAudit) {
		return WrittenPage{}, r.mayNot(ctx, line, caseworker.MayAudit)
	}
	if cursor != "" && !anEntry.MatchString(cursor) {
		return WrittenPage{}, refused("cursor", "This cursor is not one of ours.")
	}
	if f.Reference != "" && !wellFormed(f.Reference) {
		return WrittenPage{}, refused("reference", "This is no reference of a case: they look like ABCD-2345.")
	}
	page := WrittenPage{Lines: []Written{}}
	for read := 0; read < mostRead; {
		lines, err := r.trail.Before(ctx, r.db, cursor, stretch)
		if err != nil {
			return WrittenPage{}, err
		}
		shown, err := r.openTo(ctx, by, lines)
		if err != nil {
			return WrittenPage{}, err
		}
		for n, l := range lines {
			cursor = l.ID
			if w := writtenOf(l); shown[n] && f.shows(w) {
				page.Lines = append(page.Lines, w)
			}
			if len(page.Lines) == r.config.Page {
				break
			}
		}
		if read += len(lines); len(page.Lines) == r.config.Page || len(lines) < stretch {
			break
		}
	}
	if older, err := r.trail.Before(ctx, r.db, cursor, 1); err != nil {
		return WrittenPage{}, err
	} else if len(older) > 0 {
		page.Next = &cursor
	}
	line.count = len(page.Lines)
	return page, r.looked(ctx, line)
}

// anEntry is the id of a stream's entry.
var anEntry = regexp.MustCompile(`^[0-9]{1,16}-[0-9]{1,16}$`)

func (f AuditFilter) shows(w Written) bool {
	return (f.By == "" || f.By == w.By) && (f.Reference == "" || f.Reference == w.Reference || f.Reference == w.Joined) && (!f.Refused || w.Refused != "")
}

// openTo says which lines are about no case that is kept from somebody.
func (r *Register) openTo(ctx context.Context, by caseworker.Staff, lines []audit.Line) ([]bool, error) {
	var about []string
	for _, l := range lines {
		about = append(about, l.Fields["reference"], l.Fields["joined"])
	}
	about = slices.DeleteFunc(about, func(reference string) bool { return reference == "" })
	slices.Sort(about)
	about = slices.Compact(about)
	at, err := r.whereNow(ctx, about)
	if err != nil {
		return nil, err
	}
	rows, err := r.rowsOf(ctx, at)
	if err != nil {
		return nil, err
	}
	shut, door := map[string]bool{}, doorFor(r, by)
	for n, row := range rows {
		if row.Reference == "" {
			continue // there is no such case: somebody tried a reference, or it was erased
		}
		if shut[about[n]], err = door.shut(ctx, row.Kept); err != nil {
			return nil, err
		}
	}
	open := make([]bool, len(lines))
	for n, l := range lines {
		open[n] = !shut[l.Fields["reference"]] && !shut[l.Fields["joined"]]
	}
	return open, nil
}

// AuditOf shows who looked at a case and who did what with it, with the reasons that they gave, to whoever
// may see the case itself. skip leaves out so many of the latest.
func (r *Register) AuditOf(ctx context.Context, by caseworker.Staff, reference string, skip int) (WrittenPage, error) {
	line := r.line(by, "audit", reference)
	if !by.May(caseworker.MayView) {
		return WrittenPage{}, r.mayNot(ctx, line, caseworker.MayView)
	}
	h, err := r.asItStands(ctx, reference)
	if err != nil {
		return WrittenPage{}, err
	}
	if err := r.keptFrom(ctx, h, by, line); err != nil {
		return WrittenPage{}, err
	}
	line.reference = h.c.Reference
	lines, err := r.trail.About(ctx, r.db, h.c.Reference, int64(skip), int64(r.config.Page)+1)
	if err != nil {
		return WrittenPage{}, err
	}
	page := WrittenPage{Lines: []Written{}}
	for n, l := range lines {
		if n == r.config.Page {
			next := strconv.Itoa(skip + n)
			page.Next = &next
			break
		}
		w := writtenOf(l)
		if w.Why, err = reasonOf(l, h.key); err != nil {
			return WrittenPage{}, err
		}
		page.Lines = append(page.Lines, w)
	}
	line.count = len(page.Lines)
	return page, r.looked(ctx, line)
}

func writtenOf(l audit.Line) Written {
	ms, _ := strconv.ParseInt(l.Fields["at"], 10, 64) // what is wrong in a line is for audit.Verify to tell
	count, _ := strconv.Atoi(l.Fields["count"])
	return Written{
		ID: l.ID, At: time.UnixMilli(ms).UTC(), By: l.Fields["by"], Role: l.Fields["role"], Machine: l.Fields["machine"] == "1",
		Act: l.Fields["act"], Reference: l.Fields["reference"], Joined: l.Fields["joined"], Refused: l.Fields["refused"],
		Count: count, Reason: l.Fields["why"] != "",
	}
}

func reasonOf(l audit.Line, key *seal.Key) (string, error) {
	sealed := l.Fields["why"]
	if sealed == "" {
		return "", nil
	}
	plain, err := key.Open([]byte(sealed), "audit")
	return string(plain), err
}

// Trail is the audit of the register whose keys have this prefix.
func Trail(prefix string, seals *seal.Keyset) audit.Trail {
	return audit.Of(keys{prefix: prefix}.audit(), seals)
}
