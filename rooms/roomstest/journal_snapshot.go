package roomstest

import (
	"reflect"
	"testing"

	"rondo/rooms/journal"
)

func trims(t *testing.T, j *journalTest) {
	epoch := j.room("a")
	j.append("a", epoch, run(epoch, 1, 1000, "room")...)
	j.ok(j.Snapshot(j.ctx, "a", epoch, snapshot(990, "room"), keep(981)))
	j.holds("a", run(epoch, 981, 1000, "room")...)
	epoch = j.acquire("a").Epoch

	// What is behind the snapshot stays, whatever keep says.
	j.ok(j.Snapshot(j.ctx, "a", epoch, snapshot(995, "room"), keep(2000)))
	if got := j.acquire("a").Snapshot; !reflect.DeepEqual(got, snapshot(995, "room")) {
		t.Fatalf("snapshot %+v", got)
	}
	epoch = j.acquire("a").Epoch
	j.append("a", epoch, run(epoch, 1001, 1001, "room")...)
	j.ok(j.Snapshot(j.ctx, "a", epoch, snapshot(1001, "room"), keep(1002)))
	j.holds("a")

	// The log goes on where it was, though nothing of it is left.
	epoch = j.acquire("a").Epoch
	j.append("a", epoch, run(epoch, 1002, 1002, "room")...)
	j.holds("a", run(epoch, 1002, 1002, "room")...)
}

// The window of those who resume is one of public entries, however many private
// ones lie between them.
func keepsPublicOnes(_ *testing.T, j *journalTest) {
	epoch := j.room("a")
	entries := run(epoch, 1, 12, "room")
	for _, i := range []int{1, 2, 4, 8} { // those of a round in front, then the room's
		entries[i] = secret(epoch, entries[i].LSN, "round")
	}
	entries[5], entries[9] = secret(epoch, 6, "room"), secret(epoch, 10, "room")
	j.append("a", epoch, entries...)
	j.ok(j.Snapshot(j.ctx, "a", epoch, snapshot(11, "room"), journal.Keep{Seq: 4, LSN: 8}))
	j.holds("a", entries[3], entries[6], entries[7], entries[9], entries[10], entries[11])
}

func refusesStrangeSnapshots(_ *testing.T, j *journalTest) {
	epoch := j.room("a")
	j.append("a", epoch, run(epoch, 1, 5, "room")...)
	j.ok(j.Snapshot(j.ctx, "a", epoch, snapshot(4, "room"), keep(1)))
	j.ok(j.Snapshot(j.ctx, "a", epoch, snapshot(4, "room"), keep(1)))
	j.refuses(j.Snapshot(j.ctx, "a", epoch, snapshot(6, "room"), keep(1)), journal.ErrFenced)
	j.refuses(j.Snapshot(j.ctx, "a", epoch, snapshot(3, "room"), keep(9)), journal.ErrFenced)
	j.holds("a", run(epoch, 1, 5, "room")...)
}

func burns(t *testing.T, j *journalTest) {
	epoch, other := j.room("a"), j.room("b")
	round, after, others := run(epoch, 1, 900, "round"), run(epoch, 901, 903, "room"), run(other, 1, 2, "round")
	for i := range round {
		switch i % 3 {
		case 1:
			round[i] = secret(epoch, round[i].LSN, "round")
		case 2:
			round[i] = secret(epoch, round[i].LSN, "round")
			round[i].Door = []byte("door")
		}
	}
	j.append("a", epoch, round...)
	j.append("a", epoch, after...)
	j.append("b", other, others...)
	j.ok(j.Snapshot(j.ctx, "a", epoch, snapshot(899, "round"), keep(1)))

	for range 2 { // the second time there is nothing left to do
		j.ok(j.Burn(j.ctx, "a", epoch, snapshot(902, "room"), "round"))
		j.ok(j.Wipe(j.ctx))
		if got := j.acquire("a").Snapshot; !reflect.DeepEqual(got, snapshot(902, "room")) {
			t.Fatalf("snapshot %+v", got)
		}
		j.holds("a", after[2])
		j.holds("b", others...)
		epoch = j.acquire("a").Epoch
	}
	j.append("a", epoch, run(epoch, 904, 904, "room")...)
}

func burnsNoMore(t *testing.T, j *journalTest) {
	epoch := j.room("a")
	j.append("a", epoch, run(epoch, 1, 3, "round")...)
	j.refuses(j.Burn(j.ctx, "a", epoch, snapshot(2, "room"), "round"), journal.ErrFenced)
	if err := j.Burn(j.ctx, "a", epoch, snapshot(3, "round"), "round"); err == nil {
		t.Error("a snapshot under the key to burn was stored")
	}
	j.holds("a", run(epoch, 1, 3, "round")...)
	if got := j.acquire("a").Snapshot; got.LSN != 0 {
		t.Errorf("a refused burn replaced the snapshot by %+v", got)
	}
}

func deletes(_ *testing.T, j *journalTest) {
	epoch := j.room("a")
	j.ok(j.Append(j.ctx, "a", epoch, 0, run(epoch, 1, 300, "room"), journal.Due{At: 1, Outbox: true}))
	j.room("b")
	for range 2 {
		j.ok(j.Delete(j.ctx, "a"))
	}
	_, err := j.Read(j.ctx, "a")
	j.refuses(err, journal.ErrNoRoom)
	_, _, err = j.Acquire(j.ctx, "a")
	j.refuses(err, journal.ErrNoRoom)
	j.refuses(j.Append(j.ctx, "a", epoch, 300, run(epoch, 301, 301, "room"), journal.Due{}), journal.ErrNoRoom)
	j.isDue(100, 10)
	j.room("a")
	j.holds("a")
	j.holds("b")
}
