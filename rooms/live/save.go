package live

import (
	"context"
	"rondo/rooms"
	"rondo/rooms/journal"
)

// dueSnapshot tells whether enough has happened since the last snapshot.
func (r *room) dueSnapshot() bool {
	steps := r.durable.lsn - r.saved
	if steps == 0 || r.now() < r.full {
		return false
	}
	return steps >= r.seldom() || r.now() >= r.unsaved+rooms.For(saveAfter)
}

// What is as large as this is written half as often, and no room less often than a tenth:
// whoever opens it has the entries since then to play.
const large, mostSeldom = 128 << 10, 10

// seldom is how many steps a room makes before it is saved: more where it takes longer to write
// it whole.
func (r *room) seldom() int64 {
	return int64(r.house.with.Limits.Snapshot) * int64(min(mostSeldom, 1+(r.sizes.open.bytes+r.sizes.beside.bytes)/large))
}

// snapshot is the write that saves the durable version whole.
func (r *room) snapshot() *write {
	v := r.durable
	keep := journal.Keep{Seq: v.seq + 1 - int64(r.house.with.Limits.Resume), LSN: r.history.first()}
	if r.saveFirst || v.doc.Common().Room.Ended != 0 {
		keep = journal.Keep{Seq: v.seq + 1, LSN: v.lsn + 1} // of another shape, or of a meeting that is over and forgets: nobody can resume with it, nor take it back
	}
	return &write{snapshot: &v, work: func(ctx context.Context) error {
		snap, err := r.record(v)
		if err != nil {
			return err
		}
		return r.house.with.Journal.Snapshot(ctx, r.id, r.epoch, snap, keep)
	}}
}

// record writes a version as a snapshot, its private part sealed.
func (r *room) record(v version) (journal.Snapshot, error) {
	snap := journal.Snapshot{
		LSN: v.lsn, Epoch: r.epoch, Seq: v.seq, Kind: r.kind.Name, Version: r.kind.Version,
		At: r.now(), Open: v.doc.Open().JSON(), Key: keyOf(v.doc), Format: format,
	}
	var err error
	if snap.Door, err = r.sealer.seal(roomKey, "snapshot door", v.lsn, v.doc.Common().Door); err != nil {
		return snap, err
	}
	if snap.Sealed, err = r.sealer.seal(snap.Key, "snapshot", v.lsn, v.doc.Sealed()); err != nil {
		return snap, err
	}
	snap.MAC, err = r.sealer.snapshotMAC(&snap)
	return snap, err
}
