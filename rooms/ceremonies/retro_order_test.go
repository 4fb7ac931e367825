package ceremonies

import "testing"

func TestPhasesKeepTheirOrderWhereItMatters(t *testing.T) {
	s := inRetro(t, "Ann", "Ben", "Cara")
	s.refused("wrong_order", ann, "shift", with("phase", write, "after", read))
	s.refused("wrong_order", ann, "shift", with("phase", group, "after", dots))
	s.refused("wrong_order", ann, "shift", with("phase", decide, "after", dots))
	s.do(ann, "shift", with("phase", facts, "after", lobby))
	s.do(ann, "start", nil)
	s.in(facts)
}

func TestWithoutReadingOneStillGroupsAndVotes(t *testing.T) {
	s := inRetro(t, "Ann", "Ben", "Cara")
	s.do(ann, "timebox", with("phase", read, "off", true))
	for _, phase := range []string{group, dots} {
		if p, _ := s.Base().Room.Agenda.Phases.Get(phase); p.Off {
			t.Errorf("%s is left out as well", phase)
		}
	}
	s.do(ann, "timebox", with("phase", write, "off", true))
	for _, phase := range []string{group, dots} {
		if p, _ := s.Base().Room.Agenda.Phases.Get(phase); !p.Off {
			t.Errorf("%s is held without notes", phase)
		}
	}
}
