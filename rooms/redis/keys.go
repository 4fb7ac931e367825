package redis

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"maps"
	"slices"
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

// How long it is waited for other nodes: for one that has heard of a new key, and for one
// that knows a key.
const (
	untilHeard = 300 * time.Millisecond
	untilKnown = 700 * time.Millisecond
)

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

// ask asks the other nodes for a round's key, unless it was destroyed.
func (k *Keys) ask(ctx context.Context, name keyName) ([]byte, error) {
	if err := k.node.client.ZScore(ctx, burntKey, name.String()).Err(); !isNil(err) {
		if err == nil {
			err = journal.ErrNoKey
		}
		return nil, err
	}
	key, err := k.hear(ctx, name, untilKnown, word{Do: saysAsk, Room: name.room, ID: name.id})
	if err != nil {
		return nil, err
	}
	if key == nil {
		return nil, journal.ErrNoKey
	}
	k.mu.Lock()
	k.rounds[name] = slices.Clone(key)
	k.mu.Unlock()
	return key, nil
}

// hear says something to all nodes and waits for the first to answer; nil when nobody did.
func (k *Keys) hear(ctx context.Context, name keyName, most time.Duration, w word) ([]byte, error) {
	answer := make(chan []byte, 1)
	k.mu.Lock()
	k.waits[name] = append(k.waits[name], answer)
	k.mu.Unlock()
	defer func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.waits[name] = slices.DeleteFunc(k.waits[name], func(c chan []byte) bool { return c == answer }); len(k.waits[name]) == 0 {
			delete(k.waits, name)
		}
	}()
	others, err := k.say(ctx, w)
	if err != nil || others == 0 {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	select {
	case key := <-answer:
		return key, nil
	case <-ctx.Done():
		return nil, nil
	}
}

// Destroy destroys a key everywhere. A node that does not hear of it finds it among the
// burnt. See journal.Keys.
func (k *Keys) Destroy(room rooms.ID, id string) error {
	name := keyName{room, id}
	ctx, cancel := k.patience()
	defer cancel()
	_, err := k.node.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HDel(ctx, keysKey(room), id)
		p.ZAdd(ctx, burntKey, redis.Z{Score: float64(time.Now().Unix()), Member: name.String()})
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

// forgetBurnt drops keys that were destroyed while this node did not hear of it.
func (k *Keys) forgetBurnt(ctx context.Context) {
	k.mu.Lock()
	names := slices.Collect(maps.Keys(k.rounds))
	k.mu.Unlock()
	for _, name := range names {
		if k.node.client.ZScore(ctx, burntKey, name.String()).Err() == nil {
			k.drop(name)
		}
	}
}

func (k *Keys) patience() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), answerTimeout)
}

// word is what nodes say to each other about keys of rounds.
type word struct {
	Do   string   `json:"do"`
	From string   `json:"from"`
	Room rooms.ID `json:"room,omitempty"`
	ID   string   `json:"id,omitempty"`
	Key  []byte   `json:"key,omitempty"`
}

const (
	saysHas   = "has"   // here is a key
	saysHeard = "heard" // it has arrived
	saysAsk   = "ask"   // who has it?
	saysAll   = "all"   // a node is new: who has any?
	saysGone  = "gone"  // forget it
)

// say says something to all other nodes, and returns how many there are.
func (k *Keys) say(ctx context.Context, w word) (others int64, err error) {
	w.From = k.node.id
	plain, err := json.Marshal(w)
	if err != nil {
		return 0, err
	}
	heard, err := k.node.client.Publish(ctx, allNodes, k.talk.seal(plain, allNodes)).Result()
	return heard - 1, err
}

// take takes in what another node said.
func (k *Keys) take(sealed []byte) {
	plain, err := k.talk.open(sealed, allNodes)
	var w word
	if err != nil || json.Unmarshal(plain, &w) != nil || w.From == k.node.id {
		return
	}
	name := keyName{w.Room, w.ID}
	switch w.Do {
	case saysHas:
		k.mu.Lock()
		k.rounds[name] = slices.Clone(w.Key)
		k.mu.Unlock()
		k.answer(name, w.Key)
		go k.reply(word{Do: saysHeard, Room: w.Room, ID: w.ID})
	case saysHeard:
		k.answer(name, []byte{})
	case saysGone:
		k.drop(name)
	case saysAsk, saysAll:
		k.mu.Lock()
		defer k.mu.Unlock()
		for known, key := range k.rounds {
			if w.Do == saysAll || known == name {
				go k.reply(word{Do: saysHas, Room: known.room, ID: known.id, Key: slices.Clone(key)})
			}
		}
	}
}

func (k *Keys) answer(name keyName, key []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, waits := range k.waits[name] {
		select {
		case waits <- slices.Clone(key):
		default: // one answer is enough
		}
	}
}

func (k *Keys) reply(w word) {
	ctx, cancel := k.patience()
	defer cancel()
	if _, err := k.say(ctx, w); err != nil && k.node.life.Err() == nil {
		k.node.options.Log.Debug("the other nodes did not hear of a key", "error", err)
	}
}
