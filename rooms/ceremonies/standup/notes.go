package standup

import (
	"fmt"
	"time"

	"rondo/rooms"
)

type noteWith struct {
	Progress string `json:"progress,omitempty"`
	Plan     string `json:"plan,omitempty"`
	Blocked  string `json:"blocked,omitempty"`
}

// writeNote keeps one's own notes. They go to the team; everybody else sees
// only that there are some.
func writeNote(t *turn, with noteWith) (err error) {
	note := Note{At: t.Now}
	if note.Progress, err = rooms.Lines("progress", with.Progress, 0, rooms.MaxCard); err != nil {
		return err
	}
	if note.Plan, err = rooms.Lines("plan", with.Plan, 0, rooms.MaxCard); err != nil {
		return err
	}
	if note.Blocked, err = rooms.Lines("blocked", with.Blocked, 0, rooms.MaxCard); err != nil {
		return err
	}
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

func setGoal(t *turn, with struct {
	Text string `json:"text"`
	By   string `json:"by,omitempty"`
}) error {
	text, err := rooms.Lines("text", with.Text, 0, rooms.MaxCard)
	if err != nil {
		return err
	}
	if _, err := time.Parse(time.DateOnly, with.By); with.By != "" && err != nil {
		return rooms.Invalid("by", "day")
	}
	t.Shared.Goal, t.Shared.GoalBy = text, with.By
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

const maxBoard = 100

type boardWith struct {
	Items []struct {
		Title string   `json:"title"`
		Owner rooms.ID `json:"owner,omitempty"`
	} `json:"items"`
}

// setBoard replaces the items that the board is walked by, right to left.
func setBoard(t *turn, with boardWith) error {
	if len(with.Items) > maxBoard {
		return rooms.Invalid("items", "board", "most", maxBoard)
	}
	t.Shared.Board = rooms.Map[rooms.ID, BoardItem]{}
	for i, item := range with.Items {
		at := fmt.Sprintf("items/%d/", i)
		title, err := rooms.Line(at+"title", item.Title, 1, rooms.MaxTitle)
		if err != nil {
			return err
		}
		if p, ok := t.Room.People.Get(item.Owner); item.Owner != "" && (!ok || p.Left) {
			return rooms.Invalid(at+"owner", "not_here")
		}
		t.Shared.Board.Put(t.Rand.ID(), BoardItem{Title: title, Owner: item.Owner, Rank: i})
	}
	return nil
}
