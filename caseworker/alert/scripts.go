package alert

import (
	_ "embed"

	"github.com/redis/go-redis/v9"
)

// The scripts, each with its keys, arguments and result written above it. Each can be sent twice
// without harm, so the client's own repetition may stand.
var (
	//go:embed lua/commit.lua
	commitLua string
	//go:embed lua/take.lua
	takeLua string
	//go:embed lua/turn.lua
	turnLua string
	//go:embed lua/went.lua
	wentLua string
)

type scripts struct{ commit, take, turn, went *redis.Script }

func newScripts() scripts {
	return scripts{
		commit: redis.NewScript(commitLua), take: redis.NewScript(takeLua),
		turn: redis.NewScript(turnLua), went: redis.NewScript(wentLua),
	}
}
