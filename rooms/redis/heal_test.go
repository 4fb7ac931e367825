package redis

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rondo/rooms/journal"
	"rondo/rooms/redis/redistest"
)

// What Redis loses of a room that somebody has open, it gets back: from the next append, or
// from the next renewal of the lease when nothing happens in the room.
func TestRedisGetsBackWhatItLost(t *testing.T) {
	for name, lose := range map[string]func(t *testing.T, s *redistest.Server){
		"everything": func(_ *testing.T, s *redistest.Server) { s.Do("FLUSHALL") },
		"the room": func(_ *testing.T, s *redistest.Server) {
			s.Do("DEL", metaKey("r"), logKey("r"), snapKey("r"), ownKey("r"))
		},
		"the end of the file": cutFile,
		"whose entries they are": func(_ *testing.T, s *redistest.Server) {
			s.Do("DEL", logKey("r"))
			for _, id := range []string{"7-3", "7-4", "7-5"} {
				s.Do("XADD", logKey("r"), id, "s", id[2:], "o", "{}", "x", "another's")
			}
			s.Do("HSET", metaKey("r"), "l", "7-5")
		},
		"the grant": func(_ *testing.T, s *redistest.Server) {
			s.Do("HSET", metaKey("r"), "e", "5", "w", "somebody")
		},
	} {
		for _, idle := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				server := settled(t)
				a := join(t, server.URL())
				epoch := a.room(t, "r", "")
				key, err := a.Keys().Make("r", journal.RoomKey, false)
				if err != nil {
					t.Fatal(err)
				}
				a.mustAdd(t, "r", epoch, 1, 2, 3)
				if err := a.Journal().Snapshot(t.Context(), "r", epoch, journal.Snapshot{LSN: 2, Kind: "k"}, journal.Keep{Seq: 2}); err != nil {
					t.Fatal(err)
				}
				a.mustAdd(t, "r", epoch, 4, 5)
				lose(t, server)
				want := 5
				if idle {
					until(t, "Redis has it again", func() bool { last, n := a.end(t, "r"); return last == 5 && n == 4 })
				} else {
					until(t, "an append arrives", func() bool { return a.add(t, "r", epoch, 6) == nil })
					want = 6
				}
				record, err := a.Journal().Read(t.Context(), "r")
				if err != nil || record.Last != int64(want) || len(record.Entries) != want-1 || record.Snapshot.LSN != 2 {
					t.Fatalf("%+v, %v", record, err)
				}
				for i, e := range record.Entries {
					if e.LSN != int64(i+2) || string(e.Sealed) != "sealed" {
						t.Errorf("entry %d is %+v", i+2, e)
					}
				}
				if got, err := a.Keys().Get("r", journal.RoomKey); err != nil || !slices.Equal(got, key) {
					t.Errorf("its key is %x, %v", got, err)
				}
				if rooms, err := a.Journal().Rooms(t.Context(), "", 10); err != nil || len(rooms) != 1 {
					t.Errorf("the rooms are %v, %v", rooms, err)
				}
			})
		}
	}
}

// inFile waits until so many entries are in the append-only file, and names it.
func inFile(t *testing.T, s *redistest.Server, n int) (files []string) {
	t.Helper()
	until(t, "the entries are in the file", func() bool {
		files, _ = filepath.Glob(filepath.Join(s.Dir(), "appendonlydir", "*.incr.aof"))
		raw, err := os.ReadFile(strings.Join(files, ""))
		return err == nil && strings.Count(strings.ToUpper(string(raw)), "XADD") == n
	})
	return files
}

// cutFile is a power cut: the newest entries are not in the append-only file.
func cutFile(t *testing.T, s *redistest.Server) {
	t.Helper()
	files := inFile(t, s, 5)
	s.Kill()
	raw, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ToUpper(string(raw))
	last := strings.LastIndex(text, "XADD")
	at := strings.LastIndex(text[:max(last, 0)], "XADD") // the last two entries
	if at < 0 {
		t.Fatalf("the file has not two entries: %q", raw[max(0, len(raw)-500):])
	}
	cut(t, files[0], int64(at))
	s.Again()
}

func cut(t *testing.T, file string, at int64) {
	t.Helper()
	if err := os.Truncate(file, at); err != nil {
		t.Fatal(err)
	}
}

