package main

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// restore is the command `rondo restore FILE`: it unpacks a backup into a data
// directory that has nothing in it. A log that lay there would be taken for the
// database's, and give back what is newer than the backup, or nonsense.
func restore(cfg config, args []string, stdout io.Writer) error {
	if len(args) != 1 {
		return errors.New("restore: which file?")
	}
	if err := makeEmpty(cfg.data); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := unpack(args[0], cfg.data); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	fmt.Fprintf(stdout, "%s is in %s. `rondo check %s` replays its rooms.\n", args[0], cfg.data, cfg.data)
	return nil
}

// makeEmpty makes a data directory, and refuses one that has anything in it.
func makeEmpty(data string) error {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return err
	}
	there, err := os.ReadDir(data)
	if err == nil && len(there) > 0 {
		return fmt.Errorf("%s is not empty (it has %s): name an empty directory with -data", data, there[0].Name())
	}
	return err
}

// unpack puts what pack has packed into an empty directory: all of it, or nothing.
func unpack(file, into string) (err error) {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // was only read
	root, err := os.OpenRoot(into)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, root.RemoveAll("rondo.db"), root.RemoveAll("keys"))
		}
		err = errors.Join(err, root.Close())
	}()
	for r := tar.NewReader(in); ; {
		head, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("%s is no backup: %w", file, err)
		}
		if !isPacked(head) {
			return fmt.Errorf("%s is no backup: it has %q", file, head.Name)
		}
		if err := unpackFile(root, head.Name, r); err != nil {
			return err
		}
	}
	if _, err := root.Stat("rondo.db"); err != nil {
		return fmt.Errorf("%s is no backup: it has no rondo.db", file)
	}
	return nil
}

// isPacked tells whether pack writes such a thing.
func isPacked(head *tar.Header) bool {
	return head.Typeflag == tar.TypeReg && path.Clean(head.Name) == head.Name &&
		(head.Name == "rondo.db" || strings.HasPrefix(head.Name, "keys/rooms/"))
}

// unpackFile writes one file, through to the disk.
func unpackFile(root *os.Root, name string, from io.Reader) error {
	if err := root.MkdirAll(path.Dir(name), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Sync(), f.Close())
}
