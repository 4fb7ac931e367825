package live

import (
	"encoding/json"
	"rondo/rooms"
	"rondo/rooms/document"
	"sync"
)

// sizes are how many bytes of JSON a document holds, by who is refused when it is too
// much: what all see, and what one person has in their drawer. They are counted apart,
// so that nobody learns from a refusal how much somebody else wrote in secret.
type sizes struct {
	open gauge
	own  map[rooms.ID]*gauge
}

// gauge counts bytes as they are written. What a step takes away is not known without
// its way back, so the count runs ahead of the truth; it is set right when it matters,
// and exact from there on.
type gauge struct {
	bytes int // at most so many
	loose int // written since they were counted
}

// add counts what a step wrote and, beyond half of most, by how much the part grew:
// that is asked for only then.
func (g *gauge) add(written, most int, grows func() int) {
	if g.bytes > most/2 {
		g.bytes += grows()
		return
	}
	g.bytes += written
	g.loose += written
}

// holds tells whether the part may grow by what a step writes. exact counts it as it
// is, grows is by how much it would grow: both are asked for only near the limit. What
// makes it no larger may always be done.
func (g *gauge) holds(written, most int, exact, grows func() int) bool {
	if g.bytes+written <= most {
		return true
	}
	if g.loose > most/16 {
		g.bytes, g.loose = exact(), 0
	}
	more := grows()
	return more <= 0 || g.bytes+more <= most
}

// A step that writes little, such as a vote, and whatever moves the meeting on, is
// still done in a room that is full: else it could not even end.
const (
	small   = 512 // bytes
	reserve = 4   // the share of the budget that is kept for small steps: a quarter

	modest = 64 << 10 // bytes that a room may hold in any case, also when memory is short
)

// tooLarge refuses a step of somebody that makes the room, or their drawer, larger
// than it may be. Steps of the room itself are not asked.
func (r *room) tooLarge(next rooms.Step, patch rooms.Patch, actor rooms.ID, do string) *rooms.Error {
	if r.kind.MovesOn(do) {
		return nil
	}
	most, written := r.mostBytes(), openSize(patch)
	if written <= small {
		most += most / reserve
	}
	growth := r.growth(patch, next.Doc)
	if !r.sizes.open.holds(written, most, r.openBytes, growth.open) {
		return r.isFullOf()
	}
	for person := range patch.Private {
		if r.newest.doc.Common().Device(person) == actor && !r.ownHolds(person, patch, growth) {
			return rooms.Refuse("room_too_large/own")
		}
	}
	return nil
}

// ownHolds tells whether somebody's drawer holds what a step puts into it.
func (r *room) ownHolds(person rooms.ID, patch rooms.Patch, g growth) bool {
	exact := func() int { return len(r.newest.doc.Drawer(person, nil).Own) }
	grows := func() int { return g.own(person) }
	return r.sizes.of(person).holds(len(patch.Private[person]), r.house.with.Limits.Drawer, exact, grows)
}

// mostBytes is how much all may see of this room now.
func (r *room) mostBytes() int {
	most := max(r.house.with.Limits.Document, r.kind.Bytes)
	if r.house.with.Short() {
		return min(most, modest)
	}
	return most
}

func openSize(p rooms.Patch) int { return len(p.Room) + len(p.Shared) }

func (r *room) openBytes() int {
	open := r.newest.doc.Open()
	return len(open.Room) + len(open.Shared)
}

// count takes a step in that leads from the newest document to next.
func (r *room) count(p rooms.Patch, next rooms.Document) {
	g := r.growth(p, next)
	r.sizes.open.add(openSize(p), r.mostBytes(), g.open)
	for person, part := range p.Private {
		r.sizes.of(person).add(len(part), r.house.with.Limits.Drawer, func() int { return g.own(person) })
	}
}

// growth is by how much a step makes a document larger: what it writes without what
// leads back.
type growth struct {
	there rooms.Patch
	back  func() rooms.Patch
}

func (r *room) growth(p rooms.Patch, next rooms.Document) growth {
	return growth{p, sync.OnceValue(func() rooms.Patch { return r.newest.doc.Since(next) })}
}

func (g growth) open() int {
	back := g.back()
	return weight(g.there.Room) + weight(g.there.Shared) - weight(back.Room) - weight(back.Shared)
}

func (g growth) own(person rooms.ID) int {
	return weight(g.there.Private[person]) - weight(g.back().Private[person])
}

// weight is how many bytes a patch leaves in a document: what it removes, which it
// says with null, leaves none.
func weight(patch []byte) int {
	tree, err := document.ParseTree(patch)
	if err != nil {
		return len(patch)
	}
	return weigh(tree)
}

func weigh(value any) (n int) {
	tree, ok := value.(document.Tree)
	if !ok {
		raw, _ := json.Marshal(value) // was parsed a moment ago
		return len(raw)
	}
	for key, part := range tree {
		if part != nil {
			n += len(key) + len(`"":,`) + weigh(part)
		}
	}
	return n + len(`{}`)
}

func (s *sizes) of(person rooms.ID) *gauge {
	if s.own == nil {
		s.own = map[rooms.ID]*gauge{}
	}
	g := s.own[person]
	if g == nil {
		g = &gauge{}
		s.own[person] = g
	}
	return g
}

// fullOf are the refusals by what takes most of a room, which is what to remove from.
var fullOf = map[string]*rooms.Error{
	"actions": rooms.Refuse("room_too_large/actions"), "parked": rooms.Refuse("room_too_large/parked"),
	"blockers": rooms.Refuse("room_too_large/blockers"), "items": rooms.Refuse("room_too_large/items"),
	"shared": rooms.Refuse("room_too_large"),
}

// isFullOf is the refusal of a room that is full.
func (r *room) isFullOf() *rooms.Error {
	open, name := r.newest.doc.Open(), "shared"
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(open.Room, &parts); err != nil {
		panic(err) // made by our own writer
	}
	parts[name] = open.Shared
	for part := range fullOf {
		if len(parts[part]) > len(parts[name]) {
			name = part
		}
	}
	return fullOf[name]
}
