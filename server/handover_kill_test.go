package main

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"rondo/rooms"
	protocol "rondo/rooms/client"
)

// fewHandovers is how often `make test` kills the program; `make chaos` does it more often.
const fewHandovers = 4

// The program is killed between the step that ends a meeting and the moment at which the
// meeting knows that its team's home has what came of it. Whatever had been stored by then,
// the home has it once: what was dealt with there in between does not come back.
func TestKilledWhileAHomeIsTold(t *testing.T) { killWhileHomesAreTold(t, fewHandovers) }

func killWhileHomesAreTold(t *testing.T, rounds int) {
	h := newHomeOfTeam(t)
	aim := 10 * time.Millisecond
	for round := range rounds {
		ended := h.endAndKill(h.meet(round), aim/2+time.Duration(rand.Int64N(int64(aim))))
		aim = nearer(aim, ended)
		h.settle(ended)
	}
	t.Logf("of the meetings %v; the last kills came after about %v", h.found, aim.Round(100*time.Microsecond))
	if rounds > fewHandovers && (h.found[foundOwed] == 0 || h.found[foundTaken] == 0) {
		t.Error("no kill came on one side of the home's yes: this proves nothing")
	}
	h.goesAway()
}

// nearer is after what time to kill next, so that it falls between the end of a meeting and
// the moment at which all is known.
func nearer(aim time.Duration, found []*ending) time.Duration {
	for _, e := range found {
		switch e.found {
		case foundKnown:
			aim = aim * 9 / 10
		case foundOpen:
			aim = aim * 11 / 10
		}
	}
	return aim
}

// How far the end of a meeting had come on the disk.
const (
	foundOpen  = "not ended"
	foundOwed  = "owed"
	foundTaken = "taken, not known"
	foundKnown = "known"
)

// homeOfTeam is the home of a team and the browser of who has it.
type homeOfTeam struct {
	*testing.T
	p     *process
	data  string
	lead  *protocol.Browser
	link  protocol.Link
	found map[string]int // in which state meetings were after a kill
}

// ending is a meeting that ends.
type ending struct {
	link   protocol.Link
	topic  string
	acked  bool // its end was acknowledged
	found  string
	atHome bool // the home had what came of it when the program was back
}

func newHomeOfTeam(t *testing.T) *homeOfTeam {
	t.Helper()
	h := &homeOfTeam{T: t, data: t.TempDir(), found: map[string]int{}}
	h.p = spawn(t, h.data, "-raise-limits", "1000")
	h.lead = protocol.NewBrowser(h.p.url, nil)
	link, err := h.lead.Open(t.Context(), "team", "Heron")
	if err != nil {
		t.Fatal(err)
	}
	h.link = link
	h.join(link, "Jonas")
	return h
}

func (h *homeOfTeam) join(link protocol.Link, name string) {
	h.Helper()
	if _, err := h.lead.Join(h.Context(), link, protocol.Guest{Name: name}); err != nil {
		h.Fatal(err)
	}
}

// meet opens a few meetings, each with a topic of its own.
func (h *homeOfTeam) meet(round int) (all []*ending) {
	h.Helper()
	for i := range 3 {
		link, err := h.lead.OpenFor(h.Context(), h.link.Room, "standup", "Heron")
		if err != nil {
			h.Fatal(err)
		}
		h.join(link, "")
		e := &ending{link: link, topic: fmt.Sprintf("topic %d.%d", round, i)}
		h.does(link, "start", nil)
		h.does(link, "park", map[string]string{"text": e.topic})
		all = append(all, e)
	}
	return all
}

func (h *homeOfTeam) does(link protocol.Link, verb string, with any) {
	h.Helper()
	c := h.lead.Enter(h.Context(), link.Room, protocol.Options{})
	defer func() { _ = c.Close() }()
	if err := c.Act(h.Context(), verb, with); err != nil {
		h.Fatalf("%s: %v", verb, err)
	}
}

// until returns what a room is as soon as it pleases.
func (h *homeOfTeam) until(link protocol.Link, what string, pleases func(rooms.Room) bool) rooms.Room {
	h.Helper()
	ctx, stop := context.WithTimeout(h.Context(), 20*time.Second)
	defer stop()
	c := h.lead.Enter(ctx, link.Room, protocol.Options{})
	defer func() { _ = c.Close() }()
	v, err := c.Until(ctx, func(v protocol.View) bool {
		room, err := v.Room()
		return err == nil && room.Opened != 0 && pleases(room)
	})
	if err != nil {
		h.Fatalf("%s: %v", what, err)
	}
	room, _ := v.Room()
	return room
}

