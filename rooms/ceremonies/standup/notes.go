package standup

import (
	"fmt"

	"rondo/rooms"
)

type noteWith struct {
	Progress string `json:"progress,omitempty" takes:"card?"`
	Plan     string `json:"plan,omitempty" takes:"card?"`
	Blocked  string `json:"blocked,omitempty" takes:"card?"`
}

// writeNote keeps one's own notes. They go to the team; everybody else sees
// only that there are some.
func writeNote(t *turn, with noteWith) error {
	note := Note{At: t.Now, Progress: with.Progress, Plan: with.Plan, Blocked: with.Blocked}
	wrote, _ := t.Shared.Wrote.Get(t.Actor)
	wrote.At, wrote.Blocked = t.Now, note.Blocked != ""
	if note == (Note{At: t.Now}) && !wrote.Raised {
		t.Shared.Wrote.Delete(t.Actor)
		t.Audience.Edit(team, func(n *TeamNotes) { n.Notes.Delete(t.Actor) })
		return nil
	}
	t.Shared.Wrote.Put(t.Actor, wrote)
	t.Audience.Edit(team, func(n *TeamNotes) { n.Notes.Put(t.Actor, note) })
	return nil
}

// nothingToSettle: what is written ahead of a standup is there at once.
func nothingToSettle(*rooms.Tx) error { return nil }

// allWrote tells whether all developers have written who are not away today.
func allWrote(t *turn) bool {
	for id, p := range t.Room.People.All() {
		if t.WhoIs(id)&rooms.Developers != 0 && !p.Away && !t.Shared.Wrote.Has(id) {
			return false
		}
	}
	return true
}

func setGoal(t *turn, with struct {
	Text string `json:"text" takes:"card?"`
	By   string `json:"by,omitempty" takes:"date?"`
}) error {
	t.Shared.Goal, t.Shared.GoalBy = with.Text, with.By
	return nil
}

func askPulse(t *turn, with struct {
	On bool `json:"on"`
}) error {
	t.Shared.Pulse = with.On
	return nil
}

// setAsync lets people write in their own time instead of speaking in turn. The
// lobby is then the window to write in; its timebox says when it closes.
func setAsync(t *turn, with struct {
	On bool `json:"on"`
}) error {
	t.Shared.Async = with.On
	t.LeaveOut(with.On, goal, round, plan)
	return nil
}

// setRemote says that one is not in the room today.
func setRemote(t *turn, with struct {
	On bool `json:"on"`
}) error {
	if with.On {
		t.Shared.Remote.Put(t.Actor, true)
	} else {
		t.Shared.Remote.Delete(t.Actor)
	}
	return nil
}

type boardWith struct {
	Items []struct {
		Title string   `json:"title" takes:"title"`
		Owner rooms.ID `json:"owner,omitempty"`
	} `json:"items" takes:"0..100"`
}

// setBoard replaces the items that the board is walked by, right to left.
func setBoard(t *turn, with boardWith) error {
	t.Shared.Board = rooms.Map[rooms.ID, BoardItem]{}
	for i, item := range with.Items {
		if p, ok := t.Room.People.Get(item.Owner); item.Owner != "" && (!ok || p.Left) {
			return rooms.Invalid(fmt.Sprintf("items/%d/owner", i), "not_here")
		}
		t.Shared.Board.Put(t.Rand.ID(), BoardItem{Title: item.Title, Owner: item.Owner, Rank: i})
	}
	return nil
}
