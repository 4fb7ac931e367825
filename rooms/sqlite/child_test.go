package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Some faults need a process of their own: the test starts its own binary again,
// and the environment says what it is to do.
const (
	childEnv    = "RONDO_SQLITE_CHILD"
	childDirEnv = "RONDO_SQLITE_DIR"
)

var children = map[string]func(dir string) error{
	"open": func(dir string) error { _, err := Open(dir, small); return err },
	"load": appendForEver,
}

// asChild does what a child process was started for, and ends the process.
func asChild() {
	run := children[os.Getenv(childEnv)]
	if run == nil {
		return
	}
	if err := run(os.Getenv(childDirEnv)); err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	fmt.Println("done")
	os.Exit(0)
}

// child prepares a process that does one of the children's jobs in dir.
func child(t *testing.T, job, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), childEnv+"="+job, childDirEnv+"="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

const (
	childRooms = 6
	childBatch = 3 // entries of one append
)

func childRoom(i int) rooms.ID { return rooms.ID(fmt.Sprintf("room-%d", i)) }

// childEntry is what entry lsn of a child's room holds.
func childEntry(room rooms.ID, epoch, lsn int64) journal.Entry {
	return journal.Entry{
		LSN: lsn, Epoch: epoch, Seq: lsn, At: rooms.Millis(lsn), Key: "room",
		Open:   fmt.Appendf(nil, `{"room":%q,"lsn":%d}`, room, lsn),
		Sealed: make([]byte, int(lsn*37%1500)),
	}
}

// appendForEver appends to several rooms at once, with a snapshot now and then,
// and prints each entry once it is acknowledged. It ends by being killed.
func appendForEver(dir string) error {
	j, err := Open(dir, small)
	if err != nil {
		return err
	}
	failed := make(chan error)
	for i := range childRooms {
		go func() { failed <- appendRoom(j, childRoom(i)) }()
	}
	return <-failed
}

func appendRoom(j *Journal, room rooms.ID) error {
	ctx := context.Background()
	epoch, lsn, err := j.Acquire(ctx, room)
	if err != nil {
		return err
	}
	for ; ; lsn += childBatch {
		entries := make([]journal.Entry, childBatch)
		for i := range entries {
			entries[i] = childEntry(room, epoch, lsn+1+int64(i))
		}
		if err := j.Append(ctx, room, epoch, lsn, entries, journal.Due{At: rooms.Millis(lsn)}); err != nil {
			return err
		}
		fmt.Println(room, lsn+childBatch) // one write to the pipe
		if lsn%60 == 0 {
			at := journal.Snapshot{LSN: lsn + childBatch, Kind: "k", Key: "room", Open: make([]byte, 5000)}
			if err := j.Snapshot(ctx, room, epoch, at, journal.Keep{Seq: lsn - 30}); err != nil {
				return err
			}
		}
	}
}

// killUnderLoad lets a child append until it has acknowledged more than after
// appends, kills it, and returns the last acknowledged entry of each room.
func killUnderLoad(t *testing.T, dir string, after int) map[rooms.ID]int64 {
	t.Helper()
	cmd := child(t, "load", dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	acked, lines := map[rooms.ID]int64{}, 0
	for in := bufio.NewScanner(out); in.Scan(); lines++ { // on after the kill: what is in the pipe counts
		var room rooms.ID
		var lsn int64
		if _, err := fmt.Sscan(in.Text(), &room, &lsn); err != nil {
			t.Fatalf("child says %q", in.Text())
		}
		acked[room] = lsn
		if lines == after {
			_ = cmd.Process.Kill()
		}
	}
	_ = cmd.Wait()
	if lines < after {
		t.Fatalf("the child ended by itself after %d appends", lines)
	}
	return acked
}

// makeChildRooms creates the rooms that a child works on.
func makeChildRooms(t *testing.T, dir string) {
	t.Helper()
	j := open(t, dir)
	for i := range childRooms {
		newRoom(t, j, childRoom(i))
	}
	closed(t, j)
}
