package retrospective

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestARetrospectiveHeldAgainAsksAboutOpenActionsAndKnowsNoNotes(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ann, "settings", roomstest.With("template", "glad", "dots", 3, "stack", 1, "aloud", true, "least", 4))
	r.Does(ben, "carry", roomstest.With("text", "Ask earlier", "owner", ben, "streak", 1))
	r.written(cara, "nobody knows that I wrote this")
	r.GoTo(decide)
	r.Does(ann, "pick", roomstest.With("task", r.fitTask(cara, "Tidy the board"), "on", true))
	r.Does(ann, "end", nil)
	again := func(was *meeting) *meeting {
		next, err := rooms.Rehearse(Kind(), rooms.Brief{Kind: "retrospective", Title: "Heron", Given: Kind().Handover(was, "first"), Before: was}, 2)
		r.Must(err)
		return next.Meeting().(*meeting)
	}
	next := again(r.meeting())
	is, was := next.Shared, r.shared()
	if is.Template != was.Template || is.Columns != was.Columns || is.Dots != 3 || is.Stack != 1 || !is.Aloud || is.Least != 4 {
		t.Errorf("it is held as %+v", is)
	}
	texts := map[string]int{}
	for _, c := range is.Old.All() {
		texts[c.Text] = c.Streak
	}
	if len(texts) != 2 || texts["Ask earlier"] != 2 {
		t.Errorf("it asks about %v", texts)
	}
	if is.Notes.Len()+is.Topics.Len()+next.Private.Len() != 0 || next.Room.Promise != "" || next.Room.Crowds.Len() != 0 || next.Room.Ballots.Len() != 0 {
		t.Errorf("what people wrote came along: %+v", is)
	}
	if empty := inRetro(t, "Ann"); again(empty.meeting()).Shared.Old.Len() != 0 {
		t.Error("of nothing something came")
	}
}
