package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rondo/rooms/wire"
)

// A reader who stops reading keeps nobody waiting. What it is owed is dropped,
// and once it reads again it is whole again: every frame that it gets is one,
// and then the room may send a snapshot.
func TestSlowReader(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h, func(_ *config, l *limits) { l.sendBuffer = 4 << 10 })
	slow := dialRaw(t, w, w.guest().cookie, maskedFrame(finText, helloFrame))
	defer slow.Close()
	slowSeat := <-h.seats
	quick, quickSeat := w.guestEnters(h)
	sent := sendUntilFull(t, slowSeat, quickSeat, quick)
	if slowSeat.Send(nil) || slowSeat.Send([]wire.Frame{wire.Frame("{}")}) {
		t.Error("it takes more before it has caught up")
	}
	if len(slowSeat.ready) != 0 {
		t.Error("it is ready while it does not read")
	}
	frames := make(chan []byte)
	go func() {
		defer close(frames)
		for frame, err := readFrame(slow); err == nil; frame, err = readFrame(slow) {
			frames <- frame
		}
	}()
	const snapshot = `{"snapshot":1}`
	for got := 0; ; {
		select {
		case <-slowSeat.ready:
			if !slowSeat.Send([]wire.Frame{wire.Frame(snapshot)}) {
				t.Error("it takes no snapshot")
			}
		case frame := <-frames:
			switch {
			case string(frame) == snapshot:
				if got == 0 || got >= sent {
					t.Errorf("%d of %d arrived; some must, and not all", got, sent)
				}
				_ = slow.Close()
				for range frames {
				}
				return
			case bytes.HasPrefix(frame, fmt.Appendf(nil, `{"number":%d,`, got)):
				got++
			case !bytes.Contains(frame, []byte(`"hello"`)):
				t.Fatalf("frame %d is %.40s", got, frame)
			}
		}
	}
}

// sendUntilFull sends the same frames to both until one is full. The other reads
// each before the next is sent: it notices nothing.
func sendUntilFull(t *testing.T, slow, quick fakeSeat, c *line) int {
	t.Helper()
	pad := strings.Repeat("x", 16<<10)
	for n := range 10_000 {
		frame := []wire.Frame{wire.Frame(fmt.Sprintf(`{"number":%d,"pad":%q}`, n, pad))}
		full := !slow.Send(frame)
		if !quick.Send(frame) {
			t.Fatal("the quick one is full")
		}
		c.await(fmt.Sprintf(`{"number":%d,`, n))
		if full {
			return n
		}
	}
	t.Fatal("the slow one is never full")
	return 0
}

// readFrame reads one unmasked frame.
func readFrame(conn net.Conn) ([]byte, error) {
	var head [10]byte
	if _, err := io.ReadFull(conn, head[:2]); err != nil {
		return nil, err
	}
	size, more := int(head[1]), 0
	switch size {
	case 126:
		more = 2
	case 127:
		more = 8
	}
	if _, err := io.ReadFull(conn, head[2:2+more]); err != nil {
		return nil, err
	}
	if more > 0 {
		size = 0
	}
	for _, b := range head[2 : 2+more] {
		size = size<<8 | int(b)
	}
	frame := make([]byte, size)
	_, err := io.ReadFull(conn, frame)
	return frame, err
}

func TestStuckReaderIsDropped(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h, func(_ *config, l *limits) { l.sendBuffer, l.stall = 4<<10, 50*time.Millisecond })
	stuck := dialRaw(t, w, w.guest().cookie, maskedFrame(finText, helloFrame))
	defer stuck.Close()
	seat := <-h.seats
	seat.Send([]wire.Frame{make(wire.Frame, 8<<20)})
	<-seat.left
	<-w.s.crowd.gone()
	if !strings.Contains(w.log.String(), `"code":4008`) {
		t.Errorf("the log does not say 4008: %s", w.log.String())
	}
}

// What waits for slow readers has a bound of its own, for one address and for all:
// whoever would have more waiting is closed, and what is gone counts no more.
func TestSlowReadersShareWhatMayWait(t *testing.T) {
	for what, limit := range map[string]func(*limits){
		"address": func(l *limits) { l.backPerIP = 4 << 20 },
		"all":     func(l *limits) { l.backAll = 4 << 20 },
	} {
		h := newFakeHouse()
		w := newWorld(t, h, func(_ *config, l *limits) { l.sendBuffer, l.stall = 4<<10, time.Minute; limit(l) })
		var lines []net.Conn
		for n := range 2 {
			slow := dialRaw(t, w, w.guest().cookie, maskedFrame(finText, helloFrame))
			defer slow.Close()
			seat := <-h.seats
			seat.Send([]wire.Frame{make(wire.Frame, 3<<20)})
			if n == 1 {
				<-seat.left
			}
			lines = append(lines, slow)
		}
		if _, err := readFrame(lines[0]); err != nil {
			t.Errorf("%s: whoever was there before does not read on: %v", what, err)
		}
		_, _ = readFrame(lines[0])
		_ = lines[0].Close()
		<-w.s.crowd.gone()
		if log := w.log.String(); strings.Count(log, `"code":4008`) != 1 {
			t.Errorf("%s: the log says %s", what, log)
		}
		w.s.owed.mu.Lock()
		if w.s.owed.total != 0 || len(w.s.owed.byIP) != 0 {
			t.Errorf("%s: %d bytes wait for nobody", what, w.s.owed.total)
		}
		w.s.owed.mu.Unlock()
	}
}

// A snapshot that is larger than the backlog may be still gets out.
func TestLargeSnapshot(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h)
	c, seat := w.guestEnters(h)
	large := wire.Frame(`{"doc":"` + strings.Repeat("x", 3<<20) + `"}`)
	if !seat.Send([]wire.Frame{large, wire.Frame(`{"after":1}`)}) {
		t.Error("it is refused")
	}
	if got := c.await(`"doc"`); got != string(large) {
		t.Errorf("%d bytes arrived of %d", len(got), len(large))
	}
	c.await(`"after"`)
}

func TestFramesOfEverySize(t *testing.T) {
	h := newFakeHouse()
	c, seat := newWorld(t, h).guestEnters(h)
	for _, n := range []int{2, 125, 126, 127, 65535, 65536, 65537, 200_000} {
		frame := wire.Frame(strings.Repeat("y", n))
		seat.Send([]wire.Frame{frame, wire.Frame(`{}`)})
		if got := c.await("y"); len(got) != n {
			t.Errorf("%d bytes arrive as %d", n, len(got))
		}
	}
}

// However the kernel cuts writes up, what leaves is the pieces in order.
func TestGatherAndAdvance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var pieces []piece
		var want []byte
		for i := range rapid.IntRange(1, 8).Draw(t, "pieces") {
			p := textPiece(bytes.Repeat([]byte{byte('a' + i)}, rapid.IntRange(0, 70_000).Draw(t, "size")))
			pieces = append(pieces, p)
			want = append(append(want, p.head[:p.n]...), p.body...)
		}
		var got []byte
		for done := 0; len(pieces) > 0; {
			buf := gather(nil, pieces, done)
			if len(buf) == 0 || len(buf) > maxWrite {
				t.Fatalf("gathered %d bytes", len(buf))
			}
			n := rapid.IntRange(1, len(buf)).Draw(t, "written")
			got = append(got, buf[:n]...)
			pieces, done = advance(pieces, done, n)
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("%d bytes left, want %d", len(got), len(want))
		}
	})
}
