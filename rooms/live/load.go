package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/journal"
	"rondo/rooms/wire"
)

// load opens a room from the journal and makes this process its owner. When the
// disk is full it can be read all the same; see owner.go.
func (h *House) load(ctx context.Context, id rooms.ID) (*room, error) {
	for range 3 { // the next owner of a room finds what the last one added meanwhile
		r, err := h.read(ctx, id)
		if err != nil {
			return nil, err
		}
		epoch, lsn, err := h.with.Journal.Acquire(ctx, id)
		switch {
		case errors.Is(err, journal.ErrFull):
			r.full = r.now() + rooms.For(fullPause)
			return r, nil
		case err != nil:
			return nil, err
		case lsn == r.durable.lsn:
			r.epoch = epoch
			r.begin()
			return r, nil
		}
	}
	return nil, damaged("the log does not end where the journal says")
}

// read makes a room of a snapshot and the entries behind it, replayed as plain
// JSON, then brought up to this version of its ceremony. Nobody owns it yet, so
// a room that this program cannot open costs no epoch.
func (h *House) read(ctx context.Context, id rooms.ID) (*room, error) {
	record, err := h.with.Journal.Read(ctx, id)
	if err != nil {
		return nil, err
	}
	return h.restore(id, record)
}

// restore makes a room of what the journal has of it.
func (h *House) restore(id rooms.ID, record journal.Record) (*room, error) {
	if err := newSealer(id, h.with.Keys).checkRecord(&record); err != nil {
		return nil, err
	}
	kind := h.kinds[record.Snapshot.Kind]
	if kind == nil || record.Snapshot.Version > kind.Version {
		return nil, fmt.Errorf("%w: it is of kind %q, version %d", errNewer, record.Snapshot.Kind, record.Snapshot.Version)
	}
	r := h.newRoom(id, kind, record)
	replay := &replay{room: r, record: record, sums: sums{}}
	doc, err := replay.run()
	if errors.Is(err, errNewer) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%w: replay: %w", journal.ErrDamaged, err)
	}
	if k := doc.Common().Internal; k.Burn != "" || k.Round != "" && k.Holds.Len() == 0 {
		r.backlog.forget() // what a round's end drops is still in the journal
	}
	lsn, seq := record.End()
	last := version{doc, lsn, seq}
	r.newest, r.durable, r.saved, r.voids = last, last, record.Snapshot.LSN, replay.voids
	r.sizes.open.bytes, r.sizes.beside.bytes = r.openBytes(), r.besideBytes()
	r.rememberTabs(replay.sums)
	return r, nil
}

// TryRooms tries to read some rooms, at most so many. It fails when there are several
// and not one of them can be read: then it is not the rooms that are damaged.
func (h *House) TryRooms(ctx context.Context, most int) error {
	ids, err := h.with.Journal.Rooms(ctx, "", most)
	for _, id := range ids {
		if _, err = h.read(ctx, id); err == nil {
			return nil
		}
	}
	switch {
	case len(ids) == 0 && err != nil:
		return fmt.Errorf("rooms: they cannot be read: %w", err)
	case len(ids) < 2:
		return nil
	}
	return fmt.Errorf("rooms: of %d that were tried none can be read; the last one: %w", len(ids), err)
}

// newRoom makes the room around a document that is still to come. Its time goes
// on from the newest time in the journal, even if the wall clock fell back.
func (h *House) newRoom(id rooms.ID, kind *rooms.Kind, record journal.Record) *room {
	newest := record.Snapshot.At
	for _, e := range record.Entries {
		newest = max(newest, e.At)
	}
	passed, wall := h.with.Passed(), h.with.Now()
	return &room{
		id: id, kind: kind, house: h,
		inbox:   make(chan message, 2*h.with.Limits.Inbox),
		written: make(chan writeOutcome, 1), wiped: make(chan wiping, 1), stopped: make(chan struct{}),
		anchor: max(rooms.MillisOf(wall), newest), known: newest, started: passed,
		sealer: newSealer(id, h.with.Keys), dice: h.with.Dice(),
		sizes: sizes{groups: map[string]*gauge{}, own: map[rooms.ID]*gauge{}}, sessions: map[*Session]bool{}, tabs: map[string]*tabState{},
		since: map[rooms.ID]rooms.Millis{}, gone: map[rooms.ID]rooms.Millis{},
		backlog: backlog{most: h.with.Limits.Resume, room: h.with.Limits.Memory}, history: history{room: h.with.Limits.Memory},
		empty: max(rooms.MillisOf(wall), newest), forgot: max(rooms.MillisOf(wall), newest), // browsers come back first
	}
}

// replay makes a document of what the journal has.
type replay struct {
	room   *room
	record journal.Record
	voids  bool // a round's key is lost: its secrets are gone for good
	sums   sums
}

func (p *replay) run() (rooms.Document, error) {
	content, err := p.snapshot()
	if err != nil {
		return nil, err
	}
	for _, e := range p.record.Entries {
		if e.Format != p.record.Snapshot.Format {
			continue // left over from before the room was stored anew
		}
		if e.Open != nil {
			p.room.backlog.add(e.Seq, wire.PatchFrame(e.Epoch, e.Seq, e.Open))
		}
		if e.LSN <= p.record.Snapshot.LSN { // kept for browsers that resume, and for undo
			if err := p.recall(e); err != nil {
				return nil, fmt.Errorf("entry %d: %w", e.LSN, err)
			}
			continue
		}
		if content, err = p.entry(content, e); err != nil {
			return nil, fmt.Errorf("entry %d: %w", e.LSN, err)
		}
	}
	return p.typed(content)
}

