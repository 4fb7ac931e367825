package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rondo/rooms"
)

// forget destroys the keys of a room in dir.
func forget(dir string, room rooms.ID) error {
	some, err := keyFile(dir, room, "x")
	if err != nil {
		return err
	}
	shard := filepath.Dir(some)
	files, err := os.ReadDir(shard)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), string(room)+".") {
			err = errors.Join(err, shred(filepath.Join(shard, f.Name())))
		}
	}
	return err
}

// shred overwrites a key and removes it; each step is on the disk before the
// next. One that is not there is no error. What a flash disk or a file system
// keeps of overwritten blocks is out of reach: docs/privacy.md says so.
func shred(file string) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteAt(blank, 0)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return syncDir(filepath.Dir(file))
}

// discard removes a key in the making. Nothing was sealed under it, so it need not be
// overwritten first, for which a full disk may have no space.
func discard(file string) error {
	if shred(file) == nil {
		return nil
	}
	return os.Remove(file)
}

// keyFile says where a key lies: in one of 4,096 directories, by the first
// characters of the room's random id, so that none of them grows long.
func keyFile(dir string, room rooms.ID, id string) (string, error) {
	if !isName(string(room)) || !isName(id) {
		return "", fmt.Errorf("sqlite: %q cannot name a key of this room", id)
	}
	return filepath.Join(dir, string(room[:min(3, len(room))]), string(room)+"."+id), nil
}

// isName keeps everything out that could lead elsewhere or be read otherwise.
func isName(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return len(s) > 0 && len(s) <= 64
}
