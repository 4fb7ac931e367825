package journal

import "rondo/rooms"

// Entry is one step in the journal: an open part, and a part that is sealed
// under the key named.
type Entry struct {
	LSN    int64        // counts all entries of the room from 1, without gap; private
	Epoch  int64        // of the owner that wrote it
	Seq    int64        // counts entries with a public part; the position of browsers
	At     rooms.Millis // of an entry with a public part, else 0: a secret step has no open time
	Open   []byte       // public patch {room?, shared?}, or nil
	Door   []byte       // sealed under the room's own key, or nil
	Key    string       // id of the key that Sealed is sealed under
	Sealed []byte       // actor, tab, n, verb, private and audience patches, kernel part, inverse
	Format int          // how all this is stored
	MAC    []byte       // of all this and the room, under a key of the room's; nil in format 1
}

// RoomKey is the id of the key that lives as long as the room. Every other is a
// round's.
const RoomKey = "room"

// Keep says which entries that a snapshot holds stay nevertheless. Browsers resume
// from those with a public part, which count by Seq: by LSN, how far back they may
// would say how much was done in secret. Undo looks at those without one, from LSN
// on. What was made in secret in a round serves nobody, and never stays.
type Keep struct{ Seq, LSN int64 }

// Keeps tells whether an entry stays.
func (k Keep) Keeps(e Entry) bool {
	if e.Open != nil {
		return e.Seq >= k.Seq
	}
	return e.Key == RoomKey && e.LSN >= k.LSN
}

// Snapshot is a whole room after entry LSN.
type Snapshot struct {
	LSN, Epoch, Seq int64
	Kind            string
	Version         int
	At              rooms.Millis // the meeting's newest time
	Open            []byte       // {room, shared}
	Door            []byte       // sealed under the room's own key
	Key             string
	Sealed          []byte // {held, private, audience, kernel}
	Format          int    // how all this is stored
	MAC             []byte // of all this and the room, under a key of the room's; nil in format 1
}

// Due is what the sweeper looks for: a room's earliest deadline (0: none) and
// whether its outbox holds something.
type Due struct {
	At     rooms.Millis
	Outbox bool
}

// Record is what Read found: a snapshot and the entries kept, in order; those
// up to the snapshot's LSN only serve browsers that resume.
type Record struct {
	Last     int64 // LSN of the newest entry ever appended, whether it was found or not
	Snapshot Snapshot
	Entries  []Entry
}

// End is the LSN and the seq of the newest entry. Entries up to the snapshot's
// may be gone.
func (r Record) End() (lsn, seq int64) {
	lsn, seq = r.Snapshot.LSN, r.Snapshot.Seq
	if n := len(r.Entries); n > 0 {
		lsn, seq = max(lsn, r.Entries[n-1].LSN), max(seq, r.Entries[n-1].Seq)
	}
	return lsn, seq
}
