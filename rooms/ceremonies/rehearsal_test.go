package ceremonies

import (
	"errors"
	"testing"
	"time"

	"rondo/rooms"
)

// rehearsed is a rehearsal with a test around it.
type rehearsed struct {
	*rooms.Rehearsal
	t *testing.T
}

// standup is a rehearsal of a standup.
type standup struct{ rehearsed }

const ann, ben, cara, dan = "p1", "p2", "p3", "p4"

// rehearse opens a room of a kind; names join as developers, the first as the opener.
func rehearse(t *testing.T, kind *rooms.Kind, names ...string) rehearsed {
	t.Helper()
	r, err := rooms.Rehearse(kind, rooms.Brief{Kind: kind.Name, Title: "Heron"}, 1)
	s := rehearsed{r, t}
	s.must(err)
	for _, name := range names {
		s.join(name)
	}
	return s
}

// inStandup opens a standup; names join as developers, the first as the opener.
func inStandup(t *testing.T, names ...string) standup {
	t.Helper()
	return standup{rehearse(t, Standup(), names...)}
}

func (s rehearsed) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s rehearsed) join(name string, roles ...rooms.Role) rooms.ID {
	s.t.Helper()
	id, err := s.Join(name, roles...)
	s.must(err)
	return id
}

// as lets somebody in whom the facilitator gives these roles.
func (s rehearsed) as(name string, roles ...rooms.Role) rooms.ID {
	s.t.Helper()
	id := s.join(name, rooms.Observer)
	s.do(ann, "roles", with("person", id, "roles", roles))
	return id
}

func (s rehearsed) do(actor rooms.ID, verb string, with any) {
	s.t.Helper()
	if err := s.Do(actor, verb, with); err != nil {
		s.t.Fatalf("%s by %s: %v", verb, actor, err)
	}
}

func (s rehearsed) refused(code string, actor rooms.ID, verb string, with any) {
	s.t.Helper()
	err := s.Do(actor, verb, with)
	if refusal := new(rooms.Error); !errors.As(err, &refusal) || refusal.Code != code {
		s.t.Fatalf("%s by %s: got %v, want a refusal with code %s", verb, actor, err, code)
	}
}

func (s rehearsed) wait(d time.Duration) {
	s.t.Helper()
	s.must(s.Wait(d))
}

func (s rehearsed) to(phase string) {
	s.t.Helper()
	if s.Base().Room.Agenda.Now == lobby {
		s.do(ann, "start", nil)
	}
	for s.Base().Room.Agenda.Now != phase {
		s.do(ann, "next", nil)
	}
}

func (s rehearsed) in(phase string) {
	s.t.Helper()
	if now := s.Base().Room.Agenda.Now; now != phase {
		s.t.Fatalf("the meeting is in %q, want %q", now, phase)
	}
}

func (s standup) meeting() *rooms.Meeting[StandupState, StandupOwn, TeamNotes] {
	return s.Meeting().(*rooms.Meeting[StandupState, StandupOwn, TeamNotes])
}

func (s standup) shared() StandupState { return s.meeting().Shared }

func (s rehearsed) floor() rooms.Floor { return s.Base().Room.Floor }

func with(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}
