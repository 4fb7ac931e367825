package main

import (
	"archive/tar"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// pack writes a backup as one tar file that unpacks into a data directory: the
// copy of the database, and the keys that live as long as their rooms, without
// which nothing private in them could be read again. Keys of anonymous rounds
// stay out: a backup must not outlive the promise of a round.
func pack(file, database, keys string) (err error) {
	out, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, out.Close()); err != nil {
			_ = os.Remove(file)
		}
	}()
	w := tar.NewWriter(out)
	if err := packFile(w, database, "rondo.db"); err != nil {
		return err
	}
	if err := packKeys(w, filepath.Join(keys, "rooms")); err != nil {
		return err
	}
	return errors.Join(w.Close(), out.Sync())
}

// packKeys packs every key of a room. One that vanishes meanwhile belonged to a
// room that was deleted, which is then deleted in the backup, too.
func packKeys(w *tar.Writer, dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return ignoreGone(err)
		}
		inside, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		return ignoreGone(packFile(w, path, filepath.ToSlash(filepath.Join("keys", "rooms", inside))))
	})
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func packFile(w *tar.Writer, path, name string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: info.ModTime()}); err != nil {
		return err
	}
	_, err = io.Copy(w, f)
	return err
}
