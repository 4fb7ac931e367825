package roomstest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
)

// act lets somebody do something, and looks at what must hold then.
func (s *stage) act(dice draw) {
	v, verb := s.choice(aims[dice(len(aims), "aim")], dice)
	if v == nil {
		return
	}
	with := s.arguments(v, verb, dice)
	base, before, began := v.base(), s.docs(), time.Now()
	allowed := s.allows(base, actsFor(base, v.you, with), verb)
	refused := v.do(verb, with)
	what := fmt.Sprintf("%s: %s %s", v.name, verb, short(with))
	s.say("%s -> %v", what, refused)
	switch {
	case refused == nil && !allowed:
		s.t.Errorf("%s was done, though the table of rights does not give it", what)
	case refused == nil && s.kind.Undoable(verb):
		s.takesBack(what, before, began, dice)
	case refused != nil:
		s.refusedWell(what, refused, allowed)
		s.unchanged(what, before)
	}
	if dice(4, "look") == 0 {
		s.looksTheSame()
	}
	s.noFaults()
}

// allows reads the table of rights as its readers do, without the kernel.
func (s *stage) allows(base *rooms.Base, person rooms.ID, verb string) bool {
	return slices.ContainsFunc(s.kind.Rights, func(r rooms.Right) bool {
		return r.Do == verb && r.HoldsIn(base.Room.Agenda.Now) && r.May&base.WhoIs(person) != 0
	})
}

// actsFor is whom an action is for: somebody around the actor's device, or the
// actor.
func actsFor(base *rooms.Base, you rooms.ID, with any) rooms.ID {
	object, _ := with.(map[string]any)
	id, _ := object["for"].(string)
	if p, _ := base.Room.People.Get(rooms.ID(id)); p.Via == you && !p.Left {
		return rooms.ID(id)
	}
	return you
}

// refusedWell: a refusal has a code for the page and a sentence for people, and
// what the table forbids is refused for that and nothing else.
func (s *stage) refusedWell(what string, refused *rooms.Error, allowed bool) {
	s.t.Helper()
	byTable := refused.Code == "forbidden" || refused.Code == "phase_closed" || refused.Code == "unknown_action"
	malformed := refused.Code == "invalid" || refused.Code == "changed" // both come before the table
	switch {
	case refused.Code == "" || refused.Say == "" || refused.Code == "internal":
		s.t.Errorf("%s was refused with %+v", what, refused)
	case !allowed && !byTable && !malformed:
		s.t.Errorf("%s is not allowed, and was refused with %q", what, refused.Code)
	}
}

// rang tells whether a clock that was running then has rung by now: what it did is
// nobody's act.
func rang(then client.Tree) bool {
	room, _ := then["room"].(client.Tree)
	timers, _ := room["timers"].(client.Tree)
	for _, timer := range timers {
		timer, _ := timer.(client.Tree)
		due, runs := timer["due"].(json.Number)
		if at, err := due.Int64(); runs && err == nil && at <= time.Now().UnixMilli() {
			return true
		}
	}
	return false
}

// unchanged: who is refused has changed nothing, for anybody.
func (s *stage) unchanged(what string, before map[string]client.Tree) {
	s.t.Helper()
	after := s.brought()
	for _, v := range s.seated() {
		if d := difference("", before[v.name], after[v.name]); d != "" && !rang(before[v.name]) {
			s.t.Errorf("%s was refused, and now for %s %s", what, v.name, d)
		}
	}
}

// brought is what the newest act brought everybody: what was there at once, since
// clocks ring while one waits for the beat, and the drawers that come by it, unless
// a clock has ended the round.
func (s *stage) brought() map[string]client.Tree {
	docs := s.docs()
	if s.atOnce == nil {
		return docs
	}
	brought := maps.Clone(s.atOnce)
	for _, v := range s.seated() {
		if doc := maps.Clone(s.atOnce[v.name]); doc != nil && v.sealed() {
			doc["me"] = docs[v.name]["me"]
			brought[v.name] = doc
		}
	}
	return brought
}

