package journal

import (
	"bytes"
	"crypto/rand"
	"maps"
	"rondo/rooms"
	"slices"
	"sync"
)

// MemoryKeys keeps keys for tests and simulations. Like Memory it
// outlives the house that used it.
type MemoryKeys struct {
	mu   sync.Mutex
	keys map[rooms.ID]map[string][]byte
}

var _ Keys = (*MemoryKeys)(nil)

// NewMemoryKeys makes an empty set of keys.
func NewMemoryKeys() *MemoryKeys { return &MemoryKeys{keys: map[rooms.ID]map[string][]byte{}} }

// Make makes a key. See Keys.
func (k *MemoryKeys) Make(room rooms.ID, id string, _ bool) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.keys[room][id] != nil {
		return nil, ErrExists
	}
	if k.keys[room] == nil {
		k.keys[room] = map[string][]byte{}
	}
	key := make([]byte, 32)
	_, _ = rand.Read(key)
	k.keys[room][id] = key
	return bytes.Clone(key), nil
}

// Get returns a key. See Keys.
func (k *MemoryKeys) Get(room rooms.ID, id string) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if key := k.keys[room][id]; key != nil {
		return bytes.Clone(key), nil
	}
	return nil, ErrNoKey
}

// Names returns the ids of the keys that a room has, in no order.
func (k *MemoryKeys) Names(room rooms.ID) []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Collect(maps.Keys(k.keys[room]))
}

// Destroy removes a key. See Keys.
func (k *MemoryKeys) Destroy(room rooms.ID, id string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.keys[room][id])
	delete(k.keys[room], id)
	return nil
}

// Full tells that there is space. See Keys.
func (k *MemoryKeys) Full() bool { return false }

// Forget removes all keys of a room. See Keys.
func (k *MemoryKeys) Forget(room rooms.ID) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, key := range k.keys[room] {
		clear(key)
	}
	delete(k.keys, room)
	return nil
}
