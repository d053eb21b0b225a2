package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"filippo.io/age"

	"sayso/cmd/sayso/backup"
	"sayso/conversation/store/redistest"
)

// vault is who can open the backups of a test, and where they lie.
type vault struct {
	t        *testing.T
	dir      string
	opens    *age.X25519Identity
	identity string // its file
}

func newVault(t *testing.T) *vault {
	t.Helper()
	v := &vault{t: t, dir: t.TempDir()}
	var err error
	if v.opens, err = age.GenerateX25519Identity(); err != nil {
		t.Fatal(err)
	}
	v.identity = filepath.Join(t.TempDir(), "identity")
	if err := os.WriteFile(v.identity, []byte(v.opens.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return v
}

// backs a deployment up by the command, and gives the two files.
func (v *vault) backs(d *deployment, file string) (data, keys string) {
	v.t.Helper()
	if err := d.node.redis.ConfigSet(within(v.t), "repl-diskless-sync-delay", "0").Err(); err != nil { // it waits for more replicas
		v.t.Fatal(err)
	}
	code, out, errs := sayso(v.t, "", "backup", "--config", file, "--to", v.opens.Recipient().String(), "--dir", v.dir)
	lines := strings.Split(out, "\n")
	if code != 0 || len(lines) < 3 {
		v.t.Fatalf("exit %d, %q, %q", code, out, errs)
	}
	return lines[0], lines[1]
}

func (v *vault) restores(file, data, keys string, more ...string) (code int, out, errs string) {
	v.t.Helper()
	return sayso(v.t, "", append([]string{"restore", "--config", file, "--identity", v.identity, "--data", data, "--keys", keys}, more...)...)
}

// elsewhere is this deployment on a Redis of its own, empty, with the same keyset.
func (d *deployment) elsewhere() (other *deployment, file string) {
	d.t.Helper()
	o := *d
	o.redis = redistest.Start(d.t)
	o.config.Redis.URLs = []string{o.redis.URL()}
	return &o, o.configFile()
}

// TestABackupUnderLoadHoldsAllThatWasAcknowledgedBefore, whether Redis sends it from memory or by its disk.
func TestABackupUnderLoadHoldsAllThatWasAcknowledgedBefore(t *testing.T) {
	t.Parallel()
	for _, diskless := range []string{"yes", "no"} {
		t.Run("diskless "+diskless, func(t *testing.T) {
			t.Parallel()
			d, v := deploy(t), newVault(t)
			if err := d.node.redis.ConfigSet(within(t), "repl-diskless-sync", diskless).Err(); err != nil {
				t.Fatal(err)
			}
			const phones = 6
			var all sync.WaitGroup
			var guard sync.Mutex
			said, stop := map[string][]string{}, make(chan struct{})
			for p := range phones {
				phone := fmt.Sprintf("+4477009002%02d", p)
				all.Go(func() {
					for n := 0; ; n++ {
						select {
						case <-stop:
							return
						default:
						}
						words := fmt.Sprintf("text %d, my worker never rings", n)
						d.network.Text(within(t), phone, demoNumber, words)
						guard.Lock()
						said[phone] = append(said[phone], words)
						guard.Unlock()
					}
				})
			}
			enough := func() bool {
				guard.Lock()
				defer guard.Unlock()
				return len(said) == phones && !slices.ContainsFunc(values(said), func(s []string) bool { return len(s) < 5 })
			}
			d.eventually("everybody has written", enough)
			guard.Lock()
			before := map[string][]string{}
			for phone, texts := range said {
				before[phone] = slices.Clone(texts)
			}
			guard.Unlock()
			data, keys := v.backs(d, d.configFile())
			close(stop)
			all.Wait()
			for phone := range before {
				d.eventually("the network has its answer", func() bool { return d.talk(phone) != "" })
			}

			other, file := d.elsewhere()
			if code, out, errs := v.restores(file, data, keys); code != 0 || !strings.Contains(out, "Start the nodes") {
				t.Fatalf("exit %d, %q, %q", code, out, errs)
			}
			d.restart(func() { d.config.Redis.URLs, d.redis = other.config.Redis.URLs, other.redis })
			for phone, texts := range before {
				heard := d.heard(d.talk(phone))
				for _, words := range texts {
					if !slices.Contains(heard, words) {
						t.Errorf("%s: %q was acknowledged before the backup, and is not there", phone, words)
					}
				}
			}
			d.eventually("what came after the backup is taken from the network's list", func() bool {
				for phone, texts := range said {
					if len(d.heard(d.talk(phone))) < len(texts) {
						return false
					}
				}
				return true
			})
		})
	}
}

func values(m map[string][]string) (all [][]string) {
	for _, v := range m {
		all = append(all, v)
	}
	return all
}

// TestTheDataWithoutTheKeysIsUnreadable: no wrapped key lies in it, whoever can open the file.
func TestTheDataWithoutTheKeysIsUnreadable(t *testing.T) {
	t.Parallel()
	d, v := deploy(t), newVault(t)
	const phone = "+447700900180"
	d.text(phone, "my worker never rings me back")
	d.reads(phone, "anything else")
	reference := d.onlyCase()
	data, keys := v.backs(d, d.configFile())
	wrapped := map[string]string{
		"the conversation's": d.node.redis.HGet(within(t), fmt.Sprintf("sayso:{p%s}:conversation:%s", d.talk(phone)[:2], d.talk(phone)), "key").Val(),
		"the case's":         d.node.redis.HGet(within(t), "sayso:{cases}:wrapped", reference).Val(),
	}
	for what, key := range wrapped {
		if in := v.plain(data); key == "" || bytes.Contains(in, []byte(key)) || bytes.Contains(in, []byte(key[8:40])) {
			t.Errorf("%s key of %d bytes is in the data", what, len(key))
		}
		if !bytes.Contains(v.plain(keys), []byte(key)) {
			t.Errorf("%s key is not among the keys", what)
		}
	}
	for _, path := range []string{data, keys} {
		if b, err := os.ReadFile(path); err != nil || bytes.Contains(b, []byte("sayso")) {
			t.Errorf("%s is not encrypted (%v)", path, err)
		}
	}
}

func (v *vault) plain(path string) []byte {
	v.t.Helper()
	f, err := os.Open(path)
	if err != nil {
		v.t.Fatal(err)
	}
	defer f.Close()
	r, err := age.Decrypt(f, v.opens)
	if err != nil {
		v.t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		v.t.Fatal(err)
	}
	return b
}

// TestABackupThatIsNotWholeIsNotRestored, nor one of somebody else's, nor over what is there.
func TestABackupThatIsNotWholeIsNotRestored(t *testing.T) {
	t.Parallel()
	d, v := deploy(t), newVault(t)
	d.text("+447700900181", "my worker never rings me back")
	d.eventually("there is a case", func() bool { return len(d.references()) == 1 })
	here := d.configFile()
	data, keys := v.backs(d, here)
	whole, err := os.ReadFile(data)
	if err != nil {
		t.Fatal(err)
	}
	wrong := func(name string, content []byte) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	changed := slices.Clone(whole)
	changed[len(changed)/2] ^= 1
	_, empty := d.elsewhere()
	stranger := newVault(t)
	for name, row := range map[string]struct {
		v                *vault
		file, data, keys string
		says             string
	}{
		"cut short":      {v, empty, wrong("cut.age", whole[:len(whole)-100]), keys, "cut short"},
		"cut in half":    {v, empty, wrong("half.age", whole[:len(whole)/2]), keys, "cut short"},
		"changed":        {v, empty, wrong("changed.age", changed), keys, "file may be corrupted"},
		"not a backup":   {v, empty, wrong("letter.age", []byte("Dear council")), keys, "open "},
		"twice the data": {v, empty, data, data, `it holds "data"`},
		"somebody else":  {stranger, empty, data, keys, "open "},
		"not empty":      {v, here, data, keys, "holds a deployment already"},
	} {
		if code, out, errs := row.v.restores(row.file, row.data, row.keys); code != 1 || !strings.Contains(errs, row.says) {
			t.Errorf("%s: exit %d, %q, %q", name, code, out, errs)
		}
	}
	if code, out, errs := v.restores(here, data, keys, "--check"); code != 0 || !strings.Contains(out, "whole: ") {
		t.Errorf("--check: exit %d, %q, %q", code, out, errs)
	}
	if code, out, errs := v.restores(empty, data, keys); code != 0 {
		t.Errorf("the whole one: exit %d, %q, %q", code, out, errs)
	}
}

// TestOldBackupsAreRemoved: after 14 days none holds what was erased.
func TestOldBackupsAreRemoved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	now := time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)
	for _, name := range []string{"sayso-20261109T030000Z.data.age", "sayso-20261109T030000Z.keys.age", "sayso-20261111T030000Z.keys.age", "sayso-20261001T030000Z.txt", "other-20261001T030000Z.keys.age"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	gone, err := backup.Forget(dir, now, longestBackups)
	left, _ := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || gone != 2 || len(left) != 3 {
		t.Errorf("%d removed, %v left, %v", gone, left, err)
	}
}
