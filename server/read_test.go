package main

import (
	"encoding/binary"
	"net"
	"strings"
	"testing"
	"time"
)

// begun is a hello, and nearly all of the largest frame there may be.
func begun() []byte {
	const openText = 0x01 // a text whose message goes on
	return append(maskedFrame(finText, helloFrame), maskedFrame(openText, strings.Repeat(" ", 60<<10))...)
}

// Frames that do not end are kept up to a bound, for an address and for all.
func TestHalfFramesAreBoundedTogether(t *testing.T) {
	for what, limit := range map[string]func(*limits){
		"address": func(l *limits) { l.halfPerIP = 100 << 10 },
		"all":     func(l *limits) { l.halfAll = 100 << 10 },
	} {
		h := newFakeHouse()
		w := newWorld(t, h, func(_ *config, l *limits) { limit(l) })
		first := dialRaw(t, w, w.guest().cookie, begun())
		waitFor(t, func() bool { return kept(w.s.halves) >= 60<<10 })
		second := dialRaw(t, w, w.guest().cookie, begun())
		if code := closeOf(t, second); code != closeOverload {
			t.Errorf("%s: the second is closed with %d", what, code)
		}
		_ = first.Close()
		waitFor(t, func() bool { return kept(w.s.halves) == 0 })
		w.guest().enter("r").send(`{"n":1,"do":"` + strings.Repeat("x", 50<<10) + `"}`)
		waitFor(t, func() bool { return kept(w.s.halves) == 0 })
	}
}

// A frame that does not come to its end is not waited for, and ends nobody's line who
// sends whole ones, however long these take together.
func TestAFrameHasToComeInTime(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h, func(_ *config, l *limits) { l.frame = 50 * time.Millisecond })
	c, seat := w.guestEnters(h)
	half := dialRaw(t, w, w.guest().cookie, begun())
	defer half.Close()
	<-(<-h.seats).left
	c.send(`{"n":1,"do":"vote","with":"` + strings.Repeat("x", 5<<10) + `"}`)
	<-seat.acts
	other := dialRaw(t, w, w.guest().cookie, begun())
	defer other.Close()
	<-(<-h.seats).left // as long again
	c.send(`{"n":2,"do":"vote"}`)
	<-seat.acts
}

func kept(l *ledger) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.total
}

// closeOf reads until the connection ends, and returns the code of the last frame.
func closeOf(t *testing.T, conn net.Conn) int {
	t.Helper()
	var last []byte
	for {
		frame, err := readFrame(conn)
		if err != nil {
			break
		}
		last = frame
	}
	if len(last) < 2 {
		t.Fatal("no close frame came")
	}
	return int(binary.BigEndian.Uint16(last))
}