func isTold(r rooms.Room) bool { return r.Ended != 0 && r.Given == r.Ended }

// eachEnds ends meetings at once.
func (h *homeOfTeam) eachEnds(ctx context.Context, all []*ending) *sync.WaitGroup {
	h.Helper()
	var ending sync.WaitGroup
	for _, e := range all {
		c := h.lead.Enter(ctx, e.link.Room, protocol.Options{})
		if _, err := c.Ready(ctx); err != nil {
			h.Fatal(err)
		}
		ending.Go(func() {
			e.acked = c.Act(ctx, "end", nil) == nil
			_ = c.Close()
		})
	}
	return &ending
}

// endAndKill kills the program some time after meetings began to end, and starts it again.
// What is at home by then is dealt with before any of the meetings is opened.
func (h *homeOfTeam) endAndKill(all []*ending, after time.Duration) []*ending {
	h.Helper()
	ctx, stop := context.WithCancel(h.Context())
	ending := h.eachEnds(ctx, all)
	time.Sleep(after)
	h.p.kill()
	stop()
	ending.Wait()
	h.p.start()
	home := h.parked()
	for _, e := range all {
		if e.atHome = home[e.topic] > 0; e.atHome {
			h.unpark(e.topic)
		}
	}
	for _, e := range all {
		e.found = h.stateOf(e)
		h.found[e.found]++
	}
	return all
}

// stateOf says how far the end of a meeting has come.
func (h *homeOfTeam) stateOf(e *ending) string {
	h.Helper()
	_, doc, err := h.lead.Doc(h.Context(), e.link.Room)
	if err != nil {
		h.Fatal(err)
	}
	room := doc["room"].(protocol.Tree)
	switch _, ended := room["ended"]; {
	case !ended && e.acked:
		h.Error("an end that was acknowledged is lost")
	case !ended:
		return foundOpen
	case !e.atHome:
		return foundOwed
	case room["given"] == nil:
		return foundTaken
	}
	return foundKnown
}

// settle sees what was owed arrive, and nothing twice.
func (h *homeOfTeam) settle(all []*ending) {
	h.Helper()
	for _, e := range all {
		if h.sees(e.link).Ended == 0 {
			h.does(e.link, "end", nil)
		}
		h.until(e.link, "what came of a meeting is at home", isTold)
	}
	home := h.parked()
	for _, e := range all {
		switch n := home[e.topic]; {
		case e.atHome && n != 0:
			h.Errorf("%s was dealt with at home, and came again", e.topic)
		case !e.atHome && n != 1:
			h.Errorf("%s is at home %d times", e.topic, n)
		case !e.atHome:
			h.unpark(e.topic)
		}
	}
}

func (h *homeOfTeam) sees(link protocol.Link) rooms.Room {
	h.Helper()
	return h.until(link, "a room opens", func(rooms.Room) bool { return true })
}

// parked counts the topics at home by their texts.
func (h *homeOfTeam) parked() map[string]int {
	h.Helper()
	times := map[string]int{}
	for _, topic := range h.sees(h.link).Parked.All() {
		times[topic.Text]++
	}
	return times
}

func (h *homeOfTeam) unpark(text string) {
	h.Helper()
	for id, topic := range h.sees(h.link).Parked.All() {
		if topic.Text == text {
			h.does(h.link, "unpark", map[string]rooms.ID{"topic": id})
		}
	}
}

// goesAway deletes the home: its meetings are their own then, and owe nothing, which stands
// on the disk.
func (h *homeOfTeam) goesAway() {
	h.Helper()
	last := h.meet(-1)
	ctx, stop := context.WithCancel(h.Context())
	defer stop()
	ending := h.eachEnds(ctx, last)
	if err := h.lead.Remove(ctx, h.link.Room); err != nil {
		h.Fatal(err)
	}
	ending.Wait()
	h.p.kill()
	h.p.start()
	for _, e := range last {
		h.until(e.link, "a meeting owes nothing", isTold)
	}
	h.p.kill()
	db, err := sql.Open("sqlite", filepath.Join(h.data, "rondo.db"))
	if err != nil {
		h.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var owing int
	if err := db.QueryRow(`SELECT count(*) FROM rooms WHERE outbox = 1`).Scan(&owing); err != nil || owing != 0 {
		h.Errorf("%d meetings still owe something: %v", owing, err)
	}
}
