package main

import (
	"io/fs"
	"math"
	"os"
	"runtime/debug"
	runtimemetrics "runtime/metrics"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// thrift is how much the heap may grow between two collections, in percent. A
// server of meetings holds many idle connections and makes little garbage: less
// than half of Go's default saves memory for each of them (make bench shows it).
const thrift = 40

// collectOften sets it, unless the operator has said otherwise with GOGC.
func collectOften() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(thrift)
	}
}

// limitMemory sets GOMEMLIMIT, where the operator has not, to what the control group
// of this process allows, but for a tenth: stacks of the kernel and the database's
// files count there too. Without a limit of either kind there is none.
func limitMemory(cgroup fs.FS) {
	if limit := groupLimit(cgroup); limit > 0 && debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(limit / 10 * 9)
	}
}

// groupLimit is the limit in bytes of a control group, of version 2 or 1; 0 if there
// is none.
func groupLimit(cgroup fs.FS) int64 {
	for _, file := range []string{"memory.max", "memory/memory.limit_in_bytes"} {
		text, err := fs.ReadFile(cgroup, file)
		if err != nil {
			continue
		}
		limit, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
		if err == nil && limit < 1<<60 { // version 1 says "none" by a huge number
			return limit
		}
	}
	return 0
}

// short tells whether so much is in use that rooms must save: from there on no new
// rooms are opened either.
func (m *memory) short() bool { return m.share() > defaultLimits().newRooms }

// memory watches how much of GOMEMLIMIT is in use, so that a full server turns
// newcomers away instead of slowing down those who are in.
type memory struct {
	read  atomic.Int64 // when, in milliseconds since the program was started; 0: never
	bytes atomic.Int64
}

// started is when the program was started. A span of time is measured from it, since the
// clock on the wall may be set.
var started = time.Now()

// share is the part of GOMEMLIMIT in use, at most a second old; 0 without a limit.
func (m *memory) share() float64 {
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		return 0
	}
	now, last := time.Since(started).Milliseconds()+1, m.read.Load()
	if (last == 0 || now-last > 1000) && m.read.CompareAndSwap(last, now) {
		m.bytes.Store(memoryInUse())
	}
	return float64(m.bytes.Load()) / float64(limit)
}

// memoryInUse counts what GOMEMLIMIT counts (runtime/debug.SetMemoryLimit).
func memoryInUse() int64 {
	samples := []runtimemetrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	runtimemetrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())
}
