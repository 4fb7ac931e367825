package live

import (
	"encoding/json"
	"rondo/rooms"
	"rondo/rooms/journal"
)

// stepInfo says what a step was, for the journal and for undo.
type stepInfo struct {
	actor rooms.ID
	tab   string
	n     int
	sum   uint32 // of what the action asked for, see sumOf
	do    string
	undo  bool  // the facilitator may take it back
	took  int64 // lsn of the step that this one took back, or 0
}

// step is one change of the document on its way to the journal and the browsers.
type step struct {
	info     stepInfo
	lsn, seq int64
	epoch    int64
	at       rooms.Millis
	before   rooms.Document
	after    rooms.Document
	patch    rooms.Patch
	public   []byte // what everyone gets, or nil
	undo     *rooms.Patch
	final    bool
	clean    bool
	tidy     bool
}

// commit makes next the newest version. It is shown to nobody before the
// journal has it.
func (r *room) commit(next rooms.Step, info stepInfo) {
	r.commitPatch(next, next.Doc.Since(r.newest.doc), info)
}

// commitPatch is commit of a step whose patch is known.
func (r *room) commitPatch(next rooms.Step, patch rooms.Patch, info stepInfo) {
	s := &step{
		info: info, epoch: r.epoch, at: next.At, before: r.newest.doc, after: next.Doc,
		patch: patch, final: next.Final, clean: next.Clean,
	}
	s.public = s.patch.Public()
	if s.public == nil && s.patch.IsOpen() {
		return
	}
	s.lsn, s.seq = r.newest.lsn+1, r.newest.seq
	if s.public != nil {
		s.seq++
	}
	if s.tidy = rooms.Burns(s.before, s.after); s.tidy {
		s.patch, s.info.tab, s.info.n, s.info.sum = r.kind.Untidied(s.patch, s.before, s.after), "", 0, 0
	}
	grown := r.growth(patch, next.Doc)
	if info.undo && !s.final {
		back := grown.back()
		s.undo = &back
	}
	r.count(patch, grown)
	r.newest = version{next.Doc, s.lsn, s.seq}
	r.batch.steps = append(r.batch.steps, s)
	r.history.add(s)
	if r.unsaved == 0 {
		r.unsaved = next.At
	}
	r.house.count.steps.Add(1)
}

// entry writes the step for the journal, its private part sealed.
func (s *step) entry(seals *sealer) (journal.Entry, error) {
	e := journal.Entry{LSN: s.lsn, Epoch: s.epoch, Seq: s.seq, Open: s.public, Key: s.key(), Format: format}
	if s.public != nil {
		e.At = s.at
	}
	var err error
	if s.patch.Door != nil {
		if e.Door, err = seals.seal(roomKey, "door", s.lsn, s.patch.Door); err != nil {
			return e, err
		}
	}
	p := s.patch
	p.Room, p.Shared, p.Door = nil, nil, nil
	e.Sealed, err = seals.seal(e.Key, "step", s.lsn, sealedStep{
		Actor: s.info.actor, Tab: s.info.tab, N: s.info.n, Sum: s.info.sum, Do: s.info.do, Took: s.info.took,
		Final: s.final, Tidy: s.tidy, Patch: p, Undo: s.undo,
	})
	if err != nil {
		return e, err
	}
	e.MAC, err = seals.entryMAC(&e)
	return e, err
}

// key names the key that the step's private part is sealed under.
func (s *step) key() string { return keyOf(s.after) }

func keyOf(doc rooms.Document) string {
	if round := doc.Common().Internal.Round; round != "" {
		return round
	}
	return roomKey
}

// mineOf is what person alone gets of a patch; nil when nothing.
func mineOf(patch rooms.Patch, person rooms.ID, audiences []string) *rooms.Drawer {
	d := rooms.Drawer{Held: patch.Held[person], Own: patch.Private[person]}
	for _, name := range audiences {
		if part, ok := patch.Audience[name]; ok {
			if d.Audience == nil {
				d.Audience = map[string]json.RawMessage{}
			}
			d.Audience[name] = part
		}
	}
	if d.Held == nil && d.Own == nil && d.Audience == nil {
		return nil
	}
	return &d
}
