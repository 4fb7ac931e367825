package ceremonies

import (
	"strings"
	"testing"
	"time"

	"rondo/rooms"
)

func TestATalkKeepsItsOutcomeAndActions(t *testing.T) {
	s := Rehearse(t, Talk(), "Ann")
	guest := s.Enter("Marek", rooms.Observer)
	s.Does(ann, "start", With())
	s.Does(guest, "hand", With("on", true))
	s.Does(guest, "outcome", With("text", "We drop it in March."))
	s.Does(guest, "task", With("text", "Tell support"))
	s.Refused("forbidden", guest, "end", With())
	s.Wait(20 * time.Minute) // its zero is a signal: people may go on talking
	if now := s.Base().Room.Agenda.Now; now != conversation {
		t.Errorf("the talk is in %q", now)
	}
	s.Does(ann, "next", With())
	minutes := string(s.Minutes().Markdown())
	for _, want := range []string{"We drop it in March", "Tell support", "Marek"} {
		if !strings.Contains(minutes, want) {
			t.Errorf("%q is not in the minutes:\n%s", want, minutes)
		}
	}
}
