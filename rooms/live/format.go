package live

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/journal"
	"strconv"
)

// format numbers how the room's own parts are stored: what an entry and a
// snapshot consist of, how they are sealed, what door and kernel hold. It is raised
// when one of these changes; what a ceremony keeps has a version of its own. A room
// of an older format is stored anew when it is opened, one of a newer is refused.
//
//  1. No codes, and what is open could be changed unseen.
//  2. Every entry and every snapshot has a code over all of it, and seals are bound
//     to the format.
const format = 2

// Reads is how much a program with these kinds of rooms reads of what is stored: one that
// knows another version, or another field, reads more.
func Reads(kinds ...*rooms.Kind) int {
	versions, fields := format+len(rooms.Retired), 0
	for _, k := range kinds {
		versions += k.Version
		fields += document.Fields(k.Blank())
	}
	return versions*moreThanFields + fields
}

// moreThanFields is more than a version can have fields less than the one before.
const moreThanFields = 10_000

// entryMAC returns the code of an entry.
func (s *sealer) entryMAC(e *journal.Entry) ([]byte, error) {
	return s.mac("entry", number(e.Format), number(e.LSN), number(e.Epoch), number(e.Seq), number(e.At), []byte(e.Key), e.Open, e.Door, e.Sealed)
}

// snapshotMAC returns the code of a snapshot.
func (s *sealer) snapshotMAC(v *journal.Snapshot) ([]byte, error) {
	return s.mac("snapshot", number(v.Format), number(v.LSN), number(v.Epoch), number(v.Seq), number(v.At), []byte(v.Key),
		[]byte(v.Kind), number(v.Version), v.Open, v.Door, v.Sealed)
}

// mac authenticates parts of what the journal keeps of this room (HMAC-SHA256):
// under the room's own key, so that it can be looked at when a round's is gone.
func (s *sealer) mac(what string, parts ...[]byte) ([]byte, error) {
	code, err := s.coder()
	if err != nil {
		return nil, err
	}
	code.Reset()
	writePart(code, []byte(s.room))
	writePart(code, []byte(what))
	for _, part := range parts {
		writePart(code, part)
	}
	return code.Sum(nil), nil
}

// coder returns what makes the codes. It is made once: that costs more than a code.
func (s *sealer) coder() (hash.Hash, error) {
	if s.code != nil {
		return s.code, nil
	}
	key, err := s.key(roomKey, false)
	if err != nil {
		return nil, err
	}
	if key, err = hkdf.Expand(sha256.New, key, "rondo codes of entries and snapshots", sha256.Size); err != nil {
		return nil, err
	}
	s.code = hmac.New(sha256.New, key)
	return s.code, nil
}

// writePart writes a part behind its length, so that none runs into the next.
func writePart(h hash.Hash, part []byte) {
	_, _ = h.Write(append(strconv.AppendInt(nil, int64(len(part)), 10), ':')) // a hash takes everything
	_, _ = h.Write(part)
}

func number[N ~int | ~int64](n N) []byte { return strconv.AppendInt(nil, int64(n), 10) }

// checkRecord refuses what the journal returned unless it is just what was once
// stored, whole and without a gap.
func (s *sealer) checkRecord(r *journal.Record) error {
	v := &r.Snapshot
	if err := checkFormat("snapshot", v.LSN, v.Format, v.Format); err != nil {
		return err
	}
	if err := s.checkMAC("snapshot", v.LSN, v.Format, v.MAC, func() ([]byte, error) { return s.snapshotMAC(v) }); err != nil {
		return err
	}
	for i := range r.Entries {
		e := &r.Entries[i]
		if err := checkFormat("entry", e.LSN, e.Format, v.Format); err != nil && (e.Format > format || e.LSN > v.LSN) {
			return err
		}
		if err := s.checkMAC("entry", e.LSN, e.Format, e.MAC, func() ([]byte, error) { return s.entryMAC(e) }); err != nil {
			return err
		}
	}
	return gapless(r)
}

// gapless refuses a record in which an entry is missing that must be there: any behind
// the snapshot, and a public one among those that are kept for browsers that resume.
func gapless(r *journal.Record) error {
	at, lsn, seq := r.Snapshot.LSN, int64(0), int64(-1) // seq of the last public one, if there was any
	for _, e := range r.Entries {
		if e.LSN > at {
			lsn = max(lsn, at)
		}
		if e.LSN <= lsn || e.LSN > at && e.LSN != lsn+1 || e.Open != nil && seq >= 0 && e.Seq != seq+1 {
			return damaged("entry %d follows a gap", e.LSN)
		}
		lsn = e.LSN
		if e.Open != nil {
			seq = e.Seq
		}
	}
	switch end := max(lsn, at); {
	case end != r.Last:
		return damaged("it ends at %d, not at %d", end, r.Last)
	case seq >= 0 && seq < r.Snapshot.Seq:
		return damaged("what all see ends at %d, not at %d", seq, r.Snapshot.Seq)
	}
	return nil
}

// checkFormat refuses a format that this program does not know, and one that does
// not fit the snapshot's: a room is stored anew before anything is added to it.
func checkFormat(what string, lsn int64, is, want int) error {
	switch {
	case is > format:
		return fmt.Errorf("%w: %s %d is of format %d", errNewer, what, lsn, is)
	case is < 1 || is != want:
		return damaged("%s %d is of format %d", what, lsn, is)
	}
	return nil
}

// checkMAC holds a code against what it should be. In format 1 there was none.
func (s *sealer) checkMAC(what string, lsn int64, format int, is []byte, of func() ([]byte, error)) error {
	var want []byte
	if format > 1 {
		var err error
		if want, err = of(); errors.Is(err, journal.ErrNoKey) {
			return damaged("its key is gone")
		} else if err != nil {
			return err
		}
	}
	if !hmac.Equal(is, want) {
		return damaged("%s %d is not what was stored", what, lsn)
	}
	return nil
}

func damaged(how string, args ...any) error {
	return fmt.Errorf("%w: "+how, append([]any{journal.ErrDamaged}, args...)...)
}
