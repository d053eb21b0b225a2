package register

import (
	"context"
	"encoding/base64"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	json "github.com/go-json-experiment/json/v1"
	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
)

// Filter is which cases a list shows; "" leaves a part open.
type Filter struct {
	State   string // a state, or "open" for every state but closed
	Urgency string // immediate, professional, significant, planned_change, none
	Owner   string // an e-mail; "me"; "none" for cases that nobody holds
}

// Page is a stretch of the queue, in its order.
type Page struct {
	Cases []caseworker.Row `json:"cases"`
	Next  *string          `json:"next"` // the cursor of the next page; nil at the end
}

// List shows a page of the queue, without words and names. A page is one audit line.
func (r *Register) List(ctx context.Context, by caseworker.Staff, f Filter, cursor string) (Page, error) {
	page, _, err := r.ListNew(ctx, by, f, cursor, "")
	return page, err
}

// ListNew is to List what GetNew is to Get.
func (r *Register) ListNew(ctx context.Context, by caseworker.Staff, f Filter, cursor, shown string) (Page, string, error) {
	line := r.line(by, "list", "")
	if !by.May(caseworker.MayList) {
		return Page{}, "", r.mayNot(ctx, line, caseworker.MayList)
	}
	if f.Owner == "me" && by.Email != "" { // a machine holds no case
		f.Owner = by.Email
	}
	from, err := readCursor(cursor)
	if err == nil {
		err = f.check()
	}
	if err != nil {
		return Page{}, "", err
	}
	page, err := r.page(ctx, by, f, from)
	if err != nil {
		return Page{}, "", err
	}
	mark, err := r.mark(by, page)
	if err != nil || mark == shown {
		return Page{}, mark, err
	}
	line.count = len(page.Cases)
	if err := r.looked(ctx, line); err != nil {
		return Page{}, "", err
	}
	return page, mark, nil
}

// stretch is how many rows are read at a time once the first page's worth did not suffice, as with
// a filter that few cases pass.
const stretch = 500

func (r *Register) page(ctx context.Context, by caseworker.Staff, f Filter, from spot) (Page, error) {
	page := Page{Cases: []caseworker.Row{}}
	offset, count, door := int64(0), int64(r.config.Page)+1, doorFor(r, by)
	for {
		places, err := r.db.ZRangeArgsWithScores(ctx, redis.ZRangeArgs{
			Key: r.keys.queue(), ByScore: true, Start: from.start(), Stop: f.stop(), Offset: offset, Count: count,
		}).Result()
		if err != nil {
			return Page{}, fmt.Errorf("read queue: %w", err)
		}
		last := int64(len(places)) < count
		offset, count = offset+count, stretch
		places = slices.DeleteFunc(places, from.passed)
		rows, err := r.rows(ctx, places)
		if err != nil {
			return Page{}, err
		}
		for n, row := range rows {
			if row.Reference == "" || !f.shows(row.Row) {
				continue
			}
			if shut, err := door.shut(ctx, row.Kept); err != nil {
				return Page{}, err
			} else if shut {
				continue
			}
			if page.Cases = append(page.Cases, row.Row); len(page.Cases) > r.config.Page {
				page.Cases = page.Cases[:r.config.Page]
				return page, nil
			}
			if len(page.Cases) == r.config.Page {
				next := spot{score: places[n].Score, reference: row.Reference, set: true}.String()
				page.Next = &next
			}
		}
		if last {
			page.Next = nil // also where the last page is a full one
			return page, nil
		}
	}
}

// keptRow is a row as it is kept: with those from whom it is.
type keptRow struct {
	caseworker.Row
	Kept caseworker.Keeping `json:"kept_from"`
}

// rows reads what lists show of these cases, in one command. One that has been joined to another
// since the queue was read has no row: it is left empty.
func (r *Register) rows(ctx context.Context, places []redis.Z) ([]keptRow, error) {
	references := make([]string, len(places))
	for n, p := range places {
		references[n] = p.Member.(string)
	}
	return r.rowsOf(ctx, references)
}

func (r *Register) rowsOf(ctx context.Context, references []string) ([]keptRow, error) {
	if len(references) == 0 {
		return nil, nil
	}
	sealed, err := r.db.HMGet(ctx, r.keys.rows(), references...).Result()
	if err != nil {
		return nil, fmt.Errorf("read rows: %w", err)
	}
	rows := make([]keptRow, len(sealed))
	for n, s := range sealed {
		text, there := s.(string)
		if !there {
			continue
		}
		if rows[n], err = r.openRow(references[n], text); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func (r *Register) openRow(reference, sealed string) (row keptRow, err error) {
	plain, err := r.seals.Open([]byte(sealed), rowOf(reference))
	if err == nil && json.Unmarshal(plain, &row) != nil {
		err = fmt.Errorf("decode row of %s", reference)
	}
	return row, err
}

func (f Filter) check() error {
	states := append([]caseworker.State{"", "open"}, caseworker.AllStates()...)
	if !slices.Contains(states, caseworker.State(f.State)) {
		return caseworker.Refusal{Kind: caseworker.Invalid, Code: "state", Words: "There is no such state."}
	}
	urgencies := []string{"", "immediate", "professional", "significant", "planned_change", "none"}
	if !slices.Contains(urgencies, f.Urgency) {
		return caseworker.Refusal{Kind: caseworker.Invalid, Code: "urgency", Words: "There is no such urgency."}
	}
	return nil
}

// stop is where the queue ends for a filter: closed cases are kept for years, and a list of open ones
// must not read through them all.
func (f Filter) stop() string {
	if f.State == "" || f.State == string(caseworker.ClosedState) {
		return "+inf"
	}
	return "(" + score(caseworker.ClosedFrom)
}

func (f Filter) shows(r caseworker.Row) bool {
	owner := "none"
	if r.Owner != nil {
		owner = *r.Owner
	}
	state := f.State == "" || f.State == string(r.State) || f.State == "open" && r.State != caseworker.ClosedState
	return state && (f.Urgency == "" || f.Urgency == r.Urgency) && (f.Owner == "" || strings.EqualFold(f.Owner, owner))
}

// spot is a place in the queue after which a page begins. Its text is a cursor: opaque, and of use
// only for going on.
type spot struct {
	score     float64
	reference string
	set       bool
}

func (s spot) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte(s.start() + "/" + s.reference))
}

func readCursor(cursor string) (spot, error) {
	if cursor == "" {
		return spot{}, nil
	}
	plain, _ := base64.RawURLEncoding.DecodeString(cursor) // what cannot be decoded has no score either
	place, reference, _ := strings.Cut(string(plain), "/")
	at, err := strconv.ParseFloat(place, 64)
	if err != nil || math.IsNaN(at) || !wellFormed(reference) {
		return spot{}, caseworker.Refusal{Kind: caseworker.Invalid, Code: "cursor", Words: "This cursor is not one of ours."}
	}
	return spot{score: at, reference: reference, set: true}, nil
}

func (s spot) start() string {
	if !s.set {
		return "-inf"
	}
	return score(s.score)
}

// score is a score as Redis reads it.
func score(s float64) string { return strconv.FormatFloat(s, 'f', -1, 64) }

// passed reports whether an earlier page has shown this case: equal scores go by reference.
func (s spot) passed(z redis.Z) bool {
	return s.set && z.Score == s.score && z.Member.(string) <= s.reference
}
