package live

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/wire"
)

// sealedStep is the part of an entry that is never stored in the open. All of
// it is sealed, not just secrets: the numbers of a tab's open steps would tell
// how many secret ones lie between them.
type sealedStep struct {
	Actor       rooms.ID     `json:"actor,omitempty"`
	Tab         string       `json:"tab,omitempty"`
	N           int          `json:"n,omitempty"`
	Sum         uint32       `json:"sum,omitempty"` // of what the action asked for
	Do          string       `json:"do,omitempty"`
	Took        int64        `json:"took,omitempty"`  // lsn of the step that this one took back
	Final       bool         `json:"final,omitempty"` // no undo goes beyond this step
	Tidy        bool         `json:"tidy,omitempty"`  // the drawers were emptied by one opaque operation
	rooms.Patch              // held, private, audience, kernel
	Undo        *rooms.Patch `json:"undo,omitempty"` // leads back
}

const (
	roomKey    = journal.RoomKey
	sealedSize = 9 << 10 // of what a round's key seals, in bytes: enough for the longest note in any script, and the one before it
)

// seal encrypts plain for one place in the journal (AES-256-GCM, random nonce);
// at another place, or under another name, it does not open.
func seal(key []byte, plain []byte, place string) ([]byte, error) {
	aead, err := aeadOf(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	_, _ = rand.Read(nonce) // never fails: crypto/rand aborts the program instead
	return aead.Seal(nonce, nonce, plain, []byte(place)), nil
}

func unseal(key []byte, sealed []byte, place string) ([]byte, error) {
	aead, err := aeadOf(key)
	if err != nil {
		return nil, err
	}
	if len(sealed) < aead.NonceSize() {
		return nil, errors.New("is cut off")
	}
	plain, err := aead.Open(nil, sealed[:aead.NonceSize()], sealed[aead.NonceSize():], []byte(place))
	if err != nil {
		return nil, fmt.Errorf("does not open: %w", err)
	}
	return plain, nil
}

func aeadOf(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// sealer seals and opens the parts of one room, and knows its keys.
type sealer struct {
	room rooms.ID
	keys journal.Keys
	have map[string][]byte
	code hash.Hash // makes the codes, under a key made of the room's own
}

func newSealer(room rooms.ID, keys journal.Keys) *sealer {
	return &sealer{room: room, keys: keys, have: map[string][]byte{}}
}

// key returns the key called id, and makes it when it is new and make is true.
func (s *sealer) key(id string, make bool) ([]byte, error) {
	if key, ok := s.have[id]; ok {
		return key, nil
	}
	key, err := s.keys.Get(s.room, id)
	if errors.Is(err, journal.ErrNoKey) && make {
		key, err = s.keys.Make(s.room, id, id != roomKey)
	}
	if err != nil {
		return nil, err
	}
	s.have[id] = key
	return key, nil
}

// destroy removes a key for good, memory included as far as Go lets us.
func (s *sealer) destroy(id string) error {
	clear(s.have[id])
	if id == roomKey {
		s.code = nil
	}
	delete(s.have, id)
	return s.keys.Destroy(s.room, id)
}

// place names a place in the journal. In format 1 it was without the format.
func (s *sealer) place(what string, format int, lsn int64) string {
	if format == 1 {
		return fmt.Sprintf("%s %s %d", s.room, what, lsn)
	}
	return fmt.Sprintf("%s %s %d format %d", s.room, what, lsn, format)
}

func (s *sealer) seal(id, what string, lsn int64, part any) ([]byte, error) {
	plain, err := plainly(part)
	if err != nil {
		return nil, err
	}
	if id != roomKey {
		plain = wire.Padded(plain, sealedSize)
	}
	key, err := s.key(id, true)
	if err != nil {
		return nil, err
	}
	return seal(key, plain, s.place(what, format, lsn))
}

// plainly writes JSON in which "<" costs one byte, as other signs do, and not six.
func plainly(part any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(part)
	return b.Bytes(), err
}

func (s *sealer) open(id, what string, format int, lsn int64, sealed []byte) ([]byte, error) {
	key, err := s.key(id, false)
	if err != nil {
		return nil, err
	}
	plain, err := unseal(key, sealed, s.place(what, format, lsn))
	if err != nil { // goes into the log, so it must not name the room
		return nil, fmt.Errorf("%w: the sealed part of %s %d %w", journal.ErrDamaged, what, lsn, err)
	}
	return plain, nil
}
