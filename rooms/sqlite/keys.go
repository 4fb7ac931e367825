package sqlite

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// keySize is the length of a key in bytes: 256 bits.
const keySize = 32

// Keys is a rooms.Keys in files, one per key. Its directories are 0700, its
// files 0600, and a name shows a room's id and a key's id, no more.
type Keys struct {
	rooms  string // where rooms' own keys are
	rounds string // where rounds' keys are; may be in memory only
	shards sync.Mutex
	full   atomic.Bool // there was no space for a key
}

var _ journal.Keys = (*Keys)(nil)

// OpenKeys opens the keys in dir, and those of rounds in roundDir ("": dir
// too), and makes the directories if they are not there. A roundDir in memory
// means that no disk ever sees a round's key.
func OpenKeys(dir, roundDir string) (*Keys, error) {
	k := KeysIn(dir, roundDir)
	for _, d := range k.dirs() {
		if err := k.open(d); err != nil {
			return nil, fmt.Errorf("sqlite: keys: %w", err)
		}
	}
	return k, nil
}

// KeysIn are the keys in dir and roundDir ("": dir too) as they are, to read from
// while another process may have them open.
func KeysIn(dir, roundDir string) *Keys {
	if roundDir == "" {
		roundDir = dir
	}
	return &Keys{rooms: filepath.Join(dir, "rooms"), rounds: filepath.Join(roundDir, "rounds")}
}

func (k *Keys) dirs() []string { return []string{k.rooms, k.rounds} }

// open makes a directory and removes keys that a crash left half made; nothing
// was sealed under them.
func (k *Keys) open(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	// One that was there before may have been made by hand, for everybody.
	if err := os.Chmod(dir, 0o700); err != nil { //nolint:gosec // a directory
		return err
	}
	left, err := filepath.Glob(filepath.Join(dir, unfinished+"*"))
	for _, file := range left {
		err = errors.Join(err, discard(file))
	}
	return errors.Join(err, syncDir(dir), syncDir(filepath.Dir(dir)))
}

// unfinished starts the names of keys in the making.
const unfinished = ".new-"

// Make makes a key. See rooms.Keys.
func (k *Keys) Make(room rooms.ID, id string, round bool) ([]byte, error) {
	dir := k.rooms
	if round {
		dir = k.rounds
	}
	file, err := keyFile(dir, room, id)
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(journal.ErrExists, err)
	}
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // never fails: crypto/rand aborts the program instead
	if err := k.store(dir, file, key); err != nil {
		return nil, k.fault(err)
	}
	return key, nil
}

// Put stores a room's own key as it was elsewhere, for a room that moves here. ErrExists if
// there is one called so.
func (k *Keys) Put(room rooms.ID, id string, key []byte) error {
	file, err := keyFile(k.rooms, room, id)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(journal.ErrExists, err)
	}
	if err := k.store(k.rooms, file, key); err != nil {
		return k.fault(err)
	}
	return nil
}

// store writes a key so that it is there whole or not at all.
func (k *Keys) store(dir, file string, key []byte) error {
	f, err := os.CreateTemp(dir, unfinished) // 0600
	if err != nil {
		return err
	}
	_, err = f.Write(key)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = k.shard(dir, filepath.Dir(file))
	}
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return errors.Join(err, discard(f.Name()))
	}
	return syncDir(filepath.Dir(file))
}

// shard makes the directory that a key lies in, durably.
func (k *Keys) shard(dir, shard string) error {
	k.shards.Lock()
	defer k.shards.Unlock()
	err := os.Mkdir(shard, 0o700)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return errors.Join(err, syncDir(dir))
}

// Get returns a key. See rooms.Keys.
func (k *Keys) Get(room rooms.ID, id string) ([]byte, error) {
	for _, dir := range k.dirs() {
		file, err := keyFile(dir, room, id)
		if err != nil {
			return nil, err
		}
		key, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil && len(key) != keySize {
			err = fmt.Errorf("%w: its key has %d bytes, not %d", journal.ErrDamaged, len(key), keySize)
		}
		if err != nil {
			return nil, fmt.Errorf("sqlite: keys: %w", nameless(err))
		}
		if string(key) != string(blank) {
			return key, nil
		} // else a crash came between overwriting and removing it
	}
	return nil, journal.ErrNoKey
}

// blank is what a destroyed key is overwritten with.
var blank = make([]byte, keySize)

// Destroy removes a key. See rooms.Keys.
func (k *Keys) Destroy(room rooms.ID, id string) error {
	for _, dir := range k.dirs() {
		file, err := keyFile(dir, room, id)
		if err == nil {
			err = shred(file)
		}
		if err != nil {
			return k.fault(err)
		}
	}
	return nil
}

// fault says ErrFull where that is what it is: a room then answers that the disk is
// full, instead of trying the same again in silence.
func (k *Keys) fault(err error) error {
	if lacksPlace(err) {
		k.full.Store(true)
		return fmt.Errorf("%w: keys: %w", journal.ErrFull, nameless(err))
	}
	return fmt.Errorf("sqlite: keys: %w", nameless(err))
}

func lacksPlace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// Full looks, once there was no space for a key, whether there is by now.
func (k *Keys) Full() bool {
	if k.full.Load() {
		k.full.Store(lacksPlace(k.probe()))
	}
	return k.full.Load()
}

// probe stores what is as large as a key in each directory, and takes it back.
func (k *Keys) probe() (err error) {
	for _, dir := range k.dirs() {
		f, failed := os.CreateTemp(dir, unfinished)
		if failed == nil {
			_, failed = f.Write(blank)
			failed = errors.Join(failed, f.Sync(), f.Close(), os.Remove(f.Name()))
		}
		err = errors.Join(err, failed)
	}
	return err
}

// nameless takes the name of the file out of an error: it has the room's id, and
// errors go into the log.
func nameless(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return fmt.Errorf("%s: %w", path.Op, path.Err)
	case errors.As(err, &link):
		return fmt.Errorf("%s: %w", link.Op, link.Err)
	}
	return err
}

// Forget destroys all keys of a room. See rooms.Keys.
func (k *Keys) Forget(room rooms.ID) error {
	for _, dir := range k.dirs() {
		if err := forget(dir, room); err != nil {
			return fmt.Errorf("sqlite: keys: %w", nameless(err))
		}
	}
	return nil
}
