package redis

import (
	"context"
	"crypto/rand"
	"errors"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Keys keeps a room's own key in Redis, wrapped under the secret of the cluster. The key of
// an anonymous round is never there: every node has it in memory, and hears of it over
// pub/sub, which Redis writes to no file. So it outlives any node but not all of them, and
// is gone everywhere when the round ends. See journal.Keys and docs/privacy.md.
type Keys struct {
	node *Node
	wrap box // what is stored
	talk box // what is said to other nodes

	mu      sync.Mutex
	rounds  map[keyName][]byte
	wrapped map[rooms.ID]string // of rooms that are open here
	waits   map[keyName][]chan []byte
}

var _ journal.Keys = (*Keys)(nil)

type keyName struct {
	room rooms.ID
	id   string
}

// String names the key among those that were burnt.
func (k keyName) String() string { return string(k.room) + "/" + k.id }

func newKeys(n *Node, secret []byte) (*Keys, error) {
	wrap, err1 := newBox(secret, "keys of rooms")
	talk, err2 := newBox(secret, "keys of rounds")
	return &Keys{
		node: n, wrap: wrap, talk: talk, rounds: map[keyName][]byte{}, wrapped: map[rooms.ID]string{}, waits: map[keyName][]chan []byte{},
	}, errors.Join(err1, err2)
}

// Make makes a key. That of a round is known to another node as well when it returns, if
// there is one. See journal.Keys.
func (k *Keys) Make(room rooms.ID, id string, round bool) ([]byte, error) {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails: crypto/rand aborts the program instead
	name := keyName{room, id}
	ctx, cancel := k.patience()
	defer cancel()
	if !round {
		return key, k.store(ctx, name, key)
	}
	if _, err := k.Get(room, id); !errors.Is(err, journal.ErrNoKey) {
		if err == nil {
			err = journal.ErrExists
		}
		return nil, err
	}
	if err := k.node.client.ZRem(ctx, burntKey, name.String()).Err(); err != nil {
		return nil, err
	}
	k.mu.Lock()
	k.rounds[name] = slices.Clone(key)
	k.mu.Unlock()
	_, err := k.hear(ctx, name, untilHeard, word{Do: saysHas, Room: room, ID: id, Key: key})
	return key, err
}

func (k *Keys) store(ctx context.Context, name keyName, key []byte) error {
	wrapped := string(k.wrap.seal(key, name.String()))
	made, err := k.node.client.HSetNX(ctx, keysKey(name.room), name.id, wrapped).Result()
	if err != nil {
		return k.node.journal.failure(err)
	}
	if !made {
		return journal.ErrExists
	}
	k.remember(name, wrapped)
	return nil
}

// remember keeps a room's wrapped key, in case Redis loses it.
func (k *Keys) remember(name keyName, wrapped string) {
	if name.id == journal.RoomKey {
		k.mu.Lock()
		k.wrapped[name.room] = wrapped
		k.mu.Unlock()
	}
}

// close forgets what was remembered of a room that is open here no more.
func (k *Keys) close(room rooms.ID) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.wrapped, room)
}

// wrappedOf is what Redis has to have of a room's own key; "" when that is not known.
func (k *Keys) wrappedOf(room rooms.ID) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.wrapped[room]
}

// Get returns a key. See journal.Keys.
func (k *Keys) Get(room rooms.ID, id string) ([]byte, error) {
	name := keyName{room, id}
	k.mu.Lock()
	key := slices.Clone(k.rounds[name])
	k.mu.Unlock()
	if key != nil {
		return key, nil
	}
	ctx, cancel := k.patience()
	defer cancel()
	wrapped, err := k.node.client.HGet(ctx, keysKey(room), id).Result()
	switch {
	case err == nil:
		k.remember(name, wrapped)
		return k.wrap.open([]byte(wrapped), name.String())
	case !isNil(err):
		return nil, k.node.journal.failure(err)
	case id == journal.RoomKey:
		return nil, journal.ErrNoKey
	}
	return k.ask(ctx, name)
}

// Destroy destroys a key everywhere. A node that does not hear of it finds it among the
// burnt. See journal.Keys.
func (k *Keys) Destroy(room rooms.ID, id string) error {
	name := keyName{room, id}
	ctx, cancel := k.patience()
	defer cancel()
	_, err := k.node.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HDel(ctx, keysKey(room), id)
		p.ZAdd(ctx, burntKey, redis.Z{Score: float64(k.node.Now().Unix()), Member: name.String()})
		return nil
	})
	if err != nil {
		return k.node.journal.failure(err)
	}
	k.drop(name)
	_, err = k.say(ctx, word{Do: saysGone, Room: room, ID: id})
	return err
}

// Forget destroys all keys of a room. See journal.Keys.
func (k *Keys) Forget(room rooms.ID) error {
	k.mu.Lock()
	var names []keyName
	for name := range k.rounds {
		if name.room == room {
			names = append(names, name)
		}
	}
	delete(k.wrapped, room)
	k.mu.Unlock()
	for _, name := range names {
		if err := k.Destroy(room, name.id); err != nil {
			return err
		}
	}
	ctx, cancel := k.patience()
	defer cancel()
	return k.node.journal.failure(k.node.client.Del(ctx, keysKey(room)).Err())
}

// Full tells whether Redis takes nothing more. See journal.Keys.
func (k *Keys) Full() bool { return k.node.journal.Full() }

// Put stores a room's own key as it was elsewhere, for a room that moves here.
func (k *Keys) Put(room rooms.ID, id string, key []byte) error {
	ctx, cancel := k.patience()
	defer cancel()
	return k.store(ctx, keyName{room, id}, key)
}

func (k *Keys) drop(name keyName) {
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.rounds[name])
	delete(k.rounds, name)
}

// burntFor is how long it is known of a round that its key is burnt: no node is deaf for so long.
const burntFor = 30 * 24 * time.Hour

// forgetBurnt drops keys that were destroyed while this node did not hear of it, and in time
// what is known of them.
func (k *Keys) forgetBurnt(ctx context.Context) {
	k.mu.Lock()
	names := slices.Collect(maps.Keys(k.rounds))
	k.mu.Unlock()
	for _, name := range names {
		if k.node.client.ZScore(ctx, burntKey, name.String()).Err() == nil {
			k.drop(name)
		}
	}
	old := strconv.FormatInt(k.node.Now().Add(-burntFor).Unix(), 10)
	if err := k.node.client.ZRemRangeByScore(ctx, burntKey, "-inf", old).Err(); err != nil {
		k.node.options.Log.Debug("rounds of long ago were not forgotten", "error", err)
	}
}

func (k *Keys) patience() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), answerTimeout)
}
