package roomstest

import (
	"errors"
	"testing"
	"time"

	"rondo/rooms"
)

// rehearsed is a rehearsal with a test around it.
type Rehearsed struct {
	*rooms.Rehearsal
	T *testing.T
}

// rehearse opens a room of a kind; names join as developers, the first as the opener.
func Rehearse(t *testing.T, kind *rooms.Kind, names ...string) Rehearsed {
	t.Helper()
	r, err := rooms.Rehearse(kind, rooms.Brief{Kind: kind.Name, Title: "Heron"}, 1)
	s := Rehearsed{r, t}
	s.Must(err)
	for _, name := range names {
		s.Enter(name)
	}
	return s
}

func (s Rehearsed) Must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

func (s Rehearsed) Enter(name string, roles ...rooms.Role) rooms.ID {
	s.T.Helper()
	id, err := s.Join(name, roles...)
	s.Must(err)
	return id
}

// as lets somebody in whom the facilitator gives these roles.
func (s Rehearsed) EnterAs(name string, roles ...rooms.Role) rooms.ID {
	s.T.Helper()
	id := s.Enter(name, rooms.Observer)
	s.Does("p1", "roles", With("person", id, "roles", roles))
	return id
}

func (s Rehearsed) Does(actor rooms.ID, verb string, with any) {
	s.T.Helper()
	if err := s.Do(actor, verb, with); err != nil {
		s.T.Fatalf("%s by %s: %v", verb, actor, err)
	}
}

func (s Rehearsed) Refused(code string, actor rooms.ID, verb string, with any) {
	s.T.Helper()
	err := s.Do(actor, verb, with)
	if refusal := new(rooms.Error); !errors.As(err, &refusal) || refusal.Code != code {
		s.T.Fatalf("%s by %s: got %v, want a refusal with code %s", verb, actor, err, code)
	}
}

func (s Rehearsed) Passes(d time.Duration) {
	s.T.Helper()
	s.Must(s.Wait(d))
}

func (s Rehearsed) GoTo(phase string) {
	s.T.Helper()
	if s.Base().Room.Agenda.Now == rooms.Lobby {
		s.Does("p1", "start", nil)
	}
	for s.Base().Room.Agenda.Now != phase {
		s.Does("p1", "next", nil)
	}
}

func (s Rehearsed) IsIn(phase string) {
	s.T.Helper()
	if now := s.Base().Room.Agenda.Now; now != phase {
		s.T.Fatalf("the meeting is in %q, want %q", now, phase)
	}
}

func (s Rehearsed) Floor() rooms.Floor { return s.Base().Room.Floor }

func With(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

// Parked returns the parked topics in order.
func (s Rehearsed) Parked() (texts []string) {
	parked := s.Base().Room.Parked
	for _, id := range parked.Ranked(func(p rooms.Topic) int { return p.Rank }) {
		topic, _ := parked.Get(id)
		texts = append(texts, topic.Text)
	}
	return texts
}

func (s Rehearsed) Blocker(text string) (id rooms.ID) {
	s.T.Helper()
	for key, b := range s.Base().Room.Block.All() {
		if b.Text == text {
			id = key
		}
	}
	return id
}
