package main

import (
	"fmt"
	"io"
	"net"
	"runtime"
	"slices"
	"strings"
	"testing"

	"rondo/rooms/wire"
)

// BenchmarkIdleConnections prints what an idle connection costs, in KiB of heap
// and stacks, this process's client end (a bare net.Conn) included:
//
//	go test -run '^$' -bench IdleConnections -benchtime 1x ./server
func BenchmarkIdleConnections(b *testing.B) {
	const connections, perRoom = 5000, 8
	b.Run("sockets", func(b *testing.B) {
		h := newFakeHouse()
		h.seats, h.depth = make(chan fakeSeat, connections), 1
		w := newWorld(b, h, raised1000)
		measureIdle(b, w, connections, func(int) string { return w.guest().cookie }, func(int) string { return "r" })
	})
	b.Run("product", func(b *testing.B) {
		w := realWorld(b, raised1000)
		people, ids := make([]string, connections), make([]string, connections)
		var room openedRoom
		for i := range people {
			person := w.browser()
			if i%perRoom == 0 {
				room = person.open()
			} else {
				person.join(room, fmt.Sprintf("Person %d", i))
			}
			people[i], ids[i] = person.cookie, string(room.ID)
		}
		measureIdle(b, w, connections, func(i int) string { return people[i] }, func(i int) string { return ids[i] })
	})
}

func raised1000(_ *config, l *limits) { *l = l.times(1000) }

func measureIdle(b *testing.B, w *world, n int, cookie, room func(int) string) {
	b.Helper()
	conns := make([]net.Conn, 0, n)
	before := memoryNow()
	for i := range n {
		conns = append(conns, dialRoom(b, w, room(i), cookie(i), maskedFrame(finText, fmt.Sprintf(`{"hello":{"tab":"%032x","next":1}}`, i))))
	}
	waitFor(b, func() bool { return w.s.metrics.frames.Load() >= int64(n) })
	after := memoryNow()
	kib := func(from, to uint64) float64 { return (float64(to) - float64(from)) / float64(n) / 1024 }
	b.ReportMetric(kib(before.HeapInuse, after.HeapInuse), "heap-KiB/conn")
	b.ReportMetric(kib(before.StackInuse, after.StackInuse), "stack-KiB/conn")
	b.ReportMetric(kib(before.HeapInuse+before.StackInuse, after.HeapInuse+after.StackInuse), "KiB/conn")
	b.ReportMetric(0, "ns/op")
	for _, c := range conns {
		_ = c.Close()
	}
	<-w.s.crowd.gone()
}

func memoryNow() runtime.MemStats {
	var m runtime.MemStats
	for range 4 { // stacks shrink by half in each
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return m
}

// BenchmarkSend prints what a batch of frames to one seat costs, written and
// read again over a socket of this machine.
func BenchmarkSend(b *testing.B) {
	h := newFakeHouse()
	w := newWorld(b, h)
	conn := dialRaw(b, w, w.guest().cookie, maskedFrame(finText, helloFrame))
	defer conn.Close()
	seat := <-h.seats
	if _, err := readFrame(conn); err != nil {
		b.Fatal(err)
	}
	frame := wire.Frame(`{"at":[1,2],"patch":{"room":"` + strings.Repeat("x", 160) + `"}}`)
	for _, n := range []int{1, 8, 64} {
		frames := slices.Repeat([]wire.Frame{frame}, n)
		buf := make([]byte, n*(len(frame)+4))
		b.Run(fmt.Sprintf("frames=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				seat.Send(frames)
				if _, err := io.ReadFull(conn, buf); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/frame")
		})
	}
}
