package sqlite

import (
	"errors"
	"fmt"
	"sync/atomic"
	"syscall"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"rondo/rooms/journal"
)

// errClosed answers calls after Close.
var errClosed = errors.New("sqlite: the journal is closed")

// faults turns what SQLite says into what a journal answers, and remembers the
// faults that do not pass.
type faults struct {
	dir   string
	first atomic.Pointer[error] // the fault that ended it all
	full  atomic.Bool           // the last write found no space
}

// broken returns what the storage failed of, or nil. After it nothing touches
// the database again.
func (f *faults) broken() error {
	if err := f.first.Load(); err != nil {
		return *err
	}
	return nil
}

// explain maps an error of the writer to ErrFull or ErrBroken if it is one.
func (f *faults) explain(err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	switch kind := f.kind(e.Code()); {
	case errors.Is(kind, journal.ErrFull):
		f.full.Store(true)
		return fmt.Errorf("%w: %w", journal.ErrFull, err)
	case errors.Is(kind, journal.ErrBroken):
		err = fmt.Errorf("%w: %w", journal.ErrBroken, err)
		f.first.CompareAndSwap(nil, &err)
		return err
	}
	return err
}

// explainRead maps an error of a query. What cannot be read is damage of that
// place, and nothing ends: other places may be well, and nothing was promised.
func (f *faults) explainRead(err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_IOERR:
		if lacksSpace(e.Code()) && f.diskIsFull() {
			return fmt.Errorf("%w: %w", journal.ErrFull, err)
		}
		return fmt.Errorf("%w: %w", journal.ErrDamaged, err)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_TOOBIG:
		return fmt.Errorf("%w: %w", journal.ErrDamaged, err)
	}
	return err
}

func (f *faults) kind(code int) error {
	switch code & 0xff {
	case lib.SQLITE_FULL:
		return journal.ErrFull
	case lib.SQLITE_IOERR:
		if lacksSpace(code) && f.diskIsFull() {
			return journal.ErrFull
		}
		return journal.ErrBroken
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_READONLY:
		return journal.ErrBroken
	}
	return nil
}

// lacksSpace tells whether an I/O error may be a full disk in disguise: SQLite
// reports it so when it cannot enlarge the file beside the log that readers and
// writers share. A sync is never among them: what it lost is unknown.
func lacksSpace(code int) bool {
	return code == lib.SQLITE_IOERR_SHMSIZE || code == lib.SQLITE_IOERR_SHMMAP || code == lib.SQLITE_IOERR_WRITE
}

func (f *faults) diskIsFull() bool {
	var s syscall.Statfs_t
	return syscall.Statfs(f.dir, &s) == nil && s.Bavail*uint64(s.Bsize) < 64<<10
}
