package backup

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"os"
	"time"

	"filippo.io/age"
	"github.com/redis/go-redis/v9"
)

// Pair are the two files of one backup, and who can open them.
type Pair struct {
	Data, Keys string
	Opens      []age.Identity
}

// Read is what a pair says of itself, once all of it has been read and found whole.
type Read struct {
	At         time.Time
	Prefix     string
	Deployment map[string]string // what was fixed at its first start
	Entries    int
}

// Check reads both files from end to end and writes nothing. An error says what is wrong: cut short, changed, not encrypted to
// this identity, or not of one backup.
func (p Pair) Check(ctx context.Context) (Read, error) {
	data, err := p.read(ctx, p.Data, "data", func(record) error { return nil })
	if err != nil {
		return Read{}, err
	}
	keys, err := p.read(ctx, p.Keys, "keys", func(record) error { return nil })
	if err != nil {
		return Read{}, err
	}
	if !data.At.Equal(keys.At) || data.Prefix != keys.Prefix {
		return Read{}, errors.New("the two files are of two backups: the data's is of " + data.At.Format(time.RFC3339) + ", the keys' of " + keys.At.Format(time.RFC3339))
	}
	return data, nil
}

// Restore writes both into a Redis that holds nothing with this prefix. Check them first: what is half there when it fails has
// to be removed by hand.
func (p Pair) Restore(ctx context.Context, to redis.UniversalClient) error {
	if _, err := p.read(ctx, p.Data, "data", inBatches(ctx, to, func(pipe redis.Pipeliner, r record) {
		pipe.Do(ctx, "RESTORE", r.Key, r.Expires, r.Dump, "ABSTTL")
	})); err != nil {
		return err
	}
	_, err := p.read(ctx, p.Keys, "keys", inBatches(ctx, to, func(pipe redis.Pipeliner, r record) {
		pipe.HSet(ctx, r.Key, r.Fields)
	}))
	return err
}

// batch is how many entries are written at a time.
const batch = 100

func inBatches(ctx context.Context, to redis.UniversalClient, add func(redis.Pipeliner, record)) func(record) error {
	pipe := to.Pipeline()
	return func(r record) error {
		if r.Key != "" {
			add(pipe, r)
		}
		if pipe.Len() < batch && r.Key != "" {
			return nil
		}
		_, err := pipe.Exec(ctx)
		return err
	}
}

// read gives each record of a file, the last one too.
func (p Pair) read(ctx context.Context, path, of string, each func(record) error) (Read, error) {
	f, err := os.Open(path)
	if err != nil {
		return Read{}, fmt.Errorf("read a backup: %w", err)
	}
	defer f.Close()
	plain, err := age.Decrypt(bufio.NewReaderSize(f, 1<<20), p.Opens...)
	if err != nil {
		return Read{}, fmt.Errorf("open %s: %w", path, err)
	}
	in := gob.NewDecoder(plain)
	var head header
	if err := in.Decode(&head); err != nil {
		return Read{}, fmt.Errorf("read %s: it is cut short, or no backup of Sayso's: %w", path, err)
	}
	if head.Version != version || head.Of != of {
		return Read{}, fmt.Errorf("read %s: it holds %q of version %d, and %q of version %d is wanted", path, head.Of, head.Version, of, version)
	}
	got := Read{At: head.At, Prefix: head.Prefix, Deployment: head.Deployment}
	for {
		var r record
		if err := errors.Join(ctx.Err(), in.Decode(&r)); err != nil {
			return Read{}, fmt.Errorf("read %s: it is cut short, or was changed: %w", path, err)
		}
		if r.Key == "" {
			if r.End != got.Entries {
				return Read{}, fmt.Errorf("read %s: it says that it has %d entries, and has %d", path, r.End, got.Entries)
			}
			return got, each(r)
		}
		got.Entries++
		if err := each(r); err != nil {
			return Read{}, fmt.Errorf("write what %s holds: %w", path, err)
		}
	}
}
