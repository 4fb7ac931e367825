package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	driver "modernc.org/sqlite"
)

// backupPages is how much of the database is copied between two transactions:
// 512 KiB, a few milliseconds.
const backupPages = 512

// backups lets one backup run at a time, and ends it when the journal closes.
type backups struct {
	mu     sync.Mutex // held while one runs
	ending sync.Once
	ended  chan struct{}
}

func newBackups() backups { return backups{ended: make(chan struct{})} }

// end breaks a backup off and waits until it has let go of the database.
func (b *backups) end() {
	b.ending.Do(func() { close(b.ended) })
	b.mu.Lock()
	b.mu.Unlock() //nolint:staticcheck // only waits
}

// Backup copies the database to path, as it is at the end of the copying, while
// rooms go on. There must be no file yet. Keys are elsewhere, so what is sealed
// stays sealed in the copy.
//
// It copies in steps on the writer's own connection instead of VACUUM INTO: that
// one reads from a single moment for its whole length, and a burn would have to
// wait for it.
func (j *Journal) Backup(ctx context.Context, path string) (err error) {
	j.backups.mu.Lock()
	defer j.backups.mu.Unlock()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		select {
		case <-j.backups.ended:
			cancel(errClosed)
		case <-ctx.Done():
		}
	}()
	return intoFile(path, func(part string) error { return j.copyTo(ctx, part) })
}

// copyTo copies the database into an empty file.
func (j *Journal) copyTo(ctx context.Context, part string) error {
	b, err := j.startCopy(ctx, part)
	if err != nil {
		return errors.Join(err, context.Cause(ctx))
	}
	for more := true; more && err == nil; {
		more, err = j.copyStep(ctx, b)
	}
	if err != nil {
		err = errors.Join(err, context.Cause(ctx))
	}
	return errors.Join(err, j.endCopy(b))
}

func (j *Journal) startCopy(ctx context.Context, part string) (b *driver.Backup, err error) {
	err = j.writer.between(ctx, func(c *conn) (err error) { b, err = c.backup(part); return err })
	return b, err
}

func (j *Journal) copyStep(ctx context.Context, b *driver.Backup) (more bool, err error) {
	err = j.writer.between(ctx, func(*conn) (err error) { more, err = b.Step(backupPages); return err })
	return more, err
}

// endCopy lets go of the database, whatever became of the copy.
func (j *Journal) endCopy(b *driver.Backup) error {
	return j.writer.between(context.Background(), func(*conn) error { return b.Finish() })
}

// backup starts a copy. It is synced once, as a whole, when it is complete.
func (c *conn) backup(part string) (b *driver.Backup, err error) {
	err = c.c.Raw(func(raw any) error {
		source, ok := raw.(interface {
			NewBackup(string) (*driver.Backup, error)
		})
		if !ok {
			return fmt.Errorf("sqlite: %T cannot make backups", raw)
		}
		b, err = source.NewBackup(dsn(part, "rwc") + "&_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)")
		return err
	})
	return b, err
}

// intoFile lets fill write a file beside path, which becomes path only when it is
// complete and on the disk.
func intoFile(path string, fill func(part string) error) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fmt.Errorf("sqlite: backup: %w: %s", fs.ErrExist, path), err)
	}
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("sqlite: backup: %w", err)
	}
	defer func() { _ = os.Remove(part) }()
	if err = fill(part); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("sqlite: backup: %w", err)
	}
	if err := os.Rename(part, path); err != nil {
		return fmt.Errorf("sqlite: backup: %w", err)
	}
	return syncDir(filepath.Dir(path))
}

// Backup copies the journal in dir to path for a process that has not opened
// it, such as a command run beside the server. While it runs, the end of an
// anonymous round in the server waits for it.
func Backup(ctx context.Context, dir, path string) error {
	file := filepath.Join(dir, databaseFile)
	if _, err := os.Stat(file); err != nil {
		return fmt.Errorf("sqlite: backup: %w", err)
	}
	r, err := openReaders(file)
	if err != nil {
		return fmt.Errorf("sqlite: backup: %w", err)
	}
	err = intoFile(path, func(part string) error {
		_, err := r.db.ExecContext(ctx, "VACUUM INTO ?", part)
		return err
	})
	return errors.Join(err, r.close())
}
