package redis

import (
	"errors"

	"github.com/redis/go-redis/v9"

	"rondo/rooms"
)

// isNil tells whether Redis said that there is no such thing.
func isNil(err error) bool { return errors.Is(err, redis.Nil) }

// Keys of a room carry its id as their hash tag.
func metaKey(room rooms.ID) string { return "rondo:{" + string(room) + "}:meta" } // its owner and where its log ends
func logKey(room rooms.ID) string  { return "rondo:{" + string(room) + "}:log" }
func snapKey(room rooms.ID) string { return "rondo:{" + string(room) + "}:snap" }
func keysKey(room rooms.ID) string { return "rondo:{" + string(room) + "}:keys" } // wrapped
func goneKey(room rooms.ID) string { return "rondo:{" + string(room) + "}:gone" } // it was deleted
func ownKey(home rooms.ID) string  { return "rondo:{" + string(home) + "}:own" }  // the lease of a household

const (
	indexKey    = "rondo:rooms"
	dueKey      = "rondo:due"
	outboxKey   = "rondo:outbox"
	nodesKey    = "rondo:nodes"
	takersKey   = "rondo:takers"
	readsKey    = "rondo:reads"    // how much each node reads of what is stored
	returnedKey = "rondo:returned" // to which redis-server each node has given back what it has
	sinceKey    = "rondo:since"    // when Redis has what it has: later than before once it lost everything
	secretKey   = "rondo:secret"   // a code of the secret under which rooms' keys are wrapped
	soleKey     = "rondo:sole"     // the one node that may be there, while rooms are moved
	unwipedKey  = "rondo:unwiped"  // something was dropped since a new append-only file was asked for
	burntKey    = "rondo:burnt"    // rounds of which every key is to be forgotten
	allNodes    = "rondo:all"      // channel that every node hears
)

// channelOf is the channel that one node hears.
func channelOf(node string) string { return "rondo:n:" + node }
