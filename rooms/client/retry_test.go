package client

import (
	"errors"
	"testing"
	"time"

	"rondo/rooms/wire"
)

func TestComingBackIsSpreadAndBounded(t *testing.T) {
	b := newBackoff(1)
	most := []time.Duration{soon, firstPause, 2 * firstPause, 4 * firstPause, 8 * firstPause, mostPause, mostPause}
	for i, limit := range most {
		if pause, err := b.after(errors.New("cut")); err != nil || pause > limit {
			t.Errorf("try %d: %v, %v, not within %v", i+1, pause, err, limit)
		}
	}
	b.tries = 90
	for range 100 {
		if pause, _ := b.after(errors.New("cut")); pause > mostPause {
			t.Fatalf("after many tries: %v", pause)
		}
	}
}

func TestCloseCodesSayWhetherToComeBack(t *testing.T) {
	for code, back := range map[int]bool{
		1000: false, 1001: true, 1006: true, 1009: true, 1011: true, 1012: true, 1013: true,
		wire.CloseBadFrame: false, wire.CloseNoSession: false, wire.CloseRemoved: false, wire.CloseGone: false,
		wire.CloseSlow: true, wire.CloseReplaced: false, wire.CloseTooMany: true, wire.CloseVersion: false, wire.CloseFlood: true,
	} {
		b := newBackoff(1)
		pause, err := b.after(&Closed{Code: code})
		if (err == nil) != back {
			t.Errorf("%d: %v", code, err)
		}
		if code == wire.CloseFlood && pause < floodPause {
			t.Errorf("after a flood: %v", pause)
		}
	}
	b := newBackoff(1)
	if pause, _ := b.after(&unreachable{err: errors.New("503"), retry: 7 * time.Second}); pause < 7*time.Second {
		t.Errorf("the server asked for 7 s, the client takes %v", pause)
	}
}
