package audit

import (
	"context"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"sayso/conversation/seal"
)

// Append is the Lua function append(trail, head, about, values). It goes before a script that writes a line
// in one step with what the line tells of.
//
//go:embed append.lua
var Append string

var write = redis.NewScript(Append + `append(KEYS[1], KEYS[2], KEYS[3], ARGV) return 1`)

// Trail is one stream of lines. All its keys carry the hash tag of the stream's name.
type Trail struct {
	stream string
	seals  *seal.Keyset
}

// Of is the trail that is kept as a stream. A line is bound to it: put into another, it is false there.
func Of(stream string, seals *seal.Keyset) Trail { return Trail{stream: stream, seals: seals} }

// Keys are what append needs of a line about a case, or about none (""):
//
//	the stream  one entry a line, for ever: its fields, mac, seq and chain
//	head        a hash, for ever: seq and chain of the last line; marked and marked_at (ms) of the last mark
//	about       a list, for ever: the entries about this case, the oldest first
func (t Trail) Keys(reference string) []string {
	return []string{t.stream, t.stream + ":head", t.stream + ":of:" + reference}
}

// Signed gives the fields and values of a line with its keyed hash behind them, as append takes them.
func (t Trail) Signed(line ...any) []any {
	fields := make(map[string]string, len(line)/2)
	for n := 0; n+1 < len(line); n += 2 {
		fields[text(line[n])] = text(line[n+1])
	}
	return append(slices.Clone(line), "mac", t.mac(fields))
}

// text is a value as Redis gives it back.
func text(v any) string {
	if b, ok := v.([]byte); ok {
		return string(b)
	}
	return fmt.Sprint(v)
}

// mac is the keyed hash of a line. Each part has its length before it, so that no two lines are written alike.
func (t Trail) mac(fields map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		fmt.Fprintf(&b, "%d:%s%d:%s", len(name), name, len(fields[name]), fields[name])
	}
	return t.seals.Hash("audit "+t.stream, b.String())
}

// Write adds a line by itself. Sent twice, because its answer was lost, it stands there twice.
func (t Trail) Write(ctx context.Context, db redis.UniversalClient, reference string, line ...any) error {
	return write.Run(ctx, db, t.Keys(reference), t.Signed(line...)...).Err()
}

// Queue adds a line with what else is in a pipeline. Its error is the pipeline's.
func (t Trail) Queue(ctx context.Context, pipe redis.Pipeliner, reference string, line ...any) {
	write.Eval(ctx, pipe, t.Keys(reference), t.Signed(line...)...)
}

// Line is one line as it was read.
type Line struct {
	ID     string // of the stream's entry
	Seq    int64  // 1 is the first line of a trail
	Fields map[string]string
	chain  string
	mac    string
}

func lineOf(entry redis.XMessage) Line {
	l := Line{ID: entry.ID, Fields: make(map[string]string, len(entry.Values))}
	for name, value := range entry.Values {
		l.Fields[name] = text(value)
	}
	l.Seq, _ = strconv.ParseInt(l.Fields["seq"], 10, 64) // what is no number is no line's: Verify says so
	l.chain, l.mac = l.Fields["chain"], l.Fields["mac"]
	for _, ours := range []string{"seq", "chain", "mac"} {
		delete(l.Fields, ours)
	}
	return l
}

// Before gives at most n lines before an entry, the latest first; before none they are the last ones.
func (t Trail) Before(ctx context.Context, db redis.UniversalClient, id string, n int64) ([]Line, error) {
	from := "+"
	if id != "" {
		from = "(" + id
	}
	entries, err := db.XRevRangeN(ctx, t.stream, from, "-", n).Result()
	if err != nil {
		return nil, fmt.Errorf("read audit: %w", err)
	}
	lines := make([]Line, len(entries))
	for i, entry := range entries {
		lines[i] = lineOf(entry)
	}
	return lines, nil
}

// About gives at most n lines about a case, the latest first. skip leaves out so many of the latest.
func (t Trail) About(ctx context.Context, db redis.UniversalClient, reference string, skip, n int64) ([]Line, error) {
	ids, err := db.LRange(ctx, t.Keys(reference)[2], -skip-n, -skip-1).Result()
	if err != nil {
		return nil, fmt.Errorf("read audit of %s: %w", reference, err)
	}
	slices.Reverse(ids)
	found := make([]*redis.XMessageSliceCmd, len(ids))
	if _, err := db.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, id := range ids {
			found[i] = pipe.XRange(ctx, t.stream, id, id)
		}
		return nil
	}); err != nil {
		return nil, fmt.Errorf("read audit of %s: %w", reference, err)
	}
	var lines []Line
	for _, entries := range found {
		for _, entry := range entries.Val() {
			lines = append(lines, lineOf(entry))
		}
	}
	return lines, nil
}
