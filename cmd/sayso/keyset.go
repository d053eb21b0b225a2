package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/redis/go-redis/v9"

	"sayso/cmd/sayso/config"
	"sayso/conversation/seal"
	"sayso/conversation/store"
)

// readKeyset gives the deployment's keys. A trial makes them where there are none; a deployment
// must not, for whoever starts on an empty folder by mistake could then read nothing of before.
func readKeyset(c config.Config) (*seal.Keyset, error) {
	f, err := os.Open(c.Encryption.KeysetFile)
	if errors.Is(err, fs.ErrNotExist) && c.Trial {
		return makeKeyset(c.Encryption.KeysetFile)
	}
	if err != nil {
		return nil, fmt.Errorf("keyset: %w; make one with 'sayso check --make-keyset FILE'", err)
	}
	defer f.Close()
	keys, err := seal.ReadKeyset(f)
	if err != nil {
		return nil, fmt.Errorf("keyset %s: %w", c.Encryption.KeysetFile, err)
	}
	return keys, nil
}

// kept opens what a deployment keeps, for a command that needs nothing else of it: its keyset and its Redis.
func kept(path string, w world) (config.Config, *seal.Keyset, redis.UniversalClient, error) {
	c, err := config.Load(path, w.getenv)
	if err != nil {
		return c, nil, nil, err
	}
	keys, err := readKeyset(c)
	if err != nil {
		return c, nil, nil, err
	}
	db, err := store.Connect(c.Redis.URLs)
	return c, keys, db, err
}

// makeKeyset writes a new keyset; it never replaces one, since what it sealed would be lost.
func makeKeyset(path string) (*seal.Keyset, error) {
	keys, err := seal.NewKeyset()
	if err != nil {
		return nil, fmt.Errorf("make a keyset: %w", err)
	}
	var b bytes.Buffer
	if err := keys.Write(&b); err != nil {
		return nil, fmt.Errorf("make a keyset: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make a keyset: %w", err)
	}
	if _, err := f.Write(b.Bytes()); err != nil {
		f.Close()
		return nil, fmt.Errorf("make a keyset: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return nil, fmt.Errorf("make a keyset: %w", err)
	}
	return keys, nil
}
