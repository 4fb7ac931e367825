package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// checkKeysDir refuses a directory for round keys that is on a disk. Whoever
// sets the flag wants keys that no disk ever sees.
func checkKeysDir(dir string) error {
	if dir == "" {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return fmt.Errorf("%s: %w", dir, err)
	}
	if fs.Type != unix.TMPFS_MAGIC && fs.Type != unix.RAMFS_MAGIC {
		return fmt.Errorf("%s is not on tmpfs, so keys would reach a disk", dir)
	}
	return nil
}
