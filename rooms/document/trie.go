package document

import (
	"hash/fnv"
	"math/bits"
	"slices"
	"strings"
)

// The trie behind Map: nodes are never changed once made.

const (
	trieBits = 5
	trieMax  = 60 // deepest shift with hash bits left; below it keys are compared
)

// node holds up to 32 slots, packed; bit i of used says that slot i is there.
type node[V any] struct {
	used  uint32
	slots []slot[V]
}

// slot is either a subtree or one entry.
type slot[V any] struct {
	sub  *node[V]
	leaf *leaf[V]
}

type leaf[V any] struct {
	hash  uint64
	key   string
	value V
}

func hashOf(key string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(key))
	x := h.Sum64() // FNV's low bits are weak for short keys: finish as splitmix64 does
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

func (n *node[V]) find(hash uint64, shift uint, key string) *leaf[V] {
	for n != nil {
		if shift > trieMax {
			return n.findCollided(key)
		}
		i, ok := n.index(hash, shift)
		if !ok {
			return nil
		}
		if l := n.slots[i].leaf; l != nil {
			if l.key == key {
				return l
			}
			return nil
		}
		n, shift = n.slots[i].sub, shift+trieBits
	}
	return nil
}

// index returns where the slot for hash is, or would be.
func (n *node[V]) index(hash uint64, shift uint) (int, bool) {
	bit := uint32(1) << (hash >> shift & 31)
	return bits.OnesCount32(n.used & (bit - 1)), n.used&bit != 0
}

func (n *node[V]) put(l *leaf[V], shift uint) (_ *node[V], added bool) {
	if n == nil {
		n = &node[V]{}
	}
	if shift > trieMax {
		return n.putCollided(l)
	}
	i, ok := n.index(l.hash, shift)
	if !ok {
		return n.insert(i, uint32(1)<<(l.hash>>shift&31), slot[V]{leaf: l}), true
	}
	there := n.slots[i]
	switch {
	case there.sub != nil:
		sub, added := there.sub.put(l, shift+trieBits)
		return n.replace(i, slot[V]{sub: sub}), added
	case there.leaf.key == l.key:
		return n.replace(i, slot[V]{leaf: l}), false
	}
	sub, _ := (*node[V])(nil).put(there.leaf, shift+trieBits)
	sub, _ = sub.put(l, shift+trieBits)
	return n.replace(i, slot[V]{sub: sub}), true
}

// delete expects the key to be there.
func (n *node[V]) delete(hash uint64, shift uint, key string) *node[V] {
	if shift > trieMax {
		i := slices.IndexFunc(n.slots, func(s slot[V]) bool { return s.leaf.key == key })
		return n.without(i, 0)
	}
	i, _ := n.index(hash, shift)
	if n.slots[i].leaf != nil {
		return n.without(i, uint32(1)<<(hash>>shift&31))
	}
	sub := n.slots[i].sub.delete(hash, shift+trieBits, key)
	switch {
	case sub == nil:
		return n.without(i, uint32(1)<<(hash>>shift&31))
	case len(sub.slots) == 1 && sub.slots[0].leaf != nil:
		return n.replace(i, sub.slots[0]) // a lone entry moves up: the shape depends on the keys alone
	}
	return n.replace(i, slot[V]{sub: sub})
}

func (n *node[V]) insert(i int, bit uint32, s slot[V]) *node[V] {
	slots := make([]slot[V], 0, len(n.slots)+1)
	slots = append(append(append(slots, n.slots[:i]...), s), n.slots[i:]...)
	return &node[V]{n.used | bit, slots}
}

func (n *node[V]) replace(i int, s slot[V]) *node[V] {
	slots := slices.Clone(n.slots)
	slots[i] = s
	return &node[V]{n.used, slots}
}

func (n *node[V]) without(i int, bit uint32) *node[V] {
	if len(n.slots) == 1 {
		return nil
	}
	slots := make([]slot[V], 0, len(n.slots)-1)
	slots = append(append(slots, n.slots[:i]...), n.slots[i+1:]...)
	return &node[V]{n.used &^ bit, slots}
}

// Keys whose 64-bit hashes are equal lie in one node, sorted.

func (n *node[V]) findCollided(key string) *leaf[V] {
	for _, s := range n.slots {
		if s.leaf.key == key {
			return s.leaf
		}
	}
	return nil
}

func (n *node[V]) putCollided(l *leaf[V]) (*node[V], bool) {
	i, found := slices.BinarySearchFunc(n.slots, l.key, func(s slot[V], key string) int { return strings.Compare(s.leaf.key, key) })
	if found {
		return n.replace(i, slot[V]{leaf: l}), false
	}
	return n.insert(i, 0, slot[V]{leaf: l}), true
}

func (n *node[V]) each(yield func(*leaf[V]) bool) bool {
	if n == nil {
		return true
	}
	for _, s := range n.slots {
		if !s.each(yield) {
			return false
		}
	}
	return true
}

func (s slot[V]) each(yield func(*leaf[V]) bool) bool {
	if s.leaf != nil {
		return yield(s.leaf)
	}
	return s.sub.each(yield)
}

// changes calls emit for every key whose leaf differs between two versions,
// skipping every subtree that they share; a side that has no such key is nil.
func (n *node[V]) changes(old *node[V], emit func(key string, old, new *leaf[V])) {
	if n == old {
		return
	}
	if n == nil || old == nil || n.used == 0 || old.used == 0 {
		slot[V]{sub: n}.unlike(slot[V]{sub: old}, emit)
		return
	}
	for used := n.used | old.used; used != 0; used &= used - 1 {
		bit := used & -used
		slotAt(n, bit).unlike(slotAt(old, bit), emit)
	}
}

func slotAt[V any](n *node[V], bit uint32) slot[V] {
	if n.used&bit == 0 {
		return slot[V]{}
	}
	return n.slots[bits.OnesCount32(n.used&(bit-1))]
}

func (s slot[V]) unlike(old slot[V], emit func(key string, old, new *leaf[V])) {
	if s == old {
		return
	}
	if s.sub != nil && old.sub != nil && s.sub.used != 0 && old.sub.used != 0 {
		s.sub.changes(old.sub, emit)
		return
	}
	s.each(func(l *leaf[V]) bool {
		if was := old.find(l.key); was != l {
			emit(l.key, was, l)
		}
		return true
	})
	old.each(func(l *leaf[V]) bool {
		if s.find(l.key) == nil {
			emit(l.key, l, nil)
		}
		return true
	})
}

// find looks through the few entries of a slot.
func (s slot[V]) find(key string) (found *leaf[V]) {
	s.each(func(l *leaf[V]) bool {
		if l.key == key {
			found = l
		}
		return found == nil
	})
	return found
}
