package ceremonies

import (
	"errors"
	"testing"
	"time"

	"rondo/rooms"
)

// standup is a rehearsal of a standup with a test around it.
type standup struct {
	*rooms.Rehearsal
	t *testing.T
}

const ann, ben, cara, dan = "p1", "p2", "p3", "p4"

// inStandup opens a standup; names join as developers, the first as the opener.
func inStandup(t *testing.T, names ...string) standup {
	t.Helper()
	r, err := rooms.Rehearse(Standup(), rooms.Brief{Kind: "standup", Title: "Heron"}, 1)
	s := standup{r, t}
	s.must(err)
	for _, name := range names {
		s.join(name)
	}
	return s
}

func (s standup) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s standup) join(name string, roles ...rooms.Role) rooms.ID {
	s.t.Helper()
	id, err := s.Join(name, roles...)
	s.must(err)
	return id
}

// as lets somebody in whom the facilitator gives these roles.
func (s standup) as(name string, roles ...rooms.Role) rooms.ID {
	s.t.Helper()
	id := s.join(name, rooms.Observer)
	s.do(ann, "roles", with("person", id, "roles", roles))
	return id
}

func (s standup) do(actor rooms.ID, verb string, with any) {
	s.t.Helper()
	if err := s.Do(actor, verb, with); err != nil {
		s.t.Fatalf("%s by %s: %v", verb, actor, err)
	}
}

func (s standup) refused(code string, actor rooms.ID, verb string, with any) {
	s.t.Helper()
	err := s.Do(actor, verb, with)
	if refusal := new(rooms.Error); !errors.As(err, &refusal) || refusal.Code != code {
		s.t.Fatalf("%s by %s: got %v, want a refusal with code %s", verb, actor, err, code)
	}
}

func (s standup) wait(d time.Duration) {
	s.t.Helper()
	s.must(s.Wait(d))
}

func (s standup) to(phase string) {
	s.t.Helper()
	if s.Base().Room.Agenda.Now == lobby {
		s.do(ann, "start", nil)
	}
	for s.Base().Room.Agenda.Now != phase {
		s.do(ann, "next", nil)
	}
}

func (s standup) in(phase string) {
	s.t.Helper()
	if now := s.Base().Room.Agenda.Now; now != phase {
		s.t.Fatalf("the standup is in %q, want %q", now, phase)
	}
}

func (s standup) meeting() *rooms.Meeting[StandupState, StandupOwn, TeamNotes] {
	return s.Meeting().(*rooms.Meeting[StandupState, StandupOwn, TeamNotes])
}

func (s standup) shared() StandupState { return s.meeting().Shared }

func (s standup) floor() rooms.Floor { return s.Base().Room.Floor }

func with(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}
