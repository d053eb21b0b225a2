package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"filippo.io/age"
	"github.com/redis/go-redis/v9"

	"sayso/cmd/sayso/backup"
	"sayso/cmd/sayso/config"
	"sayso/conversation/store"
)

// restoreCommand brings a backup back into an empty Redis.
func restoreCommand(ctx context.Context, args []string, w world) error {
	f := flags("restore", "--config FILE --identity FILE --data FILE --keys FILE [--check]", w)
	path := f.String("config", "", "the configuration; its Redis must hold nothing of this deployment, and no node may run")
	identity := f.String("identity", "", "the file of age-keygen that opens the backup")
	var p backup.Pair
	f.StringVar(&p.Data, "data", "", "the backup's data, sayso-....data.age")
	f.StringVar(&p.Keys, "keys", "", "its keys, sayso-....keys.age")
	check := f.Bool("check", false, "only read both and say whether they are whole; Redis is not asked")
	if err := parse(f, args); err != nil {
		return err
	}
	if *path == "" || *identity == "" || p.Data == "" || p.Keys == "" || f.NArg() > 0 {
		f.Usage()
		return fmt.Errorf("%w: --config, --identity, --data and --keys are needed", errUsage)
	}
	opens, err := identities(*identity)
	if err != nil {
		return err
	}
	p.Opens = opens
	c, keyset, db, err := kept(*path, w)
	if err != nil {
		return err
	}
	defer db.Close()
	got, err := p.Check(ctx)
	if err != nil {
		return err
	}
	if got.Prefix != c.Redis.Prefix {
		return fmt.Errorf("this backup is of a deployment with redis.prefix %s, and the configuration says %s", got.Prefix, c.Redis.Prefix)
	}
	if err := store.FitsKept(got.Deployment, keyset, c.Redis.Partitions); err != nil {
		return err
	}
	if *check {
		fmt.Fprintf(w.out, "whole: %d entries as of %s, and this configuration's keyset opens them\n", got.Entries, got.At.Format(time.RFC3339))
		return nil
	}
	if err := empty(ctx, db, c.Redis.Prefix); err != nil {
		return err
	}
	if err := p.Restore(ctx, db); err != nil {
		return fmt.Errorf("%w; what is in Redis now is half of it: empty it (FLUSHDB) before you try again", err)
	}
	return restored(ctx, c, got, w)
}

func identities(path string) ([]age.Identity, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read who can open the backup: %w", err)
	}
	defer f.Close()
	all, err := age.ParseIdentities(f)
	if err != nil {
		return nil, fmt.Errorf("%s: this is no file of age-keygen", path) // age's error may quote a line, which is a secret
	}
	return all, nil
}

// empty refuses a Redis that holds anything of a deployment: a backup is never mixed with what is there.
func empty(ctx context.Context, db redis.UniversalClient, prefix string) error {
	began, err := db.Exists(ctx, prefix+":deployment").Result()
	if err != nil {
		return fmt.Errorf("look whether redis is empty: %w", err)
	}
	if began > 0 {
		return errors.New("this Redis holds a deployment already: a backup is restored only into an empty one. Stop all nodes, and name another Redis, or empty this one")
	}
	return nil
}

// restored readies what was restored: nothing that was erased since comes back, and no text goes twice without asking.
func restored(ctx context.Context, c config.Config, got backup.Read, w world) error {
	n, err := open(ctx, c, w, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer n.redis.Close()
	if err := errors.Join(n.eraseAgain(ctx), n.store.Restored(ctx, got.At)); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "restored: %d entries as of %s. Start the nodes: texts that came since are taken from Twilio's list\n", got.Entries, got.At.Format(time.RFC3339))
	return nil
}
