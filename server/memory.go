package main

import (
	"math"
	"os"
	"runtime/debug"
	runtimemetrics "runtime/metrics"
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

// memory watches how much of GOMEMLIMIT is in use, so that a full server turns
// newcomers away instead of slowing down those who are in.
type memory struct {
	read  atomic.Int64 // when, in unix milliseconds
	bytes atomic.Int64
}

// share is the part of GOMEMLIMIT in use, at most a second old; 0 without a limit.
func (m *memory) share() float64 {
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		return 0
	}
	now, last := time.Now().UnixMilli(), m.read.Load()
	if now-last > 1000 && m.read.CompareAndSwap(last, now) {
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
