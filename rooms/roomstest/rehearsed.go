package roomstest

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"rondo/rooms"
)

// Rehearsed is a rehearsal with a test around it.
type Rehearsed struct {
	*rooms.Rehearsal
	T *testing.T
}

// Rehearse opens a room of a kind; names join as developers, the first as the opener.
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

// Must fails the test on an error.
func (s Rehearsed) Must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

// Enter lets somebody in.
func (s Rehearsed) Enter(name string, roles ...rooms.Role) rooms.ID {
	s.T.Helper()
	id, err := s.Join(name, roles...)
	s.Must(err)
	return id
}

// EnterAs lets somebody in whom the facilitator gives these roles.
func (s Rehearsed) EnterAs(name string, roles ...rooms.Role) rooms.ID {
	s.T.Helper()
	id := s.Enter(name, rooms.Observer)
	s.Does("p1", "roles", With("person", id, "roles", roles))
	return id
}

// Does lets somebody act, and fails the test when that is refused.
func (s Rehearsed) Does(actor rooms.ID, verb string, with any) {
	s.T.Helper()
	if err := s.Do(actor, verb, with); err != nil {
		s.T.Fatalf("%s by %s: %v", verb, actor, err)
	}
	s.isSettled(fmt.Sprintf("%s by %s", verb, actor))
}

// isSettled: looking once more at who is here changes nothing.
func (s Rehearsed) isSettled(after string) {
	s.T.Helper()
	change, err := s.Unsettled()
	s.Must(err)
	if change.Size() > 0 {
		raw, _ := json.Marshal(change)
		s.T.Errorf("after %s, a look at who is here changes %s", after, raw)
	}
}

// Refused lets somebody act, and fails the test unless that is refused with a code.
func (s Rehearsed) Refused(code string, actor rooms.ID, verb string, with any) {
	s.T.Helper()
	err := s.Do(actor, verb, with)
	if refusal := new(rooms.Error); !errors.As(err, &refusal) || refusal.Code != code {
		s.T.Fatalf("%s by %s: got %v, want a refusal with code %s", verb, actor, err, code)
	}
}

// Passes lets time pass.
func (s Rehearsed) Passes(d time.Duration) {
	s.T.Helper()
	s.Must(s.Wait(d))
}

// GoTo leads the meeting on to a phase.
func (s Rehearsed) GoTo(phase string) {
	s.T.Helper()
	if s.Base().Room.Agenda.Now == rooms.Lobby {
		s.Does("p1", "start", nil)
	}
	for s.Base().Room.Agenda.Now != phase {
		s.Does("p1", "next", nil)
	}
}

// IsIn fails the test unless the meeting is in a phase.
func (s Rehearsed) IsIn(phase string) {
	s.T.Helper()
	if now := s.Base().Room.Agenda.Now; now != phase {
		s.T.Fatalf("the meeting is in %q, want %q", now, phase)
	}
}

// Floor is the floor as all see it.
func (s Rehearsed) Floor() rooms.Floor { return s.Base().Room.Floor }

// With makes arguments of names and values in turn.
func With(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[fmt.Sprint(pairs[i])] = pairs[i+1]
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

// Blocker returns the id of the blocker with a text.
func (s Rehearsed) Blocker(text string) (id rooms.ID) {
	s.T.Helper()
	for key, b := range s.Base().Room.Block.All() {
		if b.Text == text {
			id = key
		}
	}
	return id
}
