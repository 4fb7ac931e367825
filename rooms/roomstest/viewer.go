package roomstest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// viewer is one person's browser: it applies frames as a page does.
type viewer struct {
	stage   *stage
	name    string
	you     rooms.ID
	n       int
	era     string
	seat    *place
	chair   *live.Session
	view    client.View
	answers map[int]*rooms.Error // nil: done
	raw     []kept               // frames as they were on the wire
	said    []kept               // the same, with what came by the beat line by line
	beats   wire.Heard           // what came by the beat and is not whole yet

	newcomer     []byte // what fresh got last
	newcomerSees client.View

	callers []string // who is at the door, as far as this person is told

	closed int // the close code of the newest connection
}

// kept is a frame as it came, and its sum then.
type kept struct {
	frame wire.Frame
	sum   uint32
	when  time.Time
}

// place is one connection of a viewer. A stale one is deaf.
type place struct{ v *viewer }

// Send implements rooms.Seat. The room's goroutine calls it; the test looks
// only once everybody waits.
func (p *place) Send(frames []wire.Frame) bool {
	p.v.stage.turn.Lock()
	defer p.v.stage.turn.Unlock()
	if p.v.seat == p {
		for _, f := range frames {
			p.v.take(f)
		}
	}
	return true
}

// Close implements rooms.Seat.
func (p *place) Close(code int, _ string) {
	p.v.stage.turn.Lock()
	defer p.v.stage.turn.Unlock()
	if p.v.seat == p {
		p.v.closed, p.v.seat = code, nil
	}
}

func (v *viewer) take(f wire.Frame) {
	k := kept{f, crc32.ChecksumIEEE(f), time.Now()}
	v.raw = append(v.raw, k)
	if bytes.HasPrefix(f, []byte(`{"beat":""}`)) {
		return // most say nothing
	}
	var by struct{ Beat *string }
	if json.Unmarshal(f, &by) != nil || by.Beat == nil {
		v.hear(k)
		return
	}
	lines, err := v.beats.Add(*by.Beat)
	if err != nil {
		v.stage.t.Error(err)
	}
	for _, line := range lines {
		v.hear(kept{line, 0, k.when})
	}
}

// hear takes a frame that came by itself, or by the beat.
func (v *viewer) hear(k kept) {
	v.said = append(v.said, k)
	f := k.frame
	next, err := v.view.Apply(f)
	if err != nil {
		v.stage.t.Errorf("%s at %v got %s: %v", v.name, v.view.At, f, err)
		return
	}
	v.view = next
	var answer struct {
		Hello *struct{ Era string }
		Era   string
		N     int
		Error *struct{ Code, Reason, Say, Field string }

		Callers []struct{ ID string }
	}
	if json.Unmarshal(f, &answer) != nil {
		return
	}
	if answer.Hello != nil || answer.Callers != nil {
		v.callers = nil
	}
	for _, caller := range answer.Callers {
		v.callers = append(v.callers, caller.ID)
	}
	if answer.Hello != nil {
		v.era, v.beats = answer.Hello.Era, wire.Heard{}
	}
	v.era = cmp.Or(answer.Era, v.era)
	if answer.Era != "" {
		v.n = 0
	}
	if answer.N != 0 {
		v.answers[answer.N] = nil
		if e := answer.Error; e != nil {
			v.answers[answer.N] = &rooms.Error{Code: e.Code, Reason: e.Reason, Say: e.Say, Field: e.Field}
		}
	}
}

