package bots

import (
	"slices"

	"rondo/rooms"
	"rondo/rooms/client"
)

// scene is what a bot sees, typed.
type scene struct {
	client.View
	now  rooms.Millis
	room rooms.Room
	held rooms.Held
	me   rooms.Person
}

func look(v client.View, now rooms.Millis) (scene, error) {
	s := scene{View: v, now: now}
	var err error
	if s.room, err = v.Room(); err != nil {
		return s, err
	}
	if s.held, err = v.Held(); err != nil {
		return s, err
	}
	s.me, _ = s.room.People.Get(v.You)
	return s, nil
}

// company tells whether somebody human is connected.
func (s scene) company() bool {
	for id := range s.Here {
		if p, ok := s.room.People.Get(id); ok && !p.Bot {
			return true
		}
	}
	return false
}

func (s scene) in(phases ...string) bool { return slices.Contains(phases, s.room.Agenda.Now) }

// works tells whether this person does the work of the team.
func (s scene) works() bool { return s.me.Is(rooms.Developer) }

func (s scene) inTeam() bool {
	return s.works() || s.me.Is(rooms.ProductOwner) || s.me.Is(rooms.ScrumMaster)
}

func (s scene) speaks() bool { return s.room.Floor.Speaker == s.You }

func (s scene) leads() bool { return s.room.Baton.Holder == s.You }

// overtime tells whether the phase had a clock that has run out.
func (s scene) overtime() bool {
	phase, _ := s.room.Agenda.Phases.Get(s.room.Agenda.Now)
	return phase.Budget > 0 && s.room.Started != 0 && !s.room.Timers.Has("phase")
}

// left is what is left of a timer.
func (s scene) left(name string) rooms.Millis {
	t, ok := s.room.Timers.Get(name)
	if !ok {
		return 0
	}
	return t.Remains(s.now)
}
