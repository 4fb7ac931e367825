package live

import (
	"math"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/wire"
	"slices"
	"strings"
)

// history is the newest steps, for undo. It goes back to the last step that
// showed something: what was seen cannot be unseen.
type history struct {
	steps []past
	bytes int // of their patches
	room  int // for how many bytes there is room
}

// past is what undo must know of a step.
type past struct {
	lsn   int64
	actor rooms.ID
	at    rooms.Millis
	do    string
	patch rooms.Patch  // what it changed
	undo  *rooms.Patch // leads back; nil when it cannot be taken back
	taken int64        // lsn of the step that took it back, or 0
}

func (p past) size() int {
	if p.undo == nil {
		return p.patch.Size()
	}
	return p.patch.Size() + p.undo.Size()
}

// maxHistory is how many steps undo can look back over, at least.
const maxHistory = 200

// add remembers a step, unless it was made in secret: how far back the others can
// be taken would say how many of those there were.
func (h *history) add(s *step) {
	if s.public == nil && s.after.InRound() {
		return
	}
	h.remember(past{s.lsn, s.info.actor, s.at, s.info.do, s.patch, s.undo, 0}, s.info.took, s.final)
}

func (h *history) remember(p past, took int64, final bool) {
	if final {
		h.forget()
	}
	for i := range h.steps {
		if took != 0 && h.steps[i].lsn == took {
			h.steps[i].taken = p.lsn
		}
	}
	h.steps, h.bytes = append(h.steps, p), h.bytes+p.size()
	if len(h.steps) >= 2*maxHistory { // now and then, so that a step costs no copy of all
		h.drop(len(h.steps) - maxHistory)
		h.steps = slices.Clone(h.steps)
	}
	for h.bytes > h.room {
		h.drop(1)
	}
}

// drop forgets the oldest n steps.
func (h *history) drop(n int) {
	for i := range h.steps[:n] {
		h.bytes -= h.steps[i].size()
		h.steps[i] = past{}
	}
	h.steps = h.steps[n:]
}

func (h *history) forget() { h.steps, h.bytes = nil, 0 }

// cut forgets steps after lsn: they were never kept.
func (h *history) cut(lsn int64) {
	h.steps = slices.DeleteFunc(h.steps, func(p past) bool {
		if p.lsn <= lsn {
			return false
		}
		h.bytes -= p.size()
		return true
	})
	for i := range h.steps {
		if h.steps[i].taken > lsn {
			h.steps[i].taken = 0
		}
	}
}

// first is the lsn of the oldest step, or beyond every other.
func (h *history) first() int64 {
	if len(h.steps) == 0 {
		return math.MaxInt64
	}
	return h.steps[0].lsn
}

// last returns the place of the newest step that can be taken back, of one
// person or ("") of anybody, or -1.
func (h *history) last(of rooms.ID) int {
	for i, p := range slices.Backward(h.steps) {
		if p.undo != nil && p.taken == 0 && (of == "" || p.actor == of) {
			return i
		}
	}
	return -1
}

// removal returns the place of the step that removed a person, if it can be taken back, or -1.
func (h *history) removal(person rooms.ID) int {
	left := document.Pointer("room", "people", string(person), "left")
	for i, p := range slices.Backward(h.steps) {
		if p.do == "remove" && pathsOf(p.patch)[left] {
			if p.undo == nil || p.taken != 0 {
				return -1
			}
			return i
		}
	}
	return -1
}

// leadsBack tells whether step i can be taken back as if it had not been.
func (h *history) leadsBack(i int) bool { return !h.disturbed(i) && !h.hidesAgain(i) }

// hidesAgain tells whether somebody whose removal step i was would count again among those
// whom others hide among, for the time before: nobody could have been them since.
func (h *history) hidesAgain(i int) bool {
	if h.steps[i].do != "remove" {
		return false
	}
	for path := range pathsOf(*h.steps[i].undo) {
		if touches(path, "/room/crowds") {
			return true
		}
	}
	return false
}

// disturbed tells whether a later step changed what taking back step i would
// change. What one did oneself since counts as well: taking back would bring back
// the person whom one has removed, or the speaker from whom one took the floor.
func (h *history) disturbed(i int) bool {
	mine := pathsOf(*h.steps[i].undo)
	for _, later := range h.steps[i+1:] {
		if later.taken != 0 || later.do == rooms.UndoVerb {
			continue
		}
		for path := range pathsOf(later.patch) {
			for other := range mine {
				if touches(path, other) {
					return true
				}
			}
		}
	}
	return false
}

func touches(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/")
}

// pathsOf names every value that a patch changes. Timers are left out: a clock
// goes on by itself, and comes back as remaining time.
func pathsOf(p rooms.Patch) map[string]bool {
	paths := map[string]bool{}
	p.Door, p.Internal = nil, nil
	t, err := document.AsTree(p)
	if err != nil {
		return paths
	}
	leaves("", t, paths)
	for path := range paths {
		if touches(path, "/room/timers") {
			delete(paths, path)
		}
	}
	return paths
}

func leaves(at string, v any, into map[string]bool) {
	object, ok := v.(document.Tree)
	if !ok || len(object) == 0 {
		into[at] = true
		return
	}
	for key, value := range object {
		leaves(at+"/"+key, value, into)
	}
}

// takesBack returns the place of the step that "undo" of somebody takes back, or -1.
// Who leads takes back the newest of anybody, the others their own: nobody's work
// goes because somebody else was a moment later.
func (r *room) takesBack(actor rooms.ID) int {
	if r.newest.doc.Common().WhoIs(actor)&rooms.Leads != 0 {
		return r.history.last("")
	}
	return r.history.last(actor)
}

// takingBack chooses the step that somebody's "undo" takes back, and the change that does.
// There may be none for somebody who was removed long ago, or of whose place others have
// made something since: then the rule lets them in again as they are.
func (r *room) takingBack(actor rooms.ID, up wire.Up) (back int, change rooms.Change) {
	var with rooms.Undo
	if rooms.Decode(up.With, &with) != nil || with.Removed == "" {
		back = r.takesBack(actor)
		return back, r.undoes(back, r.kind.Act(up.Do, up.With, up.If))
	}
	if back = r.history.removal(with.Removed); back < 0 || !r.history.leadsBack(back) {
		return -1, r.kind.Act(up.Do, up.With, up.If)
	}
	return back, r.undoes(back, r.kind.Act(up.Do, nil, up.If))
}

// undoes is the change of the action "undo" that takes back step i, unless
// somebody has built on it.
func (r *room) undoes(i int, allowed rooms.Change) func(rooms.Document, *rooms.Tx) error {
	return func(doc rooms.Document, t *rooms.Tx) error {
		if err := allowed(doc, t); err != nil {
			return err
		}
		if i < 0 {
			return rooms.Refuse("undo_nothing")
		}
		if err := r.kind.MayTakeBack(t, r.history.steps[i].do); err != nil {
			return err
		}
		if !r.history.leadsBack(i) {
			return rooms.Refuse("undo_impossible")
		}
		back := r.history.steps[i]
		return r.kind.TakeBack(doc, t, *back.undo, back.at)
	}
}
