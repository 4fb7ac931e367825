package lookalike

import (
	"hash/maphash"
	"sync"
)

// seen are the looks of names as they were worked out last. Whenever somebody comes or
// takes another name, a room asks for those of all who are in it, and to work them out
// takes longer than all the rest of the step: some milliseconds in a full room, as often as
// somebody likes, while other rooms wait.
var seen = newMemory(20_000) // of a hundred full rooms

// memory remembers looks without the names: those may have been forgotten meanwhile.
type memory struct {
	seed maphash.Seed // another at each start
	most int

	mu    sync.Mutex
	looks map[uint64][2]Look
}

func newMemory(most int) *memory {
	return &memory{seed: maphash.MakeSeed(), most: most, looks: map[uint64][2]Look{}}
}

func (m *memory) of(name string) [2]Look {
	key := maphash.String(m.seed, name)
	m.mu.Lock()
	looks, ok := m.looks[key]
	m.mu.Unlock()
	if ok {
		return looks
	}
	for i, text := range looksOf(name) {
		looks[i] = Look(maphash.String(m.seed, text))
	}
	m.keep(key, looks)
	return looks
}

// keep makes room by any other, so that whoever asks for more names than there is room for
// drives out some of them and not all.
func (m *memory) keep(key uint64, looks [2]Look) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for other := range m.looks {
		if len(m.looks) < m.most {
			break
		}
		delete(m.looks, other)
	}
	m.looks[key] = looks
}
