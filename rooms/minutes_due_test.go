package rooms

import (
	"reflect"
	"testing"
	"time"
)

func TestWhatIsDueIsOpenAndHasADay(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.change("", func(t *Tx) error {
		t.Room.Title, t.Room.Opened, t.Room.Started = "Heron", 1_763_884_000_000, 1_763_884_800_000
		t.Room.People.Edit("p2", func(p *Person) { p.Name = "Bo" })
		for id, a := range map[ID]Task{
			"a": {Text: "Cache", By: "p1", Owner: "p2", Due: "2026-11-30", How: "Five minutes", State: stateOpen, Rank: 2},
			"b": {Text: "Nobody's", By: "p1", Due: "2026-12-01", State: stateOpen, Rank: 1},
			"c": {Text: "No day", By: "p1", State: stateOpen, Rank: 3},
			"d": {Text: "Done", By: "p1", Due: "2026-11-30", State: stateDone, Rank: 4},
			"e": {Text: "Dropped", By: "p1", Due: "2026-11-30", State: stateDropped, Rank: 5},
		} {
			t.Room.Actions.Put(id, a)
		}
		return nil
	}))
	b := h.doc.Common()
	want := Due{Room: "room", Kind: b.Room.Kind, Title: "Heron", Started: 1_763_884_800_000, Settled: 1_763_884_000_000, Tasks: []DueTask{
		{ID: "b", Day: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Text: "Nobody's"},
		{ID: "a", Day: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), Text: "Cache", How: "Five minutes", Owner: "Bo"},
	}}
	if got := b.Due("room"); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	if got, want := b.Due("room").FileName(english), b.Minutes().FileName(english); got != want {
		t.Errorf("the file is called %q, that of the minutes %q", got, want)
	}
	h.must(h.change("", func(t *Tx) error { t.Room.Ended = 1_763_885_640_123; return nil }))
	if got := h.doc.Common().Due("room").Settled; got != 1_763_885_640_123 {
		t.Errorf("it shows the state at %d, not at the end", got)
	}
}
