package audit

import (
	"context"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

const (
	chainLength = 2 * sha1.Size
	mostBreaks  = 20  // that are told of; one change can break no more than three links, a cut trail all of them
	stretch     = 500 // lines that are read at a time
)

// Break is a place at which a trail is not as it was written.
type Break struct {
	ID   string // of the stream's entry, "" for the end
	Seq  int64  // of the line
	What string // in words for whoever answers for the record
}

// Verified is what there is to say about a trail.
type Verified struct {
	Lines  int64
	Marks  int64
	Head   Mark    // the last line that was read: what to keep elsewhere
	Breaks []Break // nil where the trail is whole
}

// Verify reads a trail from its first line to the last that it had when the reading began, and holds it
// against its own links, keyed hashes and marks, and against marks that were kept elsewhere.
func (t Trail) Verify(ctx context.Context, db redis.UniversalClient, kept ...Mark) (Verified, error) {
	w := walk{trail: t, kept: make(map[int64]string, len(kept))}
	for _, m := range kept {
		w.kept[m.Seq] = m.Chain
	}
	// Both at one moment: lines are added all the time.
	pipe := db.TxPipeline()
	ends, last := pipe.HMGet(ctx, t.Keys("")[1], "seq", "chain"), pipe.XRevRangeN(ctx, t.stream, "+", "-", 1)
	if _, err := pipe.Exec(ctx); err != nil {
		return Verified{}, fmt.Errorf("read where the audit ends: %w", err)
	}
	head, err := markOf(ends.Val())
	if err != nil {
		return Verified{}, err
	}
	for from := "-"; len(last.Val()) > 0 && from != ""; {
		entries, err := db.XRangeN(ctx, t.stream, from, last.Val()[0].ID, stretch).Result()
		if err != nil {
			return Verified{}, fmt.Errorf("read audit: %w", err)
		}
		from = ""
		for _, entry := range entries {
			w.step(lineOf(entry))
			from = "(" + entry.ID
		}
	}
	w.end(head)
	return w.Verified, nil
}

// walk goes along a trail.
type walk struct {
	Verified
	trail Trail
	kept  map[int64]string // marks kept elsewhere, that were not come by yet
}

func (w *walk) step(l Line) {
	w.Lines++
	if want := w.Head.Seq + 1; l.Seq != want {
		w.broken(l, fmt.Sprintf("line %d follows line %d", l.Seq, w.Head.Seq))
	}
	if !same(w.trail.mac(l.Fields), l.mac) {
		w.broken(l, fmt.Sprintf("line %d does not say what was written", l.Seq))
	}
	if !same(link(w.Head.Chain, l.Seq, l.mac), l.chain) {
		w.broken(l, fmt.Sprintf("line %d is not linked to the line before it", l.Seq))
	}
	if l.Fields["act"] == actMark {
		w.Marks++
		before := Mark{Chain: l.Fields["of_chain"]}
		before.Seq, _ = strconv.ParseInt(l.Fields["of_seq"], 10, 64)
		if before != w.Head {
			w.broken(l, fmt.Sprintf("the mark in line %d is of other lines than stand before it", l.Seq))
		}
	}
	w.Head = Mark{Seq: l.Seq, Chain: l.chain}
	if chain, ok := w.kept[l.Seq]; ok {
		delete(w.kept, l.Seq)
		if !same(chain, l.chain) {
			w.broken(l, fmt.Sprintf("the mark that was kept of line %d is of other lines", l.Seq))
		}
	}
}

func (w *walk) end(head Mark) {
	if head != w.Head {
		w.broken(Line{Seq: w.Head.Seq}, fmt.Sprintf("the trail ends with line %d, and should with line %d", w.Head.Seq, head.Seq))
	}
	for seq := range w.kept {
		w.broken(Line{Seq: seq}, fmt.Sprintf("a mark was kept of line %d, and there is no such line", seq))
	}
}

func (w *walk) broken(l Line, what string) {
	if len(w.Breaks) < mostBreaks {
		w.Breaks = append(w.Breaks, Break{ID: l.ID, Seq: l.Seq, What: what})
	}
}

// link is what append.lua writes as a line's chain.
func link(before string, seq int64, mac string) string {
	sum := sha1.Sum([]byte(before + " " + strconv.FormatInt(seq, 10) + " " + mac))
	return hex.EncodeToString(sum[:])
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
