package backup

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"filippo.io/age"
	"github.com/redis/go-redis/v9"

	"sayso/conversation/store/redisd"
)

// Deployment is what is copied.
type Deployment struct {
	Redis  redis.UniversalClient
	Prefix string // of all its keys
	// Keys says which fields of a hash hold wrapped keys: all of them where all is true.
	Keys func(key string) (fields []string, all bool)
	// Skips says of a key that it is of no use in a backup, such as a lease.
	Skips func(key string) bool
}

// Made is a pair of files, and what is in them.
type Made struct {
	Data, Keys string // paths
	At         time.Time
	Entries    int // keys of Redis
}

// header begins each of the two files.
type header struct {
	Version    int
	At         time.Time
	Prefix     string
	Of         string            // "data" or "keys"
	Deployment map[string]string // what was fixed at its first start
}

// record is one key of Redis: as Redis dumps it, or the fields of a hash that hold keys. The last one has neither, and says
// how many there were.
type record struct {
	Key     string
	Dump    []byte
	Expires int64 // ms since 1970; 0 never
	Fields  map[string]string
	End     int
}

const version = 1

// Write copies everything as it stands at one instant of each Redis, and gives the two files. They are named after the time and
// appear only when they are whole.
func (d Deployment) Write(ctx context.Context, dir string, now time.Time, to ...age.Recipient) (Made, error) {
	made := Made{At: now.UTC()}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return made, fmt.Errorf("folder for backups: %w", err)
	}
	fixed, err := d.Redis.HGetAll(ctx, d.Prefix+":deployment").Result()
	if err != nil {
		return made, fmt.Errorf("read the deployment: %w", err)
	}
	if fixed["began"] == "" {
		return made, errors.New("this Redis holds no deployment with this prefix: there is nothing to back up")
	}
	name := filepath.Join(dir, "sayso-"+made.At.Format(stamp))
	head := header{Version: version, At: made.At, Prefix: d.Prefix, Deployment: fixed}
	head.Of = "data"
	data, err := create(name+".data.age", head, to)
	if err != nil {
		return made, err
	}
	defer data.drop()
	head.Of = "keys"
	keys, err := create(name+".keys.age", head, to)
	if err != nil {
		return made, err
	}
	defer keys.drop()
	if err := d.each(ctx, func(one *redis.Options) error { return d.copyOne(ctx, one, data, keys) }); err != nil {
		return made, err
	}
	made.Entries = data.records
	if err := errors.Join(data.finish(), keys.finish()); err != nil {
		return made, err
	}
	made.Data, made.Keys = data.path, keys.path
	return made, nil
}

// stamp is the time in the name of a file, UTC.
const stamp = "20060102T150405Z"

