package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"rondo/rooms/journal"
	"rondo/rooms/live"
)

// The server stops: it says so, everybody is told when to come back, and the
// connections end as a restart. The goodbye comes before the close.
func TestDrain(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h)
	var wires []*line
	for range 20 {
		c, _ := w.guestEnters(h)
		wires = append(wires, c)
	}
	w.browser().get("/readyz").must(t, 200)
	var drained sync.WaitGroup
	drained.Go(func() {
		if err := w.s.drain(w.web); err != nil {
			t.Errorf("drain: %v", err)
		}
	})
	different := map[int]bool{}
	for _, c := range wires {
		var frame struct{ Bye struct{ In int } }
		if err := json.Unmarshal([]byte(c.await(`"bye"`)), &frame); err != nil || frame.Bye.In < 0 || frame.Bye.In > 8000 {
			t.Errorf("bye is %+v, %v", frame, err)
		}
		different[frame.Bye.In] = true
		if code := c.closes(); code != closeRestart {
			t.Errorf("closed with %d", code)
		}
	}
	drained.Wait()
	if len(different) < 2 {
		t.Error("all come back at once")
	}
	if !h.closed {
		t.Error("the house is open")
	}
}

func TestNobodyNewWhileDraining(t *testing.T) {
	w := newWorld(t, newFakeHouse())
	w.s.draining.Store(true)
	b := w.guest()
	b.get("/livez").must(t, 200)
	if got := b.get("/readyz").must(t, 503); got.code() != "draining" || got.Header.Get("Retry-After") == "" {
		t.Errorf("%s", got.body)
	}
	if _, resp, err := b.tryDial("r"); err == nil || resp.StatusCode != 503 {
		t.Errorf("a socket opened: %v", err)
	}
}

// A house that hangs does not keep the process for ever.
func TestDrainHasADeadline(t *testing.T) {
	h := &hangingHouse{fakeHouse: newFakeHouse()}
	w := newWorld(t, h, func(_ *config, l *limits) { l.drain = 50 * time.Millisecond })
	c, _ := w.guestEnters(h.fakeHouse)
	go c.closes()
	if err := w.s.drain(w.web); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("drain: %v", err)
	}
	h.calm = true
}

type hangingHouse struct {
	*fakeHouse
	calm bool
}

func (h *hangingHouse) Close(ctx context.Context) error {
	if h.calm {
		return nil
	}
	<-ctx.Done()
	return ctx.Err()
}

// What was said yes to before the stop is there after it: the real house, and
// the real order of things.
func TestDrainLosesNothing(t *testing.T) {
	journal, keys := journal.NewMemory(), journal.NewMemoryKeys()
	first := newWorld(t, realHouse{live.NewHouse(live.Options{Journal: journal, Keys: keys}, kinds()...)})
	ann := first.browser()
	room := ann.open()
	a := ann.enter(room.ID)
	a.send(`{"n":1,"do":"title","with":{"title":"Grebe"}}`)
	a.await(`"ok"`)
	go a.closes()
	if err := first.s.drain(first.web); err != nil {
		t.Fatal(err)
	}
	second := newWorld(t, realHouse{live.NewHouse(live.Options{Journal: journal, Keys: keys}, kinds()...)})
	ann.w, ann.origin = second, second.url
	if doc := ann.get(string("/api/rooms/"+room.ID+"/doc")).must(t, 200); !strings.Contains(string(doc.body), "Grebe") {
		t.Errorf("it is lost: %s", doc.body)
	}
}

// A full disk keeps newcomers away, and whoever asks learns why; the process lives.
func TestReadyNamesWhatIsWrong(t *testing.T) {
	memory := journal.NewMemory()
	h := live.NewHouse(live.Options{Journal: memory, Keys: journal.NewMemoryKeys()}, kinds()...)
	b := newWorld(t, realHouse{h}).browser()
	says := func(path string, status int, want string) {
		t.Helper()
		if got := b.get(path).must(t, status); !strings.Contains(string(got.body), want) {
			t.Errorf("%s: %s", path, got.body)
		}
	}
	says("/readyz?verbose", 200, `"checks":{"stopping":"ok","storage":"ok"}`)
	free := memory.Fill()
	says("/readyz", 503, `"code":"storage_full"`)
	says("/readyz?verbose", 503, `"storage":"storage_full"`)
	says("/livez", 200, "ok")
	free()
	says("/readyz", 200, "ready")
}
