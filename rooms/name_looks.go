package rooms

import (
	"hash/maphash"
	"sync"
)

// look is one thing that names have in common which people take for each other, as a
// number: it says nothing without the seed, which is another at each start.
type look uint64

// looksSeen are the looks of names as they were worked out last. Whenever somebody comes
// or takes another name, a room asks for those of all who are in it, and to work them out
// takes longer than all the rest of the step: some milliseconds in a full room, as often as
// somebody likes, while other rooms wait.
var looksSeen = newLooksMemory(mostLooksSeen)

// mostLooksSeen is for as many names there is room: of a hundred full rooms.
const mostLooksSeen = 100 * MostPeople

// looksMemory remembers looks without the names: those may have been forgotten meanwhile.
type looksMemory struct {
	seed maphash.Seed
	most int

	mu   sync.Mutex
	seen map[uint64][2]look
}

func newLooksMemory(most int) *looksMemory {
	return &looksMemory{seed: maphash.MakeSeed(), most: most, seen: map[uint64][2]look{}}
}

// of returns the looks of a name.
func (m *looksMemory) of(name string) [2]look {
	key := maphash.String(m.seed, name)
	m.mu.Lock()
	looks, ok := m.seen[key]
	m.mu.Unlock()
	if ok {
		return looks
	}
	for i, text := range looksOf(name) {
		looks[i] = look(maphash.String(m.seed, text))
	}
	m.keep(key, looks)
	return looks
}

// keep makes room by any other, so that whoever asks for more names than there is room for
// drives out some of them and not all.
func (m *looksMemory) keep(key uint64, looks [2]look) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for other := range m.seen {
		if len(m.seen) < m.most {
			break
		}
		delete(m.seen, other)
	}
	m.seen[key] = looks
}