// snapshot returns the content of the record's snapshot.
func (p *replay) snapshot() (document.Tree, error) {
	s := p.record.Snapshot
	content, err := document.ParseTree(s.Open)
	if err != nil {
		return nil, err
	}
	door, err := p.open(roomKey, "snapshot door", s.Format, s.LSN, s.Door)
	if err != nil {
		return nil, err
	}
	content["door"] = any(door)
	sealed, err := p.open(s.Key, "snapshot", s.Format, s.LSN, s.Sealed)
	if err != nil {
		return nil, err
	}
	return document.Merge(content, sealed).(document.Tree), nil
}

// entry applies one entry to the content.
func (p *replay) entry(content document.Tree, e journal.Entry) (document.Tree, error) {
	if e.Open != nil {
		open, err := document.ParseTree(e.Open)
		if err != nil {
			return nil, err
		}
		content = document.Merge(content, open).(document.Tree)
	}
	door, err := p.open(roomKey, "door", e.Format, e.LSN, e.Door)
	if err != nil {
		return nil, err
	}
	if door != nil {
		content["door"] = document.Merge(content["door"], door)
	}
	return p.sealed(content, e)
}

// recall gives an entry that the snapshot holds already back to undo.
func (p *replay) recall(e journal.Entry) error {
	voids := p.voids
	s, ok, err := p.unsealed(e)
	if ok {
		p.remember(e, s)
	}
	p.voids = voids // what is lost of it was voided before the snapshot
	return err
}

// unsealed opens the private part of an entry; false when it is gone for good.
func (p *replay) unsealed(e journal.Entry) (s sealedStep, ok bool, err error) {
	if len(e.Sealed) == 0 {
		return s, false, nil // its round is over
	}
	private, err := p.open(e.Key, "step", e.Format, e.LSN, e.Sealed)
	if err != nil || private == nil {
		return s, false, err
	}
	raw, err := json.Marshal(private)
	if err != nil {
		return s, false, err
	}
	err = json.Unmarshal(raw, &s)
	p.sums.note(s)
	return s, true, err
}

// sealed applies the private part of an entry and gives it back to undo.
func (p *replay) sealed(content document.Tree, e journal.Entry) (document.Tree, error) {
	s, ok, err := p.unsealed(e)
	if err != nil || !ok {
		return content, err
	}
	if s.Do == voiding {
		p.voids = false // what was lost until then has been asked again
	}
	p.remember(e, s)
	part, err := document.AsTree(s.Patch)
	if err != nil {
		return nil, err
	}
	content = document.Merge(content, part).(document.Tree)
	if s.Tidy {
		forgetTabsOf(content)
		return p.tidied(content)
	}
	return content, nil
}

func (p *replay) remember(e journal.Entry, s sealedStep) {
	if e.Open == nil && e.Key != roomKey {
		return // made in secret, see history.add
	}
	patch := s.Patch
	if e.Open != nil {
		var open rooms.Patch
		if json.Unmarshal(e.Open, &open) == nil {
			patch.Room, patch.Shared = open.Room, open.Shared
		}
	}
	p.room.history.remember(past{e.LSN, s.Actor, e.At, s.Do, patch, s.Undo, 0}, s.Took, s.Final)
}

// tidied repeats the opaque operation that emptied the drawers. What all see of
// the ceremony's own stays as it is: it may be of an older version.
func (p *replay) tidied(content document.Tree) (document.Tree, error) {
	doc := p.room.kind.Blank()
	if err := doc.Restore(content); err != nil {
		return nil, err
	}
	p.room.kind.Tidy(doc)
	tidy, err := doc.Tree()
	for _, drawer := range []string{"shared", "audience"} {
		delete(tidy, drawer)
	}
	maps.Copy(content, tidy)
	return content, err
}

// open opens a sealed part. When the key of a round is lost the part is nil and
// the round is void; any other failure is one.
func (p *replay) open(key, what string, format int, lsn int64, sealed []byte) (document.Tree, error) {
	if len(sealed) == 0 {
		return nil, nil
	}
	plain, err := p.room.sealer.open(key, what, format, lsn, sealed)
	if errors.Is(err, journal.ErrNoKey) && key != roomKey {
		p.voids = true
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return document.ParseTree(plain)
}

// typed makes a document of plain content, upgraded if it is of an older version.
func (p *replay) typed(content document.Tree) (rooms.Document, error) {
	kind := p.room.kind
	p.room.saveFirst = p.record.Snapshot.Format < format
	if from := p.record.Snapshot.Version; from < kind.Version {
		p.room.history.forget()
		p.room.backlog.forget() // patches of another shape
		p.room.upgraded, p.room.saveFirst = true, true
		if err := kind.Upgrade(content, from); err != nil {
			return nil, err
		}
	}
	for _, part := range []string{"room", "shared", "door", "kernel", "held", "private", "audience"} {
		if content[part] == nil {
			content[part] = document.Tree{} // lost with a round's key
		}
	}
	doc := kind.Blank()
	if at := document.Foreign(doc, content, rooms.Retired); at != "" {
		return nil, fmt.Errorf("%w: nothing is known of %s", errNewer, at)
	}
	return doc, doc.Restore(content)
}

// rememberTabs takes over what the document knows of tabs, and what the journal knows
// of their actions.
func (r *room) rememberTabs(of sums) {
	for key, tab := range r.newest.doc.Common().Internal.Tabs.All() {
		r.tabs[key] = remembered(tab, of[key])
	}
}
