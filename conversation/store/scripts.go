package store

import (
	"context"
	_ "embed"

	"github.com/redis/go-redis/v9"
)

// The scripts, each with its keys, arguments and result written above it. All keys of one call are
// in one slot. Those that write are safe to be run twice.
var (
	//go:embed lua/read_door.lua
	readDoorLua string
	//go:embed lua/unseen.lua
	unseenLua string
	//go:embed lua/read.lua
	readLua string
	//go:embed lua/route.lua
	routeLua string
	//go:embed lua/move.lua
	moveLua string
	//go:embed lua/leave.lua
	leaveLua string
	//go:embed lua/try.lua
	tryLua string
	//go:embed lua/code.lua
	codeLua string
	//go:embed lua/commit.lua
	commitLua string
	//go:embed lua/fate.lua
	fateLua string
	//go:embed lua/deliver.lua
	deliverLua string
	//go:embed lua/transcript.lua
	transcriptLua string
	//go:embed lua/round.lua
	roundLua string
	//go:embed lua/release.lua
	releaseLua string
	//go:embed lua/undone.lua
	undoneLua string
	//go:embed lua/unpark.lua
	unparkLua string
	//go:embed lua/shut.lua
	shutLua string
	//go:embed lua/pace.lua
	paceLua string
	//go:embed lua/swept.lua
	sweptLua string
	//go:embed lua/erase.lua
	eraseLua string
	//go:embed lua/let_go.lua
	letGoLua string
)

// scripts are the compiled ones; sending them by hash keeps a turn's commands short.
type scripts struct {
	readDoor, read, commit, deliver, transcript, round, release, undone, unpark, shut, swept, pace *redis.Script
	route, move, leave, try, code, erase, letGo                                                    *redis.Script
}

func newScripts() scripts {
	return scripts{
		readDoor: redis.NewScript(unseenLua + readDoorLua), read: redis.NewScript(unseenLua + readLua), commit: redis.NewScript(commitLua),
		deliver: redis.NewScript(fateLua + deliverLua), transcript: redis.NewScript(transcriptLua),
		round: redis.NewScript(fateLua + roundLua), release: redis.NewScript(releaseLua),
		undone: redis.NewScript(undoneLua), unpark: redis.NewScript(unparkLua), shut: redis.NewScript(shutLua), swept: redis.NewScript(sweptLua), pace: redis.NewScript(paceLua),
		route: redis.NewScript(routeLua), move: redis.NewScript(moveLua), leave: redis.NewScript(leaveLua), try: redis.NewScript(tryLua), code: redis.NewScript(codeLua),
		erase: redis.NewScript(fateLua + eraseLua), letGo: redis.NewScript(letGoLua),
	}
}

// sendOnce is a redis.Scripter whose scripts are sent at most once. The client would otherwise send a
// command again by itself after a lost answer, also one that had been done. Every script here bears
// that, but a commit that was done and then repeated would be taken for a lost race.
type sendOnce struct{ redis.UniversalClient }

type noRetry struct{ *redis.Cmd }

func (noRetry) NoRetry() bool { return true }

func (o sendOnce) do(ctx context.Context, command, script string, keys []string, args []any) *redis.Cmd {
	all := make([]any, 0, 3+len(keys)+len(args))
	all = append(all, command, script, len(keys))
	for _, k := range keys {
		all = append(all, k)
	}
	c := redis.NewCmd(ctx, append(all, args...)...)
	if len(keys) > 0 {
		c.SetFirstKeyPos(3)
	}
	_ = o.Process(ctx, noRetry{c}) // the error is in c
	return c
}

func (o sendOnce) Eval(ctx context.Context, script string, keys []string, args ...any) *redis.Cmd {
	return o.do(ctx, "eval", script, keys, args)
}

func (o sendOnce) EvalSha(ctx context.Context, sha string, keys []string, args ...any) *redis.Cmd {
	return o.do(ctx, "evalsha", sha, keys, args)
}
