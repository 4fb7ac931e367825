package sqlite

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// step300 is an entry of the usual size: 300 bytes of content.
func step300(epoch, lsn int64) journal.Entry {
	return journal.Entry{LSN: lsn, Epoch: epoch, Seq: lsn, At: 1, Key: "room", Open: make([]byte, 100), Sealed: make([]byte, 200)}
}

// BenchmarkAppendAlone is one room that waits for each entry.
func BenchmarkAppendAlone(b *testing.B) { benchmarkAppend(b, small, 1, 1) }

// BenchmarkAppendAloneNormal is the same without a sync per answer.
func BenchmarkAppendAloneNormal(b *testing.B) {
	benchmarkAppend(b, Options{Sync: Normal, Reserve: -1}, 1, 1)
}

// BenchmarkAppendGrouped is many rooms that each wait for each append; one
// append holds what a busy room collected meanwhile.
func BenchmarkAppendGrouped(b *testing.B) {
	for _, rooms := range []int{32, 256, 1024} {
		for _, entries := range []int{1, 16, 64} {
			b.Run(fmt.Sprintf("rooms=%d/entries=%d", rooms, entries), func(b *testing.B) {
				benchmarkAppend(b, small, rooms, entries)
			})
		}
	}
}

// benchmarkAppend counts entries: b.N of them over all rooms, in appends of size.
func benchmarkAppend(b *testing.B, o Options, many, size int) {
	j := openWith(b, b.TempDir(), o)
	took := make([][]time.Duration, many)
	epochs := make([]int64, many)
	for i := range many {
		epochs[i] = newRoom(b, j, rooms.ID(fmt.Sprintf("%08x-0000-4000-8000-000000000000", i*7919)))
	}
	b.ResetTimer()
	var wg sync.WaitGroup
	for i := range many {
		wg.Go(func() { took[i] = appendFor(b, j, i, epochs[i], size, max(1, b.N/many/size)) })
	}
	wg.Wait()
	b.StopTimer()
	report(b, slices.Concat(took...), size)
}

func appendFor(b *testing.B, j *Journal, i int, epoch int64, size, appends int) (took []time.Duration) {
	room := fmt.Sprintf("%08x-0000-4000-8000-000000000000", i*7919)
	for n := range appends {
		entries := make([]journal.Entry, size)
		for k := range entries {
			entries[k] = step300(epoch, int64(n*size+k+1))
		}
		began := time.Now()
		if err := j.Append(context.Background(), rooms.ID(room), epoch, int64(n*size), entries, journal.Due{}); err != nil {
			b.Error(err)
			return took
		}
		took = append(took, time.Since(began))
	}
	return took
}

func report(b *testing.B, took []time.Duration, size int) {
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))].Microseconds())
	}
	b.ReportMetric(at(0.5), "p50-µs")
	b.ReportMetric(at(0.99), "p99-µs")
	b.ReportMetric(float64(len(took)*size)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkOpenMillion opens a journal that knows a million rooms.
func BenchmarkOpenMillion(b *testing.B) {
	dir := b.TempDir()
	fillMillion(b, dir)
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		j, err := Open(dir, small)
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		if err := j.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/1024, "heap-KiB")
}

func fillMillion(b *testing.B, dir string) {
	j := openWith(b, dir, small)
	newRoom(b, j, "first")
	err := j.writer.between(b.Context(), func(c *conn) error {
		_, err := c.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
			INSERT INTO rooms SELECT printf('%08x-0000-4000-8000-000000000000', i), 1, 0, i % 1000, 0 FROM n`)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	closed(b, j)
}
