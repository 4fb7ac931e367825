package talk

import (
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

const ann = "p1"

func TestATalkKeepsItsOutcomeAndActions(t *testing.T) {
	s := roomstest.Rehearse(t, Kind(), "Ann")
	guest := s.Enter("Marek", rooms.Observer)
	s.Does(ann, "start", roomstest.With())
	s.Does(guest, "hand", roomstest.With("on", true))
	s.Does(guest, "outcome", roomstest.With("text", "We drop it in March."))
	s.Does(guest, "task", roomstest.With("text", "Tell support"))
	s.Refused("forbidden", guest, "end", roomstest.With())
	s.Wait(20 * time.Minute) // its zero is a signal: people may go on talking
	if now := s.Base().Room.Agenda.Now; now != conversation {
		t.Errorf("the talk is in %q", now)
	}
	s.Does(ann, "done", roomstest.With("on", true))
	s.Does(guest, "done", roomstest.With("on", true)) // who was asked in is waited for, and says so
	s.Wait(time.Minute)
	if now := s.Base().Room.Agenda.Now; now != rooms.Closing {
		t.Errorf("all are done, and the talk is in %q", now)
	}
	minutes := string(s.Minutes().Markdown(words.All.In(words.Source)))
	for _, want := range []string{"We drop it in March", "Tell support", "Marek"} {
		if !strings.Contains(minutes, want) {
			t.Errorf("%q is not in the minutes:\n%s", want, minutes)
		}
	}
}