// sit connects, or comes back, and tells whether the room takes the viewer.
func (v *viewer) sit() bool {
	hello := wire.Hello{Tab: fmt.Sprintf("%032x", v.name), Next: v.n + 1, Era: v.era}
	if v.view.Doc != nil {
		hello.Since = v.view.At[:]
	}
	v.seat, v.closed = &place{v}, 0
	chair, err := v.stage.house.Enter(context.Background(), v.stage.room, v.name, hello, v.seat)
	switch rooms.AsError(err).Code {
	case "no_room": // was removed, or left
		v.seat = nil
		return false
	case "tab_forgotten":
		v.n, v.era = 0, "" // another tab of the same browser: it knows as much as the old one
		return v.sit()
	}
	if err != nil {
		v.stage.t.Fatalf("%s could not enter: %v", v.name, err)
	}
	v.chair = chair
	synctest.Wait()
	return v.seat != nil
}

func (v *viewer) rise() {
	if v.seat != nil {
		v.seat = nil
		v.chair.Leave()
	}
	synctest.Wait()
}

// send acts without waiting for the answer.
func (v *viewer) send(verb string, with any) wire.Up {
	raw, err := json.Marshal(with)
	if err != nil {
		v.stage.t.Fatal(err)
	}
	n, era := v.number()
	up := wire.Up{N: n, Era: era, Do: verb, With: raw, If: v.sees(verb, with)}
	v.chair.Act(up)
	return up
}

// sees is what the viewer has before their eyes who does this, as a page says it.
func (v *viewer) sees(verb string, with any) rooms.Seen {
	v.stage.turn.Lock()
	defer v.stage.turn.Unlock()
	args, _ := with.(map[string]any)
	var pointers []string
	for _, pointer := range v.stage.kind.MeantFor(verb) {
		pointers = append(pointers, rooms.Meant(pointer, args))
	}
	return v.view.Seen(pointers...)
}

// number is the next one, and the era that it counts in: a frame may bring
// another one at any time.
func (v *viewer) number() (n int, era string) {
	v.stage.turn.Lock()
	defer v.stage.turn.Unlock()
	v.n++
	delete(v.answers, v.n)
	return v.n, v.era
}

// do acts and returns the refusal, if it is one.
func (v *viewer) do(verb string, with any) *rooms.Error {
	v.stage.t.Helper()
	_, refused := v.acts(verb, with)
	return refused
}

// acts is do, and what was sent.
func (v *viewer) acts(verb string, with any) (wire.Up, *rooms.Error) {
	v.stage.t.Helper()
	v.stage.atOnce = nil
	up := v.send(verb, with)
	synctest.Wait()
	v.awaitBeat(up.N)
	return up, v.answerTo(up.N, verb)
}

// sealed tells whether an anonymous round is open.
func (v *viewer) sealed() bool { return v.view.Get("room", "sealed") == true }

// awaitBeat lets the time pass that an answer takes in an anonymous round.
func (v *viewer) awaitBeat(n int) {
	if _, answered := v.answers[n]; !answered && v.seat != nil && v.sealed() {
		v.stage.atOnce = v.stage.docs()
		v.stage.sleep(live.Beat)
		synctest.Wait()
	}
}

func (v *viewer) answerTo(n int, verb string) *rooms.Error {
	v.stage.t.Helper()
	refused, answered := v.answers[n]
	if !answered && v.seat != nil {
		v.stage.t.Errorf("%s: %s was not answered", v.name, verb)
	}
	if answered && refused == nil {
		v.stage.did[verb]++
	}
	return refused
}

// fresh is what a newcomer with this person's eyes would be sent. It is asked for all
// the time, and read anew only when it has changed.
func (v *viewer) fresh() (client.Position, client.Tree) {
	v.stage.t.Helper()
	raw, _, err := v.stage.house.Doc(context.Background(), v.stage.room, v.name)
	if err != nil {
		v.stage.t.Fatalf("%s: %v", v.name, err)
	}
	if !bytes.Equal(raw, v.newcomer) {
		view, err := client.View{}.Apply(raw)
		if err != nil {
			v.stage.t.Fatal(err)
		}
		v.newcomer, v.newcomerSees = raw, view
	}
	return v.newcomerSees.At, maps.Clone(v.newcomerSees.Doc)
}
