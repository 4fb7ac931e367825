package standup

import (
	"fmt"
	"time"

	"rondo/rooms"
)

// standupMinutes is built from what everyone in the room could see. What people
// wrote for the team stays in the room, and so does how long each of them
// spoke: minutes are about the work, never about a person's pace.
func minutes(m *rooms.Meeting[State, Own, TeamNotes]) rooms.Minutes {
	return m.Base.Minutes(
		rooms.Section{Key: "goal", Title: "Sprint goal", Text: goalText(m.Shared)},
		m.BallotSection(pulseBallot, "Pulse", nil),
		m.BlockerSection(),
		m.ParkedSection(),
		m.BallotSection(trackBallot, "Still on track for the goal?", thumb),
		rooms.Section{Key: "saved", Title: "Time", Text: savedText(m)},
	)
}

func goalText(s State) string {
	if s.Goal == "" || s.GoalBy == "" {
		return s.Goal
	}
	return fmt.Sprintf("%s (until %s)", s.Goal, s.GoalBy)
}

func thumb(option string) string {
	return map[string]string{"up": "Up", "side": "Sideways", "down": "Down"}[option]
}

func savedText(m *rooms.Meeting[State, Own, TeamNotes]) string {
	if m.Room.Ended == 0 {
		return ""
	}
	took := m.Elapsed(m.Room.Ended).Duration().Round(time.Second)
	return fmt.Sprintf("Took %s of %s.", inMinutes(took), inMinutes(m.Room.Agenda.Budget.Duration()))
}

// minutes writes a length of time as m:ss.
func inMinutes(d time.Duration) string {
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}
