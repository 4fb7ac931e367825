package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"time"

	"rondo/rooms/journal"
)

// longLog is the size of the log file, in bytes, at which it is emptied even though the
// writer is not idle. All rooms wait meanwhile, so it is done often and little at a time: no
// more than what one batch may write. That pages are moved which change again soon costs less
// than a long wait of somebody who wrote nothing long.
const longLog = batchBytes

// writer owns the one connection that writes, and the goroutine that uses it.
type writer struct {
	db      *sql.DB
	conn    *conn
	queue   *queue
	faults  *faults
	chores  chan func(*conn) // run between transactions
	quit    chan struct{}
	stopped chan struct{}

	lookAgain <-chan time.Time // for space on a full disk; nil: there is some

	logFile string
	logMost int64 // emptied when longer than this
	idle    time.Duration
}

func startWriter(db *sql.DB, f *faults, logFile string, idle time.Duration) (*writer, error) {
	c, err := newConn(db)
	if err != nil {
		return nil, err
	}
	w := &writer{
		db: db, conn: c, queue: newQueue(), faults: f,
		chores: make(chan func(*conn)), quit: make(chan struct{}), stopped: make(chan struct{}),
		logFile: logFile, logMost: longLog, idle: idle,
	}
	go w.loop()
	return w, nil
}

// do hands a request in and waits for its answer.
func (w *writer) do(ctx context.Context, r *request) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.done = make(chan error, 1)
	if !w.queue.push(r) {
		return errClosed
	}
	select {
	case err := <-r.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// between runs a chore on the connection while no transaction is open.
func (w *writer) between(ctx context.Context, chore func(*conn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	done := make(chan error, 1)
	run := func(c *conn) {
		err := w.faults.broken()
		if err == nil {
			err = w.faults.explain(chore(c))
		}
		done <- err
	}
	select {
	case w.chores <- run:
		return <-done
	case <-w.stopped:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// stop waits until everything handed in is answered; false when it was stopped
// before.
func (w *writer) stop() bool {
	if !w.queue.close() {
		return false
	}
	close(w.quit)
	<-w.stopped
	return true
}

func (w *writer) loop() {
	defer close(w.stopped)
	idle := time.NewTimer(w.idle)
	defer idle.Stop()
	for {
		select {
		case <-w.lookAgain:
			w.lookForSpace()
		case <-w.queue.ready:
			w.write(w.queue.take())
			w.lookForSpace()
			idle.Reset(w.idle)
		case chore := <-w.chores:
			chore(w.conn)
		case <-idle.C:
			if !w.empty() {
				idle.Reset(w.idle)
			}
		case <-w.quit:
			w.drain()
			return
		}
	}
}

// spacePause is how often the writer looks whether a full disk has space again. Rooms
// that wait for it would find out by themselves; one that nobody is in would not.
const spacePause = 5 * time.Second

// lookForSpace looks, if the disk was full, and will look again while it is.
func (w *writer) lookForSpace() {
	switch {
	case !w.faults.full.Load():
		w.lookAgain = nil
	case w.lookAgain != nil && hasSpace(w.faults.dir):
		w.lookAgain = nil
		w.faults.full.Store(false)
	default:
		w.lookAgain = time.After(spacePause)
	}
}

func (w *writer) drain() {
	for batch := w.queue.take(); len(batch) > 0; batch = w.queue.take() {
		w.write(batch)
	}
}

// write answers a batch only after all of it is durable.
func (w *writer) write(batch []*request) {
	outcomes := make([]outcome, len(batch))
	err := w.faults.broken()
	if err == nil {
		err = w.transact(batch, outcomes)
	}
	for i, r := range batch {
		switch {
		case err != nil:
			r.done <- err
		case outcomes[i].more:
			w.queue.again(r)
		default:
			r.done <- outcomes[i].err
		}
	}
	if info, err := os.Stat(w.logFile); err == nil && info.Size() > w.logMost {
		w.empty()
	}
}

// outcome is what became of one request in a transaction.
type outcome struct {
	more bool
	err  error
}

// transact runs the batch in one transaction. An error means that nothing of
// the batch was written, or that the storage is broken.
func (w *writer) transact(batch []*request, outcomes []outcome) error {
	if _, err := w.conn.exec("BEGIN IMMEDIATE"); err != nil {
		return w.faults.explain(err)
	}
	for i, r := range batch {
		more, err := w.attempt(r)
		if err = w.faults.explain(err); errors.Is(err, errUndone) || isFault(err) {
			return w.rollback(err)
		}
		outcomes[i] = outcome{more && err == nil, err}
	}
	if _, err := w.conn.exec("COMMIT"); err != nil {
		return w.rollback(w.faults.explain(err))
	}
	w.faults.full.Store(false)
	return nil
}

// errUndone says that a request could not be taken back on its own.
var errUndone = errors.New("sqlite: a savepoint could not be rolled back")

func isFault(err error) bool {
	return errors.Is(err, journal.ErrFull) || errors.Is(err, journal.ErrBroken)
}

// attempt runs one request behind a savepoint: if it fails, it fails alone.
func (w *writer) attempt(r *request) (more bool, err error) {
	if _, err := w.conn.exec("SAVEPOINT request"); err != nil {
		return false, errors.Join(errUndone, err)
	}
	if more, err = r.run(w.conn); err != nil {
		if _, failed := w.conn.exec("ROLLBACK TO request"); failed != nil {
			return false, errors.Join(errUndone, err, failed)
		}
	}
	if _, failed := w.conn.exec("RELEASE request"); failed != nil {
		return false, errors.Join(errUndone, err, failed)
	}
	return more, err
}

// rollback ends a transaction that failed with err. SQLite has ended it already
// after some failures, so that the statement fails; what counts is err.
func (w *writer) rollback(err error) error {
	if w.faults.broken() == nil {
		_, _ = w.conn.exec("ROLLBACK")
	}
	return err
}

// empty moves the log into the database. It is not a must: when a reader is in
// the way or the disk is full, the log stays and everything is in it. It
// answers whether there is no need to try again.
func (w *writer) empty() (done bool) {
	if w.faults.broken() != nil {
		return true
	}
	done, err := w.conn.checkpoint()
	_ = w.faults.explain(err) // remembers a fault of the storage
	w.logMost = longLog
	if info, err := os.Stat(w.logFile); err == nil && !done {
		w.logMost += info.Size() // not after every batch while the reader stays
	}
	return done
}
