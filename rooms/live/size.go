package live

import (
	"encoding/json"
	"rondo/rooms"
)

// sizes are how many bytes of JSON a document holds, by who is refused when it is too
// much: what all see, and what one person has in their drawer. They are counted apart,
// so that nobody learns from a refusal how much somebody else wrote in secret.
type sizes struct {
	open gauge
	own  map[rooms.ID]*gauge
}

// gauge counts bytes as they are written. What a step takes away is not known without
// its way back, so the count runs ahead of the truth; it is set right when it matters.
type gauge struct {
	bytes int // at most so many
	loose int // written since they were counted
}

// add counts a step that has been made.
func (g *gauge) add(bytes int) {
	g.bytes += bytes
	g.loose += bytes
}

// holds tells whether the part may grow by what a step writes. exact counts it as it
// is, back is what the step takes away: both are asked for only near the limit. What
// makes it no larger may always be done.
func (g *gauge) holds(written, most int, exact, back func() int) bool {
	if g.bytes+written <= most {
		return true
	}
	if g.loose > most/16 {
		g.bytes, g.loose = exact(), 0
	}
	grows := written - back()
	return grows <= 0 || g.bytes+grows <= most
}

// A step that writes little, such as a vote, and whatever moves the meeting on, is
// still done in a room that is full: else it could not even end.
const (
	small   = 512 // bytes
	reserve = 4   // the share of the budget that is kept for small steps: a quarter
)

// tooLarge refuses a step of somebody that makes the room, or their drawer, larger
// than it may be. Steps of the room itself are not asked.
func (r *room) tooLarge(next rooms.Step, patch rooms.Patch, actor rooms.ID, do string) *rooms.Error {
	if r.kind.MovesOn(do) {
		return nil
	}
	most, written := r.mostBytes(), len(patch.Room)+len(patch.Shared)
	if written <= small {
		most += most / reserve
	}
	back := func() (n int) {
		b := r.newest.doc.Since(next.Doc)
		return len(b.Room) + len(b.Shared)
	}
	if !r.sizes.open.holds(written, most, r.openBytes, back) {
		return r.isFullOf()
	}
	for person := range patch.Private {
		if r.newest.doc.Common().Device(person) == actor && !r.ownHolds(person, next, patch) {
			return rooms.Refuse("room_too_large/own")
		}
	}
	return nil
}

// ownHolds tells whether somebody's drawer holds what a step puts into it.
func (r *room) ownHolds(person rooms.ID, next rooms.Step, patch rooms.Patch) bool {
	exact := func() int { return len(r.newest.doc.Drawer(person, nil).Own) }
	back := func() int { return len(r.newest.doc.Since(next.Doc).Private[person]) }
	return r.sizes.of(person).holds(len(patch.Private[person]), r.house.with.Limits.Drawer, exact, back)
}

// mostBytes is how much all may see of this room.
func (r *room) mostBytes() int { return max(r.house.with.Limits.Document, r.kind.Bytes) }

func (r *room) openBytes() int {
	open := r.newest.doc.Open()
	return len(open.Room) + len(open.Shared)
}

// count takes a step in.
func (s *sizes) count(p rooms.Patch) {
	s.open.add(len(p.Room) + len(p.Shared))
	for person, part := range p.Private {
		s.of(person).add(len(part))
	}
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
