package main

import (
	"context"
	"fmt"
	"time"

	"filippo.io/age"
	"github.com/redis/go-redis/v9"

	"sayso/caseworker/register"
	"sayso/cmd/sayso/backup"
	"sayso/conversation/store"
)

// longestBackups is how long a backup may be kept: certificates of what was erased promise it.
const longestBackups = 14 * 24 * time.Hour

// backupCommand writes all that is kept to two encrypted files, while the service runs.
func backupCommand(ctx context.Context, args []string, w world) error {
	f := flags("backup", "--config FILE --to AGE-RECIPIENT [--to ...] --dir DIR [--keep 336h]", w)
	path := f.String("config", "", "the configuration")
	dir := f.String("dir", "", "the folder for the two files; older ones there are removed after --keep. Take the keys' file elsewhere than the data's")
	keep := f.Duration("keep", longestBackups, "how long backups are kept, 14 days at most: what was erased is in them until then")
	var to []age.Recipient
	f.Func("to", "who can open it: age1..., made by age-keygen, whose secret is not on this machine", func(text string) error {
		recipient, err := age.ParseX25519Recipient(text)
		to = append(to, recipient)
		return err
	})
	if err := parse(f, args); err != nil {
		return err
	}
	switch {
	case *path == "" || *dir == "" || len(to) == 0 || f.NArg() > 0:
		f.Usage()
		return fmt.Errorf("%w: --config, --to and --dir are needed, and nothing else", errUsage)
	case *keep <= 0 || *keep > longestBackups:
		return fmt.Errorf("%w: --keep is 336h (14 days) at most", errUsage)
	}
	c, _, db, err := kept(*path, w)
	if err != nil {
		return err
	}
	defer db.Close()
	now := w.now()
	made, err := deploymentOf(db, c.Redis.Prefix).Write(ctx, *dir, now, to...)
	if err != nil {
		return err
	}
	gone, err := backup.Forget(*dir, now, *keep)
	if err != nil {
		return err
	}
	fmt.Fprintf(w.out, "%s\n%s\n%d entries as of %s; %d files of older backups removed. See that it opens: sayso restore --check\n",
		made.Data, made.Keys, made.Entries, made.At.Format(time.RFC3339), gone)
	return nil
}

// deploymentOf says what of a deployment goes where in its backups.
func deploymentOf(db redis.UniversalClient, prefix string) backup.Deployment {
	return backup.Deployment{
		Redis: db, Prefix: prefix,
		Keys: func(key string) ([]string, bool) {
			return store.KeyFields(prefix, key), key == register.Wrapped(prefix)
		},
		Skips: func(key string) bool { return store.Passing(prefix, key) },
	}
}
