package standup

import (
	"fmt"
	"time"

	"rondo/rooms"
)

// standupMinutes is built from what everyone in the room could see. What people
// wrote for the team stays in the room, and so does how long each of them
// spoke: minutes are about the work, never about a person's pace.
func minutes(m *meeting) rooms.Minutes {
	return m.Base.Minutes(
		goalSection(m.Shared),
		m.BallotSection(pulseBallot, "Pulse", nil),
		m.BlockerSection(),
		m.ParkedSection(),
		m.BallotSection(trackBallot, "Still on track for the goal?", thumb),
		timeSection(m),
	)
}

func goalSection(s State) rooms.Section {
	goal := rooms.Section{Key: "goal", Title: "Sprint goal", Text: s.Goal}
	if s.Goal != "" && s.GoalBy != "" {
		goal.Text = fmt.Sprintf("%s (until %s)", s.Goal, s.GoalBy)
		goal.Says = rooms.Word{Key: "minutes.goalUntil", Args: rooms.Args{"goal": s.Goal, "day": s.GoalBy}}
	}
	return goal
}

func thumb(option string) string {
	return map[string]string{"up": "Up", "side": "Sideways", "down": "Down"}[option]
}

func timeSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "saved", Title: "Time"}
	if m.Room.Ended == 0 {
		return s
	}
	took := inMinutes(m.Elapsed(m.Room.Ended).Duration().Round(time.Second))
	of := inMinutes(m.Room.Agenda.Budget.Duration())
	s.Text = fmt.Sprintf("Took %s of %s.", took, of)
	s.Says = rooms.Word{Key: "minutes.took", Args: rooms.Args{"took": took, "of": of}}
	return s
}

// minutes writes a length of time as m:ss.
func inMinutes(d time.Duration) string {
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}
