package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// reserve is a file of zeros that can be given back to a full disk.
type reserve struct{ file string }

// newReserve sets size bytes aside in dir. A disk that has no room for them is
// no error: rooms can still be read, and that is when people need it.
func newReserve(dir string, size int64) (reserve, error) {
	r := reserve{filepath.Join(dir, "RESERVE")}
	if size < 0 {
		return r, nil
	}
	if info, err := os.Stat(r.file); err == nil && info.Size() == size {
		return r, nil
	}
	err := writeZeros(r.file, size)
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return r, r.release()
	}
	return r, err
}

// writeZeros writes the zeros out: a file with a hole would hold nothing back.
func writeZeros(file string, size int64) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	for zeros := make([]byte, 1<<20); size > 0 && err == nil; size -= int64(len(zeros)) {
		_, err = f.Write(zeros[:min(size, int64(len(zeros)))])
	}
	return errors.Join(err, f.Close())
}

// probe is how much space there must be again before a full disk is taken for well.
const probe = 256 << 10

// hasSpace tries whether dir has space again. Only writing tells: quotas show nowhere
// else.
func hasSpace(dir string) bool {
	file := filepath.Join(dir, "PROBE")
	err := writeZeros(file, probe)
	return errors.Join(err, os.Remove(file)) == nil
}

func (r reserve) release() error {
	if err := os.Remove(r.file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