// takesBack lets the facilitator take the step back that was made when it began: then
// everything is as before, for everybody, but that clocks run for what was left of them
// then. Where it is refused, nothing changes.
func (s *stage) takesBack(what string, before map[string]client.Tree, began time.Time, dice draw) {
	s.t.Helper()
	if dice(2, "undo") == 0 {
		return
	}
	after := s.brought()
	for _, v := range s.seated() {
		base := v.base()
		if base.Room.Baton.Holder != v.you || !s.allows(base, v.you, "undo") || same(before, after) {
			continue
		}
		passed := rooms.For(time.Since(began)) // waiting for the beat, in an anonymous round
		if refused := v.do("undo", nil); refused != nil {
			if !slices.Contains([]string{"undo_nothing", "undo_impossible", "forbidden", "phase_closed"}, refused.Code) {
				s.t.Errorf("%s, then undo: refused with %+v", what, refused)
			}
			s.unchanged("undo after "+what, after)
			return
		}
		undone, now := s.brought(), rooms.MillisOf(time.Now())
		s.say("%s takes it back", v.name)
		for _, w := range s.seated() {
			want := withoutSpentLinks(runningOn(before[w.name], undone[w.name], passed, now), undone[w.name])
			if d := difference("", want, undone[w.name]); before[w.name] != nil && d != "" {
				s.t.Errorf("%s, then undo: for %s %s", what, w.name, d)
			}
		}
		return
	}
}

// same tells whether a step changed nothing for anybody.
func same(before, after map[string]client.Tree) bool {
	return reflect.DeepEqual(before, after)
}

// connection cuts somebody's, or brings somebody back.
func (s *stage) connection(dice draw) {
	v := s.people[dice(len(s.people), "whose")]
	s.say("%s is connected: %v, and then the other", v.name, v.seat != nil)
	if v.seat != nil {
		v.rise()
	} else {
		v.sit()
	}
}

// restart stops the program as SIGTERM does, and starts it again: it opens the
// room from the snapshot that it wrote on the way.
func (s *stage) restart() {
	s.say("a restart")
	there, docs := s.seated(), s.docs()
	for _, v := range there {
		v.rise()
	}
	if err := s.house.Close(context.Background()); err != nil {
		s.t.Fatal(err)
	}
	s.boot()
	s.comeBack(there, docs, "a restart")
}

// takeover opens the room in another process, which has only the journal: what
// it replays is what the first one had in memory.
func (s *stage) takeover() {
	s.say("a takeover")
	there, docs := s.seated(), s.docs()
	s.old = append(s.old, s.house)
	s.process.over.Store(true)
	for _, v := range there {
		v.seat = nil // the first one does not know yet
	}
	s.boot()
	s.comeBack(there, docs, "a takeover")
}

// comeBack: what was read back from the journal is what was there. It is looked
// at before anybody is back, since a ceremony may act on who comes.
func (s *stage) comeBack(there []*viewer, docs map[string]client.Tree, after string) {
	s.t.Helper()
	for _, v := range there {
		_, doc := v.fresh()
		if d := difference("", docs[v.name], doc); d != "" {
			s.t.Errorf("after %s, for %s %s", after, v.name, d)
		}
	}
	for _, v := range there {
		if !v.sit() {
			s.t.Errorf("%s could not come back after %s", v.name, after)
		}
	}
	s.looksTheSame()
}

// hold lets people act while the journal does not answer. Until it does, what
// everybody can read is, to the byte, what it was: steps work on copies.
func (s *stage) hold(dice draw) {
	there := s.seated()
	if len(there) == 0 {
		return
	}
	before := map[string]client.Tree{}
	for _, v := range there {
		_, before[v.name] = v.fresh()
	}
	release := s.journal.Hold()
	defer release() // also when this fails: a house does not close before its journal answers
	type asked struct {
		v    *viewer
		n    int
		verb string
	}
	var acts []asked
	for range 1 + dice(4, "acts") {
		v, verb := s.choice(aims[dice(len(aims), "aim")], dice)
		with := s.arguments(v, verb, dice)
		acts = append(acts, asked{v, v.send(verb, with).N, verb})
		s.say("%s: %s %s, and the journal does not answer", v.name, verb, short(with))
		synctest.Wait()
	}
	for _, v := range there {
		_, doc := v.fresh()
		if d := difference("", before[v.name], doc); d != "" {
			s.t.Errorf("before the journal had it, for %s %s", v.name, d)
		}
	}
	release()
	synctest.Wait()
	for _, a := range acts {
		a.v.awaitBeat(a.n)
		_ = a.v.answerTo(a.n, a.verb)
	}
	s.looksTheSame()
}
