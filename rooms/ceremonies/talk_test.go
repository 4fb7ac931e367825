package ceremonies

import (
	"strings"
	"testing"
	"time"

	"rondo/rooms"
)

func TestATalkKeepsItsOutcomeAndActions(t *testing.T) {
	s := rehearse(t, Talk(), "Ann")
	guest := s.join("Marek", rooms.Observer)
	s.do(ann, "start", with())
	s.do(guest, "hand", with("on", true))
	s.do(guest, "outcome", with("text", "We drop it in March."))
	s.do(guest, "task", with("text", "Tell support"))
	s.refused("forbidden", guest, "end", with())
	s.Wait(20 * time.Minute) // its zero is a signal: people may go on talking
	if now := s.Base().Room.Agenda.Now; now != conversation {
		t.Errorf("the talk is in %q", now)
	}
	s.do(ann, "next", with())
	minutes := string(s.Minutes().Markdown())
	for _, want := range []string{"We drop it in March", "Tell support", "Marek"} {
		if !strings.Contains(minutes, want) {
			t.Errorf("%q is not in the minutes:\n%s", want, minutes)
		}
	}
}
