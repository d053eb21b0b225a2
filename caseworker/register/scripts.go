package register

import (
	"context"
	_ "embed"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker/audit"
)

// The scripts, each with its keys, arguments and result written above it.
var (
	//go:embed lua/commit.lua
	commitLua string
	//go:embed lua/refuse.lua
	refuseLua string
	//go:embed lua/lease.lua
	leaseLua string
	//go:embed lua/keep_reports.lua
	keepReportsLua string
	//go:embed lua/bury.lua
	buryLua string
)

type scripts struct{ commit, refuse, lease, keepReports, bury *redis.Script }

func newScripts() scripts {
	return scripts{
		commit: redis.NewScript(audit.Append + commitLua), refuse: redis.NewScript(audit.Append + refuseLua), lease: redis.NewScript(leaseLua),
		keepReports: redis.NewScript(audit.Append + keepReportsLua), bury: redis.NewScript(buryLua),
	}
}

// atMostOnce sends scripts without the client's own repetition: an act that was done and then sent
// again would be taken for a lost race, and refused to whoever did it.
type atMostOnce struct{ redis.UniversalClient }

type noRetry struct{ *redis.Cmd }

func (noRetry) NoRetry() bool { return true }

func (o atMostOnce) send(ctx context.Context, command, script string, keys []string, args []any) *redis.Cmd {
	all := make([]any, 0, 3+len(keys)+len(args))
	all = append(all, command, script, len(keys))
	for _, k := range keys {
		all = append(all, k)
	}
	c := redis.NewCmd(ctx, append(all, args...)...)
	c.SetFirstKeyPos(3)
	_ = o.Process(ctx, noRetry{c}) // the error is in c
	return c
}

func (o atMostOnce) Eval(ctx context.Context, script string, keys []string, args ...any) *redis.Cmd {
	return o.send(ctx, "eval", script, keys, args)
}

func (o atMostOnce) EvalSha(ctx context.Context, sha string, keys []string, args ...any) *redis.Cmd {
	return o.send(ctx, "evalsha", sha, keys, args)
}
