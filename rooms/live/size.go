package live

import (
	"bytes"
	"encoding/json"
	"sync"

	"rondo/rooms"
	"rondo/rooms/document"
)

// sizes are how many bytes of JSON a document holds, by who is refused when it is too
// much: what all see, what lies beside that, what a group shares, and what one person has in
// their drawer.
// They are counted apart, so that nobody learns from a refusal how much somebody else
// wrote in secret.
type sizes struct {
	open   gauge
	beside gauge
	groups map[string]*gauge
	own    map[rooms.ID]*gauge
}

// gauge counts bytes as they are written. What a step takes away is not known without
// its way back, so the count runs ahead of the truth; it is set right when it matters,
// and exact from there on.
type gauge struct {
	bytes int // at most so many
	loose int // written since they were counted
}

// add counts what a step wrote and, beyond half of what it may ever be refused at, by how
// much the part grew: that is asked for only then. exact counts it as it was before the
// step, once in a while: else a small part that changes often would be taken for a large one.
func (g *gauge) add(written, most int, exact, grows func() int) {
	half := min(most, modest) / 2
	if g.bytes > half && g.loose > half/2 {
		g.bytes, g.loose = exact(), 0
	}
	if g.bytes > half {
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

// A step that writes little is still done in a room that is full, up to a quarter more,
// and also when memory is short: growth is refused where there is much already. What
// is always done (rooms.Verb.Always), such as a vote, removing, and what moves the
// meeting on, is not asked at all: a meeting could not even end.
const (
	small   = 512 // bytes
	reserve = 4   // the share of the budget that is kept for small steps: a quarter

	modest = 64 << 10 // bytes up to which a room may grow also when memory is short
)

// tooLarge refuses a step of somebody that makes the room, or a drawer, larger than it
// may be. Steps of the room itself are not asked.
func (r *room) tooLarge(next rooms.Step, patch rooms.Patch, actor rooms.ID, do string) *rooms.Error {
	if r.kind.Always(do) {
		return nil
	}
	written, growth := openSize(patch), r.growth(patch, next.Doc)
	if !r.sizes.open.holds(written, r.most(r.budget(), written), r.openBytes, growth.open) {
		return r.isFullOf()
	}
	if written := len(patch.Beside); written > 0 && !r.sizes.beside.holds(written, r.most(r.house.with.Limits.Beside, written), r.besideBytes, growth.beside) {
		return fullOf["items"]
	}
	for name := range patch.Audience {
		if !r.groupHolds(name, patch, growth) {
			return fullOf["shared"]
		}
	}
	for person := range patch.Private {
		if r.newest.doc.Common().Device(person) == actor && !r.ownHolds(person, patch, growth) {
			return rooms.Refuse("room_too_large/own")
		}
	}
	return nil
}

// groupHolds tells whether the drawer of an audience holds what a step puts into it.
func (r *room) groupHolds(name string, patch rooms.Patch, g growth) bool {
	exact, written := r.groupBytes(name), len(patch.Audience[name])
	grows := func() int { return g.group(name) }
	return gaugeOf(r.sizes.groups, name, exact).holds(written, r.most(r.budget(), written), exact, grows)
}

// ownHolds tells whether somebody's drawer holds what a step puts into it.
func (r *room) ownHolds(person rooms.ID, patch rooms.Patch, g growth) bool {
	exact, written := r.ownBytes(person), len(patch.Private[person])
	grows := func() int { return g.own(person) }
	return gaugeOf(r.sizes.own, person, exact).holds(written, r.most(r.house.with.Limits.Drawer, written), exact, grows)
}

// most is how much there may be where the budget is so much, after a step that writes
// so much.
func (r *room) most(budget, written int) int {
	switch {
	case written <= small:
		return budget + budget/reserve
	case r.house.with.Short():
		return min(budget, modest)
	}
	return budget
}

// budget is how much all may see of this room.
func (r *room) budget() int { return max(r.house.with.Limits.Document, r.kind.Bytes) }

func openSize(p rooms.Patch) int { return len(p.Room) + len(p.Shared) }

func (r *room) openBytes() int {
	open := r.newest.doc.Open()
	return len(open.Room) + len(open.Shared)
}

func (r *room) besideBytes() int { return len(document.Whole(&r.newest.doc.Common().Beside)) }

func (r *room) groupBytes(name string) func() int {
	return func() int { return len(r.newest.doc.Drawer("", []string{name}).Audience[name]) }
}

func (r *room) ownBytes(person rooms.ID) func() int {
	return func() int { return len(r.newest.doc.Drawer(person, nil).Own) }
}

// count takes a step in, by which the newest document grows.
func (r *room) count(p rooms.Patch, g growth) {
	r.sizes.open.add(openSize(p), r.budget(), r.openBytes, g.open)
	if p.Beside != nil {
		r.sizes.beside.add(len(p.Beside), r.house.with.Limits.Beside, r.besideBytes, g.beside)
	}
	for name, part := range p.Audience {
		exact, grows := r.groupBytes(name), func() int { return g.group(name) }
		gaugeOf(r.sizes.groups, name, exact).add(len(part), r.budget(), exact, grows)
	}
	for person, part := range p.Private {
		exact, grows := r.ownBytes(person), func() int { return g.own(person) }
		gaugeOf(r.sizes.own, person, exact).add(len(part), r.house.with.Limits.Drawer, exact, grows)
	}
}

// growth is by how much a step makes a document larger: what it writes without what
// leads back.
type growth struct {
	there rooms.Patch
	back  func() rooms.Patch
}

func (r *room) growth(p rooms.Patch, next rooms.Document) growth {
	return growth{p, sync.OnceValue(func() rooms.Patch { return r.newest.doc.Undoing(next, p) })}
}

func (g growth) open() int {
	back := g.back()
	return weight(g.there.Room) + weight(g.there.Shared) - weight(back.Room) - weight(back.Shared)
}

func (g growth) beside() int { return weight(g.there.Beside) - weight(g.back().Beside) }

func (g growth) group(name string) int {
	return weight(g.there.Audience[name]) - weight(g.back().Audience[name])
}

func (g growth) own(person rooms.ID) int {
	return weight(g.there.Private[person]) - weight(g.back().Private[person])
}

// weight is how many bytes a patch leaves in a document: what it removes, which it
// says with null, leaves none, nor do its key and a comma. It is read as our own writer wrote it.
func weight(patch []byte) int {
	if string(patch) == "null" {
		return 0
	}
	n := len(patch)
	for at := 0; at < len(patch); at++ {
		if patch[at] != '"' {
			continue
		}
		from := at
		at = endOfString(patch, at)
		if bytes.HasPrefix(patch[at+1:], []byte(":null")) {
			n -= at + 1 - from + len(":null,")
		}
	}
	return n
}

// endOfString is where the string ends that begins at a place.
func endOfString(json []byte, at int) int {
	for at++; json[at] != '"'; at++ {
		if json[at] == '\\' {
			at++
		}
	}
	return at
}

// gaugeOf is the gauge of a drawer, which begins with what is in it now: a room that
// was opened again goes on where it was.
func gaugeOf[K comparable](all map[K]*gauge, key K, exact func() int) *gauge {
	g := all[key]
	if g == nil {
		g = &gauge{bytes: exact()}
		all[key] = g
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
