// Package sqlite keeps rooms in one SQLite database in a data directory. It is
// the journal of a single node.
//
// One goroutine writes. Everything that arrived while it was busy with one
// transaction is the next, so a hundred rooms pay for one fsync together.
// Readers have connections of their own and never wait for it.
//
// Nothing is kept in memory about a room beyond the calls in flight: a million
// rooms cost disk.
package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// databaseFile is the database's name in the data directory. SQLite puts -wal
// and -shm files beside it.
const databaseFile = "rondo.db"

// Sync says what an answer promises.
type Sync int

const (
	// Full makes every transaction wait until the disk has it. What was
	// answered survives a power cut. It is the default.
	Full Sync = iota
	// Normal leaves the moment of writing to the operating system. What was
	// answered survives the death of the process; a power cut may take the last
	// seconds, but never leaves them half.
	Normal
)

func (s Sync) pragma() string {
	if s == Normal {
		return "NORMAL"
	}
	return "FULL"
}

// Options of a journal. The zero value is right for production.
type Options struct {
	Sync    Sync
	Reserve int64         // bytes kept back for an orderly close on a full disk; 0: 16 MiB, negative: none
	Idle    time.Duration // without a write before the log file is emptied; 0: one second
}

func (o Options) withDefaults() Options {
	if o.Reserve == 0 {
		o.Reserve = 16 << 20
	}
	if o.Idle == 0 {
		o.Idle = time.Second
	}
	return o
}

// Journal is a rooms.Journal on SQLite.
type Journal struct {
	dir     string
	lock    *os.File
	reserve reserve
	writer  *writer
	readers *readers
	faults  *faults
	backups backups
	now     func() time.Time // for epochs
}

var _ journal.Journal = (*Journal)(nil)

// Open opens the journal in dir and makes it if it is not there. One process
// at a time can have it open: the error says so when another one has. Data of
// a newer program are refused.
func Open(dir string, o Options) (*Journal, error) {
	o = o.withDefaults()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("sqlite: %w", err)
	}
	lock, err := lockDir(dir)
	if err != nil {
		return nil, err
	}
	j := &Journal{dir: dir, lock: lock, faults: &faults{dir: dir}, backups: newBackups(), now: time.Now}
	if err := j.open(o); err != nil {
		_ = lock.Close()
		return nil, fmt.Errorf("sqlite: open %s: %w", dir, err)
	}
	return j, nil
}

func (j *Journal) open(o Options) (err error) {
	file := filepath.Join(j.dir, databaseFile)
	if j.reserve, err = newReserve(j.dir, o.Reserve); err != nil {
		return err
	}
	if err := checkLog(file + "-wal"); err != nil {
		return err
	}
	db, err := openDatabase(file, o.Sync)
	if err != nil {
		return err
	}
	if err := migrate(db); err != nil {
		return errors.Join(err, db.Close())
	}
	if err := syncDir(j.dir); err != nil {
		return errors.Join(err, db.Close())
	}
	if j.readers, err = openReaders(file); err != nil {
		return errors.Join(err, db.Close())
	}
	if j.writer, err = startWriter(db, j.faults, file+"-wal", o.Idle); err != nil {
		return errors.Join(err, j.readers.close(), db.Close())
	}
	if err := j.inspect(file); err != nil {
		j.writer.stop()
		return errors.Join(err, j.readers.close(), j.writer.conn.close(), db.Close())
	}
	return nil
}

// Close finishes what is in flight, empties the log file into the database and
// gives the directory back. On a full disk the reserve is spent for it.
func (j *Journal) Close() error {
	j.backups.end()
	if !j.writer.stop() {
		return nil
	}
	if j.faults.full.Load() {
		_ = j.reserve.release()
	}
	err := errors.Join(j.closeDatabase(), j.lock.Close())
	if err != nil && !errors.Is(err, journal.ErrBroken) {
		return fmt.Errorf("sqlite: close %s: %w", j.dir, err)
	}
	return nil
}

// closeDatabase closes the writer last, because the last connection to close
// tidies the log file away. After a fault of the storage it closes it first:
// the tidying would sync again, and a sync that failed once must not be tried
// twice, since the kernel may have dropped what it could not write.
func (j *Journal) closeDatabase() error {
	if j.faults.broken() != nil {
		return errors.Join(j.writer.conn.close(), j.writer.db.Close(), j.readers.close())
	}
	err := j.readers.close()
	if _, failed := j.writer.conn.checkpoint(); failed != nil {
		if failed = j.faults.explain(failed); errors.Is(failed, journal.ErrBroken) {
			return failed // the process stops; its connection goes with it
		}
	}
	return errors.Join(err, j.writer.conn.close(), j.writer.db.Close())
}

// Spend gives the reserve back to the disk: what must still be stored before an
// orderly close has room then. The next Open sets it aside again.
func (j *Journal) Spend() error { return j.reserve.release() }

// Full tells whether the last write found no space. See journal.Journal.
func (j *Journal) Full() bool { return j.faults.full.Load() }

func (j *Journal) reader() *Reader { return &Reader{j.readers, j.faults} }

// Rooms names rooms. See journal.Journal.
func (j *Journal) Rooms(ctx context.Context, after rooms.ID, limit int) ([]rooms.ID, error) {
	return j.reader().Rooms(ctx, after, limit)
}
