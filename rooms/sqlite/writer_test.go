package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"rondo/rooms/journal"
)

// busy keeps the writer from writing until release is called.
func busy(t *testing.T, j *Journal) (release func()) {
	t.Helper()
	started, gate := make(chan struct{}), make(chan struct{})
	go func() {
		_ = j.writer.between(context.Background(), func(*conn) error { close(started); <-gate; return nil })
	}()
	<-started
	release = sync.OnceFunc(func() { close(gate) })
	t.Cleanup(release)
	return release
}

// waits returns once n rooms have something in the queue.
func waits(j *Journal, n int) {
	for {
		j.writer.queue.mu.Lock()
		waiting := len(j.writer.queue.turns)
		j.writer.queue.mu.Unlock()
		if waiting == n {
			return
		}
		runtime.Gosched()
	}
}

// TestOneTransactionForAll counts the transactions in the log file: what was
// queued while the writer was busy becomes one, and the mistakes of one room
// stay its own.
func TestOneTransactionForAll(t *testing.T) {
	const many = 40
	j := open(t, t.TempDir())
	epochs := make([]int64, many)
	for i := range many {
		epochs[i] = newRoom(t, j, childRoom(i))
	}
	release := busy(t, j)
	errs := make([]error, many)
	var all sync.WaitGroup
	for i := range many {
		prev := int64(0)
		if i%2 == 1 {
			prev = 7 // its log does not end there
		}
		all.Go(func() {
			errs[i] = j.Append(context.Background(), childRoom(i), epochs[i], prev, []journal.Entry{step300(epochs[i], prev+1)}, journal.Due{})
		})
	}
	waits(j, many)
	before := transactions(t, j)
	release()
	all.Wait()
	if n := transactions(t, j) - before; n != 1 {
		t.Errorf("%d transactions", n)
	}
	for i, err := range errs {
		if fenced := errors.Is(err, journal.ErrFenced); fenced != (i%2 == 1) || (err != nil && !fenced) {
			t.Errorf("room %d: %v", i, err)
		}
		if n := len(acquire(t, j, childRoom(i)).Entries); n != (i+1)%2 {
			t.Errorf("room %d has %d entries", i, n)
		}
	}
}

// transactions counts the commit marks in the log file
// (https://sqlite.org/fileformat2.html section 4.1).
func transactions(t *testing.T, j *Journal) (n int) {
	t.Helper()
	log, err := os.ReadFile(filepath.Join(j.dir, databaseFile+"-wal"))
	if err != nil {
		t.Fatal(err)
	}
	const header, frame = 32, 24 + pageSize
	for at := header; at+frame <= len(log); at += frame {
		if binary.BigEndian.Uint32(log[at+4:]) != 0 {
			n++
		}
	}
	return n
}

// TestFailureIsTakenBackAlone lets a request fail after it has written.
func TestFailureIsTakenBackAlone(t *testing.T) {
	j := open(t, t.TempDir())
	epoch := newRoom(t, j, "a")
	mistake := errors.New("mistake")
	err := j.writer.do(t.Context(), &request{room: "a", run: func(c *conn) (bool, error) {
		if err := c.append("a", epoch, 0, []journal.Entry{step300(epoch, 1)}, journal.Due{At: 5}); err != nil {
			t.Error(err)
		}
		return true, mistake
	}})
	if !errors.Is(err, mistake) {
		t.Fatalf("got %v", err)
	}
	mustAppend(t, j, "a", epoch, step300(epoch, 1))
	if due, err := j.Due(t.Context(), 10, 10); err != nil || len(due) != 0 {
		t.Fatalf("due: %v, %v", due, err)
	}
}

func TestQueueTakesTurns(t *testing.T) {
	q := newQueue()
	for i := range 150 {
		q.push(&request{room: "busy", entries: 1, bytes: i % 2})
	}
	for i := range 3 {
		q.push(&request{room: fmt.Sprint("calm-", i), entries: 1})
	}
	q.push(&request{room: "large", entries: 500, bytes: 10 * roomBytes})
	q.push(&request{room: "large", entries: 1, bytes: 1})
	for i, want := range []map[string]int{
		{"busy": roomEntries, "calm-0": 1, "calm-1": 1, "calm-2": 1, "large": 1},
		{"busy": roomEntries, "large": 1},
		{"busy": 150 - 2*roomEntries},
		{},
	} {
		got := map[string]int{}
		for _, r := range q.take() {
			got[r.room]++
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("batch %d: %v, want %v", i, got, want)
		}
	}
	if len(q.lanes)+len(q.turns) != 0 {
		t.Errorf("left: %d lanes, %d turns", len(q.lanes), len(q.turns))
	}
}

// A room with little to write does not wait until the long texts of others are through,
// and these have their turn all the same.
func TestShortRequestsComeFirst(t *testing.T) {
	q := newQueue()
	for i := range 8 {
		q.push(&request{room: fmt.Sprint("long-", i), entries: 1, bytes: batchBytes})
	}
	for range 2 * batchBytes / short {
		q.push(&request{room: fmt.Sprint("short-", len(q.turns)), entries: 1, bytes: short})
	}
	for n := range 3 {
		batch, long := q.take(), 0
		for _, r := range batch {
			if r.bytes > short {
				long++
			}
		}
		if short := len(batch) - long; long != 1 || short != batchBytes/2/4096 || batch[0].bytes > 4096 {
			t.Errorf("batch %d: %d are short, %d are long", n, short, long)
		}
	}
}

// TestBytesOfARoomAreLimited keeps one room from filling a transaction.
func TestBytesOfARoomAreLimited(t *testing.T) {
	q := newQueue()
	for range 10 {
		q.push(&request{room: "a", entries: 1, bytes: roomBytes / 4})
	}
	if n := len(q.take()); n != 4 {
		t.Errorf("%d requests in the first batch, want 4", n)
	}
}

// TestIdleWriterEmptiesTheLog waits for the log file to become empty.
func TestIdleWriterEmptiesTheLog(t *testing.T) {
	j := openWith(t, t.TempDir(), Options{Reserve: -1, Idle: time.Millisecond})
	epoch := newRoom(t, j, "a")
	mustAppend(t, j, "a", epoch, step300(epoch, 1))
	for {
		info, err := os.Stat(filepath.Join(j.dir, databaseFile+"-wal"))
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() == 0 {
			return
		}
		runtime.Gosched()
	}
}

// The log is emptied before there is so much in it that everybody would wait long for it, also
// when the writer is never idle.
func TestTheLogIsEmptiedLittleByLittle(t *testing.T) {
	j := openWith(t, t.TempDir(), Options{Reserve: -1, Idle: time.Hour})
	epoch := newRoom(t, j, "a")
	for lsn := range int64(40) {
		e := step300(epoch, lsn+1)
		e.Open = make([]byte, 100<<10)
		mustAppend(t, j, "a", epoch, e)
		info, err := os.Stat(filepath.Join(j.dir, databaseFile+"-wal"))
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > 3<<19 {
			t.Fatalf("the log holds %d bytes after %d entries", info.Size(), lsn+1)
		}
	}
}
