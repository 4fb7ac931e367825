package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"rondo/rooms/journal"
)

func init() { children["sync"] = failToSync }

// TestFailedSyncIsNotRepeated lets the kernel fail every sync of a process, and
// kill it should it try another one afterwards.
func TestFailedSyncIsNotRepeated(t *testing.T) {
	dir := t.TempDir()
	out, err := child(t, "sync", dir).Output()
	var exit *exec.ExitError
	switch {
	case strings.Contains(string(out), "no filter"):
		t.Logf("the kernel takes no seccomp filter (%q): TestBrokenIsForGood has to do, with damaged data instead of a failed sync", out)
		return
	case errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGSYS:
		t.Fatal("the process tried to sync again")
	case err != nil:
		t.Fatalf("%v: %s", err, out)
	}
	j := open(t, dir) // what was acknowledged is there
	if n := len(acquire(t, j, "a").Entries); n < 1 {
		t.Fatalf("%d entries", n)
	}
	isIntact(t, j)
}

// failToSync is the child's part.
func failToSync(dir string) error {
	ctx := context.Background()
	j, err := Open(dir, small)
	if err != nil {
		return err
	}
	err = j.Create(ctx, "a", "", journal.Snapshot{Kind: "k"}, journal.Due{})
	epoch, _, failed := j.Acquire(ctx, "a")
	add := func(lsn int64) error {
		return j.Append(ctx, "a", epoch, lsn-1, []journal.Entry{step300(epoch, lsn)}, journal.Due{})
	}
	if err := errors.Join(err, failed, add(1)); err != nil {
		return err
	}
	if err := onSync(unix.SECCOMP_RET_ERRNO | uint32(unix.EIO)); err != nil {
		return fmt.Errorf("no filter: %w", err)
	}
	if err := add(2); !errors.Is(err, journal.ErrBroken) {
		return fmt.Errorf("after a failed sync: %v, want ErrBroken", err)
	}
	if err := onSync(unix.SECCOMP_RET_KILL_PROCESS); err != nil {
		return fmt.Errorf("no filter: %w", err)
	}
	return isStopped(j, add)
}

// isStopped tries everything that could write, and closes.
func isStopped(j *Journal, add func(int64) error) error {
	ctx := context.Background()
	_, _, acquired := j.Acquire(ctx, "a")
	_, read := j.Read(ctx, "a")
	for name, err := range map[string]error{
		"append": add(2), "create": j.Create(ctx, "b", "", journal.Snapshot{}, journal.Due{}), "acquire": acquired, "read": read,
		"snapshot": j.Snapshot(ctx, "a", 1, journal.Snapshot{}, journal.Keep{}), "burn": j.Burn(ctx, "a", 1, journal.Snapshot{}, "r"),
		"delete": j.Delete(ctx, "a"), "backup": j.Backup(ctx, j.dir+"/backup"),
	} {
		if !errors.Is(err, journal.ErrBroken) {
			return fmt.Errorf("%s answers %v, want ErrBroken", name, err)
		}
	}
	return j.Close()
}

// onSync makes the kernel answer every sync of this process with action.
func onSync(action uint32) error {
	filter := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0}, // the number of the call
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_FSYNC, Jt: 1},
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_FDATASYNC, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: action},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC,
		uintptr(unsafe.Pointer(&program)))
	if errno != 0 {
		return errno
	}
	return nil
}
