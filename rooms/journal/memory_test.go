package journal_test

import (
	"errors"
	"testing"

	"rondo/rooms/journal"
	"rondo/rooms/roomstest"
)

func TestMemoryJournal(t *testing.T) {
	roomstest.Journal(t, func(*testing.T) roomstest.Harness {
		j := journal.NewMemory()
		return roomstest.Harness{Journal: j, Reopen: func() journal.Journal { _ = j.Close(); return j }}
	})
}

func TestMemoryKeys(t *testing.T) {
	roomstest.Keys(t, func(*testing.T) roomstest.KeysHarness {
		k := journal.NewMemoryKeys()
		return roomstest.KeysHarness{Keys: k, Reopen: func() journal.Keys { return k }}
	})
}

// memoryRoom is a memory journal with one room, and an append to it.
func memoryRoom(t *testing.T) (*journal.Memory, func() error) {
	j := journal.NewMemory()
	if err := j.Create(t.Context(), "a", "", journal.Snapshot{}, journal.Due{}); err != nil {
		t.Fatal(err)
	}
	epoch, _, err := j.Acquire(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	return j, func() error {
		return j.Append(t.Context(), "a", epoch, 0, []journal.Entry{{LSN: 1, Open: []byte("{}")}}, journal.Due{})
	}
}

func stored(t *testing.T, j *journal.Memory) int {
	record, err := j.Read(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	return len(record.Entries)
}

func TestMemoryFailsAnAppend(t *testing.T) {
	j, add := memoryRoom(t)
	j.FailNext(journal.ErrFull)
	if err := add(); !errors.Is(err, journal.ErrFull) {
		t.Fatalf("got %v", err)
	}
	if err := add(); err != nil {
		t.Fatalf("the second append: %v", err)
	}
	if n := stored(t, j); n != 1 {
		t.Fatalf("%d entries", n)
	}
}

func TestMemoryLosesAnAnswer(t *testing.T) {
	j, add := memoryRoom(t)
	j.LoseNext()
	if err := add(); err == nil || errors.Is(err, journal.ErrFull) || errors.Is(err, journal.ErrFenced) {
		t.Fatalf("got %v, want an error that says nothing about the effect", err)
	}
	if err := add(); err != nil {
		t.Fatalf("the same append again: %v", err)
	}
	if n := stored(t, j); n != 1 {
		t.Fatalf("%d entries", n)
	}
}

func TestMemoryHoldsAppends(t *testing.T) {
	j, add := memoryRoom(t)
	release := j.Hold()
	done := make(chan error, 1)
	go func() { done <- add() }()
	select {
	case err := <-done:
		t.Fatalf("answered %v while held", err)
	default:
	}
	release()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestAFullMemoryCanBeRead(t *testing.T) {
	j, add := memoryRoom(t)
	free := j.Fill()
	_, _, acquired := j.Acquire(t.Context(), "a")
	for what, err := range map[string]error{
		"append": add(), "acquire": acquired, "delete": j.Delete(t.Context(), "a"),
		"create":   j.Create(t.Context(), "b", "", journal.Snapshot{}, journal.Due{}),
		"snapshot": j.Snapshot(t.Context(), "a", 1, journal.Snapshot{}, journal.Keep{}),
		"burn":     j.Burn(t.Context(), "a", 1, journal.Snapshot{}, "key"),
	} {
		if !errors.Is(err, journal.ErrFull) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if n := stored(t, j); n != 0 {
		t.Fatalf("%d entries", n)
	}
	free()
	if err := add(); err != nil {
		t.Fatal(err)
	}
}