func sizeOf(t *testing.T, file string) int64 {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// restartAt is a power cut: what came into the file behind a place is gone.
func restartAt(t *testing.T, s *redistest.Server, file string, at int64) {
	t.Helper()
	s.Kill()
	cut(t, file, at)
	s.Again()
}

// What a burn drops is nowhere in what Redis holds of the room.
func TestABurnLeavesNothing(t *testing.T) {
	server := settled(t)
	a := join(t, server.URL())
	epoch := a.room(t, "r", "")
	for lsn := int64(1); lsn <= 5; lsn++ {
		e := journal.Entry{LSN: lsn, Epoch: epoch, Key: "round", Sealed: []byte("canary")}
		if lsn == 5 {
			e = journal.Entry{LSN: lsn, Epoch: epoch, Key: "room", Sealed: []byte("stays")}
		}
		if err := a.Journal().Append(t.Context(), "r", epoch, lsn-1, []journal.Entry{e}, journal.Due{}); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(server.Do("DUMP", logKey("r")), "canary") {
		t.Fatal("the log is not to be read like this")
	}
	if err := a.Journal().Burn(t.Context(), "r", epoch, journal.Snapshot{LSN: 4, Kind: "k"}, "round"); err != nil {
		t.Fatal(err)
	}
	if log := server.Do("DUMP", logKey("r")); strings.Contains(log, "canary") || !strings.Contains(log, "stays") {
		t.Errorf("the log is %q", log)
	}
}

// A room that was deleted does not come back from the memory of a node that had it once.
func TestADeletedRoomStaysGone(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	epoch := a.room(t, "r", "")
	a.mustAdd(t, "r", epoch, 1)
	if err := b.Journal().Delete(t.Context(), "r"); err != nil {
		t.Fatal(err)
	}
	// The owner learns it of its own append, or a moment before that, of its lease.
	if err := a.add(t, "r", epoch, 2); !errors.Is(err, journal.ErrFenced) && !errors.Is(err, journal.ErrNoRoom) {
		t.Errorf("an append: %v", err)
	}
	if last, _ := a.end(t, "r"); last != -1 {
		t.Error("it is there again")
	}
}

// An owner that was taken over from while Redis had forgotten it writes nothing back.
func TestALaterOwnerIsNotOverwritten(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	epoch := a.room(t, "r", "")
	a.mustAdd(t, "r", epoch, 1, 2)
	a.quit()
	a.work.Wait()
	server.Do("DEL", ownKey("r"))
	next := b.acquire(t, "r")
	b.mustAdd(t, "r", next, 3)
	if err := a.add(t, "r", epoch, 3, 4); !errors.Is(err, journal.ErrFenced) {
		t.Errorf("an append: %v", err)
	}
	if last, n := b.end(t, "r"); last != 3 || n != 3 {
		t.Errorf("the log ends at %d with %d entries", last, n)
	}
}

func TestARedisThatWillNotDoIsRefused(t *testing.T) {
	server := redistest.Start(t)
	server.Do("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
	_, err := Open(t.Context(), Options{URL: server.URL(), Secret: secret})
	replica := redistest.Start(t)
	replica.Do("REPLICAOF", "127.0.0.1", "1")
	if _, err := Open(t.Context(), Options{URL: replica.URL(), Secret: secret}); err == nil || !strings.Contains(err.Error(), "is a replica") {
		t.Errorf("one that takes no writes: %v", err)
	}
	if err == nil || !strings.Contains(err.Error(), "noeviction") {
		t.Errorf("one that throws things away: %v", err)
	}
	if _, err := Open(t.Context(), Options{URL: server.URL(), Secret: secret[:31]}); err == nil {
		t.Error("a short secret is taken")
	}
	if err := CheckURL("redis://user:geheim@host:x"); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("a wrong address: %v", err)
	}
	for _, version := range []string{"6.0.16", "5.0", "2.8.19"} {
		if !older(version, 6, 2) {
			t.Errorf("%s is new enough", version)
		}
	}
	for _, version := range []string{"6.2.0", "7.0.15", "8.1", "10.0.0"} {
		if older(version, 6, 2) {
			t.Errorf("%s is too old", version)
		}
	}
}

// Whoever starts with another secret could read nothing that is there, and would store what
// the others cannot read. It says so instead, also when Redis was emptied meanwhile.
func TestANodeWithAnotherSecretIsRefused(t *testing.T) {
	server := settled(t)
	other := bytes.Repeat([]byte{7}, LeastSecret)
	a := join(t, server.URL())
	refused := func(when string) {
		t.Helper()
		if n, err := Open(t.Context(), Options{URL: server.URL(), Secret: other}); !errors.Is(err, ErrSecret) {
			t.Errorf("%s: %v", when, err)
			closed(t, n)
		}
	}
	refused("beside a node")
	server.Do("FLUSHALL")
	until(t, "the node says it again", func() bool { return strings.TrimSpace(server.Do("EXISTS", secretKey)) == "1" })
	refused("after Redis lost everything")
	closed(t, a.Node)
	refused("after the node stopped")
	join(t, server.URL())
	if said := server.Do("GET", secretKey); strings.Contains(said, hex.EncodeToString(secret[:4])) || strings.Contains(said, string(secret[:8])) {
		t.Errorf("Redis knows %q", said)
	}
}

// A Redis without memory takes nothing, says so, and goes on once there is some.
func TestAFullRedis(t *testing.T) {
	server := settled(t)
	a := join(t, server.URL())
	epoch := a.room(t, "r", "")
	server.Do("CONFIG", "SET", "maxmemory", "1")
	if err := a.add(t, "r", epoch, 1); !errors.Is(err, journal.ErrFull) || !a.Journal().Full() {
		t.Errorf("full: %v, %v", err, a.Journal().Full())
	}
	server.Do("CONFIG", "SET", "maxmemory", "0")
	a.mustAdd(t, "r", epoch, 1)
	if a.Journal().Full() {
		t.Error("it counts as full for good")
	}
}

// A Redis that misses its replicas (min-replicas-to-write) takes nothing; what was not taken is
// asked for again, and done once.
func TestARedisWithoutItsReplicas(t *testing.T) {
	server := settled(t)
	a := join(t, server.URL())
	epoch := a.room(t, "r", "")
	server.Do("CONFIG", "SET", "min-replicas-to-write", "1")
	if err := a.add(t, "r", epoch, 1); err == nil || errors.Is(err, journal.ErrFull) || errors.Is(err, journal.ErrFenced) {
		t.Errorf("without replicas: %v", err)
	}
	server.Do("CONFIG", "SET", "min-replicas-to-write", "0")
	a.mustAdd(t, "r", epoch, 1)
	if last, n := a.end(t, "r"); last != 1 || n != 1 {
		t.Errorf("the log ends at %d with %d entries", last, n)
	}
}
