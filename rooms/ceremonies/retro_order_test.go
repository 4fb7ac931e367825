package ceremonies

import "testing"

func TestPhasesKeepTheirOrderWhereItMatters(t *testing.T) {
	s := inRetro(t, "Ann", "Ben", "Cara")
	s.Refused("wrong_order", ann, "shift", With("phase", write, "after", read))
	s.Refused("wrong_order", ann, "shift", With("phase", group, "after", dots))
	s.Refused("wrong_order", ann, "shift", With("phase", decide, "after", dots))
	s.Does(ann, "shift", With("phase", facts, "after", lobby))
	s.Does(ann, "start", nil)
	s.IsIn(facts)
}

func TestWithoutReadingOneStillGroupsAndVotes(t *testing.T) {
	s := inRetro(t, "Ann", "Ben", "Cara")
	s.Does(ann, "timebox", With("phase", read, "off", true))
	for _, phase := range []string{group, dots} {
		if p, _ := s.Base().Room.Agenda.Phases.Get(phase); p.Off {
			t.Errorf("%s is left out as well", phase)
		}
	}
	s.Does(ann, "timebox", With("phase", write, "off", true))
	for _, phase := range []string{group, dots} {
		if p, _ := s.Base().Room.Agenda.Phases.Get(phase); !p.Off {
			t.Errorf("%s is held without notes", phase)
		}
	}
}
