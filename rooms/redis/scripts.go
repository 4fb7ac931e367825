package redis

import (
	_ "embed"

	"github.com/redis/go-redis/v9"
)

// Each write of a room is one script, so that who may write and what is written are
// decided in one moment. A script answers with a word, and what goes with it.
var (
	//go:embed scripts/create.lua
	createLua string
	//go:embed scripts/acquire.lua
	acquireLua string
	//go:embed scripts/append.lua
	appendLua string
	//go:embed scripts/snapshot.lua
	snapshotLua string
	//go:embed scripts/rewrite.lua
	rewriteLua string
	//go:embed scripts/due.lua
	dueLua string
	//go:embed scripts/delete.lua
	deleteLua string
	//go:embed scripts/claim.lua
	claimLua string
	//go:embed scripts/renew.lua
	renewLua string
	//go:embed scripts/release.lua
	releaseLua string
	//go:embed scripts/beat.lua
	beatLua string
	//go:embed scripts/put.lua
	putLua string

	createScript   = redis.NewScript(createLua)
	acquireScript  = redis.NewScript(acquireLua)
	appendScript   = redis.NewScript(appendLua)
	snapshotScript = redis.NewScript(snapshotLua)
	rewriteScript  = redis.NewScript(rewriteLua)
	dueScript      = redis.NewScript(dueLua)
	deleteScript   = redis.NewScript(deleteLua)
	claimScript    = redis.NewScript(claimLua)
	renewScript    = redis.NewScript(renewLua)
	releaseScript  = redis.NewScript(releaseLua)
	beatScript     = redis.NewScript(beatLua)
	putScript      = redis.NewScript(putLua)
)
