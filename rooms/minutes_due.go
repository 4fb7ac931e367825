package rooms

import "time"

// Due is what a meeting agreed for a day and is not done yet, for people's calendars.
// Nobody is named but the owners.
type Due struct {
	Room    ID
	Kind    string
	Title   string
	Started Millis
	Settled Millis // the moment whose state it shows
	Tasks   []DueTask
}

// DueTask is an open action item that has a day.
type DueTask struct {
	ID    ID
	Day   time.Time
	Text  string
	How   string // we will know that it helped
	Owner string // by name
}

// FileName is what a file of it is called, before its ending: as the minutes are.
func (d Due) FileName(w Words) string {
	return Minutes{Kind: d.Kind, Title: d.Title, Started: d.Started}.FileName(w)
}

// Due returns the open action items that have a day, in their order. A meeting does not
// know the id of its room.
func (b *Base) Due(room ID) Due {
	d := Due{Room: room, Kind: b.Room.Kind, Title: b.Room.Title, Started: b.Room.Started, Settled: b.settled()}
	for _, id := range b.Room.Actions.Ranked(func(a Task) int { return a.Rank }) {
		a, _ := b.Room.Actions.Get(id)
		if day, err := time.Parse(time.DateOnly, a.Due); err == nil && a.State == stateOpen {
			d.Tasks = append(d.Tasks, DueTask{id, day, a.Text, a.How, b.NameOf(a.Owner)})
		}
	}
	return d
}

// settled is the moment whose state a file shows: the end of the meeting, or its
// beginning as long as it has none.
func (b *Base) settled() Millis {
	if b.Room.Ended != 0 {
		return b.Room.Ended
	}
	return b.Room.Opened
}
