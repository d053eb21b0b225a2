package audit_test

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"maps"
	"testing"

	"github.com/redis/go-redis/v9"
)

func without(n int) tampering {
	return func(t *testing.T, db redis.UniversalClient, all []redis.XMessage) {
		db.XDel(t.Context(), stream, all[n].ID)
	}
}

func gone(t *testing.T, db redis.UniversalClient, _ []redis.XMessage) {
	db.Del(t.Context(), stream, stream+":head")
}

// rewritten writes the whole stream anew, with a head that fits it.
func rewritten(as func([]map[string]any) []map[string]any) tampering {
	return func(t *testing.T, db redis.UniversalClient, entries []redis.XMessage) {
		var all []map[string]any
		for _, e := range entries {
			all = append(all, copied(e.Values))
		}
		all = as(all)
		db.Del(t.Context(), stream)
		for _, values := range all {
			if err := db.XAdd(t.Context(), &redis.XAddArgs{Stream: stream, Values: values}).Err(); err != nil {
				t.Fatal(err)
			}
		}
		last := all[len(all)-1]
		db.HSet(t.Context(), stream+":head", "seq", last["seq"], "chain", last["chain"])
	}
}

func copied(values map[string]any) map[string]any { return maps.Clone(values) }

// linked numbers lines and links them as append.lua does: that takes no key.
func linked(all []map[string]any) []map[string]any {
	chain := ""
	for n, values := range all {
		sum := sha1.Sum(fmt.Appendf(nil, "%s %d %s", chain, n+1, values["mac"]))
		chain = hex.EncodeToString(sum[:])
		values["seq"], values["chain"] = fmt.Sprint(n+1), chain
	}
	return all
}
