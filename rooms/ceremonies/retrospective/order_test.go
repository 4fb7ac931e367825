package retrospective

import (
	"rondo/rooms"
	"rondo/rooms/roomstest"
	"testing"
)

func TestPhasesKeepTheirOrderWhereItMatters(t *testing.T) {
	s := inRetro(t, "Ann", "Ben", "Cara")
	s.Refused("wrong_order", ann, "shift", roomstest.With("phase", write, "after", read))
	s.Refused("wrong_order", ann, "shift", roomstest.With("phase", group, "after", dots))
	s.Refused("wrong_order", ann, "shift", roomstest.With("phase", decide, "after", dots))
	s.Does(ann, "shift", roomstest.With("phase", facts, "after", rooms.Lobby))
	s.Does(ann, "start", nil)
	s.IsIn(facts)
}

func TestWithoutReadingOneStillGroupsAndVotes(t *testing.T) {
	s := inRetro(t, "Ann", "Ben", "Cara")
	s.Does(ann, "timebox", roomstest.With("phase", read, "off", true))
	for _, phase := range []string{group, dots} {
		if p, _ := s.Base().Room.Agenda.Phases.Get(phase); p.Off {
			t.Errorf("%s is left out as well", phase)
		}
	}
	s.Does(ann, "timebox", roomstest.With("phase", write, "off", true))
	for _, phase := range []string{group, dots} {
		if p, _ := s.Base().Room.Agenda.Phases.Get(phase); !p.Off {
			t.Errorf("%s is held without notes", phase)
		}
	}
}
