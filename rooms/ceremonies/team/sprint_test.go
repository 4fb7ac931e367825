package team

import (
	"slices"
	"strings"
	"testing"

	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

func TestASprintHasItsDays(t *testing.T) {
	s := team4(t)
	s.Refused("invalid", ada, "sprint", roomstest.With("number", 23, "goal", "", "from", "2026-11-27", "to", "2026-11-23"))
	s.Refused("invalid", ada, "sprint", roomstest.With("number", 23, "goal", "", "from", "2026-11-01", "to", "2026-12-02"))
	s.Does(ada, "sprint", roomstest.With("number", 23, "goal", "A failed payment gets through", "from", "2026-11-23", "to", "2026-12-04"))
	if got := state(s).Sprint; got.Number != 23 || got.To != "2026-12-04" {
		t.Errorf("the sprint is %+v", got)
	}
}

func TestATeamSaysWhenAnItemIsDone(t *testing.T) {
	s := team4(t)
	s.Does(ada, "done_add", roomstest.With("text", "It is tested"))
	line := only(s.Base().Room.Backlog.Done)
	s.Does(ilse, "done_reword", roomstest.With("criterion", line, "text", "It is tested on a phone"))
	if c, _ := s.Base().Room.Backlog.Done.Get(line); c.Text != "It is tested on a phone" || s.Base().Room.Backlog.Ready.Len() != 0 {
		t.Errorf("it is %+v", s.Base().Room.Backlog)
	}
	if text := string(s.Minutes().Markdown(words.All.In(words.Source))); !strings.Contains(text, "It is tested on a phone") {
		t.Errorf("the minutes do not say it:\n%s", text)
	}
	for range mostDone - 1 {
		s.Does(ada, "done_add", roomstest.With("text", "More"))
	}
	s.Refused("too_many", ada, "done_add", roomstest.With("text", "Too much"))
	s.Does(ada, "done_drop", roomstest.With("criterion", line))
	s.Refused("no_such_criterion", ada, "done_drop", roomstest.With("criterion", line))
	s.Refused("no_such_criterion", ada, "done_reword", roomstest.With("criterion", line, "text", "Gone"))
}

func TestATeamHasItsRhythm(t *testing.T) {
	s := team4(t)
	s.Refused("invalid", ada, "rhythm", roomstest.With("zone", "Berlin"))
	s.Refused("invalid", ada, "rhythm", roomstest.With("zone", "Local"))
	s.Refused("invalid", ada, "rhythm", roomstest.With("days", []int{0, 1}))
	s.Refused("invalid", ada, "rhythm", roomstest.With("days", []int{}))
	s.Refused("invalid", ada, "rhythm", roomstest.With("weeks", 5))
	s.Does(ada, "rhythm", roomstest.With("zone", "Europe/Berlin", "weeks", 2))
	s.Does(ilse, "rhythm", roomstest.With("days", []int{4, 2, 2, 3}))
	if got := s.Base().Room.Rhythm; got.Zone != "Europe/Berlin" || got.Weeks != 2 || !slices.Equal(got.Days.Slice(), []int{2, 3, 4}) {
		t.Errorf("it is %+v", got)
	}
	s.Does(ada, "rhythm", roomstest.With("zone", ""))
	if got := s.Base().Room.Rhythm; got.Zone != "" || got.Weeks != 2 {
		t.Errorf("without a zone it is %+v", got)
	}
}