// each visits every Redis that holds a part of it.
func (d Deployment) each(ctx context.Context, visit func(*redis.Options) error) error {
	switch client := d.Redis.(type) {
	case *redis.Client:
		return visit(client.Options())
	case *redis.ClusterClient:
		var guard sync.Mutex // they are visited at the same time
		var masters []*redis.Options
		err := client.ForEachMaster(ctx, func(_ context.Context, master *redis.Client) error {
			guard.Lock()
			defer guard.Unlock()
			masters = append(masters, master.Options())
			return nil
		})
		if err != nil {
			return fmt.Errorf("find the masters of the cluster: %w", err)
		}
		for _, one := range masters {
			if err := visit(one); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("this program cannot copy a Redis of the kind %T", d.Redis)
}

// copyOne takes a snapshot of one Redis, loads it into a redis-server of our own and writes down what is there.
func (d Deployment) copyOne(ctx context.Context, one *redis.Options, data, keys *file) error {
	dir, err := os.MkdirTemp("", "sayso-backup-")
	if err != nil {
		return fmt.Errorf("folder for a snapshot: %w", err)
	}
	defer os.RemoveAll(dir)
	f, err := os.OpenFile(filepath.Join(dir, "dump.rdb"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("file for a snapshot: %w", err)
	}
	if err := errors.Join(snapshot(ctx, one, f), f.Close()); err != nil {
		return fmt.Errorf("take a snapshot of redis: %w", err)
	}
	server, err := redisd.Start(ctx, redisd.Config{Dir: dir, Fsync: "off"})
	if err != nil {
		return fmt.Errorf("load the snapshot: %w", err)
	}
	defer server.Stop()
	o, err := redis.ParseURL(server.URL())
	if err != nil {
		return fmt.Errorf("load the snapshot: %w", err)
	}
	o.DB, o.DisableIdentity, o.Protocol = one.DB, true, 2
	db := redis.NewClient(o)
	defer db.Close()
	found := db.Scan(ctx, 0, d.Prefix+":*", 1000).Iterator() // nobody else writes there, so each comes once at least
	seen := map[string]bool{}
	for found.Next(ctx) {
		key := found.Val()
		if seen[key] || d.Skips(key) {
			continue
		}
		seen[key] = true
		if err := d.copyKey(ctx, db, key, data, keys); err != nil {
			return fmt.Errorf("copy an entry of redis: %w", err)
		}
	}
	if err := found.Err(); err != nil {
		return fmt.Errorf("look through the snapshot: %w", err)
	}
	return nil
}

func (d Deployment) copyKey(ctx context.Context, db *redis.Client, key string, data, keys *file) error {
	names, all := d.Keys(key)
	if all || len(names) > 0 {
		kept, err := db.HGetAll(ctx, key).Result()
		if err != nil {
			return err
		}
		apart := record{Key: key, Fields: kept}
		if !all {
			apart.Fields = map[string]string{}
			for _, name := range names {
				if value, there := kept[name]; there {
					apart.Fields[name] = value
				}
			}
		}
		if len(apart.Fields) > 0 {
			if err := keys.put(apart); err != nil {
				return err
			}
		}
		if all {
			return nil
		}
		if err := db.HDel(ctx, key, names...).Err(); err != nil {
			return err
		}
	}
	dump, err := db.Dump(ctx, key).Result()
	if errors.Is(err, redis.Nil) {
		return nil // it has expired meanwhile
	}
	if err != nil {
		return err
	}
	expires, err := db.PExpireTime(ctx, key).Result()
	if err != nil {
		return err
	}
	return data.put(record{Key: key, Dump: []byte(dump), Expires: max(int64(expires/time.Millisecond), 0)})
}

// file is one of the two, on its way.
type file struct {
	path    string
	f       *os.File
	buffer  *bufio.Writer
	sealed  io.WriteCloser
	out     *gob.Encoder
	records int
}

func create(path string, head header, to []age.Recipient) (*file, error) {
	f, err := os.OpenFile(path+".part", os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("write a backup: %w", err)
	}
	w := &file{path: path, f: f, buffer: bufio.NewWriterSize(f, 1<<20)}
	if w.sealed, err = age.Encrypt(w.buffer, to...); err != nil {
		w.drop()
		return nil, fmt.Errorf("encrypt a backup: %w", err)
	}
	w.out = gob.NewEncoder(w.sealed)
	if err := w.out.Encode(head); err != nil {
		w.drop()
		return nil, fmt.Errorf("write a backup: %w", err)
	}
	return w, nil
}

func (w *file) put(r record) error {
	w.records++
	return w.out.Encode(r)
}

// finish writes the end, has it on disk, and gives the file its name.
func (w *file) finish() error {
	err := w.out.Encode(record{End: w.records})
	err = errors.Join(err, w.sealed.Close(), w.buffer.Flush(), w.f.Sync(), w.f.Close())
	if err == nil {
		err = os.Rename(w.path+".part", w.path)
	}
	if err != nil {
		return fmt.Errorf("write a backup: %w", err)
	}
	return nil
}

// drop removes what was not finished.
func (w *file) drop() {
	w.f.Close()
	os.Remove(w.path + ".part")
}

// Forget removes the files of backups that are older than so long, and gives how many. What was erased before then is gone
// with their keys.
func Forget(dir string, now time.Time, after time.Duration) (int, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return 0, fmt.Errorf("look for old backups: %w", err)
	}
	gone := 0
	for _, f := range files {
		text, is := strings.CutPrefix(f.Name(), "sayso-")
		text, _, _ = strings.Cut(text, ".")
		at, err := time.Parse(stamp, text)
		if !is || err != nil || !strings.HasSuffix(f.Name(), ".age") || now.Sub(at) < after {
			continue
		}
		if err := os.Remove(filepath.Join(dir, f.Name())); err != nil {
			return gone, fmt.Errorf("remove an old backup: %w", err)
		}
		gone++
	}
	return gone, nil
}
